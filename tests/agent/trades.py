"""Small accounts of four trades, so that what is mended is mended for all of them."""

from datetime import datetime
from decimal import Decimal

from desktop.agent.intents import Channel, Interpretation, Kind, Utterance
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task

NOW = datetime(2026, 6, 10, 17, 40)  # a Wednesday
_ACCOUNTS = {
    "vets": {
        ("Fernside Stables", "Herd Health"): "Visits Lab_Work Reports Meetings",
        ("Oakwell Farm", "Vaccination Round"): "Visits Lab_Work Driving Meetings",
        ("Practice", "Front Desk"): "Admin Training Meetings",
        ("Practice", "Leave"): "Sick_Leave Annual_Leave",
    },
    "brewery": {
        ("Harrow Inns", "Summer Ale"): "Brewing Tasting Bottling Meetings",
        ("Copper Lane", "Porter Relaunch"): "Brewing Labels Tasting Meetings",
        ("House", "Office"): "Admin Training Meetings",
        ("House", "Time Off"): "Sick_Leave Holiday",
    },
    "surveyors": {
        ("Marlow Council", "Bridge Survey"): "Fieldwork Drawings Site_Visits Meetings",
        ("Penrose Estates", "Boundary Plan"): "Fieldwork Drawings Meetings",
        ("Office", "Internal"): "Admin Training Meetings",
        ("Office", "Absence"): "Sick_Leave Vacation",
    },
}


def catalog_of(rows: dict[tuple[str, str], str]) -> Catalog:
    """The catalog of projects by client and name, each with its tasks in one string."""
    names = dict.fromkeys(name for tasks in rows.values() for name in tasks.split())
    tasks = {name: Task(number, name.replace("_", " "), True) for number, name in enumerate(names, 1)}
    clients = {name: Client(number, name) for number, name in enumerate(dict.fromkeys(c for c, _ in rows), 1)}
    return Catalog(
        tuple(
            Project(number, project, "", clients[client], tuple(tasks[name] for name in said.split()))
            for number, ((client, project), said) in enumerate(rows.items(), 1)
        )
    )


CATALOGS = {trade: catalog_of(rows) for trade, rows in _ACCOUNTS.items()}
_READERS = {trade: Interpreter(catalog, workday=Decimal(8)) for trade, catalog in CATALOGS.items()}


def utterance(text: str, *, voice: bool = False) -> Utterance:
    """The words, said on that Wednesday."""
    return Utterance(text, NOW, Channel.VOICE if voice else Channel.TYPED)


def read(trade: str, text: str, *, voice: bool = False, is_work: bool = False) -> Interpretation:
    """What the rules read in that trade; `is_work` where the message is already taken for work."""
    said = utterance(text, voice=voice)
    return _READERS[trade].read_as(said, Kind.LOG) if is_work else _READERS[trade].read(said)


def brief(found: Interpretation) -> list[str]:
    """Each entry as "Project/Task hours day", "?" where one is open."""
    return [
        f"{entry.project.name if entry.project else '?'}/{entry.task.name if entry.task else '?'} "
        f"{entry.hours.normalize() if entry.hours is not None else '?':{'f' if entry.hours is not None else ''}} "
        f"{entry.spent_date:%a}"
        for entry in found.entries
    ]
