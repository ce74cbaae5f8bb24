"""Projects and drafts to look at."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

from desktop.agent.checking import HEARD
from desktop.agent.drafts import Draft, DraftState
from desktop.agent.intents import NO_ALTERNATIVES, Alternatives, Choice, Field, Warn
from desktop.harvest.catalog import Account, Catalog, Client, Project, Task
from desktop.ui.preview.scripted_port import TODAY

_TASKS = (
    Task(11, "Design", billable=True),
    Task(12, "Development", billable=True),
    Task(13, "Project Management", billable=True),
    Task(14, "Meetings", billable=True),
    Task(15, "Administration", billable=False),
)
_ROWS = (
    ("Williams & Co", "Williams Account", "WIL"),
    ("Acme Corporation", "Website Redesign", "ACME-WEB"),
    ("Acme Corporation", "Mobile App", "ACME-APP"),
    ("Globex", "Website Redesign", "GLX-WEB"),
    ("Globex", "Analytics Dashboard", ""),
    ("Umbrella Health", "Patient Portal", "UMB-1"),
    ("Pied Piper", "Brand Refresh", "PP-BRAND"),
    ("Crème & Søn", "Café Menu", "CAF"),
    ("Brightline Studio", "Internal Training", "INT-TR"),
)
LONG = Project(
    90,
    "<img src=x onerror=alert(1)> Überregionale Qualitätssicherungs- und Dokumentationsplattform, Ausbaustufe III & IV",
    "MIN-2026-QS-000-117-EXT",
    Client(
        90, "Ministerium für Landwirtschaft, \u202eErnährung und Verbraucherschutz des Landes <b>Sachsen</b>-Anhalt"
    ),
    (Task(91, "Anforderungsanalyse und Abstimmung mit den beteiligten Fachabteilungen", billable=True),),
)
RTL = Project(92, "תוכנית ההדרכה השנתית", "HE-1", Client(92, "משרד החינוך"), _TASKS)


def _catalog() -> Catalog:
    clients: dict[str, Client] = {}
    projects = []
    for number, (client, name, code) in enumerate(_ROWS, start=1):
        owner = clients.setdefault(client, Client(len(clients) + 1, client))
        tasks = _TASKS[3:] if client == "Brightline Studio" else _TASKS
        projects.append(Project(number, name, code, owner, tasks))
    return Catalog((*projects, LONG, RTL))


CATALOG = _catalog()
ACCOUNT = Account(4100001, "Robin Ellis", "Brightline Studio", ZoneInfo("America/New_York"))
_ids = count(1)


def named(name: str, client: str = "") -> Project:
    """The sample project of that name."""
    return next(p for p in CATALOG.projects if p.name == name and (not client or p.client.name == client))


def ready(name: str, task: int, hours: str, notes: str = "", warnings: tuple[Warn, ...] = ()) -> Draft:
    """A complete draft."""
    project = named(name)
    return Draft(
        id=f"draft-{next(_ids)}",
        state=DraftState.READY,
        project=project,
        task=project.task(task),
        hours=Decimal(hours),
        spent_date=TODAY,
        notes=notes,
        warnings=warnings,
    )


def to_check(draft: Draft, *fields: Field, others: Alternatives = NO_ALTERNATIVES, heard: str = "") -> Draft:
    """A complete draft with these fields to be checked; `heard` are the words that were not heard for sure."""
    warned = tuple(Warn(code, f"Heard {heard}, but not for sure.") for code, one in HEARD.items() if one in fields)
    return replace(
        draft,
        state=DraftState.NEEDS_CHECK,
        checks=fields,
        alternatives=others,
        confidence=0.6,
        warnings=(*draft.warnings, *warned) if heard else draft.warnings,
    )


def asking_project() -> Draft:
    """A draft whose project two clients have."""
    found = (named("Website Redesign", "Acme Corporation"), named("Website Redesign", "Globex"), named("Mobile App"))
    return Draft(
        id=f"draft-{next(_ids)}",
        state=DraftState.ASKING,
        project=None,
        task=None,
        hours=Decimal("1.5"),
        spent_date=TODAY,
        notes="fixed the checkout",
        choices=tuple(Choice(project, 90 - 10 * index) for index, project in enumerate(found)),
        said_project="website",
    )
