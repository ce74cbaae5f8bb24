"""Calendar days in words: "yesterday", "tuesday last week", "the 3rd", "Mon-Thu", "June 15 through 19", "last month".

Every reading is of the past where the words leave it open: a bare weekday is the latest one up to and including today,
"last Friday" the latest strictly before today, "the 3rd" the latest 3rd. Only words that say so ("tomorrow", "next
Monday", a full date) give a day to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from desktop.agent.language.durations import HOUR, MINUTE, duration_at, low, phrase
from desktop.agent.language.numbers import number_at, ordinal_at
from desktop.agent.language.tokens import Token, TokenKind

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
#: Words that are more often something else; they are dates only beside another word of a date.
_SHY_DAYS = frozenset({"sat", "sun"})
_SHY_MONTHS = frozenset({"may", "march", "mar", "dec", "jan", "jun"})
_TO = frozenset("to until till til through thru - – —".split())
_AND = frozenset({"and", ",", "&", "+"})
_PARTS = frozenset("morning afternoon evening night".split())
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
            found = _make(year, month, day)
            if found is not None and found <= self.today:
                return found
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return None


@dataclass(frozen=True, slots=True)
class Days:
    """Days that were said, in order, and the token after them. `words` is what kind of saying it was.

    `impossible` holds a date that no calendar has ("29 February 2026") and `ambiguous` a figure pair that reads as
    two different days; `days` is empty or the likelier reading then. `span` marks a stretch of days ("this week",
    "Mon-Thu") in contrast to a single day or a list, `period` one that names no single days ("last month").
    """

    days: tuple[date, ...]
    end: int
    span: bool = False
    period: bool = False
    impossible: str = ""
    ambiguous: bool = False
    relative: bool = False
    each: bool = False


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(first: date) -> date:
    """The last day of the month that `first` lies in."""
    return (first.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def _stretch(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + n * DAY for n in range(min((last - first).days, 366) + 1))


def date_at(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """The days that begin at token `i` (a day, a list of days or a stretch of days), or None."""
    j = i
    while low(tokens, j) in ("on", "from", "for", "between", "of", "over", "in", "during", "dated", "date"):
        j += 1
        if j - i > 2:
            return None
    opened = {tokens[k].low for k in range(i, j)}
    return _every(tokens, j, calendar) or _plain_at(tokens, j, calendar, opened)


def _plain_at(tokens: Sequence[Token], j: int, calendar: Calendar, opened: set[str]) -> Days | None:
    first = _one(tokens, j, calendar)
    if first is None:
        return None
    if "in" in opened and first.relative:
        return first
    if len(first.days) != 1 or first.impossible:
        return first
    joined = _until(tokens, first, j, calendar, between="between" in opened)
    if joined is not None:
        return joined
    return _listed(tokens, first, calendar)


def _until(tokens: Sequence[Token], first: Days, i: int, calendar: Calendar, *, between: bool) -> Days | None:
    """ "Monday to Thursday", "June 15 through 19", "the 1st and the 15th" after "between"."""
    joint = first.end
    if low(tokens, joint) not in _TO and not (between and low(tokens, joint) == "and"):
        return None
    dash = low(tokens, joint) in ("-", "–", "—")
    loose = dash and not tokens[joint].glued and joint + 1 < len(tokens) and not between
    if loose and _one(tokens, joint + 1, calendar) is None:
        return None  # "Friday - 2h design": a dash with space around it only joins two days of one kind
    begin = first.days[0]
    last = _one(tokens, joint + 1, calendar)
    if last is not None and len(last.days) == 1:
        end = last.days[0]
        if end < begin and low(tokens, joint + 1) in WEEKDAYS and low(tokens, i) in WEEKDAYS:
            begin -= WEEK  # said on a Tuesday, "Thursday to Monday" began last week
        if end < begin and (moved := _same_month(tokens, i, begin, end)) is not None:
            begin = moved
        if end >= begin and (end - begin).days <= 92:
            return Days(_stretch(begin, end), last.end, span=True)
        return None
    number = number_at(tokens, joint + 1)
    if number is None or number.value != int(number.value) or _counts(tokens, number.end):
        return None
    month_said = any(tokens[k].low in MONTHS for k in range(i, first.end))
    end_day = _make(begin.year, begin.month, int(number.value))
    if month_said and end_day is not None and end_day > begin:
        return Days(_stretch(begin, end_day), number.end, span=True)
    return None


def _same_month(tokens: Sequence[Token], i: int, begin: date, end: date) -> date | None:
    """The begin of "the 28th to the 3rd": its month is the one before the end's."""
    if any(token.low in MONTHS for token in tokens[i : i + 3]):
        return None
    month = end.replace(day=1) - DAY if begin.day > end.day else end
    return _make(month.year, month.month, begin.day)


