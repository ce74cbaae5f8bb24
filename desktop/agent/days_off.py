"""Where an account keeps days off: "Time Off", "Vacation / Sick leave", and not "Holiday Campaign"."""

from __future__ import annotations

import re
from typing import Final

from desktop.harvest.catalog import Catalog, Project

_KIND = (
    r"(?:vacations?|holidays?|pto|time off|days? off|out of office|ooo|absences?|leave|away|sick(?:ness)?|illness|"
    r"urlaub|ferien|krank(?:heit)?|abwesenheit(?:en)?|feiertage?)"
)
_QUALIFIER = r"(?:paid|unpaid|annual|public|bank|national|sick|parental|maternity|paternity|family|personal|medical|my)"
_NAME: Final = re.compile(rf"(?:{_QUALIFIER} )*{_KIND}(?: (?:days?|time|leave|off|pay))*")
_BETWEEN: Final = re.compile(r"\s*(?:[/&,+|()–—-]|\band\b|\bor\b|\bund\b)\s*")


def is_for_days_off(name: str) -> bool:
    """Whether all of a name says days off: "Time Off", "Vacation / Sick leave", and not "Holiday Campaign"."""
    parts = [part for part in _BETWEEN.split(name.casefold().strip()) if part]
    return bool(parts) and all(_NAME.fullmatch(part) for part in parts)


def places(catalog: Catalog) -> tuple[tuple[int, int | None], ...]:
    """The projects (with no task) and tasks of projects, by their ids, that are for days off."""
    found: list[tuple[int, int | None]] = []
    for project in (*catalog.projects, *catalog.archived):
        if is_for_days_off(project.name):
            found.append((project.id, None))
        else:
            found += [(project.id, task.id) for task in project.tasks if is_for_days_off(task.name)]
    return tuple(found)


def place(catalog: Catalog) -> Project | None:
    """The one project that holds all of them; None where there are several or none."""
    ids = {project for project, _ in places(catalog)}
    every = (*catalog.projects, *catalog.archived)
    return next((project for project in every if {project.id} == ids), None)
