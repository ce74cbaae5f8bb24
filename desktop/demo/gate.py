"""The checks before any route, in Harvest's order: User-Agent (400), token and account (401), rate limit (429)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from desktop.demo.account import DemoAccount
from desktop.demo.errors import ForbiddenError, NotFoundError, RefusalError
from desktop.demo.ratelimit import RateLimit
from desktop.demo.records import Token, User
from desktop.demo.responses import refusal, unauthorized

PREFIXES = ("/v2", "/api/v2")
# The identity host's paths, where both hosts are one application.
IDENTITY_PATHS = ("/api/v2/accounts", "/api/v2/oauth2/", "/api/v1/oauth2/", "/oauth2/")


class Gate:
    """ASGI middleware; lets through requests with `user_id` in their state."""

    def __init__(self, app: ASGIApp, account: DemoAccount, limit: RateLimit | None) -> None:
        self._app = app
        self._account = account
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request, or refuse it."""
        if scope["type"] != "http" or not is_api_path(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._check(request)
        if answer is not None:
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _check(self, request: Request) -> Response | None:
        switches = self._account.switches
        if not request.headers.get("user-agent", "").strip():
            return refusal(switches, RefusalError(400, "A User-Agent header with your application's name is required"))
        value = bearer_token(request)
        token = find_token(self._account, value)
        if token is None or not _covers(token.scope, self._account.account_id):
            return unauthorized()
        number = request.headers.get("harvest-account-id") or request.query_params.get("account_id")
        if not number and switches.missing_account_header != "unauthorized":
            missing = ForbiddenError() if switches.missing_account_header == "forbidden" else NotFoundError()
            return refusal(switches, missing)
        if number != str(self._account.account_id):
            return unauthorized()
        if self._limit is not None:
            wait = self._limit.wait(value, report="/reports/" in request.url.path, now=self._account.clock.now())
            if wait:
                return refusal(switches, RefusalError(429, "Rate limit exceeded"), {"Retry-After": str(wait)})
        request.scope.setdefault("state", {})["user_id"] = token.user_id
        return None


def is_api_path(path: str) -> bool:
    """Whether a path belongs to the API rather than to the identity host or the controls."""
    if any(path.startswith(prefix) for prefix in IDENTITY_PATHS):
        return False
    return any(path == prefix or path.startswith(prefix + "/") for prefix in PREFIXES)


def bearer_token(request: Request) -> str:
    """The token of the header, or of the query string; empty where there is none."""
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    return request.query_params.get("access_token", "")


def find_token(account: DemoAccount, value: str) -> Token | None:
    """The token, if it is known, neither revoked nor expired, and its person not archived."""
    if not value:
        return None
    with account.store.transaction(write=False):
        token = account.store.first(Token, "value = ? AND kind IN ('personal', 'access')", [value])
        if token is None or token.is_revoked:
            return None
        if token.expires_at is not None and token.expires_at <= account.now():
            return None
        user = account.store.find(User, token.user_id)
    return token if user is not None and user.is_active else None


def _covers(scope: str, account_id: int) -> bool:
    return bool({"all", "harvest:all", f"harvest:{account_id}"} & set(scope.split()))
