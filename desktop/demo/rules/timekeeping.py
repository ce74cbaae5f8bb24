"""Creating, changing, starting and stopping time entries, in both modes of an account.

A create without `hours` (duration account) or `ended_time` (timestamp account) starts a timer, as in Harvest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from desktop.demo.call import Books, Call
from desktop.demo.errors import ForbiddenError, InvalidError, NotFoundError, RefusalError
from desktop.demo.params import Params
from desktop.demo.records import Project, Task, TaskAssignment, TimeEntry, User, UserAssignment
from desktop.demo.rules.locking import LockBook, refuse, require_open, require_open_day
from desktop.demo.rules.permissions import entry_is_visible
from desktop.demo.rules.rounding import exact
from desktop.demo.rules.timers import DAY_MINUTES, hours_at, hours_between, minute_of

_MOST_HOURS = Decimal(24)
_HOURS_MINUTES = re.compile(r"(\d+):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What a request says about how long: of hours, start and end (minutes), only what this account listens to."""

    hours: Decimal | None = None
    started: int | None = None
    ended: int | None = None


def create_entry(call: Call) -> TimeEntry:
    """A new entry from the call's parameters.

    Raises InvalidError for missing or unfit parameters and closed days, ForbiddenError for other people's time.
    """
    params = call.params
    params.required("project_id", "task_id", "spent_date")
    user = _person(call)
    project, task = _assigned(call, user, params.integer("project_id"), params.integer("task_id"))
    day = params.day("spent_date")
    if day is None:
        raise InvalidError("Spent date can't be blank")
    require_open_day(call.books, call.actor, user, project, day)
    notes = _notes(call, params.text("notes"))
    entry = TimeEntry(
        user_id=user.id,
        project_id=project.id,
        task_id=task.id,
        spent_date=day,
        notes=notes,
        created_at=call.now,
        updated_at=call.now,
    )
    entry = _timed(call, user, entry, _creation_stretch(call.books, params))
    return call.store.save(_referenced(call, entry, params))


def update_entry(call: Call, entry: TimeEntry) -> TimeEntry:
    """The entry with what the call changes. Raises InvalidError where that is not possible."""
    require_open(call.books, call.actor, entry)
    params, user = call.params, call.store.get(User, entry.user_id)
    day = params.day("spent_date") or entry.spent_date
    changed = replace(entry, spent_date=day, updated_at=call.now)
    project_id = params.integer("project_id") or entry.project_id
    task_id = params.integer("task_id") or entry.task_id
    if (project_id, task_id) != (entry.project_id, entry.task_id):
        project, task = _assigned(call, user, project_id, task_id)
        changed = replace(changed, project_id=project.id, task_id=task.id)
    if (changed.project_id, day) != (entry.project_id, entry.spent_date):
        require_open_day(call.books, call.actor, user, call.store.get(Project, changed.project_id), day)
    if params.sent("notes"):
        changed = replace(changed, notes=_notes(call, params.text("notes")))
    changed = _retimed(changed, _change_stretch(call.books, params), call.now)
    return call.store.save(_referenced(call, changed, params))


def delete_entry(call: Call, entry: TimeEntry) -> None:
    """Remove the entry. Approved ones go only for administrators; invoiced, archived and locked ones never."""
    reasons = set(LockBook(call.books).entry_reasons(entry))
    if call.actor.is_administrator:
        reasons.discard("Approved")
        if call.books.switches.administrator_edits_locked:
            reasons.discard("Locked for this Time Period")
    if reasons:
        raise refuse(call.books, "Item " + " and ".join(sorted(reasons)))
    call.store.delete(TimeEntry, "id = ?", [entry.id])


def restart_entry(call: Call, entry: TimeEntry) -> TimeEntry:
    """Run the timer again: on the same entry, or in a timestamp account on a new one for the same day."""
    if entry.timer_started_at is not None:
        if call.books.switches.timer_state == "tolerated":
            return entry
        raise refuse(call.books, "The timer is already running.")
    require_open(call.books, call.actor, entry)
    user = call.store.get(User, entry.user_id)
    _assigned(call, user, entry.project_id, entry.task_id)
    _make_way(call, user)
    if call.books.company.wants_timestamp_timers:
        return call.store.save(
            TimeEntry(
                user_id=entry.user_id,
                project_id=entry.project_id,
                task_id=entry.task_id,
                spent_date=entry.spent_date,
                notes=entry.notes,
                timer_started_at=call.now,
                started_minute=minute_of(call.books, user, call.now),
                created_at=call.now,
                updated_at=call.now,
            )
        )
    return call.store.save(replace(entry, timer_started_at=call.now, ended_minute=None, updated_at=call.now))