def _listed(tokens: Sequence[Token], first: Days, calendar: Calendar) -> Days:
    """ "mon, wed and fri": one day after another of the same kind, with nothing but commas and "and" between."""
    days, end = list(first.days), first.end
    while True:
        j = end
        while low(tokens, j) in _AND and j - end < 2:
            j += 1
        if j == end:
            break
        again = _one(tokens, j + 1 if low(tokens, j) == "on" else j, calendar)
        if (
            again is None
            or len(again.days) != 1
            or again.impossible
            or (again.relative != first.relative and low(tokens, end) == ",")  # "2h Thursday, and today nothing"
            or not _list_goes_on(tokens, j, again.end, calendar)
        ):
            break
        days.append(again.days[0])
        end = again.end
    return Days(tuple(days), end, first.span, ambiguous=first.ambiguous) if len(days) > 1 else first


def _list_goes_on(tokens: Sequence[Token], i: int, end: int, calendar: Calendar) -> bool:
    """Whether the day at `i` is one more day of a list, not the head of the next entry ("Monday 4, Tuesday 6")."""
    if i > 0 and low(tokens, i - 1) in ("and", "&", "+") and low(tokens, i - 2) != ",":
        return number_at(tokens, end) is None or "each" in {low(tokens, k) for k in range(end, end + 6)}
    k = end
    while low(tokens, k) in _AND:
        k += 1
    return (k > end and _one(tokens, k, calendar) is not None) or (
        low(tokens, i - 1) == "and" and number_at(tokens, end) is None
    )


def _counts(tokens: Sequence[Token], i: int) -> bool:
    return low(tokens, i) in HOUR or low(tokens, i) in MINUTE


