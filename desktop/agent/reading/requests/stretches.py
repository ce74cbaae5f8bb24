"""Stretches of days that only questions speak of: "the first half of May", "between 9 and 13 March", "on the weekend".

In come the words and the day on which they were said; out come the first and the last day, or None.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from desktop.agent.reading.time.days import MONTHS, Calendar, make_day, month_end

_MONTH: Final = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))}|last month|this month|the month)\b"
_DAY: Final = r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?"
_HALF: Final = re.compile(rf"\b(first|1st|second|2nd|last|other) half of {_MONTH}", re.IGNORECASE)
_WEEKS: Final = re.compile(rf"\bfirst (two|three) weeks (?:of|in) {_MONTH}", re.IGNORECASE)
_BETWEEN: Final = re.compile(
    rf"\b(?:between|from) {_DAY} (?:and|to|till|until|through) {_DAY} (?:of )?{_MONTH}", re.IGNORECASE
)
_WEEKEND: Final = re.compile(r"\b(?:on|at|over|during) the weekend\b", re.IGNORECASE)
_NEW_YEAR: Final = re.compile(r"\b(?:since|from) (?:the )?new year(?:['’]?s)?(?: day| eve)?\b", re.IGNORECASE)
_FULL_WEEK: Final = re.compile(rf"\b(first|second|third|last) full week (?:of|in) {_MONTH}", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"\b(?:weeks?|[kc]w)\s?(\d{1,2})\s?(?:to|until|till|through|and|-|–)\s?(?:week |[kc]w ?)?(\d{1,2})\b", re.IGNORECASE
)
_SPAN: Final = "(week|month|quarter|year)"
_OF_ITSELF: Final = r"\b(?! (?:of|beginning|starting|commencing|from|before|after|to|end|plan|view)\b)(?!-)"
_CURRENT: Final = re.compile(rf"\b(?:in|for|of|over|during) (?:the|this) {_SPAN}{_OF_ITSELF}", re.IGNORECASE)
_LOOSELY: Final = re.compile(
    rf"\b(?:my|our|their|the|all|whole|entire|full|(?:in|of) a)(?: whole| entire)? {_SPAN}{_OF_ITSELF}", re.IGNORECASE
)
_ORDER: Final = {"first": 0, "second": 1, "third": 2, "last": -1}
_HALF_DAYS: Final = 15
_SATURDAY: Final = 5


def stretch_said(text: str, today: date, week_starts: int = 0) -> tuple[date, date] | None:
    """The first such stretch; of months without a year the latest that has begun."""
    if (found := _HALF.search(text)) is not None:
        first = _month(found["month"], today)
        half = first.replace(day=_HALF_DAYS)
        is_first = found[1].casefold() in ("first", "1st")
        return (first, half) if is_first else (half + timedelta(days=1), month_end(first))
    if _NEW_YEAR.search(text) is not None:
        return today.replace(month=1, day=1), today
    if (found := _WEEKS.search(text)) is not None:
        first = _month(found["month"], today)
        return first, first + timedelta(days=13 if found[1].casefold() == "two" else 20)
    if (found := _BETWEEN.search(text)) is not None:
        first = _month(found["month"], today)
        days = [day for k in (1, 2) if (day := make_day(first.year, first.month, int(found[k]))) is not None]
        return (min(days), max(days)) if len(days) == 2 else None
    if (found := _FULL_WEEK.search(text)) is not None:
        first = _month(found["month"], today)
        begin = first + timedelta(days=(week_starts - first.weekday()) % 7)
        begins = [
            begin + timedelta(days=7 * k) for k in range((month_end(first) - begin + timedelta(days=1)).days // 7)
        ]
        begin = begins[_ORDER[found[1].casefold()]]
        return begin, begin + timedelta(days=6)
    if (found := _NUMBERED.search(text)) is not None:
        return _weeks(int(found[1]), int(found[2]), today)
    return None


def _weeks(first: int, last: int, today: date) -> tuple[date, date] | None:
    """The latest weeks of these ISO numbers that have begun."""
    for year in range(today.year, today.year - 2, -1):
        try:
            begin, end = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)
        except ValueError:
            return None
        if begin <= today:
            return (begin, end) if begin < end else None
    return None


def current_said(text: str, calendar: Calendar, *, is_loose: bool = False) -> tuple[date, date] | None:
    """The week, month, quarter or year of today: "billable in the year so far", "am I at 38 hours for the week".

    `is_loose`: as it is said where no other days are: "how was my week", "what did I do all year".
    """
    found = _CURRENT.search(text) or (_LOOSELY.search(text) if is_loose else None)
    if found is None:
        return None
    if found[1].casefold() == "week":
        return calendar.week(), calendar.week() + timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12}[found[1].casefold()]
    first = calendar.today.replace(month=calendar.today.month - (calendar.today.month - 1) % months, day=1)
    return first, month_end(first.replace(month=first.month + months - 1))


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
