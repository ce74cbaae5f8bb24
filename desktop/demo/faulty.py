"""The fault plan at work: an ASGI wrapper around the whole application.

Over HTTP a dropped connection is really closed (the server's protocol puts its transport into the request's state);
in-process, where there is no connection, the exception is raised that httpx raises for one.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desktop.demo.account import DemoAccount
from desktop.demo.faults import Fault

ERROR_PAGE = (
    b"<!DOCTYPE html><html><head><title>We're sorry, but something went wrong (%d)</title></head>"
    b"<body><h1>We're sorry, but something went wrong.</h1></body></html>"
)
_UNAUTHORIZED = b'{"error":"invalid_token","error_description":"The access token provided is expired, revoked"}'


class _Recording:
    """Runs the application on a request kept in full and keeps its answer."""

    def __init__(self, app: ASGIApp, scope: Scope, body: bytes) -> None:
        self._app = app
        self._scope = scope
        self._body = body
        self.start: Message = {}
        self.content = b""

    async def run(self) -> None:
        self.content = b""
        pending = [{"type": "http.request", "body": self._body, "more_body": False}]

        async def receive() -> Message:
            return pending.pop() if pending else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.start = message
            elif message["type"] == "http.response.body":
                self.content += message.get("body", b"")

        await self._app(dict(self._scope), receive, send)

    async def answer(self, send: Send, content: bytes | None = None) -> None:
        body = self.content if content is None else content
        headers = [(name, value) for name, value in self.start["headers"] if name.lower() != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        await send({**self.start, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class FaultyApp:
    """ASGI middleware that lets the account's fault plan strike requests outside `/_demo`."""

    def __init__(self, app: ASGIApp, account: DemoAccount) -> None:
        self._app = app
        self._account = account

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or let the fault that fits it happen."""
        if scope["type"] != "http" or scope["path"].startswith("/_demo"):
            await self._app(scope, receive, send)
            return
        fault = self._account.faults.choose(scope["method"], scope["path"])
        if fault is None:
            await self._app(scope, receive, send)
            return
        await self._strike(fault, scope, receive, send)

    async def _strike(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _whole_body(receive)
        if fault.kind == "drop_before":
            await _drop(scope)
        elif fault.kind == "rate_limited":
            extra = [] if fault.retry_after is None else [(b"retry-after", fault.retry_after.encode())]
            await _respond(send, 429, b"Rate limit exceeded", b"text/plain", extra)
        elif fault.kind == "server_error":
            await _respond(send, fault.status, ERROR_PAGE % fault.status, b"text/html")
        elif fault.kind == "unauthorized":
            await _respond(send, 401, _UNAUTHORIZED, b"application/json")
        else:
            await self._applied(fault, _Recording(self._app, scope, body), scope, send)

    async def _applied(self, fault: Fault, recording: _Recording, scope: Scope, send: Send) -> None:
        """Faults of requests that reach the account."""
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
        await recording.run()
        if fault.kind == "duplicate":
            await recording.run()
        if fault.kind == "delay_after":
            await asyncio.sleep(fault.seconds)
        half = recording.content[: len(recording.content) // 2]
        if fault.kind == "drop_after":
            await _drop(scope)
        elif fault.kind == "cut":
            await send(recording.start)
            await send({"type": "http.response.body", "body": half, "more_body": True})
            await _drop(scope)
        elif fault.kind == "server_error_after":
            await _respond(send, fault.status, ERROR_PAGE % fault.status, b"text/html")
        elif fault.kind == "truncated":
            await recording.answer(send, half)
        elif fault.kind == "wrong_types":
            await recording.answer(send, _wrong_types(recording.content))
        else:
            await recording.answer(send)


async def _whole_body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body)


async def _drop(scope: Scope) -> None:
    transport: asyncio.Transport | None = (scope.get("state") or {}).get("transport")
    if transport is None:
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
    # Closing (not aborting) lets what was already written arrive, then ends the connection.
    transport.close()
    await asyncio.sleep(0)


async def _respond(
    send: Send, status: int, body: bytes, content_type: bytes, extra: list[tuple[bytes, bytes]] | None = None
) -> None:
    headers = [(b"content-type", content_type), (b"content-length", str(len(body)).encode()), *(extra or [])]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _wrong_types(content: bytes) -> bytes:
    """The same JSON keys with values of other types."""
    try:
        value = json.loads(content)
    except ValueError:
        return b"[]"
    return json.dumps(
        _other(value) if not isinstance(value, dict) else {k: _other(v) for k, v in value.items()}
    ).encode()


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return "maybe"
    if isinstance(value, (int, float)):
        return "not a number"
    if isinstance(value, str):
        return 7
    if isinstance(value, list):
        return {"unexpected": True}
    return [] if isinstance(value, dict) else "something"
