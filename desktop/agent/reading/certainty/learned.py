"""The learned second reader: it doubts entries, has an opinion of kinds, and knows which project a request means.

In come the words and the rules' reading; out comes the reading with doubts. "two hours on the May Group deck" that the
rules took for a day in May is read otherwise here, so its card is one to check, with the other project as a choice.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from decimal import Decimal

from desktop.agent.intents import QUESTIONS, Alternatives, EntryIntent, Field, Interpretation, Kind, Utterance, Warn
from desktop.agent.reading.certainty.comparing import Evidence, shares_of, weighed
from desktop.agent.reading.certainty.doubting import LIKELY, SURE_OF_STORIES, confidence, confidence_in_note, doubtful
from desktop.agent.reading.certainty.doubts import to_check
from desktop.agent.reading.certainty.engine import Awake, Engine, NoWeights
from desktop.agent.reading.certainty.kinds import KINDS, kind_instead, says_enough, tells_first
from desktop.agent.reading.certainty.meaning import Meaning
from desktop.agent.reading.certainty.meant_project import lacks_a_project, with_meant
from desktop.agent.reading.certainty.own_reading import LONG, read_anew, task_there
from desktop.agent.reading.certainty.plainness import ALONE, NOT_PLAIN
from desktop.agent.reading.certainty.scope import IDLE_SECONDS, ReadAs, has_an_opinion, has_lengths
from desktop.agent.reading.certainty.seeing import Seen, alternatives, scores_of, seen_by
from desktop.agent.reading.certainty.sighting import Observer
from desktop.harvest.catalog import Catalog

_SHARED = Awake(IDLE_SECONDS)
TASK_BY_MEANING = "task_by_meaning"
_UNNAMED = frozenset({"task_default", "task_unclear"})
_LIKELY_PROJECT = 0.7
"""The share from which a story's entry takes a project that it does not name: of 69 of strangers 58 were right."""
_SURE_PROJECT = 0.9
"""The share from which an entry takes a project that the rules could not find in plain words ("BS labels" of Brauerei
Sonntag, "the shop" of a client who has one): of 79 of hands that were not learnt from 71 were right, one was open."""
_LIKELY_TASK = 0.5
"""The share from which a task is offered by its meaning: of 23 of strangers 18 were right."""
_SURE_VALUE = 0.9
"""The share from which another task or day stands in an entry that is looked at anyway, each to be checked: of the 103
tasks 66 were right, the rules' 31; of 45 days in stories 41, the rules' 4 (hands that were not learnt from)."""
_OFFERED = 0.49

log = logging.getLogger(__name__)


class LearnedReader:
    """Doubts what it reads otherwise than the rules. Without weights it doubts nothing, and says so once in the log."""

    def __init__(self, awake: Awake | None = None) -> None:
        self._awake = awake or _SHARED
        self._observer: tuple[Catalog, Meaning, Observer] | None = None
        self._is_lacking = False

    def look(
        self,
        utterance: Utterance,
        found: Interpretation,
        catalog: Catalog,
        workday: Decimal,
        read_as: ReadAs | None = None,
    ) -> Interpretation:
        """The reading with doubts on its entries, and tasks that are meant but were not named; or of another kind."""
        if self._is_lacking or not has_an_opinion(utterance, found, read_as):
            return found
        try:
            engine = self._awake.engine()
        except NoWeights as problem:
            log.warning("%s", problem)
            self._is_lacking = True
            return found
        observer = self._observer_for(catalog, workday, engine)
        seen = seen_by(found.entries, observer.observe(utterance), observer, engine)
        if read_as:
            found = _about(found, seen, observer, engine)
            if (other := _as_other(found, utterance.text, seen, read_as, observer, engine)) is not None:
                found, seen = other, seen_by(other.entries, seen.sight, observer, engine)
        if (own := read_anew(utterance, found, seen, observer, engine)) is not None:
            return own
        return self._doubted(utterance, found, seen, observer, engine) if has_lengths(found) else found

    def _doubted(
        self, utterance: Utterance, found: Interpretation, seen: Seen, observer: Observer, engine: Engine
    ) -> Interpretation:
        evidence = weighed(seen.sight, observer.projects, found.entries, seen.rows, seen.places, seen.scores)
        is_story = len(utterance.text.split()) >= LONG
        likely = [
            with_day(with_project(entry, one, observer), one) if is_story else with_project(entry, one, observer)
            for entry, one in zip(found.entries, evidence, strict=True)
        ]
        told = {entry.task.name for entry in found.entries if entry.task and entry.said_task}
        limit = engine.calibration.task_limit
        named = [_with_task(*pair, limit) for pair in zip(likely, evidence, strict=True)]
        every = [one for _, one in named]
        words = len(utterance.text.split())
        noted = confidence_in_note(every, found.entries) if found.is_plain else 0.0
        entries = []
        for place, (entry, one) in enumerate(named):
            if entry.hours is None or "hours" not in entry.spans:
                # Asked anyway, or copied from the history: there is nothing in the words to be read otherwise.
                entries.append(entry)
                continue
            sure = confidence(every, place, words, engine.calibration)
            if noted >= LIKELY:
                sure = max(sure, noted, engine.calibration.limit)
            by_rules = found.entries[place]
            # "2h listings, 1h SEO meeting": another entry's task, or one instead of that which was named, is looked at.
            is_told = bool(by_rules.said_task) or (entry.task is not None and entry.task.name in told)
            if entry.task != by_rules.task and (is_told or one.task < limit):
                one, sure = replace(one, task=_OFFERED), min(sure, _OFFERED)
            entries.append(_looked_at(entry, one, sure, sure >= engine.calibration.limit, observer))
        return replace(found, entries=tuple(entries))

    def _observer_for(self, catalog: Catalog, workday: Decimal, engine: Engine) -> Observer:
        known = self._observer
        if known is None or known[0] is not catalog or known[1] is not engine.meaning:
            known = self._observer = (catalog, engine.meaning, Observer(catalog, workday, engine.meaning))
        return known[2]


