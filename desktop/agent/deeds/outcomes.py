"""What Harvest made of a deed, in a line for people: from Harvest's own answer, as the journal keeps it."""

from __future__ import annotations

from typing import Final, TypeVar

from pydantic import ValidationError

from desktop.agent.journal import Kind, Operation
from desktop.agent.wording import hours_text
from desktop.harvest.models import Answer, Expense, Invoice, InvoiceMessage, TimeEntry
from desktop.harvest.text import plain
from desktop.text.money_text import money_text

_NO_TIME: Final = ". Harvest keeps it, though no time went by; “delete it” takes it out"

A = TypeVar("A", bound=Answer)


def outcome_of(operation: Operation) -> str:
    """`In Harvest: 3 h, Website, Design`; "" where Harvest gave no answer that tells more."""
    match operation.kind:
        case Kind.CREATE_ENTRY | Kind.UPDATE_ENTRY | Kind.STOP_TIMER:
            entry = entry_answer(operation)
            kept = operation.kind is Kind.STOP_TIMER and entry is not None and not entry.hours
            return f"In Harvest: {_entry(entry)}{_NO_TIME if kept else ''}" if entry else "Done"
        case Kind.START_TIMER | Kind.RESTART_TIMER:
            entry = entry_answer(operation)
            return f"Running: {_entry(entry)}" if entry else "Running"
        case Kind.SPLIT_ENTRY:
            return "Split in Harvest"
        case Kind.DELETE_ENTRY:
            return "Deleted in Harvest"
        case Kind.CREATE_EXPENSE:
            expense = answer_of(operation, Expense)
            return f"In Harvest: {_expense(expense)}" if expense else "Done"
        case Kind.CREATE_INVOICE:
            invoice = answer_of(operation, Invoice)
            return f"In Harvest as a draft: {_invoice(invoice)}" if invoice else "Done"
        case Kind.INVOICE_EVENT:
            return "Marked in Harvest; no e-mail was sent"
        case Kind.INVOICE_EMAIL:
            message = answer_of(operation, InvoiceMessage)
            return f"Sent to {', '.join(one.email for one in message.recipients)}" if message else "Sent"
        case _:
            return "Done"


def entry_answer(operation: Operation) -> TimeEntry | None:
    """The time entry that Harvest answered with, or None."""
    return answer_of(operation, TimeEntry)


def answer_of(operation: Operation, model: type[A]) -> A | None:
    """What Harvest answered with, or None where that is not kept."""
    if not operation.answer:
        return None
    try:
        return model.model_validate_json(operation.answer)
    except ValidationError:
        return None


def _entry(entry: TimeEntry) -> str:
    return f"{hours_text(entry.hours)}, {plain(entry.project.name)}, {plain(entry.task.name)}, entry {entry.id}"


def _expense(expense: Expense) -> str:
    much = money_text(expense.total_cost, expense.client.currency)
    return f"{much}, {plain(expense.expense_category.name)}, {plain(expense.project.name)}, expense {expense.id}"


def _invoice(invoice: Invoice) -> str:
    return (
        f"invoice {plain(invoice.number)}, {plain(invoice.client.name)}, {money_text(invoice.amount, invoice.currency)}"
    )
