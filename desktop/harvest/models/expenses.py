"""Expenses and their categories. Money is in the client's currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from desktop.harvest.models.base import Answer, ClientRef, InvoiceRef, Named, ProjectRef, Request
from desktop.harvest.models.entries import EntryUserAssignment


class ExpenseCategory(Answer):
    """A category; those with a `unit_price` are counted in units (`unit_name`), all others in money."""

    id: int
    name: str = ""
    unit_name: str = ""
    unit_price: Decimal | None = None
    is_active: bool = True
    created_at: datetime | None = None
    updated_at: datetime | None = None


class Receipt(Answer):
    """The file kept with an expense; `file_size` is in bytes."""

    url: str = ""
    file_name: str = ""
    file_size: int = 0
    content_type: str = ""


class Expense(Answer):
    """An expense. `spent_date` is a calendar day of its user."""

    id: int
    spent_date: date
    total_cost: Decimal
    units: Decimal | None = None
    project: ProjectRef
    expense_category: ExpenseCategory
    client: ClientRef = ClientRef()
    user: Named = Named()
    user_assignment: EntryUserAssignment | None = None
    receipt: Receipt | None = None
    invoice: InvoiceRef | None = None
    notes: str = ""
    billable: bool = False
    is_billed: bool = False
    is_locked: bool = False
    locked_reason: str = ""
    is_closed: bool = False
    approval_status: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None


class NewExpense(Request):
    """An expense to create: `units` for a category with a unit price, else `total_cost`."""

    project_id: int
    expense_category_id: int
    spent_date: date
    total_cost: Decimal | None = None
    units: Decimal | None = None
    notes: str | None = None
    billable: bool | None = None
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """A receipt to upload. Harvest takes png, gif, jpg and pdf."""

    file_name: str
    content: bytes
    content_type: str
