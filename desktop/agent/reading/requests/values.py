"""The hours that an entry is to have, as a message about it says them.

"Change yesterday's Acme from 2 to 3h, no, make that two and a half" -> 2.5; a step ("by half an hour") is no value.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from desktop.agent.reading.entries.entry import hours_of
from desktop.agent.reading.items.items import What
from desktop.agent.reading.requests.heard import Heard
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.requests.wordclasses import CLASSES
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.time.durations import duration_at

TELLING: Final = Shapes(
    "i/we/you [had/have] logged/put/entered/booked/tracked/recorded/clocked/typed/wrote/said/put_down"
)
IT_WAS: Final = Shapes("it was L/# $", "it was L/# [not] [L/#] $")
OUGHT: Final = Shapes("<ought> [down/up/to/about] [to/about] L/#", "is/was wrong", "was/were really/actually L/#")
#: "the four hours for Acme on Monday, make that five": hours that are spoken of as known.
_REMADE: Final = Shapes(
    "^ [that/those/these/my] L .. N .. | make/change/set it/that/those/them/these [to] L/#/one",
    "^ [that/those/these/my] L .. make/change/set it/that/those/them/these [to] L/#/<few>",
)
#: The step is said, not the value that it leads to.
_STEP: Final = Shapes("by L", "^ add L to", "^ take L off", "L more/less/longer/shorter")
_FEW: Final = CLASSES["few"].split()
_POINTERS: Final = frozenset("it that those them these".split())
#: What stands there by mistake, and what was meant: "I typed 80 hours instead of 8".
_MISTYPED: Final = Shapes(
    "i/we/you [have/had] logged/put/entered/booked/tracked/recorded/typed/wrote/said [down/in] L/# [of/for/on] [N] "
    "instead of L/#",
    "it/that/entry/sheet/timesheet/there/harvest says/shows/reads/has/got/are/is/said L/# .. instead of L/#",
)
_MAKING: Final = frozenset("make set change turn".split())
_OUGHT: Final = frozenset("should shouldve needs need ought must supposed has have meant".split())
_TRUE: Final = frozenset("real right correct true actual proper".split())
_DIRECTIONS: Final = frozenset("down up back".split())
_NEAR, _OLD_AND_NEW = 4, 8
"""How many tokens a word of duty stands before "be", and "from" before the "to" of the new value, at most."""
_NOT: Final = frozenset("not from logged wasnt werent isnt arent".split())
_KNOWN: Final = frozenset("the that those these my".split())
_SO_IN_TRUTH: Final = frozenset("really actually".split())
#: Behind a number: it counts something else, or goes on.
_COUNTED: Final = frozenset("and of people days things meetings calls weeks entries projects clients".split())
SECOND_THOUGHTS: Final = frozenset("make no sorry wait actually scratch correction oops rather i hang".split())
_LEADS: Final = frozenset("to it be been → > = at".split())
_VALUE_AFTER: Final = frozenset(
    "to it those these them needs be been > → = say read as at with really actually only".split()
)


def new_hours(heard: Heard) -> Decimal | None:
    """The value that an entry is to have: what follows "to", else the first without "not" or "from" before."""
    tokens = heard.tokens
    if heard.says(_MISTYPED):
        at = next(i for i in range(len(tokens)) if (low(tokens, i), low(tokens, i + 1)) == ("instead", "of"))
        return _hours_at(heard, at + 2)
    if heard.says(_STEP) and not heard.says(OUGHT):
        return None
    if (corrected := _corrected(heard)) is not None:
        return corrected
    told = [hours for i in range(1, len(tokens) - 1) if _tells_value(heard, i) and (hours := _hours_at(heard, i + 1))]
    if told:
        return told[-1]
    if (heard.says(TELLING) and heard.says(IT_WAS)) or heard.has("but it was", "but that was"):
        said = max(i for i in range(len(tokens)) if low(tokens, i) == "was")
        lengths = [item for item in heard.items if item.what is What.LENGTH and item.start > said]
        if lengths:  # "but that was before I counted the other half" says none
            return hours_of(lengths[-1].length)
    for i in range(1, len(tokens) - 1):
        if _leads_to_value(heard, i) and (hours := _hours_at(heard, i + 1)) is not None:
            return hours
    for item in reversed(heard.items) if remakes(heard) else heard.items:
        before = low(tokens, item.start - 1), low(tokens, item.start - 2)
        if _sizes(heard, item.start):
            continue
        old = (
            before[0] in _NOT
            or before in (("was", "("), ("put", "i"), ("put", "we"), ("had", "i"))
            or before[1] in ("instead", "rather")
        )
        if item.what is What.LENGTH and not old:
            return hours_of(item.length)
    return None


def led_hours(heard: Heard) -> Decimal | None:
    """The value where something else of the entry changes, too: only what stands behind "to", "be", "make it"."""
    tokens = heard.tokens
    found = (_hours_at(heard, i + 1) for i in range(len(tokens) - 1) if low(tokens, i) in _LEADS)
    return next((hours for hours in found if hours is not None), None)


def _tells_value(heard: Heard, i: int) -> bool:
    """Whether nothing but the value can stand behind that token: "make that", "down to", "should be", "really", "the
    real figure is", and the "to" behind "from three hours"."""
    said = [token.low for token in heard.tokens[max(0, i - _OLD_AND_NEW) : i + 1]]
    word, before = said[-1], said[-2]
    if word == "to" and (before in _DIRECTIONS or (before in _POINTERS and said[-3:][0] in _MAKING)):
        return True
    if word in _POINTERS or word == "be":
        return before in _MAKING if word in _POINTERS else bool(_OUGHT & set(said[-_NEAR:]))
    if word in _SO_IN_TRUTH:
        return True
    if word in ("is", "was"):
        return bool(_TRUE & set(said[-_NEAR:-2]))
    return word == "to" and "from" in said and _is_length_between(heard, i - said[::-1].index("from") + 1, i)


