"""What the network sees of a message: the sightings and the entries go in, its scores for each entry come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop.agent.intents import Alternatives, EntryIntent, Field
from desktop.agent.reading.certainty.comparing import Evidence, rows_of
from desktop.agent.reading.certainty.engine import Engine
from desktop.agent.reading.certainty.sighting import Observer, Sight
from desktop.agent.reading.certainty.tensors import SLOTS, Floats, Row, encoded, relations, whole


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network saw of a message: its sightings, a row for each entry, and the scores."""

    sight: Sight
    rows: Sequence[Row]
    places: Sequence[int | None]
    scores: Mapping[str, Floats]


def seen_by(entries: Sequence[EntryIntent], sight: Sight, observer: Observer, engine: Engine) -> Seen:
    """What the network thinks of a message and of each entry."""
    rows, places = rows_of(sight, entries)
    scores = scores_of(sight, rows, observer, engine, legal_tasks(sight, rows, places, entries))
    return Seen(sight, rows, places, scores)


def scores_of(
    sight: Sight, rows: Sequence[Row], observer: Observer, engine: Engine, legal: np.ndarray | None = None
) -> dict[str, Floats]:
    """The scores of a message and of each row; `legal` says which tasks a row may take, else it may take any."""
    if legal is None:
        legal = legal_tasks(sight, rows, (), ())
    message = encoded(sight, engine.pieces, engine.meaning)
    tasks = [observer.names_of(project) for project in observer.projects]
    lies = {slot: relations(message, rows or [whole(sight)], slot, tasks) for slot in SLOTS}
    return engine.run(message, rows, lies, legal)


def legal_tasks(
    sight: Sight, rows: Sequence[Row], places: Sequence[int | None], entries: Sequence[EntryIntent]
) -> np.ndarray:
    """Which task sightings each row may take: those of the project that was read, and none."""
    legal = np.ones((max(1, len(rows)), len(sight.tasks) + 1), bool)
    for entry, place in zip(entries, places, strict=True):
        if place is not None and entry.project is not None:
            names = {task.name for task in entry.project.tasks}
            legal[place, 1:] = [task.value in names for task in sight.tasks]
    return legal


def alternatives(checks: Sequence[Field], evidence: Evidence, entry: EntryIntent, observer: Observer) -> Alternatives:
    """What else the network takes the doubtful fields of an entry for."""
    tasks = entry.project.tasks if entry.project else ()
    named = tuple(task for name in evidence.other_tasks for task in tasks if task.name == name)
    return Alternatives(
        projects=tuple(observer.projects[place] for place in evidence.other_projects) * (Field.PROJECT in checks),
        tasks=named if Field.TASK in checks else (),
        hours=evidence.other_hours if Field.HOURS in checks else (),
        days=evidence.other_days if Field.DAY in checks else (),
    )
