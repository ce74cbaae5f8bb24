"""The cards of one conversation: a card goes in as it is now, and what is open, logged or dropped comes out.

board.keep(card)                        # shown from now on, or changed
board.remember()                        # what "undo" brings back, before a message changes the cards
board.compare()                         # whoever logged the same meanwhile: the open cards say so
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.agent.deeds.card import Deed
from desktop.agent.deeds.desk import Deeds
from desktop.agent.deeds.plan import Plan
from desktop.agent.drafts import UNCONFIRMED, Card, Draft, DraftState
from desktop.agent.intents import Revision
from desktop.agent.journal import JournalError
from desktop.agent.lately import Lately, Log
from desktop.agent.portions import Portions
from desktop.agent.understanding import World
from desktop.agent.validation import validate


@dataclass(frozen=True, slots=True)
class Before:
    """Cards as they were, those that Harvest refused among them, the plans behind deeds by their ids, and entries that
    were not shown."""

    cards: tuple[Card, ...] = ()
    plans: Mapping[str, Plan] = field(default_factory=dict)
    left: tuple[Draft, ...] = ()


class Board:
    """Entries and deeds by their ids, oldest first. `on_change` hears of every card that is kept."""

    def __init__(self, log: Log, on_change: Callable[[Card], None] | None = None) -> None:
        self.deeds = Deeds()
        self.portions = Portions()
        self.applied: tuple[Revision, ...] = ()
        self._drafts: dict[str, Draft] = {}
        self._words: dict[str, str] = {}
        self._before: Before | None = None
        self._held: set[str] = set()
        self._lately = Lately(log)
        self._user_id: int | None = None
        self._listener = on_change

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """All cards of entries."""
        return tuple(self._drafts.values())

    @property
    def open_drafts(self) -> tuple[Draft, ...]:
        """The entries that are not confirmed."""
        return tuple(card for card in self._drafts.values() if card.state in UNCONFIRMED)

    @property
    def logged(self) -> tuple[Draft, ...]:
        """The entries that Harvest has."""
        return tuple(card for card in self._drafts.values() if card.state is DraftState.COMMITTED)

    @property
    def open(self) -> tuple[Card, ...]:
        """Entries and deeds that are not confirmed."""
        return (*self.open_drafts, *self.deeds.open)

    @property
    def words(self) -> dict[str, str]:
        """What was said for each card."""
        return dict(self._words)

    def get(self, card_id: str) -> Card:
        """That card. Raises KeyError."""
        return self._drafts[card_id] if card_id in self._drafts else self.deeds.get(card_id)

    def draft(self, card_id: str) -> Draft:
        """That card of an entry. Raises KeyError."""
        return self._drafts[card_id]

    def knows(self, card_id: str) -> bool:
        """Whether that card is one of these."""
        return card_id in self._drafts or any(deed.id == card_id for deed in self.deeds.all)

    def tell_words(self, cards: Iterable[Card], words: str) -> None:
        """These cards come of these words."""
        self._words |= {card.id: words for card in cards}

    def keep(self, card: Card) -> None:
        """A card as it is now; one that was confirmed elsewhere is none of this conversation's, but is told of."""
        if isinstance(card, Deed):
            self._first_seen(card)
            self.deeds.keep(card)
        elif isinstance(card, Draft) and (card.id in self._drafts or card.state in UNCONFIRMED):
            self._first_seen(card)
            self._drafts[card.id] = card
        if self._listener:
            self._listener(card)

    def keep_handed_in(self, card: Card) -> None:
        """A card that is none of the person's doing: "undo" leaves it where it is."""
        if self._before is not None:
            self._before = replace(self._before, cards=(*self._before.cards, card))
        self.keep(card)

    def keep_if_new(self, card: Draft) -> None:
        """The same, where it is another than before."""
        if card != self._drafts[card.id]:
            self.keep(card)

    def take_up(self, card: Card) -> None:
        """A card of an earlier run that is settled or on its way."""
        if isinstance(card, Deed):
            self.deeds.take_up(card)
        elif isinstance(card, Draft) and card.state not in UNCONFIRMED:
            self._drafts.setdefault(card.id, card)

    def drop(self, card_ids: Iterable[str]) -> tuple[Card, ...]:
        """Discard those that are not confirmed, refused ones too; all of them as they are then."""
        keys = tuple(card_ids)
        for key in keys:
            if (card := self.get(key)).state in UNCONFIRMED | {DraftState.REFUSED}:
                self.keep(replace(card, state=DraftState.DISCARDED))
        return tuple(self.get(key) for key in keys)

    # --- what undo brings back -------------------------------------------------------------------------------------

    def as_it_is(self) -> Before:
        """The cards that may be changed, and the plans behind them."""
        cards = (card for card in (*self.drafts, *self.deeds.all) if card.state in UNCONFIRMED | {DraftState.REFUSED})
        return Before(tuple(cards), self.deeds.plans, self.portions.left)

    def remember(self, applied: tuple[Revision, ...] = (), before: Before | None = None) -> None:
        """The cards as they are before a message (with these changes) or an act by hand; "undo" brings them back."""
        self._before, self.applied = before or self.as_it_is(), applied

    def forget(self) -> None:
        """Nothing is to be brought back: what came since was written."""
        self._before, self.applied = None, ()

    @property
    def can_put_back(self) -> bool:
        """Whether the latest message, or act by hand, made, changed or dropped cards."""
        return self._before is not None

    def put_back(self) -> tuple[tuple[Card, ...], int]:
        """The cards as they were before that message, as they are open again, and how many entries that it did not show
        are gone with it; nothing is written."""
        before = self._before or Before()
        self.forget()
        known = {card.id for card in before.cards}
        self.drop(card.id for card in self.open if card.id not in known)
        for card in before.cards:
            now = self.get(card.id)
            if now.state not in UNCONFIRMED | {DraftState.DISCARDED}:
                continue
            if isinstance(card, Deed) and isinstance(now, Deed):
                self.deeds.plan_again(card.id, before.plans)
                self.keep(replace(card, warnings=now.warnings))
            else:
                self.keep(card)
        self.compare()
        gone = self.portions.put_back(before.left)
        return tuple(now for card in before.cards if (now := self.get(card.id)).state in UNCONFIRMED), gone

    # --- what was logged meanwhile ---------------------------------------------------------------------------------

    def read_history(self, user_id: int, seq: int) -> None:
        """The person's history was read when `seq` was the latest operation that was confirmed."""
        self._user_id = user_id
        self._lately.read_history(seq)

    def show(self, card_id: str) -> None:
        """The person has looked at that card: only what is logged from now on counts."""
        self._lately.show(card_id)

    def checked(self, draft: Draft, world: World, now: datetime, others: Sequence[Draft] = ()) -> Draft:
        """The card with what is wrong or doubtful about it, beside these others and those of the board."""
        drafts = [*self._drafts.values(), *others]
        today, time = now.date(), now.time()
        found = validate(draft, account=world.account, today=today, now=time, history=world.history, others=drafts)
        return self._lately.flagged(found, world.account.user_id) if self._lately.knows(draft.id) else found

    def unread(self) -> tuple[Draft, ...]:
        """What was logged elsewhere since the history was read, and so is not in it."""
        if self._user_id is None:
            return ()
        with contextlib.suppress(JournalError):
            return tuple(one for one in self._lately.unread(self._user_id) if one.id not in self._drafts)
        return ()

    def compare(self) -> None:
        """Open cards of the same work as what was logged since they were shown say so. Raises JournalError."""
        if self._user_id is None:
            return
        for card in self.open_drafts:
            self.keep_if_new(self._lately.flagged(card, self._user_id))
        for deed in self.deeds.open:
            if (warned := self._lately.held(deed, self._user_id)) is not None:
                self._held.add(deed.id)
                self.keep(warned)

    def release(self, card_ids: Sequence[str]) -> set[str]:
        """Those of them that `compare` warned of and nobody has confirmed since; from now on they may be written."""
        held = self._held.intersection(card_ids)
        self._held -= held
        return held

    def _first_seen(self, card: Card) -> None:
        is_shown = isinstance(card, Draft) or card.state in UNCONFIRMED
        if is_shown and not self._lately.knows(card.id):
            self._lately.show(card.id)
