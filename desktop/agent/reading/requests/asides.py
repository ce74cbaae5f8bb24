"""What is said beside the matter: lengths that are nobody's work ("I've got ten minutes before she rings"), and talk.

A line (see `line.py`) goes in; out comes whether all of its lengths are such asides, and whether all of it is talk:
news, plans, thanks and messages to others, of which nothing is to be logged.
"""

from __future__ import annotations

import re
from typing import Final

from desktop.agent.reading.requests.shapes import Shapes

#: Lengths of a deadline, of what somebody guessed, promised or will do, and of what goes on as a habit.
_ASIDES: Final = Shapes(
    "have/has/got/had [only/just/about/maybe] L before/until/till/when/if/to",
    "have got [only/just/about] L",
    "will/would/ill/itll [not/probably/maybe] be/get/last/need/take/stay .. L",
    "probably/maybe/likely be/take/need/last .. L",
    "last [about/around] L",
    "within/in L",
    "its/it_is [what/like/about/only/already] L to/on/until/till/before",
    "tell/told/promised/quoted/guessed them/him/her/me/N [about/around/roughly] L",
    "takes [about/around/only/maybe] L",
    "L [every] day/week/month for/and/on/in/can",
    "extra/additional L",
    "L before <person>",
)
_LENGTH: Final = re.compile(r"(?<!\S)L(?!\S)")

#: Whole messages that tell of nothing that was worked.
_TALK: Final = Shapes(
    "^ note to self",
    "you saved/spared me",
    "if anyone/anybody/somebody/someone needs/wants/fancies",
    "meeting/mtg/call/appointment/standup/workshop/session [is/was/got/has_been/has] moved/pushed/shifted [from] L to",
    "room/table/desk/studio is/was/are booked/reserved/taken",
    "^ no L for/on that/this/it/them",
    "D quote them/him/her/N L",
    "^ [i_think/think/guess/reckon] itll/it_will be/take L",
    "watched/watching/see/saw/seen/N .. on telly/tv/television/netflix",
    "train/bus/flight/tram/plane/ferry/cab was .. late/delayed/cancelled",
    "^ leave/go/finish [home] at/by .. because",
    "^ have/grab/eat sandwich/lunch/coffee/breakfast/nap/snack/tea for L",
)
#: What somebody or something else says or promises: "the contract says response within 4 hours".
_SAYS: Final = Shapes("says/promises/promised .. L/# [weeks/days/hours/months/minutes]")
_RECORD: Final = Shapes("<record>")
_LATER: Final = Shapes(
    "^ [will/shall] do/write/log/add/enter/put/fill/book my/<it> .. later $",
)
_PLANNED: Final = Shapes(
    "will/shall tell you .. about it",
    "^ tell you .. about it",
    "^ estimate/estimates/quote/ballpark for N .. | L .. | L",
    "what do/have i/we have/got D at/after/before",
)
_TELL: Final = Shapes("^ tell * .. # pm/am/oclock", "^ tell * .. moved/cancelled/postponed/pushed")
#: A length alone goes on with what was said before it: "the build takes 2 hours now. Two hours!"
_BARE: Final = Shapes("^ L [on/in/for] [yours/mine/hers/his/theirs] $", "^ * L $")
_RUNS: Final = Shapes("^ * [*] takes L on/now/for/$")
_AHEAD: Final = Shapes("^ D i/we will/am/are/shall/have")
_OWN: Final = Shapes(
    "^ log/add/put/book/record/enter/track", "<made>/did/spent/worked/logged [about] L", "i/we <made>/did/worked"
)

_TALK_SHAPES: Final = (_TALK, _LATER, _PLANNED, _TELL, _RUNS)


def all_aside(line: str) -> bool:
    """Whether the line has lengths, and each of them is an aside."""
    return _LENGTH.search(line) is not None and _LENGTH.search(_ASIDES.without(line)) is None


def is_talk(line: str, *, is_ahead: bool, is_asked: bool) -> bool:
    """Whether nothing in the line was worked.

    `is_ahead`: all days that are named are still to come; `is_asked`: it asks something, whatever else it tells.
    """
    if _OWN.fit(line):
        return False
    if is_ahead and _AHEAD.fit(line):
        return not _holds_work(line, (_AHEAD,))
    says = () if is_asked or _RECORD.fit(line) else (_SAYS,)
    shapes = (*_TALK_SHAPES, *says)
    if not any(shape.fit(line) for shape in shapes):
        return False
    return _PLANNED.fit(line) or not _holds_work(line, shapes)


def _holds_work(line: str, shapes: tuple[Shapes, ...]) -> bool:
    """Whether a clause of the line tells of work, beside those that are of these shapes."""
    return any(_is_work(f"| {clause}| ", shapes) for clause in line[2:].split("| "))


def _is_work(clause: str, shapes: tuple[Shapes, ...]) -> bool:
    """Whether a clause tells of a length of its own: "2h on Acme", beside "note to self"."""
    if _LENGTH.search(clause) is None or any(shape.fit(clause) for shape in shapes):
        return False
    return " N " in clause or not _BARE.fit(clause)
