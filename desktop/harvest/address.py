"""Which addresses a token may be sent to: https, or http on loopback; and never another host than the account's."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

import httpx

from desktop.harvest.errors import InsecureAddress

# Harvest's links name one or the other, whichever was called.
_API_PATHS = ("/v2/", "/api/v2/")
_LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Address:
    """A base URL that was checked, without a slash at its end."""

    url: httpx.URL

    @classmethod
    def parse(cls, text: str) -> Address:
        """Check a base URL. Raises `InsecureAddress` where it is neither https nor loopback, or is more than a path.

        So it does for a port that cannot be: the connection would fail with no error of ours.
        """
        try:
            url = httpx.URL(text.strip())
        except httpx.InvalidURL:
            raise InsecureAddress("The address of Harvest is not a web address.") from None
        if url.scheme not in ("https", "http") or not url.host:
            raise InsecureAddress("The address of Harvest must begin with https://.")
        if url.port is not None and not 0 < url.port <= _LAST_PORT:
            raise InsecureAddress(f"The address of Harvest names port {url.port}, which cannot be.")
        if url.scheme == "http" and not is_loopback(url.host):
            raise InsecureAddress(
                f"Harvest at {url.host} must be called over https: the sign-in would travel unprotected."
            )
        if url.userinfo or url.query or url.fragment:
            raise InsecureAddress("The address of Harvest may hold no name, password or parameters.")
        return cls(url.copy_with(path=url.path.rstrip("/") or "/"))

    @property
    def is_loopback(self) -> bool:
        """Whether it is this very machine."""
        return is_loopback(self.url.host)

    def at(self, path: str) -> httpx.URL:
        """The address of a path below the base; `path` begins with a slash."""
        return self.url.copy_with(path=self.url.path.rstrip("/") + path)

    def follow(self, link: str) -> httpx.URL:
        """An absolute address that Harvest gave us, if it is part of this very API; else raises `InsecureAddress`."""
        try:
            url = self.url.join(link)
        except httpx.InvalidURL:
            raise InsecureAddress("Harvest's list continues at something that is not a web address.") from None
        ours = (self.url.scheme, self.url.host, _port(self.url))
        if (url.scheme, url.host, _port(url)) != ours or url.userinfo:
            raise InsecureAddress("Harvest's list continues on another host. The sign-in is not sent there.")
        if not url.path.startswith((*_API_PATHS, self.url.path.rstrip("/") + "/")):
            raise InsecureAddress("Harvest's list continues outside of its API. The sign-in is not sent there.")
        return url.copy_with(fragment=None)


def is_loopback(host: str) -> bool:
    """Whether a host name can only mean this machine (`localhost` and the loopback addresses, nothing looked up)."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)
