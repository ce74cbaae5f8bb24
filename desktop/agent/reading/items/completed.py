"""Lengths that other words make exact: minutes behind hours, better figures, halves, a unit at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.quantities import HOUR, Quantity, in_hours, low
from desktop.agent.reading.text.tokens import Token

_BETTER = frozenset("say call make rather actually exactly precisely really lets it".split())
_SAYING = frozenset({"say", "call", "precisely", "exactly"})
_HESITATING = frozenset("er erm um uh".split())


def completed(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """The items with all of these read."""
    lengths = sum(item.what is What.LENGTH for item in items)
    halves = (
        sum(item.what is What.DAYS or "half" in (low(tokens, item.start), low(tokens, item.end - 1)) for item in items)
        > 1
    )
    if lengths + 2 * halves < 2:
        return items
    return _in_order(_halves(_with_minutes(_better(items, tokens), tokens), tokens))


def _better(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "1h+ (say 1.25)", "2h, call it 2.5", "3h, er, 2h on A": a figure offered instead of the one before it."""
    out = list(items)
    for k, item in enumerate(items):
        better = item.length if item.what is What.LENGTH else None
        if better is None or (better.bare and (better.value or 0) > 12):
            continue
        j, said = k - 1, set[str]()
        while j >= 0 and _may_lead(items[j], tokens):
            said |= {low(tokens, i) for i in range(items[j].start, items[j].end)}
            j -= 1
        loose = items[j].length if j >= 0 and items[j].what is What.LENGTH else None
        hesitates = said & _HESITATING and not (_is_named(items[:j][::-1]) and _is_named(items[k + 1 :]))
        if loose is None or loose.bare or not (said & _SAYING or hesitates):
            continue
        for m in range(j, k):
            if items[m].what is not What.BREAK:
                out[m] = Item(What.FILLER, items[m].start, items[m].end)
        hours = in_hours(better.value) if better.bare and better.value is not None else better.hours
        out[k] = replace(item, length=replace(better, hours=hours, bare=False))
    return out


def _is_named(items: Sequence[Item]) -> bool:
    """Whether a project or a task is said before the first break."""
    near = takewhile(lambda item: item.what is not What.BREAK, items)
    return any(item.what in (What.NAME, What.TASK) for item in near)


def _may_lead(item: Item, tokens: Sequence[Token]) -> bool:
    if item.what is What.BREAK:
        return item.level < 3
    return item.what in (What.FILLER, What.WORD, What.FIX) and all(
        low(tokens, i) in _BETTER or item.what is What.FILLER for i in range(item.start, item.end)
    )


_ROUND = 5
_FEWEST, _MOST = 10, 55


def _with_minutes(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "2 hrs 10 photography": round minutes without their unit behind whole hours, in front of no plural."""
    out: list[Item] = []
    for k, item in enumerate(items):
        hours = out[-1].length if out and out[-1].what is What.LENGTH else None
        minutes = item.length.value if item.what is What.LENGTH and item.length and item.length.bare else None
        fits = minutes is not None and _FEWEST <= minutes <= _MOST and minutes % _ROUND == 0
        beside = out and low(tokens, out[-1].end - 1) in HOUR and out[-1].end == item.start
        if not (fits and beside and hours and hours.hours and minutes and hours.hours == int(hours.hours)):
            out.append(item)
            continue
        after = items[k + 1] if k + 1 < len(items) else None
        plural = after is not None and low(tokens, after.end - 1).endswith("s")
        if plural or (after is not None and after.what not in (What.TASK, What.NAME, What.DAYS, What.BREAK)):
            out.append(item)
            continue
        whole = Quantity(in_hours(hours.hours + minutes / 60), item.end)
        out[-1] = replace(out[-1], end=item.end, length=whole)
    return out


def _halves(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "6h: 1/2 Acme, 1/2 Globex", "half editing and half writing": behind a length both are halves of it."""
    first = next((k for k, item in enumerate(items) if item.what is What.LENGTH), None)
    if first is None:
        return items
    halves = [k for k, item in enumerate(items) if k > first and _is_half(items, k, tokens)]
    if len(halves) != 2:
        return items
    out = list(items)
    whole = items[first].length
    half = in_hours(whole.hours / 2) if whole and whole.hours else None
    if half:
        out[first] = Item(What.FILLER, items[first].start, items[first].end)
    for k in halves:
        length = Quantity(half, items[k].end, bare=not half, value=None if half else Decimal("0.5"))
        out[k] = Item(What.LENGTH, items[k].start, items[k].end, length=length)
    return out


def _is_half(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    item = items[k]
    after = next((other for other in items[k + 1 :] if other.what is not What.FILLER), None)
    begun = low(tokens, item.start)
    figured = begun == "1" and "".join(t.low for t in tokens[item.start : item.end]) == "1/2"
    plain = item.length.bare if item.length is not None else item.what in (What.WORD, What.FILLER)
    halved = plain and "half" in (begun, low(tokens, item.end - 1))
    return (figured or halved) and after is not None and after.what in (What.NAME, What.TASK)


def _in_order(items: list[Item]) -> list[Item]:
    """ "2h 2h 1h brochures: writing, editing, revisions": as many lengths in a row as tasks are each other's."""
    if any(item.what in (What.FIX, What.DROP, What.SPLIT) for item in items):
        return items
    lengths, tasks = ([k for k, item in enumerate(items) if item.what is what] for what in (What.LENGTH, What.TASK))
    spent = [items[k].length for k in lengths]
    known = all(said and not said.bare and said.hours and not said.started for said in spent)
    if len(tasks) < 2 or len(lengths) != len(tasks) or not known:
        return items
    if not all(_is_row(items[row[0] : row[-1] + 1], items[row[0]].what) for row in (lengths, tasks)):
        return items
    out: list[Item] = []
    for k, item in enumerate(items):
        if k in tasks:
            out.append(Item(What.LENGTH, item.start, item.start, length=spent[tasks.index(k)]))
        out.append(Item(What.FILLER, item.start, item.end) if k in lengths else item)
    return out


def _is_row(items: Sequence[Item], what: What) -> bool:
    """Whether nothing but breaks inside one sentence stands between items of a kind."""
    return all(item.what in (what, What.FILLER) or (item.what is What.BREAK and item.level < 3) for item in items)
