"""Who is signed in, what they may log time to and what they logged lately: in memory, for a few minutes.

Built from the three calls that every role may make (the person, their project assignments, their own time entries) and
`/company` where it may be read. Nothing is written to disk.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.harvest import zones
from desktop.harvest.catalog import Account, Catalog, Client, PastEntry, Project, Task
from desktop.harvest.client import Harvest
from desktop.harvest.errors import Forbidden, HarvestError, NotFound, NotSignedIn
from desktop.harvest.models import Company, ProjectAssignment, TimeEntry, User
from desktop.harvest.models.base import Clock
from desktop.harvest.text import plain
from desktop.harvest.work import Work, work_of

TIME_TO_LIVE = 300.0
"""Seconds for which what was read is taken as it is."""

DAYS_BACK = 90
"""How far back the person's own entries are read."""

# After that long a reload is not waited for if there is something older to go on with.
_PATIENCE = 2.0
_WEEKDAYS = {"Monday": 0, "Saturday": 5, "Sunday": 6}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of it, as read at one time. `history` is newest first; `work` are the same entries, all from `since` on."""

    account: Account
    catalog: Catalog
    history: tuple[PastEntry, ...]
    work: tuple[Work, ...] = ()
    since: date = date.max


class Directory:
    """Reads a snapshot when asked and keeps it for `ttl` seconds. Belongs to one event loop; close it before Harvest.

    Where Harvest does not answer, an older snapshot serves on: words can be understood offline. Without any, the error
    is raised. `today` gives the person's calendar day in their zone.
    """

    def __init__(
        self,
        harvest: Harvest,
        *,
        ttl: float = TIME_TO_LIVE,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[ZoneInfo], date] = lambda zone: datetime.now(zone).date(),
        patience: float = _PATIENCE,
    ) -> None:
        self._harvest = harvest
        self._ttl = ttl
        self._clock = clock
        self._today = today
        self._patience = patience
        self._snapshot: Snapshot | None = None
        self._read_at = float("-inf")
        self._loading: asyncio.Task[Snapshot] | None = None

    async def account(self) -> Account:
        """Who is signed in and how the account counts time."""
        return (await self.snapshot()).account

    async def catalog(self) -> Catalog:
        """What they may log to, and archived projects that they logged to lately."""
        return (await self.snapshot()).catalog

    async def history(self) -> tuple[PastEntry, ...]:
        """Their own entries of the last 90 days, newest first."""
        return (await self.snapshot()).history

    async def snapshot(self) -> Snapshot:
        """What was read within the time to live, else what is read now, else what was read before."""
        old = self._snapshot
        if old is None:
            return await self._load()
        if self._clock() - self._read_at < self._ttl:
            return old
        try:
            async with asyncio.timeout(self._patience):
                return await self._load()
        except NotSignedIn:
            raise
        except (HarvestError, TimeoutError):
            return old

    async def refresh(self) -> Snapshot:
        """Read anew, whatever the age. Raises what the client raises; the older snapshot is kept then.

        A reading that runs already may have begun before the write that made this necessary: it is not joined.
        """
        if self._loading is not None:
            await asyncio.wait({self._loading})
        return await self._load()

    async def aclose(self) -> None:
        """Give up a reading that is under way: nobody waits for it any more."""
        while self._loading is not None:
            self._loading.cancel()
            await asyncio.wait({self._loading})

    async def _load(self) -> Snapshot:
        """Join the reading that runs, or start one; it goes on when its callers are gone."""
        if self._loading is None:
            self._loading = asyncio.create_task(self._read())
            self._loading.add_done_callback(self._loaded)
        return await asyncio.shield(self._loading)

    def _loaded(self, task: asyncio.Task[Snapshot]) -> None:
        self._loading = None
        if not task.cancelled() and task.exception() is None:
            self._snapshot, self._read_at = task.result(), self._clock()

    async def _read(self) -> Snapshot:
        me = await self._harvest.me()
        zone = zones.zone(me.timezone)
        since = self._today(zone) - timedelta(days=DAYS_BACK)
        company, assignments, entries = await asyncio.gather(
            self._company(),
            self._harvest.project_assignments(),
            self._harvest.time_entries(user_id=me.id, start=since),
        )
        return Snapshot(
            account_of(me, zone, company, entries),
            catalog_of(assignments, entries),
            tuple(past_entry(entry) for entry in entries),
            tuple(work_of(entry) for entry in entries),
            since,
        )

    async def _company(self) -> Company | None:
        try:
            return await self._harvest.company()
        except (Forbidden, NotFound):
            return None


def account_of(me: User, zone: ZoneInfo, company: Company | None, entries: Iterable[TimeEntry]) -> Account:
    """The account as one value; what the role may not read is learnt from the person's entries or left open."""
    capacity = me.weekly_capacity or (company.weekly_capacity if company else None)
    mode = company.wants_timestamp_timers if company else None
    known = Account(
        user_id=me.id,
        user_name=plain(me.name),
        company=plain(company.name) if company else "",
        zone=zone,
        wants_timestamp_timers=_mode(entries) if mode is None else mode,
        clock=company.clock if company and company.clock in set(Clock) else Clock.TWELVE.value,
        access_roles=me.access_roles or ("member",),
        currency=company.currency if company else "",
        week_starts=_WEEKDAYS.get(company.week_start_day, 0) if company else 0,
        web=company.base_uri.rstrip("/") if company and company.base_uri.startswith("https://") else "",
    )
    return replace(known, weekly_capacity=capacity) if capacity else known


