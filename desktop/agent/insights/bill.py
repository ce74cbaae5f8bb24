"""What an invoice is made of, and what changed since the one before: hours, rates, expenses, and the rest.

An invoice's lines are what the client sees; the entries and expenses that it billed tell by task what is behind them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.agent.insights.sums import ZERO, grouped
from desktop.harvest.models import Expense, Invoice, InvoiceLineItem
from desktop.harvest.text import plain
from desktop.harvest.work import Work
from desktop.text.money_text import cents

# Harvest rounds each line to the cent: so much may the sum of finer parts differ from a project's lines.
_TOLERANCE = Decimal("0.05")
#: Harvest writes the days behind what it imports: `[MW] Website: Design (03/01/2026 - 03/31/2026)`.
_DAYS = re.compile(r"\s*\([\d./-]+ - [\d./-]+\)$")


@dataclass(frozen=True, slots=True)
class Line:
    """Hours of one task of one project at one rate. `rate` is None where hours at several rates make up the amount."""

    project: str
    task: str
    hours: Decimal
    rate: Decimal | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice taken apart; all of it adds up to its amount.

    `expenses` are by category. `adjustments` are discount, taxes and cents of rounding. `is_from_entries`: the lines
    are the entries' own; else they are the invoice's, because somebody changed them or the entries cannot be seen.
    """

    invoice: Invoice
    lines: tuple[Line, ...]
    expenses: tuple[tuple[str, Decimal], ...]
    is_from_entries: bool = True

    @property
    def time(self) -> Decimal:
        """What all lines come to."""
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def hours(self) -> Decimal:
        """All hours."""
        return sum((line.hours for line in self.lines), ZERO)

    @property
    def expenses_total(self) -> Decimal:
        """All expenses."""
        return sum((amount for _, amount in self.expenses), ZERO)

    @property
    def adjustments(self) -> Decimal:
        """What the invoice's amount is beside time and expenses."""
        return self.invoice.amount - self.time - self.expenses_total


def bill_of(invoice: Invoice, work: Sequence[Work], expenses: Sequence[Expense]) -> Bill:
    """Take the invoice apart, project by project; rows of other invoices among these are left out."""
    by_project = grouped([row for row in work if row.invoice_id == invoice.id], lambda row: row.project_id)
    spent: dict[int, list[Expense]] = {}
    for expense in expenses:
        if expense.invoice is not None and expense.invoice.id == invoice.id:
            spent.setdefault(expense.project.id, []).append(expense)
    items: dict[int, list[InvoiceLineItem]] = {}
    for item in invoice.line_items:
        items.setdefault(item.project.id if item.project else 0, []).append(item)
    lines: list[Line] = []
    categories: dict[str, Decimal] = {}
    is_from_entries = bool(items)
    for project_id, its_items in items.items():
        rows, costs = by_project.get(project_id, []), spent.get(project_id, [])
        billed = sum((item.amount for item in its_items), ZERO)
        made_of = sum((_worth(row) for row in rows), ZERO) + sum((one.total_cost for one in costs), ZERO)
        if (rows or costs) and abs(billed - made_of) <= _TOLERANCE:
            lines += _from_entries(rows)
            for one in costs:
                name = plain(one.expense_category.name)
                categories[name] = categories.get(name, ZERO) + one.total_cost
        else:
            is_from_entries = False
            lines += [_from_item(item) for item in its_items]
    lines.sort(key=lambda line: (-line.amount, line.project, line.task))
    return Bill(invoice, tuple(lines), tuple(sorted(categories.items())), is_from_entries)


def _worth(row: Work) -> Decimal:
    return row.rounded * (row.rate or ZERO)


def _from_entries(rows: Sequence[Work]) -> list[Line]:
    groups = grouped(rows, lambda row: (row.project, row.task, row.rate or ZERO))
    return [
        Line(project, task, sum((row.rounded for row in found), ZERO), rate, sum(map(_worth, found), ZERO))
        for (project, task, rate), found in groups.items()
    ]


def _from_item(item: InvoiceLineItem) -> Line:
    project = plain(item.project.name) if item.project else ""
    text = _DAYS.sub("", plain(item.description))
    head = f"[{plain(item.project.code)}] {project}" if item.project and item.project.code else project
    task = text.removeprefix(head).lstrip(": ") if head else text
    return Line(project, task or plain(item.kind), item.quantity, item.unit_price, item.amount)


@dataclass(frozen=True, slots=True)
class Driver:
    """What changed of one task, or of the expenses or adjustments (`project` is then ""), since the invoice before.

    `by_hours` is what the changed hours come to at the earlier rate, `by_rate` what the changed rate does on the
    present hours; the two are `amount_change`. A task that is new, or gone, changed by its hours alone.
    """

    project: str
    task: str
    hours_before: Decimal
    hours_now: Decimal
    amount_change: Decimal
    by_hours: Decimal
    by_rate: Decimal

    @property
    def hours_change(self) -> Decimal:
        """More hours than before, or (negative) fewer."""
        return self.hours_now - self.hours_before


EXPENSES = "Expenses"
ADJUSTMENTS = "Discount, taxes and rounding"


def drivers(now: Bill, before: Bill) -> list[Driver]:
    """All that changed, the largest change first; together they are the difference of the two amounts."""
    present, past = _by_task(now), _by_task(before)
    found = []
    for key in dict.fromkeys([*present, *past]):
        hours, amount = present.get(key, (ZERO, ZERO))
        old_hours, old_amount = past.get(key, (ZERO, ZERO))
        change = amount - old_amount
        by_rate = ZERO
        if hours and old_hours:
            by_rate = amount - hours * old_amount / old_hours
        found.append(Driver(*key, old_hours, hours, change, change - by_rate, by_rate))
    for name, change in (
        (EXPENSES, now.expenses_total - before.expenses_total),
        (ADJUSTMENTS, now.adjustments - before.adjustments),
    ):
        found.append(Driver("", name, ZERO, ZERO, change, ZERO, ZERO))
    changed = [one for one in found if cents(one.amount_change) or one.hours_change]
    return sorted(changed, key=lambda one: (-abs(one.amount_change), one.project, one.task))


def _by_task(bill: Bill) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """Hours and amount of each task of each project."""
    found: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for line in bill.lines:
        hours, amount = found.get((line.project, line.task), (ZERO, ZERO))
        found[line.project, line.task] = hours + line.hours, amount + line.amount
    return found
