"""Several sums in one message: "30 miles and $5 toll for Acme" is two expenses, each with its own words.

A message is parted where one word joins ("and", "plus", a comma) two parts that each have one sum or one count of
units. Where it cannot be told which words belong to which sum, nothing is parted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.requests.details import units_said
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.wordclasses import CLASSES
from desktop.agent.reading.text.money import amount_at, plain_amount_at, spoken_amount_at
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token

_JOINS: Final = frozenset("and plus & + , ; also".split())
_SPENDING: Final = frozenset(CLASSES["spending"].split())
#: One sum is a part of another, or is told twice: wherever it stands, and between two sums.
_WITHIN: Final = frozenset("which each including incl included total altogether per half both".split())
_BETWEEN: Final = frozenset("of or at tip".split())
_OF_IT: Final = frozenset("it that this them".split())
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Outlay:
    """One of several: the tokens `start` to `end` (half-open), and its sum or units."""

    start: int
    end: int
    amount: Decimal | None
    units: Decimal | None = None
    unit: str = ""


def outlays_in(heard: Heard) -> tuple[Outlay, ...]:
    """Two or more parts, in order; none where there is one sum, or where sums cannot be told apart."""
    if any(item.what is What.FIX for item in heard.items):
        return ()
    sums = _sums(heard.tokens, heard.items)
    if not 1 < len(sums) <= _MOST or _are_parts(heard.tokens):
        return ()
    ends: list[int] = []
    for before, after in pairwise(sums):
        between = range(before.end, after.start)
        if any(low(heard.tokens, k) in _BETWEEN for k in between):
            return ()
        joins = [k for k in between if low(heard.tokens, k) in _JOINS]
        # ", and" is one join; two that stand apart leave open where the words between them belong
        if not joins or joins[-1] - joins[0] >= len(joins):
            return ()
        ends.append(joins[0])
    starts = [0, *(end + 1 for end in ends)]
    parts = zip(starts, [*ends, len(heard.tokens)], sums, strict=True)
    return tuple(Outlay(start, end, one.amount, one.units, one.unit) for start, end, one in parts)


def _are_parts(tokens: Sequence[Token]) -> bool:
    said = [token.low for token in tokens]
    return bool(_WITHIN & {*said}) or any(one == "of" and two in _OF_IT for one, two in pairwise(said))


def _sums(tokens: Sequence[Token], items: Sequence[Item]) -> list[Outlay]:
    """All sums and counts of units where they stand; plain figures only where their part says what they were for."""
    taken = {k for item in items if item.what is What.NAME or item.days for k in range(item.start, item.end)}
    found: list[Outlay] = []
    i = 0
    while i < len(tokens):
        one = None if i in taken else _sum_at(tokens, i)
        if one is not None:
            found.append(one)
        i = one.end if one else i + 1
    return found


def _sum_at(tokens: Sequence[Token], i: int) -> Outlay | None:
    amount = amount_at(tokens, i)
    if amount is not None:
        return Outlay(i, amount[1], amount[0])
    units, unit = units_said(tokens[i : i + 4])
    if units is not None and units_said(tokens[i + 1 : i + 5])[0] is None:
        end = next(k for k in range(i, i + 4) if low(tokens, k) == unit) + 1
        return Outlay(i, end, None, units, unit)
    plain = plain_amount_at(tokens, i)
    if plain is not None and _is_for_spending(tokens, i, plain[1]):
        return Outlay(i, plain[1], plain[0])
    return None


def _is_for_spending(tokens: Sequence[Token], start: int, end: int) -> bool:
    """ "parking 12.50", "20 lunch"."""
    return low(tokens, start - 1) in _SPENDING or low(tokens, end) in _SPENDING


def _bare_amount_at(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    return amount_at(tokens, i) or plain_amount_at(tokens, i) or spoken_amount_at(tokens, i)


def amounts_said(heard: Heard) -> frozenset[Decimal]:
    """The sums that are said with a currency; none where one corrects another."""
    if any(item.what is What.FIX for item in heard.items):
        return frozenset()
    found: set[Decimal] = set()
    i = 0
    while i < len(heard.tokens):
        read = amount_at(heard.tokens, i)
        if read is not None:
            found.add(read[0])
        i = read[1] if read is not None else i + 1
    return frozenset(found)


def amount_said(heard: Heard, *, plain: bool) -> Decimal | None:
    """The sum that is said, the last one behind a correction; `plain` takes a number without a currency too."""
    tokens = heard.tokens
    fixes = [item.start for item in heard.items if item.what is What.FIX]
    taken = [i for i in heard.items if i.what is What.NAME or (i.length and not i.length.bare) or i.days]
    named = {k for item in taken for k in range(item.start, item.end)}
    for reads in (amount_at, plain_amount_at, spoken_amount_at) if plain else (amount_at,):
        found: Decimal | None = None
        i = 0
        while i < len(tokens):
            read = None if i in named or (i and tokens[i].glued and tokens[i - 1].low == "-") else reads(tokens, i)
            if read is None:
                i += 1
                continue
            if found is None or any(fix < i for fix in fixes) or (_is_whole(found) and not _is_whole(read[0])):
                found = read[0]  # "taxi 2 the office 18,50": what has cents is no count
            i = read[1]
            # A correction may leave the currency out: "112 dollars, no wait, a hundred and twenty".
            if any(fix >= i for fix in fixes):
                reads = _bare_amount_at
        if found is not None:
            return found
    return None


def _is_whole(amount: Decimal) -> bool:
    return amount == amount.to_integral_value()
