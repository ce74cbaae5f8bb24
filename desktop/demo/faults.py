"""Faults on purpose: what may go wrong between a client and Harvest, by match or by chance.

A plan belongs to one process's account. Faults strike before the account looks at the request (so a fault needs no
valid token), and each says whether the request was applied.

| kind | the account | the client |
| --- | --- | --- |
| `drop_before` | never sees the request | connection closed, no answer |
| `drop_after` | applied it | connection closed, no answer |
| `cut` | applied it | connection closed in the middle of the body |
| `delay` | sees it after `seconds` | waits |
| `delay_after` | applied it | the answer comes `seconds` late |
| `rate_limited` | never sees it | 429, `Retry-After: retry_after` (absent where None) |
| `server_error` | never sees it | `status` with an HTML page |
| `server_error_after` | applied it | `status` with an HTML page |
| `unauthorized` | never sees it | 401 |
| `truncated` | applied it | 200 or 201 with half of the JSON |
| `wrong_types` | applied it | JSON whose values have other types |
| `duplicate` | applied it twice | the second answer |
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from random import Random
from typing import Literal

Kind = Literal[
    "drop_before",
    "drop_after",
    "cut",
    "delay",
    "delay_after",
    "rate_limited",
    "server_error",
    "server_error_after",
    "unauthorized",
    "truncated",
    "wrong_types",
    "duplicate",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault and the requests it strikes.

    `method` (any case) and `path` (a regular expression searched in the path, such as `/time_entries$`) choose the
    requests; None matches all. Of those, `nth` strikes the nth alone (1 is the first); `times` bounds how many are
    struck; `probability` strikes by chance.
    """

    kind: Kind
    method: str | None = None
    path: str | None = None
    nth: int | None = None
    times: int | None = None
    probability: float = 1.0
    seconds: float = 0.0
    status: int = 503
    retry_after: str | None = "1"

    def matches(self, method: str, path: str) -> bool:
        """Whether the request is of the kind that this fault is about."""
        return (self.method is None or self.method.upper() == method.upper()) and (
            self.path is None or re.search(self.path, path) is not None
        )


@dataclass(frozen=True, slots=True)
class Strike:
    """A fault that struck a request."""

    kind: Kind
    method: str
    path: str


class FaultPlan:
    """Which faults strike which requests. The first that fits a request strikes; others still count it.

    Safe to change from another thread than the server's.
    """

    def __init__(self, *faults: Fault, seed: int = 0) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._met: list[int] = []
        self._struck: list[int] = []
        self._chance = Random(seed)  # noqa: S311 - repeatable on purpose
        self._strikes: list[Strike] = []
        for fault in faults:
            self.add(fault)

    @property
    def strikes(self) -> tuple[Strike, ...]:
        """What has struck so far, in order."""
        with self._lock:
            return tuple(self._strikes)

    def add(self, fault: Fault) -> None:
        """Plan one more fault."""
        with self._lock:
            self._faults.append(fault)
            self._met.append(0)
            self._struck.append(0)

    def reseed(self, seed: int) -> None:
        """Begin the sequence of chances anew."""
        with self._lock:
            self._chance = Random(seed)  # noqa: S311

    def clear(self) -> None:
        """No faults any more, and none remembered."""
        with self._lock:
            self._faults.clear()
            self._met.clear()
            self._struck.clear()
            self._strikes.clear()

    def choose(self, method: str, path: str) -> Fault | None:
        """The fault for this request, if any; counts the request."""
        with self._lock:
            chosen: int | None = None
            for place, fault in enumerate(self._faults):
                if not fault.matches(method, path):
                    continue
                self._met[place] += 1
                if chosen is None and self._strikes_now(place):
                    chosen = place
            if chosen is None:
                return None
            self._struck[chosen] += 1
            self._strikes.append(Strike(self._faults[chosen].kind, method, path))
            return self._faults[chosen]

    def _strikes_now(self, place: int) -> bool:
        fault = self._faults[place]
        if fault.nth is not None and self._met[place] != fault.nth:
            return False
        if fault.times is not None and self._struck[place] >= fault.times:
            return False
        return fault.probability >= 1 or self._chance.random() < fault.probability
