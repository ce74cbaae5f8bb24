"""From labels to what the network should say: the part of each length, the row of each entry, and the right choices.

In the newer lines the part of every length is marked; in the older ones entries are laid to the lengths that fit best,
and of the lengths that are left over only this is known: that no entry hangs on them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.agent.reading.certainty.kinds import KINDS
from desktop.agent.reading.certainty.sighting import Length, Observer, Sight, Sighting
from desktop.agent.reading.certainty.tensors import FIRST_ENTRY, MOST_COUNT, ROLES, Row, whole

Label = dict[str, Any]
UNKNOWN, NO_ENTRY = -1, -2
_NEAR = Decimal("0.011")
_ABOUT_ALL = {"budget", "hours", "missing_time", "cost"}
"""Questions that are about all work where they name neither a project nor a client."""
_PARTS = {"correction", "total", "plan", "other", "break", "none"}


@dataclass
class Gold:
    """What a line should be read as. `roles`: a place in ROLES, NO_ENTRY or UNKNOWN for each length.

    `choices`: for each row and slot the places of the right choices (0 is "none of them"); an empty set is unknown.
    `hours`: for each row the places among its length's values, from 1; 0 where they are left open.
    """

    kind: int
    roles: list[int]
    rows: list[Row] = field(default_factory=list)
    choices: list[dict[str, set[int]]] = field(default_factory=list)
    hours: list[set[int]] = field(default_factory=list)
    legal: list[set[str]] = field(default_factory=list)


def gold_of(line: Label, sight: Sight, observer: Observer) -> Gold:
    """What the network should say of this line."""
    expect = line["expect"]
    gold = Gold(KINDS.index(expect["kind"]), [NO_ENTRY] * len(sight.lengths))
    if "lengths" in line:
        gold.roles = _marked_roles(line, sight)
    if line.get("is_way"):
        gold.roles = [UNKNOWN] * len(sight.lengths)  # a way of asking: of its lengths nothing is known
    if expect["kind"] not in ("log", "none"):
        _add_request(gold, expect, sight, observer)
    if "entries" not in expect:
        return gold
    entries = expect["entries"]
    places = _marked_places(line, sight) if "lengths" in line else _laid(entries, sight, observer)
    hanging: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        if place is not None:
            hanging.setdefault(place, []).append(number)
    for place, numbers in sorted(hanging.items()):
        gold.roles[place] = FIRST_ENTRY + min(len(numbers), MOST_COUNT) - 1
        for copy, number in enumerate(numbers):
            gold.rows.append(Row(place, copy, len(numbers)))
            _add_choices(gold, entries[number], sight.lengths[place], sight, observer)
    if "lengths" not in line and any(place is None for place in places):
        gold.roles = [UNKNOWN if role == NO_ENTRY else role for role in gold.roles]
    return gold


def _add_choices(gold: Gold, entry: Label, length: Length, sight: Sight, observer: Observer) -> None:
    gold.choices.append(
        {
            "project": _projects(entry, sight, observer),
            "task": _places(sight.tasks, entry.get("task")),
            "day": _places(sight.days, date.fromisoformat(entry["date"])),
        }
    )
    hours = entry.get("hours")
    said = (
        {0} if hours is None else {place for place, value in enumerate(length.values, 1) if _same(value.hours, hours)}
    )
    gold.hours.append(said)
    named = [project for project in observer.projects if _is(project.name, project.client.name, entry)]
    gold.legal.append({name for project in named for name in observer.names_of(project)})


def _add_request(gold: Gold, expect: Label, sight: Sight, observer: Observer) -> None:
    """The row of a request, which hangs on no length."""
    gold.rows.append(whole(sight))
    gold.choices.append(
        {
            "project": _asked_projects(expect, sight, observer),
            "task": _places(sight.tasks, expect["task"]) if expect.get("task") else set(),
            "day": _places(sight.days, date.fromisoformat(expect["date"])) if expect.get("date") else set(),
        }
    )
    gold.hours.append(set())
    gold.legal.append(set())


def _asked_projects(expect: Label, sight: Sight, observer: Observer) -> set[int]:
    """The sightings of what is asked about: of a project, else of all that may be meant by its client's name."""
    project, client = expect.get("project"), expect.get("client")
    if not project and not client:
        return {0} if expect["kind"] in _ABOUT_ALL else set()
    found = set()
    for place, sighting in enumerate(sight.projects, 1):
        meant = [observer.projects[one] for one in sighting.among]
        if project:
            is_right = len(meant) == 1 and _is(meant[0].name, meant[0].client.name, expect)
        else:
            is_right = bool(meant) and all(one.client.name == client for one in meant)
        if is_right:
            found.add(place)
    return found


def _is(name: str, client: str, entry: Label) -> bool:
    return name == entry.get("project") and entry.get("client") in (None, client)


def _same(hours: Decimal, label: float) -> bool:
    return abs(hours - Decimal(str(label))) <= _NEAR


