"""Secrets in the system's keyring: one entry each, never in a file, read once and then held in memory.

Keyring calls block (D-Bus, a dialog to unlock), so each runs in a thread of its own with a time limit. Where there is
no keyring to use, the caller is told (`KeyringProblem`) and may choose `session_only`: nothing outlives the program.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.harvest.errors import KeyringSilent
from desktop.harvest.keyring_apart import Apart
from desktop.harvest.keyring_deed import Deed, Keeper

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Gleaner"

TIMEOUT = 5.0
"""Seconds after which a keyring that is asked for a secret, or told to forget one, is said not to answer."""
UNLOCKING = 60.0
"""Seconds to keep one: long enough to find the keyring's own dialog and type a password into it."""
_WAKING = 20.0
"""Seconds that loading may take where much begins at once."""


class _Here:
    """A keyring that is asked in this very process; without one it is the system's own."""

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._backend = backend

    def wake(self) -> None:
        from desktop.harvest import keyring_here  # noqa: F401 - a hundred modules, wanted where a keyring is

    def do(self, deed: Deed) -> str | None:
        from desktop.harvest import keyring_here

        return keyring_here.do(deed, self._backend)


_keeper: Keeper = _Here()


def ask_apart() -> None:
    """From now on the system's keyring is asked by a process of its own: for a program that runs all day."""
    global _keeper
    _keeper = Apart()


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
        self._keeper = None if backend is None else _Here(backend)
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
            await self._call(Deed("set", self._service, name, value), self._unlocking)

    async def delete(self, name: str) -> None:
        """Forget a secret, here and in the keyring; fine if there is none. Raises `KeyringProblem`."""
        self._memory[name] = None
        if not self.session_only:
            await self._call(Deed("delete", self._service, name), self._timeout)

    async def _read(self, name: str) -> str | None:
        found = await self._call(Deed("get", self._service, name), self._timeout)
        # A secret set in the meantime is newer than what was read.
        return self._memory.setdefault(name, found)

    def _forget_reading(self, name: str, task: asyncio.Task[str | None]) -> None:
        self._reading.pop(name, None)
        if not task.cancelled():
            task.exception()  # retrieved, though every caller may have gone

    async def name(self) -> str:
        """What the keyring calls itself. Raises `KeyringProblem`, also where it cannot be asked for a secret."""
        await self._call(Deed("get", self._service, "details"), self._timeout)
        return await self._call(Deed("call", self._service), self._timeout) or ""

    async def _call(self, deed: Deed, seconds: float) -> str | None:
        keeper = self._keeper or _keeper
        try:
            await _in_thread(keeper.wake, _WAKING)
            return await _in_thread(lambda: keeper.do(deed), seconds)
        except TimeoutError:
            raise KeyringSilent from None


async def _in_thread(work: Callable[[], str | None], seconds: float) -> str | None:
    """Run in a daemon thread: one that hangs in a dialog must not keep the program from ending."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[str | None] = loop.create_future()

    def settle(result: str | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)

    def run() -> None:
        result: str | None = None
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
