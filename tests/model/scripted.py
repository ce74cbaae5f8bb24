"""A model that says what a test wrote down, and an OpenAI-compatible server that streams it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from desktop.agent.model.talk import Called, Ended, Event, Message, Schema, ToolCall, ToolSpec, Words


class ScriptedModel:
    """Each call of `complete` takes the next of the replies: a text, or tool calls as (name, arguments)."""

    def __init__(self, *replies: str | Sequence[tuple[str, str]]) -> None:
        self._replies = list(replies)
        self.asked: list[list[Message]] = []

    async def complete(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), *, schema: Schema | None = None
    ) -> AsyncIterator[Event]:
        self.asked.append(list(messages))
        reply = self._replies.pop(0)
        if isinstance(reply, str):
            for start in range(0, len(reply), 3):
                yield Words(reply[start : start + 3])
        else:
            for number, (name, arguments) in enumerate(reply):
                yield Called(ToolCall(f"c{number}", name, arguments))
        yield Ended()
