"""What the groups of calls share: how filters are written, and one line per kind of call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, TypeVar

from desktop.harvest import answers
from desktop.harvest.models.base import Answer, Request
from desktop.harvest.paging import OnPage, collect
from desktop.harvest.wire import Wire

A = TypeVar("A", bound=Answer)
R = TypeVar("R")

Filter = bool | int | str | date | datetime | None


class Resource:
    """Base of the groups; holds the wire."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def _one(self, path: str, model: type[A], **filters: Filter) -> A:
        return await self._wire.get(
            self._wire.address.at(path), lambda body: answers.read(model, body), query(filters) or None
        )

    async def _all(self, path: str, key: str, model: type[A], filters: Mapping[str, Filter]) -> tuple[A, ...]:
        return await collect(self._wire, path, key, partial(answers.read, model), query(filters))

    async def _rows(
        self,
        path: str,
        key: str,
        parse: Callable[[bytes], object],
        read: Callable[[Any], R],
        filters: Mapping[str, Filter],
        on_page: OnPage | None,
    ) -> tuple[R, ...]:
        """As `_all`, of long lists: of each object only what `read` makes of it is held; see `collect`."""
        return await collect(self._wire, path, key, read, query(filters), on_page, parse)

    async def _create(self, path: str, request: Request, model: type[A]) -> A:
        return answers.read(model, await self._wire.write("POST", path, request.payload()))

    async def _change(self, path: str, request: Request | None, model: type[A]) -> A:
        body = request.payload() if request is not None else None
        return answers.read(model, await self._wire.write("PATCH", path, body))


def query(filters: Mapping[str, Filter]) -> dict[str, str]:
    """Query parameters: None is left out, days are `YYYY-MM-DD`, moments are UTC with `Z`, flags `true` and `false`.

    Raises ValueError for a moment without zone.
    """
    return {name: _text(value) for name, value in filters.items() if value is not None}


def _text(value: bool | int | str | date | datetime) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else str(value)
