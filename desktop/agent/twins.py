"""A second copy of what we sent once: found by our reference, and removed.

It comes from a network that delivers a request twice, or from a first request that arrives after we had given it up,
looked, and sent it again. Only entries that carry the reference of the very operation, and its content, are removed.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Final

from desktop.agent.journal import Journal, Kind, Operation, State
from desktop.agent.settling import Looks
from desktop.agent.writes.base import Desk, there_before
from desktop.agent.writes.compare import is_that, same_text
from desktop.agent.writes.entries import OURS, has_reference, keeps_references
from desktop.agent.writes.payloads import CreateEntry, StartTimer, Tampered, read
from desktop.harvest.errors import NotFound
from desktop.harvest.models import NewTimeEntry, NewTimer, TimeEntry

REMOVED: Final = "Harvest had stored it twice; the second copy was removed."
MAYBE_TWICE: Final = "Harvest may have stored this twice. Please have a look at that day."


async def look_for_twins(desk: Desk, looks: Looks) -> tuple[Operation, ...]:
    """Look at what was sent lately; returns the operations whose text changed. Raises HarvestError: again later."""
    changed: list[Operation] = []
    days: dict[tuple[int, date], tuple[TimeEntry, ...]] = {}
    for operation in desk.journal.to_verify(desk.account.user_id):
        wanted = _wanted(operation)
        if wanted is None:
            desk.journal.verified(operation.id)
            continue
        day = (wanted.user_id or desk.account.user_id, wanted.spent_date)
        if day not in days:
            days[day] = await desk.harvest.time_entries(user_id=day[0], start=day[1], end=day[1])
        reason = await _remove_twins(desk, operation, wanted, days[day])
        verified = desk.journal.verified(operation.id, reason=reason, again_at=_again(desk, looks, operation))
        if reason is not None:
            changed.append(verified)
    return tuple(changed)


async def _remove_twins(
    desk: Desk, operation: Operation, wanted: NewTimeEntry | NewTimer, entries: Sequence[TimeEntry]
) -> str | None:
    ours = [entry for entry in entries if has_reference(entry, operation.id)]
    if operation.state is State.COMMITTED:
        if not keeps_references(desk):
            return MAYBE_TWICE if _seems_doubled(desk.journal, operation, wanted, entries) else None
        if all(entry.id != operation.answer_id for entry in ours):
            return None
    surplus = [entry for entry in ours if entry.id != operation.answer_id or operation.state is not State.COMMITTED]
    surplus = [entry for entry in surplus if _same(entry, wanted) and not entry.is_locked]
    for entry in surplus:
        with suppress(NotFound):
            await desk.harvest.delete_time_entry(entry.id)
    return REMOVED if surplus and operation.state is State.COMMITTED else None


def _seems_doubled(
    journal: Journal, operation: Operation, wanted: NewTimeEntry | NewTimer, entries: Sequence[TimeEntry]
) -> bool:
    others = (there_before(operation) or frozenset()) | journal.taken(OURS)
    return any(
        entry.id not in others and isinstance(wanted, NewTimeEntry) and is_that(entry, wanted) for entry in entries
    )


def _again(desk: Desk, looks: Looks, operation: Operation) -> datetime | None:
    """When to look once more: only where more than one request was sent, and the first may still turn up."""
    if operation.attempts < 2 or operation.settled_at is None:
        return None
    at = operation.settled_at + timedelta(seconds=looks.twin_after)
    return at if at > desk.clock() else None


def _wanted(operation: Operation) -> NewTimeEntry | NewTimer | None:
    with suppress(Tampered):
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
