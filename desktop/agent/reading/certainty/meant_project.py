"""Which project a request is about, where the rules' finders found none: the network knows it by the words around it.

In come a request without a project and what the network saw of the message; out comes the request with the project,
where a name of it is said and it is clearly meant, and with the warning that it was taken for it. "wats left for e bus
depo b4 we hav to tell the client" is about the E-Bus Depot; "when does Zorblax run out" is about nothing that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from desktop.agent.intents import Interpretation, Kind, Warn
from desktop.agent.reading.certainty.comparing import by_value, shares_of
from desktop.agent.reading.certainty.sighting import Observer, Sight, Sighting
from desktop.agent.reading.certainty.tensors import Floats

_SURE: Final = 0.8
"""The share from which a project is taken."""
_ABOUT_ONE: Final = frozenset({Kind.BUDGET, Kind.COST, Kind.HOURS})
"""What may be about one project. Nothing is done but with what was named."""
TAKEN_FOR: Final = "project_taken_for"


def lacks_a_project(found: Interpretation) -> bool:
    """Whether a request may be about one project, and the rules found none."""
    if found.kind not in _ABOUT_ONE or found.project is not None or found.asked.refers:
        return False
    # Hours of a client are those of all its projects.
    return found.kind is not Kind.HOURS or found.client is None


def with_meant(found: Interpretation, sight: Sight, scores: Mapping[str, Floats], observer: Observer) -> Interpretation:
    """The request with the project that its words mean; as it is where none is clearly meant, or none was named."""
    by_project = by_value(sight.projects, shares_of(scores["project"])[0])
    meant = max(by_project, key=lambda one: by_project[one])
    if not isinstance(meant, int) or by_project[meant] < _SURE:
        return found
    project = observer.projects[meant]
    named = [one for one in sight.projects if one.value == meant and _is_name(one)]
    said = {token.low for one in named for token in sight.tokens[one.start : one.end]}
    strange = [name for name in found.asked.names if not said & set(name.casefold().split())]
    if not named or strange or found.client not in (None, project.client):
        return found
    taken = Warn(TAKEN_FOR, f"Taken for {project.name} ({project.client.name}).")
    task = next((task for task in project.tasks if found.task and task.name == found.task.name), None)
    return replace(
        found,
        project=project,
        client=project.client,
        task=task,
        choices=(),
        asked=replace(found.asked, names=()),
        warnings=(*found.warnings, taken),
    )


def _is_name(sighting: Sighting) -> bool:
    """Whether words of a project's or a client's name stand there, and not only a task that it has."""
    return "by task" not in sighting.features
