"""Who is signed in: found again at the start, kept in the keyring, taken out at sign-out.

Order: the environment (`HARVEST_ACCESS_TOKEN`, `HARVEST_ACCOUNT_ID`), then the keyring. The keyring holds each secret
as an entry of its own, and one entry without secrets that says which account and how.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, ValidationError

from desktop.harvest.auth.identity import Account, Identity
from desktop.harvest.auth.oauth import OAuthToken
from desktop.harvest.auth.tokens import Application, Grant, PersonalToken
from desktop.harvest.errors import KeyringProblem, KeyringSilent
from desktop.harvest.places import ACCOUNT_VARIABLE, TOKEN_VARIABLE
from desktop.harvest.secrets import Secrets
from desktop.harvest.wire import TokenSource

_DETAILS, _ACCESS, _REFRESH, _CLIENT = "details", "access_token", "refresh_token", "client_secret"


class Origin(StrEnum):
    """How the person signed in."""

    ENVIRONMENT = "environment"
    PERSONAL = "personal"
    OAUTH = "oauth"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account and the source of tokens for it: what `Harvest(account_id=..., token=...)` needs."""

    account_id: str
    account_name: str
    token: TokenSource
    origin: Origin


class _Details(BaseModel):
    """What is kept beside the secrets; nothing in it is one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    account_id: str
    account_name: str = ""
    origin: Origin
    client_id: str = ""
    redirect_uri: str = ""
    expires_at: float | None = None
    scope: str = ""


class Session:
    """Keeps the sign-in. `on_problem` hears of a keyring that would not store a renewed token; work goes on without."""

    def __init__(
        self,
        secrets: Secrets,
        identity: Identity,
        *,
        environ: Mapping[str, str] = os.environ,
        on_problem: Callable[[KeyringProblem], None] | None = None,
    ) -> None:
        self._secrets = secrets
        self._identity = identity
        self._environ = environ
        self._on_problem = on_problem

    async def restore(self) -> SignedIn | None:
        """The sign-in of the environment or of the keyring; None where there is none. Raises `KeyringProblem`."""
        token, account = self._environ.get(TOKEN_VARIABLE, ""), self._environ.get(ACCOUNT_VARIABLE, "")
        if token.strip() and account.strip():
            return SignedIn(account.strip(), "", PersonalToken(token), Origin.ENVIRONMENT)
        details = await self._details()
        access = await self._secrets.get(_ACCESS)
        if details is None or not access:
            return None
        if details.origin is not Origin.OAUTH:
            return SignedIn(details.account_id, details.account_name, PersonalToken(access), details.origin)
        application = Application(
            details.client_id,
            await self._secrets.get(_CLIENT) or "",
            details.redirect_uri or Application("").redirect_uri,
        )
        grant = Grant(access, await self._secrets.get(_REFRESH) or "", details.expires_at, details.scope)
        return self._oauth(details, application, grant)

    async def keep_personal(self, token: str, account: Account) -> SignedIn:
        """Sign in with a personal access token. Raises `KeyringProblem` where it cannot be stored."""
        details = _Details(account_id=str(account.id), account_name=account.name, origin=Origin.PERSONAL)
        await self._secrets.set(_ACCESS, token.strip())
        for name in (_REFRESH, _CLIENT):  # of a sign-in before this one
            await self._secrets.delete(name)
        await self._secrets.set(_DETAILS, details.model_dump_json())
        return SignedIn(details.account_id, details.account_name, PersonalToken(token), Origin.PERSONAL)

    async def keep_grant(self, grant: Grant, application: Application, account: Account) -> SignedIn:
        """Sign in with what the browser brought home. Raises `KeyringProblem` where it cannot be stored."""
        details = _Details(
            account_id=str(account.id),
            account_name=account.name,
            origin=Origin.OAUTH,
            client_id=application.client_id,
            redirect_uri=application.redirect_uri,
        )
        if application.client_secret:
            await self._secrets.set(_CLIENT, application.client_secret)
        await self._store(details, grant)
        return self._oauth(details, application, grant)

    async def change_account(self, account: Account) -> SignedIn | None:
        """Work with another account of what is kept; None where nothing is. Raises `KeyringProblem`."""
        details = await self._details()
        if details is not None:
            changed = details.model_copy(update={"account_id": str(account.id), "account_name": account.name})
            await self._secrets.set(_DETAILS, changed.model_dump_json())
        return await self.restore()

    async def sign_out(self) -> str:
        """Delete all tokens; the sentence says where a person can revoke them. Raises `KeyringProblem`."""
        problem: KeyringProblem | None = None
        for name in (_ACCESS, _REFRESH, _CLIENT, _DETAILS):
            try:
                await self._secrets.delete(name)
            except KeyringProblem as error:
                problem = error
            if isinstance(problem, KeyringSilent):  # it would be waited for once more for each
                break
        if problem is not None:
            raise problem
        left = ""
        if self._environ.get(TOKEN_VARIABLE):
            left = f" {TOKEN_VARIABLE} is still set in the environment and would be used again."
        return (
            "You are signed out, and this computer has forgotten the sign-in. "
            f"To revoke it at Harvest as well, remove it at {self._identity.developers_page}.{left}"
        )

    def _oauth(self, details: _Details, application: Application, grant: Grant) -> SignedIn:
        async def keep(fresh: Grant) -> None:
            try:
                await self._store(details, fresh)
            except KeyringProblem as problem:
                if self._on_problem is not None:
                    self._on_problem(problem)

        source = OAuthToken(self._identity, application, grant, keep=keep, latest=self._latest)
        return SignedIn(details.account_id, details.account_name, source, Origin.OAUTH)

    async def _store(self, details: _Details, grant: Grant) -> None:
        # The refresh token first: the old one may be void already, and everything else can be got with the new one.
        if grant.refresh_token:
            await self._secrets.set(_REFRESH, grant.refresh_token)
        await self._secrets.set(_ACCESS, grant.access_token)
        fresh = details.model_copy(update={"expires_at": grant.expires_at, "scope": grant.scope})
        await self._secrets.set(_DETAILS, fresh.model_dump_json())

    async def _latest(self) -> Grant | None:
        """What the keyring holds now, perhaps stored by another process. None where that cannot be told."""
        try:
            access, refresh = await self._secrets.reread(_ACCESS), await self._secrets.reread(_REFRESH)
            details = _read_details(await self._secrets.reread(_DETAILS))
        except KeyringProblem:
            return None
        if not access or details is None:
            return None
        return Grant(access, refresh or "", details.expires_at, details.scope)

    async def _details(self) -> _Details | None:
        return _read_details(await self._secrets.get(_DETAILS))


def _read_details(text: str | None) -> _Details | None:
    try:
        return _Details.model_validate_json(text) if text else None
    except ValidationError:
        return None
