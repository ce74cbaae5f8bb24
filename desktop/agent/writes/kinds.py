"""Which way of writing belongs to which kind."""

from __future__ import annotations

from typing import Final

from desktop.agent.journal import Kind
from desktop.agent.writes.base import Write
from desktop.agent.writes.entries import CreatingEntry, DeletingEntry, UpdatingEntry
from desktop.agent.writes.expenses import CreatingExpense, DeletingExpense
from desktop.agent.writes.invoices import (
    CreatingInvoice,
    DeletingInvoice,
    SendingInvoiceEmail,
    SettingInvoiceState,
)
from desktop.agent.writes.splits import JoiningEntries, SplittingEntry
from desktop.agent.writes.timers import RestartingTimer, StartingTimer, StoppingTimer

WRITES: Final[dict[Kind, Write]] = {
    Kind.CREATE_ENTRY: CreatingEntry(),
    Kind.UPDATE_ENTRY: UpdatingEntry(),
    Kind.DELETE_ENTRY: DeletingEntry(),
    Kind.SPLIT_ENTRY: SplittingEntry(),
    Kind.JOIN_ENTRIES: JoiningEntries(),
    Kind.START_TIMER: StartingTimer(),
    Kind.STOP_TIMER: StoppingTimer(),
    Kind.RESTART_TIMER: RestartingTimer(),
    Kind.CREATE_EXPENSE: CreatingExpense(),
    Kind.DELETE_EXPENSE: DeletingExpense(),
    Kind.CREATE_INVOICE: CreatingInvoice(),
    Kind.DELETE_INVOICE: DeletingInvoice(),
    Kind.INVOICE_EVENT: SettingInvoiceState(),
    Kind.INVOICE_EMAIL: SendingInvoiceEmail(),
}
"""One for every kind."""
