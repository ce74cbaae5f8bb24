"""Harvest's rate limits kept on our side, so that a burst waits instead of failing.

Source of the figures: Harvest API v2, "Rate limiting": 100 requests per 15 seconds; 100 per 15 minutes for reports.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import ceil, isfinite


@dataclass(frozen=True, slots=True)
class Patience:
    """How long we wait for what, in seconds, and by which clock; tests bring their own.

    `tries` counts all attempts of a read. `throttled_tries` counts all attempts of anything that met 429s.
    """

    connect: float = 10.0
    read: float = 30.0
    whole: float = 120.0
    tries: int = 4
    backoff: float = 0.5
    throttled_tries: int = 5
    longest_wait: float = 120.0
    longest_report_wait: float = 900.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random

    def before_retry(self, attempt: int) -> float:
        """Exponential backoff with jitter: between half of and all of `backoff` doubled per failed attempt (from 1)."""
        return self.backoff * 2.0 ** (attempt - 1) * (0.5 + self.random() / 2)


@dataclass(slots=True)
class Waiting:
    """Sleeps, and says so after one second: `on_wait` gets a sentence, and "" when the last wait is over."""

    patience: Patience
    on_wait: Callable[[str], None] | None = None
    _telling: int = field(default=0, init=False)

    async def pause(self, seconds: float, why: str = "Harvest asks us to slow down") -> None:
        """Sleep that long. A wait of up to a second is not worth a word."""
        if self.on_wait is None or seconds <= 1:
            await self.patience.sleep(seconds)
            return
        await self.patience.sleep(1)
        self._telling += 1
        try:
            self.on_wait(f"{why}, {ceil(seconds - 1)} s")
            await self.patience.sleep(seconds - 1)
        finally:
            self._telling -= 1
            if not self._telling:
                self.on_wait("")


class RateLimit:
    """At most `limit` requests in any `window` seconds, first come, first served.

    Each caller reserves the earliest slot that keeps the limit, then sleeps until it. Meant for one event loop.
    """

    def __init__(self, limit: int, window: float, waiting: Waiting) -> None:
        self._limit = limit
        # Requests sent just within the limit may arrive closer together than they left.
        self._window = window * 1.02
        self._waiting = waiting
        self._clock = waiting.patience.clock
        self._slots: deque[float] = deque()
        self._blocked_until = 0.0

    async def turn(self) -> None:
        """Return when a request may be sent now."""
        slot = self._reserve()
        try:
            while (wait := slot - self._clock()) > 0:
                await self._waiting.pause(wait)
                if slot < self._blocked_until:
                    self._slots.remove(slot)
                    slot = self._reserve()
        except asyncio.CancelledError:
            with suppress(ValueError):
                self._slots.remove(slot)
            raise

    def block(self, seconds: float) -> None:
        """Harvest said to wait: nobody's turn comes before that is over."""
        self._blocked_until = max(self._blocked_until, self._clock() + seconds)

    def _reserve(self) -> float:
        now = self._clock()
        while self._slots and self._slots[0] <= now - self._window:
            self._slots.popleft()
        slot = max(now, self._blocked_until)
        if self._slots:
            slot = max(slot, self._slots[-1])
        if len(self._slots) >= self._limit:
            slot = max(slot, self._slots[-self._limit] + self._window)
        self._slots.append(slot)
        return slot


def general(waiting: Waiting) -> RateLimit:
    """The limit of everything but reports."""
    return RateLimit(100, 15, waiting)


def reports(waiting: Waiting) -> RateLimit:
    """The limit of `/reports/...`."""
    return RateLimit(100, 15 * 60, waiting)


def retry_after(header: str | None) -> float | None:
    """Seconds that a `Retry-After` header asks for (a number or an HTTP date); None where it is absent or nonsense."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            when = parsedate_to_datetime(header)
        except ValueError:
            return None
        seconds = ((when if when.tzinfo else when.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds()
    return seconds if isfinite(seconds) and seconds >= 0 else None
