"""Secrets in the system's keyring: one entry each, never in a file, read once and then held in memory.

Keyring calls block (D-Bus, a dialog to unlock), so each runs in a thread of its own with a time limit. Where there is
no keyring to use, the caller is told (`KeyringProblem`) and may choose `session_only`: nothing outlives the program.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import keyring
import keyring.errors
from keyring.backend import KeyringBackend

from desktop.harvest.errors import KeyringFailing, KeyringLocked, KeyringMissing, KeyringProblem, KeyringSilent

T = TypeVar("T")

SERVICE = "Gleaner"

TIMEOUT = 5.0
"""Seconds after which a keyring that is asked for a secret, or told to forget one, is said not to answer."""
UNLOCKING = 60.0
"""Seconds to keep one: long enough to find the keyring's own dialog and type a password into it."""


class Secrets:
    """Named secrets of one service. Belongs to one event loop. `backend` None means the system's own keyring.

    Keeping a secret may take `unlocking` seconds, everything else `timeout` seconds.
    """

    def __init__(
        self,
        *,
        service: str = SERVICE,
        backend: KeyringBackend | None = None,
        timeout: float = TIMEOUT,
        unlocking: float = UNLOCKING,
    ) -> None:
        self._service = service
        self._backend = backend
        self._timeout = timeout
        self._unlocking = unlocking
        self._memory: dict[str, str | None] = {}
        self._reading: dict[str, asyncio.Task[str | None]] = {}
        self.session_only = False
        """Set to True to keep new secrets in memory only. What is in the keyring stays there."""

    def __repr__(self) -> str:
        return f"Secrets({self._service!r}, {len(self._memory)} in memory)"

    async def get(self, name: str) -> str | None:
        """The secret, or None where there is none. Raises `KeyringProblem`."""
        if name in self._memory:
            return self._memory[name]
        if self.session_only:
            return None
        # Several callers at once share one look, so that a locked keyring asks once.
        task = self._reading.get(name)
        if task is None:
            task = asyncio.create_task(self._read(name))
            self._reading[name] = task
            task.add_done_callback(lambda done: self._forget_reading(name, done))
        return await asyncio.shield(task)

    async def reread(self, name: str) -> str | None:
        """The secret as the keyring has it now: another process may have changed it. Raises `KeyringProblem`."""
        if not self.session_only:
            self._memory.pop(name, None)
        return await self.get(name)

    async def set(self, name: str, value: str) -> None:
        """Keep a secret, in memory in any case. Raises `KeyringProblem` where the keyring did not take it."""
        self._memory[name] = value
        if not self.session_only:
            await self._call(lambda backend: backend.set_password(self._service, name, value), self._unlocking)

    async def delete(self, name: str) -> None:
        """Forget a secret, here and in the keyring; fine if there is none. Raises `KeyringProblem`."""
        self._memory[name] = None
        if not self.session_only:
            await self._call(lambda backend: _delete(backend, self._service, name), self._timeout)

    async def _read(self, name: str) -> str | None:
        found = await self._call(lambda backend: backend.get_password(self._service, name), self._timeout)
        # A secret set in the meantime is newer than what was read.
        return self._memory.setdefault(name, found)

    def _forget_reading(self, name: str, task: asyncio.Task[str | None]) -> None:
        self._reading.pop(name, None)
        if not task.cancelled():
            task.exception()  # retrieved, though every caller may have gone

    async def name(self) -> str:
        """What the keyring calls itself. Raises `KeyringProblem`, also where it cannot be asked for a secret."""
        await self._call(lambda backend: backend.get_password(self._service, "details"), self._timeout)
        return await self._call(lambda backend: backend.name, self._timeout)

    async def _call(self, work: Callable[[KeyringBackend], T], seconds: float) -> T:
        def guarded() -> T:
            return work(_usable(self._backend if self._backend is not None else keyring.get_keyring()))

        try:
            return await _in_thread(guarded, seconds)
        except KeyringProblem:
            raise
        except keyring.errors.NoKeyringError:
            raise KeyringMissing from None
        except (keyring.errors.KeyringLocked, keyring.errors.InitError):
            # InitError: there is no collection to keep secrets in yet, and the question to make one was declined.
            raise KeyringLocked from None
        except TimeoutError:
            raise KeyringSilent from None
        except Exception as error:
            raise KeyringFailing(type(error).__name__) from None


def _delete(backend: KeyringBackend, service: str, name: str) -> None:
    # Backends disagree on whether deleting what is not there is an error.
    with suppress(keyring.errors.PasswordDeleteError):
        backend.delete_password(service, name)


def _usable(backend: KeyringBackend) -> KeyringBackend:
    """Refuse backends that keep secrets in plain files, and those that keep nothing."""
    parts = list(getattr(backend, "backends", ())) or [backend]
    modules = [type(part).__module__ for part in parts]
    if all(module.startswith(("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")) for module in modules):
        raise KeyringMissing
    return backend


async def _in_thread(work: Callable[[], T], seconds: float) -> T:
    """Run in a daemon thread: one that hangs in a dialog must not keep the program from ending."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result: T | None = None
        error: BaseException | None = None
        try:
            result = work()
        except Exception as caught:
            error = caught
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name="keyring", daemon=True).start()
    async with asyncio.timeout(seconds):
        return await future
