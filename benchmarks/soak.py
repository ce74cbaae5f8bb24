"""Many writes under many faults: at the end Harvest has every confirmed one exactly once, and what was told is true.

    python -m benchmarks.soak [ENTRIES] [EXPENSES] [INVOICES] [SHARE]

Confirms entries, expenses and invoices against a demo account over real HTTP. `SHARE` of all requests go wrong (0.2):
among them answers that come after the time limit, and requests that arrive after they were given up and sent again.
Meanwhile the computer's clock jumps, the journal's disk fills between requests and answers, the app is restarted, and
some writes are taken back. A person who is told that nothing was sent confirms the same again on a new card, as on the
command line. Time runs fast. Prints the figures; ends with 1 where anything was lost, doubled in silence or mistold.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Literal

from benchmarks.soak_time import SCALE, START, Between, Disk, Fast
from desktop.agent.commit import Committer
from desktop.agent.drafts import Draft, DraftState
from desktop.agent.journal import Journal, JournalError, Operation, State
from desktop.agent.writes.payloads import CreateExpense, CreateInvoice, Payload
from desktop.demo.account import DemoAccount
from desktop.demo.faults import Fault, Kind
from desktop.demo.server import Address, running_server
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.client import Harvest, Patience
from desktop.harvest.directory import Directory
from desktop.harvest.models import NewExpense, NewInvoice, NewLineItem

What = Literal["entry", "expense", "invoice"]

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
SLOW: tuple[tuple[Kind, float], ...] = (("delay_after", 40.0), ("delay", 40.0), ("delay", 130.0))
"""Answers after the time limit: of a request stored at once, stored late, and stored after it was sent again."""

LIMIT = 25.0
DAYS = 250
LONG = " and so on" * 150
"""Notes so long that no answer fits where the journal had room."""


@dataclass
class Wish:
    """One thing that a person wants in Harvest once. `ids` are its cards: a new one after "nothing was sent"."""

    what: What
    key: str
    ids: list[str] = field(default_factory=list)
    mistold: str = ""
    is_undone: bool = False


@dataclass(frozen=True)
class Tally:
    """What became of one sort of write.

    `doubled` are there twice and nobody was told; `told` are those that Harvest has, or may have, once too often, or of
    which a person is asked which one it is: Harvest keeps no mark of ours on expenses and invoices.
    """

    writes: int
    once: int
    undone: int
    lost: int
    doubled: int
    told: int
    strays: int
    mistold: int

    @property
    def is_good(self) -> bool:
        """Whether Harvest has exactly what was confirmed and not taken back, and nothing untrue was said."""
        bad = self.lost + self.doubled + self.strays + self.mistold
        return bad == 0 and self.once + self.undone + self.told == self.writes


@dataclass(frozen=True)
class Figures:
    """What a soak came to."""

    tallies: dict[What, Tally]
    struck: Counter[str]
    sent_again: int
    twins_removed: int
    restarts: int
    jumps: int
    disk_full: int
    unclear: int
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether all is as it was told."""
        return all(tally.is_good for tally in self.tallies.values())


