"""What several remarks of one message come to: selectors find their changes, later words correct earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.agent.drafts import Draft
from desktop.agent.intents import Revision
from desktop.agent.reading.cards.marks import Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker
from desktop.agent.reading.cards.words import ATTRIBUTES, Part


@dataclass(slots=True)
class Job:
    """A remark and the cards that it is about."""

    remark: Remark
    cards: tuple[Draft, ...]
    is_clear: bool = True


def corrects(remark: Remark) -> bool:
    """Whether a remark may overrule what was said before it in the same message."""
    return remark.has(Part.FIX, Part.CHANGE, Part.NOT, Part.COPULA) or bool(remark.old) or remark.sign != 0


def contradicts(before: Revision, after: Revision) -> bool:
    """Whether two parts of one message give a field of one card two values ("website 2.5, mobile 1.5")."""
    pairs = ((getattr(before, name), getattr(after, name)) for name in ("project", "task", "hours", "spent_date"))
    return any(one is not None and other is not None and one != other for one, other in pairs)


def without_corrected(jobs: Sequence[Job]) -> None:
    """ "support, no, development": what the next remark corrects was never meant."""
    for job, after in pairwise(jobs):
        if after.remark.has(Part.FIX) and job.cards == after.cards:
            said = {mark.part for mark in after.remark.values}
            job.remark.values = [mark for mark in job.remark.values if mark.part not in said]


def merged(found: Sequence[Remark], picker: Picker) -> list[Remark]:
    """Remarks that only pick cards go to the remark that says what changes: the next one, else the one before."""
    out: list[Remark] = []
    waiting: list[Remark] = []
    for k, remark in enumerate(found):
        following = found[k + 1] if k + 1 < len(found) else None
        if remark.values and following is not None and _is_subject(remark, following, picker):
            remark.selectors += remark.values
            remark.values = []
        if not remark.values:
            if remark.pointed and any(other.rest for other in waiting):
                waiting.clear()  # "first: encoder work, second: QA": what is said of the one is nothing of the other
            waiting.append(remark)
            continue
        if waiting:
            remark.selectors = [m for other in waiting for m in other.selectors] + remark.selectors
            remark.old = [m for other in waiting for m in other.old] + remark.old
            waiting.clear()
        out.append(remark)
    if waiting and out:
        if not out[-1].pointed:
            out[-1].selectors += [m for other in waiting for m in other.selectors]
        out[-1].old += [m for other in waiting for m in other.old]
    return out


def _is_subject(remark: Remark, following: Remark, picker: Picker) -> bool:
    """ "website redesign and mobile app were both 2h": the first name belongs to the cards that follow."""
    if remark.has(Part.CHANGE, Part.FIX, Part.COPULA) or not all(picker.any_fits(mark) for mark in remark.values):
        return False
    if Part.POINT in following.parts and (Part.CHANGE in following.parts or remark.old):
        return True  # "the hour of admin, make that training"
    lone = all(mark.part is not Part.LENGTH for mark in remark.values)
    return lone and Part.COPULA in following.parts and following.pointed


def denies_all(said: Said) -> bool:
    """ "neither", "none of those": without saying what it was."""
    return bool({"neither", "none"} & set(said.words)) and not any(m.part in ATTRIBUTES for m in said.marks)


def with_note(card: Draft, text: str, *, replaces: bool = False) -> Revision:
    """The card's notes with these words behind them, or in their place."""
    joined = f"{card.notes}, {text}" if card.notes and text and not replaces else text
    return Revision(card.id, notes=joined)


def noted_from(revision: Revision, remark: Remark, said: Said, cards: Sequence[Draft]) -> Revision:
    """ "designing the donor page": words behind a task, or behind "for", are notes."""
    if remark.sign < 0:
        return revision  # "half an hour off for lunch"
    note = remark.value(Part.NOTE)
    task = remark.value(Part.TASK)
    words = [mark for mark in remark.rest if task is not None and mark.start >= task.end]
    telling = [mark for mark in said.marks if mark.part is not Part.SKIP]
    for place, mark in enumerate(telling):
        if mark in remark.rest and place and telling[place - 1].low in ("for", "about"):
            words = words or [mark, *(m for m in remark.rest if m.start > mark.start)]
    if note is None and (not words or len(said.tokens) == 0):
        return revision
    start, end = (note.start, note.end) if note is not None else (words[0].start, words[-1].end)
    text = said.text[said.tokens[start].start : said.tokens[end - 1].end].strip("\"'“” ")
    card = next(card for card in cards if card.id == revision.draft_id)
    return replace(revision, notes=with_note(card, text).notes)


def both(before: Revision, after: Revision) -> Revision:
    """Two changes of one card; the later wins where both say something."""
    said = {
        name: value
        for name in ("project", "task", "hours", "started_time", "ended_time", "spent_date", "notes")
        if (value := getattr(after, name)) is not None
    }
    return replace(before, **said, unbilled=before.unbilled or after.unbilled)
