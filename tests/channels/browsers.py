"""A browser for tests: it keeps the cookie and sends what the page would send."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from desktop.app.services import Services
from desktop.channels.serving import Addresses, Where, listening
from desktop.channels.web import Limits


class Browser:
    """One browser at the page. `page` is what it was told last."""

    def __init__(self, addresses: Addresses) -> None:
        self.url = addresses.url
        self.link = addresses.sign_in_url.partition("#")[2]
        self.http = httpx.AsyncClient(base_url=addresses.url)
        self.token = ""
        self.page: dict = {}

    async def post(self, path: str, body: object, **headers: str) -> httpx.Response:
        own = {"Origin": self.url, "X-Gleaner-Token": self.token, **headers}
        return await self.http.post(path, json=body, headers={name: value for name, value in own.items() if value})

    async def sign_in(self, link: str | None = None) -> httpx.Response:
        answer = await self.post("/sign-in", {"token": link or self.link})
        self.token = answer.json().get("token", "")
        return answer

    async def do(self, path: str, body: object) -> dict:
        answer = await self.post(path, body)
        assert answer.status_code == 200, answer.text
        self.page = answer.json()
        return self.page

    async def say(self, words: str, key: str = "") -> dict:
        return await self.do("/say", {"words": words, "key": key})

    async def confirm(self, *cards: dict) -> dict:
        return await self.do("/confirm", {"cards": {card["id"]: card["mark"] for card in cards}})

    async def answer(self, card: dict, value: str) -> dict:
        asked = {"card": card["id"], "mark": card["mark"], "key": card["ask"]["key"], "value": value}
        return await self.do("/answer", asked)

    @property
    def cards(self) -> list[dict]:
        """The cards in the order in which they stand, each once."""
        ids = dict.fromkeys(key for line in self.page["lines"] for key in line["cards"])
        return [self.page["cards"][key] for key in ids]

    @property
    def last(self) -> str:
        return self.page["lines"][-1]["text"]


@asynccontextmanager
async def browser_at(
    services: Services, where: Where | None = None, limits: Limits | None = None, *, signs_in: bool = True
) -> AsyncIterator[Browser]:
    """A server on loopback and a browser before it."""
    async with listening(services, where or Where(), limits) as (_, addresses):
        browser = Browser(addresses)
        async with browser.http:
            if signs_in:
                assert (await browser.sign_in()).status_code == 200
            yield browser