def _every(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "every day this week", "every weekday last week", "each day from Monday to Friday", "daily"."""
    if low(tokens, i) == "daily":
        spread = _plain_at(tokens, i + 1, calendar, set())
        return (
            Days(spread.days, spread.end, span=True, period=spread.period, each=True)
            if spread and len(spread.days) > 1
            else None
        )
    if low(tokens, i) not in ("every", "each", "all") or phrase(tokens, i, ("all", "day")):
        return None
    j = i + 1
    if low(tokens, j) in ("single", "working", "work", "of"):
        j += 1
    if low(tokens, j) not in ("day", "weekday", "weekdays", "workday", "days", "morning", "afternoon", "evening"):
        return None
    j += 1
    if low(tokens, j) == ",":
        j += 1
    if low(tokens, j) in ("from", "between", "of", "in", "for", "during", "over"):
        j += 1
    opened = {low(tokens, j - 1)}
    following = _plain_at(tokens, j, calendar, opened)
    if following is None or len(following.days) < 2:
        return None
    days = following.days
    if (
        low(tokens, following.end) == ","
        and (again := _plain_at(tokens, following.end + 1, calendar, set()))
        and again.span
    ):
        # "every day this week, Monday to Friday I mean"
        days, following = again.days, again
    return Days(days, following.end, span=True, period=following.period, each=True)


def _one(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """One day or one named period at `i`."""
    return (
        _relative_day(tokens, i, calendar)
        or _weekday(tokens, i, calendar)
        or _figures(tokens, i, calendar)
        or _month_day(tokens, i, calendar)
        or _nth(tokens, i, calendar)
        or _period(tokens, i, calendar)
    )


def _past_part(tokens: Sequence[Token], i: int) -> int:
    """Past a part of the day: "yesterday evening", "Monday morning"."""
    return i + 1 if low(tokens, i) in _PARTS else i


def _relative_day(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    today, word = calendar.today, low(tokens, i)

    def one(back: int, end: int) -> Days:
        return Days((today - back * DAY,), _past_part(tokens, end), relative=True)

    for words, back in (
        (("the", "day", "before", "yesterday"), 2),
        (("a", "fortnight", "ago"), 14),
        (("day", "before", "yesterday"), 2),
        (("the", "day", "after", "tomorrow"), -2),
        (("day", "after", "tomorrow"), -2),
        (("earlier", "today"), 0),
        (("later", "today"), 0),
    ):
        if phrase(tokens, i, words):
            return one(back, i + len(words))
    if phrase(tokens, i, ("yesterday", "and", "the", "day", "before")):
        return Days((calendar.today - DAY, calendar.today - 2 * DAY), i + 5)
    back_of = {"today": 0, "todays": 0, "tonight": 0, "yesterday": 1, "yesterdays": 1, "tomorrow": -1, "tomorrows": -1}
    if word in back_of | {"yday": 1, "tmrw": -1, "tmr": -1, "yest": 1, "ystrday": 1, "yesterda": 1, "yesteday": 1}:
        return one((back_of | {"tmrw": -1, "tmr": -1}).get(word, 1), i + 1)
    if word == "this" and low(tokens, i + 1) in _PARTS:
        return one(0, i + 2)
    if word == "last" and low(tokens, i + 1) in ("night", "evening"):
        return one(1, i + 2)
    return _ago(tokens, i, calendar)


def _ago(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "two days ago", "a week ago on Tuesday", "3 weeks back"."""
    number = number_at(tokens, i)
    count = int(number.value) if number and number.value == int(number.value) and number.value < 1000 else 0
    after = number.end if number else i
    word = low(tokens, i)
    if word in ("a", "one"):
        count, after = 1, i + 1
    elif word == "couple" or (word == "a" and low(tokens, i + 1) == "couple"):
        return None
    if count and low(tokens, after) in ("day", "days") and low(tokens, after + 1) in ("ago", "back", "earlier"):
        return Days((calendar.today - count * DAY,), _past_part(tokens, after + 2), relative=True)
    if count and low(tokens, after) in ("week", "weeks") and low(tokens, after + 1) in ("ago", "back"):
        named = after + 3 if low(tokens, after + 2) == "on" else after + 2
        if low(tokens, named) in WEEKDAYS:
            return Days((calendar.in_week(WEEKDAYS[low(tokens, named)], count),), named + 1)
        return Days((calendar.today - 7 * count * DAY,), _past_part(tokens, after + 2), relative=True)
    return None


def _weekday(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """A weekday with what may stand around it: "last", "this", "next", "last week", "the ... before last"."""
    j, head = i, low(tokens, i)
    if head in ("last", "this", "next", "past", "the", "previous"):
        j += 1
        if head == "this" and low(tokens, j) in ("past", "last"):
            head, j = "last", j + 1
        if low(tokens, j) == "week" and head in ("last", "this") and low(tokens, j + 1) in WEEKDAYS:
            return _day_of_week(tokens, j + 1, calendar, back=1 if head == "last" else 0)
    word = low(tokens, j)
    if word not in WEEKDAYS:
        return None
    weekday, end = WEEKDAYS[word], j + 1
    if low(tokens, end) == "." and tokens[end].glued and len(word) <= 5 and low(tokens, end + 1):
        end = end + 1 if not tokens[end + 1].text[:1].isupper() else end
    if (anchored := _anchored(tokens, end, weekday, calendar)) is not None:
        return anchored
    if (head == "the" and word in _SHY_DAYS) or (
        word in _SHY_DAYS
        and head not in ("last", "next", "this")
        and _is_verb(tokens, j)
        and number_at(tokens, end) is None
    ):
        return None
    end = _past_part(tokens, end)
    # A figure that belongs to the weekday: "Tuesday the 3rd", "Friday 6 March".
    dated = _month_day(tokens, end, calendar) or _nth(tokens, end, calendar)
    if dated is not None and len(dated.days) == 1 and dated.days[0].weekday() == weekday:
        return dated
    if head in ("last", "past", "previous"):
        found = calendar.latest(weekday, strictly=True)
    elif head == "next":
        found = calendar.latest(weekday) + WEEK
    else:
        found = calendar.in_week(weekday, 0) if head == "this" else calendar.latest(weekday)
    return Days((found,), end)


def _anchored(tokens: Sequence[Token], end: int, weekday: int, calendar: Calendar) -> Days | None:
    """What may follow a weekday and say of which week: "before last", "last week", "of this week", "a week ago"."""
    if phrase(tokens, end, ("before", "last")):
        return Days((calendar.latest(weekday, strictly=True) - WEEK,), end + 2)
    if phrase(tokens, end, ("a", "week", "ago")):
        return Days((calendar.latest(weekday) - WEEK,), end + 3)
    if low(tokens, end) == "last" and (end + 1 >= len(tokens) or tokens[end + 1].kind is not TokenKind.WORD):
        return Days((calendar.latest(weekday, strictly=True),), end + 1)  # "Monday last"
    which = end + 1 if low(tokens, end) == "of" else end
    back = {"last": 1, "this": 0, "next": -1}.get(low(tokens, which))
    if back is None or low(tokens, which + 1) != "week":
        return None
    return Days((calendar.in_week(weekday, back),), which + 2)


def _day_of_week(tokens: Sequence[Token], i: int, calendar: Calendar, back: int) -> Days:
    return Days((calendar.in_week(WEEKDAYS[low(tokens, i)], back),), i + 1)


def _is_verb(tokens: Sequence[Token], i: int) -> bool:
    """ "I sat in meetings", "the sun": not a day."""
    return low(tokens, i - 1) in ("i", "we", "and", "the", "just", "who", "had") or low(tokens, i + 1) in (
        "in",
        "down",
        "with",
    )


def _figures(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "2026-02-12", "12.02.2026", "3/14/2026", "3/4"."""
    parts: list[str] = []
    marks: set[str] = set()
    j = i
    while (
        len(parts) < 3 and j < len(tokens) and tokens[j].kind is TokenKind.DIGITS and len(tokens[j].text) in (1, 2, 4)
    ):
        if parts and not tokens[j].glued:
            return None
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
        return _exact(_make(*numbers), tokens, i, j)
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
            made = _make(calendar.today.year, month, day)
            if made is not None and made > calendar.today:
                made = _make(calendar.today.year - 1, month, day)
        else:
            made = _make(year or 1, month, day)
        if made is not None and made not in found:
            found.append(made)
    if not found:
        return None if year is None else Days((), j, impossible="".join(token.text for token in tokens[i:j]))
    return Days((found[0],), j, ambiguous=len(found) > 1)


def _month_at(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
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


def _month_day(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "June 15", "15 June", "the 15th of June", "November 19th 2026"."""
    j = i + 1 if low(tokens, i) == "the" else i
    month = _month_at(tokens, j)
    if month is not None:
        k = month[1] + 1 if low(tokens, month[1]) == "the" else month[1]
        day = _day_number(tokens, k)
        if (
            day is None
            or (not day[2] and _counts(tokens, day[1]))
            or (not day[2] and low(tokens, day[1]) == "." and day[1] + 1 < len(tokens) and tokens[day[1] + 1].glued)
        ):
            return None
        return _with_year(tokens, month[0], day[0], i, day[1], calendar)
    day = _day_number(tokens, j)
    if day is None:
        return None
    k = day[1] + 1 if low(tokens, day[1]) == "of" else day[1]
    dash = (
        low(tokens, k) in _TO and (day_two := _day_number(tokens, k + 1)) is not None and _month_at(tokens, day_two[1])
    )
    if dash:  # "1-31 March"
        day_two = _day_number(tokens, k + 1)
        if day_two is not None and (month := _month_at(tokens, day_two[1])) is not None:
            last = _with_year(tokens, month[0], day_two[0], i, month[1], calendar)
            if last.days and (begin := _make(last.days[0].year, month[0], day[0])) and begin <= last.days[0]:
                return Days(_stretch(begin, last.days[0]), last.end, span=True)
        return None
    month = _month_at(tokens, k)
    if month is None or (
        low(tokens, month[1]) and _day_number(tokens, month[1]) and not day[2] and low(tokens, k) == "may"
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
        return _exact(_make(int(tokens[j].text), month, day), tokens, i, j + 1)
    this_year, before = _make(calendar.today.year, month, day), _make(calendar.today.year - 1, month, day)
    if this_year is not None and this_year <= calendar.today:
        return Days((this_year,), end)
    if this_year is None:
        said = " ".join(token.text for token in tokens[i:end])
        return Days((), end, impossible=f"{said} {calendar.today.year}")
    # A day some weeks ahead was meant as such less often than the one of last year, but the card shows which.
    if (this_year - calendar.today).days <= 60 or before is None:
        return Days((this_year,), end)
    return Days((before,), end)


#: What "the second ..." numbers when it is no day, and what stands before it when it is one.
_NUMBERED_THINGS = frozenset(
    "time phase draft entry card week version round pass quarter floor sprint iteration".split()
)
_BEFORE_NTH = frozenset("on from to between and since until through till".split())


def _length_at(tokens: Sequence[Token], i: int) -> bool:
    found = duration_at(tokens, i, workday=Decimal(8))
    return found is not None and not found.bare


def _nth(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "the 3rd", "the third", "3rd"; a spelt ordinal needs the article ("second" alone is an ordinary word)."""
    article = low(tokens, i) == "the"
    j = i + 1 if article else i
    ordinal = ordinal_at(tokens, j)
    if ordinal is None or not 1 <= ordinal.value <= 31:
        return None
    if ordinal.words and not article:
        return None
    if low(tokens, ordinal.end) in _NUMBERED_THINGS:
        return None
    if low(tokens, ordinal.end) in ("one", "half", "quarter") and ordinal.words and not _length_at(tokens, ordinal.end):
        return None
    if ordinal.words and ordinal.value < 10 and low(tokens, i - 1) not in _BEFORE_NTH:
        return None
    found = calendar.latest_day_of_month(int(ordinal.value))
    return Days((found,), ordinal.end) if found else None


def _period(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """Named stretches: weeks, months, quarters, years. Two ends; the days between are all included."""
    j = i + 1 if low(tokens, i) in ("the", "all", "whole") else i
    if low(tokens, j) in ("of", "the"):
        j += 1
    head, noun = low(tokens, j), low(tokens, j + 1)
    today = calendar.today
    back = {"this": 0, "current": 0, "last": 1, "previous": 1, "past": 1, "next": -1}.get(head)
    if back is not None and noun in ("week", "month", "quarter", "year", "weekend", "weeks"):
        if phrase(tokens, j + 2, ("but", "one")) or phrase(tokens, j + 2, ("before", "last")):
            return None
        return Days(_named(noun, back, calendar), j + 2, span=True, period=True)
    if phrase(tokens, j, ("week", "before", "last")):
        return Days(_named("week", 2, calendar), j + 3, span=True, period=True)
    if phrase(tokens, j, ("month", "before", "last")):
        return Days(_named("month", 2, calendar), j + 3, span=True, period=True)
    if back == 1 and (number := number_at(tokens, j + 1)) and low(tokens, number.end) in ("days", "weeks"):
        count = min(int(number.value), 60) * (7 if low(tokens, number.end) == "weeks" else 1)
        return Days(_stretch(today - (count - 1) * DAY, today), number.end + 1, span=True, period=True)
    if head == "q" and j + 1 < len(tokens) and tokens[j + 1].glued and tokens[j + 1].text in ("1", "2", "3", "4"):
        return _quarter(tokens, j + 2, int(tokens[j + 1].text), calendar)
    if low(tokens, j) in ("first", "second", "third", "fourth") and noun == "quarter":
        return _quarter(tokens, j + 2, ("first", "second", "third", "fourth").index(head) + 1, calendar)
    month = _month_at(tokens, j)
    if month is not None and (
        head not in _SHY_MONTHS or low(tokens, i - 1) in ("in", "for", "of", "during", "all", "last", "this")
    ):
        return _whole_month(tokens, month, calendar)
    if month is not None and low(tokens, i) == "all":
        return _whole_month(tokens, month, calendar)
    return None


def _whole_month(tokens: Sequence[Token], month: tuple[int, int], calendar: Calendar) -> Days:
    year, end = calendar.today.year, month[1]
    if end < len(tokens) and tokens[end].kind is TokenKind.DIGITS and len(tokens[end].text) == 4:
        year, end = int(tokens[end].text), end + 1
        year = year if 1990 < year < 2100 else calendar.today.year
    elif month[0] > calendar.today.month:
        year -= 1
    first = date(year, month[0], 1)
    return Days(_stretch(first, month_end(first)), end, span=True, period=True)


def _quarter(tokens: Sequence[Token], end: int, quarter: int, calendar: Calendar) -> Days:
    year = calendar.today.year
    if end < len(tokens) and tokens[end].kind is TokenKind.DIGITS and len(tokens[end].text) == 4:
        year, end = int(tokens[end].text), end + 1
        year = year if 1990 < year < 2100 else calendar.today.year
    elif date(year, 3 * quarter - 2, 1) > calendar.today:
        year -= 1
    first = date(year, 3 * quarter - 2, 1)
    return Days(_stretch(first, month_end(first.replace(month=3 * quarter))), end, span=True, period=True)


def _named(noun: str, back: int, calendar: Calendar) -> tuple[date, ...]:
    today = calendar.today
    if noun in ("week", "weeks"):
        first = calendar.week(back)
        return _stretch(first, first + 6 * DAY)
    if noun == "weekend":
        saturday = calendar.latest(5) - (back - 1 if back > 1 else 0) * WEEK
        return (saturday, saturday + DAY)
    if noun == "month":
        first = today.replace(day=1)
        for _ in range(max(back, 0)):
            first = (first - DAY).replace(day=1)
        if back < 0:
            first = month_end(first) + DAY
        return _stretch(first, month_end(first))
    if noun == "quarter":
        first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        for _ in range(max(back, 0)):
            first = (first - DAY).replace(day=1)
            first = first.replace(month=(first.month - 1) // 3 * 3 + 1)
        return _stretch(first, month_end(first.replace(month=first.month + 2)))
    year = today.year - back
    return _stretch(date(year, 1, 1), date(year, 12, 31))
