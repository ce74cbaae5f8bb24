"""Signing in through the system's browser: OAuth2's authorisation code flow, or the implicit one without a secret."""

from __future__ import annotations

import asyncio
import secrets
import webbrowser
from collections.abc import Callable

from desktop.harvest.auth.identity import Identity, read_grant
from desktop.harvest.auth.listener import RedirectListener
from desktop.harvest.auth.tokens import Application, Grant
from desktop.harvest.errors import SignInFailed

OpenBrowser = Callable[[str], bool]
"""Opens an address in the person's browser; False where none could be opened. May block."""


async def sign_in(
    identity: Identity,
    application: Application,
    *,
    open_browser: OpenBrowser = webbrowser.open,
    seconds: float = 300.0,
) -> Grant:
    """Ask for consent and bring the grant home. Raises `SignInFailed`, `InsecureAddress`, `Unreachable`, `Unclear`."""
    state = secrets.token_urlsafe(32)
    async with RedirectListener(application.redirect_uri, state) as listener:
        if not await asyncio.to_thread(open_browser, identity.authorize_url(application, state)):
            raise SignInFailed("No browser could be opened to sign in with.")
        values = await listener.answer(seconds)
    if not application.client_secret:
        return read_grant(dict(values), identity.clock())
    if not (code := values.get("code")):
        raise SignInFailed("Harvest's answer holds no sign-in.")
    return await identity.redeem(application, code)
