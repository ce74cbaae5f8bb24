"""Lists, complete or not at all.

Harvest has two schemes (pages and cursors); both are walked by `links.next`, as its documentation asks. Where that link
is a numbered page of a list of known length, the pages behind it are asked for side by side, by the same link with
other numbers. A list by page that grows or shrinks while it is read would miss or repeat something at the seams, which
shows in `total_entries`: then it is read anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import httpx

from desktop.harvest import answers
from desktop.harvest.errors import Incomplete, Unclear
from desktop.harvest.wire import Wire

R = TypeVar("R")
T = TypeVar("T")

PER_PAGE = "2000"
"""Harvest's own maximum, and its default for most lists."""

_READINGS = 3
_AT_ONCE = 4
_MOST_PAGES = 5_000

OnPage = Callable[[int, int | None], None]
"""Told after each page: how many objects have been read, and of how many (None: the list does not say)."""


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """One page: its objects, the next page's address, and how many objects and pages the whole list has, if told."""

    objects: tuple[R, ...]
    following: str | None
    total: int | None
    pages: int | None = None


async def collect(
    wire: Wire,
    path: str,
    key: str,
    read: Callable[[Any], R],
    params: Mapping[str, str],
    on_page: OnPage | None = None,
    parse: Callable[[bytes], object] = answers.parse,
) -> tuple[R, ...]:
    """All objects of a list, each as what `read` makes of its JSON value (or of what `parse` puts in its place).

    Raises `Incomplete` if that cannot be had, `InsecureAddress` if a link leads away.
    """
    for _ in range(_READINGS):
        found = await _Reading(wire, _reader(key, read), on_page, parse).walk(path, params)
        if found is not None:
            return found
    raise Incomplete("Harvest's list kept changing while it was read. Please try again.")


class _Reading(Generic[R]):
    """One reading of a list, from the first page to the last."""

    def __init__(
        self,
        wire: Wire,
        read: Callable[[object], Page[R]],
        on_page: OnPage | None,
        parse: Callable[[bytes], object],
    ) -> None:
        self._wire, self._read, self._on_page, self._parse = wire, read, on_page, parse
        self._found: dict[object, R] = {}
        self._rows = 0
        self._told = 0

    async def walk(self, path: str, params: Mapping[str, str]) -> tuple[R, ...] | None:
        """All objects, or None where the pages do not fit together."""
        page = await self._fetch(self._wire.address.at(path), {**params, "per_page": PER_PAGE})
        self._take(page)
        visited: set[str] = set()
        while page.following is not None:
            url = self._wire.address.follow(page.following)
            if str(url) in visited:
                raise Incomplete("Harvest's list leads back to itself.")
            visited.add(str(url))
            if not visited - {str(url)} and (others := _numbered(url, page)):
                rest = await _together([self._fetch(one) for one in others])
                for other in rest:
                    self._take(other)
                if any(other.total != page.total for other in rest) or rest[-1].following is not None:
                    return None
                break
            before, page = page, await self._fetch(url)
            self._take(page)
            if "cursor" not in url.params and page.total != before.total:
                return None
        return None if page.total is not None and self._rows < page.total else tuple(self._found.values())

    async def _fetch(self, url: httpx.URL, params: Mapping[str, str] | None = None) -> Page[R]:
        page = await self._wire.get(url, self._read, params, self._parse)
        self._told += len(page.objects)
        if self._on_page:
            self._on_page(self._told, page.total)
        return page

    def _take(self, page: Page[R]) -> None:
        fresh = _keyed(page, self._rows)
        # What an earlier page held already has slipped down by a new row, and fills no place of its own.
        self._rows += len(page.objects) - len(self._found.keys() & fresh.keys())
        self._found |= fresh


def _numbered(url: httpx.URL, first: Page[R]) -> list[httpx.URL]:
    """The second and all later pages by the link to the second; none where it is not one, or the only one."""
    if url.params.get("page") != "2" or "cursor" in url.params or first.total is None or not first.pages:
        return []
    if not 2 < first.pages <= _MOST_PAGES:
        return []
    return [url.copy_set_param("page", number) for number in range(2, first.pages + 1)]


async def _together(calls: Sequence[Coroutine[Any, Any, T]]) -> list[T]:
    """A few at a time, results in order; where one fails the others are given up."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def through(call: Coroutine[Any, Any, T]) -> T:
        async with gate:
            return await call

    tasks = [asyncio.ensure_future(through(call)) for call in calls]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _keyed(page: Page[R], offset: int) -> dict[object, R]:
    """By id, so that what two pages both hold is kept once. Rows of reports have none, and count by their place."""
    if page.objects and not hasattr(page.objects[0], "id"):  # asked once: of a model it takes as long as reading it
        return {("row", offset + place): item for place, item in enumerate(page.objects)}
    return {getattr(item, "id", None) or ("row", offset + place): item for place, item in enumerate(page.objects)}


def _reader(key: str, read_one: Callable[[Any], R]) -> Callable[[object], Page[R]]:
    def read(body: object) -> Page[R]:
        if not isinstance(body, Mapping) or not isinstance(rows := body.get(key), list):
            raise Unclear(f"Harvest's answer holds no list of {key.replace('_', ' ')}.")
        links = body.get("links") or {}
        following = links.get("next") if isinstance(links, Mapping) else links
        if not isinstance(following, str | None):
            raise Unclear("Harvest's list continues at something that is not a web address.")
        total = body.get("total_entries")
        pages = body.get("total_pages")
        objects = tuple(map(read_one, rows))
        return Page(
            objects,
            following or None,
            total if isinstance(total, int) else None,
            pages if isinstance(pages, int) else None,
        )

    return read
