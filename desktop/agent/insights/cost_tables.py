"""The tables below a cost picture: the work by task or project with its amounts, and the expenses by category.

`of` gives the currency of a project by its id; of an expense's also the one that Harvest writes beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

from desktop.agent.insights.answer import Cell, Column, Money, Table, Unit
from desktop.agent.insights.sums import ZERO, grouped, worth
from desktop.agent.intents import By
from desktop.harvest.models import Expense
from desktop.harvest.text import plain
from desktop.harvest.work import Work


def work_table(
    work: Sequence[Work], of: Callable[[int], str], *, by: By | None, of_project: bool, sees_rates: bool
) -> Table:
    """By task within a project, else by project: hours, and what they are billed for."""
    by_task = (of_project and by is None) or by is By.TASK
    groups = grouped(
        work,
        lambda row: (
            (row.user if by is By.PERSON else row.task if by_task else f"{row.client} › {row.project}"),
            of(row.project_id),
        ),
    )
    rates = {key: {row.rate for row in found if row.is_billable} for key, found in groups.items()}
    has_rates = sees_rates and any(len(one) == 1 and None not in one for one in rates.values())
    rows: list[tuple[Cell, ...]] = []
    for (name, currency), found in groups.items():
        cells: list[Cell] = [
            name,
            sum((row.rounded for row in found), ZERO),
            sum((row.rounded for row in found if row.is_billable), ZERO),
        ]
        if has_rates:
            own = rates[name, currency]
            rate = next(iter(own)) if len(own) == 1 else None
            cells.append(None if rate is None else Money(rate, currency))
        if sees_rates:
            cells.append(Money(sum(map(worth, found), ZERO), currency))
        rows.append(tuple(cells))
    rows.sort(key=lambda row: (-(row[1] if isinstance(row[1], Decimal) else ZERO), str(row[0])))
    head = "Person" if by is By.PERSON else "Task" if by_task else "Project"
    columns = [Column(head), Column("Hours", Unit.HOURS), Column("Billable", Unit.HOURS)]
    if has_rates:
        columns.append(Column("Rate", Unit.MONEY))
    if sees_rates:
        columns.append(Column("Amount", Unit.MONEY))
    return Table(tuple(columns), tuple(rows))


def profit_table(work: Sequence[Work], of: Callable[[int], str], *, fixed: Collection[int], home: str) -> Table:
    """By project what its time bills and costs, the most left first; None where not all of a cost is known, and of work
    for a `fixed` fee. `home` is the currency of cost rates ("" unknown, and taken to be each project's).
    """
    rows: list[tuple[Cell, ...]] = []
    for (_, name), found in grouped(work, lambda row: (row.project_id, f"{row.client} › {row.project}")).items():
        currency, hours = of(found[0].project_id), sum((row.rounded for row in found), ZERO)
        costs = [row.rounded * row.cost_rate for row in found if row.cost_rate is not None]
        bills = sum(map(worth, found), ZERO)
        is_known = len(costs) == len(found) and home in ("", currency)
        cost = sum(costs, ZERO) if is_known else None
        left = bills - cost if cost is not None and found[0].project_id not in fixed else None
        amounts = (None if one is None else Money(one, currency) for one in (bills, cost, left))
        rows.append((name, hours, *amounts))
    rows.sort(key=lambda row: (-row[4].amount if isinstance(row[4], Money) else Decimal(0), str(row[0])))
    columns = (
        Column("Project"),
        Column("Hours", Unit.HOURS),
        Column("Billed for", Unit.MONEY),
        Column("Time cost", Unit.MONEY),
        Column("Left", Unit.MONEY),
    )
    return Table(columns, tuple(rows))


def losing(table: Table) -> list[str]:
    """The projects of a `profit_table` whose time costs more than it bills, the worst first."""
    lost = [(row[4].amount, str(row[0])) for row in table.rows if isinstance(row[4], Money) and row[4].amount < 0]
    return [name for _, name in sorted(lost)]


def expenses_table(expenses: Sequence[Expense], of: Callable[[int, str], str]) -> Table:
    """By category: what is billable of it, and what of that is invoiced."""
    sums: dict[tuple[str, bool, bool, str], Decimal] = {}
    for one in expenses:
        key = (
            plain(one.expense_category.name),
            one.billable,
            one.is_billed,
            of(one.project.id, one.client.currency),
        )
        sums[key] = sums.get(key, ZERO) + one.total_cost
    rows = tuple(
        (
            name,
            "billable" if billable else "not billable",
            ("invoiced" if billed else "not invoiced") if billable else None,
            Money(amount, currency),
        )
        for (name, billable, billed, currency), amount in sorted(sums.items())
    )
    return Table((Column("Expenses"), Column(""), Column(""), Column("Amount", Unit.MONEY)), rows)
