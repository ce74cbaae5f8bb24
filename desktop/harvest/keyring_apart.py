"""The system's keyring asked by a process of its own, which leaves some seconds after the last deed.

The keyring's own modules (Secret Service, D-Bus, their cryptography) are 10 MB and a hundred modules, wanted for a
moment at the start and at each sign-in. Whatever is asked while one waits has a process of its own, too: a keyring that
hangs in a dialog keeps nobody else waiting.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from desktop.harvest.errors import KeyringFailing, KeyringProblem
from desktop.harvest.keyring_deed import Deed

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from desktop.children import Child

_IDLE_SECONDS: Final = 5.0
_Answer = tuple[type[KeyringProblem] | None, str | None]
"""The problem and its detail, or None and what the keyring gave."""


class Apart:
    """A keeper whose processes end with the app: its end of their pipes goes with it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: list[Child] = []

    def wake(self) -> None:
        """Have a process that waits for a deed. Raises KeyringProblem."""
        self._put_back(self._taken())

    def do(self, deed: Deed) -> str | None:
        """What the keyring gives. Raises KeyringProblem."""
        for _ in range(2):
            child = self._taken()
            try:
                child.pipe.send(deed)
                problem, given = child.pipe.recv()
            except (EOFError, OSError):  # it has just left; any deed may be done twice
                child.end(patience=0)
                continue
            self._put_back(child)
            if problem is not None:
                raise problem(given)
            return str(given) if given is not None else None
        raise KeyringFailing(EOFError.__name__)

    def _taken(self) -> Child:
        with self._lock:
            while self._free:
                child = self._free.pop()
                if child.is_alive:
                    return child
                child.end(patience=0)
        return _started()

    def _put_back(self, child: Child) -> None:
        with self._lock:
            self._free.append(child)


def _started() -> Child:
    from desktop.children import Child

    try:
        child = Child("keyring", serve, _IDLE_SECONDS)
    except OSError as problem:
        raise KeyringFailing(type(problem).__name__) from None
    try:
        child.pipe.recv()
    except (EOFError, OSError):
        child.end(patience=0)
        raise KeyringFailing(EOFError.__name__) from None
    return child


def serve(pipe: Connection, idle: float) -> None:
    """The body of the process: one deed after the other, until none comes for so many seconds, or the app is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; ending us is the app's business
    from desktop.harvest import keyring_here

    with contextlib.suppress(EOFError, OSError):
        pipe.send(None)  # ready
        while pipe.poll(idle):
            pipe.send(_done(keyring_here.do, pipe.recv()))


def _done(do: Callable[[Deed], str | None], deed: Deed) -> _Answer:
    try:
        return None, do(deed)
    except KeyringProblem as problem:
        return type(problem), problem.detail
