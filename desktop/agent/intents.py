"""What was meant: the typed result of reading words, whichever interpreter read them.

The local grammar (`desktop.agent.reading`) and the language model (`desktop.agent.llm`) both return an
`Interpretation`; the same code checks both. Ids in it always come from the user's own catalog, hours and dates only
from the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Final

from desktop.harvest.catalog import Client, Project, Task


class Channel(StrEnum):
    """How the words came in. Spoken words carry homophones ("for hours") and fillers."""

    TYPED = "typed"
    VOICE = "voice"


class Kind(StrEnum):
    """What a person wants. The first block is the vocabulary of the labelled corpus and of `draft --json`."""

    LOG = "log"
    TIMER_START = "timer_start"
    TIMER_STOP = "timer_stop"
    EDIT = "edit"
    DELETE = "delete"
    BUDGET = "budget"
    HOURS = "hours"
    MISSING_TIME = "missing_time"
    INVOICE_EXPLAIN = "invoice_explain"
    INVOICE_CREATE = "invoice_create"
    INVOICE_SEND = "invoice_send"
    COST = "cost"
    EXPENSE = "expense"
    NONE = "none"

    # About the cards on the screen and what was just done.
    REVISE = "revise"  # change drafts that are shown: "make that 3"
    CONFIRM = "confirm"  # "yes", "log it": the same as pressing Enter, so the surface decides
    DISCARD = "discard"  # "never mind"
    UNDO = "undo"  # take the last commit back


QUESTIONS: Final = frozenset({Kind.BUDGET, Kind.HOURS, Kind.MISSING_TIME, Kind.INVOICE_EXPLAIN, Kind.COST})
"""What is only asked: the answer writes nothing."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of character offsets into the text that was read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Warn:
    """A doubt that is told, not hidden. `code` is stable (`heard_as`, `task_default`, ...); `text` is for people."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A project that the card offers; `score` is 0 to 100, higher fits better."""

    project: Project
    score: float


class Field(StrEnum):
    """What of an entry may be in doubt; `ENTRY` is whether it should be there at all, and once."""

    PROJECT = "project"
    TASK = "task"
    HOURS = "hours"
    DAY = "spent_date"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What else the doubtful fields of an entry may be, best first; the value that stands is not among them."""

    projects: tuple[Project, ...] = ()
    tasks: tuple[Task, ...] = ()
    hours: tuple[Decimal, ...] = ()
    days: tuple[date, ...] = ()


NO_ALTERNATIVES: Final = Alternatives()


@dataclass(frozen=True, slots=True)
class EntryIntent:
    """One time entry that the words ask for. None means: not settled by the words, so the user is asked.

    `spans` maps a field's name (`project`, `task`, `hours`, `spent_date`, `notes`) to the words it came from.
    `said_project` is the text that stood where a project should, for "I know no project called …". `checks` are the
    fields that two readers read differently: their values stand, and a person looks at them before they are logged.
    `confidence` is how sure the reading is, from 0 to 1.
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
    checks: tuple[Field, ...] = ()
    alternatives: Alternatives = NO_ALTERNATIVES
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Revision:
    """A change to one shown draft: fields that are None stay as they are; `discard` removes the card.

    `choices` ask for the project anew, between these. `started_time` and `ended_time` go with `hours` that were said as
    a stretch of the day. `unbilled`: it is not to be billed, which is a matter of the task.
    """

    draft_id: str
    project: Project | None = None
    task: Task | None = None
    hours: Decimal | None = None
    spent_date: date | None = None
    notes: str | None = None
    discard: bool = False
    started_time: time | None = None
    ended_time: time | None = None
    unbilled: bool = False
    choices: tuple[Choice, ...] = ()


class Whose(StrEnum):
    """Whose time a question is about, as far as its words say."""

    UNSAID = "unsaid"
    MINE = "mine"  # "I", "my"
    OURS = "ours"  # "we", "our", "the team"


class By(StrEnum):
    """What a question wants its figures split by."""

    CLIENT = "client"
    PROJECT = "project"
    TASK = "task"
    PERSON = "person"
    DAY = "day"


class Topic(StrEnum):
    """What a question is about more closely than its kind says."""

    USUAL = "usual"
    INVOICES = "invoices"  # a list of them: "which are overdue?"
    BILLED = "billed"  # what was billed in all
    TIMER = "timer"  # what is running now
    UNBILLED = "unbilled"  # what is on no invoice
    LAST = "last"  # when it was worked on last
    LONGEST = "longest"  # the day (by day) or the week with the most hours
    WHO = "who"  # the people who worked on it
    WEEKEND = "weekend"  # work on Saturdays and Sundays
    ABSENCE = "absence"  # days off: taken, and left
    PROFIT = "profit"  # whether it earns more than it costs
    NAMES = "names"  # the projects or clients (by client) that there are
    UNKNOWN = "unknown"  # a question that nothing here answers


