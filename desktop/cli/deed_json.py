"""Deeds as `gleaner say --json` prints them: the card, and what Harvest made of it."""

from __future__ import annotations

import json

from desktop.agent.deeds.card import Deed, FormField, Table
from desktop.agent.deeds.outcomes import answer_of, entry_answer
from desktop.agent.drafts import DraftState
from desktop.agent.journal import Kind, Operation
from desktop.cli.as_json import Json, number
from desktop.harvest.models import Expense, Invoice, InvoiceMessage, TimeEntry


def deed_json(deed: Deed) -> Json:
    """The card: what it would write, and what it asks."""
    changed = [field for field in deed.fields if field.before is not None]
    answer: Json = {
        "state": "ready" if deed.state is DraftState.READY else deed.state.value,
        "title": deed.title,
        "action": deed.action,
        "asks": [_asked_json(field) for field in deed.fields if field.question],
        "fields": {field.key: field.value for field in deed.fields},
        "shown": {field.key: field.text for field in deed.fields},
        "warnings": [{"code": warning.code, "text": warning.text} for warning in deed.warnings],
        "confirmed_alone": deed.is_grave,
    }
    if deed.person:
        answer["person"] = deed.person
    if changed:
        answer["before"] = {field.key: field.before for field in changed}
        answer["after"] = {field.key: field.text for field in changed}
    if deed.tables:
        answer["tables"] = [_table_json(table) for table in deed.tables]
    if deed.figures:
        answer["figures"] = json.loads(deed.figures)
    if deed.reason:
        answer["reason"] = deed.reason
    return answer


def _asked_json(field: FormField) -> Json:
    options = [{"key": option.key, "text": option.text} for option in field.options]
    return {"key": field.key, "question": field.question, "options": options}


def _table_json(table: Table) -> Json:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"title": table.title, "rows": rows, "total": list(table.total)}


def outcome_json(operation: Operation) -> Json | None:
    """What Harvest has made of a committed deed, from its own answer; None where it has not (yet)."""
    if operation.answer_id is None:
        return None
    match operation.kind:
        case Kind.START_TIMER | Kind.RESTART_TIMER | Kind.STOP_TIMER:
            entry = entry_answer(operation)
            return _timer_json(entry) if entry else {"id": operation.answer_id}
        case Kind.CREATE_ENTRY:
            entry = entry_answer(operation)
            return {"id": operation.answer_id, **(_entry_json(entry) if entry else {})}
        case Kind.UPDATE_ENTRY | Kind.SPLIT_ENTRY:
            entry = entry_answer(operation)
            after = _entry_json(entry) if entry else None
            return {"id": operation.answer_id, "before": _before_json(operation), "after": after}
        case Kind.DELETE_ENTRY:
            return {"id": operation.answer_id, "before": _before_json(operation)}
        case Kind.CREATE_EXPENSE:
            return _expense_json(operation)
        case Kind.CREATE_INVOICE:
            return _invoice_json(operation)
        case Kind.INVOICE_EMAIL | Kind.INVOICE_EVENT:
            return _sent_json(operation)
        case _:
            return {"id": operation.answer_id}


def _expense_json(operation: Operation) -> Json:
    expense = answer_of(operation, Expense)
    if expense is None:
        return {"id": operation.answer_id}
    return {
        "id": expense.id,
        "project": expense.project.name,
        "category": expense.expense_category.name,
        "total_cost": number(expense.total_cost),
        "billable": expense.billable,
        "spent_date": expense.spent_date.isoformat(),
    }


def _invoice_json(operation: Operation) -> Json:
    invoice = answer_of(operation, Invoice)
    if invoice is None:
        return {"id": operation.answer_id}
    lines = [
        {
            "kind": line.kind,
            "description": line.description,
            "quantity": number(line.quantity),
            "unit_price": number(line.unit_price),
            "amount": number(line.amount),
        }
        for line in invoice.line_items
    ]
    return {
        "id": invoice.id,
        "number": invoice.number,
        "client": invoice.client.name,
        "amount": number(invoice.amount),
        "currency": invoice.currency,
        "state": invoice.state,
        "lines": lines,
    }


def _sent_json(operation: Operation) -> Json:
    """Of an e-mail, or of a mark, which has no recipients."""
    stored = json.loads(operation.payload)
    if operation.kind is Kind.INVOICE_EVENT:
        number = Invoice.model_validate_json(operation.before).number
        return {"invoice_id": stored["invoice_id"], "number": number, "recipients": [], "message_id": None}
    message = answer_of(operation, InvoiceMessage)
    return {
        "invoice_id": stored["invoice_id"],
        "number": json.loads(operation.card)["fields"][0]["shown"].split(" · ")[0],
        "recipients": [one.email for one in message.recipients] if message else [],
        "message_id": operation.answer_id,
    }


def _timer_json(entry: TimeEntry) -> Json:
    return {
        "id": entry.id,
        "project": entry.project.name,
        "task": entry.task.name,
        "hours": number(entry.hours),
        "is_running": entry.is_running,
    }


def _before_json(operation: Operation) -> Json | None:
    return _entry_json(TimeEntry.model_validate_json(operation.before)) if operation.before else None


def _entry_json(entry: TimeEntry) -> Json:
    return {
        "project": entry.project.name,
        "task": entry.task.name,
        "hours": number(entry.hours),
        "spent_date": entry.spent_date.isoformat(),
        "notes": entry.notes,
    }
