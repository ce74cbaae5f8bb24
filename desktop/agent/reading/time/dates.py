"""Calendar days in words: "yesterday", "tuesday last week", "the 3rd", "Mon-Thu", "June 15 through 19", "last month".

Every reading is of the past where the words leave it open: a bare weekday is the latest one up to and including today,
"last Friday" the latest strictly before today, "the 3rd" the latest 3rd. Only words that say so ("tomorrow", "next
Monday", a full date) give a day to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from desktop.agent.reading.text.numbers import number_at
from desktop.agent.reading.text.quantities import Phrases, low, phrase
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.time.dated import counts, feast, figures, month_day, nth
from desktop.agent.reading.time.days import DAY, MONTHS, TO, WEEK, WEEKDAYS, Calendar, Days, make_day, slips, stretch
from desktop.agent.reading.time.periods import WEEK_WORDS, numbered_week, period_at

#: Words that are more often something else; they are dates only beside another word of a date.
_SHY_DAYS = frozenset({"sat", "sun"})
_AND = frozenset({"and", ",", "&", "+"})
_PARTS = frozenset("morning mornings afternoon afternoons arvo evening evenings night nights".split())


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
    return _listed(tokens, j, first, calendar)


def _until(tokens: Sequence[Token], first: Days, i: int, calendar: Calendar, *, between: bool) -> Days | None:
    """ "Monday to Thursday", "June 15 through 19", "the 1st and the 15th" after "between"."""
    joint = first.end
    if low(tokens, joint) not in TO and not (between and low(tokens, joint) == "and"):
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
        if end >= begin and (end - begin).days <= 92:
            return Days(stretch(begin, end), last.end, span=True)
        return None
    number = number_at(tokens, joint + 1)
    if number is None or number.value != int(number.value) or counts(tokens, number.end):
        return None
    month_said = any(tokens[k].low in MONTHS for k in range(i, first.end))
    end_day = make_day(begin.year, begin.month, int(number.value))
    if month_said and end_day is not None and end_day > begin:
        return Days(stretch(begin, end_day), number.end, span=True)
    return None


def _listed(tokens: Sequence[Token], i: int, first: Days, calendar: Calendar) -> Days:
    """ "mon, wed and fri": one day after another of the same kind, with nothing but commas and "and" between."""
    days, end = list(first.days), first.end
    while True:
        j = end
        while low(tokens, j) in _AND and j - end < 2:
            j += 1
        if j == end and not (low(tokens, j) in WEEKDAYS and low(tokens, j - 1) in WEEKDAYS):
            break  # "mon tue and wed" needs no comma
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
    days = _of_one_week(tokens, i, end, days, calendar)
    each = len(days) == 2 and low(tokens, end) == "both"  # "Monday and Tuesday both 2h"
    return Days(tuple(days), end + each, first.span, ambiguous=first.ambiguous, each=each) if len(days) > 1 else first


def _of_one_week(tokens: Sequence[Token], i: int, end: int, days: list[date], calendar: Calendar) -> list[date]:
    """ "mon and tue next week": a week that is said behind bare weekdays is the week of all of them."""
    back = _WHICH_WEEK.get(low(tokens, end - 2))
    bare = all(
        low(tokens, k) in WEEKDAYS or low(tokens, k) in _AND or low(tokens, k) == "on" for k in range(i, end - 2)
    )
    if back is None or low(tokens, end - 1) != "week" or not bare:
        return days
    return [calendar.in_week(day.weekday(), back) for day in days]


_WHICH_WEEK = {"last": 1, "this": 0, "next": -1}
_A_DAY = frozenset({("a", "day"), ("per", "day"), ("/", "day"), ("each", "day")})


def _list_goes_on(tokens: Sequence[Token], i: int, end: int, calendar: Calendar) -> bool:
    """Whether the day at `i` is one more day of a list, not the head of the next entry ("Monday 4, Tuesday 6")."""
    if i > 0 and low(tokens, i - 1) in ("and", "&", "+") and low(tokens, i - 2) != ",":
        behind = [low(tokens, k) for k in range(end, end + 6)]
        daily = any(pair in _A_DAY for pair in pairwise(behind))
        return number_at(tokens, end) is None or daily or bool({"each", "daily"} & set(behind))
    k = end
    while low(tokens, k) in _AND:
        k += 1
    return (k > end and _one(tokens, k, calendar) is not None) or (
        low(tokens, i - 1) == "and" and number_at(tokens, end) is None
    )


def _every(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "every day this week", "every weekday last week", "each day from Monday to Friday", "daily"."""
    if low(tokens, i) == "daily":
        spread = _plain_at(tokens, i + 1, calendar, set())
        return (
            Days(spread.days, spread.end, span=True, period=spread.period, each=True)
            if spread and len(spread.days) > 1
            else None
        )
    if low(tokens, i) == "both":
        return _both(tokens, i + 1, calendar)
    if low(tokens, i) not in ("every", "each", "all") or phrase(tokens, i, ("all", "day")):
        return None
    j = i + 1
    if low(tokens, j) in ("single", "working", "work", "of"):
        j += 1
    if low(tokens, j) in WEEKDAYS:
        return _such_weekdays(tokens, j, calendar)
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
    return Days(days, following.end, span=True, period=following.period, each=True, week=following.week)


