"""The two paging schemes in Harvest's one envelope.

Which scheme an endpoint has is fixed: numbered pages, or keyset cursors (newest first by id), where pages in the middle
carry no page numbers and only `links` lead on.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import urlencode

from desktop.demo.call import Call, Reply
from desktop.demo.errors import InvalidError
from desktop.demo.records import Record
from desktop.demo.store import Store

R = TypeVar("R")
K = TypeVar("K", bound=Record)
MOST_PER_PAGE = 2000
_OWN_KEYS = {"page", "per_page", "cursor", "ref", "access_token", "account_id"}


class Source(Protocol[R]):
    """Something that can be listed in slices."""

    def total(self) -> int:
        """How many there are."""

    def slice(self, offset: int, limit: int) -> list[R]:
        """`limit` items from `offset` on."""

    def offset_after(self, record_id: int) -> int:
        """Where the items that follow the one of that id begin."""


@dataclass(frozen=True, slots=True)
class Rows(Generic[K]):
    """Stored records that meet a condition, newest first unless `order` says otherwise."""

    store: Store
    kind: type[K]
    where: str = ""
    values: Sequence[object] = ()
    order: str = "id DESC"

    def total(self) -> int:
        """How many there are."""
        return self.store.count(self.kind, self.where, self.values)

    def slice(self, offset: int, limit: int) -> list[K]:
        """`limit` records from `offset` on."""
        return self.store.select(self.kind, self.where, self.values, order=self.order, limit=limit, offset=offset)

    def offset_after(self, record_id: int) -> int:
        """How many records come up to and including the one of that id (by id, newest first)."""
        where = f"({self.where}) AND id >= ?" if self.where else "id >= ?"
        return self.store.count(self.kind, where, [*self.values, record_id])


@dataclass(frozen=True, slots=True)
class Items(Generic[R]):
    """Things computed in memory. `key` gives the number that a cursor names."""

    items: Sequence[R]
    key: Callable[[R], int] = lambda _: 0

    def total(self) -> int:
        """How many there are."""
        return len(self.items)

    def slice(self, offset: int, limit: int) -> list[R]:
        """`limit` items from `offset` on."""
        return list(self.items[offset : offset + limit])

    def offset_after(self, record_id: int) -> int:
        """Where the items that follow the one of that id begin; the end if it is gone."""
        return next(
            (place + 1 for place, item in enumerate(self.items) if self.key(item) == record_id), len(self.items)
        )


def encode_cursor(record_id: int) -> str:
    """The opaque text that stands for "after this record"."""
    return base64.urlsafe_b64encode(json.dumps({"after": {"id": record_id}}, separators=(",", ":")).encode()).decode()


def decode_cursor(text: str) -> int:
    """The record id of a cursor. Raises InvalidError for what this account never gave out."""
    try:
        return int(json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))["after"]["id"])
    except (binascii.Error, ValueError, KeyError, TypeError):
        raise InvalidError("Invalid cursor parameter") from None


def paginate(
    call: Call,
    path: str,
    key: str,
    source: Source[R],
    render: Callable[[R], dict[str, Any]],
    *,
    record_id: Callable[[R], int] | None = None,
) -> Reply:
    """One page of `source` in Harvest's envelope, with links to `path` below `/v2`.

    With `record_id` the endpoint pages by cursor, otherwise by page number. Raises InvalidError for a `per_page` out of
    1 to 2000, a bad `page` or a bad `cursor`.
    """
    per_page = _per_page(call)
    total = source.total()
    pages = max(1, -(-total // per_page))
    cursor = call.params.text("cursor") if record_id else None
    if cursor:
        offset = source.offset_after(decode_cursor(cursor))
        number = offset // per_page + 1 if offset % per_page == 0 else None
        # Only the ends carry numbers when a cursor led there.
        page = number if number in (1, pages) or offset + per_page >= total else None
    else:
        page = _page(call)
        if page > pages and call.books.switches.unknown_page == "rejected":
            raise InvalidError("Invalid page parameter")
        offset = (page - 1) * per_page
    items = source.slice(offset, per_page)
    has_next = offset + per_page < total
    has_previous = offset > 0
    link = _Links(call, path, per_page)
    next_link = previous_link = None
    if has_next and record_id and items:
        next_link = link.cursor(encode_cursor(record_id(items[-1])), "next_cursor")
    elif has_next and page:
        next_link = link.page(page + 1, "next")
    if has_previous and record_id:
        before = source.slice(max(0, offset - per_page - 1), 1) if offset > per_page else []
        previous_link = (
            link.cursor(encode_cursor(record_id(before[0])), "previous_cursor") if before else link.page(1, "previous")
        )
    elif has_previous and page:
        previous_link = link.page(min(page - 1, pages), "previous")
    return Reply(
        {
            key: [render(item) for item in items],
            "per_page": per_page,
            "total_pages": pages,
            "total_entries": total,
            "next_page": page + 1 if page and has_next else None,
            "previous_page": page - 1 if page and page > 1 else None,
            "page": page,
            "links": {
                "first": link.page(1, "first"),
                "next": next_link,
                "previous": previous_link,
                "last": link.page(pages, "last"),
            },
        }
    )


@dataclass(frozen=True, slots=True)
class _Links:
    """Absolute links with the caller's filters kept and parameters in alphabetical order."""

    call: Call
    path: str
    per_page: int

    def page(self, number: int, ref: str) -> str:
        return self._link(page=str(number), ref=ref)

    def cursor(self, cursor: str, ref: str) -> str:
        return self._link(cursor=cursor, ref=ref)

    def _link(self, **own: str) -> str:
        kept = {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in self.call.params.values.items()
            if name not in _OWN_KEYS and not isinstance(value, (dict, list))
        }
        query = sorted({**kept, **own, "per_page": str(self.per_page)}.items())
        return f"{self.call.origin}{self.path}?{urlencode(query)}"


def _per_page(call: Call) -> int:
    try:
        number = call.params.integer("per_page")
    except InvalidError:
        number = 0
    if number is None:
        return MOST_PER_PAGE
    if not 1 <= number <= MOST_PER_PAGE:
        raise InvalidError("Invalid per_page parameter")
    return number


def _page(call: Call) -> int:
    try:
        number = call.params.integer("page")
    except InvalidError:
        number = 0
    if number is None:
        return 1
    if number < 1:
        raise InvalidError("Invalid page parameter")
    return number
