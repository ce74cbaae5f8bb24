"""The second reader's own reading of a dictation: it stands, to be checked, where the rules left something open.

In come the rules' entries and what the network saw; out come entries of its own, or None where the rules have left
nothing open, or it is not sure of the whole. "two hours on the otters Hartmoor then half an hour putting the points on
the map": the rules ask for the project of the map, the network takes it for the otters', and a person looks at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from desktop.agent.intents import Choice, EntryIntent, Field, Interpretation, Kind, Span, Utterance
from desktop.agent.reading.certainty.comparing import by_value, overlaps, rows_of, shares_of, weighed
from desktop.agent.reading.certainty.doubting import LIKELY, doubtful
from desktop.agent.reading.certainty.doubts import to_check
from desktop.agent.reading.certainty.engine import Engine
from desktop.agent.reading.certainty.seeing import Seen, alternatives, scores_of, seen_by
from desktop.agent.reading.certainty.sighting import Observer, Sight
from desktop.agent.reading.certainty.tensors import FIRST_ENTRY, MOST_COUNT, Floats, Row
from desktop.agent.reading.tasks.tasks import plainly_meant
from desktop.harvest.catalog import Project, Task

LONG: Final = 25
"""Words from which a message is dictation. There, of what the rules left open, three in four were no entries of their
own, or said elsewhere; in short words an open field is what was not said."""

SOME: Final = 10
"""Words from which a length that the rules could not read is looked for: in 19 of 23 such messages of hands that were
not learnt from, short or long, the network's reading was right where one of the two was."""

SURE: Final = 0.3
"""The probability of the whole reading (all parts, projects, hours and days) from which it stands. Of 296 dictations of
five hands that the network had not learnt from, 76 were right with it and 44 without, and one was lost; that was
before what the rules read whole, or took for no entry, was kept out of it."""

_KEPT: Final = 0.3
"""The share from which the rules' project stands against a likelier one."""
_OF_A_PROJECT: Final = frozenset(
    {"task_default", "task_unclear", "task_not_assigned", "project_borrowed", "archived", "billable", "non_billable"}
)


def read_anew(
    utterance: Utterance, found: Interpretation, seen: Seen, observer: Observer, engine: Engine
) -> Interpretation | None:
    """The reading with the network's own entries instead of the rules'; None where the rules' stand."""
    if not _is_open(utterance, found):
        return None
    sight = seen.sight
    known = _known(sight, found.entries)
    spans = [entry.spans["hours"] for entry in found.entries if "hours" in entry.spans]
    rows, sure = _rows(sight, seen.scores, Counter(anchor for anchor, _ in known))
    if len(utterance.text.split()) >= LONG:
        # What the rules took for put right, summed up or somebody else's comes back as no card.
        rows = [row for row in rows if any(overlaps(sight, row.anchor, span) for span in spans)]
    elif len(rows) > len(found.entries):
        return None
    read = {(row.anchor, row.copy) for row in rows}
    if not rows or any(entry.project is not None for key, entry in known.items() if key not in read):
        return None  # what the rules read whole does not vanish
    shares = {name: shares_of(part) for name, part in scores_of(sight, rows, observer, engine).items()}
    entries = []
    for place, row in enumerate(rows):
        entry, share = _entry(sight, row, place, shares, known.get((row.anchor, row.copy)), utterance, observer)
        entries.append(entry)
        sure *= share
    if sure < SURE:
        return None
    seen = seen_by(entries, sight, observer, engine)
    entries = _with_tasks(entries, seen)
    told = {entry.project.id for entry in entries if entry.project}
    # What was told without a length is asked for, unless it is about work that has one.
    kept = [one for one in found.entries if one.hours is None and one.project and one.project.id not in told]
    return replace(found, entries=(*_checked(entries, known, seen, observer), *kept), is_plain=False)


def _is_open(utterance: Utterance, found: Interpretation) -> bool:
    words = len(utterance.text.split())
    if found.kind is not Kind.LOG or words < SOME:
        return False
    is_open = any(entry.project is None or entry.task is None for entry in found.entries)
    return (is_open and words >= LONG) or any(entry.hours is None for entry in found.entries)


def _rows(sight: Sight, scores: Mapping[str, Floats], known: Mapping[int, int]) -> tuple[list[Row], float]:
    """A row for each entry that the network takes a length for, and how sure it is of the lengths' parts.

    Where the rules hang more entries on a length ("the same for the other one"), there are as many.
    """
    roles = shares_of(scores["role"])[: len(sight.lengths)]
    rows: list[Row] = []
    sure = 1.0
    for anchor, shares in enumerate(roles):
        part = int(shares.argmax())
        copies = part - FIRST_ENTRY + 1
        several = max(copies, min(known.get(anchor, 0), MOST_COUNT)) if copies > 0 else 0
        rows += [Row(anchor, copy, several) for copy in range(several)]
        sure *= float(shares[part]) ** max(0, copies)
    return rows, sure


