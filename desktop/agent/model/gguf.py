"""A language model in a file on this machine: llama.cpp serves it on loopback, in a process of its own, while needed.

`LocalFile("qwen.gguf").complete(messages)` starts that process, talks to it through litellm like to any other
server, and lets it leave when nobody asks for a while. Needs the extra `local-model` (the package xllamacpp).
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import secrets
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from desktop.agent.model.errors import ModelError, Trouble
from desktop.agent.model.remote import IDLE_SECONDS, LiteLlm
from desktop.agent.model.talk import Event, Message, Schema, Setup, ToolSpec
from desktop.children import Child

CONTEXT: Final = 8192
"""Tokens: the projects of a large account, a long dictation and its reading."""
_START_SECONDS: Final = 120.0
_MAGIC: Final = b"GGUF"

Serve = Callable[[Connection, str, str], None]


def is_model_file(path: Path) -> bool:
    """Whether that file says that it is a GGUF model."""
    try:
        with path.open("rb") as file:
            return file.read(4) == _MAGIC
    except OSError:
        return False


def can_run() -> bool:
    """Whether llama.cpp is installed."""
    return importlib.util.find_spec("xllamacpp") is not None


def serve(pipe: Connection, path: str, key: str) -> None:
    """The body of the process: the address goes over the pipe once the model is loaded; it ends with the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # llama.cpp writes its own story to standard output and standard error: not ours to show.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    import xllamacpp

    wanted = xllamacpp.CommonParams()
    wanted.model.path = path
    wanted.hostnames = ["127.0.0.1"]
    wanted.port = 0
    wanted.api_keys = [key]
    wanted.n_ctx = CONTEXT
    wanted.n_parallel = 1
    wanted.use_jinja = True
    wanted.cpuparams.n_threads = max(1, (os.cpu_count() or 2) - 1)
    try:
        server = xllamacpp.Server(wanted)
    except Exception as error:
        pipe.send(("failed", str(error)))
        return
    pipe.send(("ready", server.listening_address))
    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    os._exit(0)  # its threads wait for nothing that we could end


class LocalFile:
    """A GGUF file as a `Model`. Use from one asyncio loop only."""

    def __init__(self, path: str, *, idle_seconds: float = IDLE_SECONDS, serving: Serve = serve) -> None:
        self._path = Path(path).expanduser()
        self._idle_seconds = idle_seconds
        self._serving = serving
        self._key = secrets.token_urlsafe(16)
        self._address = ""
        self._child: Child | None = None
        self._starting = asyncio.Lock()
        self._busy = 0
        self._idle: asyncio.TimerHandle | None = None
        self._litellm = LiteLlm(lambda: Setup("openai/local", f"{self._address}/v1", self._key))

    @property
    def process_id(self) -> int | None:
        """The process that holds the model, or None while there is none."""
        return self._child.pid if self._child else None

    async def complete(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), *, schema: Schema | None = None
    ) -> AsyncIterator[Event]:
        """See `Model.complete`."""
        self._busy += 1
        if self._idle:
            self._idle.cancel()
        try:
            async with self._starting:
                await self._ensure()
            async for event in self._litellm.complete(messages, tools, schema=schema):
                yield event
        finally:
            self._busy -= 1
            if not self._busy:
                loop = asyncio.get_running_loop()
                self._idle = loop.call_later(self._idle_seconds, lambda: loop.create_task(self._leave()))

    async def aclose(self) -> None:
        """End both processes, if there are any."""
        if self._idle:
            self._idle.cancel()
        await self._litellm.aclose()
        await self._leave()

    async def _ensure(self) -> None:
        if self._child is not None and self._child.is_alive:
            return
        await self._leave()
        if not is_model_file(self._path):
            raise ModelError(Trouble.NO_MODEL_FILE, f"{self._path} is no GGUF file")
        if self._serving is serve and not can_run():
            raise ModelError(Trouble.NOT_INSTALLED)
        child = self._child = await asyncio.to_thread(Child, "local-model", self._serving, str(self._path), self._key)
        if not await asyncio.to_thread(child.pipe.poll, _START_SECONDS):
            await self._leave()
            raise ModelError(Trouble.SLOW, "the model was not loaded in time")
        try:
            state, said = await asyncio.to_thread(child.pipe.recv)
        except EOFError:
            state, said = "failed", "its process ended"
        if state != "ready":
            await self._leave()
            raise ModelError(Trouble.UNLOADABLE, said)
        self._address = str(said).rstrip("/")

    async def _leave(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            await asyncio.to_thread(child.end)
