"""Tokens as values that do not show themselves, and the simplest source of one."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.harvest.errors import NotSignedIn


class PersonalToken:
    """A personal access token: it has no known end, and nothing renews it."""

    def __init__(self, token: str) -> None:
        self._token = token.strip()

    def __repr__(self) -> str:
        return "PersonalToken(…)"

    async def token(self) -> str:
        """The token. Raises `NotSignedIn` where it is empty."""
        if not self._token:
            raise NotSignedIn
        return self._token

    async def renew(self, rejected: str) -> bool:
        """Never: a new one must be made by hand."""
        return False


@dataclass(frozen=True, slots=True)
class Application:
    """The user's own OAuth2 application, as registered on Harvest's developers page.

    Without a `client_secret` the implicit flow is used, whose token ends without a way to renew it. The redirect URI
    must be the registered one, on loopback and with its port.
    """

    client_id: str
    client_secret: str = field(default="", repr=False)
    redirect_uri: str = "http://127.0.0.1:47823/callback"


@dataclass(frozen=True, slots=True)
class Grant:
    """What signing in gave. `expires_at` is in seconds since the epoch, None where the end is not known."""

    access_token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    expires_at: float | None = None
    scope: str = ""
