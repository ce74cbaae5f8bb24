"""What the user's own past entries say: the task last used on a project, and which projects were used lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from desktop.agent.intents import Warn
from desktop.harvest.catalog import PastEntry, Project, Task

#: How long a task that was used on a project stays a sensible default.
TASK_MEMORY = timedelta(days=60)
_LATELY = timedelta(days=30)


class History:
    """Past entries, indexed once."""

    def __init__(self, entries: Sequence[PastEntry]) -> None:
        self.entries = tuple(entries)
        self._latest: dict[int, list[PastEntry]] = {}
        for entry in sorted(entries, key=lambda e: (e.spent_date, e.id), reverse=True):
            self._latest.setdefault(entry.project_id, []).append(entry)

    def last_task(self, project: Project, today: date) -> Task | None:
        """The task of the user's latest entry on the project within 60 days, if it is still assigned."""
        for entry in self._latest.get(project.id, ()):
            if entry.spent_date < today - TASK_MEMORY:
                return None
            if entry.spent_date <= today and (task := project.task(entry.task_id)) is not None:
                return task
        return None

    def lately(self) -> dict[int, float]:
        """For each project how recently it was used, 1 for the latest entry of all down to 0 a month before it."""
        newest = max((entry.spent_date for entry in self.entries), default=None)
        if newest is None:
            return {}
        return {
            project: max(0.0, 1 - (newest - entries[0].spent_date) / _LATELY)
            for project, entries in self._latest.items()
        }

    def on(self, day: date) -> list[PastEntry]:
        """The entries of one day, in the order in which they were made."""
        return sorted((entry for entry in self.entries if entry.spent_date == day), key=lambda e: e.id)

    def hours_on(self, day: date) -> Decimal:
        """All hours of one day."""
        return sum((entry.hours for entry in self.on(day)), Decimal(0))


def task_default(task: Task) -> Warn:
    """The doubt that goes with a task that nobody said."""
    return Warn("task_default", f"No task was said; {task.name} is what you logged there last.")
