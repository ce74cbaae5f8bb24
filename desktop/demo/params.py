"""Request parameters: query string, JSON, form and multipart in one place, and read as Harvest's types.

Harvest takes create and update parameters as JSON or Rails-style form data; several published clients send them in the
query string. A parameter in the body wins over one in the query string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from desktop.demo.errors import InvalidError, RefusalError

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})\s*(am|pm)?", re.IGNORECASE)
_CLOCK_HOUR = re.compile(r"(\d{1,2})\s*(am|pm)", re.IGNORECASE)
_COMPACT_DAY = re.compile(r"\d{8}")
_KEY_PARTS = re.compile(r"\[([^\]]*)\]|([^\[\]]+)")
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    file_name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """Parameters by name. Every reader returns None where the parameter is absent, null or blank, and raises
    InvalidError (422) where it cannot be read."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def sent(self, name: str) -> bool:
        """Whether the parameter was sent at all, also as null."""
        return name in self.values

    def raw(self, name: str) -> Any:
        """The value as it came."""
        return self.values.get(name)

    def text(self, name: str) -> str | None:
        """A text; numbers become text."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, (dict, list)):
            raise InvalidError(f"Invalid {name}")
        return str(value)

    def integer(self, name: str) -> int | None:
        """A whole number, also as text."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            return int(str(value))
        except ValueError:
            raise InvalidError(f"Invalid {name}") from None

    def integers(self, name: str) -> list[int] | None:
        """A list of whole numbers; a single one counts as a list."""
        value = self.values.get(name)
        if value is None:
            return None
        items = value if isinstance(value, list) else [value]
        try:
            return [int(str(item)) for item in items if item not in (None, "")]
        except ValueError:
            raise InvalidError(f"Invalid {name}") from None

    def decimal(self, name: str) -> Decimal | None:
        """A decimal number, also as text."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            raise InvalidError(f"Invalid {name}")
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise InvalidError(f"Invalid {name}") from None
        if not number.is_finite():
            raise InvalidError(f"Invalid {name}")
        return number

    def boolean(self, name: str) -> bool | None:
        """A truth value: JSON's, or `true`/`false`/`1`/`0` as text."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            return value
        known = {
            "true": True,
            "1": True,
            "on": True,
            "yes": True,
            "false": False,
            "0": False,
            "off": False,
            "no": False,
        }
        try:
            return known[str(value).lower()]
        except KeyError:
            raise InvalidError(f"Invalid {name}") from None

    def day(self, name: str) -> date | None:
        """A calendar day: `2017-03-21` or `20170321`."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        text = str(value)
        try:
            if _COMPACT_DAY.fullmatch(text):
                return datetime.strptime(text, "%Y%m%d").date()
            return date.fromisoformat(text[:10]) if "T" in text else date.fromisoformat(text)
        except ValueError:
            raise InvalidError(f"Invalid {name} provided") from None

    def instant(self, name: str) -> datetime | None:
        """An instant in ISO 8601; one without an offset is UTC, a bare day its first second."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            # A plus sign in a query string arrives as a blank.
            instant = datetime.fromisoformat(re.sub(r" (?=\d\d:?\d\d$)", "+", str(value)))
        except ValueError:
            raise InvalidError(f"Invalid {name} provided") from None
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)

    def minute(self, name: str) -> int | None:
        """A time of day as minutes after midnight: `8:00am`, `08:00`, `14:59`, `3pm`."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        text = str(value).strip()
        if whole := _CLOCK_HOUR.fullmatch(text):
            hour, minute, half = int(whole[1]), 0, whole[2].lower()
        elif clock := _CLOCK.fullmatch(text):
            hour, minute, half = int(clock[1]), int(clock[2]), (clock[3] or "").lower()
        else:
            raise InvalidError(f"Invalid {name} provided")
        if half and not 1 <= hour <= 12:
            raise InvalidError(f"Invalid {name} provided")
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if minute > 59 or hour * 60 + minute >= _MINUTES_A_DAY:
            raise InvalidError(f"Invalid {name} provided")
        return hour * 60 + minute

    def objects(self, name: str) -> list[Params] | None:
        """A list of objects."""
        value = self.values.get(name)
        if value is None:
            return None
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, dict) for item in items):
            raise InvalidError(f"Invalid {name}")
        return [Params(item) for item in items]

    def nested(self, name: str) -> Params | None:
        """An object."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, dict):
            raise InvalidError(f"Invalid {name}")
        return Params(value)

    def upload(self, name: str) -> Upload | None:
        """A file of a multipart request."""
        value = self.values.get(name)
        return value if isinstance(value, Upload) else None

    def required(self, *names: str) -> None:
        """Raise InvalidError for the first of `names` that is absent or blank."""
        for name in names:
            if self.values.get(name) in (None, ""):
                label = name.removesuffix("_id").replace("_", " ").capitalize()
                raise InvalidError(f"{label} can't be blank")


def nest(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Rails-style form keys as nested values.

    `a[b]=1` is `{"a": {"b": "1"}}`; `a[]=1` appends; `a[][b]=1` appends an object, or fills the last one that has no
    `b` yet; `a[0][b]`, `a[0]b` number the objects.
    """
    result: dict[str, Any] = {}
    for key, value in pairs:
        _put(result, [inner or outer for inner, outer in _KEY_PARTS.findall(key)] or [key], value)
    return {key: _lists(value) for key, value in result.items()}


def _put(target: dict[str, Any], path: list[str], value: Any) -> None:
    head, *rest = path
    if not rest:
        target[head] = value
        return
    child = target.setdefault(head, {})
    if not isinstance(child, dict):
        child = target[head] = {}
    if rest[0] != "":
        _put(child, rest, value)
        return
    last = str(len(child) - 1)
    following = rest[1:]
    if following and last in child and isinstance(child[last], dict) and following[0] not in child[last]:
        _put(child[last], following, value)
    elif following:
        child[str(len(child))] = {}
        _put(child[str(len(child) - 1)], following, value)
    else:
        child[str(len(child))] = value


def _lists(value: Any) -> Any:
    """Objects whose keys are all numbers become lists, in the numbers' order."""
    if not isinstance(value, dict):
        return value
    if value and all(key.isdigit() for key in value):
        return [_lists(value[key]) for key in sorted(value, key=int)]
    return {key: _lists(inner) for key, inner in value.items()}


async def read_params(request: Request) -> Params:
    """Everything the request carries. Raises RefusalError (400) for a body that is not what its type says."""
    values = nest(request.query_params.multi_items())
    values.pop("access_token", None)
    values.pop("account_id", None)
    if request.method in ("GET", "HEAD"):
        return Params(values)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form() as form:
            pairs = [
                (
                    key,
                    Upload(item.filename or "", item.content_type or "", await item.read())
                    if isinstance(item, UploadFile)
                    else item,
                )
                for key, item in form.multi_items()
            ]
        return Params(values | nest(pairs))
    body = await request.body()
    if not body.strip():
        return Params(values)
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise RefusalError(400, "There was a problem in the JSON you submitted") from None
    if not isinstance(sent, dict):
        raise RefusalError(400, "There was a problem in the JSON you submitted")
    return Params(values | sent)