def stop_entry(call: Call, entry: TimeEntry) -> TimeEntry:
    """Stop the timer; a timestamp account notes the end."""
    if entry.timer_started_at is None:
        if call.books.switches.timer_state == "tolerated":
            return entry
        raise refuse(call.books, "The timer is not running.")
    return call.store.save(stopped(call.books, entry))


def stopped(books: Books, entry: TimeEntry) -> TimeEntry:
    """The running entry, stopped now. Not saved."""
    ended = None
    if books.company.wants_timestamp_timers:
        ended = minute_of(books, books.store.get(User, entry.user_id), books.now)
    return replace(
        entry,
        hours=min(hours_at(entry, books.now), _MOST_HOURS),
        timer_started_at=None,
        ended_minute=ended,
        updated_at=books.now,
    )


def drop_reference(call: Call, entry: TimeEntry) -> TimeEntry:
    """The entry without its external reference."""
    require_open(call.books, call.actor, entry)
    return call.store.save(replace(_without_reference(entry), updated_at=call.now))


def find_entry(call: Call, *, write: bool) -> TimeEntry:
    """The entry of the path. Raises NotFoundError (403 by switch) for what the role may not see or change."""
    entry = call.store.find(TimeEntry, call.ids[0])
    if entry is None:
        raise NotFoundError
    if not entry_is_visible(call.actor, entry):
        raise RefusalError(call.books.switches.foreign_entry, "You are not authorized to perform this action.")
    if write:
        call.actor.require(call.actor.may_write_work(entry.user_id, entry.project_id))
    return entry


def _person(call: Call) -> User:
    user_id = call.params.integer("user_id")
    if user_id is None or user_id == call.actor.user.id:
        return call.actor.user
    user = call.store.find(User, user_id)
    if user is None:
        raise InvalidError("User is invalid")
    if not call.actor.may_write_work(user_id, call.params.integer("project_id") or 0):
        raise ForbiddenError
    return user


def _assigned(call: Call, user: User, project_id: int | None, task_id: int | None) -> tuple[Project, Task]:
    """Project and task, both active and assigned. Raises InvalidError otherwise."""
    store = call.store
    project = store.find(Project, project_id or 0)
    if project is None or not store.count(
        UserAssignment, "project_id = ? AND user_id = ? AND is_active", (project.id, user.id)
    ):
        raise InvalidError("Project is not assigned to this user")
    task = store.find(Task, task_id or 0)
    if task is None or not store.count(
        TaskAssignment, "project_id = ? AND task_id = ? AND is_active", (project.id, task.id)
    ):
        raise InvalidError("Task is not assigned to this project")
    if LockBook(call.books).is_archived(project.id, task.id, user.id):
        raise InvalidError("Project and task must be active")
    return project, task


def _notes(call: Call, notes: str | None) -> str | None:
    if call.books.company.day_entry_notes_required and not (notes or "").strip():
        raise InvalidError("Notes can't be blank")
    return notes


def _hours(books: Books, params: Params) -> Decimal | None:
    clock = _HOURS_MINUTES.fullmatch(str(params.raw("hours") or ""))
    if clock and books.switches.hours_as_text == "accepted":
        hours = Decimal(clock[1]) + Decimal(clock[2]) / 60
    else:
        number = params.decimal("hours")
        if number is None:
            return None
        hours = number
    if not 0 <= hours <= _MOST_HOURS:
        raise InvalidError("Hours must be between 0 and 24")
    return exact(hours)


def _creation_stretch(books: Books, params: Params) -> _Stretch:
    """What a create says, after the account's treatment of the other mode's parameters."""
    hours = _hours(books, params)
    started, ended = params.minute("started_time"), params.minute("ended_time")
    mode = books.switches.wrong_mode
    if books.company.wants_timestamp_timers:
        if hours is None or ended is not None:
            return _Stretch(None, started, ended)
        if mode == "rejected":
            raise InvalidError("Hours can't be set in an account that tracks start and end times")
        return _Stretch(None, started) if mode == "ignored" else _Stretch(hours, started)
    if started is None and ended is None:
        return _Stretch(hours)
    if mode == "rejected":
        raise InvalidError("Start and end times can't be set in an account that tracks durations")
    if mode == "accepted" and hours is None and started is not None and ended is not None:
        return _Stretch(hours_between(started, ended))
    return _Stretch(hours)


