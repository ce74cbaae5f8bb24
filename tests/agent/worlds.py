"""A small account with awkward names, and short ways to read words against it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from benchmarks.corpus import Both
from desktop.agent.drafts import Draft, DraftState
from desktop.agent.intents import Channel, Interpretation, Utterance
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.certainty.learned import LearnedReader
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, PastEntry, Project, Task

NOW = datetime(2026, 3, 11, 17, 30)  # a Wednesday
WORK = "Design Development Meetings PM QA"
_TASKS = {name: place for place, name in enumerate((*WORK.split(), "Admin", "Yoga"), start=1)}
_ROWS = (
    ("Williams Co", "Brand Refresh", WORK),
    ("Williams Co", "Retainer", WORK),
    ("Internal", "Training", "Meetings Admin"),
    ("Internal", "Admin", "Admin"),
    ("Acme", "Website Redesign", WORK),
    ("Beta LLC", "Website Redesign", WORK),
    ("24 Hour Fitness", "App", WORK),
    ("3M", "Trade Show", WORK),
    ("H&R Block", "Tax Tool", WORK),
    ("May Group", "Q2 Planning", WORK),
    ("Four Seasons", "Booking", WORK),
    ("Two Rivers", "Label", WORK),
    ("Studio 54", "Archive", WORK),
    ("Holiday Inn", "Lobby", WORK),
)
_CLIENTS = {name: place for place, name in enumerate(dict.fromkeys(row[0] for row in _ROWS), start=1)}
FREE = ("Internal",)


def _project(number: int, client: str, name: str, tasks: str, *, active: bool = True) -> Project:
    assigned = tuple(Task(_TASKS[task], task, client not in FREE) for task in tasks.split())
    return Project(number, name, "", Client(_CLIENTS[client], client), assigned, active)


PROJECTS = tuple(_project(number, *row) for number, row in enumerate(_ROWS, start=1))
CATALOG = Catalog(PROJECTS, (_project(99, "Two Rivers", "Old Label Site", WORK, active=False),))


def past(project: str, task: str, days_ago: int, hours: str = "1", notes: str = "") -> PastEntry:
    """One of the user's own entries, so many days ago."""
    found = next(p for p in PROJECTS if p.name == project)
    number = 1000 - days_ago * 10 + found.id
    return PastEntry(number, found.id, _TASKS[task], NOW.date() - timedelta(days=days_ago), Decimal(hours), notes)


def interpreter(history: Sequence[PastEntry] = (), **more: object) -> Interpreter:
    """The world's interpreter."""
    return Interpreter(CATALOG, workday=Decimal(8), history=history, **more)


_PLAIN = interpreter()
LEARNED = LearnedReader()
"""Its weights are loaded once in each worker, when they are first needed."""


def read(
    text: str, *, voice: bool = False, now: datetime = NOW, context: Context | None = None, reader: Interpreter = _PLAIN
) -> Interpretation:
    """What `text` means here."""
    channel = Channel.VOICE if voice else Channel.TYPED
    return reader.read(Utterance(text, now, channel), context or Context())


def read_by_both(
    text: str, *, voice: bool = False, now: datetime = NOW, context: Context | None = None, reader: Interpreter = _PLAIN
) -> Interpretation:
    """What `text` means here, as of the kind that the rules and the learned reader take it for."""
    said = Utterance(text, now, Channel.VOICE if voice else Channel.TYPED)
    return Both(reader, CATALOG, Decimal(8), LEARNED).read(said, context)


def brief(found: Interpretation) -> list[tuple[str | None, str | None, str | None, str]]:
    """Project (with its client where two have its name), task, hours and weekday-day of each entry."""
    rows = []
    for entry in found.entries:
        name = entry.project.name if entry.project else None
        if name == "Website Redesign":
            name = f"{entry.project.client.name}/{name}"
        hours = f"{entry.hours.normalize():f}" if entry.hours is not None else None
        rows.append(
            (name, entry.task.name if entry.task else None, hours, f"{entry.spent_date:%a} {entry.spent_date.day}")
        )
    return rows


def codes(found: Interpretation) -> set[str]:
    """The codes of all warnings."""
    return {warning.code for entry in found.entries for warning in entry.warnings}


def cards(text: str) -> tuple[Draft, ...]:
    """The cards that `text` puts on the screen, numbered from "0"."""
    return tuple(
        Draft(
            str(number), DraftState.ASKING, e.project, e.task, e.hours, e.spent_date, notes=e.notes, choices=e.choices
        )
        for number, e in enumerate(read(text).entries)
    )


def day(text: str) -> date:
    """A date in ISO form."""
    return date.fromisoformat(text)
