"""What is said to a language model and what comes back, whichever library carries it.

`complete([Message("user", "Hello")])` yields `Words("Hi")`, `Words(" there")`, `Ended(12, 3)`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeAlias

Role = Literal["system", "user", "assistant", "tool"]
Schema: TypeAlias = Mapping[str, Any]
"""A JSON schema."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Which model: a litellm name ("openai/gpt-5-mini", "ollama/qwen3"), its address ("" for the vendor's) and key."""

    model: str
    url: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model wants a tool run. `arguments` is JSON as the model wrote it, so it may be anything."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One turn. `calls` belong to an assistant's turn, `call_id` to a tool's, which answers that call."""

    role: Role
    content: str
    calls: tuple[ToolCall, ...] = ()
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as the model sees it; `parameters` is a JSON schema of an object."""

    name: str
    description: str
    parameters: Schema


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the reply's text."""

    text: str


@dataclass(frozen=True, slots=True)
class Called:
    """A whole tool call, however many pieces it came in."""

    call: ToolCall


@dataclass(frozen=True, slots=True)
class Ended:
    """The reply is whole; tokens as the server counted them, 0 where it did not say."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


Event: TypeAlias = Words | Called | Ended


class Model(Protocol):
    """Something that continues a conversation."""

    def complete(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), *, schema: Schema | None = None
    ) -> AsyncIterator[Event]:
        """The reply, as it comes; `schema` asks for a reply that is JSON of that shape, where the server can.

        Raises ModelError. Closing the iterator stops the model at once.
        """
        ...
