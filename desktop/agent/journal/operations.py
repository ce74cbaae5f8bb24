"""One confirmed write and the states it goes through.

                ┌──────────────────────────── surely not sent ┐
confirmed ──claim──> sending ──Harvest has it──> committed ──undo──> undone
    │                  │  ├──Harvest said no──> refused ──confirmed anew──> confirmed
    └──> discarded     │  └──only a person can tell──> unclear ──> confirmed, committed or discarded
                       └── no answer: stays `sending` and is looked up before anything is sent again
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where an operation is. `sending` covers the doubt, too: a request left, or may have, and its outcome is open."""

    CONFIRMED = "confirmed"
    SENDING = "sending"
    COMMITTED = "committed"
    REFUSED = "refused"
    UNDONE = "undone"
    UNCLEAR = "unclear"
    DISCARDED = "discarded"


OPEN: Final = frozenset({State.CONFIRMED, State.SENDING, State.UNCLEAR})
"""Not settled: kept until they are."""

SETTLED: Final = frozenset(State) - OPEN
"""Nothing more happens by itself."""


class Kind(StrEnum):
    """What is written. The stored form of each is in `desktop.agent.writes.payloads`."""

    CREATE_ENTRY = "create_entry"
    UPDATE_ENTRY = "update_entry"
    DELETE_ENTRY = "delete_entry"
    SPLIT_ENTRY = "split_entry"
    JOIN_ENTRIES = "join_entries"
    START_TIMER = "start_timer"
    STOP_TIMER = "stop_timer"
    RESTART_TIMER = "restart_timer"
    CREATE_EXPENSE = "create_expense"
    DELETE_EXPENSE = "delete_expense"
    CREATE_INVOICE = "create_invoice"
    DELETE_INVOICE = "delete_invoice"
    INVOICE_EVENT = "invoice_event"
    INVOICE_EMAIL = "invoice_email"


def digest_of(payload: str) -> str:
    """The SHA-256 (hexadecimal) of a payload's canonical JSON: proof that what is sent is what was confirmed."""
    return hashlib.sha256(payload.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class NewOperation:
    """What is stored when a person confirms.

    `id` is a UUID and, for time entries, the external reference. `batch` is shared by what was confirmed with one key.
    `payload` is canonical JSON; `card` the card's JSON as it was shown, or ""; `before` the JSON of what Harvest had
    before, or ""; `undoes` the id of the operation that this one takes back; `said` the words it came from.
    """

    id: str
    kind: Kind
    payload: str
    summary: str
    user_id: int
    batch: str
    card: str = ""
    before: str = ""
    undoes: str | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """A stored operation. Moments are UTC; see `NewOperation` for the frozen part.

    `answer` is the JSON of Harvest's own answer and `answer_id` the id in it. `reason` says why it waits, was refused,
    or what else a person should know. `uncertain_since`: when the latest attempt began, or was given up.
    `verify_at`: when to look for a twin; None when that is done or not needed. `looks`: how often that was done.
    `attempts` counts every try, `resends` those that were made although an earlier request may still arrive.
    """

    seq: int
    id: str
    kind: Kind
    payload: str
    digest: str
    summary: str
    user_id: int
    batch: str
    card: str
    before: str
    undoes: str | None
    said: str
    state: State
    attempts: int
    resends: int
    confirmed_at: datetime
    first_sent_at: datetime | None
    uncertain_since: datetime | None
    settled_at: datetime | None
    verify_at: datetime | None
    looks: int
    answer: str
    answer_id: int | None
    reason: str
    claimant: str | None

    @property
    def is_intact(self) -> bool:
        """Whether the payload is still the one that was confirmed."""
        return digest_of(self.payload) == self.digest

    @property
    def is_watched(self) -> bool:
        """Whether Harvest has it after more than one request, and an earlier one may still turn up within the minute.

        The look at once and the one after a minute end that; still later ones are made without a word.
        """
        is_open = self.state is State.COMMITTED and self.resends > 0 and self.verify_at is not None
        return is_open and self.looks < 2

    @property
    def is_done(self) -> bool:
        """Whether it ended as it was wanted, in Harvest or taken back, and no second copy is to be feared."""
        return self.state in (State.COMMITTED, State.UNDONE, State.DISCARDED) and not self.is_watched


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one operation. `fresh`: no request for it can have left before."""

    operation: Operation
    fresh: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the record: what happened to an operation, and when (UTC)."""

    operation_id: str
    at: datetime
    state: State
    note: str
