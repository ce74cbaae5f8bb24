"""Words about what Harvest has by now: "make that 3" is a change of the entry, "scratch that" takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.intents import Details, Interpretation, Kind, Revision
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.cards.marks import Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker
from desktop.agent.reading.cards.words import ATTRIBUTES, Part
from desktop.agent.reading.items.items import Item, What

_MORE = frozenset({Part.LENGTH, Part.NAME, Part.TASK, Part.DAY, Part.WORD})


def undone(said: Said, picker: Picker) -> Interpretation | None:
    """ "undo the second one", "wait, undo that", "take back the newsletter": all that was written last, or a part."""
    words = said.words
    back = "undo" in words or "revert" in words or ("back" in words and words[0] in ("take", "roll"))
    telling = [m for m in said.marks if m.part in ATTRIBUTES | {Part.PLACE, Part.OTHER, Part.GROUP, Part.WORD}]
    strange = [m for m in telling if m.part is Part.WORD and m.low not in _CHATTER]
    if not back or strange or len(words) > 9 or said.asks or {"dont", "not"} & set(words):
        return None
    picking = [m for m in telling if m.part is not Part.WORD]
    if not picking or not picker.cards:
        return Interpretation(Kind.UNDO) if not picking else None
    targets = picker.pick(picking)
    if targets is None or not targets.cards or not targets.is_clear:
        return Interpretation(Kind.NONE, question="Which one should be taken back? Nothing was.")
    if len(targets.cards) == len(picker.cards):
        return Interpretation(Kind.UNDO)
    return Interpretation(Kind.UNDO, revisions=tuple(Revision(card.id) for card in targets.cards))


def clears_out(said: Said, items: Sequence[Item]) -> bool:
    """ "delete everything", "remove last week's entries": of Harvest, and not only of what was just logged."""
    words = set(said.words)
    dropped = next((mark.part for mark in said.marks if mark.part not in (Part.SKIP, Part.BREAK, Part.FIX)), None)
    if dropped is not Part.DROP or words & _JUST_NOW:
        return False
    is_timed = any(item.what is What.DAYS for item in items) or bool(words & _STRETCHES)
    return is_timed or bool(words & {"everything", "entries", "every"} or ("all" in words and not words & _THOSE))


_JUST_NOW = frozenset("just undo revert".split())
_STRETCHES = frozenset("week weeks month months year".split())
_THOSE = frozenset("it that this them those these".split())
_STOPPING = frozenset("forget cancel skip lose drop".split())
"""Words that only mean "stop this". They take back nothing that was logged."""

_CHATTER = frozenset("undo revert roll wrong mistake quick accident damn shoot argh ugh".split())


def about_committed(said: Said, found: Sequence[Remark], context: Context) -> Interpretation | None:
    """About the latest entry, while no card is shown."""
    last = context.committed[-1]
    parts = [mark.part for mark in said.marks if mark.part not in (Part.SKIP, Part.BREAK, Part.FIX)]
    if parts and parts[0] is Part.DROP and said.words and not _STOPPING.isdisjoint(said.words):
        return Interpretation(Kind.DISCARD)  # said of what is going on: what was logged stays
    if parts and parts[0] is Part.DROP and not _MORE & set(parts):
        places = [mark.place for mark in said.marks if mark.part is Part.PLACE]
        if (not places or places == [-1]) and (places or Part.POINT in parts or len(parts) == 1):
            # "the last one" is one, however many were written with it
            return Interpretation(Kind.UNDO, revisions=(Revision(last.id, discard=True),) if places else ())
        return None
    corrected = any(mark.part in (Part.FIX, Part.CHANGE) for mark in said.marks)
    if not corrected or Part.NAME in parts or Part.AGAIN in parts or len(said.words) > 10:
        return None
    if any(mark.part is Part.TASK for remark in found for mark in remark.values):
        return None
    hours = next((m.hours for r in reversed(found) for m in reversed(r.values) if m.hours is not None), None)
    day = next((m.day for r in reversed(found) for m in reversed(r.values) if m.day is not None), None)
    if hours is None and day is None:
        return None
    sign = next((remark.sign for remark in found if remark.sign), 0)
    if sign and hours is not None:
        hours = last.hours + sign * hours if last.hours is not None and last.hours + sign * hours > 0 else None
    details = Details(is_last=True, to_day=day)
    return Interpretation(
        Kind.EDIT, project=last.project, task=last.task, day=last.spent_date, hours=hours, details=details
    )


def corrects_logged(said: Said, found: Sequence[Remark]) -> bool:
    """Whether the words may be about what was just logged, and no work of their own."""
    parts = {mark.part for mark in said.marks}
    strange = [mark for remark in found for mark in remark.rest]
    pointed = any(remark.pointed or remark.old for remark in found)
    told = {Part.POINT, Part.COPULA} <= parts and not strange and len(said.words) <= 8  # "that was on Tuesday"
    fits = (pointed or Part.FIX in parts) and len(strange) <= 1 and len(said.words) <= 12
    return bool(parts & _CORRECTING) and (fits or told)


_CORRECTING = frozenset({Part.FIX, Part.CHANGE, Part.COPULA, Part.DROP, Part.NOT})


def of_logged(said: Said, change: Interpretation | None, context: Context) -> Interpretation | None:
    """A change that was read of the cards of the latest confirmation, as a change of their entries in Harvest."""
    if change is None or said.asks:
        return None
    if change.kind is not Kind.REVISE:
        return Interpretation(Kind.NONE, question=change.question) if change.kind is Kind.NONE else None
    if all(one.discard for one in change.revisions):
        return Interpretation(
            Kind.UNDO, revisions=tuple(Revision(one.draft_id, discard=True) for one in change.revisions)
        )
    if len(change.revisions) != 1 or change.revisions[0].discard:
        return Interpretation(Kind.NONE, question="One change at a time, please. Nothing was changed.")
    (one,) = change.revisions
    card = next(card for card in context.committed if card.id == one.draft_id)
    details = Details(
        is_last=card == context.committed[-1],
        old_hours=card.hours,
        to_project=one.project,
        to_choices=tuple(choice.project for choice in one.choices),
        to_task=one.task,
        to_day=one.spent_date,
        to_notes=one.notes,
    )
    return Interpretation(
        Kind.EDIT, project=card.project, task=card.task, day=card.spent_date, hours=one.hours, details=details
    )
