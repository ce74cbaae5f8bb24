"""What takes a write back: for every operation the one that undoes it, from what the journal knows alone."""

from __future__ import annotations

import uuid
from typing import Final, Literal

from desktop.agent.journal import Kind, NewOperation, Operation
from desktop.agent.writes.entries import before_of, clock_of
from desktop.agent.writes.payloads import (
    CreateEntry,
    CreateInvoice,
    DeleteEntry,
    DeleteExpense,
    DeleteInvoice,
    JoinEntries,
    Payload,
    RestartTimer,
    SetInvoiceState,
    SplitEntry,
    StopTimer,
    UpdateEntry,
    canonical,
    read,
)
from desktop.harvest.catalog import Account
from desktop.harvest.models import InvoiceEvent, NewTimeEntry, TimeEntry, TimeEntryChange

EventType = Literal["send", "close", "draft", "re-open"]

_BACK: Final[dict[EventType, EventType]] = {"send": "draft", "draft": "send", "close": "re-open", "re-open": "close"}


class CannotUndo(Exception):  # noqa: N818 - says what is the matter
    """This cannot be taken back; the text says why."""


def inverse(operation: Operation, account: Account, batch: str) -> NewOperation:
    """The operation that undoes a committed one. Raises CannotUndo."""
    new_id = str(uuid.uuid4())
    payload, before, summary = _inverse(operation, account, new_id)
    return NewOperation(
        id=new_id,
        kind=payload.kind,
        payload=canonical(payload),
        summary=summary,
        user_id=operation.user_id,
        batch=batch,
        before=before,
        undoes=operation.id,
    )


def restart(entry_id: int, user_id: int, batch: str) -> NewOperation:
    """Let a timer run again that was stopped when ours was started."""
    return NewOperation(
        id=str(uuid.uuid4()),
        kind=Kind.RESTART_TIMER,
        payload=canonical(RestartTimer(entry_id=entry_id)),
        summary="Restart the timer that ran before",
        user_id=user_id,
        batch=batch,
    )


def _inverse(operation: Operation, account: Account, new_id: str) -> tuple[Payload, str, str]:
    made = operation.answer_id
    what = operation.summary
    match operation.kind:
        case Kind.CREATE_ENTRY | Kind.START_TIMER if made is not None:
            return DeleteEntry(entry_id=made), operation.answer, f"Take back: {what}"
        case Kind.UPDATE_ENTRY:
            return _update_back(operation, account), operation.answer, f"Change back: {what}"
        case Kind.SPLIT_ENTRY:
            split = read(operation, SplitEntry)
            change = _changed_back(before_of(operation), split.change, account)
            joined = JoinEntries(entry_id=split.entry_id, change=change, parts=split.parts)
            return joined, operation.answer, f"Join again: {what}"
        case Kind.DELETE_ENTRY:
            entry = _created_anew(before_of(operation), account, new_id)
            return CreateEntry(entry=entry), "", f"Create anew: {what}"
        case Kind.STOP_TIMER if made is not None:
            return RestartTimer(entry_id=made), "", f"Restart: {what}"
        case Kind.RESTART_TIMER if made is not None:
            if made == read(operation, RestartTimer).entry_id:
                return StopTimer(entry_id=made), "", f"Stop again: {what}"
            return DeleteEntry(entry_id=made), operation.answer, f"Take back: {what}"
        case Kind.CREATE_EXPENSE if made is not None:
            return DeleteExpense(expense_id=made), operation.answer, f"Take back: {what}"
        case Kind.CREATE_INVOICE if made is not None:
            read(operation, CreateInvoice)
            return DeleteInvoice(invoice_id=made), operation.answer, f"Take back: {what}"
        case Kind.INVOICE_EVENT:
            done = read(operation, SetInvoiceState)
            back = InvoiceEvent(event_type=_BACK[done.event.event_type])
            return SetInvoiceState(invoice_id=done.invoice_id, event=back), "", f"Set back: {what}"
        case Kind.INVOICE_EMAIL:
            raise CannotUndo("An e-mail that was sent cannot be taken back.")
        case _:
            raise CannotUndo("This cannot be undone.")


def _update_back(operation: Operation, account: Account) -> UpdateEntry:
    payload = read(operation, UpdateEntry)
    back = _changed_back(before_of(operation), payload.change, account)
    return UpdateEntry(entry_id=payload.entry_id, change=back)


def _changed_back(before: TimeEntry, change: TimeEntryChange, account: Account) -> TimeEntryChange:
    by_times = before.started_time is not None and before.ended_time is not None
    moves_hours = not (change.hours is None and change.started_time is None and change.ended_time is None)
    return TimeEntryChange(
        project_id=before.project.id if change.project_id is not None else None,
        task_id=before.task.id if change.task_id is not None else None,
        spent_date=before.spent_date if change.spent_date is not None else None,
        notes=before.notes if change.notes is not None else None,
        hours=before.hours if moves_hours and not by_times else None,
        started_time=before.started_time if moves_hours and by_times else None,
        ended_time=before.ended_time if moves_hours and by_times else None,
        clock=clock_of(account.clock),
    )


def _created_anew(before: TimeEntry, account: Account, reference: str) -> NewTimeEntry:
    by_times = before.started_time is not None and before.ended_time is not None
    return NewTimeEntry(
        project_id=before.project.id,
        task_id=before.task.id,
        spent_date=before.spent_date,
        hours=None if by_times else before.hours,
        started_time=before.started_time if by_times else None,
        ended_time=before.ended_time if by_times else None,
        notes=before.notes or None,
        user_id=before.user.id if before.user.id not in (0, account.user_id) else None,
        external_reference_id=reference,
        clock=clock_of(account.clock),
    )
