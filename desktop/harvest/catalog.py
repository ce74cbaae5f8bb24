"""What the signed-in user can log time to, as plain values held in memory only.

The catalog is built from `/v2/users/me/project_assignments`, the one endpoint that every role may read and that carries
client, project, code, tasks and the billable flag of each task assignment. It lists active assignments only; what is
archived is learnt from the user's own past time entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Client:
    """A client of the account."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task as assigned to one project; `billable` is the flag of that task assignment."""

    id: int
    name: str
    billable: bool


@dataclass(frozen=True, slots=True)
class Project:
    """A project with the tasks that the user may log to. `code` is "" where Harvest has none."""

    id: int
    name: str
    code: str
    client: Client
    tasks: tuple[Task, ...] = ()
    is_active: bool = True

    def task(self, task_id: int) -> Task | None:
        """The project's own task of that id, or None where it is not assigned."""
        return next((task for task in self.tasks if task.id == task_id), None)


def twins(projects: Iterable[Project]) -> frozenset[int]:
    """The ids of those that share client and name with another one: only their codes tell them apart."""
    by_names: dict[tuple[str, str], set[int]] = {}
    for project in projects:
        by_names.setdefault((project.client.name, project.name), set()).add(project.id)
    return frozenset(one for ids in by_names.values() if len(ids) > 1 for one in ids)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Projects that can be logged to, and archived ones that are known only so that they can be named as such."""

    projects: tuple[Project, ...]
    archived: tuple[Project, ...] = ()

    def project(self, project_id: int) -> Project | None:
        """The active project of that id, or None."""
        return next((project for project in self.projects if project.id == project_id), None)


@dataclass(frozen=True, slots=True)
class PastEntry:
    """One of the user's own time entries, as far as reading new ones needs it. `hours` are exact, not rounded.

    Both times are set only where the account counts by start and end.
    """

    id: int
    project_id: int
    task_id: int
    spent_date: date
    hours: Decimal
    notes: str = ""
    is_running: bool = False
    started_time: time | None = None
    ended_time: time | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in and how the account counts time.

    `weekly_capacity` is in seconds, as Harvest gives it; `wants_timestamp_timers` is None where the role may not
    read it. `clock` is `12h` or `24h`. `web` is where Harvest's own pages are, "" where that may not be read;
    `currency` is the one of cost rates and of the company itself, "" where it is not known. `week_starts` is the
    weekday on which a week begins, 0 for Monday, which it is also taken for where the role may not read it.
    """

    user_id: int
    user_name: str
    company: str
    zone: ZoneInfo
    weekly_capacity: int = 144_000
    wants_timestamp_timers: bool | None = False
    clock: str = "12h"
    access_roles: tuple[str, ...] = field(default=("member",))
    web: str = ""
    currency: str = ""
    week_starts: int = 0

    @property
    def workday(self) -> Decimal:
        """Hours of a full day: a fifth of the weekly capacity."""
        return Decimal(self.weekly_capacity) / 3600 / 5

    @property
    def is_administrator(self) -> bool:
        """Sees everything in the account."""
        return "administrator" in self.access_roles

    @property
    def sees_others(self) -> bool:
        """May see time of other people: of everybody, or (a manager) of teammates and of projects that they manage."""
        return self.is_administrator or "manager" in self.access_roles

    @property
    def sees_rates(self) -> bool:
        """May see what hours are billed at."""
        return self.is_administrator or "billable_rates_manager" in self.access_roles