def _known(sight: Sight, entries: Sequence[EntryIntent]) -> dict[tuple[int, int], EntryIntent]:
    """The rules' entries by the length that they hang on and their number on it."""
    rows, places = rows_of(sight, entries)
    pairs = zip(entries, places, strict=True)
    return {(rows[place].anchor, rows[place].copy): entry for entry, place in pairs if place is not None}


def _entry(
    sight: Sight,
    row: Row,
    place: int,
    shares: Mapping[str, Floats],
    known: EntryIntent | None,
    utterance: Utterance,
    observer: Observer,
) -> tuple[EntryIntent, float]:
    """The entry on that length without its task, and how sure the network is of it."""
    length = sight.lengths[row.anchor]
    by_project = by_value(sight.projects, shares["project"][place])
    by_day = by_value(sight.days, shares["day"][place])
    first = 1 + sum(len(one.values) for one in sight.lengths[: row.anchor])
    by_hours: dict[Decimal | None, float] = {None: float(shares["hours"][place, 0])}
    by_hours |= {one.hours: float(shares["hours"][place, first + k]) for k, one in enumerate(length.values)}
    sure = max(by_project.values()) * max(by_day.values()) * max(by_hours.values())
    meant = max(by_project, key=lambda one: by_project[one])
    day = max(by_day, key=lambda one: by_day[one])
    hours = max(by_hours, key=lambda one: by_hours[one])
    project, choices = _project(meant, by_project, known, observer)
    words = Span(sight.tokens[length.start].start, sight.tokens[length.end - 1].end)
    entry = known or EntryIntent(None, None, hours, utterance.now.date(), spans={"hours": words})
    day = day if isinstance(day, date) else utterance.now.date()
    if project != entry.project:
        warnings = tuple(warning for warning in entry.warnings if warning.code not in _OF_A_PROJECT)
        task = task_there(entry, project) if project else None
        entry = replace(entry, project=project, task=task, warnings=warnings)
    return replace(entry, choices=choices, spent_date=day), sure


def task_there(entry: EntryIntent, project: Project) -> Task | None:
    """The entry's task in another project: of the same name, or what its words mean there."""
    same = (task for task in project.tasks if entry.task and task.name == entry.task.name)
    return next(same, None) or plainly_meant(entry.said_task, project)


def _project(
    meant: object, shares: Mapping[object, float], known: EntryIntent | None, observer: Observer
) -> tuple[Project | None, tuple[Choice, ...]]:
    """The project that is meant, or what it is open between."""
    if known and known.project:
        place = next((k for k, one in enumerate(observer.projects) if one.id == known.project.id), None)
        if shares.get(place, 0.0) >= _KEPT:
            return known.project, ()
    if isinstance(meant, int) and observer.projects[meant].is_active:
        return observer.projects[meant], ()
    if known and known.choices:
        return None, known.choices
    share = max(shares.values())
    among = [observer.projects[place] for place in meant] if isinstance(meant, tuple) else []
    return None, tuple(Choice(project, 100 * share) for project in among if project.is_active)


def _with_tasks(entries: Sequence[EntryIntent], seen: Seen) -> list[EntryIntent]:
    """The entries with the tasks that the network takes their words for, of those that their projects have."""
    shares = shares_of(seen.scores["task"])
    found = []
    for entry, place in zip(entries, seen.places, strict=True):
        if place is not None and entry.project is not None:
            named = by_value(seen.sight.tasks, shares[place])
            named.pop(None, None)
            best = max(named, key=lambda one: named[one], default=None)
            task = next((one for one in entry.project.tasks if one.name == best), None)
            if task and task != entry.task and best is not None and named[best] >= LIKELY:
                warnings = tuple(one for one in entry.warnings if one.code not in _OF_A_PROJECT)
                entry = replace(entry, task=task, warnings=warnings)
        found.append(entry)
    return found


def _checked(
    entries: Sequence[EntryIntent], known: Mapping[tuple[int, int], EntryIntent], seen: Seen, observer: Observer
) -> list[EntryIntent]:
    """Each entry to be checked: what the rules read otherwise, else what is least sure."""
    every = weighed(seen.sight, observer.projects, entries, seen.rows, seen.places, seen.scores)
    checked = []
    for entry, evidence, place in zip(entries, every, seen.places, strict=True):
        row = seen.rows[place] if place is not None else None
        before = known.get((row.anchor, row.copy)) if row else None
        fields = tuple(dict.fromkeys((*_changed(before, entry), *doubtful(evidence, entry))))
        others = alternatives(fields, evidence, entry, observer)
        checked.append(to_check(entry, fields, others=others, sure=LIKELY))
    return checked


def _changed(before: EntryIntent | None, entry: EntryIntent) -> tuple[Field, ...]:
    if before is None:
        return (Field.ENTRY,)
    pairs = {
        Field.PROJECT: (before.project, entry.project),
        Field.TASK: (before.task, entry.task),
        Field.DAY: (before.spent_date, entry.spent_date),
    }
    return tuple(field for field, (old, new) in pairs.items() if old != new)