def catalog_of(assignments: Iterable[ProjectAssignment], entries: Iterable[TimeEntry]) -> Catalog:
    """Active assignments as projects, in Harvest's order; projects of entries that are not among them as archived."""
    active: dict[int, Project] = {}
    for assignment in assignments:
        if assignment.is_active and assignment.project.id:
            project = _project(assignment)
            known = active.get(project.id)
            active[project.id] = replace(known, tasks=_distinct((*known.tasks, *project.tasks))) if known else project
    archived: dict[int, Project] = {}
    for entry in entries:
        if entry.project.id not in active:
            known = archived.get(entry.project.id) or _past_project(entry)
            archived[known.id] = replace(known, tasks=_distinct((*known.tasks, _past_task(entry))))
    return Catalog(tuple(active.values()), tuple(archived.values()))


def past_entry(entry: TimeEntry) -> PastEntry:
    """A time entry as far as reading new ones needs it."""
    return PastEntry(
        id=entry.id,
        project_id=entry.project.id,
        task_id=entry.task.id,
        spent_date=entry.spent_date,
        hours=entry.hours,
        notes=plain(entry.notes),
        is_running=entry.is_running,
        # A running timer bears a start in every account.
        started_time=entry.started_time if entry.ended_time else None,
        ended_time=entry.ended_time,
    )


def _mode(entries: Iterable[TimeEntry]) -> bool | None:
    """Whether the account counts by start and end: its newest stopped entry tells. Running ones always bear a start."""
    stopped = [entry for entry in entries if not entry.is_running]
    return max(stopped, key=lambda entry: entry.id).started_time is not None if stopped else None


def _project(assignment: ProjectAssignment) -> Project:
    tasks = (
        Task(item.task.id, plain(item.task.name), item.billable)
        for item in assignment.task_assignments
        if item.is_active
    )
    return Project(
        id=assignment.project.id,
        name=plain(assignment.project.name),
        code=plain(assignment.project.code),
        client=Client(assignment.client.id, plain(assignment.client.name)),
        tasks=_distinct(tasks),
    )


def _past_project(entry: TimeEntry) -> Project:
    return Project(
        id=entry.project.id,
        name=plain(entry.project.name),
        code=plain(entry.project.code),
        client=Client(entry.client.id, plain(entry.client.name)),
        is_active=False,
    )


def _past_task(entry: TimeEntry) -> Task:
    return Task(entry.task.id, plain(entry.task.name), entry.billable)


def _distinct(tasks: Iterable[Task]) -> tuple[Task, ...]:
    found: dict[int, Task] = {}
    for task in tasks:
        if task.id:
            found.setdefault(task.id, task)
    return tuple(found.values())
