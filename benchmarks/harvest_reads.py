"""Reading a month of 5,000 time entries with our client, against a bare httpx loop, in the same run.

The demo account serves from a process of its own, so that its work is not ours. The two readers take turns; each
figure is the median of the runs. The bare loop follows `links.next` and leaves plain dictionaries; ours checks that the
list is complete and makes typed values with exact decimals of it.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import httpx

from desktop.demo.server import Address
from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.client import Harvest

ENTRIES = 5_000
RUNS = 5
FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)


@dataclass(frozen=True)
class Reading:
    entries: int
    requests: int
    milliseconds: float


class Counting(httpx.AsyncHTTPTransport):
    """Counts the requests that go out."""

    requests = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        return await super().handle_async_request(request)


def main() -> None:
    server = subprocess.Popen([sys.executable, "-m", "benchmarks.harvest_reads", "serve"], stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        asyncio.run(_compare(Address(**json.loads(server.stdout.readline()))))
    finally:
        server.terminate()
        server.wait()


def serve() -> None:
    """Serve a demo account whose February has exactly so many entries, until ended."""
    from desktop.demo.account import DemoAccount
    from desktop.demo.records import TimeEntry
    from desktop.demo.server import clock_for, running_server

    account = DemoAccount.open(clock=clock_for(datetime(2026, 3, 11, 15)))
    with account.store.transaction():
        month = account.store.select(TimeEntry, "spent_date BETWEEN ? AND ?", [FIRST.isoformat(), LAST.isoformat()])
        missing = ENTRIES - len(month)
        account.store.save_all([replace(month[number % len(month)], id=0) for number in range(missing)])
    with running_server(account) as running:
        print(running.address.as_json(), flush=True)
        while True:
            time.sleep(60)


async def _compare(address: Address) -> None:
    readers: dict[str, Callable[[Address], Awaitable[Reading]]] = {"bare httpx loop": _bare, "our client": _ours}
    readings: dict[str, list[Reading]] = {name: [] for name in readers}
    for run in range(RUNS + 1):
        for name, read in readers.items():
            reading = await read(address)
            assert reading.entries == ENTRIES
            if run:  # the first of each warms the server up
                readings[name].append(reading)
    for name, done in readings.items():
        median = statistics.median(reading.milliseconds for reading in done)
        print(f"{name:16} {ENTRIES} entries {done[0].requests} requests {median:6.0f} ms")
    ours, bare = (
        statistics.median(r.milliseconds for r in readings[name]) for name in ("our client", "bare httpx loop")
    )
    print(f"our client takes {ours - bare:.0f} ms more ({(ours - bare) / ENTRIES * 1000:.0f} us an entry)")


async def _bare(address: Address) -> Reading:
    transport = Counting()
    entries: list[object] = []
    async with httpx.AsyncClient(transport=transport, headers=address.headers, timeout=60) as http:
        started = time.perf_counter()
        link = f"{address.url}/time_entries?from={FIRST}&to={LAST}&per_page=2000"
        while link:
            page = (await http.get(link)).json()
            entries += page["time_entries"]
            link = page["links"]["next"]
        return Reading(len(entries), transport.requests, (time.perf_counter() - started) * 1000)


async def _ours(address: Address) -> Reading:
    transport = Counting()
    token = PersonalToken(address.token)
    async with Harvest(
        base_url=address.url, account_id=address.account_id, token=token, transport=transport
    ) as harvest:
        started = time.perf_counter()
        entries = await harvest.time_entries(start=FIRST, end=LAST)
        return Reading(len(entries), transport.requests, (time.perf_counter() - started) * 1000)


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["serve"] else main()