def _both(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "both Thursday and Friday", "both on Monday and on Tuesday": what follows is of each."""
    one = _one(tokens, i + 1 if low(tokens, i) == "on" else i, calendar)
    if one is None or len(one.days) != 1 or low(tokens, one.end) not in ("and", "&", "+"):
        return None
    begin = one.end + 1
    other = _one(tokens, begin + 1 if low(tokens, begin) == "on" else begin, calendar)
    return Days((*one.days, *other.days), other.end, each=True) if other and len(other.days) == 1 else None


def _such_weekdays(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "each Monday so far this month", "every Friday in March": those weekdays of a period, up to today."""
    j = i + 1
    while low(tokens, j) in ("so", "far", "in", "of", "during"):
        j += 1
    period = period_at(tokens, j, calendar)
    if period is None:
        return None
    weekday = WEEKDAYS[low(tokens, i)]
    found = tuple(day for day in period.days if day.weekday() == weekday and day <= calendar.today)
    return Days(found, period.end, each=True) if found else None


def _one(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """One day or one named period at `i`."""
    return (
        _relative_day(tokens, i, calendar)
        or feast(tokens, i, calendar)
        or _weekday(tokens, i, calendar)
        or figures(tokens, i, calendar)
        or month_day(tokens, i, calendar)
        or nth(tokens, i, calendar)
        or period_at(tokens, i, calendar)
    )


def _past_part(tokens: Sequence[Token], i: int) -> int:
    """Past a part of the day: "yesterday evening", "Monday morning"."""
    return i + 1 if low(tokens, i) in _PARTS else i


#: How many days back these are.
_RELATIVE = {
    ("the", "day", "before", "yesterday"): 2,
    ("a", "fortnight", "ago"): 14,
    ("day", "before", "yesterday"): 2,
    ("the", "day", "after", "tomorrow"): -2,
    ("day", "after", "tomorrow"): -2,
    ("earlier", "today"): 0,
    ("later", "today"): 0,
}
_RELATIVE_PHRASES = Phrases(*_RELATIVE)
_DAY_WORDS = {
    word: back
    for back, words in (
        (0, "today todays tonight tday todya tody"),
        (1, "yesterday yesterdays yday yest ystrday yesterda"),
        (-1, "tomorrow tomorrows tmrw tmr"),
    )
    for word in words.split()
}
for _day in ("yesterday", "tomorrow"):
    _once = {_day} | slips(_day)
    _DAY_WORDS |= dict.fromkeys(sorted(set().union(*map(slips, _once)) | _once), _DAY_WORDS[_day])


def _relative_day(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    today, word = calendar.today, low(tokens, i)

    def one(back: int, end: int) -> Days:
        return Days((today - back * DAY,), _past_part(tokens, end), relative=True)

    if (words := _RELATIVE_PHRASES.at(tokens, i)) is not None:
        return one(_RELATIVE[words], i + len(words))
    if phrase(tokens, i, ("yesterday", "and", "the", "day", "before")):
        return Days((calendar.today - DAY, calendar.today - 2 * DAY), i + 5)
    if word in _DAY_WORDS:
        return one(_DAY_WORDS[word], i + 1)
    if word == "this" and low(tokens, i + 1) in _PARTS:
        return one(0, i + 2)
    if word == "last" and low(tokens, i + 1) in ("night", "nite", "evening"):
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
    from_day = {"today": 0, "yesterday": 1}.get(low(tokens, after + 2))
    if count and from_day is not None and low(tokens, after) in ("week", "weeks") and low(tokens, after + 1) == "ago":
        return Days((calendar.today - (7 * count + from_day) * DAY,), after + 3, relative=True)  # "a week ago today"
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
    if (exact := _dated_weekday(tokens, end, weekday, calendar)) is not None:
        return exact
    if head in ("last", "past", "previous"):
        found = calendar.latest(weekday, strictly=True)
    elif head == "next":
        found = calendar.latest(weekday) + WEEK
    else:
        found = calendar.in_week(weekday, 0) if head == "this" else calendar.latest(weekday)
    return Days((found,), end)


def _dated_weekday(tokens: Sequence[Token], i: int, weekday: int, calendar: Calendar) -> Days | None:
    """A date that belongs to the weekday in front of it: "Tuesday the 3rd", "Friday 6 March", "Mon 28/12"."""
    dated = month_day(tokens, i, calendar) or nth(tokens, i, calendar) or figures(tokens, i, calendar)
    dated = dated or _plain_nth(tokens, i, calendar)
    if dated is None or len(dated.days) != 1:
        return None
    fitting = [day for day in (dated.days[0], dated.other) if day is not None and day.weekday() == weekday]
    return replace(dated, days=(fitting[0],), ambiguous=False) if fitting else None


def _plain_nth(tokens: Sequence[Token], i: int, calendar: Calendar) -> Days | None:
    """ "(Monday) the 16", as "the sixteenth" is often written where it was heard."""
    number = number_at(tokens, i + 1) if low(tokens, i) == "the" else None
    if number is None or number.words or number.value not in range(1, 32) or counts(tokens, number.end):
        return None
    found = calendar.latest_day_of_month(int(number.value))
    return Days((found,), number.end) if found else None


def _anchored(tokens: Sequence[Token], end: int, weekday: int, calendar: Calendar) -> Days | None:
    """What may follow a weekday and say of which week: "before last", "last week", "of this week", "a week ago"."""
    if phrase(tokens, end, ("before", "last")):
        return Days((calendar.latest(weekday, strictly=True) - WEEK,), end + 2)
    if phrase(tokens, end, ("a", "week", "ago")):
        return Days((calendar.latest(weekday) - WEEK,), end + 3)
    if low(tokens, end) == "last" and (end + 1 >= len(tokens) or tokens[end + 1].kind is not TokenKind.WORD):
        return Days((calendar.latest(weekday, strictly=True),), end + 1)  # "Monday last"
    which = end + 1 if low(tokens, end) == "of" else end
    if low(tokens, which) in WEEK_WORDS and (week := numbered_week(tokens, which + 1, calendar)) is not None:
        return Days((week.days[weekday],), week.end)  # "Tuesday of week 53"
    back = _WHICH_WEEK.get(low(tokens, which))
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
