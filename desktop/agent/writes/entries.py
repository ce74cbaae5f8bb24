"""Time entries: created, changed, deleted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import ClassVar

from desktop.agent.journal import JournalError, Kind, Operation
from desktop.agent.writes.base import (
    COUNTING,
    REFERENCES,
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
    not_ours,
    snapshot,
    there_before,
    words_of,
)
from desktop.agent.writes.compare import confirmed_hours, differences, is_that, same_hours, same_place, unchanged
from desktop.agent.writes.payloads import CreateEntry, DeleteEntry, UpdateEntry, read
from desktop.harvest.errors import Forbidden, NotFound, Refused, Unclear
from desktop.harvest.models import Clock, NewTimeEntry, NewTimer, TimeEntry, TimeEntryChange

OURS = (Kind.CREATE_ENTRY, Kind.START_TIMER, Kind.RESTART_TIMER)
"""Kinds whose answers are time entries that we made."""

GONE = "It was already gone from Harvest."
_RUNS = "Harvest started a timer instead of storing the hours, and did not let it be stopped: {} Please look there."
_STAYS = "Harvest stored {} h, not the {:.2f} h on the card, and did not let it be removed: {} Please look there."
_CHANGED = "It was changed in Harvest since, so it was left as it is."


async def of_reference(desk: Desk, wanted: NewTimeEntry | NewTimer) -> tuple[TimeEntry, ...]:
    """The entries that carry our reference, oldest first. An account that ignores the filter is seen through."""
    reference = wanted.external_reference_id
    if reference is None:
        return ()
    entries = await desk.harvest.time_entries(user_id=owner(desk, wanted), external_reference_id=reference)
    ours = (one for one in entries if has_reference(one, reference) and one.user.id in (0, owner(desk, wanted)))
    return tuple(sorted(ours, key=lambda one: one.id))


def owner(desk: Desk, wanted: NewTimeEntry | NewTimer) -> int:
    """Whose entry it is to be."""
    return wanted.user_id or desk.account.user_id


def answers(desk: Desk, operation: Operation, wanted: NewTimeEntry | NewTimer, entry: TimeEntry) -> bool:
    """Whether an answer to a create is about the entry that was sent: its owner, its reference, its content.

    Hours may differ: an account that counts the other way drops what it does not use, and they are set right. Where no
    references are kept it must be one that was not there before, and nobody else's answer.
    """
    if entry.user.id not in (0, owner(desk, wanted)) or not same_place(entry, wanted):
        return False
    if has_reference(entry, wanted.external_reference_id):
        return True
    if entry.external_reference is not None or keeps_references(desk):
        return False
    return entry.id not in (there_before(operation) or frozenset()) | desk.journal.taken(OURS)


async def may_be_ours(desk: Desk, operation: Operation, wanted: NewTimeEntry | NewTimer, answer_id: int) -> bool:
    """Whether an entry that does not carry our reference may have been made by our request.

    Where references are known to be kept, only one of the very content may: its reference would have been dropped.
    """
    try:
        entry = await desk.harvest.time_entry(answer_id)
    except NotFound:
        return False
    others = (there_before(operation) or frozenset()) | desk.journal.taken(OURS)
    if entry.id in others or entry.external_reference is not None or entry.user.id not in (0, owner(desk, wanted)):
        return False
    return same_place(entry, wanted) or not keeps_references(desk)


def has_reference(entry: TimeEntry, reference: str | None) -> bool:
    """Whether the entry carries that reference."""
    return entry.external_reference is not None and entry.external_reference.id == reference


async def of_day(desk: Desk, wanted: NewTimeEntry | NewTimer) -> tuple[TimeEntry, ...]:
    """The person's entries of that day, project and task."""
    return await desk.harvest.time_entries(
        user_id=owner(desk, wanted),
        project_id=wanted.project_id,
        task_id=wanted.task_id,
        start=wanted.spent_date,
        end=wanted.spent_date,
    )


def keeps_references(desk: Desk) -> bool:
    """Whether it is known that the account keeps external references, so that a look-up by them is the last word."""
    return desk.journal.fact(desk.account.user_id, REFERENCES) == "kept"


def ignores_references(desk: Desk) -> bool:
    """Whether it is known that the account keeps no external references."""
    return desk.journal.fact(desk.account.user_id, REFERENCES) == "ignored"


def learn_from(desk: Desk, entry: TimeEntry, reference: str | None) -> None:
    """What an answer to a create tells about the account. Where that cannot be stored, the next answer tells it."""
    with suppress(JournalError):
        if reference is not None:
            kept = "kept" if has_reference(entry, reference) else "ignored"
            desk.journal.learn(desk.account.user_id, REFERENCES, kept)
        if not entry.is_running:
            counting = "timestamps" if entry.ended_time is not None else "durations"
            desk.journal.learn(desk.account.user_id, COUNTING, counting)


