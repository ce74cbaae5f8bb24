"""Asking a demo account questions, and adding its rows up by other code than the product's."""

from __future__ import annotations

from collections import Counter
from contextlib import AsyncExitStack
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import httpx

from desktop.agent.commit import Committer
from desktop.agent.conversation import Conversation
from desktop.agent.drafts import Reply
from desktop.agent.insights.answer import Answer
from desktop.agent.insights.insights import Insights
from desktop.agent.intents import Channel
from desktop.agent.journal import Journal
from desktop.demo.account import DemoAccount
from desktop.demo.app import create_app
from desktop.demo.records import (
    Client,
    Expense,
    Project,
    Rate,
    Task,
    TaskAssignment,
    TimeEntry,
    User,
    UserAssignment,
)
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.client import Harvest
from desktop.harvest.directory import Directory

NOW = datetime(2026, 11, 20, 18, 5)
TODAY = NOW.date()


class Counting(httpx.ASGITransport):
    """Notes the path of every request."""

    def __init__(self, app: Any) -> None:
        super().__init__(app=app)
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.method + " " + request.url.raw_path.decode())
        return await super().handle_async_request(request)


class Desk:
    """A conversation of one person with a demo account; `asked` are the requests of the latest turn."""

    def __init__(self, account: DemoAccount, roles: tuple[str, ...] = ()) -> None:
        self.account = account
        self._token = account.token_of(account.person(*roles).id) if roles else account.token
        self.asked: list[str] = []
        self.progress: list[str] = []
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._transport = Counting(create_app(self.account))
        self.harvest = await self._stack.enter_async_context(
            Harvest(
                base_url="http://127.0.0.1/v2",
                account_id=self.account.account_id,
                token=PersonalToken(self._token),
                transport=self._transport,
            )
        )
        directory = Directory(self.harvest, today=lambda _: self.account.now().date())
        self._stack.push_async_callback(directory.aclose)
        home = self._stack.enter_context(TemporaryDirectory(prefix="gleaner-"))
        journal = Journal(Path(home) / "journal.sqlite")
        self._stack.callback(journal.close)
        self.insights = Insights(self.harvest, self.progress.append)
        committer = Committer(self.harvest, journal, directory.account)
        self.conversation = Conversation(directory, committer, self.insights, self.harvest)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._stack.aclose()

    async def say(self, text: str, now: datetime = NOW) -> Reply:
        """One message; every request of it is a reading one."""
        self._transport.asked.clear()
        reply = await self.conversation.say(text, Channel.TYPED, now, may_write=False)
        self.asked = list(self._transport.asked)
        assert all(one.startswith("GET ") for one in self.asked)
        assert not [one for one, times in Counter(self.asked).items() if times > 1], "fetched twice in one turn"
        return reply

    async def ask(self, text: str, now: datetime = NOW) -> Answer:
        """The answer to a question."""
        reply = await self.say(text, now)
        assert reply.answer is not None, reply.text
        return reply.answer


class Sums:
    """All rows of an account as plain dictionaries of its own store, read once."""

    def __init__(self, account: DemoAccount) -> None:
        with account.store.transaction(write=False):
            store = account.store
            self.projects = {one.id: one for one in store.select(Project)}
            self.clients = {one.id: one for one in store.select(Client)}
            self.tasks = {one.id: one for one in store.select(Task)}
            self.users = {one.id: one for one in store.select(User)}
            self.entries = store.select(TimeEntry)
            self.expenses = store.select(Expense)
        self.me = account.user.id

    def of(
        self, *, user: int | None = None, project: str = "", client: str = "", days: tuple[date, date] | None = None
    ):
        """Entries that fit, one after the other."""
        for entry in self.entries:
            its = self.projects[entry.project_id]
            if user is not None and entry.user_id != user:
                continue
            if (project and its.name != project) or (client and self.clients[its.client_id].name != client):
                continue
            if days and not days[0] <= entry.spent_date <= days[1]:
                continue
            yield entry


def added(values: Any) -> Decimal:
    """One by one, from nothing."""
    whole = Decimal(0)
    for value in values:
        whole = whole + value
    return whole


class Worth:
    """What entries are billed at, looked up plainly: by project, by task or by person."""

    def __init__(self, account: DemoAccount, sums: Sums) -> None:
        self._sums = sums
        with account.store.transaction(write=False):
            store = account.store
            self.tasks = {(one.project_id, one.task_id): one for one in store.select(TaskAssignment)}
            self.people = {(one.project_id, one.user_id): one for one in store.select(UserAssignment)}
            self._rates = {(one.user_id, one.kind): one.amount for one in store.select(Rate)}

    def is_billable(self, entry: TimeEntry) -> bool:
        return (
            self._sums.projects[entry.project_id].is_billable and self.tasks[entry.project_id, entry.task_id].billable
        )

    def of(self, entry: TimeEntry) -> Decimal:
        """Hours times rate; nothing where nothing is billed. These accounts do not round."""
        project = self._sums.projects[entry.project_id]
        if not self.is_billable(entry):
            return Decimal(0)
        rate = {
            "Project": project.hourly_rate,
            "Tasks": self.tasks[entry.project_id, entry.task_id].hourly_rate,
            "People": self._rates[entry.user_id, "billable"],
        }.get(project.bill_by)
        return entry.hours * (rate or Decimal(0))

    def cost(self, entry: TimeEntry) -> Decimal:
        return entry.hours * self._rates[entry.user_id, "cost"]
