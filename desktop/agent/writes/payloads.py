"""The frozen form of every write: what the person confirmed is what is stored, hashed and sent."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import ClassVar, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from desktop.agent.journal import Kind, Operation
from desktop.harvest.models import (
    InvoiceEvent,
    NewExpense,
    NewInvoice,
    NewInvoiceMessage,
    NewTimeEntry,
    NewTimer,
    TimeEntryChange,
)


class Tampered(Exception):  # noqa: N818 - says what happened to the payload
    """The stored payload is not the one that was confirmed, or cannot be read. It must not be sent."""


class Payload(BaseModel):
    """Frozen; its canonical JSON is what the journal keeps."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    kind: ClassVar[Kind]


class CreateEntry(Payload):
    """A stopped time entry. With hours and times both set, it is not known how the account counts (see `forms`)."""

    kind: ClassVar[Kind] = Kind.CREATE_ENTRY
    entry: NewTimeEntry

    @property
    def forms(self) -> tuple[NewTimeEntry, ...]:
        """What may be sent, in order: all that was confirmed, then, should that be refused, either half of it."""
        entry = self.entry
        if entry.hours is None or entry.ended_time is None:
            return (entry,)
        by_hours = entry.model_copy(update={"started_time": None, "ended_time": None})
        by_times = entry.model_copy(update={"hours": None})
        return (entry, by_hours, by_times)


class UpdateEntry(Payload):
    """A change to an entry that exists; the before-image is kept beside it."""

    kind: ClassVar[Kind] = Kind.UPDATE_ENTRY
    entry_id: int
    change: TimeEntryChange


class DeleteEntry(Payload):
    """An entry to delete; the before-image is kept beside it."""

    kind: ClassVar[Kind] = Kind.DELETE_ENTRY
    entry_id: int


class SplitEntry(Payload):
    """An entry to cut down (`change`), and the parts to make beside it, each with a reference of its own."""

    kind: ClassVar[Kind] = Kind.SPLIT_ENTRY
    entry_id: int
    change: TimeEntryChange
    parts: tuple[NewTimeEntry, ...]


class JoinEntries(Payload):
    """What undoes a split: the parts go, the entry is what it was."""

    kind: ClassVar[Kind] = Kind.JOIN_ENTRIES
    entry_id: int
    change: TimeEntryChange
    parts: tuple[NewTimeEntry, ...]


class StartTimer(Payload):
    """A timer to start now; never sent later, as it would count from then. `stops`: running entries to stop first."""

    kind: ClassVar[Kind] = Kind.START_TIMER
    timer: NewTimer
    stops: tuple[int, ...] = ()


class StopTimer(Payload):
    """A timer to stop now; `change` sets it to when it should have been stopped."""

    kind: ClassVar[Kind] = Kind.STOP_TIMER
    entry_id: int
    change: TimeEntryChange | None = None


class RestartTimer(Payload):
    """A stopped entry to go on with. Where the account counts by start and end, Harvest makes a new entry of it."""

    kind: ClassVar[Kind] = Kind.RESTART_TIMER
    entry_id: int


class CreateExpense(Payload):
    """An expense; `receipt` is the path of a file to upload with it, `receipt_digest` its SHA-256 when confirmed."""

    kind: ClassVar[Kind] = Kind.CREATE_EXPENSE
    expense: NewExpense
    receipt: str | None = None
    receipt_digest: str | None = None


class DeleteExpense(Payload):
    """An expense to delete."""

    kind: ClassVar[Kind] = Kind.DELETE_EXPENSE
    expense_id: int


class CreateInvoice(Payload):
    """An invoice, as a draft. `expected` is the total that the card showed, None where it was not known."""

    kind: ClassVar[Kind] = Kind.CREATE_INVOICE
    invoice: NewInvoice
    expected: Decimal | None = None


class DeleteInvoice(Payload):
    """An invoice to delete."""

    kind: ClassVar[Kind] = Kind.DELETE_INVOICE
    invoice_id: int


class SetInvoiceState(Payload):
    """A change of an invoice's state that sends no e-mail."""

    kind: ClassVar[Kind] = Kind.INVOICE_EVENT
    invoice_id: int
    event: InvoiceEvent


class SendInvoiceEmail(Payload):
    """An e-mail about an invoice. It cannot be taken back, so it is never sent a second time by itself."""

    kind: ClassVar[Kind] = Kind.INVOICE_EMAIL
    invoice_id: int
    message: NewInvoiceMessage


_ALL: Final[tuple[type[Payload], ...]] = (
    CreateEntry,
    UpdateEntry,
    DeleteEntry,
    SplitEntry,
    JoinEntries,
    StartTimer,
    StopTimer,
    RestartTimer,
    CreateExpense,
    DeleteExpense,
    CreateInvoice,
    DeleteInvoice,
    SetInvoiceState,
    SendInvoiceEmail,
)
_BY_KIND: Final = {payload.kind: payload for payload in _ALL}

P = TypeVar("P", bound=Payload)


def canonical(payload: Payload) -> str:
    """The one JSON text of a payload: keys sorted, no spaces, decimals as text."""
    return json.dumps(payload.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(operation: Operation, expected: type[P]) -> P:
    """The payload of a stored operation. Raises Tampered where it is not what was confirmed."""
    if not operation.is_intact or _BY_KIND[operation.kind] is not expected:
        raise Tampered("The journal's copy of this was altered after it was confirmed, so it was not sent.")
    try:
        return expected.model_validate_json(operation.payload)
    except ValidationError as error:
        raise Tampered("The journal's copy of this cannot be read, so it was not sent.") from error