def _is_length_between(heard: Heard, start: int, end: int) -> bool:
    found = duration_at(heard.tokens, start, workday=Decimal(8))
    return found is not None and found.end == end


def _leads_to_value(heard: Heard, i: int) -> bool:
    """Whether the value may stand behind that token: "to", "really", "more like"."""
    word, before = low(heard.tokens, i), low(heard.tokens, i - 1)
    return word in _VALUE_AFTER or (word == "was" and "but" in heard.cue_set) or (word == "like" and before == "more")


def _hours_at(heard: Heard, i: int) -> Decimal | None:
    """The hours that begin at a token; "it was really two" needs no unit."""
    tokens = heard.tokens
    spans = (item for item in heard.items if item.what is What.LENGTH and item.length and item.length.started)
    if (span := next((item for item in spans if item.start == i), None)) is not None:
        return hours_of(span.length)  # "to 18:00-22:30"
    if _sizes(heard, i):
        return None
    found = duration_at(tokens, i, workday=Decimal(8))
    if found is not None:
        return hours_of(found)
    if low(tokens, i - 1) not in _SO_IN_TRUTH or low(tokens, i) not in _FEW or low(tokens, i + 1) in _COUNTED:
        return None
    return Decimal(_FEW.index(low(tokens, i)) + 1)


def _sizes(heard: Heard, i: int) -> bool:
    """ "those two little 15 min entries": a number that counts what is so long, or a length of what is known."""
    lengths = [item for item in heard.items if item.what is What.LENGTH and item.length and not item.length.bare]
    counted = any(i < item.start <= i + 2 for item in lengths) and duration_at(heard.tokens, i, workday=Decimal(8))
    if counted and counted.bare:
        return True
    here = next((item for item in lengths if item.start == i), None)
    return (
        here is not None
        and low(heard.tokens, here.start - 3) in ("those", "these", "the")
        and low(heard.tokens, here.start - 2) in ("two", "three", "both", "four")
    )


def remakes(heard: Heard) -> bool:
    """Whether the message begins with known hours ("the hour on Acme") and gives them another value."""
    return low(heard.tokens, 0) in _KNOWN and heard.says(_REMADE)


def _corrected(heard: Heard) -> Decimal | None:
    """ "edit it, two hours, no sorry, two and a half": the length behind a second thought."""
    after = [i for i in heard.items if i.what is What.FIX and low(heard.tokens, i.start) in SECOND_THOUGHTS]
    if not after:
        return None
    lengths = [i for i in heard.items if i.what is What.LENGTH and i.start >= after[-1].end]
    before = any(i.what is What.LENGTH and i.start < after[-1].start for i in heard.items)
    return hours_of(lengths[0].length) if lengths and before else None
