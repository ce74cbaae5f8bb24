"""How long something has been waited for, by a clock that nobody can set: it does not jump with the computer's time."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable


class Grace:
    """Seconds since this process first asked about a thing. What an earlier process waited does not count."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._first: dict[Hashable, float] = {}

    def knows(self, thing: Hashable) -> bool:
        """Whether it was asked about that thing before."""
        return thing in self._first

    def since(self, thing: Hashable) -> float:
        """Seconds since the first question about that thing; 0 at the first."""
        now = self._monotonic()
        return now - self._first.setdefault(thing, now)