async def find_by_content(
    desk: Desk, operation: Operation, wanted: NewTimeEntry | NewTimer, is_ours: Callable[[TimeEntry], bool]
) -> TimeEntry | Absent:
    """Where the account keeps no references: the oldest entry of that content which was not there before we sent ours.

    Not by creation time: that would trust this machine's clock.
    """
    there = there_before(operation)
    if there is None:
        # Nothing is sent before this is noted, so where it is missing, nothing was.
        return Absent(surely=True)
    others = there | desk.journal.taken(OURS)
    news = [
        entry
        for entry in await of_day(desk, wanted)
        if entry.id not in others and entry.external_reference is None and is_ours(entry)
    ]
    return min(news, key=lambda entry: entry.id, default=Absent())


class CreatingEntry(Write):
    """A stopped entry. No timer runs because of it: one that Harvest starts all the same is stopped and set right."""

    is_create: ClassVar[bool] = True

    def knows_its_own(self, desk: Desk) -> bool:
        """By reference, unless the account is known to keep none."""
        return not ignores_references(desk)

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Note what is there, where that may be needed to find ours again."""
        wanted = read(operation, CreateEntry).entry
        if not keeps_references(desk):
            there = await of_day(desk, wanted)
            desk.journal.remember(operation.id, snapshot(entry.id for entry in there))
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Create it, in the first form that Harvest accepts."""
        payload = read(operation, CreateEntry)
        words: list[str] = []
        for form in payload.forms:
            try:
                entry = await desk.harvest.create_time_entry(form)
            except Refused as refusal:
                words.append(words_of(refusal))
            else:
                if not answers(desk, operation, payload.entry, entry):
                    raise not_ours(desk, operation, entry.id)
                return await self._mended(desk, payload.entry, entry)
        raise Refused(" / ".join(dict.fromkeys(words)))

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """By reference; where the account keeps none, by content."""
        wanted = read(operation, CreateEntry).entry
        ours = await of_reference(desk, wanted)
        if ours:
            return await self._mended(desk, wanted, ours[0])
        if keeps_references(desk):
            return Absent()
        found = await find_by_content(desk, operation, wanted, lambda entry: is_that(entry, wanted))
        return found if isinstance(found, Absent) else await self._mended(desk, wanted, found)

    async def may_be_ours(self, desk: Desk, operation: Operation, answer_id: int) -> bool:
        """An entry of the person's without a reference, of that content where references are known to be kept."""
        return await may_be_ours(desk, operation, read(operation, CreateEntry).entry, answer_id)

    async def _mended(self, desk: Desk, wanted: NewTimeEntry, entry: TimeEntry) -> Done | Declined:
        learn_from(desk, entry, wanted.external_reference_id)
        hours = confirmed_hours(wanted)
        if not entry.is_running and same_hours(entry, hours):
            return done(entry, entry.id, _elsewhere(entry, wanted))
        with after_the_fact():
            return await self._set_right(desk, wanted, entry)

    async def _set_right(self, desk: Desk, wanted: NewTimeEntry, entry: TimeEntry) -> Done | Declined:
        hours = confirmed_hours(wanted)
        ran = entry.is_running
        if ran:
            try:
                entry = _same(entry, await desk.harvest.stop_time_entry(entry.id))
            except (Refused, Forbidden, NotFound) as problem:
                return done(entry, entry.id, _RUNS.format(words_of(problem)))
        for change in _corrections(wanted, entry):
            if same_hours(entry, hours):
                break
            try:
                entry = _same(entry, await desk.harvest.update_time_entry(entry.id, change))
            except Refused:
                continue
        if same_hours(entry, hours):
            learn_from(desk, entry, None)
            note = "Harvest had started a timer; it was stopped and set to the hours on the card." if ran else ""
            return done(entry, entry.id, note or _elsewhere(entry, wanted))
        if ran:
            with suppress(NotFound):
                try:
                    await desk.harvest.delete_time_entry(entry.id)
                except (Refused, Forbidden) as problem:
                    return done(entry, entry.id, _STAYS.format(entry.hours, hours, words_of(problem)))
            return Declined("Harvest started a timer instead of storing the hours; it was removed again.")
        return done(entry, entry.id, f"Harvest stored {entry.hours} h, not the {hours:.2f} h on the card.")


