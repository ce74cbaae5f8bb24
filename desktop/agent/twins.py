"""A second copy of what we sent once: found by our reference and removed; where Harvest keeps none, told.

It comes from a network that delivers a request twice, or from a first request that arrives after we had given it up,
looked, and sent it again. Only entries that carry the reference of the very operation, and its content, are removed.
What was sent more than once is looked at again and again, ever more rarely, as nobody knows how late a request can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Final

from desktop.agent.grace import Grace
from desktop.agent.journal import Kind, Operation, State
from desktop.agent.settling import Looks
from desktop.agent.writes.base import Desk, there_before
from desktop.agent.writes.compare import is_that, same_text
from desktop.agent.writes.entries import OURS, has_reference, keeps_references, owner
from desktop.agent.writes.kinds import WRITES
from desktop.agent.writes.payloads import CreateEntry, StartTimer, Tampered, read
from desktop.harvest.errors import Forbidden, NotFound
from desktop.harvest.models import NewTimeEntry, NewTimer, TimeEntry

REMOVED: Final = "Harvest had stored it twice; the second copy was removed."
MAYBE_TWICE: Final = "Harvest may have stored this twice. Please have a look at that day."
NUMBERS: Final = "Harvest may have stored this twice ({numbers}). Please have a look, and delete what is too much."

_SLACK: Final = timedelta(seconds=5)


class Twins:
    """Looks for second copies of what one desk sent lately."""

    def __init__(self, desk: Desk, looks: Looks, grace: Grace) -> None:
        self._desk = desk
        self._looks = looks
        self._grace = grace
        self.news: list[Operation] = []

    async def look(self) -> tuple[Operation, ...]:
        """Look at what is due; returns what was looked at and may read otherwise now. Raises HarvestError: again later.

        `news` are those of them of which a second copy turned up.
        """
        changed: list[Operation] = []
        days: dict[tuple[int, date], tuple[TimeEntry, ...]] = {}
        journal, me = self._desk.journal, self._desk.account.user_id
        under_way = {(one.kind, one.payload) for one in journal.pending(me) if one.state is State.SENDING}
        for operation in filter(self._is_due, journal.to_verify(me)):
            if (operation.kind, operation.payload) in under_way:
                # One just like it, which is being sent, would be taken for its copy.
                continue
            reason: str | None = None
            with suppress(Tampered):
                reason = await self._of(operation, days)
            if reason == operation.reason:
                reason = None
            verified = journal.verified(operation.id, reason=reason, again_at=self._again(operation))
            self._grace.since(_look_of(verified))
            if reason is not None:
                self.news.append(verified)
            if reason is not None or operation.is_watched:
                changed.append(verified)
        return tuple(changed)

    async def _of(self, operation: Operation, days: dict[tuple[int, date], tuple[TimeEntry, ...]]) -> str | None:
        wanted = _wanted(operation)
        if wanted is None:
            return await self._of_money(operation)
        day = (owner(self._desk, wanted), wanted.spent_date)
        if day not in days:
            days[day] = await self._desk.harvest.time_entries(user_id=day[0], start=day[1], end=day[1])
        return await self._of_entry(operation, wanted, days[day])

    def _is_due(self, operation: Operation) -> bool:
        """By the clock; one that jumped neither brings a look forward in this process nor puts it off."""
        if operation.verify_at is None:
            return False
        gap = self._gap(operation.looks)
        if self._grace.knows(_look_of(operation)):
            return self._grace.since(_look_of(operation)) >= gap.total_seconds()
        ahead = operation.verify_at - self._desk.clock()
        return ahead <= timedelta(0) or ahead > gap + _SLACK

    def _gap(self, looks: int) -> timedelta:
        """From that look to the one after it; the first is at once."""
        gaps = self._looks.twins
        return timedelta(seconds=gaps[min(looks, len(gaps)) - 1] if looks else 0)

    def _again(self, operation: Operation) -> datetime | None:
        """When to look once more: only where more than one request was sent, and an earlier one may still turn up."""
        if operation.resends < 1 or operation.looks >= len(self._looks.twins):
            return None
        return self._desk.clock() + self._gap(operation.looks + 1)

    async def _of_entry(
        self, operation: Operation, wanted: NewTimeEntry | NewTimer, entries: Sequence[TimeEntry]
    ) -> str | None:
        ours = [entry for entry in entries if has_reference(entry, operation.id)]
        if operation.state is State.COMMITTED:
            if not keeps_references(self._desk):
                return MAYBE_TWICE if self._seems_doubled(operation, wanted, entries) else None
            if all(entry.id != operation.answer_id for entry in ours):
                return None
        surplus = [one for one in ours if one.id != operation.answer_id or operation.state is not State.COMMITTED]
        surplus = [entry for entry in surplus if _same(entry, wanted) and not entry.is_locked]
        for entry in surplus:
            with suppress(NotFound):
                await self._desk.harvest.delete_time_entry(entry.id)
        return REMOVED if surplus and operation.state is State.COMMITTED else None

    def _seems_doubled(
        self, operation: Operation, wanted: NewTimeEntry | NewTimer, entries: Sequence[TimeEntry]
    ) -> bool:
        others = (there_before(operation) or frozenset()) | self._desk.journal.taken(OURS)
        return any(
            entry.id not in others and isinstance(wanted, NewTimeEntry) and is_that(entry, wanted) for entry in entries
        )

    async def _of_money(self, operation: Operation) -> str | None:
        """Expenses and invoices carry no reference, so a copy may be somebody's own: it is told, not removed."""
        try:
            copies = await WRITES[operation.kind].copies(self._desk, operation)
        except (Forbidden, NotFound):
            return None
        return NUMBERS.format(numbers=", ".join(map(str, sorted(copies)))) if copies else None


def _look_of(operation: Operation) -> tuple[str, str, int]:
    """What is waited for before the next look."""
    return ("look", operation.id, operation.looks)


def _wanted(operation: Operation) -> NewTimeEntry | NewTimer | None:
    if operation.kind is Kind.CREATE_ENTRY:
        return read(operation, CreateEntry).entry
    if operation.kind is Kind.START_TIMER:
        return read(operation, StartTimer).timer
    return None


def _same(entry: TimeEntry, wanted: NewTimeEntry | NewTimer) -> bool:
    if isinstance(wanted, NewTimeEntry) and is_that(entry, wanted):
        return True
    # A twin of a timer, or of an entry that was sent as a timer, runs or has run for as long as it may.
    return (
        (isinstance(wanted, NewTimer) or entry.is_running)
        and (entry.project.id, entry.task.id) == (wanted.project_id, wanted.task_id)
        and same_text(entry.notes, wanted.notes or "")
    )
