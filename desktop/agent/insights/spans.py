"""Stretches of days: those that questions mean where they name none, and how they are put into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with both ends included; None: open at that end."""

    start: date | None
    end: date | None


def week_of(day: date, starts: int = 0) -> Stretch:
    """The week of that day; weeks start on that weekday, 0 for Monday."""
    first = day - timedelta(days=(day.weekday() - starts) % 7)
    return Stretch(first, first + 6 * DAY)


def month_of(day: date) -> Stretch:
    """The calendar month of that day."""
    first = day.replace(day=1)
    return Stretch(first, (first + timedelta(days=32)).replace(day=1) - DAY)


def short_day(day: date, today: date) -> str:
    """`Mon 23 Nov`, with the year where it is another one."""
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def in_words(stretch: Stretch, today: date, starts: int = 0) -> str:
    """`yesterday, Sun 29 Nov`, `this week, Mon 23 Nov to Sun 29 Nov`, `in October`, `up to Mon 30 Nov`, `` for all."""
    start, end = stretch.start, stretch.end
    if start is None or end is None:
        if start is not None:
            return f"since {short_day(start, today)}"
        return f"up to {short_day(end, today)}" if end is not None else ""
    if start == end:
        said = {0: "today, ", 1: "yesterday, ", -1: "tomorrow, "}.get((today - start).days, "on ")
        return said + short_day(start, today)
    days = f"{short_day(start, today)} to {short_day(end, today)}"
    if stretch == week_of(start, starts):
        name = {0: "this week", 7: "last week"}.get((today - start).days - (today.weekday() - starts) % 7)
        return f"{name}, {days}" if name else f"from {days}"
    if stretch == month_of(start):
        return f"in {start:%B}" + (f" {start.year}" if start.year != today.year else "")
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"in {start.year}"
    return f"from {days}"
