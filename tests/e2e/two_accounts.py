"""One sign-in that reaches two Harvest accounts: two demo accounts behind one address, told apart by their number."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from desktop.demo.account import ACCOUNT_ID, DemoAccount
from desktop.demo.app import create_app
from desktop.demo.records import Token

SECOND_ID = ACCOUNT_ID + 1
_SECOND_FILE = Path(__file__).parents[1] / "data" / "second_account.json"
_HEADER = b"harvest-account-id"


@dataclass(frozen=True)
class TwoAccounts:
    """`env` leads Gleaner there; `token` is of one person in both."""

    first: DemoAccount
    second: DemoAccount
    env: dict[str, str]
    token: str

    def stored(self) -> tuple[list[float], list[float]]:
        """The hours of what was logged in each."""
        first, second = ([float(entry.hours) for entry in one.entries()] for one in (self.first, self.second))
        return first, second


class _Door:
    """Both accounts as one application; each believes that its number is the only one."""

    def __init__(self, first: DemoAccount, second: DemoAccount) -> None:
        self._apps = {str(ACCOUNT_ID): create_app(first), str(SECOND_ID): create_app(second)}
        self._names = {ACCOUNT_ID: first.company.name, SECOND_ID: second.company.name}
        self._user = first.user

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        number = headers.get(_HEADER, b"").decode()
        if scope["path"] == "/api/v2/accounts":
            accounts = [{"id": key, "name": name, "product": "harvest"} for key, name in self._names.items()]
            user = {"id": self._user.id, "first_name": "Robin", "last_name": "Ellis", "email": "robin@example.com"}
            await JSONResponse({"user": user, "accounts": accounts})(scope, receive, send)
            return
        own = [(name, str(ACCOUNT_ID).encode() if name == _HEADER else value) for name, value in scope["headers"]]
        await self._apps.get(number, self._apps[str(ACCOUNT_ID)])({**scope, "headers": own}, receive, send)


@contextmanager
def two_accounts() -> Iterator[TwoAccounts]:
    """Served on loopback until the block ends."""
    first, second = DemoAccount.open(), DemoAccount.open(_SECOND_FILE)
    with second.store.transaction():
        second.store.save(Token(value=first.token, kind="personal", user_id=second.user.id))
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        config = uvicorn.Config(_Door(first, second), lifespan="off", log_config=None, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: server.run([bound]), daemon=True)
        thread.start()
        origin = f"http://127.0.0.1:{bound.getsockname()[1]}"
        env = {"GLEANER_HARVEST_URL": f"{origin}/v2", "GLEANER_ID_URL": origin}
        try:
            yield TwoAccounts(first, second, env, first.token)
        finally:
            server.should_exit = True
            thread.join()
    first.close()
    second.close()
