"""What days say of one another: the week that weekdays lie in, days that are left out, a day to repeat, a denial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from desktop.agent.reading.items.day_runs import days_in_a_row
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token
from desktop.agent.reading.time.days import WEEKDAYS, Days

_LINKS = frozenset("both on from to until till through thru and the - – — , & +".split())


def settle_days(items: list[Item], tokens: Sequence[Token], today: date) -> list[Item]:
    """All of these rules, in the order in which they need one another."""
    if not any(item.what is What.DAYS for item in items):
        return items
    items = _heading(_without_idle(_felt(items, tokens), tokens), tokens)
    items = _day_before(items, tokens)
    items = _of_that_week(_in_one_week(items, tokens), tokens)
    return _likened(days_in_a_row(_in_their_week(items, tokens, today), tokens), tokens)


def _in_one_week(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "2h on Monday and 3h on Tuesday", said on a Monday: weekdays that are said in their order are of one week."""
    out = list(items)
    after: date | None = None
    for k in range(len(items) - 1, -1, -1):
        days = items[k].days if items[k].what is What.DAYS else None
        if days is None:
            continue
        if days.span or not days.days or not _only_weekdays(items[k], tokens):
            after = None
            continue
        moved: list[date] = []
        for day in reversed(days.days):
            if after is not None and day > after and day.weekday() < after.weekday():
                day -= timedelta(days=7)
            moved.append(day)
            after = day
        out[k] = replace(items[k], days=replace(days, days=tuple(reversed(moved))))
    return out


def _heading(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "Mon: 3h Acme Tue: 2h Globex": a day in front of a colon heads what follows, even where nothing parts it."""
    out: list[Item] = []
    for k, item in enumerate(items):
        heads = item.what is What.DAYS and low(tokens, item.end) == ":" and k > 0
        if heads and items[k - 1].what is not What.BREAK and any(other.what is What.LENGTH for other in out):
            out.append(Item(What.BREAK, item.start, item.start, level=3))
        out.append(item)
    return out


def _felt(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "Is it Tuesday today? Feels like Friday.": what a day seems to be is no day of work."""
    return [
        Item(What.WORD, item.start, item.end)
        if item.what is What.DAYS and low(tokens, item.start - 1) == "like" and low(tokens, item.start - 2) in _SEEMS
        else item
        for item in items
    ]


_SEEMS = frozenset("feels felt seems seemed looks looked".split())
_IDLE = frozenset("nothing none zero nada nil 0 zilch".split())


def _without_idle(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "tues nothing", "Wed 0 (sick)": a day on which nothing was done is a day of no entry."""
    out = list(items)
    for k, item in enumerate(items[:-1]):
        idle = items[k + 1]
        if item.what is not What.DAYS or idle.end - idle.start != 1 or low(tokens, idle.start) not in _IDLE:
            continue
        end = k + 2
        if end < len(items) and low(tokens, items[end].start) == "(":
            end = next((j + 1 for j in range(end, len(items)) if low(tokens, items[j].start) == ")"), end)
        if (k == 0 or items[k - 1].what is What.BREAK) and (end == len(items) or items[end].what is What.BREAK):
            out[k:end] = [Item(What.FILLER, other.start, other.end) for other in items[k:end]]
    return out


def _only_weekdays(item: Item, tokens: Sequence[Token]) -> bool:
    said = [low(tokens, i) for i in range(item.start, item.end)]
    return any(word in WEEKDAYS for word in said) and all(word in WEEKDAYS or word in _LINKS for word in said)


def _in_their_week(items: list[Item], tokens: Sequence[Token], today: date) -> list[Item]:
    """ "last week: 4h a day Mon-Fri", "week 53, Mon to Wed": the weekdays of the week that was said before them."""
    out = list(items)
    week: int | None = None
    for k, item in enumerate(items):
        days = item.days if item.what is What.DAYS else None
        if days is None:
            continue
        if days.week:
            week = k
        elif week is not None and _only_weekdays(item, tokens):
            said = items[week].days
            first = said.days[0] if said is not None else today
            moved = tuple(first + timedelta(days=(day.weekday() - first.weekday()) % 7) for day in days.days)
            if max(moved) <= today or first > today:
                each = days.each or (said is not None and said.each)
                out[k] = replace(item, days=replace(days, days=moved, each=each))
                out[week] = replace(out[week], what=What.FILLER, days=None)
        else:
            week = None
    return out


def _of_that_week(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "mon wed fri of last week": the week that is said with the last day is the week of all of them."""
    out = list(items)
    for k, item in enumerate(items):
        said = [low(tokens, i) for i in range(item.start, item.end)]
        if item.what is not What.DAYS or item.days is None or "week" not in said or not set(said) & WEEKDAYS.keys():
            continue
        first = item.days.days[0] - timedelta(days=item.days.days[0].weekday())
        j = k - 1
        while j >= 0 and (out[j].what is What.FILLER or (out[j].what is What.DAYS and _only_weekdays(out[j], tokens))):
            days = out[j].days
            if days is not None and out[j].what is What.DAYS:
                moved = tuple(first + timedelta(days=day.weekday()) for day in days.days)
                out[j] = replace(out[j], days=replace(days, days=moved))
            j -= 1
    return out


def _day_before(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "yesterday 2h Acme, the day before 1h Globex": counted from the day that was said last."""
    out: list[Item] = []
    last: date | None = None
    for item in items:
        end = item.start + 2
        said = low(tokens, item.start) == "day" and low(tokens, item.start + 1) in ("before", "after")
        if said and last is not None and item.what is not What.DAYS:
            day = last - timedelta(days=1 if low(tokens, item.start + 1) == "before" else -1)
            item = Item(What.DAYS, item.start, end, days=Days((day,), end, relative=True))
            last = day
        elif out and out[-1].end > item.start:
            continue  # "before" of "the day before"
        elif item.days is not None and item.what is What.DAYS and item.days.days:
            last = item.days.days[-1]
        out.append(item)
    return out


def _likened(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "Tue 3h Acme; today: same as Tue": a day that was spoken of before is the one to repeat, not one more day."""
    out: list[Item] = []
    for item in items:
        before = next((k for k in range(len(out) - 1, -1, -1) if out[k].what is not What.FILLER), None)
        repeats = before is not None and out[before].what is What.SAME and low(tokens, item.start - 1) in ("as", "like")
        day = item.days.days[0] if item.what is What.DAYS and item.days and len(item.days.days) == 1 else None
        spoken = day is not None and any(other.days and day in other.days.days for other in out)
        if repeats and before is not None and spoken and any(other.what is What.NAME for other in out):
            out[before] = replace(out[before], like=day)
            item = replace(item, what=What.FILLER, days=None)
        out.append(item)
    return out
