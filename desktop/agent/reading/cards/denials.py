"""What is said to be wrong without what it is: "wrong project" is asked back, and "Stark" is the answer then."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.drafts import Missing
from desktop.agent.intents import Interpretation, Kind, Revision
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.cards.marks import Mark, Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker, Targets
from desktop.agent.reading.cards.words import ATTRIBUTES, Part

#: So many words are an answer, or a short denial.
_ANSWER = 5
_NAME, _DAY, _LENGTH = "Which {} was it, then? Say its name.", "Which day was it, then?", "How long was it, then?"
_ANEW = {
    **{word: _NAME.format(word) for word in ("project", "client", "task")},
    **dict.fromkeys(("day", "date"), _DAY),
    **dict.fromkeys(("hours", "time", "length", "duration"), _LENGTH),
}
_FIELD_OF = {Part.NAME: "project", Part.TASK: "task", Part.DAY: "day", Part.LENGTH: "hours"}
_BEYOND = (
    *(" add up ", " adds up ", " altogether ", " in total ", " total should ", " total is ", " total was ", " summed "),
    *(" as long as ", " as much as ", " half as ", " twice as ", " than ", " half that "),
    *(" includes ", " including ", " included ", " the rest was ", " the rest is ", " the rest were "),
)


def is_beyond(said: Said) -> bool:
    """ "they should add up to 5", "that includes an hour's break": a length or a name that is not simply the card's."""
    line = f" {' '.join(said.words)} "
    return any(mark.part in ATTRIBUTES for mark in said.marks) and any(words in line for words in _BEYOND)


def denied(said: Said, found: Sequence[Remark], picker: Picker) -> Interpretation | None:
    """ "wrong project", "not Nucleus": what it is to be is asked, and the next message answers."""
    old = [mark for remark in found for mark in remark.old]
    if (other := _other_of_two(old, picker)) is not None and not any(remark.values for remark in found):
        return other
    values = [mark for remark in found for mark in remark.values]
    fields = [word for remark in found for word in remark.fields if word in _ANEW]
    is_wrong = bool(fields) and "wrong" in said.words
    if any(remark.rest for remark in found) or len(said.words) > _ANSWER or not (old or is_wrong):
        return None
    if any(not is_wrong or not picker.any_fits(mark) for mark in values):
        return None
    picking = [m for r in found for m in (*r.selectors, *r.values, *r.old) if m.part is not Part.POINT]
    targets = picker.pick(picking) if picking else Targets(picker.focus[-1:])
    asked = fields[0] if fields else _FIELD_OF.get(old[0].part, "")
    if targets is None or len(targets.cards) != 1 or asked not in _ANEW:
        return None
    return Interpretation(Kind.NONE, question=_ANEW[asked], revisions=(Revision(targets.cards[0].id),))


def _other_of_two(old: Sequence[Mark], picker: Picker) -> Interpretation | None:
    """ "not maintenance", where a card asks between two projects of which one is called so."""
    for card in [card for card in picker.cards if card.missing is Missing.PROJECT and len(card.choices) == _TWO]:
        offered = [choice.project for choice in card.choices]
        left = [one for one in offered if not any(m.part is Part.NAME and picker.names(m.seen, one) for m in old)]
        if old and len(left) == 1:
            return Interpretation(Kind.REVISE, revisions=(Revision(card.id, project=left[0]),))
    return None


_TWO = 2


def answers_denial(said: Said, context: Context) -> bool:
    """Whether this is said right after "wrong project": then it is what it is to be, unless it is work of its own."""
    waiting = context.unsettled
    is_work = {Part.LENGTH, Part.NAME} <= {mark.part for mark in said.marks}
    asked = bool(waiting) and all(one == Revision(one.draft_id) for one in waiting)
    return asked and len(said.words) <= _ANSWER and not is_work
