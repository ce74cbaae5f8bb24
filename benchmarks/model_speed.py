"""What a language model costs the app: the way of its first words to the screen, stalls, memory, and the tokens sent.

    python -m benchmarks.model_speed

The app runs with its real window (offscreen), worker and model process, over the demo account; the model is a server of
its own on loopback that streams twenty words a second and notes when it sends the first. Then each kind of question is
asked of a model that looks that up and answers in a sentence; what it was sent is counted by litellm's tokenizer.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import socket
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import closing
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from benchmarks.speech_app import Pulse, resident
from desktop.agent.intents import Channel
from desktop.agent.model.child import as_openai
from desktop.agent.model.side import ModelSide
from desktop.agent.model.talk import Called, Ended, Event, Message, Schema, ToolCall, ToolSpec, Words
from desktop.app.services import open_services
from desktop.paths import Home

RUNS = 8
IDLE = 5.0
"""Seconds after which the model's process leaves here; five minutes in the app."""
_QUESTION = "tell me something nice about my work"
_REPLY = "You are well within what you planned and nobody would call that too much .".split()
_PACE = 0.05
DICTATION = (
    "so this morning I mostly did the mobile app for Nucleus that was an hour and a half I think and then we sat and "
    "talked about the trip and this and that and after that two hours on the brand refresh before I went home"
)
KINDS = {
    "hours": ("am I working more than last month", "hours", {"from_day": "2026-11-01", "to_day": "2026-11-20"}),
    "entries of a day": ("what was all that on Tuesday about", "entries_of_day", {"day": "2026-11-17"}),
    "budget": ("should I worry about the website project", "budget", {"project": "Website Redesign"}),
    "missing time": ("where did I forget something do you think", "missing_time", {}),
    "invoice": ("why did Acme's bill go up so much do you reckon", "invoice", {"client": "Acme Corp"}),
    "costs": ("is the website worth it for us so far", "costs", {"project": "Website Redesign"}),
    "open cards": ("does what is on my screen look sensible to you", "open_cards", {}),
    "a draft": ("could you prepare something for 2 hours", "draft", {"words": "2 hours on Website Redesign"}),
    "nothing looked up": ("tell me something nice about work", "", {}),
}


def main() -> None:
    """Print the figures."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="gleaner-") as folder:
        _app(Home(Path(folder)))
        asyncio.run(_tokens(Home(Path(folder))))


# --- the app ----------------------------------------------------------------------------------------------------------


def _serve(pipe: Connection, port: socket.socket) -> None:
    """The model's process: `pipe` gets the moment at which each reply's first word is sent."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import StreamingResponse
    from starlette.routing import Route

    async def stream() -> AsyncIterator[str]:
        base = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        await asyncio.sleep(0.3)
        for number, word in enumerate(_REPLY):
            if not number:
                pipe.send(time.monotonic())
            choice = {"index": 0, "delta": {"role": "assistant", "content": f"{word} "}, "finish_reason": None}
            yield f"data: {json.dumps(base | {'choices': [choice]})}\n\n"
            await asyncio.sleep(_PACE)
        yield f"data: {json.dumps(base | {'choices': [{'index': 0, 'delta': {}, 'finish_reason': 'stop'}]})}\n\n"
        yield "data: [DONE]\n\n"

    async def complete(_: Request) -> StreamingResponse:
        return StreamingResponse(stream(), media_type="text/event-stream")

    app = Starlette(routes=[Route("/v1/chat/completions", complete, methods=["POST"])])
    uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off")).run([port])


def _app(home: Home) -> None:
    from PySide6.QtWidgets import QApplication

    from desktop.agent.model.remote import LiteLlm
    from desktop.app.ports.app_port import AppPort
    from desktop.ui.panels.chat import ChatWindow

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    listening = socket.create_server(("127.0.0.1", 0))
    server = context.Process(target=_serve, args=(theirs, listening), daemon=True)
    server.start()
    os.environ["GLEANER_LLM_MODEL"] = "openai/bench"
    os.environ["GLEANER_LLM_BASE_URL"] = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    qt = QApplication([])

    def wait(ready: Callable[[], bool], seconds: float = 120.0) -> None:
        ended = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > ended:
                raise TimeoutError("the app does not go on")
            qt.processEvents()
            time.sleep(0.0005)

    with patch.dict(LiteLlm.__init__.__kwdefaults__ or {}, idle_seconds=IDLE), closing(listening):
        port = AppPort(home, demo=True)
        window = ChatWindow(port)
        window.show()
        port.start()
        try:
            wait(lambda: port.catalog is not None)
            _ask_often(port, ours, wait)
        finally:
            port.stop()
            server.kill()
            server.join()


