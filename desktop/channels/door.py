"""Who may come in from a browser: one-time links become sessions, and nobody asks more often than a person can.

`Door().link()` gives a token that is put behind the address once; `use(token)` is True for it once, within the hour.
Secrets are kept as hashes only, so that looking one up tells nothing about it.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import deque
from collections.abc import Callable
from typing import Final

LINK_SECONDS: Final = 3600.0
"""How long a link may wait to be opened."""
_MOST_LINKS: Final = 16
_MOST_KEYS: Final = 1000


def new_secret() -> str:
    """A secret that nobody guesses, fit for an address, a cookie and a header."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


class Door:
    """The links that were given out and not used."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._links: dict[str, float] = {}

    def link(self) -> str:
        """A new one-time token. The oldest ones end where too many wait."""
        token = new_secret()
        self._links[digest(token)] = self._clock() + LINK_SECONDS
        while len(self._links) > _MOST_LINKS:
            del self._links[next(iter(self._links))]
        return token

    def use(self, token: str) -> bool:
        """Whether this opens the door; it does so once."""
        until = self._links.pop(digest(token), None)
        return until is not None and self._clock() < until


class Rate:
    """At most `most` acts of one key within `seconds`."""

    def __init__(self, most: int, seconds: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._acts: dict[str, deque[float]] = {}

    def allows(self, key: str) -> bool:
        """Count one act; whether it is one too many."""
        now = self._clock()
        if len(self._acts) >= _MOST_KEYS and key not in self._acts:
            self._forget(now)
        acts = self._acts.setdefault(key, deque())
        while acts and acts[0] <= now - self._seconds:
            acts.popleft()
        if len(acts) >= self._most:
            return False
        acts.append(now)
        return True

    def _forget(self, now: float) -> None:
        """Keys that are quiet are let go; where none is, the one that came first."""
        quiet = [key for key, acts in self._acts.items() if not acts or acts[-1] <= now - self._seconds]
        for key in quiet or [next(iter(self._acts))]:
            del self._acts[key]
