"""What every model shares: how answers are read, how requests are written, numbers and clock times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Context, Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Payload: TypeAlias = "dict[str, Json]"
"""What `json.dumps` takes as it is."""

# A double keeps fifteen significant digits of any decimal: up to there its shortest text is the decimal itself.
_EXACT: Final = Context(prec=15)


class Clock(StrEnum):
    """How the company writes times of day; Harvest wants them sent the way that it shows them."""

    TWELVE = "12h"
    TWENTY_FOUR = "24h"


class Answer(BaseModel):
    """Something that Harvest sent: frozen; unknown keys are ignored, and null counts as missing.

    Only what makes no sense to go without (an id, a date, hours) is required; all else has a default.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="ignore", coerce_numbers_to_str=True, hide_input_in_errors=True, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_nulls(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            return {key: value for key, value in data.items() if value is not None}
        return data


class Request(BaseModel):
    """Something to be sent: frozen; None means "not sent". `model_dump_json` and back keeps it exactly."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    not_sent: ClassVar[frozenset[str]] = frozenset()
    """Fields that say how to send, and are no part of the body."""

    def payload(self) -> Payload:
        """The JSON body: only what was set, numbers as exact JSON numbers, dates as `YYYY-MM-DD`."""
        return {
            name: to_json(value)
            for name in type(self).model_fields
            if name not in self.not_sent and (value := getattr(self, name)) is not None
        }


class Named(Answer):
    """A stub: the id and name of something. Id 0 and "" where Harvest left it out."""

    id: int = 0
    name: str = ""


class ClientRef(Named):
    """A stub of a client. `currency` is "" where this endpoint does not give it."""

    currency: str = ""


class ProjectRef(Named):
    """A stub of a project. `code` is "" where it has none."""

    code: str = ""


class InvoiceRef(Answer):
    """The invoice that an entry or expense is on; its number is text."""

    id: int
    number: str = ""


def json_number(value: Decimal) -> int | float:
    """The number whose JSON text is the decimal itself (rounded to 15 significant digits where it has more).

    >>> json_number(Decimal("1.40")), json_number(Decimal("8.00")), json_number(Decimal("0.1") + Decimal("0.2"))
    (1.4, 8, 0.3)
    """
    if not value.is_finite():
        raise ValueError("not a finite number")
    rounded = _EXACT.plus(value)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def to_json(value: object) -> Json:
    """The JSON form of a value of a request model."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return json_number(value)
        case datetime():
            return value.isoformat()
        case date():
            return value.isoformat()
        case Request():
            return value.payload()
        case tuple() | list():
            return [to_json(item) for item in value]
        case _:
            raise TypeError(f"{type(value).__name__} has no JSON form here")


_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)


def parse_clock(text: object) -> object:
    """A time of day as Harvest writes it (`8:00am`, `2:59pm`, `14:59`); anything else is left to pydantic to judge."""
    if not isinstance(text, str):
        return text
    found = _TIME.fullmatch(text.strip())
    if not found:
        return text
    hour, minute = int(found[1]), int(found[2])
    if found[4]:
        if not 1 <= hour <= 12:
            return text
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return time(hour, minute, int(found[3] or 0)) if hour < 24 and minute < 60 else text


def format_clock(value: time, clock: Clock) -> str:
    """As Harvest writes it: `8:00am` for a 12-hour company, `08:00` for a 24-hour one. Seconds are dropped."""
    if clock is Clock.TWENTY_FOUR:
        return f"{value:%H:%M}"
    return f"{value.hour % 12 or 12}:{value:%M}{'am' if value.hour < 12 else 'pm'}"


ClockTime = Annotated[time, BeforeValidator(parse_clock)]
"""A time of day in the entry user's zone, minute precision."""
