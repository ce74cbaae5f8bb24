"""Stretches of days that only questions speak of: "the first half of May", "between 9 and 13 March", "on the weekend".

In come the words and the day on which they were said; out come the first and the last day, or None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from desktop.agent.reading.time.days import MONTHS, make_day

_MONTH: Final = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))}|last month|this month|the month)\b"
_DAY: Final = r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?"
_HALF: Final = re.compile(rf"\b(first|1st|second|2nd|last|other) half of {_MONTH}", re.IGNORECASE)
_WEEKS: Final = re.compile(rf"\bfirst (two|three) weeks (?:of|in) {_MONTH}", re.IGNORECASE)
_BETWEEN: Final = re.compile(
    rf"\b(?:between|from) {_DAY} (?:and|to|till|until|through) {_DAY} (?:of )?{_MONTH}", re.IGNORECASE
)
_WEEKEND: Final = re.compile(r"\b(?:on|at|over|during) the weekend\b", re.IGNORECASE)
_NEW_YEAR: Final = re.compile(r"\b(?:since|from) (?:the )?new year(?:['’]?s)?(?: day| eve)?\b", re.IGNORECASE)
_SINCE_START: Final = re.compile(
    r"\bsince (?:the )?(?:start|beginning) of (?:the|this) (month|quarter|year)\b", re.IGNORECASE
)
_SO_FAR: Final = re.compile(
    r"\b(?:in|for|of|over|during) (?:the|this) (week|month|quarter|year)(?P<now> (?:so far|to date|until now))?\b"
    r"(?! (?:of|beginning|starting|commencing|from|before|after|to)\b)",
    re.IGNORECASE,
)
_HALF_DAYS: Final = 15
_SATURDAY: Final = 5


def stretch_said(text: str, today: date) -> tuple[date, date] | None:
    """The first such stretch; of months without a year the latest that has begun."""
    if (found := _HALF.search(text)) is not None:
        first = _month(found["month"], today)
        half = first.replace(day=_HALF_DAYS)
        is_first = found[1].casefold() in ("first", "1st")
        return (first, half) if is_first else (half + timedelta(days=1), _end(first))
    if (found := _SINCE_START.search(text)) is not None:
        months = {"month": 1, "quarter": 3, "year": 12}[found[1].casefold()]
        return today.replace(month=today.month - (today.month - 1) % months, day=1), today
    if _NEW_YEAR.search(text) is not None:
        return today.replace(month=1, day=1), today
    if (found := _WEEKS.search(text)) is not None:
        first = _month(found["month"], today)
        return first, first + timedelta(days=13 if found[1].casefold() == "two" else 20)
    if (found := _BETWEEN.search(text)) is not None:
        first = _month(found["month"], today)
        days = [day for k in (1, 2) if (day := make_day(first.year, first.month, int(found[k]))) is not None]
        return (min(days), max(days)) if len(days) == 2 else None
    return None


def current_said(text: str, today: date, week_starts: int) -> tuple[date, date] | None:
    """The week, month, quarter or year of today: "billable in the year so far", "am I at 38 hours for the week"."""
    if (found := _SO_FAR.search(text)) is None:
        return None
    if found[1].casefold() == "week":
        first = today - timedelta(days=(today.weekday() - week_starts) % 7)
        last = first + timedelta(days=6)
    else:
        months = {"month": 1, "quarter": 3, "year": 12}[found[1].casefold()]
        first = today.replace(month=today.month - (today.month - 1) % months, day=1)
        last = _end(first.replace(month=first.month + months - 1))
    return first, today if found["now"] else last


def weekend_said(text: str, today: date) -> tuple[date, date] | None:
    """The latest Saturday and Sunday, where "the weekend" is said."""
    if _WEEKEND.search(text) is None:
        return None
    saturday = today - timedelta(days=(today.weekday() - _SATURDAY) % 7)
    return saturday, saturday + timedelta(days=1)


def _month(said: str, today: date) -> date:
    """The first day of a month that is named, or of this or the last one."""
    number = MONTHS.get(said.casefold())
    if number is not None:
        return date(today.year - (number > today.month), number, 1)
    first = today.replace(day=1)
    return (first - timedelta(days=1)).replace(day=1) if said.casefold().startswith("last") else first


def _end(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])
