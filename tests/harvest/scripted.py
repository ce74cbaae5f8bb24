"""A scripted HTTP server on loopback, which can also fail the way networks do, and a clock that only sleeping moves."""

import asyncio
import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlsplit

from desktop.harvest.auth.tokens import PersonalToken
from desktop.harvest.client import Harvest

TOKEN = "1234567.pt.secret-token"


@dataclass(frozen=True)
class Reply:
    """An answer. `body` that is not bytes is sent as JSON; `cut` bytes are missing at its end."""

    body: object = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    cut: int = 0


DROP = "drop"
"""Close the connection after reading the request."""

STALL = "stall"
"""Read the request and never answer."""


@dataclass(frozen=True)
class Seen:
    method: str
    path: str
    query: dict
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def form(self):
        return dict(parse_qsl(self.body.decode()))


class Server:
    """Answers by method and path: each answer once, the last one for ever. A callable gets the request."""

    def __init__(self):
        self.seen: list[Seen] = []
        self._script = defaultdict(list)
        self._stalled = asyncio.Event()

    async def start(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.url = self.origin + "/v2"

    async def stop(self):
        self._stalled.set()
        self._server.close()
        await self._server.wait_closed()

    def on(self, route, *answers):
        """`on("GET /company", Reply(...), DROP)`; the path is below /v2 unless it begins with that, /api or /oauth2."""
        method, path = route.split(" ")
        full = path if path.startswith(("/v2/", "/api/", "/oauth2/")) else "/v2" + path
        self._script[method, full].extend(answers)

    def requests(self, method):
        return [request for request in self.seen if request.method == method]

    async def _serve(self, reader, writer):
        try:
            while await self._answer_one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer_one(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        url = urlsplit(target)
        request = Seen(method, url.path, dict(parse_qsl(url.query)), headers, body)
        self.seen.append(request)
        script = self._script.get((method, url.path))
        answer = (script.pop(0) if len(script) > 1 else script[0]) if script else Reply({"message": "no script"}, 404)
        if callable(answer):
            answer = answer(request)
            if asyncio.iscoroutine(answer):
                answer = await answer
        if answer == DROP:
            return False
        if answer == STALL:
            await self._stalled.wait()
            return False
        content = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        fields = {"Content-Type": "application/json", "Content-Length": len(content), **answer.headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        writer.write(f"HTTP/1.1 {answer.status} X\r\n{lines}\r\n".encode() + content[: len(content) - answer.cut])
        await writer.drain()
        return not answer.cut


class FakeTime:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def clock(self):
        return self.now

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def demo_client(demo, patience, **changes):
    """A client of a running demo account."""
    token = changes.get("token", demo.address.token)
    return Harvest(
        base_url=demo.address.url,
        account_id=changes.get("account_id", demo.address.account_id),
        token=PersonalToken(token),
        patience=replace(patience, read=5.0, whole=10.0),
    )
