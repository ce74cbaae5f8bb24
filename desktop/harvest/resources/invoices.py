"""Invoices, their messages and payments, and the categories of their lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from desktop.harvest.models import (
    Invoice,
    InvoiceEvent,
    InvoiceMessage,
    ItemCategory,
    MessageDraft,
    NewInvoice,
    NewInvoiceMessage,
)
from desktop.harvest.resources.base import Resource

InvoiceState = Literal["draft", "open", "paid", "closed"]


class InvoiceCalls(Resource):
    """`/invoices` and `/invoice_item_categories`."""

    async def invoices(
        self,
        *,
        client_id: int | None = None,
        project_id: int | None = None,
        state: InvoiceState | None = None,
        start: date | None = None,
        end: date | None = None,
        updated_since: datetime | None = None,
    ) -> tuple[Invoice, ...]:
        """All invoices that match, by issue date, newest first; both days included."""
        filters = {
            "client_id": client_id,
            "project_id": project_id,
            "state": state,
            "from": start,
            "to": end,
            "updated_since": updated_since,
        }
        return await self._all("/invoices", "invoices", Invoice, filters)

    async def invoice(self, invoice_id: int) -> Invoice:
        """One invoice."""
        return await self._one(f"/invoices/{invoice_id}", Invoice)

    async def create_invoice(self, invoice: NewInvoice) -> Invoice:
        """Create a draft, free-form or by import. An import marks the time and expenses it pulls as billed."""
        return await self._create("/invoices", invoice, Invoice)

    async def delete_invoice(self, invoice_id: int) -> None:
        """Delete an invoice."""
        await self._wire.delete(f"/invoices/{invoice_id}")

    async def invoice_messages(self, invoice_id: int) -> tuple[InvoiceMessage, ...]:
        """E-mails and events of an invoice, newest first."""
        return await self._all(f"/invoices/{invoice_id}/messages", "invoice_messages", InvoiceMessage, {})

    async def propose_invoice_message(
        self, invoice_id: int, *, thank_you: bool | None = None, reminder: bool | None = None
    ) -> MessageDraft:
        """The subject and body that Harvest proposes. Creates and sends nothing."""
        path = f"/invoices/{invoice_id}/messages/new"
        return await self._one(path, MessageDraft, thank_you=thank_you, reminder=reminder)

    async def send_invoice_message(self, invoice_id: int, message: NewInvoiceMessage) -> InvoiceMessage:
        """Send an e-mail about an invoice. This cannot be taken back."""
        return await self._create(f"/invoices/{invoice_id}/messages", message, InvoiceMessage)

    async def mark_invoice(self, invoice_id: int, event: InvoiceEvent) -> InvoiceMessage:
        """Change an invoice's state without an e-mail: mark as sent, write off, back to draft, re-open."""
        return await self._create(f"/invoices/{invoice_id}/messages", event, InvoiceMessage)

    async def item_categories(self) -> tuple[ItemCategory, ...]:
        """The categories of invoice lines, newest first."""
        return await self._all("/invoice_item_categories", "invoice_item_categories", ItemCategory, {})
