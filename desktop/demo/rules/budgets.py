"""Budgets of every kind, and how much of them is spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from desktop.demo.call import Books
from desktop.demo.records import Expense, Project, TaskAssignment, User, UserAssignment
from desktop.demo.rules.rounding import cents
from desktop.demo.rules.worked import ZERO, worked

MONEY_KINDS = ("project_cost", "task_fees")


@dataclass(frozen=True, slots=True)
class Spending:
    """A project's budget and what is spent of it: hours, or money for the kinds in `MONEY_KINDS`.

    `budget` is None where none is set.
    """

    project: Project
    budget: Decimal | None
    spent: Decimal

    @property
    def is_money(self) -> bool:
        """Whether the figures are money."""
        return self.project.budget_by in MONEY_KINDS

    @property
    def remaining(self) -> Decimal | None:
        """What is left; negative when overspent."""
        return None if self.budget is None else self.budget - self.spent


def spending(books: Books, projects: Sequence[Project], viewer: User) -> list[Spending]:
    """The spending of each project, in the same order. Monthly budgets count the viewer's present month alone."""
    month = books.today(viewer).replace(day=1)
    following = (month + timedelta(days=32)).replace(day=1)
    wanted = {project.id: project for project in projects}
    spent = dict.fromkeys(wanted, ZERO)

    def counts(project: Project, day: date) -> bool:
        return not project.budget_is_monthly or month <= day < following

    for work in worked(books, "1", ()):
        project = wanted.get(work.project.id)
        if project is not None and counts(project, work.day):
            spent[project.id] += work.amount if project.budget_by in MONEY_KINDS else work.hours
    for expense in books.store.select(Expense):
        project = wanted.get(expense.project_id)
        if project is not None and project.cost_budget_include_expenses and counts(project, expense.spent_date):
            spent[project.id] += expense.total_cost
    return [Spending(one, _budget(books, one), cents(spent[one.id])) for one in projects]


def _budget(books: Books, project: Project) -> Decimal | None:
    if project.budget_by == "project":
        return project.budget
    if project.budget_by == "project_cost":
        return project.fee if project.is_fixed_fee else project.cost_budget
    if project.budget_by == "person":
        people = books.store.select(UserAssignment, "project_id = ? AND is_active", [project.id])
        return _sum([one.budget for one in people])
    if project.budget_by in ("task", "task_fees"):
        tasks = books.store.select(TaskAssignment, "project_id = ? AND is_active", [project.id])
        return _sum([one.budget for one in tasks])
    return None


def _sum(budgets: Sequence[Decimal | None]) -> Decimal | None:
    known = [budget for budget in budgets if budget is not None]
    return sum(known, ZERO) if known else None
