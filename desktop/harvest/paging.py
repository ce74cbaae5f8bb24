"""Lists, complete or not at all.

Harvest has two schemes (pages and cursors); both are walked by `links.next` alone, as its documentation asks. A list by
page that grows or shrinks while it is read would miss or repeat something at the seams, which shows in `total_entries`:
then it is read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from desktop.harvest import answers
from desktop.harvest.errors import Incomplete, Unclear
from desktop.harvest.models.base import Answer
from desktop.harvest.wire import Wire

A = TypeVar("A", bound=Answer)

PER_PAGE = "2000"
"""Harvest's own maximum, and its default for most lists."""

_READINGS = 3


@dataclass(frozen=True, slots=True)
class Page(Generic[A]):
    """One page: its objects, the address of the next page, and how many objects the whole list has, if it says."""

    objects: tuple[A, ...]
    following: str | None
    total: int | None


async def collect(wire: Wire, path: str, key: str, model: type[A], params: Mapping[str, str]) -> tuple[A, ...]:
    """All objects of a list. Raises `Incomplete` if that cannot be had, `InsecureAddress` if a link leads away."""
    for _ in range(_READINGS):
        found = await _walk(wire, path, _reader(key, model), params)
        if found is not None:
            return found
    raise Incomplete("Harvest's list kept changing while it was read. Please try again.")


async def _walk(
    wire: Wire, path: str, read: Callable[[object], Page[A]], params: Mapping[str, str]
) -> tuple[A, ...] | None:
    """One reading from the first page to the last; None where the pages do not fit together."""
    page = await wire.get(wire.address.at(path), read, {**params, "per_page": PER_PAGE})
    found = _keyed(page, 0)
    rows = len(page.objects)
    visited: set[str] = set()
    while page.following is not None:
        url = wire.address.follow(page.following)
        if str(url) in visited:
            raise Incomplete("Harvest's list leads back to itself.")
        visited.add(str(url))
        before, page = page, await wire.get(url, read)
        fresh = _keyed(page, rows)
        # What an earlier page held already has slipped down by a new row, and fills no place of its own.
        rows += len(page.objects) - len(found.keys() & fresh.keys())
        found |= fresh
        if "cursor" not in url.params and page.total != before.total:
            return None
    return None if page.total is not None and rows < page.total else tuple(found.values())


def _keyed(page: Page[A], offset: int) -> dict[object, A]:
    """By id, so that what two pages both hold is kept once. Rows of reports have none, and count by their place."""
    return {getattr(item, "id", None) or ("row", offset + place): item for place, item in enumerate(page.objects)}


def _reader(key: str, model: type[A]) -> Callable[[object], Page[A]]:
    def read(body: object) -> Page[A]:
        if not isinstance(body, Mapping) or not isinstance(rows := body.get(key), list):
            raise Unclear(f"Harvest's answer holds no list of {key.replace('_', ' ')}.")
        links = body.get("links") or {}
        following = links.get("next") if isinstance(links, Mapping) else links
        if not isinstance(following, str | None):
            raise Unclear("Harvest's list continues at something that is not a web address.")
        total = body.get("total_entries")
        objects = tuple(answers.read(model, row) for row in rows)
        return Page(objects, following or None, total if isinstance(total, int) else None)

    return read
