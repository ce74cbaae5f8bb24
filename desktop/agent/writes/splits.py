"""An entry that becomes several, and several that become the one they were: each part is made at most once.

The parts carry references of their own, so that whatever was cut off is gone on with by looking what is there.
"""

from __future__ import annotations

from desktop.agent.journal import Operation
from desktop.agent.writes.base import (
    Absent,
    Conflict,
    Declined,
    Desk,
    Done,
    Found,
    Undecided,
    Write,
    after_the_fact,
    done,
    words_of,
)
from desktop.agent.writes.compare import confirmed_hours, differences, is_that, unchanged
from desktop.agent.writes.entries import GONE, before_of, keeps_references, of_reference, refuse_if_locked
from desktop.agent.writes.payloads import JoinEntries, SplitEntry, read
from desktop.harvest.errors import Forbidden, NotFound, Refused, Unclear
from desktop.harvest.models import TimeEntry

_CHANGED = "It was changed in Harvest since, so it was left as it is."


class SplittingEntry(Write):
    """The entry is cut down to its first part, then the others are made."""

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Compare with the before-image; where no reference is kept, nothing could be gone on with safely."""
        payload = read(operation, SplitEntry)
        now = await _entry(desk, payload.entry_id)
        if not unchanged(now, before_of(operation)):
            raise Conflict(_CHANGED)
        refuse_if_locked(now)
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Cut it down, then make the parts."""
        payload = read(operation, SplitEntry)
        entry = await desk.harvest.update_time_entry(payload.entry_id, payload.change)
        if entry.id != payload.entry_id:
            raise Unclear("Harvest answered about another entry than was split.")
        missed = list(differences(entry, payload.change))
        if missed and unchanged(entry, before_of(operation)):
            raise Refused(f"Harvest took the change but did not make it ({', '.join(missed)}).")
        if missed:
            raise Unclear(f"Harvest made the change only in part, without: {', '.join(missed)}.")
        with after_the_fact():
            return await _parts(desk, payload, entry)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """Whether it went to its end. What is missing is sent again, once it surely is not on its way."""
        payload = read(operation, SplitEntry)
        try:
            now = await desk.harvest.time_entry(payload.entry_id)
        except NotFound:
            return Undecided("The entry is not in Harvest any more. Please look at that day.")
        if not list(differences(now, payload.change)):
            if not keeps_references(desk):
                return Undecided("It may be split only in part. Please look at that day in Harvest.")
            made = [await of_reference(desk, part) for part in payload.parts]
            return done(now, now.id) if all(made) else Absent()
        return Absent() if unchanged(now, before_of(operation)) else Undecided(_CHANGED)


async def _parts(desk: Desk, payload: SplitEntry, entry: TimeEntry) -> Done:
    """Make the parts that are not there. What Harvest refuses is told: the rest stands, and can be undone."""
    refused: list[str] = []
    for part in payload.parts:
        if not await of_reference(desk, part):
            try:
                await desk.harvest.create_time_entry(part)
            except (Refused, Forbidden, NotFound) as problem:
                refused.append(f"{confirmed_hours(part):.2f} h ({words_of(problem)})")
    note = f"Harvest did not take: {', '.join(refused)}. Undo makes the entry what it was." if refused else ""
    return done(entry, entry.id, note)


class JoiningEntries(Write):
    """The parts are deleted, then the entry is what it was."""

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Leave it where the entry was changed since."""
        payload = read(operation, JoinEntries)
        try:
            now = await desk.harvest.time_entry(payload.entry_id)
        except NotFound:  # the parts are all that is left of the time
            return Done(operation.before, payload.entry_id, f"{GONE} What was split off it stays.")
        refuse_if_locked(now)
        if not unchanged(now, before_of(operation)):
            raise Conflict(_CHANGED)
        for part in payload.parts:  # all of them before any is deleted
            for entry in await of_reference(desk, part):
                refuse_if_locked(entry)
                if not is_that(entry, part):
                    raise Conflict("A part was changed in Harvest since, so all was left as it is.")
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Both may be done again: what is gone is gone, and the change is the same."""
        payload = read(operation, JoinEntries)
        for part in payload.parts:
            for entry in await of_reference(desk, part):
                try:
                    await desk.harvest.delete_time_entry(entry.id)
                except NotFound:
                    continue
        with after_the_fact():
            entry = await desk.harvest.update_time_entry(payload.entry_id, payload.change)
            return done(entry, entry.id)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """Whether no part is left and the entry is what it was."""
        payload = read(operation, JoinEntries)
        try:
            now = await desk.harvest.time_entry(payload.entry_id)
        except NotFound:
            return Undecided("The entry is not in Harvest any more. Please look at that day.")
        for part in payload.parts:
            if await of_reference(desk, part):
                return Absent()
        return Absent() if list(differences(now, payload.change)) else done(now, now.id)


async def _entry(desk: Desk, entry_id: int) -> TimeEntry:
    try:
        return await desk.harvest.time_entry(entry_id)
    except NotFound:
        raise Conflict("It is not in Harvest any more.") from None
