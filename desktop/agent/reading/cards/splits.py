"""One card becomes several: "split it: 5 dev, 3 QA", "split it evenly between A and B", "website 2.5, mobile 1.5"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.agent.drafts import Draft, Missing
from desktop.agent.intents import EntryIntent, Interpretation, Kind, Revision
from desktop.agent.reading.cards.changes import Changer, Unclear
from desktop.agent.reading.cards.marks import Mark, Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker
from desktop.agent.reading.cards.words import ATTRIBUTES, Part
from desktop.agent.reading.entries.entry import portion

_PARTS = frozenset({Part.NAME, Part.TASK, Part.DAY})


def split(said: Said, found: Sequence[Remark], picker: Picker, changer: Changer) -> Interpretation | None:
    """The entries in the place of the card; None where the words split nothing."""
    says_so = any(mark.part is Part.SPLIT for mark in said.marks[:3])
    if not says_so and {Part.COPULA, Part.NOT, Part.FIX, Part.CHANGE} & {mark.part for mark in said.marks}:
        return None
    card = _card(found, picker, says_so=says_so)
    if card is None or card.hours is None:
        return None
    shares = _shares(said, says_so=says_so)
    hours = [length.hours for length, _ in shares if length is not None]
    named = all(remark.value(Part.NAME) for _, remark in shares)
    if len(shares) < 2 or not (says_so or (named and len(hours) == len(shares))):
        return None
    if not hours:
        hours = [portion(card.hours, len(shares), place) for place in range(len(shares))]
    if len(hours) != len(shares) or any(one is None for one in hours):
        return Interpretation(Kind.NONE, question="How many hours for each part? Nothing was changed.")
    total = sum((one for one in hours if one is not None), Decimal(0))
    if total != card.hours:
        text = f"These parts make {total.normalize():f} h of {card.hours.normalize():f} h, so nothing was changed."
        return Interpretation(Kind.NONE, question=text)
    entries = [
        _part(card, remark, part, changer) for part, (_, remark) in zip(hours, shares, strict=True) if part is not None
    ]
    if any(entry is None for entry in entries):
        return Interpretation(Kind.NONE, question="I could not tell what each part is, so nothing was changed.")
    kept = tuple(entry for entry in entries if entry is not None)
    return Interpretation(Kind.LOG, kept, revisions=(Revision(card.id, discard=True),))


def part_of(said: Said, found: Sequence[Remark], picker: Picker, changer: Changer) -> Interpretation | None:
    """ "an hour of that was meetings", "half of it was QA": that part leaves the card and gets one of its own."""
    marks = [mark for mark in said.marks if mark.part is not Part.SKIP]
    head = next((k for k, m in enumerate(marks) if m.part is Part.LENGTH or m.low == "half"), None)
    halved = head is not None and (marks[head].low == "half" or _is_half_of_it(said, marks[head]))
    if head is None and _is_some_made(marks[:3]):
        head = 1
    told = _told_of_part(marks, head, picker, halved=halved) if head is not None else None
    if head is None or told is None:
        return None
    ahead = [mark for mark in marks[:head] if mark.part in ATTRIBUTES]  # "split the design, half of it was QA"
    picking = [m for r in found for m in r.selectors if m.part is not Part.POINT and m not in ahead]
    picking = ahead + [m for m in picking if m.part is not Part.GROUP or m.start > marks[head].end]
    targets = picker.pick(picking) if picking else None
    cards = targets.cards if targets is not None else picker.focus[-1:] if not picking else ()
    card = cards[0] if len(cards) == 1 else None
    shares = _shares_of(_as_length(marks[head]), marks[told:])
    if card is None or card.hours is None or not shares[0][1].values:
        return None
    hours = [portion(card.hours, 2, 0) if halved and not k else length.hours for k, (length, _) in enumerate(shares)]
    known = [one for one in hours if one is not None and one > 0]
    left = card.hours - sum(known, Decimal(0))
    if len(known) != len(hours) or left < 0 or (not left and len(hours) == 1):
        return Interpretation(Kind.NONE, question="How much of it? Nothing was changed.")
    parts = [_part(card, remark, part, changer) for part, (_, remark) in zip(known, shares, strict=True)]
    parts = [*([_part(card, Remark(), left, changer)] if left else []), *parts]
    if any(part is None for part in parts):
        return Interpretation(Kind.NONE, question="I could not tell what that part is, so nothing was changed.")
    kept = tuple(part for part in parts if part is not None)
    return Interpretation(Kind.LOG, kept, revisions=(Revision(card.id, discard=True),))


def _is_some_made(marks: Sequence[Mark]) -> bool:
    """ "make two of those filing": with a number in words."""
    return len(marks) > 2 and marks[0].part is Part.CHANGE and marks[1].low in _SMALL and marks[2].low == "of"


def _told_of_part(marks: Sequence[Mark], head: int, picker: Picker, *, halved: bool) -> int | None:
    """Where it begins to be said what the part is: behind "was", or behind "make two of it"."""
    if head + 1 == len(marks) or (marks[head + 1].low != "of" and not (halved and marks[head].part is Part.LENGTH)):
        return None
    copula = next((k for k, mark in enumerate(marks) if mark.part is Part.COPULA), None)
    if copula is not None:
        return copula + 1 if head < copula else None
    pointed = marks[head + 2].part if len(marks) > head + 2 else None
    one = pointed is Part.POINT or (pointed is Part.GROUP and len(picker.cards) == 1)
    made = head == 1 and marks[0].part is Part.CHANGE and one and all(m.part in _PARTS for m in marks[head + 3 :])
    return head + 3 if made else None


def _as_length(mark: Mark) -> Mark:
    return replace(mark, part=Part.LENGTH, hours=Decimal(_SMALL[mark.low])) if mark.low in _SMALL else mark


_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _is_half_of_it(said: Said, mark: Mark) -> bool:
    words = [token.low for token in said.tokens[mark.start : mark.end]]
    return words[:2] == ["half", "of"]


def _shares_of(first: Mark, behind: Sequence[Mark]) -> list[tuple[Mark, Remark]]:
    """ "two of them were development, one was QA": each length with what is said of it."""
    shares = [(first, Remark())]
    for mark in behind:
        if mark.part is Part.LENGTH:
            shares.append((mark, Remark()))
        elif mark.part in _PARTS:
            shares[-1][1].values.append(mark)
    return shares


def _card(found: Sequence[Remark], picker: Picker, *, says_so: bool) -> Draft | None:
    """The card that is named behind "split"; without that word the one that asks between projects."""
    if not says_so:
        asking = [card for card in picker.cards if card.missing is Missing.PROJECT]
        return asking[0] if len(asking) == 1 else None
    picking = [mark for mark in found[0].selectors if mark.part is not Part.POINT] if found else []
    targets = picker.pick(picking) if picking else None
    if targets is not None:
        return targets.cards[0] if len(targets.cards) == 1 else None
    return picker.focus[-1] if picker.focus else None


def _shares(said: Said, *, says_so: bool) -> list[tuple[Mark | None, Remark]]:
    """For each part its length, if one was said, and what it is."""
    shares: list[tuple[Mark | None, Remark]] = []
    opened = not says_so
    others = False
    for mark in said.marks:
        if (mark.part is Part.PREPOSITION and mark.low in ("into", "between", "with")) or mark.low in (":", "between"):
            opened, others = True, others or mark.low == "with"
        elif mark.part is Part.BREAK:
            opened = opened or mark.low == ","
        if not opened or mark.part not in _PARTS | {Part.LENGTH}:
            continue
        length = mark if mark.part is Part.LENGTH else None
        last = shares[-1] if shares else None
        if last is None or not _joins(last, mark):
            shares.append((length, Remark(values=[] if length else [mark])))
        elif length is not None:
            shares[-1] = (length, last[1])
        else:
            last[1].values.append(mark)
    if others and len(shares) == 1:
        shares.insert(0, (None, Remark()))  # "with the marketing site": the card keeps the other half
    return shares


def _joins(last: tuple[Mark | None, Remark], mark: Mark) -> bool:
    """Whether the mark belongs to the share before: a share has one length and one of each other part."""
    length, remark = last
    if mark.part is Part.LENGTH:
        return length is None and bool(remark.values)
    return remark.value(mark.part) is None and (length is not None or mark.part is not Part.NAME)


def _part(card: Draft, remark: Remark, hours: Decimal, changer: Changer) -> EntryIntent | None:
    change = changer.revision(replace(remark, sign=0), card)
    if isinstance(change, Unclear):
        return None
    project = change.project or card.project
    task = change.task
    if task is None and card.task is not None and project is not None:
        task = next((one for one in project.tasks if one.name == card.task.name), None)
    return EntryIntent(
        project,
        task,
        hours,
        change.spent_date or card.spent_date,
        notes=card.notes,
        choices=card.choices if project is None else (),
        said_project=card.said_project if project is None else "",
    )
