"""Harvest's identity service (`id.getharvest.com`): the token endpoint, and which accounts a token reaches."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from math import isfinite
from typing import Any

import httpx

from desktop import __version__
from desktop.harvest import answers
from desktop.harvest.address import Address
from desktop.harvest.auth.tokens import Application, Grant
from desktop.harvest.errors import HarvestError, Refused, SignInFailed, Throttled, Unclear, Unreachable
from desktop.harvest.models.base import Answer
from desktop.harvest.places import ID_URL
from desktop.harvest.receiving import ENCODINGS, receive

_SECONDS = 20.0


class Account(Answer):
    """An account that a token reaches. `product` is `harvest` or `forecast`."""

    id: int
    name: str = ""
    product: str = ""


class Person(Answer):
    """Who signed in. `id` is that of Harvest ID, not the one inside an account."""

    id: int = 0
    first_name: str = ""
    last_name: str = ""
    email: str = ""


class Reach(Answer):
    """Who a token belongs to, and the accounts that it reaches."""

    user: Person = Person()
    accounts: tuple[Account, ...] = ()

    @property
    def harvest(self) -> tuple[Account, ...]:
        """The accounts of the product Harvest; Forecast is another one."""
        return tuple(account for account in self.accounts if account.product == "harvest")


class Identity:
    """Calls to the identity service. `clock` gives seconds since the epoch."""

    def __init__(
        self,
        url: str = ID_URL,
        *,
        user_agent: str = f"Gleaner/{__version__} (https://gleaner.example)",
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._address = Address.parse(url)
        self._user_agent = user_agent
        self._transport = transport
        self.clock = clock

    @property
    def developers_page(self) -> str:
        """Where a person makes and revokes tokens."""
        return str(self._address.at("/developers"))

    def authorize_url(self, application: Application, state: str) -> str:
        """Where the browser goes to ask for consent: a code where there is a secret to redeem it with, else a token."""
        params = {
            "client_id": application.client_id,
            "redirect_uri": application.redirect_uri,
            "response_type": "code" if application.client_secret else "token",
            "state": state,
        }
        return str(self._address.at("/oauth2/authorize").copy_merge_params(params))

    async def accounts(self, token: str) -> Reach:
        """Who and what the token reaches. Raises `NotSignedIn` for a bad token, `Unreachable`, `Unclear`."""
        headers = {"Authorization": f"Bearer {token}"}
        return answers.read(Reach, await self._call("GET", "/api/v2/accounts", secret=token, headers=headers))

    async def redeem(self, application: Application, code: str) -> Grant:
        """A grant for the code of a redirect. Raises `SignInFailed` where Harvest declines it."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": application.redirect_uri}
        return await self._grant(application, form)

    async def refresh(self, application: Application, refresh_token: str) -> Grant:
        """A fresh grant; the refresh token in it replaces the old one. Raises `SignInFailed` where Harvest declines it.

        Faults of the network are all `Unreachable` here: whatever was to be done with the token has not been sent.
        """
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        try:
            grant = await self._grant(application, form)
        except (Throttled, Unclear) as error:
            raise Unreachable(f"The sign-in to Harvest could not be renewed. {error}") from None
        return grant if grant.refresh_token else Grant(grant.access_token, refresh_token, grant.expires_at, grant.scope)

    async def _grant(self, application: Application, form: dict[str, str]) -> Grant:
        form = {**form, "client_id": application.client_id, "client_secret": application.client_secret}
        try:
            body = await self._call("POST", "/api/v2/oauth2/token", secret=application.client_secret, data=form)
        except (Throttled, Unreachable, Unclear):
            raise
        except HarvestError as error:
            code = "invalid_grant" if isinstance(error, Refused) else ""
            raise SignInFailed("Harvest did not accept the sign-in. Please sign in again.", code=code) from None
        return read_grant(body, self.clock())

    async def _call(self, method: str, path: str, *, secret: str, **content: Any) -> Any:
        headers = {
            "User-Agent": self._user_agent,
            "Accept": "application/json",
            "Accept-Encoding": ENCODINGS,
            **content.pop("headers", {}),
        }
        try:
            async with (
                asyncio.timeout(_SECONDS),
                httpx.AsyncClient(
                    transport=self._transport, follow_redirects=False, trust_env=not self._address.is_loopback
                ) as http,
            ):
                response = await receive(http, method, self._address.at(path), headers=headers, **content)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError):
            raise Unreachable("Harvest's sign-in service cannot be reached.") from None
        except (httpx.HTTPError, TimeoutError):
            raise Unclear("Harvest's sign-in service gave no clear answer.") from None
        if not response.is_success:
            raise answers.error_for(response, secret)
        return answers.parse(response.content)


def read_grant(values: object, now: float) -> Grant:
    """A grant out of the token endpoint's JSON or a redirect's parameters. Raises `SignInFailed` without a token."""
    values = values if isinstance(values, dict) else {}
    token = values.get("access_token")
    if not isinstance(token, str) or not token or not (token.isascii() and token.isprintable()):
        raise SignInFailed("Harvest's answer holds no sign-in.")
    refresh = values.get("refresh_token")
    scope = values.get("scope")
    return Grant(
        access_token=token,
        refresh_token=refresh if isinstance(refresh, str) else "",
        expires_at=_expiry(values.get("expires_in"), now),
        scope=scope if isinstance(scope, str) else "",
    )


def _expiry(seconds: object, now: float) -> float | None:
    try:
        value = float(str(seconds))
    except ValueError:
        return None
    return now + value if isfinite(value) and value >= 0 else None
