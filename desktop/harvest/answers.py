"""From Harvest's bytes to values and errors. Everything in an answer is untrusted."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from desktop.harvest.errors import Forbidden, HarvestError, NotFound, NotSignedIn, Refused, Throttled, Unclear
from desktop.harvest.text import plain

A = TypeVar("A", bound=BaseModel)

_LONGEST_MESSAGE = 300
_UNREADABLE = "Harvest's answer cannot be read."


def parse(body: bytes) -> Any:
    """The JSON value, with every number that has a point as an exact `Decimal`. Raises `Unclear` if it is not JSON."""
    try:
        value = json.loads(body, parse_float=Decimal, parse_constant=_no_constant)
        return _without_halves(value) if b"\\ud" in body or b"\\uD" in body else value
    except (ValueError, RecursionError):
        raise Unclear(_UNREADABLE) from None


def read(model: type[A], value: object) -> A:
    """One object of an answer. Raises `Unclear` if it lacks what the model cannot do without, or has wrong types."""
    try:
        return model.model_validate(value)
    except (ValidationError, ValueError, RecursionError) as error:
        fields = _fields(error)
        raise Unclear(f"{_UNREADABLE} ({model.__name__}{': ' + fields if fields else ''})") from None


def error_for(response: httpx.Response, secret: str) -> HarvestError:
    """The error that a status other than 2xx stands for. `secret` is taken out of what Harvest said."""
    status = response.status_code
    message = _message(response, secret)
    match status:
        case 401:
            return NotSignedIn(message, status=status)
        case 403:
            return Forbidden(message, status=status)
        case 404:
            return NotFound(message, status=status)
        case 429:
            return Throttled(message, status=status)
        case 408:
            return Unclear("Harvest gave up waiting for the request.", status=status)
        case _ if 400 <= status < 500:
            return Refused(message, status=status)
        case _ if status >= 500:
            return Unclear(f"Harvest has a problem of its own (status {status}).", status=status)
        case _:
            # A token is not carried along a redirect, and Harvest's API has none.
            return Unclear(f"Harvest's answer was of an unexpected kind (status {status}).", status=status)


def _message(response: httpx.Response, secret: str) -> str:
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(body, dict):
        return ""
    for key in ("message", "error_description", "error"):
        text = body.get(key)
        if isinstance(text, str) and text.strip():
            return plain(text.replace(secret, "…") if secret else text, _LONGEST_MESSAGE)
    return ""


def _fields(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return ""
    paths = {".".join(str(part) for part in detail["loc"]) for detail in error.errors(include_input=False)}
    return ", ".join(sorted(paths)[:3])


def _without_halves(value: Any) -> Any:
    """The value with halves of surrogate pairs, which JSON can spell and no encoding can hold, replaced."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_without_halves(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_halves(item) for key, item in value.items()}
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