def _about(found: Interpretation, seen: Seen, observer: Observer, engine: Engine) -> Interpretation:
    """A request with the project that its words mean, where the rules found none."""
    if not lacks_a_project(found):
        return found
    scores = scores_of(seen.sight, (), observer, engine) if seen.rows else seen.scores
    return with_meant(found, seen.sight, scores, observer)


def _as_other(
    found: Interpretation, text: str, seen: Seen, read_as: ReadAs, observer: Observer, engine: Engine
) -> Interpretation | None:
    """The words as of another kind, where the network is sure enough of one."""
    shares = shares_of(seen.scores["kind"])
    kind = kind_instead(found, {Kind(name): float(share) for name, share in zip(KINDS, shares, strict=True)})
    if kind is None or (kind in QUESTIONS and tells_first(found, text)):
        return None
    meant = _about(read_as(kind), seen, observer, engine)
    is_told = kind is not Kind.LOG or meant.kind is Kind.LOG  # work that turns out to be a plan is no better reading
    return meant if is_told and says_enough(meant, found) else None


def _looked_at(entry: EntryIntent, evidence: Evidence, sure: float, is_sure: bool, observer: Observer) -> EntryIntent:
    if entry.checks and sure >= SURE_OF_STORIES:
        # Long and winding, but both read the same and this one is sure of it.
        kept = tuple(warning for warning in entry.warnings if warning.code != NOT_PLAIN)
        own = tuple(ALONE[warning.code] for warning in kept if warning.code in ALONE)
        return replace(entry, checks=own, warnings=kept, confidence=min(sure, entry.confidence) if own else sure)
    mine = () if is_sure else doubtful(evidence, entry)
    return to_check(entry, mine, others=alternatives(mine, evidence, entry, observer), sure=sure)


def with_project(entry: EntryIntent, evidence: Evidence, observer: Observer) -> EntryIntent:
    """The entry with the project that its words speak of, where the rules found none; to be checked.

    What the rules found to be open between several is not taken for a project that is none of them.
    """
    if entry.project is not None or evidence.likely_project is None:
        return entry
    if any(warning.code == "archived" for warning in entry.warnings):
        return entry
    place, share = evidence.likely_project
    project = observer.projects[place]
    is_other = "project" in entry.spans and all(choice.project != project for choice in entry.choices)
    least = _LIKELY_PROJECT if entry.checks else _SURE_PROJECT
    if not project.is_active or share < least or (is_other and not entry.checks):
        return entry
    task = task_there(entry, project)
    offered = Alternatives(projects=tuple(choice.project for choice in entry.choices if choice.project != project))
    taken = Warn("project_borrowed", f"Not named in full; {project.name} by the words around it.")
    said = entry.said_task if task else ""
    entry = replace(entry, project=project, task=task, said_task=said)
    return to_check(entry, (Field.PROJECT,), taken, others=offered)


def with_day(entry: EntryIntent, evidence: Evidence) -> EntryIntent:
    """An entry of a story with the day that the network is sure of: "... because they had asked since Monday"."""
    day, share = evidence.likely_day or (entry.spent_date, 0.0)
    if day == entry.spent_date or share < _SURE_VALUE or not entry.checks:
        return entry
    others = Alternatives(days=(entry.spent_date,))
    return to_check(replace(entry, spent_date=day), (Field.DAY,), others=others)


def _with_task(entry: EntryIntent, evidence: Evidence, limit: float) -> tuple[EntryIntent, Evidence]:
    """The entry with the task that its words mean, where none was named and one is clearly meant.

    Where the entry is looked at anyway, a likely one is enough, and looked at with it; a surer one stands instead of
    the task that the rules found.
    """
    if entry.project is None or evidence.named_task is None:
        return entry, evidence
    name, share = evidence.named_task
    task = next((task for task in entry.project.tasks if task.name == name), None)
    is_open = entry.task is None or any(warning.code in _UNNAMED for warning in entry.warnings)
    is_named = bool(entry.said_task) or not is_open
    if is_named and not entry.checks:
        return entry, evidence
    least = _SURE_VALUE if is_named else _LIKELY_TASK if entry.checks else limit
    if task is None or share < least or task == entry.task:
        return entry, evidence
    kept = tuple(warning for warning in entry.warnings if warning.code not in _UNNAMED)
    warning = Warn(TASK_BY_MEANING, f"{task.name}: by the meaning of your words.")
    if entry.said_task and entry.task is not None:
        entry = to_check(entry, (Field.TASK,), others=Alternatives(tasks=(entry.task,)))
    return replace(entry, task=task, warnings=(*kept, warning)), replace(evidence, task=share)
