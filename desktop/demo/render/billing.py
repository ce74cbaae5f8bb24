"""Expenses, invoices, estimates, messages, payments and categories."""

from __future__ import annotations

from typing import Any

from desktop.demo.records import (
    Client,
    Estimate,
    Expense,
    ExpenseCategory,
    Invoice,
    ItemCategory,
    LineItem,
    Message,
    Payment,
    Project,
    User,
)
from desktop.demo.render.values import coded, named, number, priced, stamps
from desktop.demo.render.view import View
from desktop.demo.rules.invoicing import Totals, due_amount, invoice_lines, totals
from desktop.demo.rules.rounding import cents
from desktop.demo.store import instant_text


def expense(view: View, record: Expense) -> dict[str, Any]:
    """An expense."""
    store = view.store
    project = store.get(Project, record.project_id)
    category = store.get(ExpenseCategory, record.expense_category_id)
    reason = view.locks.expense_text(record)
    receipt = None
    if record.receipt is not None:
        receipt = {
            "url": f"https://{view.books.company.subdomain}.harvestapp.com/expenses/{record.id}/receipt",
            "file_name": record.receipt_name,
            "file_size": len(record.receipt),
            "content_type": record.receipt_type,
        }
    shown = {
        "id": record.id,
        "notes": record.notes,
        "total_cost": number(record.total_cost),
        "units": number(record.units),
        "is_closed": record.approval_status == "approved",
        "approval_status": record.approval_status,
        "is_locked": reason is not None,
        "is_billed": record.invoice_id is not None,
        "locked_reason": reason,
        "spent_date": record.spent_date.isoformat(),
        **stamps(record),
        "billable": record.billable,
        "receipt": receipt,
        "user": named(store.get(User, record.user_id)),
        "user_assignment": view.user_assignment_stub(project.id, record.user_id),
        "project": coded(project),
        "expense_category": {
            "id": category.id,
            "name": category.name,
            "unit_price": number(category.unit_price),
            "unit_name": category.unit_name,
        },
        "client": priced(store.get(Client, project.client_id)),
        "invoice": view.invoice_stub(record.invoice_id),
    }
    if view.extras:
        shown |= {"is_explicitly_locked": False, "reimbursement": None}
    return shown


def expense_category(record: ExpenseCategory) -> dict[str, Any]:
    """An expense category."""
    return {
        "id": record.id,
        "name": record.name,
        "unit_name": record.unit_name,
        "unit_price": number(record.unit_price),
        "is_active": record.is_active,
        **stamps(record),
    }


def invoice(view: View, record: Invoice) -> dict[str, Any]:
    """An invoice with its lines and amounts."""
    lines = invoice_lines(view.store, record.id)
    sums = totals(lines, record.discount, record.tax, record.tax2)
    return {
        "id": record.id,
        "client_key": record.client_key,
        "number": record.number,
        "purchase_order": record.purchase_order,
        "amount": number(sums.amount),
        "due_amount": number(due_amount(view.store, record)),
        **_taxes(view, record, sums),
        "subject": record.subject,
        "notes": record.notes,
        "state": record.state,
        "period_start": _day(record.period_start),
        "period_end": _day(record.period_end),
        "issue_date": _day(record.issue_date),
        "due_date": _day(record.due_date),
        "payment_term": record.payment_term,
        "sent_at": _instant(record.sent_at),
        "paid_at": _instant(record.paid_at),
        "paid_date": _day(record.paid_date),
        "closed_at": _instant(record.closed_at),
        "recurring_invoice_id": None,
        **stamps(record),
        "currency": record.currency,
        "payment_options": list(record.payment_options),
        "client": named(view.store.get(Client, record.client_id)),
        "estimate": {"id": record.estimate_id} if record.estimate_id else None,
        "retainer": {"id": record.retainer_id} if record.retainer_id else None,
        "creator": named(view.store.get(User, record.creator_id)),
        "line_items": [_line(line) | {"project": _line_project(view, line)} for line in lines],
    }


