"""Answers on the large demo account (300 projects, 50,000 entries): requests, time against bare requests, memory.

The demo account serves from a process of its own, so that its work is not ours. For each question the very requests
that it made are made again by a bare httpx client, one after the other as it follows links, and read as plain JSON; the
two take turns, and each figure is the median of the runs. The year's report runs in a fresh process, whose memory is
read before it and at its peak.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from desktop.agent.commit import Committer
from desktop.agent.conversation import Conversation
from desktop.agent.insights.insights import Insights
from desktop.agent.intents import Channel
from desktop.agent.journal import Journal
from desktop.demo.server import Address
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.client import Harvest
from desktop.harvest.directory import Directory

NOW = datetime(2026, 11, 20, 18, 5)
RUNS = 3
QUESTIONS = {
    "budget, one": "how much is left of the X006 budget?",
    "budget, per task": "how much is left of the X002 budget?",
    "budgets, all": "which of our budgets runs dry first?",
    "hours, own": "how many hours did I track last week?",
    "hours, client": "total Hooli hours in October",
    "hours, project": "how many hours have we spent on Nucleus?",
    "hours, team": "team hours last month by person",
    "missing, own": "which days last week am I short on hours",
    "missing, team": "who on the team has gaps last week?",
    "invoice": "why is the latest Globex invoice so high?",
    "cost, project": "what has Compression API cost so far?",
    "cost, client": "what did Acme cost us in October?",
    "cost, all": "total costs in October",
    "unbilled, client": "what can we invoice Globex?",
    "unbilled, all": "what is unbilled?",
    "unbilled, month": "what is unbilled in October?",
    "last, own": "when did I last work on Nucleus?",
    "who, project": "who worked on Nucleus last month?",
    "longest, own": "what was my longest day last month?",
    "invoices, overdue": "which invoices are overdue?",
    "invoices, owed": "who owes us money?",
    "billed, client": "how much did we bill Globex this year?",
    "billed, all": "how much did we bill last month?",
    "timer": "what is running?",
    "two weeks": "did I work more this week than last?",
    "two months": "how do October and September compare for Hooli?",
}
YEAR = "team hours from 21 November 2025 to 20 November 2026 by person"


@dataclass(frozen=True)
class Run:
    seconds: float
    asked: list[str]


class Counting(httpx.AsyncHTTPTransport):
    """Notes the address of every request."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url))
        return await super().handle_async_request(request)


def main() -> None:
    server = subprocess.Popen([sys.executable, "-m", "benchmarks.answers", "serve"], stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        line = server.stdout.readline().decode()
        asyncio.run(_compare(Address(**json.loads(line))))
        subprocess.run([sys.executable, "-m", "benchmarks.answers", "year", line], check=True)
    finally:
        server.terminate()
        server.wait()


def serve() -> None:
    """Serve the large demo account until ended."""
    from desktop.demo.account import DemoAccount
    from desktop.demo.server import clock_for, running_server

    with running_server(DemoAccount.open(size="large", clock=clock_for(NOW))) as running:
        print(running.address.as_json(), flush=True)
        while True:
            time.sleep(60)


class Talk:
    """A conversation with the account, whose catalog is read already."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._stack = AsyncExitStack()
        self._now = NOW
        self.progress: list[tuple[float, str]] = []

    async def __aenter__(self) -> Talk:
        self._transport = Counting()
        harvest = await self._stack.enter_async_context(
            Harvest(
                base_url=self._address.url,
                account_id=self._address.account_id,
                token=PersonalToken(self._address.token),
                transport=self._transport,
            )
        )
        home = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="gleaner-"))
        journal = Journal(Path(home) / "journal.sqlite")
        self._stack.callback(journal.close)
        directory = Directory(harvest, today=lambda _: NOW.date())
        self._stack.push_async_callback(directory.aclose)
        insights = Insights(harvest, lambda text: self.progress.append((time.perf_counter(), text)))
        committer = Committer(harvest, journal, directory.account)
        self.conversation = Conversation(directory, committer, insights, harvest)
        await self.conversation.world()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._stack.aclose()

    async def ask(self, text: str) -> Run:
        """One question; it must be answered. Each comes in a minute of its own, so that its words are read anew."""
        self._transport.asked.clear()
        self._now += timedelta(minutes=1)
        started = time.perf_counter()
        reply = await self.conversation.say(text, Channel.TYPED, self._now, may_write=False)
        seconds = time.perf_counter() - started
        assert reply.answer is not None, reply.text
        assert reply.answer.figures, reply.text
        return Run(seconds, list(self._transport.asked))


async def _compare(address: Address) -> None:
    print(f"{'question':18} {'requests':>8} {'ours':>9} {'bare':>9} {'ratio':>6}")
    async with Talk(address) as talk, httpx.AsyncClient(headers=address.headers, timeout=120) as http:
        for name, text in QUESTIONS.items():
            ours, bare = [], []
            for number in range(RUNS + 1):
                run = await talk.ask(text)
                assert len(set(run.asked)) == len(run.asked), f"{name} fetched something twice"
                seconds = await _bare(http, run.asked)
                if number:  # the first of each warms the server up
                    ours.append(run.seconds)
                    bare.append(seconds)
            mine, plain = statistics.median(ours), statistics.median(bare)
            print(f"{name:18} {len(run.asked):8} {mine * 1000:6.0f} ms {plain * 1000:6.0f} ms {mine / plain:6.2f}")


async def _bare(http: httpx.AsyncClient, addresses: list[str]) -> float:
    """The same requests, one after the other, read as JSON."""
    started = time.perf_counter()
    for address in addresses:
        (await http.get(address)).json()
    return time.perf_counter() - started


async def _year(address: Address) -> None:
    async with Talk(address) as talk:
        before = _resident()
        started = time.perf_counter()
        run = await talk.ask(YEAR)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pages = [one for one in run.asked if "/time_entries" in one]
        first = talk.progress[0][0] - started if talk.progress else float("nan")
        print(
            f"a year of the team: {len(pages)} pages, {run.seconds:.1f} s, {before:.0f} MB before, peak {peak:.0f} MB, "
            f"progress after {first:.1f} s"
        )
    async with httpx.AsyncClient(headers=address.headers, timeout=120) as http:
        seconds = await _bare(http, run.asked)
        print(f"bare requests: {seconds:.1f} s, ratio {run.seconds / seconds:.2f}")


def _resident() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve"]:
            serve()
        case ["year", line]:
            asyncio.run(_year(Address(**json.loads(line))))
        case _:
            main()
