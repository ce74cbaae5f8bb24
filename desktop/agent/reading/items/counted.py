"""Figures that are no hours: what they count or number belongs to the notes ("wards 7+8", "2 lifts", "caps 4 thru 9").

All of these hold only where something else says how long: with a unit, or from a clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.names.vocabulary import How
from desktop.agent.reading.text.numbers import number_at
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import ORDINARY
from desktop.agent.reading.time.durations import duration_at

#: Things that bear numbers: a plain range behind one of them tells which, not when.
_NUMBERED = frozenset(
    """slides slide tickets ticket questions question sections section issues issue items item rows row steps step
    sprints sprint weeks units unit lessons lesson modules module screens screen levels level rooms room lines versions
    tasks stories story invoices figures tables no nr clause art para case""".split()
)
#: Parts of a work: a figure behind one of them is no time of the day, whatever follows.
_PARTS = frozenset("pages page pp pg p chapters chapter ch episodes episode eps ep vol volume".split())
#: "down to 3", "up to 90".
_WAYS = frozenset("down up".split())
_UPTO = frozenset("to - – — through thru".split())
_MOST_HOURS = 24
#: Between figures of one row: "7+8", "4, 5 and 6".
_ROW = frozenset("+ & and / , - –".split())


def counted_things(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """The items with such figures as plain words."""
    if not any(_is_united(item) for item in items):
        return items
    rows = _in_rows(_numbered(_brought_to(_of_plurals(items, tokens), tokens), tokens), tokens)
    return _counted_again(rows, tokens)


def _brought_to(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "2h dev, cut 5 retries down to 3": where something was brought to."""
    out = list(items)
    for k, item in enumerate(items):
        if not _is_bare(item) or k < 3 or low(tokens, item.start - 1) not in _UPTO:
            continue
        large = item.length is not None and (item.length.value or 0) > _MOST_HOURS
        counts = large and tokens[item.start - 2].kind is TokenKind.DIGITS  # "rows 100 to 120"
        if counts or (low(tokens, item.start - 1) == "to" and low(tokens, item.start - 2) in _WAYS):
            out[k] = _word(item)
    return out


