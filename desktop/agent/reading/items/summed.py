"""A sum that is told before its parts: "six hours today, three of those editing, two recording, one of admin".

In come the items, out come they with the sum as a mere word and the numbers that make it as hours. Only where the words
say that they are parts: "three hours on A, two on B, one on C" are six hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.quantities import Quantity, in_hours, low
from desktop.agent.reading.text.tokens import Token

_LEAST = 2
_MOST_PARTS = 7
_LEFT = frozenset("other remaining last".split())
_LISTING = frozenset("say namely meaning".split())
_OF = frozenset("them those these that it which".split())


def parts_of_sum(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """The items with the first length taken for the sum of those behind it, where it is one."""
    lengths = [k for k, item in enumerate(items) if item.what is What.LENGTH]
    changed = any(item.what in (What.FIX, What.DROP) for item in items)
    head = items[lengths[0]].length if len(lengths) > _LEAST and not changed else None
    if head is None or head.bare or head.hours is None or head.started is not None:
        return items
    parts = _parts(items, lengths[1 : 1 + _MOST_PARTS], head.hours, tokens)
    if len(parts) < _LEAST or parts[-1] != lengths[-1] or not _says_parts(items, lengths[0], parts, tokens):
        return items
    out = list(items)
    for k in lengths:
        said = items[k].length
        if k in parts and said is not None and said.bare and said.value is not None:
            out[k] = replace(items[k], length=replace(said, hours=in_hours(said.value), bare=False))
        elif k < parts[-1] and k not in parts:
            out[k] = replace(items[k], what=What.FILLER, length=None)
    return out


def _parts(items: Sequence[Item], places: Sequence[int], hours: Decimal, tokens: Sequence[Token]) -> tuple[int, ...]:
    """The lengths in a row that make so many hours; "one" may be none of them ("the other one")."""
    idle = [k for k in places if low(tokens, items[k].start) == "one" and items[k].end == items[k].start + 1]
    for count in range(len(idle) + 1):
        for left in combinations(idle, count):
            rest = [k for k in places if k not in left]
            sums = Decimal(0)
            for n, k in enumerate(rest):
                sums += _hours(items[k].length) or hours + 1
                if sums == hours:
                    return tuple(rest[: n + 1])
    return ()


def _hours(length: Quantity | None) -> Decimal | None:
    if length is None:
        return None
    return length.value if length.bare else length.hours


def _says_parts(items: Sequence[Item], head: int, parts: Sequence[int], tokens: Sequence[Token]) -> bool:
    """ "seven hours in all", "three of them", "the other two", "say three": that what follows is part of it."""
    summed = any(item.what in (What.TOTAL, What.ALL) for item in items[head + 1 : head + 3])
    if not summed and not any((said := items[k].length) and said.bare for k in parts):
        return False
    first, last = items[parts[0]], items[parts[-1]]
    of_it = low(tokens, first.end) == "of" and low(tokens, first.end + 1) in _OF
    left = {low(tokens, last.start - 1), low(tokens, last.start)} & _LEFT
    return summed or of_it or bool(left) or low(tokens, first.start - 1) in _LISTING
