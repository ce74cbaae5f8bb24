"""An OpenAI-compatible server on loopback that streams what a test wrote down, and misbehaves where it is told to."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route


@dataclass
class Script:
    """`pieces` are the deltas of one reply; `status` answers with an error instead; `stalls` never ends the stream."""

    pieces: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    message: str = ""
    stalls: bool = False
    refuses_schema: bool = False


def words(*texts: str) -> Script:
    return Script([{"content": text} for text in texts])


class Server:
    """Runs in a thread of this process; `asked` are the bodies of the requests."""

    def __init__(self) -> None:
        self.script = Script()
        self.asked: list[dict[str, Any]] = []
        self.left = threading.Event()
        app = Starlette(routes=[Route("/v1/chat/completions", self._complete, methods=["POST"])])
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)
        self._socket.close()

    async def _complete(self, request: Request) -> Response:
        body = await request.json()
        self.asked.append(body)
        script = self.script
        if script.refuses_schema and "response_format" in body:
            return JSONResponse({"error": {"message": "response_format is not supported", "type": "bad"}}, 400)
        if script.status != 200:
            return JSONResponse({"error": {"message": script.message, "type": "x", "code": "x"}}, script.status)
        return StreamingResponse(self._stream(script), media_type="text/event-stream")

    async def _stream(self, script: Script) -> AsyncIterator[str]:
        base = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        for piece in script.pieces:
            choice = {"index": 0, "delta": {"role": "assistant"} | piece, "finish_reason": None}
            yield f"data: {json.dumps(base | {'choices': [choice]})}\n\n"
        if script.stalls:
            try:
                await asyncio.Event().wait()
            finally:
                self.left.set()  # cancelled, because the client has gone
        reason = "tool_calls" if any("tool_calls" in piece for piece in script.pieces) else "stop"
        yield f"data: {json.dumps(base | {'choices': [{'index': 0, 'delta': {}, 'finish_reason': reason}]})}\n\n"
        usage = {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14}
        yield f"data: {json.dumps(base | {'choices': [], 'usage': usage})}\n\n"
        yield "data: [DONE]\n\n"
