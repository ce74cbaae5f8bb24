"""The person's projects as a language model sees them: one line a project, and the label by which it names each.

"Acme Corporation | Website Redesign (ACME-WEB) | tasks: Design, Development". Names are other people's text: they are
cut, kept on one line and free of control characters, so that none can pretend to be more than a name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.harvest.catalog import Project, Task

NAME_LIMIT = 80
PROJECT_LIMIT = 120
"""More would fill a small model's memory; those that the words may mean come first."""


def harmless(text: str, limit: int = NAME_LIMIT) -> str:
    """Untrusted text on one line: no control or format characters, no delimiters of ours, at most `limit` long."""
    shown = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    shown = " ".join(shown.replace("|", "/").replace("<", "‹").replace(">", "›").split())
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class Listing:
    """Projects and tasks under the labels that a model may answer with; no two things share a label."""

    projects: dict[str, Project] = field(default_factory=dict)
    tasks: tuple[str, ...] = ()
    text: str = ""

    def task(self, among: Iterable[Project], label: str) -> Task | None:
        """The task of that label that one of the projects has, the first of them before the others."""
        return next((task for project in among for task in project.tasks if harmless(task.name) == label), None)


def listing(projects: Sequence[Project], first: Iterable[int] = ()) -> Listing:
    """At most `PROJECT_LIMIT` projects, those whose ids are `first` before the others."""
    wanted = dict.fromkeys(first)
    ordered = sorted(projects, key=lambda project: project.id not in wanted)[:PROJECT_LIMIT]
    ordered.sort(key=lambda project: (project.client.name.casefold(), project.name.casefold(), project.id))
    labelled: dict[str, Project] = {}
    tasks: dict[str, None] = {}
    lines = []
    for project in ordered:
        label = f"{harmless(project.client.name)} | {harmless(project.name)}"
        if label in labelled:
            label = f"{label} ({harmless(project.code)})" if project.code else label
        if label in labelled:
            label = f"{label} #{project.id}"
        labelled[label] = project
        own = [harmless(task.name) for task in project.tasks]
        tasks |= dict.fromkeys(own)
        code = f" (code {harmless(project.code)})" if project.code else ""
        lines.append(f"{label}{code} | tasks: {', '.join(own)}")
    return Listing(labelled, tuple(tasks), "\n".join(lines))
