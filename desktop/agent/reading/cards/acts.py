"""Cards that are dropped, kept or logged: "scratch the middle one", "keep only the first", "log the ready one"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.agent.intents import Interpretation, Kind, Revision
from desktop.agent.reading.cards.marks import Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker, Targets
from desktop.agent.reading.cards.wording import NOT_UNDERSTOOD, which_one
from desktop.agent.reading.cards.words import Part

_NOT_UNDERSTOOD = Interpretation(Kind.NONE, question=NOT_UNDERSTOOD)
_NEVER = frozenset({Part.CHANGE, Part.MORE, Part.LESS, Part.LENGTH, Part.UNBILLED, Part.NOTE, Part.ADD})
#: Only with these alone is a message a wish to write some of the cards.
_LOGGING = frozenset(
    {
        *(Part.LOG, Part.PLACE, Part.GROUP, Part.OTHER, Part.POINT, Part.ONE, Part.STATE, Part.COPULA, Part.NAME),
        *(Part.TASK, Part.DAY, Part.SKIP, Part.BREAK, Part.PREPOSITION),
    }
)
_AWAY = re.compile(r"\bget rid\b|^never mind\b")
_EXCEPT = frozenset({"but", "except", "besides", "without"})
#: Said of a card, these mean that it is to go.
_VOID = ("didnt happen", "was cancelled", "was canceled", "got cancelled", "got canceled", "is a duplicate",
         "was a duplicate", "is a mistake", "was a mistake", "were cancelled", "were canceled")  # fmt: skip


def acted(said: Said, found: Sequence[Remark], picker: Picker) -> Interpretation | None:
    """What is dropped, kept or logged; None where the words ask for none of these."""
    parts = {mark.part for mark in said.marks}
    line = " ".join(said.words)
    if len(said.words) == 1 and Part.DROP in parts and len(picker.cards) > 1:
        each = tuple(Revision(card.id, discard=True) for card in picker.cards)
        return Interpretation(Kind.NONE, question=which_one(picker.cards), revisions=each)
    drops = Part.DROP in parts or {"take", "out"} <= set(said.words) or _AWAY.search(line) or _is_void(line)
    if Part.LOG in parts and not drops:
        return _logged(said, found, picker, parts)
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
    keeps = Part.KEEP in parts or bool(_EXCEPT & set(said.words))
    gone = [card for card in picker.cards if card not in targets.cards] if keeps else list(targets.cards)
    revisions = tuple(Revision(card.id, discard=True) for card in gone)
    if not targets.is_clear:
        return Interpretation(Kind.NONE, question=which_one(targets.cards), revisions=() if keeps else revisions)
    return Interpretation(Kind.REVISE, revisions=revisions) if gone else _NOT_UNDERSTOOD


def _is_void(line: str) -> bool:
    return any(words in line for words in _VOID)


def _logged(said: Said, found: Sequence[Remark], picker: Picker, parts: set[Part]) -> Interpretation | None:
    """ "log the one that's ready", "send just the first two", "log all except the last": nothing else may be said."""
    selectors = [mark for remark in found for mark in remark.selectors if mark.part is not Part.POINT]
    strange = [mark for mark in said.marks if mark.part not in _LOGGING and mark.low not in _EXCEPT | {"only", "just"}]
    first = next((mark for mark in said.marks if mark.part not in (Part.SKIP, Part.BREAK)), None)
    if not selectors or strange or first is None or first.part is not Part.LOG:
        return None
    if Part.COPULA in parts and Part.STATE not in parts:
        return None
    excepts = bool(_EXCEPT & set(said.words))
    if excepts:
        selectors = [mark for mark in selectors if mark.part is not Part.GROUP]
    values = [mark for remark in found for mark in remark.values]
    targets = picker.pick(selectors) if selectors and not values else None
    if targets is None or not targets.cards:
        return None
    if not targets.is_clear:
        return Interpretation(Kind.NONE, question=which_one(targets.cards))
    chosen = [card for card in picker.cards if (card in targets.cards) != excepts]
    return Interpretation(Kind.CONFIRM, revisions=tuple(Revision(card.id) for card in chosen)) if chosen else None


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
