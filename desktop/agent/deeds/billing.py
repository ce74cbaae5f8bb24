"""What an invoice would be made of: unbilled time and expenses as lines, what is left out and why. Pure arithmetic.

Hours are rounded as Harvest rounds them, entry by entry; money is exact until a line is summed up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.harvest.models import Expense, TimeEntry
from desktop.harvest.models import Project as FullProject
from desktop.harvest.text import plain
from desktop.text.money_text import cents

ZERO: Final = Decimal(0)

NO_FEES: Final[Mapping[int, Decimal]] = {}
NOT_BILLABLE: Final = "not billable"
INVOICED: Final = "already invoiced"
RUNNING: Final = "its timer is running"


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The hours of one task of one project at one rate; `rate` is None where the role may not see it."""

    project_id: int
    project: str
    task: str
    hours: Decimal
    rate: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """Hours times rate, to the cent."""
        return cents(self.hours * self.rate) if self.rate is not None else None


@dataclass(frozen=True, slots=True)
class CostLine:
    """Expenses of one category of one project, or the fixed fee of a project."""

    project_id: int
    project: str
    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Time (`hours`) or expenses (`amount`) that would not be on the invoice, and why."""

    why: str
    what: str
    count: int
    hours: Decimal = ZERO
    amount: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Bill:
    """All of it. `total` is None where a rate is not known."""

    time: tuple[TimeLine, ...]
    fees: tuple[CostLine, ...]
    expenses: tuple[CostLine, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def hours(self) -> Decimal:
        """Hours on the lines."""
        return sum((line.hours for line in self.time), ZERO)

    @property
    def costs(self) -> Decimal:
        """Expenses."""
        return sum((line.amount for line in self.expenses), ZERO)

    @property
    def subtotal(self) -> Decimal | None:
        """Everything before tax."""
        amounts = [line.amount for line in self.time]
        fees = sum((line.amount for line in self.fees), ZERO)
        known = [amount for amount in amounts if amount is not None]
        return sum(known, ZERO) + fees + self.costs if len(known) == len(amounts) else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to invoice."""
        return not (self.time or self.fees or self.expenses)


def bill_of(
    entries: Iterable[TimeEntry],
    expenses: Iterable[Expense],
    projects: Sequence[FullProject],
    billed_fees: Mapping[int, Decimal] = NO_FEES,
) -> Bill:
    """The bill for those projects. `billed_fees`: what invoices have of their fixed fees, which is not billed again."""
    known = {project.id: project for project in projects}
    times = [entry for entry in entries if entry.project.id in known]
    costs = [expense for expense in expenses if expense.project.id in known]
    billed = [entry for entry in times if _why_not(entry) is None]
    fixed = {entry.project.id for entry in billed if known[entry.project.id].is_fixed_fee}
    return Bill(
        time=_time_lines(entry for entry in billed if entry.project.id not in fixed),
        fees=_fees([known[project_id] for project_id in sorted(fixed)], billed_fees),
        expenses=_cost_lines(expense for expense in costs if expense.billable and not expense.is_billed),
        left_out=(*_left_times(times), *_left_costs(costs)),
    )


def _why_not(entry: TimeEntry) -> str | None:
    if entry.is_billed or entry.invoice is not None:
        return INVOICED
    if entry.is_running:
        return RUNNING
    return None if entry.billable else NOT_BILLABLE


def _rounded(entry: TimeEntry) -> Decimal:
    return entry.rounded_hours if entry.rounded_hours is not None else entry.hours


def _time_lines(entries: Iterable[TimeEntry]) -> tuple[TimeLine, ...]:
    sums: dict[tuple[int, str, str, Decimal | None], Decimal] = {}
    for entry in entries:
        key = (entry.project.id, plain(entry.project.name), plain(entry.task.name), entry.billable_rate)
        sums[key] = sums.get(key, ZERO) + _rounded(entry)
    lines = [TimeLine(number, project, task, hours, rate) for (number, project, task, rate), hours in sums.items()]
    return tuple(sorted(lines, key=lambda line: (line.project.casefold(), line.task.casefold(), line.rate or ZERO)))


def _cost_lines(expenses: Iterable[Expense]) -> tuple[CostLine, ...]:
    sums: dict[tuple[int, str, str], Decimal] = {}
    for expense in expenses:
        key = (expense.project.id, plain(expense.project.name), plain(expense.expense_category.name))
        sums[key] = sums.get(key, ZERO) + expense.total_cost
    lines = [CostLine(number, project, category, amount) for (number, project, category), amount in sums.items()]
    return tuple(sorted(lines, key=lambda line: (line.project.casefold(), line.name.casefold())))


def _fees(projects: Iterable[FullProject], billed: Mapping[int, Decimal]) -> tuple[CostLine, ...]:
    """A fixed fee is billed once: what earlier invoices have of it is taken off."""
    lines = [
        CostLine(project.id, plain(project.name), "Fixed fee", left)
        for project in projects
        if (left := (project.fee or ZERO) - billed.get(project.id, ZERO)) > 0
    ]
    return tuple(lines)


def _left_times(entries: Iterable[TimeEntry]) -> list[LeftOut]:
    found: dict[str, tuple[int, Decimal]] = {}
    for entry in entries:
        if (why := _why_not(entry)) is not None:
            count, hours = found.get(why, (0, ZERO))
            found[why] = (count + 1, hours + _rounded(entry))
    return [LeftOut(why, "time", count, hours=hours) for why, (count, hours) in found.items()]


def _left_costs(expenses: Iterable[Expense]) -> list[LeftOut]:
    found: dict[str, tuple[int, Decimal]] = {}
    for expense in expenses:
        why = INVOICED if expense.is_billed else "" if expense.billable else NOT_BILLABLE
        if why:
            count, amount = found.get(why, (0, ZERO))
            found[why] = (count + 1, amount + expense.total_cost)
    return [LeftOut(why, "expenses", count, amount=amount) for why, (count, amount) in found.items()]
