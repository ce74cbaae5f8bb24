"""`/invoices`, with messages, payments and item categories."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.demo.call import DELETED, Call, Reply, created
from desktop.demo.errors import ForbiddenError, InvalidError, NotFoundError
from desktop.demo.paging import Rows, paginate
from desktop.demo.params import Params
from desktop.demo.records import Client, Contact, Invoice, Mail, Message, Payment, Project
from desktop.demo.render import billing
from desktop.demo.render.view import View
from desktop.demo.routes.endpoint import Endpoint
from desktop.demo.routes.fields import choice, filled, numbers, texts
from desktop.demo.routes.filters import Conditions
from desktop.demo.rules import invoicing, messaging
from desktop.demo.rules.importing import pull, read_import
from desktop.demo.rules.permissions import INVOICE_DRAFTS, INVOICES

_OWN_OR_MANAGED = (
    "creator_id = ? OR id IN (SELECT owner_id FROM LineItem WHERE owner = 'invoice' AND project_id IN "
    "(SELECT project_id FROM UserAssignment WHERE user_id = ? AND is_project_manager AND is_active))"
)
_FIELDS = (
    *texts("purchase_order", "subject", "notes", blank=None),
    *texts("number", "currency"),
    *numbers("tax", "tax2", "discount"),
    choice("payment_term", invoicing.TERMS),
)


def list_invoices(call: Call) -> Reply:
    """Invoices that the role reaches, by issue date, newest first."""
    call.actor.require_extra(INVOICES, INVOICE_DRAFTS)
    conditions = Conditions(call.params).equal("client_id").updated_since().days("issue_date")
    state = call.params.text("state")
    if state is not None:
        conditions.add("state = ?", state)
    project = call.params.integer("project_id")
    if project is not None:
        conditions.add("id IN (SELECT owner_id FROM LineItem WHERE owner = 'invoice' AND project_id = ?)", project)
    if not call.actor.is_administrator:
        conditions.add(_OWN_OR_MANAGED, call.actor.user.id, call.actor.user.id)
    view = View(call)
    rows = Rows(call.store, Invoice, conditions.where, conditions.values, "issue_date DESC, id DESC")
    return paginate(call, "/invoices", "invoices", rows, lambda one: billing.invoice(view, one))


def create(call: Call) -> Reply:
    """A new draft, from lines or from tracked time and expenses."""
    call.actor.require_extra(INVOICES, INVOICE_DRAFTS)
    call.params.required("client_id")
    client = _client(call, call.params)
    wanted = read_import(call.params)
    items = call.params.objects("line_items") or []
    _require_reach(call, [*(wanted.project_ids if wanted else ()), *_line_projects(items)])
    invoicing.check_line_projects(call, items)
    issue = call.params.day("issue_date") or call.books.today(call.actor.user)
    blank = Invoice(
        client_id=client.id,
        creator_id=call.actor.user.id,
        number="",
        client_key=invoicing.client_key(),
        currency=client.currency,
        issue_date=issue,
        created_at=call.now,
    )
    invoice = _completed(call, filled(blank, call.params, _FIELDS, call.now), call.params.day("due_date"))
    invoice = call.store.save(invoice)
    if wanted is not None:
        invoice = pull(call.books, invoice, wanted)
    invoicing.put_lines(call, "invoice", invoice.id, items)
    return created(billing.invoice(View(call), invoice))


def show(call: Call) -> Reply:
    """One invoice."""
    return Reply(billing.invoice(View(call), find_invoice(call)))


def update(call: Call) -> Reply:
    """A changed invoice. Its state changes only through messages and payments."""
    invoice = find_invoice(call, write=True)
    params = call.params
    changed = filled(invoice, params, _FIELDS, call.now)
    if params.integer("client_id") is not None:
        changed = replace(changed, client_id=_client(call, params).id)
    if params.day("issue_date") is not None:
        changed = replace(changed, issue_date=params.day("issue_date") or changed.issue_date)
    items = params.objects("line_items") or []
    invoicing.check_line_projects(call, items)
    _require_reach(call, _line_projects(items))
    changed = call.store.save(_completed(call, changed, params.day("due_date") or invoice.due_date))
    invoicing.put_lines(call, "invoice", changed.id, items)
    return Reply(billing.invoice(View(call), invoicing.settle(call.books, changed)))


def delete(call: Call) -> Reply:
    """An invoice less; what it had pulled is free again."""
    invoice = find_invoice(call, write=True)
    invoicing.release(call.books, invoice)
    call.store.delete(Message, "owner = 'invoice' AND owner_id = ?", [invoice.id])
    call.store.delete(Invoice, "id = ?", [invoice.id])
    return DELETED


def find_invoice(call: Call, *, write: bool = False) -> Invoice:
    """The invoice of the path, if the role reaches it. A drafter changes only drafts."""
    actor = call.actor
    actor.require_extra(INVOICES, INVOICE_DRAFTS)
    invoice = call.store.find(Invoice, call.ids[0])
    if invoice is None:
        raise NotFoundError
    if actor.is_administrator:
        return invoice
    lines = invoicing.invoice_lines(call.store, invoice.id)
    if invoice.creator_id != actor.user.id and not any(line.project_id in actor.managed for line in lines):
        raise ForbiddenError
    if write and not actor.holds(INVOICES) and invoice.state != "draft":
        raise ForbiddenError
    return invoice


def _client(call: Call, params: Params) -> Client:
    client = call.store.find(Client, params.integer("client_id") or 0)
    if client is None:
        raise InvalidError("Client is invalid")
    return client


def _line_projects(items: list[Params]) -> list[int]:
    return [number for item in items if (number := item.integer("project_id")) is not None]


def _require_reach(call: Call, project_ids: list[int]) -> None:
    """Managers invoice only the projects they manage."""
    actor = call.actor
    known = [number for number in project_ids if call.store.find(Project, number) is not None]
    actor.require(actor.is_administrator or all(number in actor.managed for number in known))


def _completed(call: Call, invoice: Invoice, due: Any) -> Invoice:
    """Number, due date and payment options that follow from the rest."""
    number = invoice.number or invoicing.next_number(call.store, Invoice)
    if call.books.switches.duplicate_number == "rejected" and call.store.count(
        Invoice, "number = ? AND id != ?", (number, invoice.id)
    ):
        raise InvalidError("Number has already been taken")
    options = call.params.raw("payment_options")
    return replace(
        invoice,
        number=number,
        due_date=invoicing.due_date(invoice.payment_term, invoice.issue_date, due),
        payment_options=[str(one) for one in options] if isinstance(options, list) else invoice.payment_options,
        estimate_id=call.params.integer("estimate_id") or invoice.estimate_id,
        retainer_id=call.params.integer("retainer_id") or invoice.retainer_id,
    )


def list_messages(call: Call) -> Reply:
    """Messages of one invoice, newest first."""
    invoice = find_invoice(call)
    conditions = Conditions(call.params).add("owner = 'invoice' AND owner_id = ?", invoice.id).updated_since()
    rows = Rows(call.store, Message, conditions.where, conditions.values)
    path = f"/invoices/{invoice.id}/messages"
    return paginate(call, path, "invoice_messages", rows, billing.invoice_message, record_id=lambda one: one.id)


def create_message(call: Call) -> Reply:
    """Send an e-mail, or (with `event_type`) change the state without one."""
    invoice = find_invoice(call, write=True)
    call.actor.require_extra(INVOICES)
    message = messaging.read_message(call, "invoice", invoice.id)
    if message.event_type is not None:
        invoicing.apply_event(call.books, invoice, message.event_type)
    elif invoice.state == "draft":
        invoicing.apply_event(call.books, invoice, "send")
    if call.params.boolean("include_link_to_client_invoice") is False:
        current = call.store.get(Invoice, invoice.id)
        call.store.save(replace(current, payment_options=[], updated_at=call.now))
    return created(billing.invoice_message(messaging.post(call, message, invoice)))


def new_message(call: Call) -> Reply:
    """What a message would say; creates nothing."""
    invoice = find_invoice(call)
    thanks = call.params.boolean("thank_you") or False
    reminds = call.params.boolean("reminder") or False
    name = call.books.company.name
    subject = f"Invoice {invoice.number} from {name}"
    body = f"Invoice {invoice.number} is due on {invoice.due_date.strftime(call.books.company.date_format)}."
    if thanks:
        subject, body = f"Thank you from {name}", f"Thank you for your payment of invoice {invoice.number}."
    elif reminds:
        subject, body = f"Reminder: {subject}", f"This is a friendly reminder. {body}"
    return Reply({"invoice_id": invoice.id, "subject": subject, "body": body, "reminder": reminds, "thank_you": thanks})


def delete_message(call: Call) -> Reply:
    """A message less; the state stays."""
    invoice = find_invoice(call, write=True)
    key = ("invoice", invoice.id, call.ids[1])
    if not call.store.count(Message, "owner = ? AND owner_id = ? AND id = ?", key):
        raise NotFoundError
    call.store.delete(Message, "owner = ? AND owner_id = ? AND id = ?", key)
    return DELETED


def list_payments(call: Call) -> Reply:
    """Payments of one invoice, newest first."""
    invoice = find_invoice(call)
    conditions = Conditions(call.params).add("invoice_id = ?", invoice.id).updated_since()
    rows = Rows(call.store, Payment, conditions.where, conditions.values)
    path = f"/invoices/{invoice.id}/payments"
    return paginate(call, path, "invoice_payments", rows, billing.payment, record_id=lambda one: one.id)


def create_payment(call: Call) -> Reply:
    """A new payment; the one that completes the invoice thanks the client."""
    invoice = find_invoice(call, write=True)
    call.actor.require_extra(INVOICES)
    params = call.params
    params.required("amount")
    amount = params.decimal("amount")
    if amount is None or amount <= 0:
        raise InvalidError("Amount must be greater than 0")
    if invoice.state not in ("open", "paid"):
        raise InvalidError(f"Payments can't be recorded while invoice is {invoice.state}")
    if params.sent("paid_at") and params.sent("paid_date"):
        raise InvalidError("Only one of paid_at and paid_date can be given")
    day = params.day("paid_date")
    paid_at = params.instant("paid_at") or call.now
    if day is not None:
        paid_at = paid_at.replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0)
    payment = call.store.save(
        Payment(
            invoice_id=invoice.id,
            amount=amount,
            paid_at=paid_at,
            paid_date=day or paid_at.astimezone(call.books.zone(call.actor.user)).date(),
            recorded_by=call.actor.user.name,
            recorded_by_email=call.actor.user.email,
            notes=params.text("notes"),
            created_at=call.now,
            updated_at=call.now,
        )
    )
    settled = invoicing.settle(call.books, invoice)
    wanted = params.boolean("send_thank_you") is not False and call.books.company.sends_thank_yous
    if wanted and settled.state == "paid" and invoice.state != "paid":
        contacts = call.store.select(Contact, "client_id = ? AND email != ''", [invoice.client_id], order="id ASC")
        call.store.save(
            Mail(
                kind="thank_you",
                recipients=[contact.email for contact in contacts],
                subject=f"Thank you for your payment of invoice {invoice.number}",
                about_id=invoice.id,
                created_at=call.now,
                updated_at=call.now,
            )
        )
    return created(billing.payment(payment))


def delete_payment(call: Call) -> Reply:
    """A payment less; an invoice with money due is open again."""
    invoice = find_invoice(call, write=True)
    call.actor.require_extra(INVOICES)
    key = (invoice.id, call.ids[1])
    if not call.store.count(Payment, "invoice_id = ? AND id = ?", key):
        raise NotFoundError
    call.store.delete(Payment, "invoice_id = ? AND id = ?", key)
    invoicing.settle(call.books, invoice)
    return DELETED


_ONE = "/invoices/{id:int}"
ENDPOINTS = (
    Endpoint("GET", "/invoices", list_invoices),
    Endpoint("POST", "/invoices", create),
    Endpoint("GET", _ONE, show),
    Endpoint("PATCH", _ONE, update),
    Endpoint("DELETE", _ONE, delete),
    Endpoint("GET", _ONE + "/messages", list_messages),
    Endpoint("POST", _ONE + "/messages", create_message),
    Endpoint("GET", _ONE + "/messages/new", new_message),
    Endpoint("DELETE", _ONE + "/messages/{message:int}", delete_message),
    Endpoint("GET", _ONE + "/payments", list_payments),
    Endpoint("POST", _ONE + "/payments", create_payment),
    Endpoint("DELETE", _ONE + "/payments/{payment:int}", delete_payment),
)
