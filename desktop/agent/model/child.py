"""The process that holds litellm: requests come over a pipe, events go back; it ends with None, or with the pipe.

Only this process imports litellm, which takes seconds and some 180 MB. It is told nothing but the messages and the key.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.agent.model.errors import Trouble
from desktop.agent.model.talk import Called, Ended, Event, Message, Schema, Setup, ToolCall, ToolSpec, Words

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FIRST_WORD_SECONDS = 120.0
"""A small computer may read a long prompt for a minute before the first word."""
NEXT_WORD_SECONDS = 30.0
WHOLE_SECONDS = 600.0
"""For a whole reply, however steadily it comes."""
MOST_CHARACTERS = 200_000
"""Of a whole reply, calls of tools and thoughts included: a model that goes round in circles fills no memory."""


_NO_KEY = "none"
"""What a server at an address of one's own is sent where it wants no key: without any, litellm asks nobody."""


@dataclass(frozen=True, slots=True)
class Request:
    """One reply to be made."""

    id: int
    setup: Setup
    messages: tuple[Message, ...]
    tools: tuple[ToolSpec, ...] = ()
    schema: Schema | None = None


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop making that reply."""

    id: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A reply that came to nothing."""

    trouble: Trouble
    detail: str


class Endless(Exception):  # noqa: N818 - says what the reply is
    """A reply that goes on and on."""


@dataclass(slots=True)
class _Calls:
    """Tool calls that come in pieces: name once, arguments bit by bit, told apart by their index."""

    parts: dict[int, list[str]] = field(default_factory=dict)

    def add(self, piece: Any) -> None:
        part = self.parts.setdefault(piece.index or 0, ["", "", ""])
        part[0] = piece.id or part[0]
        if piece.function is not None:
            part[1] = piece.function.name or part[1]
            part[2] += piece.function.arguments or ""

    def whole(self) -> list[ToolCall]:
        return [
            ToolCall(part[0] or f"call_{index}", part[1], part[2] or "{}")
            for index, part in sorted(self.parts.items())
            if part[1]
        ]


