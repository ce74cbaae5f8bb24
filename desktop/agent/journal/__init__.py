"""The durable record of what a person confirmed, and what became of it. Stored before the first byte is sent."""

from desktop.agent.journal.errors import (
    ClaimLost,
    JournalBusy,
    JournalDamaged,
    JournalError,
    JournalFull,
    JournalTooNew,
    JournalUnusable,
)
from desktop.agent.journal.operations import (
    OPEN,
    SETTLED,
    Claim,
    Event,
    Kind,
    NewOperation,
    Operation,
    State,
    digest_of,
)
from desktop.agent.journal.store import Journal

__all__ = [
    "OPEN",
    "SETTLED",
    "Claim",
    "ClaimLost",
    "Event",
    "Journal",
    "JournalBusy",
    "JournalDamaged",
    "JournalError",
    "JournalFull",
    "JournalTooNew",
    "JournalUnusable",
    "Kind",
    "NewOperation",
    "Operation",
    "State",
    "digest_of",
]