def _counted_again(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "41 leases, 6 with a break clause": one more count behind a count, in words that name nothing."""
    out = list(items)
    for k, item in enumerate(items):
        if not _is_bare(item) or k < 3 or low(tokens, items[k - 1].start) != ",":
            continue
        noun, count = items[k - 2], out[k - 3]
        counts = count.what is What.WORD and tokens[count.start].kind is TokenKind.DIGITS and _is_plural(tokens, noun)
        end = next((j for j in range(k, len(items)) if items[j].what is What.BREAK), len(items))
        telling = any(other.what is What.WORD for other in items[k:end])
        if counts and telling and not any(other.what in (What.NAME, What.TASK) for other in items[k:end]):
            out[k] = _word(item)
    return out


def _is_united(item: Item) -> bool:
    """Whether an item says how long with a unit or by the clock."""
    said = item.length
    return item.what is What.LENGTH and said is not None and not said.bare and (said.hours is not None)


def _is_bare(item: Item) -> bool:
    return item.what is What.LENGTH and item.length is not None and item.length.bare


def _word(item: Item) -> Item:
    return Item(What.WORD, item.start, item.end)


def _of_plurals(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "2 lifts", "six volunteers", "5 lab techs": a whole number in front of a plural that is no whole name."""
    out = list(items)
    for k, item in enumerate(items[:-1]):
        value = item.length.value if _is_bare(item) and item.length else None
        if value is None or value != int(value) or tokens[item.end - 1].low == "one":
            continue
        named = items[k + 1].name if items[k + 1].what is What.NAME else None
        if named is None or (named.full and named.how is not How.FORM):
            continue
        beyond = items[k + 2] if k + 2 < len(items) else None
        behind = beyond is not None and beyond.what is What.WORD and _is_plural(tokens, beyond)
        told = beyond is not None and beyond.what is What.WORD
        if behind or ((named.how is How.FORM or told) and _is_plural(tokens, items[k + 1])):
            out[k], out[k + 1] = _word(item), _word(items[k + 1])
    return out


def _is_plural(tokens: Sequence[Token], item: Item) -> bool:
    last = tokens[item.end - 1]
    return last.kind is TokenKind.WORD and len(last.low) > 3 and last.low.endswith("s") and not last.low.endswith("ss")


def _numbered(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "2h Acme (pages 12-18)", "3h Acme, pile caps 4 thru 9": a plain range that tells which, not when.

    "ep 9 — 1:20" is the length of the ninth.
    """
    plain = any(_is_united(item) and item.length and item.length.started is None for item in items)
    out = []
    for k, item in enumerate(items):
        ranged = item.what is What.LENGTH and item.length is not None and item.length.started is not None
        joint = item.start + 1
        if ranged and low(tokens, item.start - 1) in _PARTS and low(tokens, joint) in _UPTO:
            long = None if tokens[joint].glued else duration_at(tokens, joint + 1, workday=Decimal(8))
            if long is not None and not long.bare:
                out += [_word(replace(item, end=joint)), Item(What.BREAK, joint, joint + 1, level=2)]
                item = Item(What.LENGTH, joint + 1, item.end, length=long)
            else:
                item = _word(item)
        elif ranged and plain and all(tokens[i].text != ":" for i in range(item.start, item.end)):
            numbered = low(tokens, item.start - 1) in _NUMBERED
            if numbered or (k and items[k - 1].what is What.WORD and _is_numbered(items, k, tokens)):
                item = _word(item)
        out.append(item)
    return out


def _is_numbered(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    """Whether a plural stands in front of item `k`, and its clause names nothing."""
    if not _is_plural(tokens, items[k - 1]) or low(tokens, items[k - 1].end - 1) in ORDINARY:
        return False
    begin = max((j + 1 for j in range(k) if items[j].what is What.BREAK), default=0)
    end = next((j for j in range(k, len(items)) if items[j].what is What.BREAK), len(items))
    return not any(item.what in (What.NAME, What.TASK) for item in items[begin:end])


def _in_rows(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "wards 7+8", "ch 4 + 5": one more figure behind a figure that numbers the word in front of it."""
    out = list(items)
    for k, item in enumerate(items):
        if not _is_bare(item) or k < 1:
            continue
        noun = items[k - 1]
        if noun.what is not What.WORD or noun.end != item.start or tokens[noun.end - 1].kind is not TokenKind.WORD:
            continue
        j = k
        while j + 2 < len(items) and items[j + 1].what in (What.BREAK, What.FILLER) and _is_bare(items[j + 2]):
            ends = j + 3 == len(items) or items[j + 3].what in (What.BREAK, What.WORD)
            if low(tokens, items[j + 1].start) not in _ROW or not ends:
                break
            j += 2
        if j > k:
            for m in range(k, j + 1, 2):
                out[m] = _word(items[m])
            for m in range(k + 1, j, 2):
                out[m] = Item(What.FILLER, items[m].start, items[m].end)
    return out


_TIMES = frozenset({"twice", "thrice"})


def said_so_often(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """ "2h Label x3", "2h Label twice": whether the length is that of one or of all is asked."""
    out = list(items)
    for k, item in enumerate(items):
        end = _end_of_times(tokens, item.start)
        over = end == len(tokens) or any(i.what in (What.BREAK, What.DAYS) and i.start == end for i in items[k:])
        last = next((j for j in range(k - 1, -1, -1) if items[j].what is not What.BREAK), -1)
        if not end or not over or last < 0 or items[last].what not in (What.NAME, What.TASK, What.LENGTH, What.DAYS):
            continue
        begin = next((j for j in range(last, -1, -1) if items[j].what is What.BREAK), -1)
        for j in range(begin + 1, k):
            said = out[j].length
            if said is not None and said.hours is not None and said.started is None and not said.code:
                asked = replace(said, hours=None, value=said.hours, bare=False, code="each_or_total")
                out[j] = replace(out[j], length=asked)
    return out


def _end_of_times(tokens: Sequence[Token], i: int) -> int:
    """The token behind "x3", "3x", "3 times" or "twice" at token `i`; 0 where none of these stands there."""
    if low(tokens, i) in _TIMES:
        return i + 1
    first, second = low(tokens, i), low(tokens, i + 1)
    if first in ("x", "×"):
        return i + 2 if second.isdigit() else 0
    counted = number_at(tokens, i)
    return counted.end + 1 if counted is not None and low(tokens, counted.end) in ("x", "×", "times") else 0
