"""Invoices, the events that change their state, and the e-mails about them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, Final

from desktop.agent.journal import Kind, Operation
from desktop.agent.writes.base import (
    Absent,
    Conflict,
    Declined,
    Desk,
    Done,
    Found,
    Undecided,
    Write,
    after_the_fact,
    done,
    not_ours,
    snapshot,
    there_before,
)
from desktop.agent.writes.compare import same_text
from desktop.agent.writes.payloads import CreateInvoice, DeleteInvoice, SendInvoiceEmail, SetInvoiceState, read
from desktop.harvest.errors import NotFound
from desktop.harvest.models import Invoice, InvoiceMessage, NewInvoice, NewInvoiceMessage
from desktop.text.money_text import money_text

_STATE_AFTER: Final = {"send": "open", "close": "closed", "draft": "draft", "re-open": "open"}
_STATES_BEFORE: Final = {
    "send": frozenset({"draft"}),
    "close": frozenset({"open"}),
    "draft": frozenset({"open"}),
    "re-open": frozenset({"closed", "paid"}),
}


class CreatingInvoice(Write):
    """A new invoice. Found again among the client's invoices that were not there before it was sent."""

    is_create: ClassVar[bool] = True

    def knows_its_own(self, desk: Desk) -> bool:
        """Harvest keeps no mark of ours."""
        return False

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Note the client's invoices."""
        wanted = read(operation, CreateInvoice).invoice
        there = await desk.harvest.invoices(client_id=wanted.client_id)
        desk.journal.remember(operation.id, snapshot(one.id for one in there))
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Create it."""
        payload = read(operation, CreateInvoice)
        invoice = await desk.harvest.create_invoice(payload.invoice)
        others = (there_before(operation) or frozenset()) | desk.journal.taken((Kind.CREATE_INVOICE,))
        if invoice.id in others or not _fits(invoice, payload.invoice):
            raise not_ours(desk, operation, invoice.id)
        return done(invoice, invoice.id, _compared(invoice, payload.expected))

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """One new draft that fits is ours; several, or one that fits only partly, are for the person to judge."""
        there = there_before(operation)
        if there is None:
            return Absent(surely=True)
        payload = read(operation, CreateInvoice)
        wanted = payload.invoice
        others = there | desk.journal.taken((Kind.CREATE_INVOICE,))
        news = [one for one in await desk.harvest.invoices(client_id=wanted.client_id) if one.id not in others]
        fitting = [one for one in news if _fits(one, wanted)]
        if len(fitting) == 1:
            return done(fitting[0], fitting[0].id, _compared(fitting[0], payload.expected))
        if fitting:
            numbers = ", ".join(sorted(one.number for one in fitting))
            return Undecided(f"Several new invoices could be this one: {numbers}. Please have a look in Harvest.")
        return Absent()

    async def copies(self, desk: Desk, operation: Operation) -> tuple[int, ...]:
        """The client's drafts that fit, and are nobody's else."""
        wanted = read(operation, CreateInvoice).invoice
        others = (there_before(operation) or frozenset()) | desk.journal.taken((Kind.CREATE_INVOICE,))
        news = await desk.harvest.invoices(client_id=wanted.client_id)
        return tuple(one.id for one in news if one.id not in others and _fits(one, wanted))


class DeletingInvoice(Write):
    """An invoice to take back, while it is a draft."""

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Leave it where it is no draft any more, or was changed."""
        payload = read(operation, DeleteInvoice)
        before = Invoice.model_validate_json(operation.before)
        try:
            now = await desk.harvest.invoice(payload.invoice_id)
        except NotFound:
            return Done(operation.before, payload.invoice_id, "It was already gone from Harvest.")
        if now.state != "draft":
            raise Conflict(f"Invoice {now.number} is {now.state} and no draft any more, so it was left as it is.")
        if (now.amount, now.number, now.client.id) != (before.amount, before.number, before.client.id):
            raise Conflict(f"Invoice {now.number} was changed in Harvest since, so it was left as it is.")
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Delete it."""
        payload = read(operation, DeleteInvoice)
        try:
            await desk.harvest.delete_invoice(payload.invoice_id)
        except NotFound:
            return Done(operation.before, payload.invoice_id, "It was already gone from Harvest.")
        return Done(operation.before, payload.invoice_id)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """It is gone, or it is not."""
        payload = read(operation, DeleteInvoice)
        try:
            await desk.harvest.invoice(payload.invoice_id)
        except NotFound:
            return Done(operation.before, payload.invoice_id)
        return Absent()


class SettingInvoiceState(Write):
    """Mark as sent, write off, back to draft, re-open: told by the state that the invoice has afterwards.

    Its answer is the invoice, with the invoice's id.
    """

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Only from the state in which a person saw it: what somebody else did meanwhile is not ours to undo later."""
        payload = read(operation, SetInvoiceState)
        try:
            invoice = await desk.harvest.invoice(payload.invoice_id)
        except NotFound:
            raise Conflict("The invoice is not in Harvest any more.") from None
        if invoice.state not in _STATES_BEFORE[payload.event.event_type]:
            raise Conflict(f"Invoice {invoice.number} is {invoice.state} by now, so it was left as it is.")
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Make the event, and read what the invoice is by it."""
        payload = read(operation, SetInvoiceState)
        await desk.harvest.mark_invoice(payload.invoice_id, payload.event)
        with after_the_fact():
            invoice = await desk.harvest.invoice(payload.invoice_id)
        return done(invoice, invoice.id)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """Compare the state."""
        payload = read(operation, SetInvoiceState)
        try:
            invoice = await desk.harvest.invoice(payload.invoice_id)
        except NotFound:
            return Declined("The invoice is not in Harvest any more.")
        if invoice.state == _STATE_AFTER[payload.event.event_type]:
            return done(invoice, invoice.id)
        return Absent()


class SendingInvoiceEmail(Write):
    """An e-mail. When its outcome is unclear and Harvest does not list it, the person is told and decides."""

    resends: ClassVar[bool] = False

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Note the messages that are there."""
        payload = read(operation, SendInvoiceEmail)
        there = await desk.harvest.invoice_messages(payload.invoice_id)
        desk.journal.remember(operation.id, snapshot(one.id for one in there))
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Send it."""
        payload = read(operation, SendInvoiceEmail)
        message = await desk.harvest.send_invoice_message(payload.invoice_id, payload.message)
        return done(message, message.id)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """Among the invoice's messages that were not there before."""
        there = there_before(operation)
        if there is None:
            return Absent(surely=True)
        payload = read(operation, SendInvoiceEmail)
        others = there | desk.journal.taken((Kind.INVOICE_EMAIL,))
        for message in await desk.harvest.invoice_messages(payload.invoice_id):
            if message.id not in others and _is_that(message, payload.message):
                return done(message, message.id)
        return Absent()


