"""The days that a request is about, from the first to the last: "since May", "between June and now", "all week".

A message comes in as it was heard; out come two days, of which either is None where the words leave it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.requests.heard import IN_A_MONTH, Heard
from desktop.agent.reading.requests.stretches import current_said, stretch_said, weekend_said
from desktop.agent.reading.requests.wordclasses import CLASSES
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.time.dates import date_at
from desktop.agent.reading.time.days import MONTHS, Calendar, make_day, month_end

Period = tuple[date | None, date | None]

_BILLS: Final = frozenset(CLASSES["bill"].split())
_MAY: Final = 5
_OF_A_WEEK: Final = frozenset({"of", "beginning", "starting", "commencing"})
_OPENS: Final = frozenset("from between since".split())
_UNTIL: Final = frozenset("until till til through thru to".split())
_BEHIND_A_SUM: Final = frozenset("for in on of during over".split())
_NOW: Final = frozenset("now today".split())
_PARTS: Final = {"start": 0, "beginning": 0, "middle": 1, "mid": 1, "end": 2}
"""Words for the first day, the middle and the last day of a stretch."""
_MID_MONTH: Final = 15
_CURRENT: Final = frozenset("month week year quarter".split())
_ASKING: Final = frozenset("how what which who".split())


def period(heard: Heard) -> Period:
    """The first and the last day that are asked about; both None where the words leave them open."""
    start, end = stretch_said(heard.text, heard.today, heard.calendar.week_starts) or _asked_about(heard)
    so_far = heard.has("so far", "to date", "until now", "till now", "up to now", "up to today", "by now")
    return start, min(end, heard.today) if so_far and start and end else end


def _asked_about(heard: Heard) -> Period:
    """What stands behind the word that asks, where anything does: "I was not off since August, so how many days did I
    take this year?"; else what is said anywhere."""
    asking = (k for k in reversed(range(len(heard.tokens))) if k and heard.tokens[k].low in _ASKING)
    for at in (*asking, 0):
        if (ends := _between(heard, at)) is not None:
            return ends
        if days := [item for item in heard.days if item.start >= at]:
            return _of_days(heard, days)
    current = current_said(heard.text, heard.calendar, is_loose=True)
    return current or weekend_said(heard.text, heard.today) or month_said(heard) or year_said(heard)


def _of_days(heard: Heard, days: Sequence[Item]) -> Period:
    said = [item.days for item in days if item.days]
    is_today = all(one.days == (heard.today,) for one in said)  # "I want to approve the week tonight"
    current = current_said(heard.text, heard.calendar, is_loose=is_today)
    if current and not any(one.period for one in said):
        return current
    if any(item.name is None for item in days):
        days = [item for item in days if item.name is None]  # "hours on October this week": a project's name
    long = [item for item in days if item.days and (item.days.period or item.days.span) and len(item.days.days) > 1]
    if long and len(days) > 1 and low(heard.tokens, days[1].start - 1) not in ("to", "until", "through", "and", "-"):
        days = long[:1]  # "the days last month that are incomplete, I sign off today"
    all_days = [day for item in days for day in (item.days.days if item.days else ())]
    start, end = min(all_days), max(all_days)
    if start == end and _is_week_of(heard, days[0]):
        start -= timedelta(days=(start.weekday() - heard.calendar.week_starts) % 7)
        return start, start + timedelta(days=6)
    return (start, heard.today) if "since" in _around(heard, days[0]) else (start, end)


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where a stretch of days may begin or end, and the token behind it; `is_part` is said by a part of another."""

    first: date
    last: date
    end: int
    is_part: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is a day as any other."""
        return self.first == self.last and not self.is_part


def _between(heard: Heard, at: int) -> Period | None:
    """ "From January until now", "between the 21st and the end of the month", "since the middle of May"; "up to the
    15th" has no first day."""
    tokens, calendar = heard.tokens, heard.calendar
    named = {k for item in heard.items if item.what is What.NAME for k in range(item.start, item.end)}
    open_ended: Period | None = None
    for i in (k for k in range(at, len(tokens)) if k not in named):
        word, up_to = tokens[i].low, low(tokens, i) == "up" and low(tokens, i + 1) == "to"
        edge = _edge(tokens, i + 1 + up_to, calendar) if word in _OPENS or up_to else None
        if edge is None:
            continue
        if up_to:
            is_then = low(tokens, i + 2) not in _BEHIND_A_SUM and edge.last != calendar.today
            return open_ended or ((None, edge.last) if is_then else None)
        joint = edge.end + (low(tokens, edge.end) == "up")
        joins = low(tokens, joint) in _UNTIL or (word == "between" and low(tokens, joint) == "and")
        last = _edge(tokens, joint + 1, calendar) if joins else None
        if last is None and word == "since" and not edge.is_plain:
            open_ended = open_ended or (edge.first, calendar.today)
        if last is not None and not (edge.is_plain and last.is_plain):
            start = _in_that_month(tokens, i + 1, edge, last.last)
            return (start, last.last) if start <= last.last else None
    return open_ended


def _edge(tokens: Sequence[Token], i: int, calendar: Calendar) -> _Edge | None:
    """The day or the stretch of days that is said at a token."""
    if low(tokens, i) in _NOW:
        return _Edge(calendar.today, calendar.today, i + 1, is_part=True)
    j = i + (low(tokens, i) == "the")
    part = _PARTS.get(low(tokens, j))
    if part is None:
        return _stretch_at(tokens, i, calendar)
    of = low(tokens, j + 1) in ("of", "in", "-")
    whole = _stretch_at(tokens, j + 1 + of, calendar) if of or low(tokens, j) == "mid" else None
    if whole is None:
        return None
    middle = whole.first + (whole.last - whole.first) // 2
    is_month = whole.first.day == 1 and whole.last == month_end(whole.first)
    day = (whole.first, middle.replace(day=_MID_MONTH) if is_month else middle, whole.last)[part]
    return _Edge(day, day, whole.end, is_part=True)


