"""Time as reports, budgets and invoices count it: rounded per entry, with the rate it is billed at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.demo.call import Books
from desktop.demo.records import Project, TaskAssignment, TimeEntry, UserAssignment
from desktop.demo.rules.rates import RateBook, is_billable
from desktop.demo.rules.rounding import rounded
from desktop.demo.rules.timers import hours_at

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Worked:
    """A time entry's worth. `hours` are rounded; `rate` is None where nothing is billed."""

    entry: TimeEntry
    project: Project
    hours: Decimal
    is_billable: bool
    rate: Decimal | None

    @property
    def day(self) -> date:
        """The spent date."""
        return self.entry.spent_date

    @property
    def amount(self) -> Decimal:
        """What the hours bill, exact; 0 where nothing is billed."""
        return self.hours * self.rate if self.is_billable and self.rate is not None else ZERO


def worked(books: Books, where: str, values: Iterable[object]) -> Iterator[Worked]:
    """Every entry that meets the condition, oldest first."""
    rates = RateBook(books.store)
    terms: dict[int, _Terms] = {}
    for entry in books.store.select(TimeEntry, where, values, order="spent_date ASC, id ASC"):
        term = terms.get(entry.project_id)
        if term is None:
            term = terms[entry.project_id] = _Terms(books, entry.project_id)
        task = term.tasks.get(entry.task_id)
        yield Worked(
            entry,
            term.project,
            rounded(books.company, hours_at(entry, books.now)),
            is_billable(term.project, task),
            rates.billable(entry, term.project, task, term.people.get(entry.user_id)),
        )


class _Terms:
    """A project with its assignments by task and by person."""

    def __init__(self, books: Books, project_id: int) -> None:
        store = books.store
        self.project = store.get(Project, project_id)
        self.tasks = {one.task_id: one for one in store.select(TaskAssignment, "project_id = ?", [project_id])}
        self.people = {one.user_id: one for one in store.select(UserAssignment, "project_id = ?", [project_id])}
