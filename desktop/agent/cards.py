"""Between cards and the journal: a confirmed card as a payload, a stored operation as a card."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pydantic import TypeAdapter, ValidationError

from desktop.agent.deeds.card import Deed
from desktop.agent.deeds.outcomes import outcome_of
from desktop.agent.drafts import Card, Committed, Draft, DraftState
from desktop.agent.intents import NO_ALTERNATIVES
from desktop.agent.journal import Kind, NewOperation, Operation, State
from desktop.agent.writes.entries import clock_of
from desktop.agent.writes.payloads import CreateEntry, canonical
from desktop.harvest.catalog import Account
from desktop.harvest.models import NewTimeEntry, TimeEntry
from desktop.harvest.text import plain

log = logging.getLogger(__name__)

_CARDS: Final = TypeAdapter(Draft)
_DEEDS: Final = TypeAdapter(Deed)

_STATES: Final = {
    State.CONFIRMED: DraftState.CONFIRMED,
    State.SENDING: DraftState.SENDING,
    State.UNCLEAR: DraftState.SENDING,
    State.COMMITTED: DraftState.COMMITTED,
    State.REFUSED: DraftState.REFUSED,
    State.UNDONE: DraftState.UNDONE,
    State.DISCARDED: DraftState.DISCARDED,
}


class NotReady(ValueError):  # noqa: N818 - says what the card is
    """A card that still asks for something, or that is past confirming, was to be confirmed. A defect of the caller."""


def confirmed(card: Card, account: Account, batch: str, *, by_times: bool | None, said: str = "") -> NewOperation:
    """What is stored when a person confirms this card. `by_times`: the account counts by start and end; None: unknown.

    Raises NotReady.
    """
    if isinstance(card, Deed):
        return _confirmed_deed(card, account, batch, said)
    if isinstance(card, Draft):
        return _confirmed_draft(card, account, batch, by_times, said)
    raise NotReady("There is no such card.")


def _confirmed_deed(deed: Deed, account: Account, batch: str, said: str) -> NewOperation:
    writing = deed.writing
    if deed.state not in (DraftState.READY, DraftState.REFUSED) or writing is None or deed.asked is not None:
        raise NotReady(f"A card that is {deed.state} cannot be confirmed.")
    # Only what the card shows: not what else was offered.
    fields = tuple(replace(field, options=()) for field in deed.fields)
    card = replace(deed, state=DraftState.CONFIRMED, fields=fields, writing=None, reason="", outcome="")
    return NewOperation(
        id=deed.id,
        kind=Kind(writing.kind),
        payload=writing.payload,
        summary=deed.summary,
        user_id=account.user_id,
        batch=batch,
        card=_DEEDS.dump_json(card).decode(),
        before=writing.before,
        said=said,
    )


def _confirmed_draft(draft: Draft, account: Account, batch: str, by_times: bool | None, said: str) -> NewOperation:
    if draft.state not in (DraftState.READY, DraftState.REFUSED) or draft.missing is not None:
        raise NotReady(f"A card that is {draft.state} cannot be confirmed.")
    payload = CreateEntry(entry=_entry(draft, account, by_times))
    # Only what the card shows: not the project's other tasks, not what else was offered.
    project = replace(draft.project, tasks=(draft.task,)) if draft.project and draft.task else None
    card = replace(
        draft,
        state=DraftState.CONFIRMED,
        project=project,
        reason="",
        answer=None,
        choices=(),
        spans={},
        alternatives=NO_ALTERNATIVES,
    )
    return NewOperation(
        id=draft.id,
        kind=Kind.CREATE_ENTRY,
        payload=canonical(payload),
        summary=summary_of(draft),
        user_id=account.user_id,
        batch=batch,
        card=_CARDS.dump_json(card).decode(),
        said=said,
    )


def _entry(draft: Draft, account: Account, by_times: bool | None) -> NewTimeEntry:
    if draft.project is None or draft.task is None or draft.hours is None:
        raise NotReady("A card without project, task or hours cannot be confirmed.")
    hours: Decimal | None = draft.hours
    started, ended = draft.started_time, draft.ended_time
    if by_times is False or started is None or ended is None:
        # Hours alone: what a duration account counts by, and what a timestamp account may still take.
        started = ended = None
    elif by_times:
        hours = None
    return NewTimeEntry(
        project_id=draft.project.id,
        task_id=draft.task.id,
        spent_date=draft.spent_date,
        hours=hours,
        started_time=started,
        ended_time=ended,
        notes=draft.notes or None,
        external_reference_id=draft.id,
        clock=clock_of(account.clock),
    )


def summary_of(draft: Draft) -> str:
    """One line for people: `2 h, Williams & Co, Website, Design, Fri 20 Nov 2026`."""
    hours = f"{draft.hours.normalize():f} h" if draft.hours is not None else ""
    place = [draft.project.client.name, draft.project.name] if draft.project else []
    task = draft.task.name if draft.task else ""
    return ", ".join(part for part in (hours, *place, task, f"{draft.spent_date:%a %d %b %Y}") if part)


def card_of(operation: Operation) -> Draft | Deed | None:
    """The card as it stands now; None where the operation has none. All that it says of Harvest is Harvest's answer."""
    if not operation.card:
        return None
    try:
        return _card_of(operation)
    except ValidationError:
        # The journal's file was hit there: the operation is as good without its card.
        log.warning("The card of %s cannot be read", operation.id)
        return None


def _card_of(operation: Operation) -> Draft | Deed:
    if operation.kind is not Kind.CREATE_ENTRY or "title" in json.loads(operation.card):
        deed = _DEEDS.validate_json(operation.card)
        outcome = outcome_of(operation) if operation.state is State.COMMITTED else ""
        return replace(deed, state=_STATES[operation.state], outcome=outcome, reason=operation.reason)
    shown = _CARDS.validate_json(operation.card)
    return replace(shown, state=_STATES[operation.state], answer=committed_of(operation), reason=operation.reason)


def committed_of(operation: Operation) -> Committed | None:
    """What Harvest answered about an entry that it has; None where it gave none."""
    if operation.kind not in (Kind.CREATE_ENTRY, Kind.START_TIMER) or not operation.answer:
        return None
    try:
        entry = TimeEntry.model_validate_json(operation.answer)
    except ValidationError:
        return None
    return Committed(
        id=entry.id,
        hours=entry.hours,
        rounded_hours=entry.rounded_hours if entry.rounded_hours is not None else entry.hours,
        billable=entry.billable,
        spent_date=entry.spent_date,
        project=plain(entry.project.name),
        task=plain(entry.task.name),
        notes=plain(entry.notes),
    )