def _change_stretch(books: Books, params: Params) -> _Stretch:
    """As above for a change, where the other mode's parameters were seen to be dropped silently."""
    hours = _hours(books, params)
    started, ended = params.minute("started_time"), params.minute("ended_time")
    mode = books.switches.wrong_mode
    if books.company.wants_timestamp_timers:
        if hours is not None and started is None and ended is None:
            if mode == "rejected":
                raise InvalidError("Hours can't be set in an account that tracks start and end times")
            return _Stretch(hours) if mode == "accepted" else _Stretch()
        return _Stretch(None, started, ended)
    if started is None and ended is None:
        return _Stretch(hours)
    if mode == "rejected":
        raise InvalidError("Start and end times can't be set in an account that tracks durations")
    if mode == "accepted" and hours is None and started is not None and ended is not None:
        return _Stretch(hours_between(started, ended))
    return _Stretch(hours)


def _timed(call: Call, user: User, entry: TimeEntry, stretch: _Stretch) -> TimeEntry:
    """A new entry with its time: stopped where a length is known, else with a running timer."""
    books = call.books
    if stretch.hours == 0:
        if books.switches.zero_hours == "rejected":
            raise InvalidError("Hours must be greater than 0")
        if books.switches.zero_hours == "timer":
            stretch = _Stretch()
    if not books.company.wants_timestamp_timers:
        if stretch.hours is not None:
            return replace(entry, hours=stretch.hours)
        _make_way(call, user)
        return replace(entry, timer_started_at=books.now)
    here = minute_of(books, user, books.now)
    if stretch.hours is not None:
        length = int(stretch.hours * 60)
        started = stretch.started if stretch.started is not None else max(0, here - length)
        return replace(
            entry, hours=stretch.hours, started_minute=started, ended_minute=(started + length) % DAY_MINUTES
        )
    started = stretch.started if stretch.started is not None else here
    if stretch.ended is not None:
        hours = hours_between(started, stretch.ended)
        return replace(entry, hours=hours, started_minute=started, ended_minute=stretch.ended)
    _make_way(call, user)
    return replace(entry, started_minute=started, timer_started_at=_timer_start(books, user, entry, started, here))


def _timer_start(books: Books, user: User, entry: TimeEntry, started: int, here: int) -> datetime:
    if started == here:
        return books.now
    midnight = datetime(entry.spent_date.year, entry.spent_date.month, entry.spent_date.day, tzinfo=books.zone(user))
    return min(books.now, midnight.replace(hour=started // 60, minute=started % 60).astimezone(books.now.tzinfo))


def _retimed(entry: TimeEntry, stretch: _Stretch, now: datetime) -> TimeEntry:
    """A changed entry with its new time. Setting the hours of a running timer counts on from them."""
    if stretch.hours is not None:
        entry = replace(entry, hours=stretch.hours)
        if entry.timer_started_at is not None:
            return replace(entry, timer_started_at=now)
        if entry.started_minute is not None:
            end = (entry.started_minute + int(stretch.hours * 60)) % DAY_MINUTES
            return replace(entry, ended_minute=end)
        return entry
    if stretch.started is None and stretch.ended is None:
        return entry
    started = stretch.started if stretch.started is not None else entry.started_minute
    ended = stretch.ended if stretch.ended is not None else entry.ended_minute
    if entry.timer_started_at is not None and stretch.ended is None:
        shift = timedelta(minutes=(started or 0) - (entry.started_minute or 0))
        return replace(entry, started_minute=started, timer_started_at=entry.timer_started_at + shift)
    entry = replace(entry, started_minute=started)
    if started is None or ended is None:
        return entry
    return replace(entry, ended_minute=ended, hours=hours_between(started, ended), timer_started_at=None)


def _make_way(call: Call, user: User) -> None:
    """What happens to the person's running timer when another starts."""
    running = call.store.select(TimeEntry, "user_id = ? AND timer_started_at IS NOT NULL", [user.id])
    if not running or call.books.switches.previous_timer == "kept":
        return
    if call.books.switches.previous_timer == "refused":
        raise refuse(call.books, "Another timer is already running.")
    for entry in running:
        call.store.save(stopped(call.books, entry))


def _referenced(call: Call, entry: TimeEntry, params: Params) -> TimeEntry:
    if not params.sent("external_reference") or call.books.switches.external_reference == "ignored":
        return entry
    reference = params.nested("external_reference")
    if reference is None:
        return _without_reference(entry)
    return replace(
        entry,
        reference_id=reference.text("id") or "",
        reference_group=reference.text("group_id"),
        reference_account=reference.text("account_id"),
        reference_permalink=reference.text("permalink"),
    )


def _without_reference(entry: TimeEntry) -> TimeEntry:
    return replace(entry, reference_id=None, reference_group=None, reference_account=None, reference_permalink=None)