class Standing(StrEnum):
    """How the invoices of a list stand."""

    ANY = "any"
    DRAFT = "draft"
    UNPAID = "unpaid"  # sent and not paid in full
    OVERDUE = "overdue"
    DUE = "due"  # unpaid, and due within the days that are said
    PAID = "paid"
    CLOSED = "closed"  # written off


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question says beside the project, client and days that it is about.

    `lists`: the entries themselves are wanted ("what did I do yesterday?"). `names` stand where a name should and are
    none of the catalog: teammates perhaps, or something unknown, as they were said. `refers`: "it", "that project".
    `numbers` are words that may be an invoice's number. `is_mail`: somebody else's letter was handed in, and wants an
    answer. `helps`: the question is what can be asked at all, or what there is to log to. `client_only`: no project was
    named, only its client, so that the question is about all of the client's work. `topic` is what it is about within
    its kind, `standing` which invoices are listed, `than` the days that those of the question are compared with.
    """

    whose: Whose = Whose.UNSAID
    by: By | None = None
    lists: bool = False
    names: tuple[str, ...] = ()
    refers: bool = False
    numbers: tuple[str, ...] = ()
    is_mail: bool = False
    helps: bool = False
    client_only: bool = False
    topic: Topic = Topic.USUAL
    standing: Standing = Standing.ANY
    than: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an entry that is to be split; hours None: the rest."""

    hours: Decimal | None
    project: Project | None = None
    task: Task | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What the words say of a deed besides its kind and what it is about.

    Of an entry that exists: `is_last` (the latest one), `is_all`, `entries` (the
    numbers of those that were just logged), `old_hours` (what it has), `step` (hours more, or less
    where negative), and what it is to become (`to_…`, `more_notes`, `parts`). Of a timer: `at`, when it ended
    (`at_either` half of the day, where that was not said), `is_resumed`. `person` is the teammate whose time it is, as
    said. Of an invoice: its `number`, how lines are summed up (`summary`: project, task, people, detailed),
    `recipients` (addresses as typed; `to_self`: the person, too), `with_pdf`,
    `with_copy` (to the person), `marks_sent` (no e-mail, only the state), `with_expenses` (False: hours alone),
    `with_hours` (False: expenses alone). Of an expense: `units` with their name as said, `currency` (ISO 4217),
    `billable`, and of one of several its words (`said`).
    """

    is_last: bool = False
    is_all: bool = False
    entries: tuple[int, ...] = ()
    old_hours: Decimal | None = None
    step: Decimal | None = None
    to_project: Project | None = None
    to_choices: tuple[Project, ...] = ()
    to_task: Task | None = None
    to_day: date | None = None
    to_notes: str | None = None
    more_notes: str = ""
    parts: tuple[Part, ...] = ()
    at: time | None = None
    at_either: bool = False
    is_resumed: bool = False
    person: str = ""
    number: str = ""
    summary: str = ""
    recipients: tuple[str, ...] = ()
    to_self: bool = False
    with_pdf: bool | None = None
    with_copy: bool = False
    marks_sent: bool = False
    with_expenses: bool = True
    with_hours: bool = True
    units: Decimal | None = None
    unit: str = ""
    currency: str = ""
    billable: bool | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words as they came in. `now` is the local wall clock of the user's Harvest time zone, without zone."""

    text: str
    now: datetime
    channel: Channel = Channel.TYPED


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The result of reading one utterance. Only the keys that the words settle are set.

    With `confirm`, `revisions` name the cards to be logged (none: all that are shown); with `none` they are the
    changes, one for each card that they fit, between which `question` asks.
    `question` is one sentence asked where something is open that no card can ask; `leftover` are the words that nobody
    accounted for (a language model may then be tried). `confidence` is how sure the kind and the keys are, from 0 to 1;
    each entry has its own. `is_plain`: it is short, and every word of it has a part in the entries; of a
    change, what it says of an entry is so of one that Harvest has. `outlays` are the expenses of a message that tells
    of several; its own keys are then those of the first.
    """

    kind: Kind
    entries: tuple[EntryIntent, ...] = ()
    revisions: tuple[Revision, ...] = ()
    project: Project | None = None
    projects: tuple[Project, ...] = ()
    client: Client | None = None
    task: Task | None = None
    choices: tuple[Choice, ...] = ()
    start: date | None = None
    end: date | None = None
    day: date | None = None
    hours: Decimal | None = None
    amount: Decimal | None = None
    team: bool = False
    asked: Asked = Asked()
    notes: str = ""
    question: str | None = None
    leftover: tuple[str, ...] = ()
    warnings: tuple[Warn, ...] = ()
    confidence: float = 1.0
    details: Details = Details()
    is_plain: bool = False
    outlays: tuple[Interpretation, ...] = ()
