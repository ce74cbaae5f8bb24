"""Lengths that say what they are: planned or logged, one of several alike, or lying within a stretch of the day.

"2h (est. 3h, spent 2h)" are two hours, "three calls, 20 minutes each" is one, "90 minutes between 2 and 4" are ninety
minutes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.numbers import number_at
from desktop.agent.reading.text.quantities import Quantity, from_minutes, in_hours, low
from desktop.agent.reading.text.tokens import Token, TokenKind

_PLANNED = frozenset("est estimated planned scheduled budgeted remaining quoted allocated allotted".split())
_PLANNED_BEHIND = frozenset("planned remaining estimated est scheduled forecast".split())
_DONE = frozenset("spent logged actual actuals tracked".split())
_BETWEEN = frozenset(". : = ( of at".split())
_NEAR = 3
_MOST_ALIKE = 12


def labelled(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """The items with all of these read."""
    lengths = sum(item.what is What.LENGTH for item in items)
    if not lengths:
        return items
    items = _at_so_much(_each_of_several(items, tokens), tokens)
    return items if lengths == 1 else _without_plans(_within_ranges(items, tokens), tokens)


def _without_plans(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "est. 3h", "remaining 6h", "8h planned": not worked, where something else was; "spent 2h" is said again."""
    named = {i for item in items if item.what in (What.NAME, What.TASK) for i in range(item.start, item.end)}
    planned = [k for k, item in enumerate(items) if item.what is What.LENGTH and _is_planned(item, tokens, named)]
    if not planned or len(planned) == sum(item.what is What.LENGTH for item in items):
        return items
    out = list(items)
    for k in planned:
        out[k] = Item(What.FILLER, items[k].start, items[k].end)
    worked: list[Decimal] = []
    for k, item in enumerate(out):
        hours = item.length.hours if item.what is What.LENGTH and item.length is not None else None
        if hours is None:
            continue
        if worked and hours == worked[-1] and low(tokens, _label(item, tokens)) in _DONE:
            out[k] = Item(What.FILLER, item.start, item.end)
        worked.append(hours)
    labels = _PLANNED | _DONE
    return [
        Item(What.FILLER, item.start, item.end)
        if item.what is What.WORD and item.end == item.start + 1 and low(tokens, item.start) in labels
        else item
        for item in out
    ]


def _label(item: Item, tokens: Sequence[Token]) -> int:
    """The place of the word in front of a length, past marks: "est" of "est.: 3h"."""
    k = item.start - 1
    while k >= 0 and low(tokens, k) in _BETWEEN and item.start - k < _NEAR:
        k -= 1
    return k


def _is_planned(item: Item, tokens: Sequence[Token], named: Collection[int]) -> bool:
    before = _label(item, tokens)
    if low(tokens, before) == "said" and low(tokens, before - 1) in ("we", "they"):
        return True  # "we said 10h for the copy, I've done 3 of it"
    if (low(tokens, before - 1), low(tokens, before)) == ("the", "remaining"):
        return False  # "and the remaining two were admin"
    if low(tokens, before) in _PLANNED and before not in named:
        # "I had planned six hours" tells a story, which is for the person to judge; "planned: 6h" is a label.
        return low(tokens, before) != "planned" or before == 0 or tokens[before - 1].kind is not TokenKind.WORD
    return low(tokens, item.end) in _PLANNED_BEHIND and item.end not in named


def _each_of_several(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "three calls with Globex, 20 minutes each": as many times as there were things of that kind, in one entry."""
    out = list(items)
    for k, item in enumerate(items):
        j = next((j for j in range(k - 1, -1, -1) if items[j].what is not What.FILLER), -1)
        length = items[j].length if item.what is What.EACH and j >= 0 and items[j].what is What.LENGTH else None
        if length is None or length.bare or length.hours is None or low(tokens, item.start) not in ("each", "apiece"):
            continue
        ends = (n for n in range(k, len(items)) if items[n].what is What.BREAK)
        begin = next((n + 1 for n in range(j, -1, -1) if items[n].what is What.BREAK and items[n].level >= _NEAR), 0)
        stretch = range(begin, next(ends, len(items)))
        if sum(items[n].what is What.NAME for n in stretch) > 1 or any(items[n].days for n in stretch if n > j):
            continue
        counted = next(((n, count) for n in range(begin, j - 1) if (count := _count(items, n, tokens))), None)
        if counted is not None:
            out[counted[0]] = Item(What.FILLER, items[counted[0]].start, items[counted[0]].end)
            out[j] = replace(items[j], length=_so_many(length, counted[1], item.end))
            out[k] = Item(What.FILLER, item.start, item.end)
    return out


def _at_so_much(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "3 interviews a 40min": the length of one of several things, behind them."""
    out = list(items)
    for k, item in enumerate(items):
        length = item.length if item.what is What.LENGTH and k >= 3 else None
        if length is None or length.bare or length.hours is None or low(tokens, items[k - 1].start) not in ("a", "à"):
            continue
        count = _count(items, k - 3, tokens)
        if count and items[k - 2].what in (What.TASK, What.WORD):
            out[k - 3] = Item(What.FILLER, items[k - 3].start, items[k - 3].end)
            out[k] = replace(item, length=_so_many(length, count, item.end))
    return out


def _so_many(length: Quantity, count: int, end: int) -> Quantity:
    hours = length.hours or Decimal(0)
    minutes = (hours * 60).quantize(Decimal(1))
    exact = from_minutes(minutes) == hours
    total = from_minutes(minutes * count) if exact else in_hours(hours * count)
    return Quantity(total, end, value=Decimal(count), code="multiplied")


def _count(items: Sequence[Item], n: int, tokens: Sequence[Token]) -> int:
    """How many things of a kind item `n` and the noun behind it say ("three calls"), or 0."""
    said = number_at(tokens, items[n].start) if items[n].what in (What.WORD, What.LENGTH) else None
    noun = items[n + 2] if items[n + 1].what is What.NAME else items[n + 1]  # "three Acme calls"
    if said is None or said.end != items[n].end or said.value != int(said.value) or not 2 <= said.value <= _MOST_ALIKE:
        return 0
    plural = noun.what in (What.TASK, What.WORD) and low(tokens, noun.end - 1).endswith("s")
    return int(said.value) if plural else 0


def _within_ranges(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "90 minutes between 2 and 4": the length counts, the stretch tells only when."""
    out = list(items)
    for k, item in enumerate(items):
        around = item.length if item.what is What.LENGTH and low(tokens, item.start) == "between" else None
        j = next((j for j in range(k - 1, -1, -1) if items[j].what is not What.FILLER), -1)
        within = items[j].length if around is not None and j >= 0 and items[j].what is What.LENGTH else None
        if around is None or within is None or within.hours is None or within.started is not None:
            continue
        if around.hours is None or within.hours <= around.hours:
            out[k] = Item(What.FILLER, item.start, item.end)
    return out
