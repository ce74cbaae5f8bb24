"""The loopback address that the browser comes back to, open for one sign-in only.

Takes the answer from the query (what Harvest does) or from the URL's fragment (what OAuth2 says for the implicit flow):
a fragment never leaves the browser, so a small page hands it over.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from contextlib import suppress
from typing import Final
from urllib.parse import parse_qsl, urlsplit

import httpx

from desktop.harvest.address import is_loopback
from desktop.harvest.errors import InsecureAddress, SignInFailed

_LARGEST: Final = 16_384
_SECONDS: Final = 10.0

_PAGE: Final = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Gleaner</title>'
    '<body style="font-family: sans-serif; margin: 4em auto; max-width: 30em"><p>{text}</p>{script}</body></html>'
)
_DONE: Final = "You can close this window and go back to Gleaner."
_STRANGE: Final = "This answer does not belong to the sign-in that Gleaner waits for. It still waits for the right one."
_SCRIPT: Final = (
    '<script nonce="{nonce}">'
    "const given = location.hash.slice(1); history.replaceState(null, '', location.pathname);"
    "const say = text => {{ document.querySelector('p').textContent = text; }};"
    "fetch(location.pathname, {{method: 'POST', body: new URLSearchParams(given)}})"
    ".then(answer => say(answer.ok ? '{done}' : '{strange}'), () => say('{done}'));"
    "</script>"
)


class RedirectListener:
    """Listens at a redirect URI for what bears our `state`. Use as an async context manager, then `await answer()`.

    Whoever calls with another state gets an error page, and the wait goes on: any page of the browser may call here.
    """

    def __init__(self, redirect_uri: str, state: str) -> None:
        """Raises `InsecureAddress` where the URI is not http on loopback with a port."""
        try:
            url = httpx.URL(redirect_uri)
        except httpx.InvalidURL:
            url = httpx.URL("")
        if url.scheme != "http" or not is_loopback(url.host) or not url.port:
            raise InsecureAddress(
                "The redirect address must be on this computer, as in http://127.0.0.1:47823/callback."
            )
        self._host, self._port, self._path = url.host, url.port, url.path
        self._state = state.encode()
        self._answer: asyncio.Future[Mapping[str, str]] = asyncio.get_running_loop().create_future()
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[bytes]] = set()

    async def __aenter__(self) -> RedirectListener:
        """Start to listen. Raises `SignInFailed` where the port is taken."""
        # A browser may resolve "localhost" to either loopback address.
        hosts = ["127.0.0.1", "::1"] if self._host == "localhost" else [self._host]
        try:
            self._server = await asyncio.start_server(self._serve, hosts, self._port, limit=_LARGEST)
        except OSError:
            try:
                self._server = await asyncio.start_server(self._serve, hosts[0], self._port, limit=_LARGEST)
            except OSError:
                raise SignInFailed(
                    f"Port {self._port}, which the browser is to come back to, is used by another program."
                ) from None
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
            # The page of a finished sign-in is still on its way; connections that idle are not waited for.
            if self._connections:
                await asyncio.wait(self._connections, timeout=1)
            for task in self._connections:
                task.cancel()
            await self._server.wait_closed()

    async def answer(self, seconds: float) -> Mapping[str, str]:
        """The parameters that came back with our `state`.

        Raises `SignInFailed` where nothing comes in time, or consent was refused.
        """
        try:
            async with asyncio.timeout(seconds):
                values = await asyncio.shield(self._answer)
        except TimeoutError:
            raise SignInFailed("The browser did not come back from Harvest in time. Please try again.") from None
        if code := values.get("error"):
            if code == "access_denied":
                raise SignInFailed("You did not allow Gleaner to use Harvest, so nothing was changed.", code=code)
            raise SignInFailed(
                "Harvest could not sign you in. Please check the application's id and redirect.", code=code
            )
        return values

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._respond(reader))
        self._connections.add(task)
        try:
            async with asyncio.timeout(_SECONDS):
                writer.write(await task)
                await writer.drain()
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # not a browser of ours; the sign-in goes on waiting
        finally:
            self._connections.discard(task)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _respond(self, reader: asyncio.StreamReader) -> bytes:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        request, *lines = head.split("\r\n")
        method, target, _ = request.split(" ")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        url = urlsplit(target)
        # Another host name that leads here is somebody else's page reaching for this port.
        if url.path != self._path or headers.get("host", "") not in self._names():
            return _response("404 Not Found", "There is nothing here.")
        if method == "POST":
            length = int(headers.get("content-length", "0"))
            if not 0 < length <= _LARGEST:
                return _response("400 Bad Request", "There is nothing here.")
            return self._take((await reader.readexactly(length)).decode("latin-1"))
        if method != "GET":
            return _response("405 Method Not Allowed", "There is nothing here.")
        if not url.query:
            nonce = secrets.token_urlsafe(12)
            return _response("200 OK", "One moment…", _SCRIPT.format(nonce=nonce, done=_DONE, strange=_STRANGE), nonce)
        return self._take(url.query)

    def _take(self, query: str) -> bytes:
        values = dict(parse_qsl(query, max_num_fields=20))
        if not {"code", "access_token", "error"} & values.keys():
            return _response("400 Bad Request", "There is nothing here.")
        if not secrets.compare_digest(values.get("state", "").encode(errors="replace"), self._state):
            return _response("403 Forbidden", _STRANGE)
        if not self._answer.done():
            self._answer.set_result(values)
        return _response("200 OK", _DONE)

    def _names(self) -> set[str]:
        host = f"[{self._host}]" if ":" in self._host else self._host
        return {f"{host}:{self._port}"}


def _response(status: str, text: str, script: str = "", nonce: str = "") -> bytes:
    body = _PAGE.format(text=text, script=script).encode()
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
    if nonce:
        policy += f"; script-src 'nonce-{nonce}'; connect-src 'self'"
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        f"Content-Security-Policy: {policy}\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
        "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    )
    return head.encode("latin-1") + body
