"""The one thread that owns the one asyncio loop: Harvest and the agent live there, never on the screen's thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Worker:
    """Runs coroutines from other threads on its own loop. Start once, stop once."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="gleaner-worker", daemon=True)

    def start(self) -> None:
        """Begin running the loop."""
        self._thread.start()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Run `work` on the loop. The future's callbacks run on the worker's thread; cancelling it cancels the work."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def stop(self, grace: float = 5.0) -> None:
        """Cancel what is under way, let it clean up, and end the thread; waits at most `grace` seconds."""
        if not self._thread.is_alive():
            self._loop.close()
            return
        self._loop.call_soon_threadsafe(self._cancel_all)
        self._thread.join(grace)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    def _cancel_all(self) -> None:
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()

        async def settle() -> None:
            await asyncio.gather(*tasks, return_exceptions=True)
            self._loop.stop()

        self._settling = self._loop.create_task(settle())
