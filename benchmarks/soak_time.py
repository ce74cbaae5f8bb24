"""Time and disks of a soak: clocks that run fast and jump, a disk that fills between a request and its answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

import httpx

from desktop.agent.journal import Journal

START = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
SCALE = 40.0
"""How many seconds of the soak pass in one real second."""

JUMPS = (timedelta(hours=5), timedelta(hours=-5), timedelta(minutes=2), timedelta(days=-40), timedelta(days=40))


@dataclass
class Fast:
    """All clocks of a soak. `monotonic` runs `SCALE` times as fast as the real one; `now` jumps besides."""

    chance: Random
    began: float = field(default_factory=time.monotonic)
    skipped: float = 0.0
    jumped: timedelta = timedelta(0)
    jumps: int = 0
    share: float = 0.0

    def monotonic(self) -> float:
        """Seconds since the soak began."""
        return (time.monotonic() - self.began) * SCALE + self.skipped

    def now(self) -> datetime:
        """What the computer's clock says."""
        return START + timedelta(seconds=self.monotonic()) + self.jumped

    async def sleep(self, seconds: float) -> None:
        """Wait; now and then somebody sets the clock meanwhile."""
        await asyncio.sleep(seconds / SCALE)
        self.may_jump()

    def may_jump(self) -> None:
        """Let the computer's clock jump, if chance wants it."""
        if self.chance.random() < self.share:
            self.jumped += self.chance.choice(JUMPS)
            self.jumps += 1

    def skip(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self.skipped += seconds


class Disk:
    """The disk that the journal is on: full from time to time, at the worst moment."""

    def __init__(self, chance: Random, share: float) -> None:
        self.share = share
        self.filled = 0
        self._chance = chance
        self._journal: Journal | None = None

    def carry(self, journal: Journal) -> None:
        """From now on that journal is on it."""
        self._journal = journal
        self.make_room()

    def may_fill(self) -> None:
        """Fill it, if chance wants it: SQLite gets no page more."""
        if self._journal is not None and self._chance.random() < self.share:
            (pages,) = self._journal._connection.execute("PRAGMA page_count").fetchone()
            self._journal._connection.execute(f"PRAGMA max_page_count = {pages}")
            self.filled += 1

    def make_room(self) -> None:
        """Somebody deletes something else."""
        if self._journal is not None:
            self._journal._connection.execute("PRAGMA max_page_count = 1000000000")


class Between(httpx.AsyncHTTPTransport):
    """The real transport, and what happens between a write's request and its answer."""

    def __init__(self, *happens: Callable[[], None]) -> None:
        super().__init__()
        self._happens = happens

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it; after a write, whatever may happen does."""
        try:
            return await super().handle_async_request(request)
        finally:
            if request.method != "GET":
                for happen in self._happens:
                    happen()
