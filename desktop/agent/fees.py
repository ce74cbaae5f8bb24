"""How much of projects' fixed fees is on invoices: their lines for work, and none of those for expenses.

A fee of $5,000.00 with an invoice of $2,000.00 and $300.00 of expenses has $3,000.00 left to bill.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from desktop.harvest.models import Invoice, ItemCategory


def expense_kinds(categories: Iterable[ItemCategory]) -> frozenset[str]:
    """The kinds of invoice lines that are for expenses alone."""
    return frozenset(one.name for one in categories if one.use_as_expense and not one.use_as_service)


def fees_billed(invoices: Iterable[Invoice], of_expenses: Collection[str]) -> dict[int, Decimal]:
    """What is billed of each project's work, by its id. `of_expenses` are the kinds of lines that are for expenses."""
    billed: dict[int, Decimal] = {}
    for invoice in invoices:
        for line in invoice.line_items:
            if line.project is not None and line.kind not in of_expenses:
                billed[line.project.id] = billed.get(line.project.id, Decimal(0)) + line.amount
    return billed
