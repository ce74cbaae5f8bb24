"""Timers: started, stopped, restarted. They mean now, so none is sent later than a minute after it was confirmed."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import ClassVar, Final

from desktop.agent.journal import Operation
from desktop.agent.writes.base import (
    Absent,
    Conflict,
    Declined,
    Desk,
    Done,
    Found,
    Write,
    after_the_fact,
    done,
    not_ours,
    snapshot,
    there_before,
    words_of,
)
from desktop.agent.writes.compare import differences, is_that_timer
from desktop.agent.writes.entries import (
    GONE,
    answers,
    find_by_content,
    keeps_references,
    learn_from,
    may_be_ours,
    of_day,
    of_reference,
    refuse_if_locked,
)
from desktop.agent.writes.payloads import RestartTimer, StartTimer, StopTimer, read
from desktop.harvest.errors import Forbidden, HarvestError, NotFound, Refused, Unclear
from desktop.harvest.models import TimeEntry

NOW: Final = timedelta(minutes=1)
"""How late a timer may still be started or stopped: hours are counted from then."""


class StartingTimer(Write):
    """A new entry that runs."""

    patience: ClassVar[timedelta | None] = NOW
    is_create: ClassVar[bool] = True

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Note what is there, to find ours again, and what runs, to restore it when this is undone."""
        timer = read(operation, StartTimer).timer
        there = () if keeps_references(desk) else await of_day(desk, timer)
        running = await desk.harvest.time_entries(user_id=timer.user_id or desk.account.user_id, is_running=True)
        desk.journal.remember(operation.id, snapshot((entry.id for entry in there), (entry.id for entry in running)))
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Stop what is to be stopped, then start it: whether Harvest stops an earlier timer by itself is its choice."""
        payload = read(operation, StartTimer)
        timer = payload.timer
        has_stopped = False
        try:
            for entry_id in payload.stops:
                with suppress(Refused, NotFound):  # not running any more, or gone
                    await desk.harvest.stop_time_entry(entry_id)
                    has_stopped = True
            entry = await desk.harvest.start_timer(timer)
        except HarvestError as problem:
            if problem.maybe_applied or not has_stopped:
                raise
            return Declined(
                f"{words_of(problem).rstrip('.')}. The timer that ran before is stopped, and none was started."
            )
        if not answers(desk, operation, timer, entry):
            raise not_ours(desk, operation, entry.id)
        learn_from(desk, entry, timer.external_reference_id)
        return done(entry, entry.id)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """By reference; where the account keeps none, by content. It counts even if it was stopped in between."""
        timer = read(operation, StartTimer).timer
        ours = await of_reference(desk, timer)
        if ours:
            running = next((entry for entry in ours if entry.is_running), ours[0])
            learn_from(desk, running, timer.external_reference_id)
            return done(running, running.id)
        if keeps_references(desk):
            return Absent()
        found = await find_by_content(desk, operation, timer, lambda entry: is_that_timer(entry, timer))
        return found if isinstance(found, Absent) else done(found, found.id)

    async def may_be_ours(self, desk: Desk, operation: Operation, answer_id: int) -> bool:
        """An entry of the person's without a reference, of that content where references are known to be kept."""
        return await may_be_ours(desk, operation, read(operation, StartTimer).timer, answer_id)


class StoppingTimer(Write):
    """A running entry to stop."""

    patience: ClassVar[timedelta | None] = NOW

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Stop it; one that does not run any more is stopped already, and left as it is."""
        payload = read(operation, StopTimer)
        try:
            entry = await desk.harvest.stop_time_entry(payload.entry_id)
        except Refused:
            entry = await desk.harvest.time_entry(payload.entry_id)
            if entry.is_running:
                raise
            return done(entry, entry.id, "It was not running any more.")
        except NotFound:
            if operation.undoes:
                return Done(answer_id=payload.entry_id, note=GONE)
            raise
        if entry.id != payload.entry_id:
            raise Unclear("Harvest answered about another entry than was stopped.")
        with after_the_fact():
            return await _set_to(desk, entry, payload)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """It runs, or it does not."""
        payload = read(operation, StopTimer)
        try:
            entry = await desk.harvest.time_entry(payload.entry_id)
        except NotFound:
            return Declined("The entry is not in Harvest any more.")
        return Absent() if entry.is_running else await _set_to(desk, entry, payload)


async def _set_to(desk: Desk, entry: TimeEntry, payload: StopTimer) -> Done:
    """A stopped entry, set to the hours or the end that were confirmed."""
    change = payload.change
    if change is None or not list(differences(entry, change)):
        return done(entry, entry.id)
    try:
        entry = await desk.harvest.update_time_entry(entry.id, change)
    except (Refused, Forbidden, NotFound) as problem:
        return done(entry, entry.id, f"It is stopped, but Harvest did not take the time: {words_of(problem)}")
    missed = list(differences(entry, change))
    return done(entry, entry.id, f"It is stopped, but Harvest did not change: {', '.join(missed)}." if missed else "")


class RestartingTimer(Write):
    """A stopped entry to go on with: the same entry, or a new one, as the account counts."""

    patience: ClassVar[timedelta | None] = NOW
    is_create: ClassVar[bool] = True

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Refuse a locked entry; note which timers run already."""
        try:
            entry = await _entry(desk, operation)
        except Conflict:
            if operation.undoes:
                return Done(answer_id=read(operation, RestartTimer).entry_id, note=GONE)
            raise
        refuse_if_locked(entry)
        if entry.is_running:
            return done(entry, entry.id, "It was running already.")
        running = await _running(desk, entry)
        desk.journal.remember(operation.id, snapshot(one.id for one in running))
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Restart it; the answer may be another entry."""
        payload = read(operation, RestartTimer)
        entry = await desk.harvest.restart_time_entry(payload.entry_id)
        note = "" if entry.id == payload.entry_id else f"Harvest goes on with it as a new entry, {entry.id}."
        return done(entry, entry.id, note)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """The entry runs, or a new one like it does."""
        there = there_before(operation)
        if there is None:
            return Absent(surely=True)
        entry = await _entry(desk, operation)
        running = [one for one in (entry, *await _running(desk, entry)) if one.is_running and one.id not in there]
        return done(running[0], running[0].id) if running else Absent()


async def _entry(desk: Desk, operation: Operation) -> TimeEntry:
    try:
        return await desk.harvest.time_entry(read(operation, RestartTimer).entry_id)
    except NotFound:
        raise Conflict("The entry is not in Harvest any more.") from None


async def _running(desk: Desk, entry: TimeEntry) -> tuple[TimeEntry, ...]:
    return await desk.harvest.time_entries(
        user_id=entry.user.id or desk.account.user_id,
        project_id=entry.project.id,
        task_id=entry.task.id,
        is_running=True,
    )
