"""The token of an OAuth2 sign-in, renewed before it ends: once, however many requests meet its end together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from desktop.harvest.auth.identity import Identity
from desktop.harvest.auth.tokens import Application, Grant
from desktop.harvest.errors import HarvestError, NotSignedIn, SignInFailed

MARGIN = 300.0
"""Seconds before its end at which a token is renewed."""


class OAuthToken:
    """A `TokenSource` over a grant. `keep` stores each new one, `latest` looks for one that another process stored."""

    def __init__(
        self,
        identity: Identity,
        application: Application,
        grant: Grant,
        *,
        keep: Callable[[Grant], Awaitable[None]],
        latest: Callable[[], Awaitable[Grant | None]],
    ) -> None:
        self._identity = identity
        self._application = application
        self._grant: Grant | None = grant
        self._keep = keep
        self._latest = latest
        self._renewing: asyncio.Task[None] | None = None

    def __repr__(self) -> str:
        return f"OAuthToken({self._grant!r})"

    async def token(self) -> str:
        """A token that is good for some minutes. Raises `NotSignedIn`, or `Unreachable` where it cannot be renewed."""
        grant = self._grant
        if grant is not None and self._left(grant) < MARGIN and grant.refresh_token:
            try:
                await self._renew(grant)
            except HarvestError:
                # Not renewed this time, but good for a little longer.
                if self._grant is None or self._left(self._grant) <= 0:
                    raise
        if self._grant is None or self._left(self._grant) <= 0:
            raise NotSignedIn
        return self._grant.access_token

    async def renew(self, rejected: str) -> bool:
        """Harvest refused this token before its time. True where there is another one now."""
        if self._grant is not None and self._grant.access_token == rejected:
            if not self._grant.refresh_token:
                return False
            try:
                await self._renew(self._grant)
            except NotSignedIn:
                return False
        return self._grant is not None and self._grant.access_token != rejected

    def _left(self, grant: Grant) -> float:
        return float("inf") if grant.expires_at is None else grant.expires_at - self._identity.clock()

    async def _renew(self, old: Grant) -> None:
        """Join the renewal that runs, or start one. Survives its callers being cancelled."""
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._fetch(old))
            self._renewing.add_done_callback(self._renewed)
        await asyncio.shield(self._renewing)

    def _renewed(self, task: asyncio.Task[None]) -> None:
        self._renewing = None
        if not task.cancelled():
            task.exception()  # retrieved, though every caller may have gone

    async def _fetch(self, old: Grant) -> None:
        try:
            fresh = await self._identity.refresh(self._application, old.refresh_token)
        except SignInFailed:
            # Refresh tokens may be good for one use only, and the tray and the command line share this one.
            other = await self._latest()
            if other is None or other.access_token == old.access_token or self._left(other) <= 0:
                self._grant = None
                raise NotSignedIn from None
            self._grant = other
            return
        self._grant = fresh
        await self._keep(fresh)
