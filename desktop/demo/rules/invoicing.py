"""Invoices: lines, amounts, numbers, due dates, states, and what follows from payments."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.demo.call import Books, Call
from desktop.demo.errors import InvalidError
from desktop.demo.params import Params
from desktop.demo.records import Estimate, Expense, Invoice, InvoicedSpan, LineItem, Payment, Project, TimeEntry
from desktop.demo.rules.rounding import cents
from desktop.demo.store import Store

ZERO = Decimal(0)
TERM_DAYS = {"upon receipt": 0, "net 15": 15, "net 30": 30, "net 45": 45, "net 60": 60}
TERMS = (*TERM_DAYS, "custom")
FIRST_NUMBER = "1001"
_LAST_DIGITS = re.compile(r"(\d+)(?!.*\d)")


@dataclass(frozen=True, slots=True)
class Totals:
    """Money of an invoice or estimate, to the cent."""

    amount: Decimal
    discount: Decimal
    tax: Decimal
    tax2: Decimal


def totals(lines: Sequence[LineItem], discount: Decimal | None, tax: Decimal | None, tax2: Decimal | None) -> Totals:
    """Discount on all lines; each tax on its taxed lines after discount; the second tax not on top of the first."""

    def taxed(percent: Decimal | None, chosen: Sequence[LineItem]) -> Decimal:
        base = sum((cents(line.quantity * line.unit_price) for line in chosen), ZERO)
        return cents(base * (1 - (discount or ZERO) / 100) * (percent or ZERO) / 100)

    subtotal = sum((cents(line.quantity * line.unit_price) for line in lines), ZERO)
    off = cents(subtotal * (discount or ZERO) / 100)
    first = taxed(tax, [line for line in lines if line.taxed])
    second = taxed(tax2, [line for line in lines if line.taxed2])
    return Totals(subtotal - off + first + second, off, first, second)


def invoice_lines(store: Store, invoice_id: int) -> list[LineItem]:
    """The invoice's lines, in order."""
    return store.select(LineItem, "owner = 'invoice' AND owner_id = ?", [invoice_id], order="id ASC")


def invoice_amount(store: Store, invoice: Invoice) -> Decimal:
    """The total with discount and taxes."""
    return totals(invoice_lines(store, invoice.id), invoice.discount, invoice.tax, invoice.tax2).amount


def due_amount(store: Store, invoice: Invoice) -> Decimal:
    """The total minus payments."""
    payments = store.select(Payment, "invoice_id = ?", [invoice.id])
    return invoice_amount(store, invoice) - sum((one.amount for one in payments), ZERO)


def next_number(store: Store, kind: type[Invoice] | type[Estimate]) -> str:
    """The number after the latest one: its last digits counted up, in the same width."""
    latest = store.first(kind)
    if latest is None:
        return FIRST_NUMBER
    number = latest.number
    while store.count(kind, "number = ?", [number]):
        found = _LAST_DIGITS.search(number)
        if found is None:
            number += "-1"
            continue
        following = str(int(found[1]) + 1).zfill(len(found[1]))
        number = number[: found.start()] + following + number[found.end() :]
    return number


def due_date(term: str, issue: date, asked: date | None) -> date:
    """The day of the term; only `custom` listens to the day asked for."""
    if term == "custom":
        return asked or issue
    return issue + timedelta(days=TERM_DAYS[term])


def client_key() -> str:
    """The key of a client's public page."""
    return secrets.token_hex(20)


def put_lines(call: Call, owner: str, owner_id: int, items: Sequence[Params]) -> None:
    """Add, change or remove lines as the request says; a line with only a `kind` is dropped silently, as seen live."""
    for item in items:
        line_id = item.integer("id")
        if line_id is None:
            if item.raw("unit_price") is None and not item.sent("description"):
                continue
            item.required("kind", "unit_price")
            call.store.save(_line(item, LineItem(owner=owner, owner_id=owner_id, kind="", created_at=call.now)))
            continue
        line = call.store.first(LineItem, "owner = ? AND owner_id = ? AND id = ?", (owner, owner_id, line_id))
        if line is None:
            raise InvalidError("Line item does not exist")
        if item.boolean("_destroy"):
            call.store.delete(LineItem, "id = ?", [line.id])
        else:
            call.store.save(_line(item, line))


def _line(item: Params, line: LineItem) -> LineItem:
    price, quantity = item.decimal("unit_price"), item.decimal("quantity")
    taxed, taxed2 = item.boolean("taxed"), item.boolean("taxed2")
    return replace(
        line,
        kind=item.text("kind") or line.kind,
        description=item.text("description") if item.sent("description") else line.description,
        quantity=line.quantity if quantity is None else quantity,
        unit_price=line.unit_price if price is None else price,
        taxed=line.taxed if taxed is None else taxed,
        taxed2=line.taxed2 if taxed2 is None else taxed2,
        project_id=item.integer("project_id") if item.sent("project_id") else line.project_id,
    )


def check_line_projects(call: Call, items: Sequence[Params]) -> None:
    """Raise InvalidError for a line about a project that does not exist."""
    for item in items:
        project_id = item.integer("project_id")
        if project_id is not None and call.store.find(Project, project_id) is None:
            raise InvalidError("Project is invalid")


def settle(books: Books, invoice: Invoice) -> Invoice:
    """The invoice after its payments or lines changed: paid when nothing is due, open again when something is."""
    if not books.switches.payments_change_state or invoice.state not in ("open", "paid"):
        return invoice
    latest = books.store.first(Payment, "invoice_id = ?", [invoice.id], order="paid_at DESC, id DESC")
    due = due_amount(books.store, invoice)
    if invoice.state == "open" and due <= 0 and latest is not None:
        paid = replace(invoice, state="paid", paid_at=latest.paid_at, paid_date=latest.paid_date)
        return books.store.save(replace(paid, updated_at=books.now))
    if invoice.state == "paid" and due > 0:
        return books.store.save(replace(invoice, state="open", paid_at=None, paid_date=None, updated_at=books.now))
    return invoice


def apply_event(books: Books, invoice: Invoice, event: str) -> Invoice:
    """The invoice after `send`, `close`, `draft` or `re-open`. Raises InvalidError where its state forbids it."""
    if event == "send":
        if invoice.state != "draft":
            raise InvalidError("Event type can't be send unless invoice is a draft")
        changed = replace(invoice, state="open", sent_at=books.now)
    elif event == "close" and invoice.state == "open":
        changed = replace(invoice, state="closed", closed_at=books.now)
    elif event == "draft" and invoice.state == "open":
        changed = replace(invoice, state="draft", sent_at=None)
    elif event == "re-open" and invoice.state == "closed":
        changed = replace(invoice, state="open", closed_at=None)
    else:
        raise InvalidError(f"Event type can't be {event} while invoice is {invoice.state}")
    return books.store.save(replace(changed, updated_at=books.now))


def release(books: Books, invoice: Invoice) -> None:
    """What happens to the time and expenses an invoice had pulled when it is deleted."""
    store = books.store
    store.delete(LineItem, "owner = 'invoice' AND owner_id = ?", [invoice.id])
    store.delete(Payment, "invoice_id = ?", [invoice.id])
    if not books.switches.deleted_invoice_frees:
        return
    store.delete(InvoicedSpan, "invoice_id = ?", [invoice.id])
    for kind in (TimeEntry, Expense):
        store.set_all(kind, "invoice_id = NULL, updated_at = ?", "invoice_id = ?", (books.now, invoice.id))