def _corrections(wanted: NewTimeEntry, entry: TimeEntry) -> tuple[TimeEntryChange, ...]:
    """What to try, in order, so that a stopped entry gets the hours that were confirmed."""
    hours = confirmed_hours(wanted)
    by_hours = TimeEntryChange(hours=hours)
    started, ended = wanted.started_time, wanted.ended_time
    if started is None or ended is None:
        started = entry.started_time or time(9)
        finish = datetime(2000, 1, 1, started.hour, started.minute) + timedelta(hours=float(hours))
        if finish.day != 1:
            return (by_hours,)
        ended = finish.time()
    return (by_hours, TimeEntryChange(started_time=started, ended_time=ended, clock=wanted.clock))


def _same(entry: TimeEntry, answer: TimeEntry) -> TimeEntry:
    if answer.id != entry.id:
        raise Unclear("Harvest answered about another entry.")
    return answer


def _elsewhere(entry: TimeEntry, wanted: NewTimeEntry) -> str:
    if (entry.project.id, entry.task.id, entry.spent_date) == (wanted.project_id, wanted.task_id, wanted.spent_date):
        return ""
    return f"Harvest stored it on {entry.project.name}, {entry.task.name}, {entry.spent_date:%d %b %Y}."


class UpdatingEntry(Write):
    """A change to an entry, made only if the entry is still as the person saw it."""

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Compare with the before-image."""
        payload = read(operation, UpdateEntry)
        try:
            now = await desk.harvest.time_entry(payload.entry_id)
        except NotFound:
            if operation.undoes:  # nothing is left to change back, and it must not be in the way of what came before
                return Done(operation.before, payload.entry_id, GONE)
            raise Conflict("It is not in Harvest any more.") from None
        if not unchanged(now, before_of(operation)):
            raise Conflict(_CHANGED)
        if operation.undoes:
            refuse_if_locked(now)
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done:
        """Change it; Harvest may drop a field without a word, so the answer is compared."""
        payload = read(operation, UpdateEntry)
        entry = await desk.harvest.update_time_entry(payload.entry_id, payload.change)
        if entry.id != payload.entry_id:
            raise Unclear("Harvest answered about another entry than was changed.")
        missed = list(differences(entry, payload.change))
        if missed and unchanged(entry, before_of(operation)):
            raise Refused(f"Harvest took the change but did not make it ({', '.join(missed)}).")
        note = f"Harvest did not change: {', '.join(missed)}." if missed else ""
        return done(entry, entry.id, note)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """Compare with the change, and with what was before."""
        payload = read(operation, UpdateEntry)
        try:
            now = await desk.harvest.time_entry(payload.entry_id)
        except NotFound:
            return Undecided("It is not in Harvest any more; whether it was changed before cannot be told.")
        if not list(differences(now, payload.change)):
            return done(now, now.id)
        if unchanged(now, before_of(operation)):
            return Absent()
        return Undecided("It was changed in Harvest by somebody else at the same time. Please have a look at it there.")


class DeletingEntry(Write):
    """An entry to delete, if it is still as the person saw it."""

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Compare with the before-image; one that is gone already needs no request."""
        payload = read(operation, DeleteEntry)
        try:
            now = await desk.harvest.time_entry(payload.entry_id)
        except NotFound:
            return Done(operation.before, payload.entry_id, GONE)
        if operation.undoes:
            refuse_if_locked(now)
        if not unchanged(now, before_of(operation)):
            raise Conflict(_CHANGED)
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done:
        """Delete it."""
        payload = read(operation, DeleteEntry)
        try:
            await desk.harvest.delete_time_entry(payload.entry_id)
        except NotFound:
            return Done(operation.before, payload.entry_id, GONE)
        return Done(operation.before, payload.entry_id)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """It is gone, or it is not."""
        payload = read(operation, DeleteEntry)
        try:
            await desk.harvest.time_entry(payload.entry_id)
        except NotFound:
            return Done(operation.before, payload.entry_id)
        return Absent()


def before_of(operation: Operation) -> TimeEntry:
    """The entry as it was when the person confirmed."""
    return TimeEntry.model_validate_json(operation.before)


def refuse_if_locked(entry: TimeEntry) -> None:
    """Raise Conflict, with Harvest's own reason, where an entry is invoiced, approved or otherwise locked."""
    if entry.is_locked or entry.is_billed:
        invoice = f" It is on invoice {entry.invoice.number}." if entry.invoice and entry.invoice.number else ""
        reason = f": {entry.locked_reason}" if entry.locked_reason else ""
        raise Conflict(f"Harvest has locked this entry{reason}.{invoice}")


def clock_of(clock: str) -> Clock:
    """The company's way to write times."""
    return Clock.TWENTY_FOUR if clock == Clock.TWENTY_FOUR else Clock.TWELVE