def estimate(view: View, record: Estimate) -> dict[str, Any]:
    """An estimate with its lines and amounts."""
    lines = view.store.select(LineItem, "owner = 'estimate' AND owner_id = ?", [record.id], order="id ASC")
    sums = totals(lines, record.discount, record.tax, record.tax2)
    return {
        "id": record.id,
        "client_key": record.client_key,
        "number": record.number,
        "purchase_order": record.purchase_order,
        "amount": number(sums.amount),
        **_taxes(view, record, sums),
        "subject": record.subject,
        "notes": record.notes,
        "state": record.state,
        "issue_date": _day(record.issue_date),
        "sent_at": _instant(record.sent_at),
        "accepted_at": _instant(record.accepted_at),
        "declined_at": _instant(record.declined_at),
        **stamps(record),
        "currency": record.currency,
        "client": named(view.store.get(Client, record.client_id)),
        "creator": named(view.store.get(User, record.creator_id)),
        "line_items": [_line(line) for line in lines],
    }


def invoice_message(record: Message) -> dict[str, Any]:
    """An invoice message."""
    return {
        "id": record.id,
        "sent_by": record.sent_by,
        "sent_by_email": record.sent_by_email,
        "sent_from": record.sent_by,
        "sent_from_email": record.sent_by_email,
        "include_link_to_client_invoice": False,
        "send_me_a_copy": record.send_me_a_copy,
        "thank_you": record.thank_you,
        "reminder": record.reminder,
        "send_reminder_on": None,
        **stamps(record),
        "attach_pdf": record.attach_pdf,
        "event_type": record.event_type,
        "recipients": list(record.recipients),
        "subject": record.subject,
        "body": record.body,
    }


def estimate_message(record: Message) -> dict[str, Any]:
    """An estimate message."""
    left_out = {"include_link_to_client_invoice", "thank_you", "reminder", "send_reminder_on", "attach_pdf"}
    return {key: value for key, value in invoice_message(record).items() if key not in left_out}


def payment(record: Payment) -> dict[str, Any]:
    """An invoice payment."""
    return {
        "id": record.id,
        "amount": number(record.amount),
        "paid_at": _instant(record.paid_at),
        "paid_date": _day(record.paid_date),
        "recorded_by": record.recorded_by,
        "recorded_by_email": record.recorded_by_email,
        "notes": record.notes,
        "transaction_id": None,
        **stamps(record),
        "payment_gateway": {"id": None, "name": None},
    }


def item_category(record: ItemCategory) -> dict[str, Any]:
    """An invoice or estimate item category; only the former say what they are used for."""
    uses = {"use_as_service": record.use_as_service, "use_as_expense": record.use_as_expense}
    return {
        "id": record.id,
        "name": record.name,
        **(uses if record.owner == "invoice" else {}),
        **stamps(record),
    }


def _taxes(view: View, record: Invoice | Estimate, sums: Totals) -> dict[str, Any]:
    absent = None if view.books.switches.absent_tax_amount == "null" else 0.0
    return {
        "tax": number(record.tax),
        "tax_amount": absent if record.tax is None else number(sums.tax),
        "tax2": number(record.tax2),
        "tax2_amount": absent if record.tax2 is None else number(sums.tax2),
        "discount": number(record.discount),
        "discount_amount": number(sums.discount),
    }


def _line(line: LineItem) -> dict[str, Any]:
    return {
        "id": line.id,
        "kind": line.kind,
        "description": line.description,
        "quantity": number(line.quantity),
        "unit_price": number(line.unit_price),
        "amount": number(cents(line.quantity * line.unit_price)),
        "taxed": line.taxed,
        "taxed2": line.taxed2,
    }


def _line_project(view: View, line: LineItem) -> dict[str, Any] | None:
    project = view.store.find(Project, line.project_id) if line.project_id else None
    return None if project is None else coded(project)


def _day(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())


def _instant(instant: Any) -> str | None:
    return None if instant is None else instant_text(instant)
