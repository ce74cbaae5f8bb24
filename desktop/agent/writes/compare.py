"""Are two states of a time entry the same, for a person? Pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from decimal import Decimal
from typing import Final

from desktop.harvest.models import NewTimeEntry, NewTimer, TimeEntry, TimeEntryChange

HUNDREDTH: Final = Decimal("0.01")
"""Harvest gives hours to the hundredth."""

MINUTE: Final = Decimal("0.02")
"""A minute is 0.0167 h: clock times cannot say hours any finer."""


def span_hours(started: time, ended: time) -> Decimal:
    """Hours between two times of one day."""
    minutes = (ended.hour - started.hour) * 60 + ended.minute - started.minute
    return Decimal(minutes) / 60


def confirmed_hours(entry: NewTimeEntry) -> Decimal:
    """The hours that the person confirmed."""
    if entry.hours is not None:
        return entry.hours
    if entry.started_time is None or entry.ended_time is None:
        raise ValueError("neither hours nor times")
    return span_hours(entry.started_time, entry.ended_time)


def same_hours(stored: TimeEntry, hours: Decimal) -> bool:
    """Whether Harvest stored these hours, as finely as it can."""
    finest = MINUTE if stored.ended_time is not None else HUNDREDTH
    return abs(stored.hours - hours) <= finest


def is_that(stored: TimeEntry, wanted: NewTimeEntry) -> bool:
    """Whether a stored entry is, by its content, the one that was to be created."""
    return same_place(stored, wanted) and not stored.is_running and same_hours(stored, confirmed_hours(wanted))


def is_that_timer(stored: TimeEntry, wanted: NewTimer) -> bool:
    """Whether a stored entry is, by its content, the timer that was to be started."""
    return same_place(stored, wanted) and stored.is_running


def same_place(stored: TimeEntry, wanted: NewTimeEntry | NewTimer) -> bool:
    """Whether a stored entry is of the project, task, day and notes that were to be; nothing is said of its hours."""
    return (
        stored.project.id == wanted.project_id
        and stored.task.id == wanted.task_id
        and stored.spent_date == wanted.spent_date
        and same_text(stored.notes, wanted.notes or "")
    )


def same_text(one: str, other: str) -> bool:
    """Whether two notes read the same; Harvest may change line ends and outer blanks."""
    return one.split() == other.split()


def unchanged(now: TimeEntry, before: TimeEntry) -> bool:
    """Whether nobody changed the entry in between, in anything that a person would mind.

    `updated_at` does not decide it: it has seconds only, so a change within the same second would be overlooked, and it
    moves with things that are no change to the entry.
    """
    same = (
        now.project.id == before.project.id
        and now.task.id == before.task.id
        and now.spent_date == before.spent_date
        and same_text(now.notes, before.notes)
        and now.is_running == before.is_running
    )
    if now.is_running:
        # The hours of a running timer grow by themselves; those from before it was started do not.
        return same and now.hours_without_timer == before.hours_without_timer
    times = (now.started_time, now.ended_time) == (before.started_time, before.ended_time)
    return same and times and now.hours == before.hours


def differences(stored: TimeEntry, change: TimeEntryChange) -> Iterator[str]:
    """The fields in which a stored entry is not what the change asked for."""
    if change.project_id is not None and stored.project.id != change.project_id:
        yield "project"
    if change.task_id is not None and stored.task.id != change.task_id:
        yield "task"
    if change.spent_date is not None and stored.spent_date != change.spent_date:
        yield "date"
    if change.notes is not None and not same_text(stored.notes, change.notes):
        yield "notes"
    if change.hours is not None and not same_hours(stored, change.hours):
        yield "hours"
    if change.hours is None and change.started_time is not None and stored.started_time != change.started_time:
        yield "start"
    if change.hours is None and change.ended_time is not None and stored.ended_time != change.ended_time:
        yield "end"
