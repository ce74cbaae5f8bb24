"""Other connected tools, over the Model Context Protocol: what a server offers to read becomes tools of the model.

`Connected([Server("git", "mcp-server-git --repository ~/work", ("git_log",))])` gives a turn the tool `git_git_log`.
Only tools that the person ticked are offered, whatever their server says of them; results are data, cut and marked.
With each turn and before each call the server is asked once more what its tools are: one that is another by now, or is
gone, is not used any longer, even where the server does not say that its list changed.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any, Final

from desktop.agent.model.figures import numbers_in
from desktop.agent.model.listing import harmless
from desktop.agent.model.talk import ToolSpec
from desktop.agent.model.tools import ForeignTool, Result, ToolError

START_SECONDS: Final = 20.0
CALL_SECONDS: Final = 30.0
LEAVING_SECONDS: Final = 8.0
"""The library asks a server to end, then ends it, then kills it: two seconds each."""
_MOST_TOOLS: Final = 24
_DESCRIPTION: Final = 400
_ABOUT: Final = 120
_RESULT: Final = 4000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Server:
    """A server: `address` is a command to run, or an http(s) address. `tools` are those that may be used.

    `seen` has their marks as they were ticked: one that is another tool now is not used.
    """

    name: str
    address: str
    tools: tuple[str, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_remote(self) -> bool:
        """Whether it is reached by an address instead of being started here."""
        return self.address.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool that a server offers. `says_it_reads`: the server's own word that it changes nothing, no more.

    `mark` stands for all that it says of itself.
    """

    name: str
    about: str
    says_it_reads: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Ticked:
    """A tool that may be used, and what stands for it as it was when it was looked at first."""

    mark: str
    tool: ForeignTool


async def offered_by(server: Server) -> tuple[Offered, ...]:
    """What a server offers, for a person to choose from; it is started for that, and ended. Raises ToolError."""
    connected = Connected([server])
    try:
        await connected.tools()
        if problem := connected.problems.get(server.name):
            raise ToolError(problem)
        return connected.offered[server.name]
    finally:
        await connected.aclose()


