"""One request and its answer: token, limits, retries of reads, and every fault as one of our errors.

Writes (POST, PATCH, DELETE) are never sent twice by this module, except after 401 and 429, with which Harvest says that
it did nothing. All else is the journal's to decide.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

import httpx

from desktop.harvest import answers, limits
from desktop.harvest.address import Address
from desktop.harvest.errors import HarvestError, NoAccountId, NotSignedIn, Throttled, TooLarge, Unclear, Unreachable
from desktop.harvest.models.expenses import ReceiptFile
from desktop.harvest.receiving import ENCODINGS, receive

Params = Mapping[str, str]
T = TypeVar("T")


class TokenSource(Protocol):
    """Where the token comes from. Both methods may be called by several requests at once."""

    async def token(self) -> str:
        """The token to send. Raises `NotSignedIn` where there is none, `KeyringProblem`, or what a refresh raises."""
        ...

    async def renew(self, rejected: str) -> bool:
        """Harvest answered 401 to this token. True if `token` now gives another one, so that trying again helps."""
        ...


class Wire:
    """HTTP to one Harvest account. Use as an async context manager, or call `aclose`.

    Raises `NoAccountId` where `account_id` is no number: it comes from the environment, and goes into a header.
    """

    def __init__(
        self,
        address: Address,
        account_id: str,
        token: TokenSource,
        user_agent: str,
        transport: httpx.AsyncBaseTransport | None,
        on_wait: Callable[[str], None] | None,
        patience: limits.Patience,
    ) -> None:
        if not (account_id.isascii() and account_id.isdecimal()):
            raise NoAccountId
        self.address = address
        self._token = token
        self._patience = patience
        self._waiting = limits.Waiting(patience, on_wait)
        self._general = limits.general(self._waiting)
        self._reports = limits.reports(self._waiting)
        self._http = httpx.AsyncClient(
            headers={
                "User-Agent": user_agent,
                "Accept": "application/json",
                "Accept-Encoding": ENCODINGS,
                "Harvest-Account-Id": account_id,
            },
            timeout=httpx.Timeout(patience.read, connect=patience.connect, pool=2 * patience.read),
            limits=httpx.Limits(max_connections=8, max_keepalive_connections=4),
            transport=transport,
            follow_redirects=False,
            # A proxy from the environment is meant for the outside world; loopback stays on this machine.
            trust_env=not address.is_loopback,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def get(
        self,
        url: httpx.URL,
        read: Callable[[object], T],
        params: Params | None = None,
        parse: Callable[[bytes], object] = answers.parse,
    ) -> T:
        """Read; tried again, with growing pauses, where Harvest was not reached or its answer was no good.

        `parse` makes a value of the answer's bytes, and `read` the result of that; both raise `Unclear` where it is not
        what was expected.
        """
        for attempt in range(1, self._patience.tries + 1):
            try:
                return read(parse((await self._send("GET", url, params=params)).content))
            except (Unreachable, Unclear) as error:
                is_final = isinstance(error, TooLarge) or 300 <= getattr(error, "status", 0) < 400
                if is_final or attempt == self._patience.tries:
                    raise
            await self._waiting.pause(self._patience.before_retry(attempt), "Harvest does not answer, trying again")
        raise AssertionError  # pragma: no cover - the loop returns or raises

    async def write(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """POST or PATCH, sent once; the answer's JSON."""
        response = await self._send(method, self.address.at(path), json=body)
        return answers.parse(response.content)

    async def upload(self, method: str, path: str, fields: Mapping[str, str], name: str, file: ReceiptFile) -> Any:
        """POST or PATCH as `multipart/form-data` with one file, sent once; the answer's JSON."""
        files = {name: (file.file_name, file.content, file.content_type)}
        response = await self._send(method, self.address.at(path), data=fields, files=files)
        return answers.parse(response.content)

    async def delete(self, path: str) -> None:
        """DELETE, sent once. The body of a success means nothing."""
        await self._send("DELETE", self.address.at(path))

    async def _send(self, method: str, url: httpx.URL, **content: Any) -> httpx.Response:
        """Send once, and again only after a 401 that a fresh token may mend and after 429."""
        is_report = "/reports/" in url.path
        limit = self._reports if is_report else self._general
        longest = self._patience.longest_report_wait if is_report else self._patience.longest_wait
        renewed = False
        throttled = 0
        while True:
            # Asked twice: without a token no turn is taken, and one from before a long wait could be stale after it.
            await self._token.token()
            await limit.turn()
            token = await self._token.token()
            if not (token.isascii() and token.isprintable() and token):
                raise NotSignedIn
            response = await self._exchange(method, url, token, content)
            if response.is_success:
                return response
            error = answers.error_for(response, token)
            if isinstance(error, NotSignedIn) and not renewed and await self._token.renew(token):
                renewed = True
                continue
            if not isinstance(error, Throttled):
                raise error
            throttled += 1
            asked = limits.retry_after(response.headers.get("Retry-After"))
            wait = asked if asked is not None else 5.0 * throttled
            if throttled >= self._patience.throttled_tries or wait > longest:
                error.retry_after = asked
                raise error
            limit.block(wait)

    async def _exchange(self, method: str, url: httpx.URL, token: str, content: Mapping[str, Any]) -> httpx.Response:
        try:
            async with asyncio.timeout(self._patience.whole):
                headers = {"Authorization": f"Bearer {token}"}
                return await receive(self._http, method, url, headers=headers, **content)
        except (httpx.HTTPError, TimeoutError, httpx.StreamError) as error:
            raise _explained(error) from error


def _explained(error: Exception) -> HarvestError:
    """What a transport fault means for the request: surely not arrived, or not known."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | httpx.UnsupportedProtocol):
        if _has_cause(error, ssl.SSLError):
            return Unreachable("No secure connection to Harvest can be made. Are the clock and the proxy right?")
        return Unreachable()
    if isinstance(error, httpx.ProxyError):
        return Unreachable("The proxy did not let us through to Harvest.")
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return Unclear("Harvest did not answer in time.")
    return Unclear("The connection to Harvest broke before it answered.")


def _has_cause(error: BaseException, kind: type[BaseException]) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, kind):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
