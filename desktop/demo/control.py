"""`/_demo`: what a test in another process needs to steer the account and look inside. No part of Harvest.

| request | does |
| --- | --- |
| `GET /_demo/state` | the clock, the people with their tokens and roles, counts of rows |
| `GET /_demo/outbox` | e-mails that would have been sent |
| `POST /_demo/reset` | everything anew |
| `POST /_demo/clock` `{"now": ISO}` or `{"advance_seconds": N}` | set the clock |
| `GET`, `POST`, `DELETE /_demo/faults` | what has struck; plan one fault or a list (`seed` reseeds); forget all |
| `PATCH /_demo/switches` | change switches by name |
| `PATCH /_demo/company` | change account settings, also those that Harvest's API does not show |
| `POST /_demo/roles` `{"user_id": N, "access_roles": [...]}` | give a person other roles |
| `POST /_demo/approve` `{"user_id": N, "from": day, "to": day}` | approve time |
| `POST /_demo/revoke` `{"token": "..."}` | make a token worthless |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desktop.demo.account import DemoAccount
from desktop.demo.faults import Fault
from desktop.demo.records import TABLES, Mail, User
from desktop.demo.responses import json_response
from desktop.demo.store import instant_text
from desktop.demo.switches import Switches

Action = Callable[[Any], Any]


def routes(account: DemoAccount) -> list[Route]:
    """The control paths of one account."""

    def route(method: str, path: str, action: Action) -> Route:
        async def answer(request: Request) -> Response:
            sent = await request.json() if await request.body() else {}
            try:
                return json_response(action(sent))
            except (KeyError, TypeError, ValueError) as error:
                return json_response({"message": str(error)}, 422)

        return Route(f"/_demo/{path}", answer, methods=[method])

    return [
        route("GET", "state", lambda _: _state(account)),
        route("GET", "outbox", lambda _: [_mail(mail) for mail in account.outbox()]),
        route("POST", "reset", lambda _: account.reset()),
        route("POST", "clock", lambda sent: _clock(account, sent)),
        route("GET", "faults", lambda _: [asdict(strike) for strike in account.faults.strikes]),
        route("POST", "faults", lambda sent: _plan(account, sent)),
        route("DELETE", "faults", lambda _: account.faults.clear()),
        route("PATCH", "switches", lambda sent: _switch(account, sent)),
        route("PATCH", "company", lambda sent: _configure(account, sent)),
        route(
            "POST",
            "roles",
            lambda sent: account.set_access_roles(int(sent["user_id"]), *sent["access_roles"]).access_roles,
        ),
        route(
            "POST",
            "approve",
            lambda sent: account.approve(
                int(sent["user_id"]), date.fromisoformat(sent["from"]), date.fromisoformat(sent["to"])
            ),
        ),
        route("POST", "revoke", lambda sent: account.revoke(str(sent["token"]))),
    ]


def _state(account: DemoAccount) -> dict[str, Any]:
    with account.store.transaction(write=False):
        people = account.store.select(User, order="id ASC")
        counts = {kind.__name__: account.store.count(kind) for kind in TABLES}
    return {
        "now": instant_text(account.clock.now()),
        "account_id": account.account_id,
        "user_id": account.user.id,
        "people": [
            {"id": one.id, "name": one.name, "access_roles": one.access_roles, "token": account.token_of(one.id)}
            for one in people
        ],
        "counts": counts,
        "switches": asdict(account.switches),
    }


def _mail(mail: Mail) -> dict[str, Any]:
    return {
        "kind": mail.kind,
        "recipients": mail.recipients,
        "subject": mail.subject,
        "body": mail.body,
        "about_id": mail.about_id,
        "sent_at": instant_text(mail.created_at),
    }


def _clock(account: DemoAccount, sent: dict[str, Any]) -> dict[str, str]:
    if "now" in sent:
        account.clock.set(datetime.fromisoformat(sent["now"]))
    if "advance_seconds" in sent:
        account.clock.advance(timedelta(seconds=float(sent["advance_seconds"])))
    return {"now": instant_text(account.clock.now())}


def _plan(account: DemoAccount, sent: Any) -> int:
    faults = sent if isinstance(sent, list) else [sent]
    for one in faults:
        values = dict(one)
        if "seed" in values:
            account.faults.reseed(int(values.pop("seed")))
        if values:
            account.faults.add(Fault(**values))
    return len(faults)


def _switch(account: DemoAccount, sent: dict[str, Any]) -> dict[str, Any]:
    known = {field.name for field in fields(Switches)}
    if unknown := set(sent) - known:
        raise ValueError(f"no such switch: {', '.join(sorted(unknown))}")
    account.switches = replace(account.switches, **sent)
    return asdict(account.switches)


def _configure(account: DemoAccount, sent: dict[str, Any]) -> dict[str, str]:
    values = dict(sent)
    if values.get("locked_before"):
        values["locked_before"] = date.fromisoformat(values["locked_before"])
    return {"name": account.configure(**values).name}
