"""Days by their date: "the 3rd", "15 June", "3/14/2026", "2026-02-12", "Christmas Eve"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.agent.reading.text.numbers import number_at, ordinal_at
from desktop.agent.reading.text.quantities import HOUR, MINUTE, Phrases, low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import FILLERS
from desktop.agent.reading.time.days import DAY, MONTHS, TO, Calendar, Days, make_day, stretch
from desktop.agent.reading.time.durations import duration_at

_THESE_WEEKS, _THIS_SEASON = timedelta(days=31), timedelta(days=90)
SHY_MONTHS = frozenset({"may", "march", "mar", "dec", "jan", "jun"})
#: Days that are called by a name, as (month, day); single words are left out, because projects are called so too.
_FEASTS = {
    ("christmas", "eve"): (12, 24),
    ("christmas", "day"): (12, 25),
    ("boxing", "day"): (12, 26),
    ("new", "years", "eve"): (12, 31),
    ("new", "year", "eve"): (12, 31),
    ("new", "years", "day"): (1, 1),
    ("new", "year", "day"): (1, 1),
}
_FEAST_PHRASES = Phrases(*_FEASTS)
#: What "the second ..." numbers when it is no day, and what stands before it when it is one.
_NUMBERED_THINGS = frozenset(
    """part half bit piece chunk thing one time phase draft entry card week version round pass quarter floor sprint
    iteration""".split()
)
_BEFORE_NTH = frozenset("on from to between and since until through till".split())


def feast(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "on Christmas Eve": the latest one, or one that is at most a month ahead."""
    words = _FEAST_PHRASES.at(tokens, i)
    if words is None:
        return None
    near = [date(calendar.today.year + k, *_FEASTS[words]) for k in (1, 0, -1)]
    return Days((next(d for d in near if d <= calendar.today + 31 * DAY),), i + len(words))


