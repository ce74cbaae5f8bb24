"""A model's reading and the rules' reading of one message become one: what both read alike may be ready.

"Two hours Acme design", read by the model without a task and by the rules with Design: the entry gets Design, to be
checked. What the model left open is taken from the rules and checked; what the two read differently is checked too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.agent.intents import EntryIntent, Field, Interpretation, Span
from desktop.agent.reading.certainty.plainness import ALONE

_SPANS = {Field.PROJECT: "project", Field.TASK: "task", Field.HOURS: "hours"}


def agreed(rules: Interpretation, model: Interpretation) -> Interpretation:
    """The model's entries, ready only where the rules read the same project, task, hours and day; else checked."""
    left = list(rules.entries)
    entries = []
    for entry in model.entries:
        best = min(left, key=lambda other: _distance(entry, other), default=None)
        if best is None or len(_differs(entry, best)) > 1 or _has_nothing_alike(entry, best):
            entries.append(replace(entry, checks=(Field.ENTRY,), confidence=0.7))
        else:
            left.remove(best)
            entries.append(_together(entry, best))
    if left:  # the rules saw work that the model did not: nothing of the message is ready unseen
        entries = [replace(e, checks=e.checks or (Field.ENTRY,), confidence=min(e.confidence, 0.5)) for e in entries]
    return replace(model, entries=tuple(entries))


def _distance(one: EntryIntent, other: EntryIntent) -> tuple[int, int]:
    return len(_differs(one, other)), len(_open(one))


def _open(entry: EntryIntent) -> list[Field]:
    """What a reading has no value for."""
    found = {
        Field.PROJECT: entry.project or entry.choices,
        Field.TASK: entry.task,
        Field.HOURS: entry.hours,
    }
    return [field for field, value in found.items() if not value]


def _differs(one: EntryIntent, other: EntryIntent) -> list[Field]:
    """The fields of which the two have values that are not the same; what the model left open differs from nothing."""
    fields = []
    if one.project != other.project and Field.PROJECT not in _open(one):
        fields.append(Field.PROJECT)
    if one.hours != other.hours and one.hours is not None:
        fields.append(Field.HOURS)
    if one.spent_date != other.spent_date:
        fields.append(Field.DAY)
    if one.task and other.task and one.task != other.task:
        fields.append(Field.TASK)
    return fields


def _has_nothing_alike(one: EntryIntent, other: EntryIntent) -> bool:
    """Whether neither project nor length says that the two readings are of the same piece of work."""
    return (one.project is None or one.project != other.project) and (one.hours is None or one.hours != other.hours)


def _together(entry: EntryIntent, other: EntryIntent) -> EntryIntent:
    """The model's entry with what it left open filled by the rules', and both kinds of doubt as checks."""
    checks = _differs(entry, other)
    more = entry.alternatives
    if Field.PROJECT in checks and other.project:
        more = replace(more, projects=(other.project,))
    if Field.TASK in checks and other.task:
        more = replace(more, tasks=(other.task,))
    if Field.HOURS in checks and other.hours:
        more = replace(more, hours=(other.hours,))
    if Field.DAY in checks:
        more = replace(more, days=(other.spent_date,))
    filled = _filled(entry, other)
    checks += [field for field in _open(entry) if field not in _open(filled)]
    if entry.task is not None and other.task is None:
        checks.append(Field.TASK)
    alone = [warning for warning in other.warnings if warning.code in ALONE]  # what no second reader lifts
    checks += [field for field in dict.fromkeys(ALONE[warning.code] for warning in alone) if field not in checks]
    filled = replace(filled, warnings=(*filled.warnings, *alone))
    if not checks:
        return replace(filled, confidence=0.99)
    return replace(filled, checks=tuple(checks), alternatives=more, confidence=0.7)


def _filled(entry: EntryIntent, other: EntryIntent) -> EntryIntent:
    """The entry, and for its open fields what the rules read; a task only where it is one of the same project."""
    gaps = [field for field in _open(entry) if field not in _open(other)]
    made = entry
    if Field.PROJECT in gaps:
        made = replace(made, project=other.project, choices=other.choices)
    if Field.TASK in gaps and made.project == other.project:
        made = replace(made, task=other.task)
    if Field.HOURS in gaps:
        made = replace(made, hours=other.hours, started_time=other.started_time, ended_time=other.ended_time)
    return replace(made, spans=_spans(made, other, gaps))


def _spans(made: EntryIntent, other: EntryIntent, gaps: Sequence[Field]) -> dict[str, Span]:
    names = [_SPANS[field] for field in gaps]
    return {**{name: other.spans[name] for name in names if name in other.spans}, **made.spans}
