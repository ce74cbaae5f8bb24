"""Numbers and places as answers to what a card asks: "2", "the second one", "number 3"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from desktop.agent.drafts import Draft, Missing
from desktop.agent.intents import Interpretation, Kind, Revision
from desktop.agent.reading.cards.marks import Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker
from desktop.agent.reading.cards.words import Part

_ASKED = frozenset(
    {Part.LENGTH, Part.PLACE, Part.ONE, Part.FIX, Part.POINT, Part.COPULA, Part.SKIP, Part.BREAK, Part.LOG}
)


def numbered(said: Said, found: Sequence[Remark], card: Draft) -> Interpretation | None:
    """The choice of that number; None where more is said than a place in the list."""
    if len(said.words) > 6 or any(m.part not in _ASKED and m.low not in _PICKS for m in said.marks):
        return None
    places = [mark for mark in said.marks if mark.part is Part.PLACE]
    numbers = [mark for mark in said.marks if mark.part is Part.LENGTH]
    if len(places) + len(numbers) != 1 or Part.LOG in {mark.part for mark in said.marks}:
        return None
    if places:
        place = places[0].place
    else:
        length = numbers[0].length
        if length is None or not length.bare or length.value is None or length.value != int(length.value):
            return None
        if any(remark.has(Part.CHANGE, Part.MORE, Part.LESS) for remark in found) or any(
            mark.part in (Part.COPULA, Part.FIX) for mark in said.marks
        ):
            return None
        place = int(length.value) - 1
    if place is None:
        return None
    if card.missing is Missing.PROJECT:
        offered = [choice.project for choice in card.choices]
        if not -len(offered) <= place < len(offered):
            return None
        return Interpretation(Kind.REVISE, revisions=(Revision(card.id, project=offered[place]),))
    tasks = card.project.tasks if card.project is not None else ()
    if not -len(tasks) <= place < len(tasks):
        return None
    return Interpretation(Kind.REVISE, revisions=(Revision(card.id, task=tasks[place]),))


def other_choice(said: Said, shown: Sequence[Draft]) -> Interpretation | None:
    """ "no, the other one", "no, the first", where the only card had offered several projects."""
    if any(mark.part is Part.FIX for mark in said.marks) and len(shown) == 1 and len(shown[0].choices) > 1:
        places = [mark.place for mark in said.marks if mark.part is Part.PLACE]
        alone = all(mark.part in _ASKED - {Part.LENGTH} for mark in said.marks)
        if alone and len(places) == 1 and places[0] is not None and -1 <= places[0] < len(shown[0].choices):
            project = shown[0].choices[places[0]].project
            return Interpretation(Kind.REVISE, revisions=(Revision(shown[0].id, project=project),))
    plain = _ASKED | {Part.OTHER, Part.NOT}
    if not any(mark.part is Part.OTHER for mark in said.marks) or any(mark.part not in plain for mark in said.marks):
        return None
    if len(shown) != 1 or len(shown[0].choices) != 2 or shown[0].project is None:
        return None
    others = [choice.project for choice in shown[0].choices if choice.project != shown[0].project]
    if len(others) != 1:
        return None
    return Interpretation(Kind.REVISE, revisions=(Revision(shown[0].id, project=others[0]),))


def in_turn(said: Said, found: Sequence[Remark], picker: Picker) -> Interpretation | None:
    """ "2.5 and 1.5", where there are two cards; "website and phase 2", where two ask for their projects."""
    plain = {Part.SKIP, Part.BREAK, Part.JOIN, Part.PREPOSITION}
    marks = [mark for mark in said.marks if mark.part not in plain]
    parts = {mark.part for mark in marks}
    if len(marks) < _TWO or len(parts) != 1 or any(remark.sign for remark in found):
        return None
    between = [low for a, b in pairwise(marks) for low in (token.low for token in said.tokens[a.end : b.start])]
    if not between or not set(between) <= _JOINTS:
        return None
    if parts == {Part.LENGTH} and len(marks) == len(picker.cards) and all(mark.hours for mark in marks):
        return Interpretation(
            Kind.REVISE,
            revisions=tuple(Revision(c.id, hours=m.hours) for c, m in zip(picker.cards, marks, strict=True)),
        )
    if parts != {Part.NAME}:
        return None
    asking = [card for card in picker.cards if card.missing is Missing.PROJECT]
    taken: dict[str, Revision] = {}
    for mark in marks:
        fits = [(c, choice.project) for c in asking for choice in c.choices if picker.names(mark.seen, choice.project)]
        if len(fits) != 1 or fits[0][0].id in taken:
            return None
        card, project = fits[0]
        taken[card.id] = Revision(card.id, project=project)
    return Interpretation(Kind.REVISE, revisions=tuple(taken.values()))


_TWO = 2
_JOINTS = frozenset(", ; / & and the".split())
_PICKS = frozenset("number take choose pick option no nr to for".split())
