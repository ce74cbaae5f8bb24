"""The demo account as an ASGI application: over HTTP, or in-process through `httpx.ASGITransport`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desktop.demo import identity
from desktop.demo.account import DemoAccount
from desktop.demo.call import Call, Reply
from desktop.demo.errors import InvalidError, RefusalError
from desktop.demo.faulty import FaultyApp
from desktop.demo.gate import PREFIXES, Gate
from desktop.demo.params import read_params
from desktop.demo.ratelimit import RateLimit
from desktop.demo.records import User
from desktop.demo.responses import json_response, missing_page, refusal
from desktop.demo.routes import ALL_ENDPOINTS
from desktop.demo.routes.endpoint import Endpoint
from desktop.demo.rules.permissions import actor_of

Answer = Callable[[Request], Awaitable[Response]]


def create_app(account: DemoAccount, *, rate_limited: bool = False, controls: bool = False) -> Starlette:
    """The API on `/v2` and `/api/v2`, and the identity host's paths beside it.

    `rate_limited` counts requests as Harvest does; `controls` adds `/_demo`, where tests plan faults and look inside.
    """
    routes = [
        Route(prefix + endpoint.path, _route(account, endpoint), methods=[endpoint.method])
        for prefix in PREFIXES
        for endpoint in ALL_ENDPOINTS
    ]
    routes += identity.routes(account)
    if controls:
        from desktop.demo import control

        routes += control.routes(account)
    return _application(
        account,
        routes,
        Middleware(Gate, account=account, limit=RateLimit() if rate_limited else None),
    )


def create_identity_app(account: DemoAccount) -> Starlette:
    """The identity host alone: sign-in, tokens, the list of accounts."""
    return _application(account, identity.routes(account))


def _application(account: DemoAccount, routes: list[Route], *more: Middleware) -> Starlette:
    async def missing(_: Request, __: Exception) -> Response:
        return missing_page()

    return Starlette(
        routes=routes,
        middleware=[Middleware(FaultyApp, account=account), *more],
        exception_handlers={404: missing, 405: missing},
    )


def _route(account: DemoAccount, endpoint: Endpoint) -> Answer:
    async def answer(request: Request) -> Response:
        try:
            params = await read_params(request)
            with account.books(write=endpoint.writes) as books:
                user = books.store.get(User, request.state.user_id)
                call = Call(
                    books,
                    actor_of(books.store, user),
                    params,
                    tuple(int(value) for value in request.path_params.values()),
                    f"{request.url.scheme}://{request.url.netloc}/v2",
                )
                reply = endpoint.handler(call)
        except RefusalError as error:
            return refusal(account.switches, error)
        except (OverflowError, UnicodeEncodeError):
            # Numbers beyond 64 bits, days at the end of time, halves of surrogate pairs.
            return refusal(account.switches, InvalidError("Invalid value provided"))
        return _respond(account, reply)

    return answer


def _respond(account: DemoAccount, reply: Reply) -> Response:
    if reply.body is None:
        return Response(account.switches.delete_body, reply.status, media_type="application/json; charset=utf-8")
    return json_response(reply.body, reply.status)
