"""A message in remarks: stretches between breaks, each with what picks cards and what changes on them.

"The Stark one should be development": before the verb stands the card, behind it the change. "Nucleus for Hooli", "half
an hour more on the second": behind the preposition stands the card. "Not QA, design": what is denied is what was there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop.agent.reading.cards.marks import Mark, Said
from desktop.agent.reading.cards.words import APPROVED, ATTRIBUTES, Part

_POINTERS = frozenset({Part.PLACE, Part.GROUP, Part.OTHER, Part.POINT, Part.STATE})
_TOWARDS = frozenset({"to", "into", "as", "onto", "under", "against"})
_ONTO = frozenset({"to", "on", "off", "from", "for", "of", "in", "onto"})
#: Verbs that take away by themselves; "take" needs "off" or "from".
_TAKES = frozenset({"subtract", "deduct", "reduce", "cut", "knock", "shave", "trim", "minus", "lower", "shorten"})


@dataclass(slots=True)
class Remark:
    """`selectors` pick cards, `values` are new, `old` is what was denied or replaced; `sign` makes a length a delta."""

    selectors: list[Mark] = field(default_factory=list)
    values: list[Mark] = field(default_factory=list)
    old: list[Mark] = field(default_factory=list)
    rest: list[Mark] = field(default_factory=list)
    parts: set[Part] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    choice: Mark | None = None
    sign: int = 0
    opens: str = ""
    follows: bool = False

    @property
    def pointed(self) -> bool:
        """Whether anything but "it" picks a card."""
        return any(mark.part is not Part.POINT for mark in self.selectors)

    def value(self, part: Part) -> Mark | None:
        """The last value of that kind: a later one corrects."""
        return next((mark for mark in reversed(self.values) if mark.part is part), None)

    def has(self, *parts: Part) -> bool:
        """Whether such a mark is there."""
        return not self.parts.isdisjoint(parts)


Fits = Callable[[Mark], bool]


def remarks(said: Said, fits: Fits, lacks_hours: Fits) -> list[Remark]:
    """All remarks of the message. `fits`: some card is such a one; `lacks_hours`: and nobody said yet how long."""
    stretches: list[list[Mark]] = [[]]
    for mark in said.marks:
        if mark.part is Part.BREAK:
            stretches.append([])
        elif mark.part is not Part.SKIP:
            stretches[-1].append(mark)
    found: list[Remark] = []
    for stretch in [part for whole in stretches for part in _apart(whole, fits)]:
        if stretch and not _approves(stretch, said):
            before = found[-1] if found else None
            goes_on = before is not None and Part.COPULA in before.parts and not before.values and not before.old
            found.append(_remark(stretch, fits, lacks_hours, goes_on=goes_on, before=before))
    return found


def _approves(stretch: Sequence[Mark], said: Said) -> bool:
    """ "the first is fine": of a card that stays as it is."""
    if any(mark.part in ATTRIBUTES | {Part.NOT} for mark in stretch[1:]) or stretch[-1].part is not Part.COPULA:
        return False
    behind = next((mark for mark in said.marks if mark.start >= stretch[-1].end), None)
    return behind is not None and behind.low in APPROVED


def _apart(marks: list[Mark], fits: Fits) -> list[list[Mark]]:
    """ "stark took two and nucleus three": behind "and" stands another card, with a value of its own."""
    for k, mark in enumerate(marks):
        before, behind = marks[:k], marks[k + 1 :]
        if mark.part is not Part.JOIN or len(behind) < 2 or behind[0].part not in ATTRIBUTES - {Part.LENGTH}:
            continue
        values = {m.part for m in before if m.part in ATTRIBUTES} & {m.part for m in behind[1:]}
        if values and fits(behind[0]):
            return [before, *_apart(behind, fits)]
    return [marks]


def _remark(marks: Sequence[Mark], fits: Fits, lacks_hours: Fits, *, goes_on: bool, before: Remark | None) -> Remark:
    remark = Remark(parts={mark.part for mark in marks}, words={mark.low for mark in marks if mark.low})
    remark.fields = {mark.low for mark in marks if mark.part is Part.FIELD}
    remark.opens = marks[0].low
    if before is not None and before.values and any(mark.part in ATTRIBUTES for mark in before.selectors):
        remark.parts |= before.parts & {Part.CHANGE}  # "make the design three hours and the development two"
        remark.follows = before.follows or Part.COPULA in before.parts
    if before is not None and Part.FIX in before.parts <= {Part.FIX, Part.JOIN}:
        remark.parts |= {Part.FIX}
    marks = _without_relative(marks)
    copula = next((k for k, mark in enumerate(marks) if mark.part is Part.COPULA or _turns(marks, k)), None)
    open_marks = _told(marks, remark, -1 if goes_on else copula)
    noun = {k for k in open_marks if _is_noun(marks, k)}
    picking = _picking(marks, open_marks, noun, copula, remark, fits, lacks_hours)
    for k in open_marks:
        (remark.selectors if k in picking else remark.values).append(marks[k])
    remark.sign = _sign(marks, remark)
    return remark


def _turns(marks: Sequence[Mark], k: int) -> bool:
    """ "the hour on admin this morning make that training": in front of "make that" stands what it is about."""
    points = k + 1 < len(marks) and marks[k].part is Part.CHANGE and marks[k + 1].part is Part.POINT
    return points and any(mark.part in ATTRIBUTES for mark in marks[:k])


def _told(marks: Sequence[Mark], remark: Remark, copula: int | None) -> list[int]:
    """Put away what is plain of each mark; the places of those that may pick a card or be new come back."""
    left: list[int] = []
    denied = False
    for k, mark in enumerate(marks):
        behind = copula is not None and k > copula
        if mark.part is Part.NOT and mark.low not in ("never", "neither"):
            denied = k + 1 < len(marks)
        elif denied and mark.part in ATTRIBUTES | {Part.PLACE}:
            remark.old.append(mark)
            denied = False
        elif mark.part in ATTRIBUTES:
            left.append(k)
        elif mark.part is Part.PLACE and behind:
            remark.choice = mark
        elif mark.part in _POINTERS and not (mark.part is Part.POINT and behind):
            remark.selectors.append(mark)
        elif mark.part is Part.ONE and mark.low in ("ones", "entries", "cards"):
            remark.selectors.append(Mark(Part.GROUP, mark.start, mark.end, low="ones"))
        elif mark.part in (Part.NOTE, Part.UNBILLED):
            remark.values.append(mark)
        elif mark.part is Part.WORD:
            remark.rest.append(mark)
    return left


def _without_relative(marks: Sequence[Mark]) -> list[Mark]:
    """ "the one that's ready": the words between the card and its state say nothing."""
    out = list(marks)
    for k in range(len(out) - 3, -1, -1):
        if [m.part for m in out[k : k + 4]] == [Part.ONE, Part.POINT, Part.COPULA, Part.STATE]:
            del out[k + 1 : k + 3]
    return out


def _is_noun(marks: Sequence[Mark], k: int) -> bool:
    """ "the Acme one", "the one for Acme"."""
    after = marks[k + 1].part if k + 1 < len(marks) else None
    if after is Part.ONE:
        return True
    where = k >= 2 and marks[k - 1].part is Part.PREPOSITION and marks[k - 1].low not in _TOWARDS
    return where and marks[k - 2].part is Part.ONE


def _picking(
    marks: Sequence[Mark],
    attributes: Sequence[int],
    noun: set[int],
    copula: int | None,
    remark: Remark,
    fits: Fits,
    lacks_hours: Fits,
) -> set[int]:
    """Which of the attributes pick cards."""
    if copula is not None:
        ahead = {k for k in attributes if k < copula and (fits(marks[k]) or remark.has(Part.MORE, Part.LESS))}
        behind = [k for k in attributes if k > copula]
        return ahead | ({k for k in behind if k in noun and fits(marks[k])} if len(behind) > 1 else set())
    picking = {k for k in noun if k in attributes and fits(marks[k])}
    loose = [k for k in attributes if k not in picking]
    if remark.has(Part.DROP, Part.KEEP, Part.LOG) and not any(marks[k].part is Part.LENGTH for k in loose):
        return picking | {k for k in loose if fits(marks[k])}
    if len(loose) < 2:
        return picking
    length = next((marks[k] for k in loose if marks[k].part is Part.LENGTH), None)
    head = loose[0]
    pointed = picking or any(mark.part is not Part.POINT for mark in remark.selectors) or remark.has(Part.POINT)
    # "extend Wednesday by ...", "cut Monday to ...": behind such a verb stands a card; behind "add" an amount.
    stretches = remark.has(Part.ADD, Part.TAKE) and not remark.words & {"add", "take"}
    acts = remark.has(Part.CHANGE) or remark.follows or stretches
    if acts and not pointed and marks[head].part is not Part.LENGTH and fits(marks[head]):
        towards = next((k for k, mark in enumerate(marks) if k > head and mark.low in _TOWARDS), head)
        return {head, *(k for k in loose if head < k < towards and fits(marks[k]))}  # "change Monday's Acme to 3"
    if remark.has(Part.POINT):
        return picking  # "one more hour on that for QA": the card is "that"
    if not pointed and any(mark.part is not marks[head].part for mark in remark.old) and fits(marks[head]):
        return {head}  # "Acme 3 -> 2"
    told = _Told(remark, head, has_length=length is not None)
    for k in loose:
        if marks[k].part is Part.LENGTH:
            continue
        if (length is not None and not told.is_delta and lacks_hours(marks[k])) or (
            fits(marks[k]) and _is_onto(marks, k) and _tells_where(told, marks[k], k)
        ):
            picking.add(k)
    return picking if len(picking) < len(attributes) else picking - {head}


@dataclass(frozen=True, slots=True)
class _Told:
    """What a remark tells that decides how its prepositions are meant."""

    remark: Remark
    head: int
    has_length: bool

    @property
    def is_delta(self) -> bool:
        """Whether time is added or taken off."""
        return self.remark.has(Part.MORE, Part.LESS, Part.OFF, Part.TAKE)


def _is_onto(marks: Sequence[Mark], k: int) -> bool:
    """Whether "to", "on", "off" or "for" stands right before."""
    while k > 0 and marks[k - 1].part in ATTRIBUTES - {Part.LENGTH}:  # "off today's Acme job"
        k -= 1
    before = marks[k - 1] if k else None
    return before is not None and (before.low in _ONTO or before.part is Part.OFF)


def _tells_where(told: _Told, mark: Mark, k: int) -> bool:
    """ "half an hour more on design", "add 15 minutes to the design", "Nucleus for Hooli": not "2 hours on Nucleus"."""
    if told.has_length:
        return told.is_delta or told.remark.has(Part.ADD)
    return mark.part is Part.NAME and k != told.head


def _sign(marks: Sequence[Mark], remark: Remark) -> int:
    """1 where the length is added to what is there, -1 where it is taken off, 0 where it stands for itself."""
    place = next((k for k, mark in enumerate(marks) if mark.part is Part.LENGTH and mark in remark.values), None)
    if place is None:
        return 0
    before = marks[place - 1] if place else None
    if before is not None and before.part is Part.PREPOSITION and before.low in _TOWARDS:
        return 0
    takes = remark.has(Part.TAKE) and (
        remark.has(Part.OFF) or remark.words & _TAKES or any(m.low == "from" for m in marks)
    )
    drops = remark.has(Part.DROP) and any(m.low in ("from", "off") for m in marks)
    after = marks[place + 1] if place + 1 < len(marks) else None
    more = any(m.part in (Part.MORE, Part.ANOTHER) and m.start == m.end == marks[place].start for m in marks)
    more = more or (before is not None and before.part is Part.ANOTHER)
    behind = after.part if after is not None else None
    less = behind is Part.LESS or (before is not None and before.part is Part.LESS)
    if less or takes or drops or (remark.has(Part.OFF) and remark.has(Part.CHANGE)):
        return -1
    if before is not None and before.low == "by":
        return -1 if remark.has(Part.TAKE) else 1
    if more or behind is Part.MORE or (remark.has(Part.ADD) and "note" not in remark.words):
        return 1
    return int(remark.opens == "plus")
