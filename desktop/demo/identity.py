"""The identity host: consent page, tokens, and the list of accounts a token reaches.

The one registered application is `demo-client` with the secret `demo-secret`; its redirect address is any loopback one.
"""

from __future__ import annotations

import html
import secrets
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from desktop.demo.account import FORECAST_ACCOUNT_ID, DemoAccount
from desktop.demo.errors import RefusalError
from desktop.demo.gate import bearer_token, find_token
from desktop.demo.params import Params, read_params
from desktop.demo.records import Company, Token, User
from desktop.demo.responses import json_response, refusal, unauthorized

CLIENT_ID = "demo-client"
CLIENT_SECRET = "demo-secret"  # noqa: S105 - opens nothing but the demo
REGISTERED_REDIRECTS = ("http://127.0.0.1", "http://localhost")
TOKEN_SECONDS = 1_209_600
_CODE_LIFE = timedelta(minutes=10)


def routes(account: DemoAccount) -> list[Route]:
    """The paths of `id.getharvest.com`."""

    async def authorize(request: Request) -> Response:
        return _authorize(account, request)

    async def decide(request: Request) -> Response:
        return _decide(account, request, allowed=request.query_params.get("decision") == "allow")

    async def token(request: Request) -> Response:
        try:
            params = await read_params(request)
            with account.store.transaction():
                return _grant(account, params)
        except RefusalError as error:
            return refusal(account.switches, error)

    async def accounts(request: Request) -> Response:
        return _accounts(account, request)

    return [
        Route("/oauth2/authorize", authorize),
        Route("/oauth2/decision", decide),
        Route("/api/v2/oauth2/token", token, methods=["POST"]),
        Route("/api/v1/oauth2/token", token, methods=["POST"]),
        Route("/api/v2/accounts", accounts),
    ]


def _authorize(account: DemoAccount, request: Request) -> Response:
    query = request.query_params
    if query.get("client_id") != CLIENT_ID:
        return HTMLResponse("<h1>Unknown application</h1>", 400)
    if query.get("response_type") not in ("code", "token"):
        return HTMLResponse("<h1>Unsupported response type</h1>", 400)
    if not query.get("redirect_uri", REGISTERED_REDIRECTS[0]).startswith(REGISTERED_REDIRECTS):
        return HTMLResponse("<h1>The redirect address is not the registered one</h1>", 400)
    if account.switches.consent != "ask":
        return _decide(account, request, allowed=account.switches.consent == "allow")
    link = html.escape(f"/oauth2/decision?{urlencode(list(query.multi_items()))}&decision=")
    return HTMLResponse(
        "<!DOCTYPE html><html><head><title>Authorize Gleaner Demo</title></head><body>"
        f"<h1>Allow this application to use {html.escape(account.company.name)}?</h1>"
        f'<p><a id="allow" href="{link}allow">Authorize App</a> <a id="deny" href="{link}deny">Deny</a></p>'
        "</body></html>"
    )


def _decide(account: DemoAccount, request: Request, *, allowed: bool) -> Response:
    query = request.query_params
    redirect = query.get("redirect_uri", REGISTERED_REDIRECTS[0] + "/")
    if query.get("client_id") != CLIENT_ID or not redirect.startswith(REGISTERED_REDIRECTS):
        return HTMLResponse("<h1>Unknown application</h1>", 400)
    state = {"state": query["state"]} if "state" in query else {}
    if not allowed:
        return _redirect(redirect, {"error": "access_denied", **state})
    scope = f"harvest:{account.account_id}"
    if query.get("response_type") == "token":
        with account.store.transaction():
            token = _issue(account, "access", account.user.id, scope)
        reply = {
            "access_token": token.value,
            "token_type": "bearer",
            "expires_in": str(TOKEN_SECONDS - 1),
            "scope": scope,
            **state,
        }
        return _redirect(redirect, reply, fragment=account.switches.implicit_redirect == "fragment")
    with account.store.transaction():
        code = _issue(account, "code", account.user.id, scope)
    return _redirect(redirect, {"code": code.value, "scope": scope, **state})


