"""Open cards against what was logged since they were shown, by any window or process: the same work says so.

lately = Lately(committer)
lately.show("c1")                       # from now on
lately.flagged(card, user_id)           # the card, to be checked where the journal has got the same work meanwhile
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final, Protocol

from desktop.agent.cards import card_of
from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import UNCONFIRMED, Draft, DraftState
from desktop.agent.intents import Field, Warn
from desktop.agent.journal import Operation
from desktop.agent.wording import hours_text

JUST_LOGGED: Final = "just_logged"
_OWN: Final = frozenset({"external_reference_id", "stops"})
_DUPLICATE: Final = "possible_duplicate"


class Log(Protocol):
    """What is asked of the committer."""

    def latest_seq(self) -> int:
        """The number of the latest operation that was confirmed, by anybody."""
        ...

    def logged_since(self, user_id: int, seq: int) -> tuple[Operation, ...]:
        """What was confirmed to be made after that one and that Harvest has or is to get, oldest first."""
        ...


class Lately:
    """From when on each open card of one conversation is compared with what was logged."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._since: dict[str, int] = {}
        self._cards: dict[tuple[str, int], Draft | None] = {}
        self._read_at = 0

    def read_history(self, seq: int) -> None:
        """The history that cards are compared with was read when `seq` was the latest operation."""
        self._read_at = seq

    def unread(self, user_id: int) -> tuple[Draft, ...]:
        """Cards that were logged since the history was read, as far as they are entries."""
        return tuple(replace(card, state=DraftState.CONFIRMED) for card in self._logged(user_id, self._read_at))

    def show(self, card_id: str) -> None:
        """A person sees that card as it is now: only what is logged later counts."""
        self._since[card_id] = self._log.latest_seq()

    def knows(self, card_id: str) -> bool:
        """Whether that card was shown."""
        return card_id in self._since

    def flagged(self, card: Draft, user_id: int) -> Draft:
        """The card as it is to be shown: to be checked, and saying why, where the same work was logged meanwhile."""
        if card.state not in UNCONFIRMED:
            return card
        twin = next((one for one in self._logged_after(card, user_id) if _is_same(one, card)), None)
        was_flagged = any(warning.code == JUST_LOGGED for warning in card.warnings)
        if twin is None and not was_flagged:
            return card
        warnings = tuple(one for one in card.warnings if one.code != JUST_LOGGED)
        checks = tuple(field for field in card.checks if field is not Field.ENTRY or not was_flagged)
        if twin is not None:
            hours = hours_text(twin.hours) if twin.hours is not None else ""
            project = twin.project.name if twin.project else ""
            task = twin.task.name if twin.task else ""
            text = f"The same was just logged: {hours} on {project}, {task}. Once more?"
            warnings = (*(one for one in warnings if one.code != _DUPLICATE), Warn(JUST_LOGGED, text))
            checks = (*checks, Field.ENTRY)
        complete = DraftState.NEEDS_CHECK if checks else DraftState.READY
        return replace(card, warnings=warnings, checks=checks, state=DraftState.ASKING if card.missing else complete)

    def held(self, deed: Deed, user_id: int) -> Deed | None:
        """A deed that makes the very same again as one that was confirmed since it was shown, with a warning that says
        so; None where there is none, or where that was said already."""
        since = self._since.get(deed.id)
        if since is None or deed.writing is None or any(one.code == JUST_LOGGED for one in deed.warnings):
            return None
        what = (deed.writing.kind, _meaning(deed.writing.payload))
        for operation in self._log.logged_since(user_id, since):
            if operation.id != deed.id and (operation.kind, _meaning(operation.payload)) == what:
                warning = Warn(
                    JUST_LOGGED, f"The same was just confirmed: {operation.summary}. Confirm again to have two."
                )
                return replace(deed, warnings=(*deed.warnings, warning))
        return None

    def _logged_after(self, card: Draft, user_id: int) -> list[Draft]:
        since = self._since.get(card.id)
        return [one for one in self._logged(user_id, since) if one.id != card.id] if since is not None else []

    def _logged(self, user_id: int, since: int) -> list[Draft]:
        """What was confirmed after that operation, as cards."""
        found: list[Draft] = []
        for operation in self._log.logged_since(user_id, since):
            key = (operation.id, operation.seq)
            if key not in self._cards:
                card = card_of(operation)
                self._cards[key] = card if isinstance(card, Draft) else None
            if (known := self._cards[key]) is not None:
                found.append(known)
        return found


def _meaning(payload: str) -> object:
    """What a payload does, without what is each one's own: its references, and the timers that it stops first."""
    return _without_own(json.loads(payload))


def _without_own(value: object) -> object:
    match value:
        case dict():
            return {key: _without_own(held) for key, held in value.items() if key not in _OWN}
        case list():
            return [_without_own(held) for held in value]
        case _:
            return value


def _is_same(one: Draft, other: Draft) -> bool:
    """Whether two cards log the same work: project, task, day and hours; notes may be worded otherwise."""
    if one.project is None or one.task is None or other.project is None or other.task is None:
        return False
    return (one.project.id, one.task.id, one.spent_date, one.hours) == (
        other.project.id,
        other.task.id,
        other.spent_date,
        other.hours,
    )
