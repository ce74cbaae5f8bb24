"""Billable and cost rates of a time entry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.demo.records import Project, Rate, TaskAssignment, TimeEntry, UserAssignment
from desktop.demo.store import Store


class RateBook:
    """Rates as of a day; remembers what it has read, so one book serves one request."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rates: dict[tuple[int, str], list[Rate]] = {}

    def of_user(self, user_id: int, kind: str, day: date) -> Decimal | None:
        """The person's default rate (`billable` or `cost`) on that day, or None."""
        rates = self._rates.get((user_id, kind))
        if rates is None:
            rates = self._store.select(
                Rate, "user_id = ? AND kind = ?", (user_id, kind), order="start_date ASC, id ASC"
            )
            self._rates[user_id, kind] = rates
        fitting = [rate for rate in rates if rate.start_date is None or rate.start_date <= day]
        return fitting[-1].amount if fitting else None

    def billable(
        self, entry: TimeEntry, project: Project, task: TaskAssignment | None, user: UserAssignment | None
    ) -> Decimal | None:
        """What an hour of this entry is billed at, or None where it is not billable or bills nothing."""
        if task is None or not is_billable(project, task):
            return None
        if project.bill_by == "Project":
            return project.hourly_rate
        if project.bill_by == "Tasks":
            return task.hourly_rate
        if project.bill_by == "People":
            if user is None or user.use_default_rates:
                return self.of_user(entry.user_id, "billable", entry.spent_date)
            return user.hourly_rate
        return None


def is_billable(project: Project, task: TaskAssignment | None) -> bool:
    """Whether time on this task of this project counts as billable."""
    return project.is_billable and task is not None and task.billable