def _redirect(address: str, values: dict[str, str], *, fragment: bool = False) -> Response:
    parts = urlsplit(address)
    if fragment:
        return RedirectResponse(urlunsplit(parts._replace(fragment=urlencode(values, quote_via=quote))), 302)
    query = urlencode([*parse_qsl(parts.query), *values.items()], quote_via=quote)
    return RedirectResponse(urlunsplit(parts._replace(query=query)), 302)


def _grant(account: DemoAccount, params: Params) -> Response:
    """The token endpoint. Inside a transaction."""
    if params.text("client_id") != CLIENT_ID or params.text("client_secret") != CLIENT_SECRET:
        return _failure("invalid_client", "Client authentication failed.", 401)
    if params.text("grant_type") == "authorization_code":
        code = _usable(account, "code", params.text("code"))
        if code is None:
            return _failure("invalid_grant", "The authorization code is invalid, expired or used.")
        account.store.save(replace(code, is_revoked=True))
        return _tokens(account, code.user_id, code.scope)
    if params.text("grant_type") == "refresh_token":
        refresh = _usable(account, "refresh", params.text("refresh_token"))
        if refresh is None:
            return _failure("invalid_grant", "The refresh token is invalid, expired or revoked.")
        if account.switches.refresh == "reuse":
            return _tokens(account, refresh.user_id, refresh.scope, keep=refresh)
        if account.switches.refresh == "rotate":
            account.store.save(replace(refresh, is_revoked=True))
        return _tokens(account, refresh.user_id, refresh.scope)
    return _failure("unsupported_grant_type", "The authorization grant type is not supported.")


def _usable(account: DemoAccount, kind: str, value: str | None) -> Token | None:
    token = account.store.first(Token, "value = ? AND kind = ? AND NOT is_revoked", (value or "", kind))
    if token is None or (token.expires_at is not None and token.expires_at <= account.now()):
        return None
    return token


def _tokens(account: DemoAccount, user_id: int, scope: str, keep: Token | None = None) -> Response:
    access = _issue(account, "access", user_id, scope)
    refresh = keep or _issue(account, "refresh", user_id, scope)
    return json_response(
        {
            "access_token": access.value,
            "refresh_token": refresh.value,
            "token_type": "bearer",
            "expires_in": TOKEN_SECONDS,
        }
    )


def _issue(account: DemoAccount, kind: str, user_id: int, scope: str) -> Token:
    now = account.now()
    life = {"access": timedelta(seconds=TOKEN_SECONDS), "code": _CODE_LIFE}.get(kind)
    marks = {"access": "at", "refresh": "rt", "code": "ac"}
    harvest_id = account.store.get(User, user_id).harvest_id
    return account.store.save(
        Token(
            value=f"{harvest_id}.{marks[kind]}.{secrets.token_urlsafe(32)}",
            kind=kind,
            user_id=user_id,
            scope=scope,
            client=CLIENT_ID,
            expires_at=None if life is None else now + life,
            created_at=now,
            updated_at=now,
        )
    )


def _failure(error: str, description: str, status: int = 400) -> Response:
    return json_response({"error": error, "error_description": description}, status)


def _accounts(account: DemoAccount, request: Request) -> Response:
    if not request.headers.get("user-agent", "").strip():
        return refusal(
            account.switches, RefusalError(400, "A User-Agent header with your application's name is required")
        )
    token = find_token(account, bearer_token(request))
    if token is None:
        return unauthorized()
    with account.store.transaction(write=False):
        user = account.store.get(User, token.user_id)
        name = account.store.get(Company, 1).name
    reachable = [{"id": account.account_id, "name": name, "product": "harvest"}]
    if "all" in token.scope.split():
        reachable.append({"id": FORECAST_ACCOUNT_ID, "name": name, "product": "forecast"})
    return json_response(
        {
            "user": {
                "id": user.harvest_id,
                "first_name": user.first_name,
                "last_name": user.last_name,
                "email": user.email,
            },
            "accounts": reachable,
        }
    )
