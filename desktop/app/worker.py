"""The one thread that owns the one asyncio loop: Harvest and the agent live there, never on the screen's thread."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

_TURN_SECONDS = 0.0005
"""How long the worker may calculate while the screen's thread wants to: it asks anew after each call into Qt, of which
a key press has dozens. Python's own 5 ms make that a quarter of a second."""

T = TypeVar("T")

log = logging.getLogger(__name__)


class Worker:
    """Runs coroutines from other threads on its own loop. Start once, stop once, both from one thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="gleaner-worker", daemon=True)
        self._is_ending = False
        self._under_way: set[Future[Any]] = set()

    def start(self) -> None:
        """Begin running the loop."""
        sys.setswitchinterval(_TURN_SECONDS)
        self._thread.start()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Run `work` on the loop. The future's callbacks run on the worker's thread; cancelling it cancels the work.

        Once `stop` was called nothing is taken any more: the future is a cancelled one.
        """
        if self._is_ending:
            work.close()
            refused: Future[T] = Future()
            refused.cancel()
            return refused
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        self._under_way.add(future)  # the loop itself would let a task go that waits, and that nobody holds
        future.add_done_callback(self._under_way.discard)
        return future

    def stop(self, last: Coroutine[Any, Any, None] | None = None, grace: float = 5.0) -> None:
        """Take no more work, await `last`, cancel what is under way then, let it clean up, and end the thread.

        `last` waits for whatever may not be cut off, and gets `grace` seconds; the cleaning up gets as long again.
        """
        self._is_ending = True
        if not self._thread.is_alive():
            if last is not None:
                last.close()
            if not self._loop.is_closed():
                self._loop.close()
            return
        asyncio.run_coroutine_threadsafe(self._end(last, grace), self._loop)
        self._thread.join(2 * grace)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    async def _end(self, last: Coroutine[Any, Any, None] | None, grace: float) -> None:
        try:
            if last is not None:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(last, grace)
        except Exception:  # the thread has to end all the same
            log.exception("What was to be awaited at the end failed")
        finally:
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._loop.stop()
