"""Hours of running and stopped entries, and clock times as Harvest writes them."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from desktop.demo.call import Books
from desktop.demo.records import Company, TimeEntry, User
from desktop.demo.rules.rounding import exact

DAY_MINUTES = 24 * 60


def hours_at(entry: TimeEntry, now: datetime) -> Decimal:
    """The entry's hours at that instant: stored ones plus, while the timer runs, what has passed since it started."""
    if entry.timer_started_at is None:
        return entry.hours
    passed = max(timedelta(0), now - entry.timer_started_at)
    return exact(entry.hours + Decimal(int(passed.total_seconds())) / 3600)


def hours_between(started: int, ended: int) -> Decimal:
    """Hours between two times of day; an end before the start is on the next day."""
    return exact(Decimal((ended - started) % DAY_MINUTES) / 60)


def minute_of(books: Books, user: User, instant: datetime) -> int:
    """The person's local time of day at an instant, in minutes after midnight."""
    local = instant.astimezone(books.zone(user))
    return local.hour * 60 + local.minute


def clock_text(company: Company, minute: int) -> str:
    """A time of day: `8:00am` on a 12-hour account, `08:00` on a 24-hour one."""
    hour, rest = divmod(minute % DAY_MINUTES, 60)
    if company.clock == "24h":
        return f"{hour:02d}:{rest:02d}"
    return f"{hour % 12 or 12}:{rest:02d}{'am' if hour < 12 else 'pm'}"


def shown_times(books: Books, user: User, entry: TimeEntry) -> tuple[str | None, str | None]:
    """`started_time` and `ended_time` of an entry.

    A duration account shows only the start of a running timer.
    """
    company = books.company
    if entry.timer_started_at is not None:
        start = entry.started_minute
        if start is None or not company.wants_timestamp_timers:
            start = minute_of(books, user, entry.timer_started_at)
        return clock_text(company, start), None
    if not company.wants_timestamp_timers or entry.started_minute is None or entry.ended_minute is None:
        return None, None
    return clock_text(company, entry.started_minute), clock_text(company, entry.ended_minute)
