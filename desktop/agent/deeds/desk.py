"""The deeds of one conversation: words become cards, answers fill them in, and what is confirmed is what was shown.

(deed,) = await deeds.plan(meant, ground)            # "change the last one to 3 hours"
deed = await deeds.answer(deed.id, "hours", "2.5", ground)
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

from desktop.agent.deeds.card import Deed
from desktop.agent.deeds.emails import plan_send
from desktop.agent.deeds.entries import plan_delete, plan_edit, plan_edit_of
from desktop.agent.deeds.expenses import plan_expense
from desktop.agent.deeds.invoices import plan_invoice
from desktop.agent.deeds.plan import CannotDo, Ground, Plan
from desktop.agent.deeds.teammates import people_named, plan_time_for
from desktop.agent.deeds.timers import plan_stop_of, plan_timer_start, plan_timer_stop
from desktop.agent.drafts import UNCONFIRMED
from desktop.agent.intents import Interpretation, Kind
from desktop.harvest.errors import Forbidden, NotFound
from desktop.harvest.models import User

Planner = Callable[[Ground, Interpretation], Awaitable[tuple[Plan, ...]]]

PLANNERS: Final[dict[Kind, Planner]] = {
    Kind.EDIT: plan_edit,
    Kind.DELETE: plan_delete,
    Kind.TIMER_START: plan_timer_start,
    Kind.TIMER_STOP: plan_timer_stop,
    Kind.EXPENSE: plan_expense,
    Kind.INVOICE_CREATE: plan_invoice,
    Kind.INVOICE_SEND: plan_send,
}

_TIMERS: Final = frozenset({Kind.TIMER_START, Kind.TIMER_STOP})


class Deeds:
    """The cards of deeds, and the plans behind those that are open."""

    def __init__(self) -> None:
        self._plans: dict[str, Plan] = {}
        self._cards: dict[str, Deed] = {}
        self._people: tuple[User, ...] | None = None

    @property
    def all(self) -> tuple[Deed, ...]:
        """All cards, oldest first."""
        return tuple(self._cards.values())

    @property
    def open(self) -> tuple[Deed, ...]:
        """Those that are not confirmed yet."""
        return tuple(card for card in self._cards.values() if card.state in UNCONFIRMED)

    @property
    def question(self) -> str | None:
        """The first thing that an open card asks, or None."""
        return next((card.asked.question for card in self.open if card.asked), None)

    @property
    def plans(self) -> Mapping[str, Plan]:
        """The plans behind the cards, by their ids, as they are now."""
        return dict(self._plans)

    def plan_again(self, deed_id: str, plans: Mapping[str, Plan]) -> None:
        """That card rests on the plan which it had there: what was filled in since is taken back."""
        if deed_id in plans:
            self._plans[deed_id] = plans[deed_id]

    def get(self, deed_id: str) -> Deed:
        """That card. Raises KeyError."""
        return self._cards[deed_id]

    def keep(self, deed: Deed) -> None:
        """Remember a card as it is now. One that was confirmed elsewhere is none of this conversation's."""
        if deed.id in self._cards or deed.state in UNCONFIRMED:
            self._cards[deed.id] = deed

    def take_up(self, deed: Deed) -> None:
        """Remember a card of an earlier run that is settled or on its way."""
        if deed.state not in UNCONFIRMED:
            self._cards.setdefault(deed.id, deed)

    async def plan(self, meant: Interpretation, ground: Ground) -> tuple[Deed, ...]:
        """Cards for what the words ask to be done; not kept yet. Raises CannotDo, HarvestError.

        Entries are planned only where they are somebody else's (`ground.people`).
        """
        try:
            if meant.kind is Kind.LOG:
                plans: tuple[Plan, ...] = await plan_time_for(ground, ground.people, meant.entries)
            else:
                plans = await PLANNERS[meant.kind](ground, meant)
        except Forbidden as problem:
            raise CannotDo("Your role in Harvest does not allow that.") from problem
        return self._begun(plans)

    async def change(self, entry_id: int, ground: Ground) -> tuple[Deed, ...]:
        """A card that changes that entry, as Harvest has it now; not kept yet. Raises CannotDo, HarvestError."""
        return self._begun((await plan_edit_of(ground, entry_id),))

    async def stop(self, entry_id: int, at: datetime | None, ground: Ground) -> tuple[Deed, ...]:
        """A card that stops that timer, now or as of then; not kept yet. Raises CannotDo, HarvestError."""
        return self._begun((await plan_stop_of(ground, entry_id, at),))

    def _begun(self, plans: Iterable[Plan]) -> tuple[Deed, ...]:
        planned = {str(uuid.uuid4()): plan for plan in plans}
        self._plans |= planned
        return tuple(plan.card(deed_id) for deed_id, plan in planned.items())

    async def people_said(self, ground: Ground) -> tuple[User, ...]:
        """The teammates whom the words name; none where the role may not see them. Raises HarvestError."""
        if self._people is None:
            try:
                self._people = await ground.harvest.users(is_active=True)
            except (Forbidden, NotFound):
                self._people = ()
        return people_named(self._people, ground.said, ground.account.user_id)

    async def answer(self, deed_id: str, key: str, value: str, ground: Ground) -> Deed:
        """The card after a field was filled in; not kept yet. Raises NoAnswer (with why), KeyError, HarvestError."""
        plan = await self._plans[deed_id].answered(key, value, ground)
        self._plans[deed_id] = plan
        return plan.card(deed_id)

    def replaced_by(self, deed: Deed) -> tuple[Deed, ...]:
        """Open cards that would do to the same thing what this one does: it was said anew."""
        return tuple(card for card in self.open if card.id != deed.id and _same_target(card, deed))


def _same_target(one: Deed, other: Deed) -> bool:
    if one.person != other.person:
        return False
    if one.kind in _TIMERS and other.kind in _TIMERS:
        return True
    keys = {"entry", "client", "invoice"}
    about = [
        {(field.key, field.value) for field in card.fields if field.key in keys and field.value}
        for card in (one, other)
    ]
    # Two expenses, or two entries for a teammate, are about nothing that is there: neither says the other anew.
    is_known = bool(about[0]) and about[0] == about[1]
    return is_known and one.kind is other.kind and one.is_grave is other.is_grave
