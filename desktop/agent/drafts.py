"""What will be written: drafts, their states, and the checks between an intent and a confirmed write.

State machine: `asking` -> `needs_check` -> `ready` -> `confirmed` -> `sending` -> `committed` -> `undone`, with
`refused` (Harvest said no, in its own words) and `discarded`. What lacks nothing and nobody doubts is `ready`.
Everything from `confirmed` on is in the journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.agent.insights.answer import Answer
from desktop.agent.intents import NO_ALTERNATIVES, Alternatives, Choice, Field, Kind, Span, Warn
from desktop.harvest.catalog import Project, Task

if TYPE_CHECKING:
    from desktop.agent.deeds.card import Deed


class NotAsSeen(Exception):  # noqa: N818 - says what the card is
    """A card has changed since the person saw it, so nothing was done with it."""


class DraftState(StrEnum):
    """Where a draft is on its way to Harvest."""

    ASKING = "asking"
    NEEDS_CHECK = "needs_check"
    READY = "ready"
    CONFIRMED = "confirmed"
    SENDING = "sending"
    COMMITTED = "committed"
    UNDONE = "undone"
    REFUSED = "refused"
    DISCARDED = "discarded"


UNCONFIRMED: Final = frozenset({DraftState.ASKING, DraftState.NEEDS_CHECK, DraftState.READY})
"""States of a card that a person may still change and has not confirmed."""


class Missing(StrEnum):
    """What must be asked before a draft can be confirmed, in the order in which it is asked."""

    PROJECT = "needs_project"
    TASK = "needs_task"
    HOURS = "needs_hours"


@dataclass(frozen=True, slots=True)
class Committed:
    """What Harvest answered about an entry that it has: built from its response alone."""

    id: int
    hours: Decimal
    rounded_hours: Decimal
    billable: bool
    spent_date: date
    project: str
    task: str
    notes: str


@dataclass(frozen=True, slots=True)
class Card:
    """What every card has: a UUID that never changes and is its operation's in the journal, and where it is.

    A `Draft` is the card of a new entry; the cards of all other writes are `deeds.card.Deed`.
    """

    id: str
    state: DraftState


@dataclass(frozen=True, slots=True)
class Draft(Card):
    """The card of a new entry. Its `id` becomes the entry's external reference.

    `hours` are exact decimal hours; `spent_date` is a calendar day of the user, without zone. `answer` is set
    once Harvest has the entry, `reason` where it refused or where the entry still waits. `checks` are the doubtful
    fields that nobody has looked at: their values stand, `alternatives` say what else they may be. `confidence`, from 0
    to 1, is how sure the reading is; 1 where a person said so.
    """

    project: Project | None
    task: Task | None
    hours: Decimal | None
    spent_date: date
    started_time: time | None = None
    ended_time: time | None = None
    notes: str = ""
    choices: tuple[Choice, ...] = ()
    said_project: str = ""
    said_task: str = ""
    warnings: tuple[Warn, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)
    answer: Committed | None = None
    reason: str = ""
    checks: tuple[Field, ...] = ()
    alternatives: Alternatives = NO_ALTERNATIVES
    confidence: float = 1.0

    @property
    def billable(self) -> bool | None:
        """As the project's task assignment says; None while no task is chosen."""
        return self.task.billable if self.task else None

    @property
    def missing(self) -> Missing | None:
        """The first thing that must be asked, or None where the draft is complete."""
        if self.project is None:
            return Missing.PROJECT
        if self.task is None:
            return Missing.TASK
        if self.hours is None:
            return Missing.HOURS
        return None


@dataclass(frozen=True, slots=True)
class Change:
    """An edit made on a card. None leaves a field as it is; an empty string clears the notes.

    Choosing another project clears a task that it does not have; `choices` ask for the project anew. Times go with the
    hours; `unbilled` clears a task that is billed. `checked`: a person looked at the card and found all of it right.
    """

    project: Project | None = None
    task: Task | None = None
    hours: Decimal | None = None
    spent_date: date | None = None
    notes: str | None = None
    started_time: time | None = None
    ended_time: time | None = None
    unbilled: bool = False
    choices: tuple[Choice, ...] = ()
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said back to one utterance: a sentence, the cards it made or changed, and the open question, if any.

    `kind` is what was understood. `answer` is set where a question was asked; its sentence is `text` too. `drafts` are
    cards of new entries, `deeds` those of all other writes. `left` counts entries that were read and are not shown yet.
    `to` are the words that it answers, exactly as they were handed over; "" where cards were asked for without any.
    `parts` are the replies to each wish of a message that held several, of which it then holds all.
    """

    text: str
    drafts: tuple[Draft, ...] = ()
    question: str | None = None
    answer: Answer | None = None
    kind: Kind = Kind.NONE
    deeds: tuple[Deed, ...] = ()
    left: int = 0
    to: str = ""
    parts: tuple[Reply, ...] = ()
