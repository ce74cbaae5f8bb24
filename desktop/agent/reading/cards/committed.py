"""Words about what Harvest has by now: "make that 3" is a change of the entry, "scratch that" asks to delete it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from desktop.agent.drafts import Draft
from desktop.agent.intents import Details, Interpretation, Kind, Revision
from desktop.agent.reading.cards.assent import drops_last
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.cards.marks import Mark, Said
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
    latest = just_logged(context)
    if drops_last(said.words) and not {"last", "latest", "previous"}.isdisjoint(said.words):
        return deletion(latest[-1:])
    parts = [mark.part for mark in said.marks if mark.part not in (Part.SKIP, Part.BREAK, Part.FIX)]
    if parts and parts[0] is Part.DROP and said.words and not _STOPPING.isdisjoint(said.words):
        return Interpretation(Kind.DISCARD)  # said of what is going on: what was logged stays
    if parts and parts[0] is Part.DROP and not _MORE & set(parts):
        places = [mark.place for mark in said.marks if mark.part is Part.PLACE]
        if (not places or places == [-1]) and (places or Part.POINT in parts or len(parts) == 1):
            # "the last one" is one, however many were written with it
            return deletion(latest[-1:] if places else latest)
        return None
    return None


def just_logged(context: Context) -> Sequence[Draft]:
    """What the latest confirmation logged and Harvest still has; none where it wrote something else."""
    written = [card for card in context.committed if card.id in context.written]
    return written if context.written else context.committed[-1:]


def deletion(cards: Sequence[Draft]) -> Interpretation:
    """The wish to delete these very entries, which a person confirms on their cards."""
    if not cards:
        return Interpretation(Kind.NONE, question=_NO_ENTRY)
    last, entries = cards[-1], tuple(card.answer.id for card in cards if card.answer is not None)
    return Interpretation(
        Kind.DELETE, project=last.project, details=Details(is_last=True, entries=entries), is_plain=True
    )


_NO_ENTRY = "What was done last is no entry that Harvest has now. Say which entry is to be deleted."


def corrects_logged(said: Said, found: Sequence[Remark]) -> bool:
    """Whether the words may be about what was just logged, and no work of their own."""
    parts = {mark.part for mark in said.marks}
    drops = bool(found) and found[0].has(Part.DROP)  # behind it stands why
    strange = [mark for remark in (found[:1] if drops else found) for mark in remark.rest]
    pointed = any(remark.pointed or remark.old for remark in found)
    is_work = {Part.NAME, Part.LENGTH} <= parts
    told = Part.POINT in parts and not strange and len(said.words) <= 8 and not is_work  # "that was on Tuesday"
    told = told and not parts.isdisjoint({Part.COPULA, Part.CHANGE})
    told = told or (said.words[0] in _OUGHT and not is_work and len(strange) <= 1)  # "should have been on Acme"
    fits = (pointed or Part.FIX in parts) and len(strange) <= 1 and len(said.words) <= 12
    return bool(parts & _CORRECTING) and (fits or told)


_OUGHT = frozenset({"should", "shouldve", "ought"})
_CORRECTING = frozenset({Part.FIX, Part.CHANGE, Part.COPULA, Part.DROP, Part.NOT})


def entries_put_right(said: Said, found: Sequence[Remark], picker: Picker) -> tuple[Draft, ...]:
    """The entries that words put right: they say what is so of them, and what ought to be.

    "The hour on admin this morning, make that training" does; "put Acme down for 2 hours" is work.
    """
    told = [mark for remark in found for mark in (*remark.selectors, *remark.old) if mark.part in ATTRIBUTES]
    new = [mark for remark in found for mark in remark.values if mark.part in ATTRIBUTES]
    strange = [mark for remark in found for mark in remark.rest]
    if said.asks or len(strange) > _FEW or len(said.words) > _LONGEST or not (told and new) or _tells_work(new):
        return ()
    marks = [mark for mark in said.marks if mark.part not in _IDLE]
    turn = _turn(marks)
    if turn is None or any(mark.start < turn for mark in new) or any(_is_its_own(mark, marks) for mark in new):
        return ()  # what is said of the entry is not so of any
    if marks[0].part is Part.COPULA and not any(remark.old for remark in found):
        return ()
    ought = marks[0].part in (Part.CHANGE, Part.TAKE) or not {"should", "ought", "supposed"}.isdisjoint(said.words)
    ought = (
        ought or any(remark.old for remark in found) or any(m.part is Part.CHANGE and m.start == turn for m in marks)
    )
    targets = picker.pick(told) if ought else None
    return targets.cards if targets is not None else ()


_FEW, _LONGEST = 2, 20
_IDLE = frozenset({Part.SKIP, Part.BREAK, Part.FIX, Part.JOIN})
_REWORKING = frozenset("make change move switch fix correct update edit turn shift set".split())


def _tells_work(new: Sequence[Mark]) -> bool:
    """ "due diligence 3h legal research, not the water one": a length and what it was for."""
    parts = {mark.part for mark in new if not mark.is_bare}
    return Part.LENGTH in parts and not parts.isdisjoint({Part.NAME, Part.TASK})


def _turn(marks: Sequence[Mark]) -> int | None:
    """Where it begins to be said what the entry ought to be; None where the words have no such place."""
    head = marks[0]
    if head.part is Part.TAKE:
        return head.start
    if head.part is Part.CHANGE:
        towards = (m.start for m in marks if m.part is Part.PREPOSITION and m.low in ("to", "into", "as", "under"))
        return next(towards, head.start) if head.low in _REWORKING else None
    for mark, after in pairwise(marks):
        if mark.part is Part.COPULA or (mark.part is Part.CHANGE and after.part is Part.POINT):
            return mark.start
    return None


def _is_its_own(mark: Mark, marks: Sequence[Mark]) -> bool:
    """ "make Friday's entry 2 hours": a day that is not said to be what it ought to be is the entry's."""
    before = next((one for one in reversed(marks) if one.end <= mark.start), None)
    to = before is not None and (before.part in (Part.COPULA, Part.POINT) or before.low in ("to", "on"))
    return mark.part is Part.DAY and not to