class Soak:
    """One person, one journal, many writes."""

    def __init__(self, account: DemoAccount, address: Address, folder: Path, share: float, seed: int) -> None:
        self.demo = account
        self.folder = folder
        self.share = share
        self.chance = Random(seed)
        self.time = Fast(self.chance)
        self.disk = Disk(self.chance, share / 4)
        self.restarts = 0
        self.wishes: list[Wish] = []
        patience = Patience(
            connect=10,
            read=LIMIT / SCALE,
            whole=120,
            tries=4,
            clock=self.time.monotonic,
            sleep=self.time.sleep,
            longest_wait=0.5,
        )
        self.harvest = Harvest(
            base_url=address.url,
            account_id=address.account_id,
            token=PersonalToken(address.token),
            patience=patience,
            transport=Between(self.time.may_jump, self.disk.may_fill),
        )

    async def run(self, counts: dict[What, int]) -> Figures:
        """Confirm so many of each, and count."""
        started = time.perf_counter()
        async with self.harvest:
            directory = Directory(self.harvest, today=lambda _: START.date())
            self.me, self.catalog = await directory.account(), await directory.catalog()
            categories = await self.harvest.expense_categories(is_active=True)
            self.category = next(one for one in categories if one.unit_price is None)
            self._open()
            self._plan()
            self.time.share = self.share / 4
            sorts = [what for what, count in counts.items() for _ in range(count)]
            self.chance.shuffle(sorts)
            while sorts:
                batch = [sorts.pop() for _ in range(min(len(sorts), 5))]
                await self._confirm([self._wish(what) for what in batch])
                await self._meanwhile()
            struck: Counter[str] = Counter(strike.kind for strike in self.demo.faults.strikes)
            await self._settle_all()
            figures = await self._count(struck, time.perf_counter() - started)
            self.journal.close()
        return figures

    def _open(self) -> None:
        self.journal = Journal(self.folder / "journal.sqlite", clock=self.time.now)
        self.disk.carry(self.journal)
        self.committer = Committer(
            self.harvest,
            self.journal,
            self.me,
            clock=self.time.now,
            sleep=self.time.sleep,
            monotonic=self.time.monotonic,
        )

    def _plan(self) -> None:
        """Each fault has its part of what is left by those before it: the first that strikes is the one."""
        self.demo.faults.reseed(self.chance.randrange(1000))
        part, left = self.share / (len(FAULTS) + len(SLOW)), 1.0
        for kind in FAULTS:
            self.demo.faults.add(Fault(kind=kind, probability=part / left, retry_after="0"))
            left -= part
        for kind, seconds in SLOW:
            for method in ("POST", "DELETE"):
                # Writes are a part of all requests, so each is struck the more often.
                probability = min(3 * part / left, 1)
                self.demo.faults.add(Fault(kind=kind, method=method, seconds=seconds / SCALE, probability=probability))

    # What a person does

    def _wish(self, what: What) -> Wish:
        wish = Wish(what, str(uuid.UUID(int=self.chance.getrandbits(128), version=4)))
        self.wishes.append(wish)
        return wish

    async def _confirm(self, wishes: Sequence[Wish]) -> None:
        entries = [wish for wish in wishes if wish.what == "entry"]
        cards = [self._card(wish) for wish in entries]
        while cards:
            try:
                await self.committer.commit(cards)
            except JournalError:
                # Told that nothing was sent: room is made, and the same said again.
                await self._nothing_of(entries)
                self.disk.make_room()
                cards = [self._card(wish) for wish in entries]
            else:
                break
        for wish in wishes:
            while wish.what != "entry":
                wish.ids.append(self._id())
                try:
                    payload = self._payload(wish)
                    await self.committer.write(payload, summary=wish.key, operation_id=wish.ids[-1])
                except JournalError:
                    await self._nothing_of([wish])
                    self.disk.make_room()
                else:
                    break

    async def _nothing_of(self, wishes: Sequence[Wish]) -> None:
        for wish in wishes:
            if self.journal.operation(wish.ids[-1]) is not None:
                wish.mistold = "told that nothing was stored, and it was"

    async def _meanwhile(self) -> None:
        self.disk.make_room()
        self.time.may_jump()
        if self.chance.random() < 0.15:
            wish = self.chance.choice(self.wishes)
            if wish.what != "invoice":
                wish.is_undone = True
                await self._undo(wish)
        if self.chance.random() < 0.3:
            await self.committer.settle_pending()
        if self.chance.random() < 0.05:
            self.restarts += 1
            self.journal.close()
            self._open()
            await self.committer.settle_doubts()

    async def _undo(self, wish: Wish) -> None:
        try:
            await self.committer.undo(wish.ids[-1])
        except JournalError:
            self.disk.make_room()

    async def _settle_all(self) -> None:
        """Nothing goes wrong any more; what was held back arrives, and the looks of two days are made."""
        self.demo.faults.clear()
        self.time.share = self.disk.share = 0.0
        self.disk.make_room()
        await self.time.sleep(150.0)
        for seconds in (0.0, 30.0, 60.0, 600.0, 3600.0, 86400.0, 86400.0):
            self.time.skip(seconds)
            await self.committer.settle_pending()
        # Undos that met "not clear yet" are asked for once more, as a person would.
        for wish in self.wishes:
            if wish.is_undone:
                await self._undo(wish)
        await self.committer.settle_pending()

    # What is written

    def _id(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def _card(self, wish: Wish) -> Draft:
        """A card on one of many days and projects.

        The days are still to come: of those that have passed some are approved, and Harvest rightly refuses.
        """
        wish.ids.append(self._id())
        project = self.chance.choice([one for one in self.catalog.projects if one.tasks])
        day = START.date() + timedelta(days=self.chance.randrange(DAYS))
        hours = Decimal(self.chance.randrange(1, 33)) / 4
        task = self.chance.choice(project.tasks)
        return Draft(wish.ids[-1], DraftState.READY, project, task, hours, day, notes=wish.key + LONG)

    def _payload(self, wish: Wish) -> Payload:
        project = self.chance.choice(self.catalog.projects)
        if wish.what == "invoice":
            line = NewLineItem(kind="Service", description="Work", quantity=Decimal(1), unit_price=Decimal(100))
            invoice = NewInvoice(client_id=project.client.id, subject=wish.key, notes=LONG, line_items=(line,))
            return CreateInvoice(invoice=invoice)
        return CreateExpense(
            expense=NewExpense(
                project_id=project.id,
                expense_category_id=self.category.id,
                spent_date=START.date() + timedelta(days=self.chance.randrange(DAYS)),
                total_cost=Decimal(self.chance.randrange(100, 9000)) / 100,
                notes=wish.key + LONG,
            )
        )

    # What came of it

    async def _count(self, struck: Counter[str], seconds: float) -> Figures:
        first = START.date()
        entries = await self.harvest.time_entries(user_id=self.me.user_id, start=first)
        expenses = await self.harvest.expenses(user_id=self.me.user_id, start=first)
        invoices = await self.harvest.invoices()
        there = Counter(one.notes[:36] for one in entries) + Counter(one.notes[:36] for one in expenses)
        there += Counter(one.subject for one in invoices)
        stored = [one for wish in self.wishes for key in wish.ids if (one := self.journal.operation(key))]
        return Figures(
            tallies={what: self._tally(what, there) for what in ("entry", "expense", "invoice")},
            struck=struck,
            sent_again=sum(one.resends > 0 for one in stored),
            twins_removed=sum("second copy was removed" in one.reason for one in stored),
            restarts=self.restarts,
            jumps=self.time.jumps,
            disk_full=self.disk.filled,
            unclear=sum(one.state is State.UNCLEAR for one in stored),
            seconds=seconds,
        )

    def _tally(self, what: What, there: Counter[str]) -> Tally:
        wishes = [wish for wish in self.wishes if wish.what == what]
        operations = {wish.key: self._last(wish) for wish in wishes}
        kept = [wish for wish in wishes if operations[wish.key].state is State.COMMITTED]
        gone = [one for one in wishes if operations[one.key].state in (State.UNDONE, State.DISCARDED)]
        twice = [wish for wish in kept if there[wish.key] > 1]
        told = [wish for wish in twice if "stored this twice" in operations[wish.key].reason]
        left = [wish for wish in gone if there[wish.key]]
        left_told = [wish for wish in left if "stored this twice" in operations[wish.key].reason]
        other = [wish for wish in wishes if wish not in kept and wish not in gone]
        # Harvest has it, and `pending` asks the person which of the two it is.
        asked = [one for one in other if operations[one.key].state is State.UNCLEAR and there[one.key]]
        return Tally(
            writes=len(wishes),
            once=sum(there[wish.key] == 1 for wish in kept),
            undone=len(gone) - len(left_told),
            lost=sum(there[wish.key] == 0 for wish in kept) + len(other) - len(asked),
            doubled=len(twice) - len(told),
            told=len(told) + len(left_told) + len(asked),
            strays=len(left) - len(left_told),
            mistold=sum(bool(wish.mistold) for wish in wishes),
        )

    def _last(self, wish: Wish) -> Operation:
        stored = [one for key in wish.ids if (one := self.journal.operation(key))]
        if len(stored) > 1:
            wish.mistold = wish.mistold or "confirmed twice"
        return stored[-1]


async def soak(
    account: DemoAccount, address: Address, folder: Path, counts: dict[What, int], share: float, seed: int = 1
) -> Figures:
    """Run it, and count."""
    account.set_access_roles(account.user.id, "administrator")
    return await Soak(account, address, folder, share, seed).run(counts)


def main(entries: int = 600, expenses: int = 200, invoices: int = 100, share: float = 0.2) -> int:
    """Run the soak and print its figures; 1 where anything is not as it was told."""
    logging.disable(logging.CRITICAL)
    counts: dict[What, int] = {"entry": entries, "expense": expenses, "invoice": invoices}
    with running_server(now=START) as server, tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(soak(server.account, server.address, Path(folder), counts, share))
    names = ("writes", "once", "undone", "lost", "doubled", "told", "strays", "mistold")
    print(f"{'':<10}" + "".join(f"{name:>9}" for name in names))
    for what, tally in figures.tallies.items():
        print(f"{what:<10}" + "".join(f"{getattr(tally, name):>9,}" for name in names))
    print(
        f"requests struck {sum(figures.struck.values()):,} (share {share:.0%}), sent again {figures.sent_again:,}, ",
        end="",
    )
    print(f"twins removed {figures.twins_removed:,}, left to the person {figures.unclear:,}")
    print(f"restarts {figures.restarts:,}, clock jumps {figures.jumps:,}, disk full {figures.disk_full:,}, ", end="")
    print(f"seconds {figures.seconds:,.0f}")
    print(", ".join(f"{kind} {number}" for kind, number in figures.struck.most_common()))
    return 0 if figures.is_good else 1


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:4]] + [600, 200, 100][len(sys.argv[1:4]) :]
    sys.exit(main(numbers[0], numbers[1], numbers[2], float(sys.argv[4]) if len(sys.argv) > 4 else 0.2))
