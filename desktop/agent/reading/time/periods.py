"""Named stretches of days: weeks, months, quarters, years, "week 53", "the last ten days"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.agent.reading.text.numbers import number_at
from desktop.agent.reading.text.quantities import HOUR, MINUTE, low, phrase
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.time.dated import SHY_MONTHS, month_at
from desktop.agent.reading.time.days import DAY, WEEK, Calendar, Days, month_end, stretch

WEEK_WORDS = frozenset("week wk kw cw".split())
#: Said of a week only where its number is glued to it ("w15").
_SHORT_WEEK = "w"


def period_at(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """Named stretches: weeks, months, quarters, years. Two ends; the days between are all included."""
    return _named_period(tokens, i, calendar)


def _named_period(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    j = i + 1 if low(tokens, i) in ("the", "all", "whole") else i
    if low(tokens, j) in ("of", "the"):
        j += 1
    head, noun = low(tokens, j), low(tokens, j + 1)
    today = calendar.today
    back = {"this": 0, "current": 0, "last": 1, "previous": 1, "past": 1, "next": -1}.get(head)
    if back is not None and noun in ("week", "month", "quarter", "year", "weekend", "weeks"):
        if phrase(tokens, j + 2, ("but", "one")) or phrase(tokens, j + 2, ("before", "last")):
            return None
        return Days(_named(noun, back, calendar), j + 2, span=True, period=True, week=noun == "week")
    if phrase(tokens, j, ("week", "before", "last")):
        return Days(_named("week", 2, calendar), j + 3, span=True, period=True, week=True)
    if phrase(tokens, j, ("month", "before", "last")):
        return Days(_named("month", 2, calendar), j + 3, span=True, period=True)
    if back == 1 and (number := number_at(tokens, j + 1)) and low(tokens, number.end) in ("days", "weeks"):
        count = min(int(number.value), 60) * (7 if low(tokens, number.end) == "weeks" else 1)
        return Days(stretch(today - (count - 1) * DAY, today), number.end + 1, span=True, period=True)
    glued = head == _SHORT_WEEK and j + 1 < len(tokens) and tokens[j + 1].glued
    if (head in WEEK_WORDS or glued) and (numbered := numbered_week(tokens, j + 1, calendar)) is not None:
        return numbered
    if head == "q" and j + 1 < len(tokens) and tokens[j + 1].glued and tokens[j + 1].text in ("1", "2", "3", "4"):
        return _quarter(tokens, j + 2, int(tokens[j + 1].text), calendar)
    if low(tokens, j) in ("first", "second", "third", "fourth") and noun == "quarter":
        return _quarter(tokens, j + 2, ("first", "second", "third", "fourth").index(head) + 1, calendar)
    month = month_at(tokens, j)
    if month is not None and (
        head not in SHY_MONTHS or low(tokens, i - 1) in ("in", "for", "of", "during", "all", "last", "this")
    ):
        return _whole_month(tokens, month, calendar)
    if month is not None and low(tokens, i) == "all":
        return _whole_month(tokens, month, calendar)
    return None


def numbered_week(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "week 53": the latest week of that ISO number that has begun."""
    number = number_at(tokens, i)
    if number is None or number.value != int(number.value) or not 1 <= number.value <= 53:
        return None
    if low(tokens, number.end) in HOUR | MINUTE:
        return None  # "all week 1h a day"
    for year in range(calendar.today.isocalendar().year, calendar.today.year - 8, -1):
        try:
            first = date.fromisocalendar(year, int(number.value), 1)
        except ValueError:
            continue  # a year without a week 53
        if first <= calendar.today:
            return Days(stretch(first, first + 6 * DAY), number.end, span=True, period=True, week=True)
    return None


def _whole_month(tokens: Sequence[Token], month: tuple[int, int], calendar: Calendar) -> Days:
    year, end = _year_at(tokens, month[1], month[0], calendar)
    first = date(year, month[0], 1)
    return Days(stretch(first, month_end(first)), end, span=True, period=True)


def _quarter(tokens: Sequence[Token], end: int, quarter: int, calendar: Calendar) -> Days:
    year, end = _year_at(tokens, end, 3 * quarter - 2, calendar)
    first = date(year, 3 * quarter - 2, 1)
    return Days(stretch(first, month_end(first.replace(month=3 * quarter))), end, span=True, period=True)


def _year_at(tokens: Sequence[Token], end: int, month: int, calendar: Calendar) -> tuple[int, int]:
    """The year that is said at token `end` and the token after it; else the latest in which that month has begun."""
    if end < len(tokens) and tokens[end].kind is TokenKind.DIGITS and len(tokens[end].text) == 4:
        year = int(tokens[end].text)
        return (year if 1990 < year < 2100 else calendar.today.year), end + 1
    return calendar.today.year - (month > calendar.today.month), end


def _named(noun: str, back: int, calendar: Calendar) -> tuple[date, ...]:
    today = calendar.today
    if noun in ("week", "weeks"):
        first = calendar.week(back)
        return stretch(first, first + 6 * DAY)
    if noun == "weekend":
        saturday = calendar.latest(5) - (back - 1 if back > 1 else 0) * WEEK
        return (saturday, saturday + DAY)
    if noun == "month":
        first = today.replace(day=1)
        for _ in range(max(back, 0)):
            first = (first - DAY).replace(day=1)
        if back < 0:
            first = month_end(first) + DAY
        return stretch(first, month_end(first))
    if noun == "quarter":
        first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        for _ in range(max(back, 0)):
            first = (first - DAY).replace(day=1)
            first = first.replace(month=(first.month - 1) // 3 * 3 + 1)
        return stretch(first, month_end(first.replace(month=first.month + 2)))
    year = today.year - back
    return stretch(date(year, 1, 1), date(year, 12, 31))
