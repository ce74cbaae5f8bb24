"""Cards that are dropped, kept or logged: "scratch the middle one", "keep only the first", "log the ready one"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.agent.intents import Interpretation, Kind, Revision
from desktop.agent.reading.cards.assent import COUNTS
from desktop.agent.reading.cards.marks import Mark, Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker, Targets
from desktop.agent.reading.cards.wording import NOT_UNDERSTOOD, which_one
from desktop.agent.reading.cards.words import ATTRIBUTES, Part

_NOT_UNDERSTOOD = Interpretation(Kind.NONE, question=NOT_UNDERSTOOD)
_NEVER = frozenset({Part.CHANGE, Part.MORE, Part.LESS, Part.LENGTH, Part.UNBILLED, Part.NOTE, Part.ADD})
_PICKING = ATTRIBUTES | {Part.PLACE, Part.GROUP, Part.OTHER, Part.STATE}
#: Beside what picks cards, only these may stand in a wish to write some of them.
_QUIET = frozenset({Part.LOG, Part.POINT, Part.ONE, Part.SKIP, Part.BREAK, Part.PREPOSITION, Part.JOIN})
_AWAY = re.compile(r"^never mind\b")
_EXCEPT = frozenset({"but", "except", "besides", "without"})
_STAYING = frozenset({"not", "leave", "keep", "skip"}) | _EXCEPT
#: In front of "log" these tell that it was done, or is not to be.
_NO_WISH = frozenset("did have had has ive should dont didnt havent not never".split())
#: Said of a card, these mean that it is to go.
_VOID = ("didnt happen", "was cancelled", "was canceled", "got cancelled", "got canceled", "is a duplicate",
         "was a duplicate", "is a mistake", "was a mistake", "were cancelled", "were canceled")  # fmt: skip


def acted(said: Said, found: Sequence[Remark], picker: Picker, *, goes_on: bool = False) -> Interpretation | None:
    """What is dropped, kept or logged; None where the words ask for none of these.

    `goes_on`: some were logged just now, so that "and the other one" is to be logged, too.
    """
    parts = {mark.part for mark in said.marks}
    lows = {mark.low for mark in said.marks}
    line = " ".join(said.words)
    if len(said.words) == 1 and Part.DROP in parts and len(picker.cards) > 1:
        each = tuple(Revision(card.id, discard=True) for card in picker.cards)
        return Interpretation(Kind.NONE, question=which_one(picker.cards), revisions=each)
    if Part.LOG in parts or (goes_on and Part.OTHER in parts):
        return _logged(said, picker, goes_on=goes_on)
    drops = Part.DROP in parts or _AWAY.search(line) or _is_void(line)
    if not (drops or Part.KEEP in parts) or parts & _NEVER:
        return None
    values = [mark for remark in found for mark in remark.values]
    selectors = [mark for remark in found for mark in remark.selectors if mark.part is not Part.POINT]
    points = any(mark.part is Part.POINT for remark in found for mark in remark.selectors) or _is_void(line)
    if not (selectors or values or points):
        return None
    if any(not picker.any_fits(mark) for mark in values):
        tells = Part.COPULA in parts or any(mark.part is Part.NAME for mark in values)  # "scratch it, it was training"
        return _NOT_UNDERSTOOD if len(said.words) <= 8 and not tells else None
    targets = picker.pick([*selectors, *values]) if selectors or values else Targets(picker.focus[-1:])
    if targets is None or not targets.cards:
        return _NOT_UNDERSTOOD
    keeps = Part.KEEP in parts or bool(_EXCEPT & lows)
    gone = [card for card in picker.cards if card not in targets.cards] if keeps else list(targets.cards)
    revisions = tuple(Revision(card.id, discard=True) for card in gone)
    if not targets.is_clear:
        return Interpretation(Kind.NONE, question=which_one(targets.cards), revisions=() if keeps else revisions)
    return Interpretation(Kind.REVISE, revisions=revisions) if gone else _NOT_UNDERSTOOD


def _is_void(line: str) -> bool:
    return any(words in line for words in _VOID)


def _logged(said: Said, picker: Picker, *, goes_on: bool) -> Interpretation | None:
    """ "log the one that's ready", "send just the first two", "log all but the last", "log those, not the QA"."""
    picked = _picked(said, picker, goes_on=goes_on)
    if picked is None:
        return None
    chosen, left = picked
    rest = any(mark.part is Part.OTHER for mark in chosen) and goes_on
    said_so = {Part.OTHER} if rest else set()  # "the rest" is all that is open, "all but the first" all of them
    said_so |= {Part.GROUP} if left and not any(mark.part in ATTRIBUTES for mark in chosen) else set()
    plain = [mark for mark in chosen if mark.part not in said_so]
    targets = picker.pick(plain) if plain else Targets(picker.cards)
    kept = picker.pick(left) if left else Targets()
    if targets is None or kept is None or not targets.cards:
        return None
    one = rest and any(mark.low == "other" for mark in chosen) and len(targets.cards) > 1
    days = bool(plain) and all(mark.part is Part.DAY for mark in plain)
    if one or not (targets.is_clear or days) or not kept.is_clear:
        return Interpretation(Kind.NONE, question=which_one(kept.cards or targets.cards))
    cards = [card for card in targets.cards if card not in kept.cards]
    if any(mark.count not in (None, len(cards)) for mark in chosen):
        return Interpretation(Kind.NONE, question=which_one(picker.cards))
    return Interpretation(Kind.CONFIRM, revisions=tuple(Revision(card.id) for card in cards)) if cards else None


def _picked(said: Said, picker: Picker, *, goes_on: bool) -> tuple[list[Mark], list[Mark]] | None:
    """What picks the cards to be logged, and those that are not to be; None where more is said, or too little."""
    marks = list(said.marks)
    at = next((k for k, mark in enumerate(marks) if mark.part is Part.LOG), -1)
    if any(mark.part in _PICKING | {Part.NOT} or mark.low in _NO_WISH for mark in marks[: max(at, 0)]):
        return None
    parts = {mark.part for mark in marks}
    if (at < 0 and not goes_on) or (Part.COPULA in parts and Part.STATE not in parts):
        return None
    chosen: list[Mark] = []
    left: list[Mark] = []
    into = chosen
    for mark, behind in zip(marks[at + 1 :], [*marks[at + 2 :], None], strict=False):
        bare = mark.part is Part.LENGTH and (behind is None or behind.part is not Part.ONE)
        if mark.low in _STAYING or said.tokens[mark.start].low == "leave":
            into = left
        elif into and into[-1].part is Part.GROUP and mark.low in COUNTS:
            into[-1] = replace(into[-1], count=COUNTS[mark.low])  # "those two", where three are open
        elif bare or (mark.part in ATTRIBUTES and not picker.any_fits(mark)):
            return None
        elif mark.part in _PICKING:
            into.append(mark)
        elif mark.part is Part.ONE and mark.low in ("ones", "entries", "cards"):
            into.append(Mark(Part.GROUP, mark.start, mark.end, low="ones"))
        elif mark.part not in _QUIET | {Part.COPULA}:
            return None
    return (chosen, left) if chosen or left else None


def without_reasons(said: Said, picker: Picker) -> Said:
    """Without what only tells why: "remove the meeting, my colleague has logged it for both of us"."""
    stretches = list(_stretches(said))
    wishes = [any(_opens(stretch, part) for part in (Part.DROP, Part.LOG)) for stretch in stretches]
    if not any(wishes) or len(stretches) < 2:
        return said
    kept = [one for one, wish in zip(stretches, wishes, strict=True) if wish or not _tells_why(one, picker)]
    return replace(said, marks=tuple(mark for stretch in kept for mark in stretch))


def _stretches(said: Said) -> Iterator[list[Mark]]:
    """The marks between breaks, each with the break before it; behind a wish somebody may begin to tell why at once."""
    stretch: list[Mark] = []
    for mark in said.marks:
        tells = mark.low in _BECAUSE and any(_opens(stretch, p) for p in (Part.DROP, Part.LOG))
        if stretch and (mark.part is Part.BREAK or (tells and any(m.part in _PICKING for m in stretch))):
            yield stretch
            stretch = []
        stretch.append(mark)
    yield stretch


def _opens(stretch: Sequence[Mark], part: Part) -> bool:
    """Whether such a mark stands there before anything that picks a card or changes one."""
    first = next((mark for mark in stretch if mark.part in _DOING or mark.part in _PICKING), None)
    return first is not None and first.part is part


def _tells_why(stretch: Sequence[Mark], picker: Picker) -> bool:
    """Whether it says nothing of cards, or what somebody did or has to do; never hours, nor what no card has."""
    parts = {mark.part for mark in stretch}
    if Part.LENGTH in parts or Part.KEEP in parts or any(mark.low in _STAYING for mark in stretch):
        return False
    strange = any(mark.part in (Part.NAME, Part.TASK) and not picker.any_fits(mark) for mark in stretch)
    told = next((mark.low for mark in stretch if mark.low and mark.part not in (Part.BREAK, Part.JOIN)), "")
    if told in _BECAUSE:
        return not (strange and any(mark.part is Part.NAME for mark in stretch))
    somebody = any(mark.low in _BECAUSE for mark in stretch)
    return not (parts & (_PICKING | _DOING)) or (somebody and not strange and not parts & {Part.CHANGE, Part.ADD})


_BECAUSE = frozenset("i im ive ill my he she they we weve because since cos cause hes shes somebody someone".split())
_DOING = frozenset(
    {Part.DROP, Part.KEEP, Part.LOG, Part.CHANGE, Part.ADD, Part.TAKE, Part.SWAP, Part.SPLIT, Part.UNBILLED, Part.NOTE}
)


def without_logging(said: Said) -> int | None:
    """Where ", and log the rest" begins behind something else: the cards are looked at before they are written."""
    for place in range(len(said.marks) - 1, 0, -1):
        mark = said.marks[place]
        if mark.part is not Part.LOG:
            continue
        start = place
        while start > 0 and said.marks[start - 1].part in (Part.SKIP, Part.JOIN, Part.BREAK):
            start -= 1
        parted = any(m.part is Part.BREAK for m in said.marks[start:place])
        before = {m.part for m in said.marks[:start]} & _TELLING
        behind = {m.part for m in said.marks[place + 1 :]} - {Part.GROUP, Part.OTHER, Part.POINT, Part.SKIP, Part.BREAK}
        return start if parted and before and not behind - {Part.WORD} else None
    return None


_TELLING = frozenset(
    {Part.DROP, Part.KEEP, Part.CHANGE, Part.SWAP, Part.NAME, Part.TASK, Part.DAY, Part.LENGTH, Part.UNBILLED}
)
