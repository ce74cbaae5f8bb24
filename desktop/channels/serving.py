"""`gleaner serve`: the web chat (and the door for messages) on an address, with https wherever it is not this machine.

The first line on standard output is JSON: `{"url": "http://127.0.0.1:8765", "sign_in_url": "…/sign-in#…"}`.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import signal
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from desktop.agent.journal import JournalError
from desktop.app.services import Services, another_conversation
from desktop.channels.door import Door
from desktop.channels.messages import CannotServe, open_messages
from desktop.channels.web import Limits, Places, WebChat
from desktop.harvest.errors import HarvestError

SETTLE_EVERY: Final = 20.0
"""Seconds between looks at what is confirmed but not settled."""
_HTTPS_ONLY: Final = (
    "Beyond this machine Gleaner is served over https only. Give a certificate and its key with --cert and --key, or "
    "leave --host away and put a tunnel or a proxy that speaks https in front."
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Where:
    """The address to serve at. Port 0 is a free one; `cert` and `key` are PEM files, both or none."""

    host: str = "127.0.0.1"
    port: int = 0
    cert: Path | None = None
    key: Path | None = None


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the page is, and the link that signs one browser in."""

    url: str
    sign_in_url: str


async def serve(services: Services, where: Where, tell: Callable[[Addresses], None]) -> None:
    """Serve until SIGTERM or SIGINT; `tell` is called once it can be reached. Raises CannotServe."""
    async with listening(services, where) as (server, addresses):
        with _ending(server):
            tell(addresses)
            await server.ended.wait()


@asynccontextmanager
async def listening(
    services: Services, where: Where, limits: Limits | None = None
) -> AsyncIterator[tuple[Server, Addresses]]:
    """A server that answers as long as the block lasts. Raises CannotServe."""
    with contextlib.closing(_listen(where)) as bound:
        chosen = services.settings.messages.url.rstrip("/")
        url = _url(where, bound, chosen)
        door = Door()
        web = WebChat(
            _places(url, where, bound, chosen), door, lambda tell: another_conversation(services, tell), limits
        )
        messages = await open_messages(services)
        app = web.app(*([messages.route] if messages else []))
        server = Server(_config(app, where))
        serving = asyncio.create_task(server.run_on(bound))
        settling = asyncio.create_task(_keep_settling(services))
        try:
            yield server, Addresses(url, f"{url}/sign-in#{door.link()}")
        finally:
            server.end()
            settling.cancel()
            await asyncio.wait([serving, settling])
            await web.sessions.aclose()
            if messages:
                await messages.aclose()


class Server(uvicorn.Server):
    """uvicorn's server on our loop, which leaves the signals to whoever runs it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ended = asyncio.Event()

    async def run_on(self, bound: socket.socket) -> None:
        """Serve until told to end."""
        try:
            await self._serve([bound])
        finally:
            self.ended.set()

    def end(self) -> None:
        """End soon, and let answers that are under way be sent."""
        self.should_exit = True


async def _keep_settling(services: Services) -> None:
    """What waits is sent, and what is unclear is looked up, as in the tray: whichever of both is there does it."""
    while True:
        await asyncio.sleep(SETTLE_EVERY)
        try:
            if await services.committer.pending_count():
                await services.committer.settle_pending()
        except (HarvestError, JournalError) as problem:
            log.info("What waits is settled later: %s", problem)
        except Exception:  # the last net: what waits must not wait for a restart
            log.exception("Settling failed")


@contextmanager
def _ending(server: Server) -> Iterator[None]:
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, lambda *_: server.end()) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _listen(where: Where) -> socket.socket:
    if bool(where.cert) != bool(where.key):
        raise CannotServe("A certificate and its key belong together: give both --cert and --key.")
    try:
        found = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as problem:
        raise CannotServe(f"“{where.host}” is no address of this machine ({problem}).") from None
    is_loopback = all(ipaddress.ip_address(str(one[4][0]).partition("%")[0]).is_loopback for one in found)
    if not is_loopback and where.cert is None:
        raise CannotServe(_HTTPS_ONLY)
    family, _, _, _, address = found[0]
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        bound.listen(128)
    except OSError as problem:
        bound.close()
        raise CannotServe(f"Gleaner cannot listen at {where.host}, port {where.port}: {problem.strerror}.") from None
    bound.setblocking(False)
    return bound


def _config(app: ASGIApp, where: Where) -> uvicorn.Config:
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        # An address that a header claims is not believed.
        proxy_headers=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        limit_concurrency=64,
        h11_max_incomplete_event_size=16 * 1024,
        ssl_certfile=where.cert,
        ssl_keyfile=where.key,
    )
    try:
        config.load()
    except (OSError, ssl.SSLError) as problem:
        raise CannotServe(f"The certificate in {where.cert} and its key cannot be used: {problem}.") from None
    return config


def _url(where: Where, bound: socket.socket, chosen: str) -> str:
    """The address to open: the one that was set where this machine answers at all of its addresses."""
    host, port = where.host, bound.getsockname()[1]
    scheme = "https" if where.cert else "http"
    with contextlib.suppress(ValueError):
        number = ipaddress.ip_address(host)
        if number.is_unspecified:
            return chosen or f"{scheme}://{socket.gethostname()}:{port}"
        host = f"[{number}]" if number.version == 6 else host
    return f"{scheme}://{host}:{port}"


def _places(url: str, where: Where, bound: socket.socket, chosen: str) -> Places:
    scheme, port = "https" if where.cert else "http", bound.getsockname()[1]
    ours = {url, *(f"{scheme}://{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]"))}
    usual = ":443" if scheme == "https" else ":80"
    ours |= {origin.removesuffix(usual) for origin in ours}  # a browser leaves it away
    return Places(frozenset(filter(None, {*ours, chosen})))
