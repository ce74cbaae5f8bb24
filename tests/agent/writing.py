"""What tests of writes need: a demo account over real HTTP, a journal on disk, cards, a clock to be set."""

from __future__ import annotations

import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from desktop.agent.commit import Committer
from desktop.agent.drafts import Draft, DraftState
from desktop.agent.journal import Journal
from desktop.demo.account import DemoAccount
from desktop.demo.faults import Fault
from desktop.demo.server import Address
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.catalog import Account, Catalog
from desktop.harvest.client import Harvest, Patience
from desktop.harvest.directory import Directory
from desktop.harvest.models import NewTimeEntry

FRIDAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


@dataclass
class Time:
    """A clock that moves only when somebody sleeps, or when a test says so."""

    now: datetime = NOW
    slept: list[float] = field(default_factory=list)
    jumped: timedelta = timedelta(0)

    def monotonic(self) -> float:
        return (self.now - self.jumped).timestamp()

    def jump(self, by: timedelta) -> None:
        """Somebody sets the computer's clock; no time passes."""
        self.now += by
        self.jumped += by

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


class Hurry:
    """The client's own clock: its waits (rate limit, retries) pass at once."""

    def __init__(self) -> None:
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


HURRY = Hurry()

# Short enough for tests, long enough for a busy machine.
PATIENCE = Patience(connect=2, read=5, whole=10, tries=2, clock=HURRY.clock, sleep=HURRY.sleep, longest_wait=0.5)


def client_of(address: Address, patience: Patience = PATIENCE, token: str | None = None) -> Harvest:
    """A real client of that server."""
    return Harvest(
        base_url=address.url,
        account_id=address.account_id,
        token=PersonalToken(token or address.token),
        patience=patience,
    )


@dataclass
class Bench:
    """One copy of the app on one journal, against one demo account."""

    demo: DemoAccount
    address: Address
    harvest: Harvest
    journal: Journal
    committer: Committer
    account: Account
    catalog: Catalog
    time: Time
    changes: list[Draft]

    def card(self, hours="1", notes="", *, project=0, task=0, day=FRIDAY, **changes) -> Draft:
        """A card that is ready."""
        chosen = self.catalog.projects[project]
        return Draft(
            id=str(uuid.uuid4()),
            state=DraftState.READY,
            project=chosen,
            task=chosen.tasks[task],
            hours=Decimal(hours),
            spent_date=day,
            notes=notes,
            **changes,
        )

    def fault(self, kind, method="POST", **more) -> None:
        """Let the next requests go wrong."""
        self.demo.faults.add(Fault(kind=kind, method=method, **more))

    async def by_hand(self, card: Draft, reference: str | None = None):
        """Log the same entry past the journal, as somebody does in the browser."""
        return await self.harvest.create_time_entry(
            NewTimeEntry(
                project_id=card.project.id,
                task_id=card.task.id,
                spent_date=card.spent_date,
                hours=card.hours,
                notes=card.notes or None,
                external_reference_id=reference,
            )
        )

    def stored(self):
        """What the person has logged in Harvest, beside the seeded history, oldest first."""
        return self.demo.entries(self.account.user_id)

    def stored_notes(self) -> list[str]:
        return [entry.notes or "" for entry in self.stored()]

    def states(self, draft: Draft) -> list[DraftState]:
        """The states that the screen was shown for a card, without repetitions."""
        shown = [change.state for change in self.changes if change.id == draft.id]
        return [state for place, state in enumerate(shown) if place == 0 or state is not shown[place - 1]]

    def state(self, draft: Draft):
        return self.journal.operation(draft.id).state


_READ: dict[str, tuple[Account, Catalog]] = {}


async def _known(server, harvest) -> tuple[Account, Catalog]:
    """Who is signed in, and the projects: the same for every test against one server, so read once."""
    if server.address.url not in _READ:
        directory = Directory(harvest, today=lambda _: FRIDAY)
        _READ[server.address.url] = (await directory.account(), await directory.catalog())
    return _READ[server.address.url]


@asynccontextmanager
async def bench_of(server, path, **account_changes):
    """A bench; leave it to close journal and client."""
    async with client_of(server.address) as harvest:
        known, catalog = await _known(server, harvest)
        company = server.account.company
        modes = {"wants_timestamp_timers": company.wants_timestamp_timers, "clock": company.clock}
        account = replace(known, **{**modes, **account_changes})
        time, changes = Time(), []
        journal = Journal(path, clock=time)
        committer = Committer(
            harvest,
            journal,
            account,
            clock=time,
            on_change=changes.append,
            sleep=time.sleep,
            monotonic=time.monotonic,
        )
        yield Bench(
            server.account,
            server.address,
            harvest,
            journal,
            committer,
            account,
            catalog,
            time,
            changes,
        )
        journal.close()
