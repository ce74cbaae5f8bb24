"""What a day and a stretch of days are, and the calendar that they are read against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


def slips(word: str) -> set[str]:
    """A word with one letter left out, doubled, or swapped with the next: how fingers misspell it.

    First and last letters stay: "Frida" is a person.
    """
    inside = range(1, len(word) - 1)
    left_out = {word[:k] + word[k + 1 :] for k in inside}
    doubled = {word[:k] + word[k] + word[k:] for k in inside}
    swapped = {word[:k] + word[k + 1] + word[k] + word[k + 2 :] for k in inside[:-1]}
    return (left_out | doubled | swapped) - {word}


WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday mon mondays",
            "tuesday tue tues tuesdays",
            "wednesday wed weds wednesdays wensday wednsday",
            "thursday thu thur thurs thursdays",
            "friday fri fridays",
            "saturday sat saturdays",
            "sunday sun sundays",
        )
    )
    for name in names.split()
}
for _name, _day in tuple(WEEKDAYS.items()):
    if _name.endswith("day"):
        WEEKDAYS |= dict.fromkeys(sorted(slips(_name) - WEEKDAYS.keys()), _day)
MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
TO = frozenset("to until till til through thru - – —".split())
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What "today" is, and on which weekday a week begins (0 is Monday)."""

    today: date
    week_starts: int = 0

    def week(self, back: int = 0) -> date:
        """The first day of the week that was `back` weeks ago."""
        return self.today - timedelta(days=(self.today.weekday() - self.week_starts) % 7) - back * WEEK

    def latest(self, weekday: int, *, strictly: bool = False) -> date:
        """The latest such weekday up to today, or strictly before it."""
        back = (self.today.weekday() - weekday) % 7
        return self.today - timedelta(days=back or (7 if strictly else 0))

    def in_week(self, weekday: int, back: int) -> date:
        """That weekday of the week `back` weeks ago."""
        first = self.week(back)
        return first + timedelta(days=(weekday - first.weekday()) % 7)

    def latest_day_of_month(self, day: int) -> date | None:
        """The latest `day`th up to today, or None where no month has one."""
        year, month = self.today.year, self.today.month
        for _ in range(24):
            found = make_day(year, month, day)
            if found is not None and found <= self.today:
                return found
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return None


@dataclass(frozen=True, slots=True)
class Days:
    """Days that were said, in order, and the token after them. `words` is what kind of saying it was.

    `impossible` holds a date that no calendar has ("29 February 2026") and `ambiguous` a figure pair that reads as
    two different days (the `other` one); `days` is empty or the likelier reading then. `span` marks a stretch of days
    ("this week", "Mon-Thu") in contrast to a single day or a list, `period` one that names no single days ("last
    month"), `week` a period that is one week.
    """

    days: tuple[date, ...]
    end: int
    span: bool = False
    period: bool = False
    impossible: str = ""
    ambiguous: bool = False
    relative: bool = False
    each: bool = False
    week: bool = False
    other: date | None = None


def make_day(year: int, month: int, day: int) -> date | None:
    """That date, or None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(first: date) -> date:
    """The last day of the month that `first` lies in."""
    return (first.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def stretch(first: date, last: date) -> tuple[date, ...]:
    """All days from the first to the last, at most a year and a day."""
    return tuple(first + n * DAY for n in range(min((last - first).days, 366) + 1))
