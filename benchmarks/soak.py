"""Many writes under many faults: at the end Harvest has every confirmed entry exactly once.

    python -m benchmarks.soak [WRITES] [SHARE]

Confirms cards in small batches against a demo account over real HTTP in which `SHARE` of all requests go wrong (0.2),
now and then undoes one, now and then restarts the app, and settles in between. Only waits are skipped: grace periods
and pauses pass on a clock of their own. Prints the figures; ends with 1 where anything was lost or doubled.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from desktop.agent.commit import Committer
from desktop.agent.drafts import Draft, DraftState
from desktop.agent.journal import Journal, State
from desktop.demo.account import DemoAccount
from desktop.demo.faults import Fault, Kind
from desktop.demo.server import Address, running_server
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.catalog import Account, Catalog
from desktop.harvest.client import Harvest, Patience
from desktop.harvest.directory import Directory

FAULTS: tuple[Kind, ...] = (
    "drop_before",
    "drop_after",
    "cut",
    "server_error",
    "server_error_after",
    "truncated",
    "wrong_types",
    "duplicate",
    "rate_limited",
    "unauthorized",
)
START = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
DAYS = 250


@dataclass
class Hurry:
    """Time that passes as fast as it is waited for."""

    seconds: float = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0)


@dataclass(frozen=True)
class Figures:
    """What a soak came to. `lost` and `doubled` must be 0."""

    writes: int
    committed: int
    undone: int
    lost: int
    doubled: int
    strays: int
    requests_struck: int
    sent_again: int
    twins_removed: int
    restarts: int
    seconds: float
    struck: Counter[str] = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        """Whether Harvest has exactly what was confirmed and not taken back."""
        return self.lost == self.doubled == self.strays == 0 and self.committed + self.undone == self.writes


def cards(catalog: Catalog, count: int, chance: Random) -> Iterator[Draft]:
    """Cards over many days and projects; the notes say which is which.

    The days are still to come: of those that have passed some are approved or invoiced, and Harvest rightly refuses.
    """
    for _ in range(count):
        project = chance.choice([one for one in catalog.projects if one.tasks])
        key = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        day = START.date() + timedelta(days=chance.randrange(DAYS))
        hours = Decimal(chance.randrange(1, 33)) / 4
        yield Draft(key, DraftState.READY, project, chance.choice(project.tasks), hours, day, notes=key)


async def soak(
    account: DemoAccount, address: Address, folder: Path, writes: int, share: float, seed: int = 1
) -> Figures:
    """Run it, and count."""
    chance = Random(seed)
    hurry = Hurry()
    patience = Patience(
        connect=10, read=60, whole=120, tries=4, clock=hurry.monotonic, sleep=hurry.sleep, longest_wait=0.5
    )
    started = time.perf_counter()
    undone: set[str] = set()
    restarts = 0
    async with Harvest(
        base_url=address.url, account_id=address.account_id, token=PersonalToken(address.token), patience=patience
    ) as harvest:
        directory = Directory(harvest, today=lambda _: START.date())
        me, catalog = await directory.account(), await directory.catalog()
        wanted = list(cards(catalog, writes, chance))
        _plan(account, share, seed)
        journal, committer = _open(harvest, folder, me, hurry)
        for place in range(0, writes, 5):
            batch = wanted[place : place + 5]
            await committer.commit(batch)
            if chance.random() < 0.05:
                undone.add(batch[0].id)
                await committer.undo(batch[0].id)
            if chance.random() < 0.05:
                await committer.settle_pending()
            if chance.random() < 0.02:
                restarts += 1
                journal.close()
                journal, committer = _open(harvest, folder, me, hurry)
        strikes = account.faults.strikes
        account.faults.clear()
        for _ in range(3):
            await committer.settle_pending()
            hurry.seconds += 120
        # Undos that met "not clear yet" are asked for once more, as a person would.
        for key in undone:
            await committer.undo(key)
        figures = _count(account, journal, me, wanted, undone)
        journal.close()
    return Figures(
        **figures,
        requests_struck=len(strikes),
        restarts=restarts,
        seconds=time.perf_counter() - started,
        struck=Counter(strike.kind for strike in strikes),
    )


def _plan(account: DemoAccount, share: float, seed: int) -> None:
    account.faults.reseed(seed)
    # The first fault that strikes is the one: each gets its part of what is left by those before it.
    left = 1.0
    for kind in FAULTS:
        part = share / len(FAULTS)
        account.faults.add(Fault(kind=kind, probability=part / left, retry_after="0"))
        left -= part


def _open(harvest: Harvest, folder: Path, me: Account, hurry: Hurry) -> tuple[Journal, Committer]:
    journal = Journal(folder / "journal.sqlite", clock=hurry.now)
    return journal, Committer(harvest, journal, me, clock=hurry.now, sleep=hurry.sleep)


def _count(
    account: DemoAccount, journal: Journal, me: Account, wanted: list[Draft], undone: set[str]
) -> dict[str, int]:
    there = Counter(entry.notes or "" for entry in account.entries(me.user_id))
    operations = [operation for draft in wanted if (operation := journal.operation(draft.id))]
    keys = {draft.id for draft in wanted}
    return {
        "writes": len(wanted),
        "committed": sum(operation.state is State.COMMITTED for operation in operations),
        "undone": sum(operation.state in (State.UNDONE, State.DISCARDED) for operation in operations),
        "lost": sum(there[key] == 0 for key in keys - undone),
        "doubled": sum(number > 1 for number in there.values()),
        "strays": sum(there[key] for key in undone) + sum(key not in keys for key in there),
        "sent_again": sum(operation.attempts > 1 for operation in operations),
        "twins_removed": sum("second copy" in operation.reason for operation in operations),
    }


def main(writes: int = 10_000, share: float = 0.2) -> int:
    """Run the soak and print its figures; 1 where anything was lost or doubled."""
    logging.disable(logging.CRITICAL)
    with running_server(now=START) as server, tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(soak(server.account, server.address, Path(folder), writes, share))
    print(f"writes confirmed        {figures.writes:>8,}")
    print(f"in Harvest exactly once {figures.committed:>8,}")
    print(f"taken back              {figures.undone:>8,}")
    print(f"lost                    {figures.lost:>8,}")
    print(f"doubled                 {figures.doubled:>8,}")
    print(f"of no card              {figures.strays:>8,}")
    print(f"requests struck         {figures.requests_struck:>8,}  (share {share:.0%})")
    print(f"sent more than once     {figures.sent_again:>8,}")
    print(f"twins removed           {figures.twins_removed:>8,}")
    print(f"restarts                {figures.restarts:>8,}")
    print(f"seconds                 {figures.seconds:>8,.1f}")
    print(", ".join(f"{kind} {number}" for kind, number in figures.struck.most_common()))
    return 0 if figures.is_good else 1


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(int(arguments[0]) if arguments else 10_000, float(arguments[1]) if len(arguments) > 1 else 0.2))