@dataclass(slots=True)
class Connected:
    """The servers that a person switched on. They start with the first question, and end with `aclose`."""

    servers: Sequence[Server]
    problems: dict[str, str] = field(default_factory=dict)
    offered: dict[str, tuple[Offered, ...]] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    _clients: dict[str, Any] = field(default_factory=dict)
    _tools: dict[str, dict[str, _Ticked]] = field(default_factory=dict)
    _owner: asyncio.Task[None] | None = None
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _leave: asyncio.Event = field(default_factory=asyncio.Event)

    async def tools(self) -> tuple[ForeignTool, ...]:
        """All tools that may be used; a server that does not start is left out, and `problems` says why.

        So is a tool that is another one than was ticked, of which `changed` tells.
        """
        if not self.servers or self._leave.is_set():
            return ()
        is_later = self._owner is not None
        if self._owner is None:
            self._owner = asyncio.create_task(self._live())
        await self._ready.wait()
        answering = await asyncio.gather(*(self._look_again(name) for name in self._tools)) if is_later else ()
        silent = {name for name, answers in zip(self._tools, answering, strict=False) if not answers}
        usable = [one.tool for name, tools in self._tools.items() for one in tools.values() if name not in silent]
        return tuple(usable[:_MOST_TOOLS])

    async def aclose(self) -> None:
        """End all servers that were started here. One that does not end in time is left to the system."""
        self._leave.set()
        self._tools.clear()
        if self._owner is None:
            return
        await asyncio.wait([self._owner], timeout=LEAVING_SECONDS)
        if not self._owner.done():
            self._owner.cancel()
            _, left = await asyncio.wait([self._owner], timeout=LEAVING_SECONDS)
            if left:
                log.warning("A connected tool does not end: %s", ", ".join(one.name for one in self.servers))

    async def _live(self) -> None:
        """Open and close in one task, as the library wants it."""
        try:
            async with AsyncExitStack() as stack:
                for server in self.servers:
                    if self._leave.is_set():
                        break
                    try:
                        async with asyncio.timeout(START_SECONDS):
                            await self._begin(server, stack)
                    except Exception as problem:
                        log.warning("%s does not start: %s", server.name, problem)
                        self.problems[server.name] = f"{server.name} does not start."
                self._ready.set()
                await self._leave.wait()
        except Exception:
            log.exception("A connected tool ended badly")
        finally:
            self._ready.set()

    async def _begin(self, server: Server, stack: AsyncExitStack) -> None:
        from mcp import Client, StdioServerParameters

        target: str | StdioServerParameters = server.address
        if not server.is_remote:
            command, *arguments = shlex.split(server.address)
            target = StdioServerParameters(command=command, args=arguments)
        client = await stack.enter_async_context(Client(target, read_timeout_seconds=CALL_SECONDS, cache=None))
        found = (await client.list_tools()).tools
        self.offered[server.name] = tuple(_offered(tool) for tool in found)
        ticked = [tool for tool in found if tool.name in server.tools]
        changed = {tool.name for tool in ticked if server.seen.get(tool.name, "") not in ("", mark_of(tool))}
        if changed:
            self._tell_changed(server.name, changed)
        self._clients[server.name] = client
        self._tools[server.name] = {
            tool.name: _Ticked(mark_of(tool), self._tool(server, client, tool))
            for tool in ticked
            if tool.name not in changed
        }

    async def _look_again(self, name: str) -> bool:
        """Use none of that server's tools any longer that are not what they were. Whether the server answers."""
        tools = self._tools.get(name, {})
        if not tools:
            return True
        try:
            async with asyncio.timeout(CALL_SECONDS):
                now = {tool.name: mark_of(tool) for tool in (await self._clients[name].list_tools()).tools}
        except Exception as problem:
            log.warning("%s does not say what it offers: %s", name, problem)
            return False
        if changed := {tool for tool, ticked in tools.items() if now.get(tool) != ticked.mark}:
            for tool in changed:
                tools.pop(tool, None)
            self._tell_changed(name, changed)
        return True

    def _tell_changed(self, name: str, tools: Iterable[str]) -> None:
        self.changed[name] = changed_text(name, sorted(tools))
        log.warning("%s", self.changed[name])

    def _tool(self, server: Server, client: Any, tool: Any) -> ForeignTool:
        name = re.sub(r"\W+", "_", f"{server.name}_{tool.name}")[:60]
        about = harmless(f"{tool.description or tool.name} (from {server.name})", _DESCRIPTION)

        async def call(arguments: dict[str, Any]) -> Result:
            if not await self._look_again(server.name):
                raise ToolError(f"{server.name} does not answer.")
            if tool.name not in self._tools.get(server.name, {}):
                raise ToolError(self.changed.get(server.name) or f"{server.name} is not connected any more.")
            try:
                found = await client.call_tool(tool.name, arguments)
            except Exception as problem:
                raise ToolError(f"{server.name} failed: {harmless(str(problem), 200)}") from problem
            text = "\n".join(part.text for part in found.content if getattr(part, "text", None))[:_RESULT]
            step = f"asked {harmless(server.name, 30)}: {harmless(tool.name, 40)}"
            return Result(text or "(nothing)", step, frozenset(numbers_in(text)))

        return ForeignTool(ToolSpec(name, about, tool.input_schema), call)


def _offered(tool: Any) -> Offered:
    says_it_reads = tool.annotations is not None and tool.annotations.read_only_hint is True
    return Offered(tool.name, harmless(tool.description or "", _ABOUT), says_it_reads, mark_of(tool))


def mark_of(tool: Any) -> str:
    """What stands for a tool as it is offered: another name, description or schema gives another mark."""
    said = json.dumps([tool.name, tool.description, tool.input_schema], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def changed_text(server: str, tools: Sequence[str]) -> str:
    """The sentence about tools that are not what was ticked any more."""
    names = ", ".join(harmless(name, 40) for name in tools)
    return f"{harmless(server, 30)} has changed what it offers. Not used until you tick it again: {names}."
