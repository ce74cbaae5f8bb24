"""Which parameters fill which fields of a record, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from desktop.demo.errors import InvalidError
from desktop.demo.params import Params
from desktop.demo.records import Record

R = TypeVar("R", bound=Record)
_KEEP = object()


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter that fills the field of the same name. Null stores `blank`; without one it changes nothing."""

    name: str
    read: Callable[[Params, str], Any]
    blank: Any = _KEEP


def texts(*names: str, blank: str | None = "") -> tuple[Field, ...]:
    """Texts; null is stored as `blank`."""
    return tuple(Field(name, Params.text, blank) for name in names)


def flags(*names: str) -> tuple[Field, ...]:
    """Truth values."""
    return tuple(Field(name, Params.boolean) for name in names)


def numbers(*names: str) -> tuple[Field, ...]:
    """Decimals that may be null."""
    return tuple(Field(name, Params.decimal, None) for name in names)


def days(*names: str) -> tuple[Field, ...]:
    """Days that may be null."""
    return tuple(Field(name, Params.day, None) for name in names)


def choice(name: str, allowed: Sequence[str]) -> Field:
    """One of a few words. Reading raises InvalidError for any other."""

    def read(params: Params, key: str) -> str | None:
        value = params.text(key)
        if value is not None and value not in allowed:
            raise InvalidError(f"{key.replace('_', ' ').capitalize()} is not included in the list")
        return value

    return Field(name, read)


def filled(record: R, params: Params, fields: Sequence[Field], now: datetime) -> R:
    """The record with every field whose parameter was sent, updated now."""
    changes: dict[str, Any] = {"updated_at": now}
    for field in fields:
        if not params.sent(field.name):
            continue
        value = field.read(params, field.name)
        if value is not None:
            changes[field.name] = value
        elif field.blank is not _KEEP:
            changes[field.name] = field.blank
    return replace(record, **changes)
