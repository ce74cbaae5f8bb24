"""Invoices, their messages and payments. Money is in the invoice's currency, percentages are of 100 (10.0 = 10 %)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from desktop.harvest.models.base import Answer, ClientRef, Named, Payload, ProjectRef, Request


class InvoiceLineItem(Answer):
    """A line: quantity times unit price. `kind` names an item category."""

    id: int
    kind: str = ""
    description: str = ""
    quantity: Decimal = Decimal(1)
    unit_price: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    taxed: bool = False
    taxed2: bool = False
    project: ProjectRef | None = None


class Invoice(Answer):
    """An invoice. `state` is `draft`, `open`, `paid` or `closed`, and changes through messages and payments only."""

    id: int
    client: ClientRef
    number: str = ""
    state: str
    amount: Decimal
    due_amount: Decimal | None = None
    currency: str = ""
    line_items: tuple[InvoiceLineItem, ...] = ()
    subject: str = ""
    notes: str = ""
    purchase_order: str = ""
    tax: Decimal | None = None
    tax_amount: Decimal | None = None
    tax2: Decimal | None = None
    tax2_amount: Decimal | None = None
    discount: Decimal | None = None
    discount_amount: Decimal | None = None
    period_start: date | None = None
    period_end: date | None = None
    issue_date: date | None = None
    due_date: date | None = None
    payment_term: str = ""
    payment_options: tuple[str, ...] = ()
    client_key: str = ""
    estimate: Named | None = None
    retainer: Named | None = None
    creator: Named = Named()
    recurring_invoice_id: int | None = None
    sent_at: datetime | None = None
    paid_at: datetime | None = None
    paid_date: date | None = None
    closed_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class ItemCategory(Answer):
    """A category of invoice lines; one is used for imported time, one for imported expenses."""

    id: int
    name: str = ""
    use_as_service: bool = False
    use_as_expense: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None


class Recipient(Answer):
    """Who a message went to."""

    name: str = ""
    email: str = ""


class InvoiceMessage(Answer):
    """An e-mail (`event_type` "") or an event (`send`, `close`, `draft`, `re-open`, `view`...) of an invoice."""

    id: int
    event_type: str = ""
    recipients: tuple[Recipient, ...] = ()
    subject: str = ""
    body: str = ""
    attach_pdf: bool = False
    send_me_a_copy: bool = False
    thank_you: bool = False
    reminder: bool = False
    send_reminder_on: date | None = None
    sent_by: str = ""
    sent_by_email: str = ""
    sent_from: str = ""
    sent_from_email: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None


class MessageDraft(Answer):
    """What Harvest proposes to write for an invoice (`messages/new`); creates nothing."""

    invoice_id: int = 0
    subject: str = ""
    body: str = ""
    reminder: bool = False
    thank_you: bool = False


class NewLineItem(Request):
    """A line of a free-form invoice. `kind` is the name of an item category."""

    kind: str
    unit_price: Decimal
    quantity: Decimal | None = None
    description: str | None = None
    project_id: int | None = None
    taxed: bool | None = None
    taxed2: bool | None = None


class _Imported(Request):
    """A span: both days (inclusive) or neither, which means all that is not invoiced yet."""

    not_sent: ClassVar[frozenset[str]] = frozenset({"start", "end"})

    start: date | None = None
    end: date | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("give both days of the span, or neither")
        return self

    def payload(self) -> Payload:
        """The JSON object; the span's days are Harvest's `from` and `to`."""
        body = super().payload()
        if self.start and self.end:
            body.update({"from": self.start.isoformat(), "to": self.end.isoformat()})
        return body


class TimeImport(_Imported):
    """Unbilled time to put on an invoice, one line per project, task or person, or one per entry."""

    summary_type: Literal["project", "task", "people", "detailed"] = "task"


class ExpenseImport(_Imported):
    """Unbilled expenses to put on an invoice."""

    summary_type: Literal["project", "category", "people", "detailed"] = "category"
    attach_receipt: bool | None = None


class InvoiceImport(Request):
    """Harvest's `line_items_import`: pulls unbilled time and expenses of one client's projects, marks them billed."""

    project_ids: tuple[int, ...] = Field(min_length=1)
    time: TimeImport | None = None
    expenses: ExpenseImport | None = None

    @model_validator(mode="after")
    def _imports_something(self) -> Self:
        if self.time is None and self.expenses is None:
            raise ValueError("import time, expenses or both")
        return self


PaymentTerm = Literal["upon receipt", "net 15", "net 30", "net 45", "net 60", "custom"]


class _InvoiceRequest(Request):
    number: str | None = None
    purchase_order: str | None = None
    subject: str | None = None
    notes: str | None = None
    currency: str | None = None
    issue_date: date | None = None
    due_date: date | None = None
    payment_term: PaymentTerm | None = None
    payment_options: tuple[Literal["ach", "credit_card", "paypal"], ...] | None = None
    tax: Decimal | None = None
    tax2: Decimal | None = None
    discount: Decimal | None = None

    @model_validator(mode="after")
    def _due_date_counts(self) -> Self:
        # Harvest silently ignores a due date next to any other term.
        if self.due_date is not None and self.payment_term not in (None, "custom"):
            raise ValueError("a due date needs the payment term 'custom'")
        return self


class NewInvoice(_InvoiceRequest):
    """An invoice to create, as a draft: free-form `line_items`, or `line_items_import`, not both."""

    client_id: int
    line_items: tuple[NewLineItem, ...] | None = None
    line_items_import: InvoiceImport | None = None
    estimate_id: int | None = None
    retainer_id: int | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.line_items and self.line_items_import:
            raise ValueError("an invoice is either free-form or imported")
        return self


class NewRecipient(Request):
    """Who to send a message to."""

    email: str = Field(min_length=3)
    name: str | None = None


class NewInvoiceMessage(Request):
    """An e-mail to send about an invoice. This really sends it; see `InvoiceEvent` for what sends none."""

    recipients: tuple[NewRecipient, ...] = ()
    subject: str | None = None
    body: str | None = None
    attach_pdf: bool | None = None
    send_me_a_copy: bool | None = None
    thank_you: bool | None = None

    @model_validator(mode="after")
    def _has_reader(self) -> Self:
        if not self.recipients and not self.send_me_a_copy:
            raise ValueError("an e-mail needs somebody to go to")
        return self


class InvoiceEvent(Request):
    """A change of an invoice's state that sends no e-mail: `send` marks a draft as sent, `close` writes it off."""

    event_type: Literal["send", "close", "draft", "re-open"]
