"""The demo account as a server on loopback: `gleaner demo-server`, and a context manager for tests."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TextIO

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from desktop.demo.account import DemoAccount, Size
from desktop.demo.account_file import read_account_file
from desktop.demo.app import create_app, create_identity_app
from desktop.demo.clock import DemoClock
from desktop.demo.switches import Switches
from desktop.demo.zones import zone_of

HOST = "127.0.0.1"
_TICK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Address:
    """Where a running demo account is, and how to sign in to it. `url` ends in `/v2`, `id_url` in a port."""

    url: str
    id_url: str
    token: str
    account_id: int

    @property
    def origin(self) -> str:
        """The server's address without a path; the controls are below it at `/_demo`."""
        return self.url.removesuffix("/v2")

    @property
    def headers(self) -> dict[str, str]:
        """What every request to the API needs."""
        return {
            "Authorization": f"Bearer {self.token}",
            "Harvest-Account-Id": str(self.account_id),
            "User-Agent": "Gleaner tests (tests@example.com)",
        }

    def as_json(self) -> str:
        """One line of JSON."""
        return json.dumps({"url": self.url, "id_url": self.id_url, "token": self.token, "account_id": self.account_id})


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A demo account being served: its address, and the account itself to look into."""

    address: Address
    account: DemoAccount


class _DroppableProtocol(H11Protocol):
    """uvicorn's protocol, with the transport in each request's state so that a fault can close the connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class _Server(uvicorn.Server):
    """uvicorn's server, which ends at once when told to instead of at its next tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = asyncio.Event()

    def end(self) -> None:
        """End soon; safe from any thread and from signal handlers."""
        self.should_exit = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ended.set)

    async def main_loop(self) -> None:
        """Tick until told to end."""
        self._loop = asyncio.get_running_loop()
        counter = 0
        while not await self.on_tick(counter):
            counter += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), _TICK_SECONDS)


class _Servers:
    """The API and the identity host on two ports of one event loop."""

    def __init__(self, account: DemoAccount, port: int, *, rate_limited: bool, controls: bool) -> None:
        self._sockets = [_listen(port), _listen(0)]
        apps = [create_app(account, rate_limited=rate_limited, controls=controls), create_identity_app(account)]
        self._servers = [_Server(_config(app)) for app in apps]
        api, identity = (bound.getsockname()[1] for bound in self._sockets)
        self.address = Address(
            f"http://{HOST}:{api}/v2", f"http://{HOST}:{identity}", account.token, account.account_id
        )

    async def run(self) -> None:
        """Serve until `stop()`."""
        # uvicorn's own `serve` would take over the signal handlers, which belong to whoever runs us.
        await asyncio.gather(
            *(server._serve([bound]) for server, bound in zip(self._servers, self._sockets, strict=True))  # noqa: SLF001
        )

    def stop(self) -> None:
        """End soon; safe from any thread and from signal handlers."""
        for server in self._servers:
            server.end()


def serve(
    port: int = 0,
    account_file: Path | None = None,
    now: datetime | None = None,
    home: Path | None = None,
    *,
    size: Size = "small",
    rate_limited: bool = True,
    controls: bool = True,
    out: TextIO | None = None,
) -> int:
    """Serve until SIGTERM or SIGINT; the first line on `out` says where. Returns 0.

    Without a zone, `now` is the local time of the account's user. Raises OSError for a port that is taken and for an
    account file that cannot be read, ValueError for one that is no account.
    """
    account = DemoAccount.open(account_file, home=home, clock=clock_for(now, account_file), size=size)
    servers = _Servers(account, port, rate_limited=rate_limited, controls=controls)

    def end(_: int, __: FrameType | None) -> None:
        servers.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    print(servers.address.as_json(), file=out or sys.stdout, flush=True)
    try:
        asyncio.run(servers.run())
    finally:
        account.close()
    return 0


@contextmanager
def running_server(
    account: DemoAccount | None = None,
    *,
    port: int = 0,
    now: datetime | None = None,
    home: Path | None = None,
    size: Size = "small",
    switches: Switches | None = None,
    rate_limited: bool = False,
    controls: bool = True,
) -> Iterator[RunningServer]:
    """A demo account on real sockets in a background thread, ready when the block begins.

    The account is the given one, or a new one that is closed at the end.
    """
    served = account or DemoAccount.open(home=home, clock=clock_for(now), size=size, switches=switches)
    servers = _Servers(served, port, rate_limited=rate_limited, controls=controls)
    # The sockets listen already: requests that come before the loop runs wait in the backlog.
    thread = threading.Thread(target=lambda: asyncio.run(servers.run()), name="demo-account", daemon=True)
    thread.start()
    try:
        yield RunningServer(servers.address, served)
    finally:
        servers.stop()
        thread.join()
        if account is None:
            served.close()


def clock_for(now: datetime | None, account_file: Path | None = None) -> DemoClock:
    """A clock that starts at `now` (local time of the account's user where it has no zone), or the system's."""
    if now is None:
        return DemoClock()
    if now.tzinfo is None:
        now = now.replace(tzinfo=zone_of(read_account_file(account_file).user.timezone))
    return DemoClock(now)


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_DroppableProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )


def _listen(port: int) -> socket.socket:
    # asyncio turns Nagle's delay off only where the protocol is said to be TCP; with it every answer takes 40 ms.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
    except OSError:
        bound.close()
        raise
    bound.listen(128)
    bound.setblocking(False)
    return bound