def figures(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "2026-02-12", "12.02.2026", "3/14/2026", "3/4"."""
    parts: list[str] = []
    marks: set[str] = set()
    j = i
    while (
        len(parts) < 3 and j < len(tokens) and tokens[j].kind is TokenKind.DIGITS and len(tokens[j].text) in (1, 2, 4)
    ):
        if parts and not tokens[j].glued:
            if low(tokens, j - 1) != ".":
                return None
            break  # "18.11. 2,5h": the day ends with its point
        parts.append(tokens[j].text)
        j += 1
        if len(parts) < 3 and low(tokens, j) in ("-", "/", ".") and tokens[j].glued:
            marks.add(low(tokens, j))
            j += 1
        else:
            break
    if len(marks) != 1 or (i > 0 and tokens[i].glued and tokens[i - 1].text in ("-", "/", ".", "#")):
        return None
    mark, numbers = marks.pop(), [int(part) for part in parts]
    if len(parts) == 3 and len(parts[0]) == 4:
        return _exact(make_day(*numbers), tokens, i, j)
    if len(parts) == 3 and (len(parts[2]) == 4 or (len(parts[2]) == 2 and mark != "-")):
        year = numbers[2] if len(parts[2]) == 4 else 2000 + numbers[2]
        return _two_ways(numbers[0], numbers[1], year, mark, tokens, i, j)
    dotted = mark == "." and low(tokens, j - 1) == "."
    said = low(tokens, i - 1) == "on" or all(len(part) == 2 for part in parts)  # "2.5." may as well be hours
    if len(parts) == 2 and dotted and said and all(len(part) <= 2 for part in parts):
        return _two_ways(numbers[0], numbers[1], None, mark, tokens, i, j, calendar)
    if len(parts) == 2 and mark == "/" and all(len(part) <= 2 for part in parts) and low(tokens, j) not in HOUR:
        if numbers[0] < numbers[1] and numbers[1] in (2, 4) and low(tokens, j) in ("of", "an", "hour"):
            return None
        return _two_ways(numbers[0], numbers[1], None, mark, tokens, i, j, calendar)
    return None


def _exact(found: date | None, tokens: Sequence[Token], i: int, j: int) -> Days:
    if found is None:
        return Days((), j, impossible="".join(token.text for token in tokens[i:j]))
    return Days((found,), j)


def _two_ways(
    a: int,
    b: int,
    year: int | None,
    mark: str,
    tokens: Sequence[Token],
    i: int,
    j: int,
    calendar: Calendar | None = None,
) -> Days | None:
    """Day and month in figures. With dots the day is first; with slashes both readings count while both exist."""
    orders = ((b, a),) if mark == "." else ((a, b), (b, a))  # (month, day)
    found: list[date] = []
    for month, day in orders:
        if year is None and calendar is not None:
            made = make_day(calendar.today.year, month, day)
            if made is not None and made > calendar.today:
                made = make_day(calendar.today.year - 1, month, day)
        else:
            made = make_day(year or 1, month, day)
        if made is not None and made not in found:
            found.append(made)
    if not found:
        return None if year is None else Days((), j, impossible="".join(token.text for token in tokens[i:j]))
    return Days((found[0],), j, ambiguous=len(found) > 1, other=found[1] if len(found) > 1 else None)


def likelier(days: Days, today: date) -> Days:
    """Of two ways to read day and month the one that lies less far back.

    It alone counts where it was in these weeks and the other one was not in this season; a day to come counts last.
    """
    if not days.ambiguous or days.other is None or len(days.days) != 1:
        return days
    near, far = sorted((days.days[0], days.other), key=lambda day: (day > today, abs(today - day)))
    is_clear = timedelta(0) <= today - near <= _THESE_WEEKS and abs(today - far) >= _THIS_SEASON
    return replace(days, days=(near,), ambiguous=not is_clear, other=None if is_clear else far)


def month_at(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The month that begins at token `i`, and the token after it."""
    word = low(tokens, i)
    if word not in MONTHS or (i < len(tokens) and tokens[i].kind is not TokenKind.WORD):
        return None
    end = i + 1
    if low(tokens, end) == "." and tokens[end].glued and len(word) <= 4:
        end += 1
    return MONTHS[word], end


def _day_number(tokens: Sequence[Token], i: int) -> tuple[int, int, bool] | None:
    """A day of the month at `i`: its number, the token after it, and whether it was an ordinal."""
    ordinal = ordinal_at(tokens, i)
    if ordinal is not None:
        return (int(ordinal.value), ordinal.end, True) if 1 <= ordinal.value <= 31 else None
    number = number_at(tokens, i)
    if number is None or number.value != int(number.value) or not 1 <= number.value <= 31 or number.heard:
        return None
    return int(number.value), number.end, False


#: Behind a figure these tell the time of the day.
_MERIDIANS = frozenset("am pm oclock".split())


def month_day(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "June 15", "15 June", "the 15th of June", "November 19th 2026"."""
    j = i + 1 if low(tokens, i) == "the" else i
    month = month_at(tokens, j)
    if month is not None:
        k = month[1] + 1 if low(tokens, month[1]) == "the" else month[1]
        day = _day_number(tokens, k)
        if (
            day is None
            or (not day[2] and counts(tokens, day[1]))
            or low(tokens, day[1]) in _MERIDIANS
            or (not day[2] and low(tokens, day[1]) == "." and day[1] + 1 < len(tokens) and tokens[day[1] + 1].glued)
        ):
            return None
        return _with_year(tokens, month[0], day[0], i, day[1], calendar)
    day = _day_number(tokens, j)
    if day is None:
        return None
    k = day[1] + 1 if low(tokens, day[1]) == "of" else day[1]
    dash = low(tokens, k) in TO and (day_two := _day_number(tokens, k + 1)) is not None and month_at(tokens, day_two[1])
    if dash:  # "1-31 March"
        day_two = _day_number(tokens, k + 1)
        if day_two is not None and (month := month_at(tokens, day_two[1])) is not None:
            last = _with_year(tokens, month[0], day_two[0], i, month[1], calendar)
            if last.days and (begin := make_day(last.days[0].year, month[0], day[0])) and begin <= last.days[0]:
                return Days(stretch(begin, last.days[0]), last.end, span=True)
        return None
    month = month_at(tokens, k)
    if month is None or (
        low(tokens, k) == "may"
        and not day[2]
        and (after := _day_number(tokens, month[1])) is not None
        and low(tokens, after[1]) not in _MERIDIANS
    ):
        return None
    return _with_year(tokens, month[0], day[0], i, month[1], calendar)


def _with_year(tokens: Sequence[Token], month: int, day: int, i: int, end: int, calendar: Calendar) -> Days:
    j = end + 1 if low(tokens, end) == "," else end
    if (
        j < len(tokens)
        and tokens[j].kind is TokenKind.DIGITS
        and len(tokens[j].text) == 4
        and 1990 < int(tokens[j].text) < 2100
    ):
        return _exact(make_day(int(tokens[j].text), month, day), tokens, i, j + 1)
    this_year, before = make_day(calendar.today.year, month, day), make_day(calendar.today.year - 1, month, day)
    if this_year is not None and this_year <= calendar.today:
        return Days((this_year,), end)
    if this_year is None:
        said = " ".join(token.text for token in tokens[i:end])
        return Days((), end, impossible=f"{said} {calendar.today.year}")
    # A day some weeks ahead was meant as such less often than the one of last year, but the card shows which.
    if (this_year - calendar.today).days <= 60 or before is None:
        return Days((this_year,), end)
    return Days((before,), end)


def _length_at(tokens: Sequence[Token], i: int) -> bool:
    found = duration_at(tokens, i, workday=Decimal(8))
    return found is not None and not found.bare


def _is_noun(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind is TokenKind.WORD and tokens[i].low not in FILLERS | MONTHS.keys()


def nth(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "the 3rd", "the third", "3rd"; a spelt ordinal needs the article ("second" alone is an ordinary word)."""
    article = low(tokens, i) == "the"
    j = i + 1 if article else i
    while article and low(tokens, j) in (",", "um", "uh", "er"):
        j += 1  # "for the, um, nineteenth"
    ordinal = ordinal_at(tokens, j)
    if ordinal is None or not 1 <= ordinal.value <= 31:
        return None
    if ordinal.words and not article:
        return None
    if low(tokens, ordinal.end) in _NUMBERED_THINGS:
        return None
    if ordinal.words and ordinal.value < 10 and _is_noun(tokens, ordinal.end):
        return None  # "the second part of the day"
    if low(tokens, ordinal.end) in ("one", "half", "quarter") and ordinal.words and not _length_at(tokens, ordinal.end):
        return None
    if ordinal.words and ordinal.value < 10 and low(tokens, i - 1) not in _BEFORE_NTH:
        return None
    found = calendar.latest_day_of_month(int(ordinal.value))
    return Days((found,), ordinal.end) if found else None


def counts(tokens: Sequence[Token], i: int) -> bool:
    """Whether a unit of time stands at token `i`, so that the number before it is no day."""
    return low(tokens, i) in HOUR or low(tokens, i) in MINUTE
