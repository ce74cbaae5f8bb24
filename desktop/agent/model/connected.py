"""Other connected tools, over the Model Context Protocol: what a server offers to read becomes tools of the model.

`Connected([Server("git", "mcp-server-git --repository ~/work")])` gives `git_log` and its like as tools of a turn.
Only tools that their server calls read-only are offered, or that the person named; results are data, cut and marked.
"""

from __future__ import annotations

import asyncio
import logging
import re
import shlex
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any, Final

from desktop.agent.model.figures import numbers_in
from desktop.agent.model.listing import harmless
from desktop.agent.model.talk import ToolSpec
from desktop.agent.model.tools import ForeignTool, Result, ToolError

START_SECONDS: Final = 20.0
CALL_SECONDS: Final = 30.0
_MOST_TOOLS: Final = 24
_DESCRIPTION: Final = 400
_RESULT: Final = 4000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Server:
    """A server: `address` is a command to run, or an http(s) address. `tools` are named ones that may be used, too."""

    name: str
    address: str
    tools: tuple[str, ...] = ()

    @property
    def is_remote(self) -> bool:
        """Whether it is reached by an address instead of being started here."""
        return self.address.startswith(("http://", "https://"))


@dataclass(slots=True)
class _Open:
    client: Any
    tools: tuple[ForeignTool, ...]


@dataclass(slots=True)
class Connected:
    """The servers that a person switched on. They start with the first question, and end with `aclose`."""

    servers: Sequence[Server]
    problems: dict[str, str] = field(default_factory=dict)
    _open: dict[str, _Open] = field(default_factory=dict)
    _owner: asyncio.Task[None] | None = None
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _leave: asyncio.Event = field(default_factory=asyncio.Event)

    async def tools(self) -> tuple[ForeignTool, ...]:
        """All tools that may be used; a server that does not start is left out, and `problems` says why."""
        if not self.servers:
            return ()
        if self._owner is None:
            self._owner = asyncio.create_task(self._live())
        await self._ready.wait()
        return tuple(tool for opened in self._open.values() for tool in opened.tools)[:_MOST_TOOLS]

    async def aclose(self) -> None:
        """End all servers that were started here."""
        self._leave.set()
        if self._owner is not None:
            await asyncio.wait([self._owner])

    async def _live(self) -> None:
        """Open and close in one task, as the library wants it."""
        try:
            async with AsyncExitStack() as stack:
                for server in self.servers:
                    try:
                        async with asyncio.timeout(START_SECONDS):
                            self._open[server.name] = await self._begin(server, stack)
                    except Exception as problem:
                        log.warning("%s does not start: %s", server.name, problem)
                        self.problems[server.name] = f"{server.name} does not start."
                self._ready.set()
                await self._leave.wait()
        except Exception:
            log.exception("A connected tool ended badly")
        finally:
            self._ready.set()

    async def _begin(self, server: Server, stack: AsyncExitStack) -> _Open:
        from mcp import Client, StdioServerParameters

        target: str | StdioServerParameters = server.address
        if not server.is_remote:
            command, *arguments = shlex.split(server.address)
            target = StdioServerParameters(command=command, args=arguments)
        client = await stack.enter_async_context(Client(target, read_timeout_seconds=CALL_SECONDS))
        offered = (await client.list_tools()).tools
        return _Open(client, tuple(self._tool(server, client, tool) for tool in offered if _may_use(server, tool)))

    def _tool(self, server: Server, client: Any, tool: Any) -> ForeignTool:
        name = re.sub(r"\W+", "_", f"{server.name}_{tool.name}")[:60]
        about = harmless(f"{tool.description or tool.name} (from {server.name}, read only)", _DESCRIPTION)

        async def call(arguments: dict[str, Any]) -> Result:
            try:
                found = await client.call_tool(tool.name, arguments)
            except Exception as problem:
                raise ToolError(f"{server.name} failed: {harmless(str(problem), 200)}") from problem
            text = "\n".join(part.text for part in found.content if getattr(part, "text", None))[:_RESULT]
            step = f"asked {harmless(server.name, 30)}: {harmless(tool.name, 40)}"
            return Result(text or "(nothing)", step, frozenset(numbers_in(text)))

        return ForeignTool(ToolSpec(name, about, tool.input_schema), call)


def _may_use(server: Server, tool: Any) -> bool:
    marked = tool.annotations is not None and tool.annotations.read_only_hint is True
    return marked or tool.name in server.tools
