"""The web chat as an application: a page, its conversation as JSON, and the guard before both.

`POST /say {"words": "2h nucleus dev"}` answers with the conversation as the page shows it. Every request that does
something needs the session's cookie, the session's token in a header, JSON, and an `Origin` that is ours.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from importlib import resources
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desktop.channels.door import Door, Rate
from desktop.channels.sessions import Converse, Session, Sessions
from desktop.text import plain

MOST_BYTES: Final = 64 * 1024
"""Of one request's body."""
TOKEN_HEADER: Final = "X-Gleaner-Token"  # noqa: S105 - the name of a header
_MONTH: Final = 30 * 24 * 3600
_FOLLOWING_SECONDS: Final = 600
_FILES: Final = {
    "/page.css": ("page.css", "text/css"),
    "/page.js": ("page.js", "text/javascript"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_USED: Final = (
    "This link was used before or is too old. A browser that is signed in can make another one, and so does a new "
    "start of gleaner serve."
)

log = logging.getLogger(__name__)

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000)]
Name = Annotated[str, StringConstraints(max_length=200)]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the page may be asked for: `origins` such as `http://127.0.0.1:8000`. Nothing else is answered."""

    origins: frozenset[str]

    @property
    def hosts(self) -> frozenset[str]:
        """The `Host` headers of those, so that no foreign name can be made to point here."""
        return frozenset(origin.partition("://")[2] for origin in self.origins)


@dataclass(frozen=True, slots=True)
class Limits:
    """How often one may ask: everything by address, signing in by address and in all, acts by session."""

    requests: Rate = field(default_factory=lambda: Rate(400))
    sign_ins: Rate = field(default_factory=lambda: Rate(10))
    all_sign_ins: Rate = field(default_factory=lambda: Rate(40))
    acts: Rate = field(default_factory=lambda: Rate(90))


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class SignIn(_Body):
    """What a link has behind its address."""

    token: Name


class Said(_Body):
    """Words; `key` is the page's own number for them, so that a request that is sent twice is heard once."""

    words: Words
    key: Name = ""


class Seen(_Body):
    """Cards by id, each with the mark of what the person saw."""

    cards: dict[Name, Name]


class OneCard(_Body):
    """The card to take back; None: what was done last."""

    card: Name | None = None


class Answered(_Body):
    """An answer to what a card asks."""

    card: Name
    mark: Name
    key: Name
    value: Annotated[str, StringConstraints(max_length=8000)]


class Nothing(_Body):
    """No more is said."""


Asked = TypeVar("Asked", bound=_Body)
Act = Callable[[Session, Asked], Awaitable[str]]


class Refused(Exception):  # noqa: N818 - says what became of the request
    """The request is not answered; with the sentence that says why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class WebChat:
    """The chat's routes. `converse` opens one more conversation, for each browser its own."""

    def __init__(
        self,
        places: Places,
        door: Door,
        converse: Converse,
        limits: Limits | None = None,
    ) -> None:
        self._places = places
        self._door = door
        self._limits = limits or Limits()
        self.sessions = Sessions(converse)

    def app(self, *more: Route) -> ASGIApp:
        """The application, behind its guard, with `more` routes."""
        routes = [
            Route("/", self._page),
            Route("/sign-in", self._page),
            *(Route(path, self._file) for path in _FILES),
            Route("/talk", self._talk),
            Route("/saying", self._saying),
            Route("/sign-in", self._sign_in, methods=["POST"]),
            self._act("/sign-out", Nothing, self._sign_out),
            self._act("/link", Nothing, self._link),
            self._act("/say", Said, _say),
            self._act("/stop", Nothing, _stop),
            self._act("/confirm", Seen, _confirm),
            self._act("/dismiss", Seen, _dismiss),
            self._act("/undo", OneCard, _undo),
            self._act("/answer", Answered, _answer),
            *more,
        ]
        handlers: dict[int | type[Exception], Callable[[Request, Exception], Response]] = {
            Refused: _refusal,
            404: _unknown,
            405: _unknown,
            500: _broken,
        }
        return Guard(Starlette(routes=routes, exception_handlers=handlers), self._places, self._limits.requests)

    # --- the page --------------------------------------------------------------------------------------------------

    async def _page(self, _: Request) -> Response:
        return Response(_read("page.html"), media_type="text/html")

    async def _file(self, request: Request) -> Response:
        name, media_type = _FILES[request.url.path]
        return Response(_read(name), media_type=media_type)

    async def _talk(self, request: Request) -> Response:
        session = self._session(request)
        return JSONResponse({**await session.talk.view(), "token": session.token})

    async def _saying(self, request: Request) -> Response:
        """What is said while an answer is worked out, as events that end with the page's interest."""
        session = self._session(request)

        async def events() -> AsyncIterator[str]:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_FOLLOWING_SECONDS):
                    async for text in session.saying.follow():
                        yield f"data: {json.dumps(plain.shown_lines(text))}\n\n"

        return StreamingResponse(events(), media_type="text/event-stream")

    # --- signing in --------------------------------------------------------------------------------------------------

    async def _sign_in(self, request: Request) -> Response:
        origin = self._own_origin(request)
        asked = await _body(request, SignIn)
        allowed = self._limits.sign_ins.allows(_address(request)) and self._limits.all_sign_ins.allows("")
        if not allowed:
            raise Refused(429, "That was tried too often. Please wait a minute.")
        if not self._door.use(asked.token):
            log.warning("A sign-in with a link that opens nothing, from %s", _address(request))
            raise Refused(403, _USED)
        secret = await self.sessions.open()
        session = self.sessions.find(secret)
        answer = JSONResponse({"token": session.token if session else ""})
        is_secure = origin.startswith("https:")
        answer.set_cookie(
            _cookie(origin), secret, max_age=_MONTH, path="/", secure=is_secure, httponly=True, samesite="strict"
        )
        return answer

    async def _sign_out(self, session: Session, _: Nothing) -> str:
        await self.sessions.close(session)
        return ""

    async def _link(self, session: Session, _: Nothing) -> str:
        session.link = self._door.link()
        return ""

    # --- what a request must have ------------------------------------------------------------------------------------

    def _act(self, path: str, kind: type[Asked], act: Act[Asked]) -> Route:
        async def handle(request: Request) -> Response:
            origin = self._own_origin(request)
            session = self._session(request)
            if not session.is_token(request.headers.get(TOKEN_HEADER, "")):
                raise Refused(403, "Please load the page again.")
            if not self._limits.acts.allows(session.token):
                raise Refused(429, "That was too much at once. Please wait a minute.")
            problem = await act(session, await _body(request, kind))
            told = {**await session.talk.view(), "token": session.token, "problem": problem}
            if session.link:
                told["sign_in_url"], session.link = f"{origin}/sign-in#{session.link}", ""
            answer = JSONResponse(told)
            if path == "/sign-out":
                answer.delete_cookie(_cookie(origin), path="/", secure=origin.startswith("https:"), httponly=True)
            return answer

        return Route(path, handle, methods=["POST"])

    def _own_origin(self, request: Request) -> str:
        """The origin of the page that asks, which must be ours. Raises Refused."""
        origin = request.headers.get("origin", "")
        site = request.headers.get("sec-fetch-site", "same-origin")
        is_same = origin.partition("://")[2] == request.headers.get("host", "")
        if origin not in self._places.origins or not is_same or site != "same-origin":
            raise Refused(403, "Only Gleaner's own page may ask that.")
        return origin

    def _session(self, request: Request) -> Session:
        for name in (_cookie("https:"), _cookie("http:")):
            session = self.sessions.find(request.cookies.get(name, ""))
            if session is not None:
                return session
        raise Refused(401, "Nobody is signed in here. Please open the link that gleaner serve shows.")