def _compared(invoice: Invoice, expected: Decimal | None) -> str:
    """What is different from the card, in a sentence; "" where nothing is."""
    if expected is None or invoice.amount == expected:
        return ""
    made, shown = money_text(invoice.amount, invoice.currency), money_text(expected, invoice.currency)
    return f"Harvest made it {made}, not the {shown} on the card. Please look at its lines before it is sent."


def _fits(invoice: Invoice, wanted: NewInvoice) -> bool:
    given = (
        (wanted.number, invoice.number),
        (wanted.subject, invoice.subject),
        (wanted.purchase_order, invoice.purchase_order),
        (wanted.notes, invoice.notes),
    )
    if any(asked is not None and not same_text(asked, has) for asked, has in given):
        return False
    if invoice.client.id != wanted.client_id:
        return False
    if wanted.issue_date is not None and invoice.issue_date != wanted.issue_date:
        return False
    return wanted.line_items is None or len(invoice.line_items) == len(wanted.line_items)


def _is_that(message: InvoiceMessage, wanted: NewInvoiceMessage) -> bool:
    return (
        message.event_type == ""
        and _addresses(one.email for one in message.recipients) >= _addresses(one.email for one in wanted.recipients)
        and (wanted.subject is None or same_text(message.subject, wanted.subject))
        and (wanted.body is None or same_text(message.body, wanted.body))
    )


def _addresses(emails: Iterable[str]) -> frozenset[str]:
    return frozenset(email.casefold() for email in emails)
