"""A language model's raw answers in a file, a line of JSON for each reply, and a model that gives them again.

    with case("c001"):
        await reader.read(…)                    # `Recorded(model, file)` writes the replies of case "c001" as they come
    Tape(file).played()                         # the same replies again, in their order, without the model

What we make of a model's answers can so be tried again and again, with a safeguard or without it, after one slow run.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from desktop.agent.model.errors import ModelError, Trouble
from desktop.agent.model.talk import Called, Ended, Event, Message, Model, Schema, ToolCall, ToolSpec, Words

_CASE: ContextVar[str] = ContextVar("case", default="")


@contextmanager
def case(name: str) -> Iterator[None]:
    """What the model is asked herein belongs to this dictation or question."""
    token = _CASE.set(name)
    try:
        yield
    finally:
        _CASE.reset(token)


@dataclass(frozen=True)
class Recorded:
    """A model whose replies are written to the end of a file, those that break off or fail, too."""

    model: Model
    file: Path

    async def complete(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), *, schema: Schema | None = None
    ) -> AsyncIterator[Event]:
        """See `Model.complete`."""
        reply: dict[str, Any] = {"case": _CASE.get(), "on": f"{datetime.now(UTC):%Y-%m-%d}", "words": "", "calls": []}
        try:
            async for event in self.model.complete(messages, tools, schema=schema):
                match event:
                    case Words(text):
                        reply["words"] += text
                    case Called(call):
                        reply["calls"].append(asdict(call))
                    case Ended(prompt, completion):
                        reply["tokens"] = [prompt, completion]
                yield event
        except ModelError as problem:
            reply |= {"trouble": problem.trouble.value, "detail": problem.detail[:300]}
            raise
        finally:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(reply, ensure_ascii=False) + "\n")


class Tape:
    """What was recorded: `cases` are the names of all dictations and questions of which there is a reply."""

    def __init__(self, file: Path) -> None:
        self._replies: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in file.read_text(encoding="utf-8").splitlines():
            reply = json.loads(line)
            self._replies[reply["case"]].append(reply)

    @property
    def cases(self) -> frozenset[str]:
        """The names of what was asked."""
        return frozenset(self._replies)

    def is_of_today(self, cases: Iterable[str]) -> bool:
        """Whether all replies of these cases were recorded today."""
        today = datetime.now(UTC).date()
        return all(date.fromisoformat(reply["on"]) == today for name in cases for reply in self._replies[name])

    def played(self) -> Model:
        """A model that gives each case its replies from the first on."""
        return _Played({name: list(replies) for name, replies in self._replies.items()})


@dataclass(frozen=True)
class _Played:
    left: dict[str, list[dict[str, Any]]]

    async def complete(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), *, schema: Schema | None = None
    ) -> AsyncIterator[Event]:
        """See `Model.complete`. Raises ModelError where more is asked than was recorded, too."""
        left = self.left.get(_CASE.get())
        if not left:
            raise ModelError(Trouble.BROKEN, "no reply to that was recorded")
        reply = left.pop(0)
        if reply["words"]:
            yield Words(reply["words"])
        for call in reply["calls"]:
            yield Called(ToolCall(**call))
        if "trouble" in reply:
            raise ModelError(Trouble(reply["trouble"]), reply["detail"])
        yield Ended(*reply.get("tokens", ()))
