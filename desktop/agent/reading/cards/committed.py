"""Words about what Harvest has by now: "make that 3" is a change of the entry, "scratch that" takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.drafts import Draft
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
    return None


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
    strange = [mark for remark in found for mark in remark.rest]
    verb = next((m.start for m in said.marks if m.part is Part.COPULA), 0)
    ahead = [mark for remark in found[:1] for mark in remark.values if mark.start < verb]
    if said.asks or ahead or len(strange) > _FEW or len(said.words) > _LONGEST or not told:
        return ()
    parts = {mark.part for mark in said.marks}
    turned = {Part.CHANGE, Part.POINT} <= parts or not _RIGHTING.isdisjoint(said.words)
    taken = Part.TAKE in parts and any(remark.sign < 0 for remark in found)
    if not (turned or taken or any(remark.old for remark in found)):
        return ()
    targets = picker.pick(told)
    return targets.cards if targets is not None else ()


_FEW, _LONGEST = 2, 20
_RIGHTING = frozenset("should change move switch fix correct update edit turn shift wrong meant instead".split())


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
    meant = [card for card in context.committed if card.id == change.revisions[0].draft_id]
    return of_entry(change, meant, is_last=meant[0] == context.committed[-1])


def of_entry(change: Interpretation, meant: Sequence[Draft], *, is_last: bool = False) -> Interpretation | None:
    """A change of a card that stands for one of these entries, which all fit, in Harvest; which one is asked."""
    if len(change.revisions) != 1:
        return None
    (one,), card = change.revisions, meant[-1]
    details = Details(
        is_last=is_last,
        old_hours=card.hours if all(other.hours == card.hours for other in meant) else None,
        to_project=one.project,
        to_choices=tuple(choice.project for choice in one.choices),
        to_task=one.task,
        to_day=one.spent_date,
        to_notes=one.notes,
    )
    return Interpretation(
        Kind.DELETE if one.discard else Kind.EDIT,
        project=card.project if all(other.project == card.project for other in meant) else None,
        task=card.task if all(other.task == card.task for other in meant) else None,
        day=card.spent_date if all(other.spent_date == card.spent_date for other in meant) else None,
        hours=one.hours,
        details=details,
    )
