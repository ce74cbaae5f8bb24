"""SMS and WhatsApp: Twilio posts a message to `/twilio`, and the answer goes back as TwiML.

`Body=4h williams` from a listed number becomes `<Message>1 entry, 4 h … “yes” confirms 1.</Message>`.
What Twilio did not sign is refused, who is not listed gets no answer, and a message that comes twice is answered once.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desktop.agent.conversation import Conversation
from desktop.app.services import Services, another_conversation
from desktop.channels.numbers import TOKEN_NAME, bare_number
from desktop.channels.texting import LONGEST, Texting
from desktop.channels.web import Refused, limited_body
from desktop.harvest.errors import KeyringProblem
from desktop.harvest.secrets import Secrets
from desktop.text import plain

if TYPE_CHECKING:
    from twilio.request_validator import RequestValidator

PATIENCE: Final = 12.0
"""Seconds in which an answer must be there: Twilio gives up after 15."""
_LATE: Final = "That takes a little longer. Send “?” in a moment for the answer."
_WORDS_ONLY: Final = "Only words are read here."

log = logging.getLogger(__name__)


class CannotServe(ValueError):  # noqa: N818 - says what it cannot
    """What was asked for cannot be served; the sentence says why."""


class Remembered:
    """The messages that were taken, on disk, so that none is answered twice, by whichever process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with closing(self._open()) as database, database:
            database.execute("CREATE TABLE IF NOT EXISTS taken (sid TEXT PRIMARY KEY) WITHOUT ROWID")

    def take(self, sid: str) -> bool:
        """Whether this is the first time; from now on it is not."""
        with closing(self._open()) as database, database:
            return database.execute("INSERT OR IGNORE INTO taken VALUES (?)", (sid,)).rowcount == 1

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=5)


class Messages:
    """Answers the messages of listed numbers, each number in a conversation of its own."""

    def __init__(
        self,
        url: str,
        numbers: frozenset[str],
        validator: RequestValidator,
        remembered: Remembered,
        converse: Callable[[], AbstractAsyncContextManager[Conversation]],
        patience: float = PATIENCE,
    ) -> None:
        self._url = url
        self._numbers = numbers
        self._validator = validator
        self._remembered = remembered
        self._converse = converse
        self._patience = patience
        self._stack = AsyncExitStack()
        self._phones: dict[str, Texting] = {}
        self._late: dict[str, asyncio.Task[str]] = {}
        self._in_order: dict[str, asyncio.Lock] = {}
        self.route = Route("/twilio", self._hear, methods=["POST"])

    async def aclose(self) -> None:
        """End the conversations."""
        for task in self._late.values():
            task.cancel()
        await asyncio.gather(*self._late.values(), return_exceptions=True)
        await self._stack.aclose()

    async def _hear(self, request: Request) -> Response:
        raw = await limited_body(request)
        try:
            fields = parse_qsl(raw.decode(), keep_blank_values=True, strict_parsing=True, max_num_fields=200)
        except ValueError:
            raise Refused(400, "That is no form.") from None
        form = FormData([(name, value) for name, value in fields])
        query = f"?{request.url.query}" if request.url.query else ""
        signature = request.headers.get("x-twilio-signature", "")
        if not self._validator.validate(f"{self._url}/twilio{query}", form, signature):
            log.warning("A message without Twilio's signature was refused")
            raise Refused(403, "Twilio did not sign that.")
        number, sid = bare_number(str(form.get("From", ""))), str(form.get("MessageSid", ""))
        if number not in self._numbers or not sid:
            log.warning("A message from a number that is not listed was not answered")
            return _twiml("")
        if not await asyncio.to_thread(self._remembered.take, sid):
            return _twiml("")
        return _twiml(await self._answer(number, str(form.get("Body", ""))))

    async def _answer(self, number: str, words: str) -> str:
        if not words.strip():
            return _WORDS_ONLY
        late = self._late.pop(number, None)
        if late is not None and words.strip() == "?":
            task = late
        else:
            task = asyncio.create_task(self._said(number, words, late))
        done, _ = await asyncio.wait([task], timeout=self._patience)
        if done:
            return task.result()
        self._late[number] = task
        return _LATE

    async def _said(self, number: str, words: str, late: asyncio.Task[str] | None) -> str:
        """One message after the other: "yes" must not overtake what it is said to. A late answer goes before this."""
        before = await late if late is not None else ""
        try:
            async with self._in_order.setdefault(number, asyncio.Lock()):
                if number not in self._phones:
                    self._phones[number] = Texting(await self._stack.enter_async_context(self._converse()))
                said = await self._phones[number].hear(words)
        except Exception:  # the last net: the message is taken, so nobody would ever answer it
            log.exception("A message could not be answered")
            said = "Something went wrong inside Gleaner. What was confirmed is kept."
        return f"{before[: max(0, LONGEST - len(said))]}\n{said}".strip()


async def open_messages(services: Services) -> Messages | None:
    """The door for messages as it is set up; None where no numbers, address or token are. Raises CannotServe."""
    chosen = services.settings.messages
    numbers = frozenset(filter(None, map(bare_number, chosen.numbers)))
    if not (numbers and chosen.url):
        return None
    token = await _token()
    if not token:
        log.warning("Numbers are listed, but Twilio's token is in neither GLEANER_TWILIO_TOKEN nor the keyring")
        return None
    try:
        from twilio.request_validator import RequestValidator
    except ImportError:
        raise CannotServe("For SMS and WhatsApp, install Twilio's package: pip install twilio") from None
    remembered = await asyncio.to_thread(Remembered, services.home.messages)
    url = chosen.url.rstrip("/")
    return Messages(url, numbers, RequestValidator(token), remembered, lambda: another_conversation(services))


async def _token() -> str:
    if token := os.environ.get("GLEANER_TWILIO_TOKEN", "").strip():
        return token
    try:
        return await Secrets().get(TOKEN_NAME) or ""
    except KeyringProblem as problem:
        log.warning("Twilio's token cannot be read: %s", problem)
        return ""


def _twiml(words: str) -> Response:
    inner = f"<Message>{escape(plain.shown_lines(words))}</Message>" if words else ""
    return Response(f'<?xml version="1.0" encoding="UTF-8"?><Response>{inner}</Response>', media_type="application/xml")
