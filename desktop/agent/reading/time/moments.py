"""Moments as machines write them: "2026-11-18T09:00", and the time between two: "2026-11-18 09:00/2026-11-18 11:30"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from desktop.agent.reading.text.quantities import Quantity, in_hours, low
from desktop.agent.reading.text.tokens import Token
from desktop.agent.reading.time.days import Days

_MOMENT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?: |(t))(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?((?(4)(?:z|[+-]\d{2}:?\d{2})|(?!)))?"
)
_MOST_TOKENS = 20
_JOINTS = frozenset("/ - – — to until till".split())
_LONGEST = 24


def moment_on(tokens: Sequence[Token], i: int) -> tuple[datetime, int, bool] | None:
    """The moment that begins at token `i`, the token after it, and whether it has a zone of its own."""
    if len(low(tokens, i)) != 4 or low(tokens, i + 1) != "-" or not low(tokens, i).isdigit():
        return None
    pieces = tokens[i : i + _MOST_TOKENS]
    line = "".join(token.low if token.glued or k == 0 else f" {token.low}" for k, token in enumerate(pieces))
    found = _MOMENT.match(line)
    if found is None:
        return None
    end, length = i, 0
    while length < found.end():
        length += len(tokens[end].low) + (not tokens[end].glued and end > i)
        end += 1
    year, month, day, hour, minute = (int(found[k]) for k in (1, 2, 3, 5, 6))
    try:
        return datetime(year, month, day, hour, minute, int(found[7] or 0)), end, found[8] is not None
    except ValueError:
        return None


def moments_at(tokens: Sequence[Token], i: int) -> tuple[Days, Quantity | None, int] | None:
    """The day of a moment and the token after it; of two moments the time between them too.

    Of moments with a zone the hours are known, but not what the clock on the wall said.
    """
    first = moment_on(tokens, i)
    if first is None:
        return None
    begun, end, zoned = first
    days = Days((begun.date(),), end)
    second = moment_on(tokens, end + 1) if low(tokens, end) in _JOINTS else None
    if second is None:  # "2026-11-18 09:00-11:30" is a day and a range
        return (days, None, end) if any(token.low == "t" for token in tokens[i:end]) else None
    hours = in_hours(Decimal((second[0] - begun).total_seconds()) / 3600)
    if not 0 < hours <= _LONGEST:
        return days, Quantity(None, second[1], code="clock_unclear"), second[1]
    clock = not zoned and begun.date() == second[0].date()
    started, ended = (begun.time(), second[0].time()) if clock else (None, None)
    return days, Quantity(hours, second[1], started=started, ended=ended), second[1]
