"""Which projects and clients there are to log to: "list my projects" becomes "You can log to 14 projects of 11
clients", with a row for each. All of it is known with the catalog, so that nothing is asked of Harvest.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from desktop.agent.insights.answer import Answer, Cell, Column, Offer, Table, Unit
from desktop.agent.insights.scene import Scene
from desktop.agent.intents import By, Interpretation, Kind
from desktop.agent.wording import count_text
from desktop.harvest.catalog import Project

_MOST_LISTED: Final = 60
_MOST_SAID: Final = 5


def answer(meant: Interpretation, scene: Scene) -> Answer:
    """The active projects that the person is assigned to, all or one client's, or their clients."""
    client = meant.client
    found = [one for one in scene.catalog.projects if client is None or one.client.id == client.id]
    found.sort(key=lambda one: (one.client.name.casefold(), one.name.casefold(), one.id))
    by_client: dict[str, list[Project]] = {}
    for one in found:
        by_client.setdefault(one.client.name, []).append(one)
    is_by_client = meant.asked.by is By.CLIENT and client is None
    projects = count_text(len(found), "project", "projects")
    of = client.name if client else count_text(len(by_client), "client", "clients")
    first_names = list(by_client) if is_by_client else [one.name for one in found]
    names = f": {', '.join(first_names)}" if len(first_names) <= _MOST_SAID else ""
    text = (
        f"You can log to {projects} of {of}{names}." if found else f"There is no project{f' of {of}' if client else ''}"
    )
    rows: list[tuple[Cell, ...]] = (
        [(name, Decimal(len(ones))) for name, ones in by_client.items()]
        if is_by_client
        else [(one.client.name, one.name, one.code) for one in found]
    )
    columns = (
        (Column("Client"), Column("Projects", Unit.COUNT))
        if is_by_client
        else (Column("Client"), Column("Project"), Column("Code"))
    )
    title = f"The first {_MOST_LISTED} of {len(rows):,}" if len(rows) > _MOST_LISTED else ""
    first = next((one for one in scene.recent if one in found), found[0] if found else None)
    asked = (f"How much is left on {first.name}?", f"How many hours on {first.name} this month?") if first else ()
    return Answer(
        Kind.NONE,
        text if found else f"{text} that you can log to.",
        scene.now,
        {
            "projects": [
                {"id": one.id, "client": one.client.name, "project": one.name, "code": one.code or None}
                for one in found
            ]
        },
        counted="Active projects that you are assigned to in Harvest.",
        tables=(Table(columns, tuple(rows[:_MOST_LISTED]), title),) if rows else (),
        link=scene.page("/projects"),
        offers=tuple(Offer(one, one) for one in asked),
    )
