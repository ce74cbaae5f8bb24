"""What the network thinks of the entries that the rules read: evidence for each field, and what else it may be.

In come sightings, the rules' entries and the network's scores; out comes, for each entry, how probable each of its
fields is. Nothing is decided here: `doubting` weighs the evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

import numpy as np

from desktop.agent.intents import EntryIntent, Span
from desktop.agent.reading.certainty.sighting import Sight, Sighting
from desktop.agent.reading.certainty.tensors import FIRST_ENTRY, MOST_COUNT, Floats, Row
from desktop.harvest.catalog import Project

_LEAST: Final = 1e-4
_NEAR: Final = Decimal("0.011")
_WORTH_OFFERING: Final = 0.02
_MOST_OFFERED: Final = 4

_T = TypeVar("_T")
Scores = Mapping[str, Floats]
"""What the network gives for one message: `kind`, `role` [lengths, parts], and `project`, `task`, `day`, `hours`, each
[rows, choices]."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How probable each field of an entry is, 0 to 1, with what it may be instead, best first.

    `length` is that its length is one, of as many entries as the rules hang on it; `spare` that no other length should
    be an entry as well; `log` that the words log anything at all. `named_task` is the task that is meant by the words
    with its probability, where one is; `likely_project` the place of the project that is likelier than all else, and
    `likely_day` the likeliest day.
    """

    project: float
    task: float
    day: float
    hours: float
    length: float
    spare: float
    log: float
    other_projects: tuple[int, ...] = ()
    other_tasks: tuple[str, ...] = ()
    other_days: tuple[date, ...] = ()
    other_hours: tuple[Decimal, ...] = ()
    named_task: tuple[str, float] | None = None
    likely_project: tuple[int, float] | None = None
    likely_day: tuple[date, float] | None = None


UNSEEN: Final = Evidence(_LEAST, _LEAST, _LEAST, _LEAST, _LEAST, 1.0, 1.0)
"""Of an entry whose length was not sighted: nothing speaks for it."""


def rows_of(sight: Sight, entries: Sequence[EntryIntent]) -> tuple[list[Row], list[int | None]]:
    """The rows of the entries in the order of their lengths, and for each entry the place of its row."""
    anchors = [_anchor(sight, entry) for entry in entries]
    hanging: dict[int, list[int]] = {}
    for number, anchor in enumerate(anchors):
        if anchor is not None:
            hanging.setdefault(anchor, []).append(number)
    rows: list[Row] = []
    places: list[int | None] = [None] * len(entries)
    for anchor, numbers in sorted(hanging.items()):
        for copy, number in enumerate(numbers):
            places[number] = len(rows)
            rows.append(Row(anchor, copy, len(numbers)))
    return rows, places


def _anchor(sight: Sight, entry: EntryIntent) -> int | None:
    span = entry.spans.get("hours")
    if span is None or entry.hours is None:
        return None
    inside = [place for place in range(len(sight.lengths)) if overlaps(sight, place, span)]
    hours = entry.hours
    fitting = [
        place for place in inside if any(abs(value.hours - hours) <= _NEAR for value in sight.lengths[place].values)
    ]
    return next(iter(fitting or inside), None)


def overlaps(sight: Sight, place: int, span: Span) -> bool:
    """Whether the length at that place stands in these words."""
    length = sight.lengths[place]
    return sight.tokens[length.start].start < span.end and span.start < sight.tokens[length.end - 1].end


def weighed(
    sight: Sight,
    projects: Sequence[Project],
    entries: Sequence[EntryIntent],
    rows: Sequence[Row],
    places: Sequence[int | None],
    scores: Scores,
) -> list[Evidence]:
    """The evidence on each entry; `projects` are those of the account, in the order of the sightings' values."""
    roles = shares_of(scores["role"])
    log = float(shares_of(scores["kind"])[0])
    used = {row.anchor for row in rows}
    idle = [float(roles[place, :FIRST_ENTRY].sum()) for place in range(len(sight.lengths)) if place not in used]
    spare = max(_LEAST, min(idle, default=1.0))
    shares = {slot: shares_of(scores[slot]) for slot in ("project", "task", "day", "hours")}
    starts = np.cumsum([1, *(len(length.values) for length in sight.lengths)])
    found = []
    for entry, place in zip(entries, places, strict=True):
        if place is None:
            found.append(UNSEEN)
            continue
        row = rows[place]
        by_project = by_value(sight.projects, shares["project"][place])
        by_task = by_value(sight.tasks, shares["task"][place])
        by_day = by_value(sight.days, shares["day"][place])
        values = sight.lengths[row.anchor].values
        first = int(starts[row.anchor])
        by_hours = {value.hours: float(shares["hours"][place, first + k]) for k, value in enumerate(values)}
        own = next((k for k, one in enumerate(projects) if entry.project and one.id == entry.project.id), None)
        task = entry.task.name if entry.task else None
        tasks = _named(by_task)
        hours = sum(share for value, share in by_hours.items() if entry.hours and abs(value - entry.hours) <= _NEAR)
        found.append(
            Evidence(
                project=max(_LEAST, by_project.get(own, 0.0)),
                task=max(_LEAST, by_task.get(task, 0.0) + by_task.get(None, 0.0)),
                day=max(_LEAST, by_day.get(entry.spent_date, 0.0) + by_day.get(None, 0.0)),
                hours=max(_LEAST, hours),
                length=max(_LEAST, float(roles[row.anchor, FIRST_ENTRY + min(row.copies, MOST_COUNT) - 1])),
                spare=spare,
                log=max(_LEAST, log),
                other_projects=_others(by_project, own, int),
                other_tasks=_others(by_task, task, str),
                other_days=_others(by_day, entry.spent_date, date),
                other_hours=_others(by_hours, entry.hours, Decimal),
                named_task=max(tasks.items(), key=lambda one: one[1]) if tasks else None,
                likely_project=_likeliest(by_project, int),
                likely_day=_likeliest(by_day, date),
            )
        )
    return found


def _likeliest(shares: Mapping[object, float], kind: type[_T]) -> tuple[_T, float] | None:
    """What is likelier than all else, where it is one of them and not none, or open between several."""
    value, share = max(shares.items(), key=lambda one: one[1])
    return (value, share) if isinstance(value, kind) else None


def _named(by_task: Mapping[object, float]) -> dict[str, float]:
    return {name: share for name, share in by_task.items() if isinstance(name, str)}


def by_value(sightings: Sequence[Sighting], shares: Floats) -> dict[object, float]:
    """Shares of equal values together; None is "none of them", an open choice stands under what it is open between."""
    found: dict[object, float] = {None: float(shares[0])}
    for sighting, share in zip(sightings, shares[1:], strict=False):
        key: object = sighting.value if sighting.value is not None else sighting.among
        found[key] = found.get(key, 0.0) + float(share)
    return found


def _others(shares: Mapping[Any, float], own: object, kind: type[_T]) -> tuple[_T, ...]:
    """What else it may be, the most probable first."""
    other = [(share, value) for value, share in shares.items() if isinstance(value, kind) and value != own]
    other.sort(key=lambda one: -one[0])
    return tuple(value for share, value in other[:_MOST_OFFERED] if share >= _WORTH_OFFERING)


def shares_of(scores: Floats) -> Floats:
    """Scores as shares that make 1 along the last axis."""
    risen = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = risen / risen.sum(-1, keepdims=True)
    return shares
