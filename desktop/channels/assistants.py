"""`gleaner mcp`: other assistants ask Gleaner's questions and hand in drafts, over the Model Context Protocol on stdio.

`ask("how much is left on Acme?")` answers like `gleaner ask --json`. `draft("2h Acme, design")` shows cards on the
person's desktop, where alone they can be confirmed; `outcome(id)` says what became of them.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from mcp.server import MCPServer

from desktop.agent.intents import Channel
from desktop.agent.journal.operations import Operation, State
from desktop.agent.wording import without_escapes
from desktop.app.handed_in import dismissed_at
from desktop.app.services import Services
from desktop.app.telling import Command, Heard, tell
from desktop.cli.as_json import answer_json, draft_json
from desktop.harvest.errors import HarvestError

LIMIT: Final = 4000
"""Characters of one message, as for people."""
_NOT_RUNNING: Final = "Gleaner's desktop app does not run. The person has to start it; nothing was drafted."
_SILENT: Final = "Gleaner's desktop app runs and does not answer. Nothing was drafted."
_INSTRUCTIONS: Final = (
    "Time tracking with Harvest. Use ask for questions about tracked hours, budgets, invoices, costs and missing time. "
    "Use draft to propose time entries in plain words; they appear as cards on the person's desktop and are written "
    "only when the person confirms them there. Use outcome to learn what became of a draft."
)


@dataclass(frozen=True, slots=True)
class Handed:
    """Words that were handed in: when, and what they say."""

    words: str
    at: datetime


class Desk:
    """What the tools do. `send` hands words to the running app; its name among assistants is `sender`."""

    def __init__(self, services: Services, send: Callable[[str, str], Heard]) -> None:
        self._services = services
        self._send = send
        self._handed: dict[str, Handed] = {}

    async def ask(self, question: str) -> str:
        """Answer a question about the person's hours, budgets, invoices, costs or missing time, with figures."""
        try:
            reply = await self._services.conversation.say(question[:LIMIT], Channel.TYPED, may_write=False)
        except HarvestError as problem:
            return json.dumps({"error": str(problem)})
        if reply.answer is not None:
            return json.dumps(answer_json(reply.answer), ensure_ascii=False)
        drafts = [card.id for card in (*reply.drafts, *reply.deeds)]
        self._services.conversation.discard(drafts)
        text = "That is no question. To propose entries, use draft." if drafts else reply.text
        return json.dumps({"kind": reply.kind.value, "reply": text, "question": reply.question}, ensure_ascii=False)

    async def draft(self, words: str, from_assistant: str = "An assistant") -> str:
        """Propose time entries, timers, expenses or changes in plain words; the person sees cards and decides."""
        said = words[:LIMIT].strip()
        try:
            reading = await self._services.conversation.read(said, Channel.TYPED)
        except HarvestError as problem:
            return json.dumps({"error": str(problem)})
        heard = await asyncio.to_thread(self._send, said, from_assistant[:40])
        if heard is not Heard.YES:
            return json.dumps({"error": _SILENT if heard is Heard.SILENT else _NOT_RUNNING})
        handed_id = uuid.uuid4().hex[:12]
        self._handed[handed_id] = Handed(without_escapes(said), datetime.now(UTC))
        cards = [draft_json(card) for card in reading.drafts]
        told = {"id": handed_id, "state": "waiting for the person", "reply": reading.reply, "cards": cards}
        return json.dumps(told, ensure_ascii=False)

    async def outcome(self, id: str) -> str:  # noqa: A002 - the name that assistants see
        """What became of a draft: waiting for the person, dismissed by the person, or what Harvest has now."""
        handed = self._handed.get(id)
        if handed is None:
            return json.dumps({"error": "There is no draft of that id in this session."})
        history = self._services.journal.history()
        made = [one for one in history if one.said == handed.words and one.confirmed_at >= handed.at]
        if not made:
            user = (await self._services.directory.account()).user_id
            gone = dismissed_at(self._services.journal, user, handed.words)
            is_gone = gone is not None and gone >= handed.at
            return json.dumps({"id": id, "state": "dismissed" if is_gone else "waiting for the person"})
        entries = [{"summary": one.summary, "state": _told(one), "reason": one.reason} for one in made]
        return json.dumps({"id": id, "state": "confirmed", "entries": entries}, ensure_ascii=False)


def _told(operation: Operation) -> str:
    return "in Harvest" if operation.state is State.COMMITTED else operation.state.value


async def serve(services: Services) -> None:
    """Serve until the other side closes standard input."""
    place = services.home.root
    desk = Desk(services, lambda words, sender: tell(place, Command.DRAFT, text=words, sender=sender))
    await server_of(desk).run_stdio_async()


def server_of(desk: Desk) -> MCPServer:
    """The server with its three tools; none of them writes."""
    server = MCPServer("gleaner", instructions=_INSTRUCTIONS, log_level="WARNING")
    for tool in (desk.ask, desk.draft, desk.outcome):
        server.add_tool(tool)
    return server