def of_logged(said: Said, change: Interpretation | None, context: Context) -> Interpretation | None:
    """A change that was read of the cards of the latest confirmation, as a change of their entries in Harvest."""
    if change is None or said.asks:
        return None
    if change.kind is not Kind.REVISE:
        return Interpretation(Kind.NONE, question=change.question) if change.kind is Kind.NONE else None
    if all(one.discard for one in change.revisions):
        gone = {one.draft_id for one in change.revisions}
        return deletion([card for card in context.committed if card.id in gone])
    if len(change.revisions) != 1 or change.revisions[0].discard:
        return Interpretation(Kind.NONE, question="One change at a time, please. Nothing was changed.")
    meant = [card for card in context.committed if card.id == change.revisions[0].draft_id]
    return of_entry(change, meant, is_last=meant[0] == context.committed[-1])


def of_entry(
    change: Interpretation, meant: Sequence[Draft], found: Sequence[Remark] | None = None, *, is_last: bool = False
) -> Interpretation | None:
    """A change of a card that stands for one of these entries, which all fit, in Harvest; which one is asked.

    Of a task or hours that the remarks do not tell of it Harvest may have others by now.
    """
    if len(change.revisions) != 1 or change.revisions[0] == Revision(change.revisions[0].draft_id):
        return None
    (one,), card = change.revisions, meant[-1]
    said = None if found is None else {m.part for remark in found for m in (*remark.selectors, *remark.old)}
    is_step = found is not None and any(remark.sign for remark in found)
    known = card.hours if said is None or Part.LENGTH in said else None
    details = Details(
        is_last=is_last,
        old_hours=known if all(other.hours == card.hours for other in meant) else None,
        step=one.hours - card.hours if is_step and one.hours and card.hours else None,
        to_project=one.project,
        to_choices=tuple(choice.project for choice in one.choices),
        to_task=one.task,
        to_day=one.spent_date,
        to_notes=one.notes,
    )
    return Interpretation(
        Kind.DELETE if one.discard else Kind.EDIT,
        project=card.project if all(other.project == card.project for other in meant) else None,
        task=card.task if (said is None or Part.TASK in said) and all(o.task == card.task for o in meant) else None,
        day=card.spent_date if all(other.spent_date == card.spent_date for other in meant) else None,
        hours=None if is_step else one.hours,
        details=details,
        is_plain=True,
    )