def _ask_often(port, pipe: Connection, wait: Callable[..., None]) -> None:  # type: ignore[no-untyped-def]
    seen: list[float] = []
    replies: list[object] = []
    port.waiting.connect(lambda text: seen.append(time.monotonic()) if text.startswith(_REPLY[0]) else None)
    port.replied.connect(replies.append)
    begun = time.monotonic()
    wait(lambda: time.monotonic() - begun > 2.0)  # what a start leaves to do is done
    pulse = Pulse()
    port.say("2h nucleus dev", Channel.TYPED)
    wait(lambda: bool(replies))
    print(f"first message of all, without the model: longest stall {pulse.restart() * 1000:.0f} ms (the second reader)")
    before = resident()
    print(f"before: {before:.0f} MB in the app, {_children()[1]} model process(es)")
    ways = []
    for run in range(RUNS):
        seen.clear()
        replies.clear()
        pulse.restart()
        asked = time.monotonic()
        port.say(_QUESTION, Channel.TYPED)
        wait(lambda: bool(replies))
        stall = pulse.restart()
        sent = pipe.recv()
        ways.append((seen[0] - sent) * 1000)
        if run == 0:
            print(f"first import: first words {seen[0] - asked:.1f} s after Enter, longest stall {stall * 1000:.0f} ms")
        else:
            print(f"  from the model's first word to the screen {ways[-1]:.0f} ms, longest stall {stall * 1000:.0f} ms")
    print(f"first word to the screen: median {statistics.median(ways):.0f} ms, at most {max(ways):.0f} ms (bar: 150)")
    print(f"with a model: {resident():.0f} MB in the app, {_children()[0]:.0f} MB in its model process")
    ended = time.monotonic()
    wait(lambda: _children()[1] == 0, 60)
    print(
        f"the process left {time.monotonic() - ended:.1f} s later (idle time {IDLE:.0f} s): {resident():.0f} MB again"
    )
    for place in pulse.stalls:
        print(f"    a stall: {place}")


def _children() -> tuple[float, int]:
    """MB and number of the language model's processes under this one."""
    total, count = 0.0, 0
    for child in multiprocessing.active_children():
        if child.name == "language-model":
            status = Path(f"/proc/{child.pid}/status").read_text("utf-8").splitlines()
            size = next((int(line.split()[1]) for line in status if line.startswith("VmRSS")), 0)  # 0: it is ending
            total += size / 1024
            count += size > 0
    return total, count


# --- tokens -----------------------------------------------------------------------------------------------------------


class _LooksUp:
    """Calls one tool, then answers; keeps what it was sent."""

    def __init__(self, tool: str, arguments: dict[str, str]) -> None:
        self._calls = [ToolCall("c", tool, json.dumps(arguments))] if tool else []
        self.sent: list[tuple[Sequence[Message], Sequence[ToolSpec]]] = []

    async def complete(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), *, schema: Schema | None = None
    ) -> AsyncIterator[Event]:
        """See `Model.complete`."""
        self.sent.append((tuple(messages), tuple(tools)))
        if schema is not None:
            yield Words('{"kind": "hours"}')  # no second request
        elif self._calls:
            yield Called(self._calls.pop())
        else:
            yield Words("That is all there is.")
        yield Ended()


async def _tokens(home: Home) -> None:
    print(f"\n{'what is asked':22}{'requests':>10}{'tokens sent':>13}{'of them tools':>15}")
    async with open_services(home, demo=True, forgetful=True) as services:
        now = datetime(2026, 11, 20, 17, 0)
        for name, (words, tool, arguments) in {"dictation": (DICTATION, "", {}), **KINDS}.items():
            model = _LooksUp(tool, arguments)
            services.conversation.use_model(ModelSide(model, may_read=name == "dictation"))
            if name == "dictation":
                await services.conversation.say(words, now=now, may_write=False)
            else:  # however well the rules know such a question by now
                await services.conversation._ask_freely(words, await services.conversation.world(), now)
            tools = sum(_count((), specs) for _, specs in model.sent)
            whole = sum(_count(messages, ()) for messages, _ in model.sent) + tools
            print(f"{name:22}{len(model.sent):10}{whole:13,}{tools:15,}")


def _count(messages: Sequence[Message], tools: Sequence[ToolSpec]) -> int:
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    import litellm

    texts = [json.dumps(as_openai(message), ensure_ascii=False) for message in messages]
    texts += [json.dumps([one.name, one.description, one.parameters]) for one in tools]
    return sum(litellm.token_counter(model="gpt-4o", text=text) for text in texts)


if __name__ == "__main__":
    main()
