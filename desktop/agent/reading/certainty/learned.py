"""The learned second reader: a small encoder over our own finders, which may doubt what the rules read, and no more.

In come the words and the rules' reading; out comes the reading with doubts. "two hours on the May Group deck" that the
rules took for a day in May is read otherwise here, so its card is one to check, with the other project as a choice.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from desktop.agent.intents import Alternatives, EntryIntent, Field, Interpretation, Kind, Utterance, Warn
from desktop.agent.reading.certainty.comparing import Evidence, rows_of, weighed
from desktop.agent.reading.certainty.doubting import SURE_OF_STORIES, confidence, doubtful
from desktop.agent.reading.certainty.engine import Awake, Engine, NoWeights
from desktop.agent.reading.certainty.meaning import Meaning
from desktop.agent.reading.certainty.plainness import NOT_PLAIN
from desktop.agent.reading.certainty.sighting import Observer, Sight
from desktop.agent.reading.certainty.tensors import SLOTS, Row, encoded, relations
from desktop.agent.reading.documents.documents import look_at
from desktop.harvest.catalog import Catalog, Project, Task

IDLE_SECONDS = 600.0
_SHARED = Awake(IDLE_SECONDS)
TASK_BY_MEANING = "task_by_meaning"
_UNNAMED = frozenset({"task_default", "task_unclear"})

log = logging.getLogger(__name__)


class LearnedReader:
    """Doubts what it reads otherwise than the rules. Without weights it doubts nothing, and says so once in the log."""

    def __init__(self, awake: Awake | None = None) -> None:
        self._awake = awake or _SHARED
        self._observer: tuple[Catalog, Meaning, Observer] | None = None
        self._is_lacking = False

    def look(self, utterance: Utterance, found: Interpretation, catalog: Catalog, workday: Decimal) -> Interpretation:
        """The reading with doubts on its entries, and tasks that are meant but were not named."""
        if found.kind is not Kind.LOG or self._is_lacking or not any("hours" in one.spans for one in found.entries):
            return found
        if look_at(utterance.text, utterance.now.date()).table is not None:
            return found  # rows of a table are read by their columns, not by their words
        try:
            engine = self._awake.engine()
        except NoWeights as problem:
            log.warning("%s", problem)
            self._is_lacking = True
            return found
        observer = self._observer_for(catalog, workday, engine)
        sight = observer.observe(utterance)
        evidence = evidence_on(found.entries, sight, observer, engine)
        named = [_with_task(*pair, engine.calibration.task_limit) for pair in zip(found.entries, evidence, strict=True)]
        every = [one for _, one in named]
        words = len(utterance.text.split())
        entries = []
        for place, (entry, one) in enumerate(named):
            if entry.hours is None or "hours" not in entry.spans:
                # Asked anyway, or copied from the history: there is nothing in the words to be read otherwise.
                entries.append(entry)
                continue
            sure = confidence(every, place, words, engine.calibration)
            entries.append(_looked_at(entry, one, sure, sure >= engine.calibration.limit, observer))
        return replace(found, entries=tuple(entries))

    def _observer_for(self, catalog: Catalog, workday: Decimal, engine: Engine) -> Observer:
        known = self._observer
        if known is None or known[0] is not catalog or known[1] is not engine.meaning:
            known = self._observer = (catalog, engine.meaning, Observer(catalog, workday, engine.meaning))
        return known[2]


def evidence_on(entries: Sequence[EntryIntent], sight: Sight, observer: Observer, engine: Engine) -> list[Evidence]:
    """What the network thinks of each entry."""
    rows, places = rows_of(sight, entries)
    message = encoded(sight, engine.pieces, engine.meaning)
    tasks = [observer.names_of(project) for project in observer.projects]
    lies = {slot: relations(message, rows or [Row(0)], slot, tasks) for slot in SLOTS}
    scores = engine.run(message, rows, lies, legal_tasks(sight, rows, places, entries))
    return weighed(sight, observer.projects, entries, rows, places, scores)


def legal_tasks(
    sight: Sight, rows: Sequence[Row], places: Sequence[int | None], entries: Sequence[EntryIntent]
) -> np.ndarray:
    """Which task sightings each row may take: those of the project that the rules read, and none."""
    legal = np.ones((max(1, len(rows)), len(sight.tasks) + 1), bool)
    for entry, place in zip(entries, places, strict=True):
        if place is not None and entry.project is not None:
            names = {task.name for task in entry.project.tasks}
            legal[place, 1:] = [task.value in names for task in sight.tasks]
    return legal


def _looked_at(entry: EntryIntent, evidence: Evidence, sure: float, is_sure: bool, observer: Observer) -> EntryIntent:
    if entry.checks and sure >= SURE_OF_STORIES:
        # Long and winding, but both read the same and this one is sure of it.
        kept = tuple(warning for warning in entry.warnings if warning.code != NOT_PLAIN)
        return replace(entry, checks=(), warnings=kept, confidence=sure)
    sure = min(sure, entry.confidence)
    if is_sure:
        return replace(entry, confidence=sure)
    mine = doubtful(evidence, entry)
    others, known = _alternatives(mine, evidence, entry, observer), entry.alternatives
    offered = Alternatives(
        projects=others.projects or known.projects,
        tasks=others.tasks or known.tasks,
        hours=others.hours or known.hours,
        days=others.days or known.days,
    )
    checks = tuple(dict.fromkeys((*entry.checks, *mine)))
    return replace(entry, confidence=sure, checks=checks, alternatives=offered)


def _with_task(entry: EntryIntent, evidence: Evidence, limit: float) -> tuple[EntryIntent, Evidence]:
    """The entry with the task that its words mean, where none was named and one is clearly meant."""
    is_open = entry.task is None or any(warning.code in _UNNAMED for warning in entry.warnings)
    if not is_open or entry.said_task or entry.project is None or evidence.named_task is None:
        return entry, evidence
    name, share = evidence.named_task
    task = next((task for task in entry.project.tasks if task.name == name), None)
    if task is None or share < limit or task == entry.task:
        return entry, evidence
    kept = tuple(warning for warning in entry.warnings if warning.code not in _UNNAMED)
    warning = Warn(TASK_BY_MEANING, f"{task.name}: by the meaning of your words.")
    return replace(entry, task=task, warnings=(*kept, warning)), replace(evidence, task=share)


def _alternatives(checks: Sequence[Field], evidence: Evidence, entry: EntryIntent, observer: Observer) -> Alternatives:
    projects: list[Project] = [observer.projects[place] for place in evidence.other_projects]
    tasks: list[Task] = [
        task
        for name in evidence.other_tasks
        for task in (entry.project.tasks if entry.project else ())
        if task.name == name
    ]
    return Alternatives(
        projects=tuple(projects) if Field.PROJECT in checks else (),
        tasks=tuple(tasks) if Field.TASK in checks else (),
        hours=evidence.other_hours if Field.HOURS in checks else (),
        days=evidence.other_days if Field.DAY in checks else (),
    )
