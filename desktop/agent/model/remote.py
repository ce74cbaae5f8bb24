"""A model in a process of its own: `LiteLlm(setup).complete(messages)` yields what litellm there says.

The process starts with the first request and leaves after `idle_seconds` without one, with all the memory it took.
Use from one asyncio loop only.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from multiprocessing.connection import Connection

from desktop.agent.model.child import Cancel, Failed, Request, serve
from desktop.agent.model.errors import ModelError, Trouble
from desktop.agent.model.talk import Ended, Event, Message, Schema, Setup, ToolSpec
from desktop.children import Child

IDLE_SECONDS = 300.0


class LiteLlm:
    """Carries conversations to litellm in another process. `setup` is asked anew for each request."""

    def __init__(self, setup: Callable[[], Setup], *, idle_seconds: float = IDLE_SECONDS) -> None:
        self._setup = setup
        self._idle_seconds = idle_seconds
        self._child: Child | None = None
        self._waiting: dict[int, asyncio.Queue[object]] = {}
        self._last_id = 0
        self._idle: asyncio.TimerHandle | None = None

    @property
    def process_id(self) -> int | None:
        """The process that holds litellm, or None while there is none."""
        return self._child.pid if self._child else None

    async def complete(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), *, schema: Schema | None = None
    ) -> AsyncIterator[Event]:
        """See `Model.complete`."""
        pipe = await self._running()
        self._last_id += 1
        number = self._last_id
        events: asyncio.Queue[object] = asyncio.Queue()
        self._waiting[number] = events
        done = False
        try:
            await asyncio.to_thread(pipe.send, Request(number, self._setup(), tuple(messages), tuple(tools), schema))
            while True:
                event = await events.get()
                if isinstance(event, Failed):
                    done = True
                    raise ModelError(event.trouble, event.detail)
                done = isinstance(event, Ended)
                yield event  # type: ignore[misc]  # what the child sends are events and failures
                if done:
                    return
        except OSError as error:
            done = True
            raise ModelError(Trouble.BROKEN, str(error)) from error
        finally:
            self._waiting.pop(number, None)
            if not done:
                with contextlib.suppress(OSError):
                    pipe.send(Cancel(number))
            self._begin_idling()

    async def aclose(self) -> None:
        """End the process, if there is one."""
        if self._idle:
            self._idle.cancel()
        child, self._child = self._child, None
        if child is not None:
            with contextlib.suppress(OSError):
                child.pipe.send(None)  # while our thread listens, closing alone would not reach the other end
            self._give_up("the process was ended")
            await asyncio.to_thread(child.end)

    async def _running(self) -> Connection:
        if self._idle:
            self._idle.cancel()
        if self._child is not None and self._child.is_alive:
            return self._child.pipe
        child = self._child = await asyncio.to_thread(Child, "language-model", serve)
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._listen, args=(child.pipe, loop), name="language-model", daemon=True).start()
        return child.pipe

    def _listen(self, pipe: Connection, loop: asyncio.AbstractEventLoop) -> None:
        with contextlib.suppress(EOFError, OSError, RuntimeError):
            while True:
                number, event = pipe.recv()
                loop.call_soon_threadsafe(self._take, number, event)
        with contextlib.suppress(RuntimeError):  # the loop may be gone: then nobody waits
            loop.call_soon_threadsafe(self._lost, pipe)

    def _take(self, number: int, event: object) -> None:
        if number in self._waiting:
            self._waiting[number].put_nowait(event)

    def _lost(self, pipe: Connection) -> None:
        """The process ended: whoever waits for it is told, and the next request starts another."""
        if self._child is None or pipe is not self._child.pipe:
            return
        self._child = None
        self._give_up("the process ended")

    def _give_up(self, why: str) -> None:
        """Nobody waits for a process that is gone."""
        for events in self._waiting.values():
            events.put_nowait(Failed(Trouble.BROKEN, why))

    def _begin_idling(self) -> None:
        if not self._waiting and self._child is not None:
            loop = asyncio.get_running_loop()
            self._idle = loop.call_later(self._idle_seconds, lambda: loop.create_task(self.aclose()))
