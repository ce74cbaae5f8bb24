""" "swap the hours", "swap those two around": two cards exchange what they differ in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.agent.drafts import Draft
from desktop.agent.intents import Interpretation, Kind, Revision
from desktop.agent.reading.cards.marks import Mark, Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker, Targets
from desktop.agent.reading.cards.words import ATTRIBUTES, Part
from desktop.agent.reading.text.quantities import in_hours


def swapped(cards: Sequence[Draft], fields: set[str]) -> Interpretation:
    """Both changes; what is to be swapped is asked where it was not said and the cards differ in several ways."""
    if len(cards) != 2:
        return Interpretation(Kind.NONE, question="Which two should be swapped? Nothing was changed.")
    one, other = cards
    said = {name for name, words in _FIELDS.items() if words & fields}
    if not said:
        said = {"hours"} if one.hours != other.hours and one.task == other.task else set()
        said = said or {name for name in ("hours", "task", "spent_date") if getattr(one, name) != getattr(other, name)}
    if len(said) != 1:
        return Interpretation(Kind.NONE, question="Swap the hours, the tasks or the days? Nothing was changed.")
    (name,) = said
    mine, theirs = getattr(one, name), getattr(other, name)
    if mine is None or theirs is None:
        return Interpretation(Kind.NONE, question="One of them has nothing to swap yet. Nothing was changed.")
    if name == "task" and any(
        c.project is None or c.project.task(t.id) is None for c, t in ((one, theirs), (other, mine))
    ):
        return Interpretation(Kind.NONE, question="One of the projects lacks that task, so nothing was changed.")
    return Interpretation(Kind.REVISE, revisions=(_setting(one, name, theirs), _setting(other, name, mine)))


_FIELDS = {
    "hours": {"hours", "hour", "time", "times", "durations"},
    "task": {"task", "tasks"},
    "spent_date": {"day", "days", "date", "dates"},
    "notes": {"note", "notes"},
}


def moved(said: Said, picker: Picker) -> Interpretation | None:
    """ "move an hour from dev to meetings": what one card loses, the other gains."""
    marks = [mark for mark in said.marks if mark.part is not Part.SKIP]
    lengths = [mark for mark in marks if mark.part is Part.LENGTH]
    if len(lengths) != 1 or lengths[0].hours is None or not any(mark.part is Part.CHANGE for mark in marks):
        return None
    ends = {}
    for before, mark in pairwise(marks):
        if before.part is Part.PREPOSITION and mark.part in (ATTRIBUTES - {Part.LENGTH}) | {Part.PLACE}:
            ends[before.low] = picker.pick([mark])
    source, target = ends.get("from"), ends.get("to")
    if source is None or target is None:
        return None
    if len(source.cards) != 1 or len(target.cards) != 1 or source.cards == target.cards:
        return Interpretation(Kind.NONE, question="From which one to which? Nothing was changed.")
    (giver,), (taker,) = source.cards, target.cards
    if giver.hours is None or taker.hours is None or giver.hours <= lengths[0].hours:
        return Interpretation(Kind.NONE, question="There is not that much to move. Nothing was changed.")
    less, more = giver.hours - lengths[0].hours, taker.hours + lengths[0].hours
    return Interpretation(Kind.REVISE, revisions=(Revision(giver.id, hours=less), Revision(taker.id, hours=more)))


def scaled(said: Said, found: Sequence[Remark], picker: Picker) -> Interpretation | None:
    """ "double it", "halve the first", "make it half of that"."""
    words = set(said.words)
    values = [mark for remark in found for mark in remark.values]
    halves = [mark for mark in values if mark.part is Part.LENGTH and _half_of_it(said, mark)]
    factor = Decimal(2) if words & {"double", "twice"} else Decimal("0.5") if "halve" in words or halves else None
    factor = Decimal("0.5") if said.words[:1] == ("half",) else factor
    points = bool(halves) or any(mark.part is Part.POINT for mark in said.marks)
    named = [mark for mark in values if mark not in halves]
    picking = [mark for remark in found for mark in remark.selectors if mark.part is not Part.POINT] + named
    is_other = any(mark.part is Part.LENGTH or not picker.any_fits(mark) for mark in named)
    told = any(mark.part is Part.COPULA for mark in said.marks)
    if factor is None or told or is_other or len(words) > 8 or not (points or picking):
        return None
    targets = picker.pick(picking) if picking else Targets(picker.focus[-1:])
    cards = targets.cards if targets is not None and targets.is_clear else ()
    changes = [Revision(card.id, hours=in_hours(card.hours * factor)) for card in cards if card.hours is not None]
    return Interpretation(Kind.REVISE, revisions=tuple(changes)) if changes and len(changes) == len(cards) else None


def _half_of_it(said: Said, mark: Mark) -> bool:
    words = [token.low for token in said.tokens[mark.start : mark.end]]
    return words[:2] == ["half", "of"] and words[2:] in (["it"], ["that"], ["this"])


def joined(said: Said, found: Sequence[Remark], picker: Picker) -> Interpretation | None:
    """ "merge those two", "make that one entry": the first one gets the hours and the notes of all."""
    line = " ".join(said.words)
    if len(said.words) > _LONG or not _JOINS.search(line):
        return None
    picking = [m for r in found for m in (*r.selectors, *r.values) if m.part not in (Part.POINT, Part.LENGTH, Part.ONE)]
    picked = picker.pick(picking) if picking else Targets(picker.focus if len(picker.focus) > 1 else picker.cards)
    cards = picked.cards if picked is not None else ()
    if len(cards) < 2:
        return Interpretation(Kind.NONE, question="Which ones are to be one? Nothing was changed.")
    hours = [card.hours for card in cards if card.hours is not None]
    if len({(card.project, card.task, card.spent_date) for card in cards}) > 1 or len(hours) < len(cards):
        return Interpretation(
            Kind.NONE, question="Only entries of one project, task and day can become one. Nothing was changed."
        )
    notes = ", ".join(dict.fromkeys(card.notes for card in cards if card.notes))
    first = Revision(cards[0].id, hours=sum(hours, Decimal(0)), notes=notes or None)
    return Interpretation(Kind.REVISE, revisions=(first, *(Revision(card.id, discard=True) for card in cards[1:])))


_LONG = 9
_JOINS = re.compile(r"\b(merge|combine|consolidate|join|(?:one|a single|1) entry$|(?:put|lump) .*together)\b")


def same_as(said: Said, found: Sequence[Remark], picker: Picker) -> Interpretation | None:
    """ "put gala on the same day", "the same hours as Acme": what another card has."""
    words = " ".join(said.words)
    if (match := _SAME.search(words)) is None or len(said.words) > 12:
        return None
    name = _SAME_FIELDS[match[1]]
    at = next(k for k, token in enumerate(said.tokens) if token.low in ("same", "as"))
    picking = [m for r in found for m in (*r.selectors, *r.values) if m.part in ATTRIBUTES | {Part.PLACE, Part.GROUP}]
    ahead, behind = [m for m in picking if m.start < at], [m for m in picking if m.start > at]
    if any(m.part is Part.LENGTH for m in picking) and any(m.part is Part.TASK for m in picking):
        return None  # "half an hour of meetings, same project, same day": work of its own
    targets = picker.pick(ahead) if ahead else Targets(picker.focus[-1:])
    like = picker.pick(behind) if behind else None
    if targets is None or not targets.is_clear or any(mark.part is Part.LENGTH for mark in picking):
        return Interpretation(Kind.NONE, question="Which one is to be like which? Nothing was changed.")
    others = like.cards if like is not None else [card for card in picker.cards if card not in targets.cards]
    values = {getattr(card, name) for card in others}
    if len(values) != 1 or None in values or not targets.cards:
        return Interpretation(Kind.NONE, question="The same as which one? Nothing was changed.")
    (value,) = values
    return Interpretation(Kind.REVISE, revisions=tuple(_setting(card, name, value) for card in targets.cards))


_SAME = re.compile(r"\b(?:the )?(same (?:day|date|hours|time|length)|as long)\b(?! again)")
_SAME_FIELDS = {
    **{f"same {word}": "spent_date" for word in ("day", "date")},
    **{f"same {word}": "hours" for word in ("hours", "time", "length")},
    "as long": "hours",
}


def _setting(card: Draft, name: str, value: object) -> Revision:
    return Revision(card.id, **{name: value})  # type: ignore[arg-type]
