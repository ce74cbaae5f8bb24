"""Numbers without a unit: where they are hours, and where they count or number something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token, TokenKind
from desktop.agent.reading.text.words import PREPOSITIONS


def settle_bare(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    """Numbers without a unit stay lengths only where nothing else is counted by them ("2 coffees", "sprint 12")."""
    settled: list[Item] = []
    united = next((k for k, i in enumerate(items) if i.length is not None and not i.length.bare), None)
    for k, item in enumerate(items):
        if item.what is What.LENGTH and item.length is not None and item.length.bare:
            if _counts(items, k, tokens, united):
                what = What.FILLER if low(tokens, item.start) == "one" else What.WORD
                settled.append(replace(item, what=what, length=None))
                continue
            before = settled[k - 1] if k and low(tokens, items[k - 1].start) != "one" else items[k - 1] if k else None
            after = items[k + 1] if k + 1 < len(items) else None
            beyond = items[k + 2] if k + 2 < len(items) else None
            factor = k > 1 and settled[k - 2].what is What.WORD
            stands = _may_stand(item, before, after, tokens, after_that=beyond, factor=factor)
            stands = stands or _puts_right(items, k, tokens)
            if united is None and not stands:
                stands = _is_part_of_hour(item, after, tokens) or _is_listed(items, settled, k)
            if not stands or _inside_words(settled):
                item = replace(item, what=What.WORD, length=None)
        settled.append(item)
    return settled


#: A number right behind one of these numbers a thing or says a time of the day.
_COUNTED = frozenset(
    """at from since until till by before after started ended finished day phase week version part step sprint round
    room level v number chapter page floor iteration milestone ticket issue pr bug story invoice item option gate hall
    track stage release build top""".split()
)
#: The same, cut short: "ep. 5", "ch 4".
_ABBREVIATED = frozenset("ep nr ch p pp pg vol art sec fig cl para ref rev ver".split())
_DEMONSTRATIVE = frozenset("the that this which each another last first second third".split())
_GLUED_BEFORE = frozenset("( ~ : = / + , |".split())
_GLUED_AFTER = frozenset("% - / : ° x k".split())


#: What may follow a better figure: it tells why, or goes on.
_GOES_ON = frozenset("because cause cos since as so but and then after before in".split())


def _value(item: Item) -> Decimal | None:
    return item.length.value if item.length is not None else None


def _puts_right(items: Sequence[Item], k: int, tokens: Sequence[Token]) -> bool:
    """ "three hours, no wait, it was two because I left early": a number right behind a word that corrects."""
    value = _value(items[k])
    before = next((item for item in reversed(items[:k]) if item.what is not What.FILLER), None)
    if value is None or not 0 < value <= 12 or before is None or before.what is not What.FIX:
        return False
    return low(tokens, items[k].end) in _GOES_ON and any(item.what is What.LENGTH for item in items[:k])


_MAY_END = frozenset("final max tops because cause".split())
_MAY_FOLLOW = frozenset("hours um uh i for today so please pls plz thanks thx ty ok".split())


def _is_part_of_hour(item: Item, after: Item | None, tokens: Sequence[Token]) -> bool:
    """ "emails 0.5", "zenith .2": less than one in figures, which ends its clause and is no version of anything."""
    value = _value(item)
    figures = tokens[item.start].low in ("0", ".") and not tokens[item.start].glued
    closes = after is None or after.what is What.BREAK
    return figures and closes and value is not None and (20 * value == int(20 * value)) and 0 < value < 1


def _is_listed(items: Sequence[Item], before: Sequence[Item], k: int) -> bool:
    """ "cnc 4.5, loading the van 1": at the end of its clause, behind one that begins with a task and ends alike."""
    begin = next((j for j in range(k - 1, -1, -1) if before[j].what is What.BREAK), 0)
    closes = k + 1 == len(items) or items[k + 1].what is What.BREAK
    alike = begin > 0 and before[begin].level < 3 and before[begin - 1].what is What.LENGTH
    return closes and alike and before[begin + 1].what is What.TASK and begin + 1 < k


def _may_stand(
    item: Item,
    before: Item | None,
    after: Item | None,
    tokens: Sequence[Token],
    *,
    after_that: Item | None = None,
    factor: bool = False,
) -> bool:
    """Whether a number without a unit can be hours where it stands."""
    value = _value(item)
    if value is None or not 0 < value <= 999 or _is_numbered(tokens, item.start) or _in_figures(item, tokens):
        return False
    if low(tokens, item.start - 1) == "of" and before is not None and before.what is What.FILLER and factor:
        return False  # "off by a factor of two"
    first, beyond = tokens[item.start], low(tokens, item.end)
    if after is not None and after.what is What.LENGTH and after.length and not after.length.bare:
        return False
    if first.low == "one" and _stands_for_a_noun(item, before, tokens):
        return False
    if after is not None and after.what is What.WORD and beyond not in _MAY_END:
        return False
    if before is not None and low(tokens, before.start) in ("other", "remaining") and beyond in ("was", "went", "is"):
        return True  # "the other .5 was the Acme app"
    if before is not None and before.what is What.WORD:
        return low(tokens, before.end - 1) == "managed"  # "but I only managed three because ..."
    if after is not None and after.what is What.FILLER and beyond not in PREPOSITIONS | {"just", "and"}:
        return _stands_before(item, tokens, after_that)
    return True


def _in_figures(item: Item, tokens: Sequence[Token]) -> bool:
    """Whether marks tie the number to something else: "3/4", "v2", "30%"."""
    if item.start > 1 and low(tokens, item.start - 1) == "/" and tokens[item.start - 2].kind is TokenKind.DIGITS:
        return True
    if item.start and tokens[item.start].glued and tokens[item.start - 1].text not in _GLUED_BEFORE:
        return True
    return item.end < len(tokens) and tokens[item.end].glued and low(tokens, item.end) in _GLUED_AFTER


def _stands_before(item: Item, tokens: Sequence[Token], after_that: Item | None) -> bool:
    """Whether a number can be hours in front of a word that carries nothing."""
    beyond = low(tokens, item.end)
    if beyond == "more":  # "three and a half more", but not "two more emails"
        return after_that is None or after_that.what not in (What.WORD, What.TASK)
    if beyond in ("too", "again") or (beyond == "as" and low(tokens, item.end + 1) == "well"):
        return True
    if beyond == "the" and after_that is not None and after_that.what is What.DAYS:
        return True  # "two hours yesterday and three the day before"
    if beyond == "was" and low(tokens, item.end + 1) in ("right", "correct", "it"):
        return True  # "no, two was right"
    return beyond in _MAY_FOLLOW or _was_task(item, tokens, after_that)


def _was_task(item: Item, tokens: Sequence[Token], after_that: Item | None) -> bool:
    """ "four hours on Acme, one was testing and three was development"."""
    return (
        low(tokens, item.end) in ("was", "were")
        and after_that is not None
        and after_that.what
        in (
            What.TASK,
            What.NAME,
        )
    )


def _is_numbered(tokens: Sequence[Token], i: int) -> bool:
    """ "phase 2", "since 9", "these 2"; not "same day .5"."""
    if low(tokens, i - 1) in ("these", "those"):
        return True
    if low(tokens, i - 1) == "." and i > 1 and tokens[i - 1].glued:
        return low(tokens, i - 2) in _ABBREVIATED  # "ep. 4"
    return low(tokens, i - 1) in _COUNTED | _ABBREVIATED and low(tokens, i - 2) != "same"


def _counts(items: Sequence[Item], k: int, tokens: Sequence[Token], united: int | None) -> bool:
    """ "two meetings, one on Acme for an hour": numbers that count, where a length with its unit is said as well."""
    if united is None or k + 1 >= len(items):
        return False
    after = items[k + 1]
    if after.what is What.TASK and low(tokens, items[k].start) == "one" and united != k:
        return True  # "one meeting, 50 min"
    if after.what is What.TASK and low(tokens, after.end - 1).endswith("s") and tokens[items[k].start].low != "1":
        said = items[k].length
        return united != k and said is not None and (said.value or 0) > 1
    if low(tokens, items[k].start) != "one" or low(tokens, items[k].end) not in ("on", "with", "for", "at"):
        return False
    stretch = items[k + 1 : next((j for j in range(k + 1, len(items)) if items[j].what is What.BREAK), len(items))]
    return any(item.length is not None and not item.length.bare for item in stretch)


def _inside_words(before: Sequence[Item]) -> bool:
    """ "typo in template 7": behind a word of some name that is itself only one of several words."""
    if len(before) < 2 or before[-1].what is not What.NAME or before[-1].name is None or before[-1].name.full:
        return False
    k = len(before) - 2
    while k > 0 and before[k].what is What.FILLER:
        k -= 1
    return before[k].what is What.WORD


_LIKENED = frozenset("quick easy tough good bad big small short last final".split())


def _stands_for_a_noun(item: Item, before: Item | None, tokens: Sequence[Token]) -> bool:
    """ "that one", "the Northwind one": no hour."""
    if low(tokens, item.start - 1) in (_DEMONSTRATIVE - {"another"}) | _LIKENED:
        return True
    if low(tokens, item.end) == "of" and low(tokens, item.end + 1) in ("the", "those", "these", "our", "my", "their"):
        return True  # "one of the two shops"
    named = before is not None and before.what in (What.NAME, What.TASK, What.DAYS)
    return named and before is not None and low(tokens, before.start - 1) in _DEMONSTRATIVE