def serve(pipe: Connection) -> None:
    """The body of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; ending us is the app's business
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # without it, importing fetches a file from the web
    os.environ["LITELLM_LOG"] = "CRITICAL"
    import warnings

    warnings.simplefilter("ignore")
    import litellm

    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.drop_params = True
    asyncio.run(_serve(pipe, litellm))


async def _serve(pipe: Connection, litellm: Any) -> None:
    loop = asyncio.get_running_loop()
    running: dict[int, asyncio.Task[None]] = {}
    closed = asyncio.Event()
    sending = threading.Lock()

    def send(number: int, event: object) -> None:
        with sending, contextlib.suppress(OSError):
            pipe.send((number, event))

    def take(order: object) -> None:
        if isinstance(order, Request):
            task = loop.create_task(_reply(litellm, order, lambda event: send(order.id, event)))
            running[order.id] = task
            task.add_done_callback(lambda _: running.pop(order.id, None))
        elif isinstance(order, Cancel) and order.id in running:
            running[order.id].cancel()

    def listen() -> None:
        with contextlib.suppress(EOFError, OSError):
            while (order := pipe.recv()) is not None:
                loop.call_soon_threadsafe(take, order)
        loop.call_soon_threadsafe(closed.set)

    threading.Thread(target=listen, name="requests", daemon=True).start()
    await closed.wait()
    os._exit(0)  # litellm has threads and open lines that wait for nothing we could end; a server sees its line close


async def _reply(litellm: Any, request: Request, send: Callable[[Event | Failed], None]) -> None:
    try:
        try:
            await _stream(litellm, request, send, request.schema)
        except (litellm.BadRequestError, litellm.UnsupportedParamsError) as error:
            # A server without schemas says so; our code checks the shape of what comes anyway.
            if request.schema is None or isinstance(error, litellm.ContextWindowExceededError):
                raise
            await _stream(litellm, request, send, None)
    except asyncio.CancelledError:
        raise
    except Exception as error:
        send(Failed(trouble_of(litellm, error), f"{type(error).__name__}: {str(error)[:500]}"))


async def _stream(
    litellm: Any, request: Request, send: Callable[[Event | Failed], None], schema: Schema | None
) -> None:
    extra: dict[str, Any] = {}
    if request.tools:
        extra["tools"] = [
            {"type": "function", "function": {"name": t.name, "description": t.description, "parameters": t.parameters}}
            for t in request.tools
        ]
    if schema is not None:
        extra["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": schema, "strict": True},
        }
    setup = request.setup
    begun = asyncio.get_running_loop().time()
    async with asyncio.timeout(FIRST_WORD_SECONDS):
        answer = await litellm.acompletion(
            model=setup.model,
            messages=[as_openai(message) for message in request.messages],
            api_base=setup.url or None,
            api_key=setup.key or (_NO_KEY if setup.url else None),
            stream=True,
            stream_options={"include_usage": True},
            temperature=0,
            max_retries=0,
            timeout=FIRST_WORD_SECONDS,
            **extra,
        )
    try:
        async with asyncio.timeout_at(begun + WHOLE_SECONDS):
            await _pass_on(answer, send)
    finally:
        await answer.aclose()  # a server that still writes is told to stop


async def _pass_on(answer: Any, send: Callable[[Event | Failed], None]) -> None:
    calls, ended, length = _Calls(), Ended(), 0
    pieces = aiter(answer)
    patience = FIRST_WORD_SECONDS
    while True:
        try:
            async with asyncio.timeout(patience):
                piece = await anext(pieces)
        except StopAsyncIteration:
            break
        patience = NEXT_WORD_SECONDS
        if (usage := getattr(piece, "usage", None)) is not None:
            ended = Ended(usage.prompt_tokens or 0, usage.completion_tokens or 0)
        if not piece.choices:
            continue
        delta = piece.choices[0].delta
        length += _length(delta)
        if length > MOST_CHARACTERS:
            raise Endless(f"more than {MOST_CHARACTERS} characters")
        if delta.content:
            send(Words(delta.content))
        for call in delta.tool_calls or ():
            calls.add(call)
    for whole in calls.whole():
        send(Called(whole))
    send(ended)


def _length(delta: Any) -> int:
    """Characters of one piece; an empty one counts, too, so that no stream of them is endless."""
    arguments = sum(len(call.function.arguments or "") for call in delta.tool_calls or () if call.function)
    return 1 + len(delta.content or "") + len(getattr(delta, "reasoning_content", None) or "") + arguments


def as_openai(message: Message) -> dict[str, Any]:
    """A message in the shape that OpenAI's chat interface has and litellm takes."""
    shaped: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls:
        shaped["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in message.calls
        ]
    if message.role == "tool":
        shaped["tool_call_id"] = message.call_id
    return shaped


def trouble_of(litellm: Any, error: Exception) -> Trouble:
    """What a failure of litellm, or of the network under it, means to the person."""
    text = str(error).lower()
    if isinstance(error, Endless):
        return Trouble.ENDLESS
    if "api_key" in text and any(words in text for words in ("must be set", "missing", "not provided")):
        return Trouble.NO_KEY
    if isinstance(error, litellm.AuthenticationError | litellm.PermissionDeniedError):
        return Trouble.WRONG_KEY
    if isinstance(error, litellm.ContextWindowExceededError) or "context length" in text or "context size" in text:
        return Trouble.TOO_LONG
    if isinstance(error, litellm.RateLimitError):
        return Trouble.NO_CREDIT if "quota" in text or "credit" in text or "billing" in text else Trouble.TOO_MANY
    if isinstance(error, litellm.NotFoundError) or "llm provider not provided" in text or "does not exist" in text:
        return Trouble.UNKNOWN_MODEL
    if isinstance(error, litellm.Timeout | TimeoutError):
        return Trouble.SLOW
    if "402" in text or "insufficient" in text:
        return Trouble.NO_CREDIT
    if isinstance(error, litellm.APIConnectionError | OSError) or "connection" in text:
        return Trouble.OFFLINE
    return Trouble.REFUSED