class Guard:
    """Before everything: only our own names are answered, not too often, and every answer has its headers."""

    def __init__(self, app: ASGIApp, places: Places, rate: Rate) -> None:
        self._app = app
        self._hosts = places.hosts
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        request = Request(scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", []), *own]}
            await send(message)

        answer: ASGIApp = self._app
        if request.headers.get("host", "") not in self._hosts:
            answer = JSONResponse({"error": "Gleaner is not known by this name."}, 421)
        elif not self._rate.allows(_address(request)):
            answer = JSONResponse({"error": "That was too much at once."}, 429, {"Retry-After": "60"})
        await answer(scope, receive, send_guarded)


async def _say(session: Session, asked: Said) -> str:
    is_heard = await session.talk.say(asked.words, asked.key)
    return "" if is_heard else "Those words were not taken; they are yours to send again."


async def _stop(session: Session, _: Nothing) -> str:
    session.talk.stop()
    return ""


async def _confirm(session: Session, asked: Seen) -> str:
    await session.talk.confirm(asked.cards)
    return ""


async def _dismiss(session: Session, asked: Seen) -> str:
    await session.talk.dismiss(tuple(asked.cards))
    return ""


async def _undo(session: Session, asked: OneCard) -> str:
    await session.talk.undo(asked.card)
    return ""


async def _answer(session: Session, asked: Answered) -> str:
    return await session.talk.answer(asked.card, asked.mark, asked.key, asked.value)


async def _body(request: Request, kind: type[Asked]) -> Asked:
    """The request's JSON. Raises Refused."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "That is no JSON.")
    raw = await limited_body(request)
    try:
        return kind.model_validate_json(raw)
    except ValidationError:
        raise Refused(400, "That is not what is asked here, or too long.") from None


async def limited_body(request: Request) -> bytes:
    """The request's bytes, of which nothing over the limit is kept. Raises Refused."""
    raw = bytearray()
    try:
        async for part in request.stream():
            raw += part
            if len(raw) > MOST_BYTES:
                raise Refused(413, "That is too long.")
    except ClientDisconnect:
        raise Refused(400, "That was cut off.") from None
    return bytes(raw)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _cookie(origin: str) -> str:
    """The cookie's name: over https one that no other host can set."""
    return "__Host-gleaner" if origin.startswith("https:") else "gleaner"


def _read(name: str) -> bytes:
    return resources.files("desktop.channels").joinpath("page", name).read_bytes()


def _refusal(_: Request, problem: Exception) -> Response:
    status = problem.status if isinstance(problem, Refused) else 500
    headers = {"Retry-After": "60"} if status == 429 else {}
    return JSONResponse({"error": str(problem)}, status, headers)


def _unknown(_: Request, __: Exception) -> Response:
    return JSONResponse({"error": "There is nothing here."}, 404)


def _broken(_: Request, __: Exception) -> Response:
    return JSONResponse({"error": "Something went wrong inside Gleaner. What was confirmed is kept."}, 500)
