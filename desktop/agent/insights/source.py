"""Where answers get their rows from: one `Source` serves one question, and asks Harvest for nothing twice.

`HarvestSource` reads by as few requests as there are: a list by its largest pages, several of them at once; the
person's own entries not at all where they have just been read with the catalog.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar, cast

from desktop.agent.fees import expense_kinds
from desktop.harvest.client import Harvest
from desktop.harvest.errors import Forbidden, NotFound
from desktop.harvest.models import (
    Expense,
    Invoice,
    Project,
    ProjectBudgetRow,
    TaskAssignment,
    TimeEntry,
    UninvoicedRow,
    User,
    UserAssignment,
)
from desktop.harvest.resources.invoices import InvoiceState
from desktop.harvest.work import Work

T = TypeVar("T")

OnProgress = Callable[[str], None]
"""Gets a sentence while a reading lasts, from its second second on, and "" when it is over."""

_PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Scope:
    """Which entries or expenses: of a person, a project, a client (None: all), of days with both ends included; those
    that are on an invoice, or are on none (None: both).
    """

    user_id: int | None = None
    project_id: int | None = None
    client_id: int | None = None
    start: date | None = None
    end: date | None = None
    is_billed: bool | None = None

    def has(self, row: Work) -> bool:
        """Whether this row is meant."""
        return (
            (self.user_id is None or row.user_id == self.user_id)
            and (self.project_id is None or row.project_id == self.project_id)
            and (self.client_id is None or row.client_id == self.client_id)
            and (self.start is None or row.day >= self.start)
            and (self.end is None or row.day <= self.end)
            and (self.is_billed is None or row.is_billed is self.is_billed)
        )


class Source(Protocol):
    """Rows from Harvest, complete or an error of `desktop.harvest.errors`."""

    async def work(self, scope: Scope) -> tuple[Work, ...]:
        """Time entries, newest first."""
        ...

    async def latest(self, scope: Scope, most: int, task_id: int | None = None) -> tuple[Work, ...]:
        """The newest of these time entries, at most so many."""
        ...

    async def expenses(self, scope: Scope) -> tuple[Expense, ...]:
        """Expenses, newest first."""
        ...

    async def budgets(self, *, only_active: bool) -> tuple[ProjectBudgetRow, ...]:
        """How the projects stand whose budget this person may see. This is a report: ask for it once a question."""
        ...

    async def uninvoiced(self, start: date, end: date) -> tuple[UninvoicedRow, ...] | None:
        """What is on no invoice of at most 365 days, by project; None where the role may not see it. A report, too."""
        ...

    async def project(self, project_id: int) -> Project | None:
        """A project with its terms, or None where the role may not see it."""
        ...

    async def projects(self, client_id: int | None = None) -> tuple[Project, ...]:
        """All projects with their terms, of one client or of all; none where the role may not see them."""
        ...

    async def task_assignments(self, project_id: int) -> tuple[TaskAssignment, ...]:
        """The tasks of a project with their budgets; none where the role may not see them."""
        ...

    async def user_assignments(self, project_id: int) -> tuple[UserAssignment, ...]:
        """The people of a project with their budgets; none where the role may not see them."""
        ...

    async def people(self) -> tuple[User, ...]:
        """The active people of the account, as far as the role may see them."""
        ...

    async def invoices(
        self,
        *,
        client_id: int | None = None,
        project_id: int | None = None,
        state: InvoiceState | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> tuple[Invoice, ...] | None:
        """Invoices of these issue dates, newest first; None where the role may see none."""
        ...

    async def expense_kinds(self) -> frozenset[str]:
        """The kinds of invoice lines that are for expenses alone; none where the role may not see them."""
        ...

    async def running(self, user_id: int | None) -> tuple[TimeEntry, ...]:
        """Entries whose timer runs now: one person's, or everybody's whose time may be seen."""
        ...


@dataclass(frozen=True, slots=True)
class OwnWork:
    """Entries of the signed-in person from `since` on, read in this very turn."""

    user_id: int
    since: date
    rows: tuple[Work, ...]


class HarvestSource:
    """Reads from Harvest, each thing once. Belongs to one question and one event loop."""

    def __init__(
        self,
        harvest: Harvest,
        *,
        own: OwnWork | None = None,
        on_progress: OnProgress | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._harvest = harvest
        self._own = own
        self._on_progress = on_progress
        self._clock = clock
        self._began = clock()
        self._is_telling = False
        self._asked: dict[Hashable, asyncio.Task[Any]] = {}

    async def work(self, scope: Scope) -> tuple[Work, ...]:
        """Time entries, newest first."""
        own = self._own
        if own and scope.user_id == own.user_id and scope.start is not None and scope.start >= own.since:
            return tuple(row for row in own.rows if scope.has(row))
        return await self._once(
            ("work", scope),
            lambda: self._harvest.tracked(
                user_id=scope.user_id,
                project_id=scope.project_id,
                client_id=scope.client_id,
                is_billed=scope.is_billed,
                start=scope.start,
                end=scope.end,
                on_page=self._tell,
            ),
        )

    async def latest(self, scope: Scope, most: int, task_id: int | None = None) -> tuple[Work, ...]:
        """The newest of these time entries, at most so many."""
        return await self._once(
            ("latest", scope, most, task_id),
            lambda: self._harvest.latest_tracked(
                user_id=scope.user_id,
                project_id=scope.project_id,
                client_id=scope.client_id,
                task_id=task_id,
                end=scope.end,
                most=most,
            ),
        )

    async def expenses(self, scope: Scope) -> tuple[Expense, ...]:
        """Expenses, newest first."""
        return await self._once(
            ("expenses", scope),
            lambda: self._harvest.expenses(
                user_id=scope.user_id,
                client_id=scope.client_id,
                project_id=scope.project_id,
                is_billed=scope.is_billed,
                start=scope.start,
                end=scope.end,
            ),
        )

    async def budgets(self, *, only_active: bool) -> tuple[ProjectBudgetRow, ...]:
        """How the projects stand whose budget this person may see."""
        active = True if only_active else None
        return await self._once(("budgets", active), lambda: self._harvest.project_budget_report(is_active=active))

    async def uninvoiced(self, start: date, end: date) -> tuple[UninvoicedRow, ...] | None:
        """What is on no invoice of at most 365 days, by project; None where the role may not see it."""
        slow = asyncio.get_running_loop().call_later(_PATIENCE, self._say, "Reading Harvest's report of a year")
        try:
            return await self._once(
                ("uninvoiced", start, end), lambda: _or_none(self._harvest.uninvoiced_report(start, end))
            )
        finally:
            slow.cancel()

    async def project(self, project_id: int) -> Project | None:
        """A project with its terms, or None where the role may not see it."""
        return await self._once(("project", project_id), lambda: _or_none(self._harvest.project(project_id)))

    async def projects(self, client_id: int | None = None) -> tuple[Project, ...]:
        """All projects with their terms, of one client or of all; none where the role may not see them."""
        key = ("projects", client_id)
        return await self._once(key, lambda: _or_none(self._harvest.projects(client_id=client_id))) or ()

    async def task_assignments(self, project_id: int) -> tuple[TaskAssignment, ...]:
        """The tasks of a project with their budgets; none where the role may not see them."""
        key = ("tasks", project_id)
        return await self._once(key, lambda: _or_none(self._harvest.task_assignments(project_id))) or ()

    async def user_assignments(self, project_id: int) -> tuple[UserAssignment, ...]:
        """The people of a project with their budgets; none where the role may not see them."""
        key = ("people of", project_id)
        return await self._once(key, lambda: _or_none(self._harvest.user_assignments(project_id))) or ()

    async def people(self) -> tuple[User, ...]:
        """The active people of the account, as far as the role may see them."""
        return await self._once("people", lambda: _or_none(self._harvest.users(is_active=True))) or ()

    async def invoices(
        self,
        *,
        client_id: int | None = None,
        project_id: int | None = None,
        state: InvoiceState | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> tuple[Invoice, ...] | None:
        """Invoices of these issue dates, newest first; None where the role may see none."""
        key = ("invoices", client_id, project_id, state, start, end)

        def read() -> Coroutine[Any, Any, tuple[Invoice, ...] | None]:
            return _or_none(
                self._harvest.invoices(client_id=client_id, project_id=project_id, state=state, start=start, end=end)
            )

        return await self._once(key, read)

    async def expense_kinds(self) -> frozenset[str]:
        """The kinds of invoice lines that are for expenses alone; none where the role may not see them."""
        categories = await self._once("kinds", lambda: _or_none(self._harvest.item_categories()))
        return expense_kinds(categories or ())

    async def running(self, user_id: int | None) -> tuple[TimeEntry, ...]:
        """Entries whose timer runs now: one person's, or everybody's whose time may be seen."""
        return await self._once(
            ("running", user_id), lambda: self._harvest.time_entries(user_id=user_id, is_running=True)
        )

    async def aclose(self) -> None:
        """Give up what is still being read, and end the telling."""
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)
        if self._is_telling and self._on_progress:
            self._is_telling = False
            self._on_progress("")

    async def _once(self, key: Hashable, read: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What is read under this key, now or already; a second asker waits for the first one's reading."""
        task = self._asked.get(key)
        if task is None:
            task = self._asked[key] = asyncio.ensure_future(read())
        return cast(T, await task)

    def _tell(self, done: int, total: int | None) -> None:
        if self._clock() - self._began < _PATIENCE:
            return
        of = f" of {total:,}" if total is not None else ""
        self._say(f"Reading from Harvest: {done:,}{of} rows")

    def _say(self, words: str) -> None:
        if self._on_progress is None:
            return
        self._is_telling = True
        self._on_progress(words)


async def _or_none(reading: Coroutine[Any, Any, T]) -> T | None:
    """What is read, or None where the role may not read it."""
    try:
        return await reading
    except (Forbidden, NotFound):
        return None


async def nothing() -> tuple[()]:
    """What is read where nothing need be: stands in for a reading beside others."""
    return ()
