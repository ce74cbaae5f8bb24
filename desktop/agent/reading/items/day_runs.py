"""Several days said before the work: "Monday and Tuesday 2h Label" is of both, "Monday A and Tuesday B" of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token
from desktop.agent.reading.time.days import WEEKDAYS, Days

#: What may stand between two days of a run.
_JOINTS = frozenset("and , & + / on the then also".split())
#: These say that there was work, and a day behind them heads the next.
_WORK = (What.LENGTH, What.SAME)


def days_in_a_row(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """Days side by side that head what follows become one item that says them all.

    A run heads where its sentence begins with a day and the run opens it or follows a break ("Mon 2h A, Tue and Wed
    3h B"), or where no length stands before it and no other name behind it ("A Mon and Tue 2h").
    """
    out: list[Item] = []
    k = 0
    while k < len(items):
        end = _end_of_run(items, k, tokens)
        if end > k + 1 and _heads(items, k, end, tokens):
            out.append(_joined([item for item in items[k:end] if item.what is What.DAYS], tokens))
            k = end
        else:
            out.append(items[k])
            k += 1
    return out


def _end_of_run(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> int:
    """The place behind the last day of the run that begins at item `k`; `k` itself where there is no day."""
    end, j = k, k
    while j < len(items):
        item = items[j]
        if _is_day(item):
            end = j + 1
        elif end == k or not all(low(tokens, i) in _JOINTS for i in range(item.start, item.end)):
            break
        j += 1
    return end


def _is_day(item: Item) -> bool:
    days = item.days if item.what is What.DAYS else None
    return days is not None and bool(days.days) and not (days.period or days.impossible)


def _heads(items: Sequence[Item], k: int, end: int, tokens: Sequence[Token]) -> bool:
    begin = next((j + 1 for j in range(k - 1, -1, -1) if _parts(items[j])), 0)
    stop = next((j for j in range(end, len(items)) if _parts(items[j])), len(items))
    before = [item for item in items[begin:k] if item.what is not What.FILLER]
    behind = items[end:stop]
    if not any(item.what is What.LENGTH for item in behind):
        return False
    if not before:
        return True
    if before[-1].what is What.BREAK and before[0].what is What.DAYS:
        return True
    worked = any(item.what in _WORK for item in before)
    return not worked and not any(item.what in (What.NAME, What.TASK) for item in behind)


def _parts(item: Item) -> bool:
    return item.what is What.BREAK and item.level >= 3


def _joined(said: Sequence[Item], tokens: Sequence[Token]) -> Item:
    last = said[-1]
    found: list[date] = []
    for item in said:
        found += [_of_last_week(day, item, last, tokens) for day in item.days.days] if item.days else []
    days = Days(
        tuple(dict.fromkeys(found)),
        last.end,
        ambiguous=any(item.days is not None and item.days.ambiguous for item in said),
        each=any(item.days is not None and item.days.each for item in said),
    )
    return Item(What.DAYS, said[0].start, last.end, days=days)


def _of_last_week(day: date, item: Item, last: Item, tokens: Sequence[Token]) -> date:
    """ "Mon and Tue of last week": the week that is said with the last day is the week of all weekdays before it."""
    words = {low(tokens, i) for i in range(last.start, last.end)}
    plain = all(low(tokens, i) in WEEKDAYS or low(tokens, i) in _JOINTS for i in range(item.start, item.end))
    if item is last or "week" not in words or not words & WEEKDAYS.keys() or not plain or last.days is None:
        return day
    first = last.days.days[0] - timedelta(days=last.days.days[0].weekday())
    return first + timedelta(days=day.weekday())