def _stretch_at(tokens: Sequence[Token], i: int, calendar: Calendar) -> _Edge | None:
    """A day, a month, "the year"."""
    if low(tokens, i) in ("the", "this") and low(tokens, i + 1) in _CURRENT:
        current = current_said(f"in the {low(tokens, i + 1)}", calendar)
        return _Edge(*current, i + 2) if current else None
    days = date_at(tokens, i, calendar)
    if days is not None and days.days:
        return _Edge(min(days.days), max(days.days), days.end)
    month = MONTHS.get(low(tokens, i))
    if month is None:
        return None
    first = date(calendar.today.year - (month > calendar.today.month), month, 1)
    return _Edge(first, month_end(first), i + 1)


def _in_that_month(tokens: Sequence[Token], i: int, first: _Edge, last: date) -> date:
    """ "From the 21st to the end of the month": the 21st of that month, though it is still to come."""
    is_bare = first.is_plain and not any(token.low in MONTHS for token in tokens[i : first.end])
    same = make_day(last.year, last.month, first.first.day) if is_bare else None
    return same if same and same <= last else first.first


def week_before(heard: Heard) -> tuple[date, date] | None:
    """ "which days are empty last week, I feel like I forgot Wednesday": the week that is asked about, not a day
    of it that is only told of."""
    first = next((k for k, item in enumerate(heard.items) if item.what is What.DAYS), 0)
    for item in heard.items[: max(0, first - 1)]:
        said = date_at(heard.tokens, item.start, heard.calendar) if item.end - item.start > 1 else None
        if item.what is What.FILLER and said is not None and said.week:
            return min(said.days), max(said.days)
    return None


def month_said(heard: Heard, *, is_known: bool = False) -> Period | None:
    """ "site visits march": the latest such month; "may" is mostly a verb, but not in front of "invoice" or at an end.

    `is_known`: no client can be meant by it.
    """
    is_known = is_known or any(seen.mention.full for seen in heard.seen)
    names = [
        item
        for item in heard.items
        if item.what is What.NAME and not (item.name and heard.is_month(item.name, is_known=is_known))
    ]
    for i, token in enumerate(heard.tokens):
        month = MONTHS.get(token.low)
        if month is None or len(token.low) < len("may") or any(one.start <= i < one.end for one in names):
            continue
        behind = heard.tokens[i + 1] if i + 1 < len(heard.tokens) else None
        is_when = low(heard.tokens, i - 1) in IN_A_MONTH or behind is None or behind.kind is not TokenKind.WORD
        if month == _MAY and not is_when and low(heard.tokens, i + 1) not in _BILLS:
            continue
        first = date(heard.today.year - (heard.today.month < month), month, 1)
        return first, month_end(first)
    return None


def year_said(heard: Heard) -> Period:
    """ "hours total for 2026", "year to date"."""
    if heard.has("month to date", "mtd"):
        return heard.today.replace(day=1), heard.today
    if heard.has("year to date", "ytd"):
        return heard.today.replace(month=1, day=1), heard.today
    if heard.has("this yr", "current year"):
        return heard.today.replace(month=1, day=1), heard.today.replace(month=12, day=31)
    for item in heard.items:
        said = heard.tokens[item.start].text
        if item.what is not What.NAME and len(said) == 4 and said.isdigit() and said.startswith("20"):
            return date(int(said), 1, 1), date(int(said), 12, 31)
    return None, None


def stretch(heard: Heard) -> Period:
    """The first and the last day of a week, a month or "monday to friday"; both None where a day is said."""
    said = [item.days for item in heard.days if item.days]
    if said and not any((days.period or days.span) and len(days.days) > 1 for days in said):
        return None, None
    start, end = period(heard)
    return (start, end) if start and end and start != end else (None, None)


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day, or several, and the token where it begins."""

    start: int
    days: tuple[date, ...]


def days_of_change(heard: Heard) -> list[SaidDay]:
    """The days in a message about a change: in "from 3 June to 2 June" two, which elsewhere are a stretch of days."""
    found = []
    for item in heard.days:
        ends = [k for k in range(item.start + 1, item.end) if heard.tokens[k].low in ("to", "→", ">")]
        begins = item.start + (low(heard.tokens, item.start) == "from")
        first = date_at(heard.tokens, begins, heard.calendar) if ends and "from" in _around(heard, item) else None
        last = date_at(heard.tokens, ends[0] + 1, heard.calendar) if ends else None
        if first is not None and last is not None:
            found += [SaidDay(begins, tuple(first.days)), SaidDay(ends[0] + 1, tuple(last.days))]
        elif item.days:
            found.append(SaidDay(item.start, tuple(item.days.days)))
    return found


def _around(heard: Heard, item: Item) -> tuple[str, str]:
    return low(heard.tokens, item.start - 1), low(heard.tokens, item.start)


def _is_week_of(heard: Heard, item: Item) -> bool:
    """ "for the week of June 8th", "the week beginning Monday"."""
    said = [low(heard.tokens, k) for k in range(max(0, item.start - 3), item.end)]
    return any(one == "week" and after in _OF_A_WEEK for one, after in pairwise(said))