def _projects(entry: Label, sight: Sight, observer: Observer) -> set[int]:
    found = set()
    for place, sighting in enumerate(sight.projects, 1):
        if entry.get("project") is None:
            names = {observer.projects[one].name for one in sighting.among}
            wanted = set(entry.get("candidates") or ())
            is_archived = sighting.value is None and not wanted and len(sighting.among) == 1
            if sighting.value is None and (is_archived or (wanted and wanted <= names)):
                found.add(place)
        elif isinstance(sighting.value, int):
            project = observer.projects[sighting.value]
            if _is(project.name, project.client.name, entry):
                found.add(place)
    return found or ({0} if entry.get("project") is None else set())


def _places(sightings: tuple[Sighting, ...], value: object) -> set[int]:
    if value is None:
        return {0}
    return {place for place, sighting in enumerate(sightings, 1) if sighting.value == value}


# Marked lines


def _stretches(line: Label, sight: Sight) -> list[tuple[Label, list[int]]]:
    """Each marked length with the places of the lengths that were found in its words."""
    text, at, found = line["text"], 0, []
    for mark in line["lengths"]:
        start = text.find(mark["words"], at)
        if start < 0:
            start = text.find(mark["words"])
        end = start + len(mark["words"])
        at = start + 1
        tokens = sight.tokens
        inside = [
            place
            for place, length in enumerate(sight.lengths)
            if tokens[length.start].start < end and start < tokens[length.end - 1].end
        ]
        found.append((mark, inside))
    return found


def _marked_roles(line: Label, sight: Sight) -> list[int]:
    roles = [ROLES.index("none")] * len(sight.lengths)
    for mark, inside in _stretches(line, sight):
        for place in inside:
            roles[place] = ROLES.index(mark["role"]) if mark["role"] in _PARTS else UNKNOWN
    return roles


def _marked_places(line: Label, sight: Sight) -> list[int | None]:
    """For each entry the length it hangs on: of those marked for it the one that may be worth its hours."""
    entries = line["expect"]["entries"]
    offered: list[list[int]] = [[] for _ in entries]
    for mark, inside in _stretches(line, sight):
        if mark["role"] == "entry":
            for number in mark.get("entries", ()):
                offered[number] += inside
    return [_best(entry, places, sight) for entry, places in zip(entries, offered, strict=True)]


def _best(entry: Label, places: list[int], sight: Sight) -> int | None:
    hours = entry.get("hours")
    if hours is None:
        return None
    fitting = [place for place in places if any(_same(value.hours, hours) for value in sight.lengths[place].values)]
    return next(
        iter(sorted(fitting, key=lambda place: _cost(sight.lengths[place], hours))), places[0] if places else None
    )


# Lines without marks


def _cost(length: Length, hours: float) -> float:
    """How odd it would be if the length were meant for an entry of these hours."""
    for place, value in enumerate(length.values):
        if _same(value.hours, hours):
            nature = value.features[0]
            own = {"own:plain": 0.0, "own:range": 0.0, "own:day": 0.0, "own:bare": 0.1, "clock:to": 1.0}
            inside = 0.25 if "inside:True" in value.features else 0.0
            return own.get(nature, 0.8 if nature.startswith("share") else 1.4) + inside + 0.001 * place
    return 1e6


def _laid(entries: list[Label], sight: Sight, observer: Observer) -> list[int | None]:
    """Each entry to a length, in the order in which they were said as far as may be; None where none fits."""
    count = len(sight.lengths)
    costs = []
    for entry in entries:
        if entry.get("hours") is None:
            costs.append([1e6] * count)
            continue
        projects = [sight.projects[place - 1] for place in _projects(entry, sight, observer) if place]
        tasks = [sight.tasks[place - 1] for place in _places(sight.tasks, entry.get("task")) if place]
        costs.append(
            [
                _cost(length, entry["hours"])
                + 0.03 * min(_gap(length, projects), 25)
                + 0.015 * min(_gap(length, tasks), 15)
                for length in sight.lengths
            ]
        )
    # The last column: no length at all.
    table = [[*row, 5.0] for row in costs]
    best, back = table[0], []
    for row in table[1:]:
        steps = [
            min(range(count + 1), key=lambda before, after=after: best[before] + _step(before, after, count))
            for after in range(count + 1)
        ]
        back.append(steps)
        best = [best[steps[after]] + _step(steps[after], after, count) + row[after] for after in range(count + 1)]
    place = min(range(count + 1), key=lambda after: best[after])
    path = [place]
    for steps in reversed(back):
        place = steps[place]
        path.append(place)
    path.reverse()
    return [None if place == count or costs[number][place] >= 1e5 else place for number, place in enumerate(path)]


def _step(before: int, after: int, count: int) -> float:
    if count in (before, after):
        return 0.0
    return 0.7 if before == after else 1.6 if after < before else 0.0


def _gap(length: Length, sightings: list[Sighting]) -> int:
    gaps = [max(one.start - length.end, length.start - one.end, 0) for one in sightings if one.start >= 0]
    return min(gaps, default=15)
