"""The text of a calendar that a person listed: a file, or an https address that is asked once and never followed on.

`await calendar_text("https://calendar.example/me.ics")` gives its bytes, at most `MOST_BYTES`, or raises CannotRead.
"""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path
from typing import Final

import httpx

from desktop.harvest.address import is_loopback
from desktop.harvest.errors import TooLarge
from desktop.harvest.receiving import ENCODINGS, body_of

MOST_BYTES: Final = 4_000_000
PATIENCE: Final = 10.0
"""Seconds for a whole answer."""
_HEADERS: Final = {"Accept": "text/calendar", "Accept-Encoding": ENCODINGS}


class CannotRead(Exception):  # noqa: N818 - says what is the matter
    """A calendar cannot be read; the sentence says why, for people, and names no secret part of its address."""


def name_of(place: str) -> str:
    """What a calendar is called on the screen: its host or its file. Addresses of calendars are secrets."""
    if "://" in place:
        return httpx.URL(place).host or "calendar" if _is_address(place) else "calendar"
    return Path(place).name


def checked_place(place: str) -> str:
    """A calendar's address or file as it may be listed. Raises CannotRead, with what is wrong with it."""
    words = place.strip()
    if words.casefold().startswith("webcal://"):
        words = f"https://{words[len('webcal://') :]}"
    if "://" not in words:
        if not words:
            raise CannotRead("Give a file or an address.")
        return str(Path(words).expanduser())
    if not _is_address(words):
        raise CannotRead("That is not a web address.")
    url = httpx.URL(words)
    if url.scheme != "https" and not (url.scheme == "http" and is_loopback(url.host)):
        raise CannotRead("A calendar's address must begin with https://.")
    if url.userinfo:
        raise CannotRead("A calendar's address may hold no name or password before its host.")
    return words


async def calendar_text(place: str, transport: httpx.AsyncBaseTransport | None = None) -> bytes:
    """What stands in that file or at that address. Raises CannotRead. Files are read beside the loop."""
    place = checked_place(place)
    if "://" not in place:
        return await asyncio.to_thread(_file, Path(place))
    name = name_of(place)
    try:
        async with (
            asyncio.timeout(PATIENCE),
            httpx.AsyncClient(follow_redirects=False, timeout=PATIENCE, transport=transport) as client,
            client.stream("GET", place, headers=_HEADERS) as answer,
        ):
            if answer.is_redirect:
                raise CannotRead(f"{name} sends on to another address. List that one, if you know it.")
            if answer.status_code != httpx.codes.OK:
                raise CannotRead(f"{name} answers {answer.status_code}.")
            return await body_of(answer, MOST_BYTES)
    except TooLarge:
        raise CannotRead(f"The calendar at {name} is too large.") from None
    except TimeoutError:
        raise CannotRead(f"{name} does not answer in time.") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
        raise CannotRead(f"{name} cannot be reached.") from None


def _is_address(words: str) -> bool:
    try:
        return bool(httpx.URL(words).host)
    except httpx.InvalidURL:
        return False


def _file(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise CannotRead(f"{path.name} is not a file.")
        with path.open("rb") as file:
            contents = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise CannotRead(f"{path.name} cannot be read: {problem.strerror}.") from None
    except ValueError:
        raise CannotRead("That is not a file's name.") from None
    if len(contents) > MOST_BYTES:
        raise CannotRead(f"{path.name} is too large for a calendar.")
    return contents
