"""Reads a time of day as people type it into a field: `17:30`, `5:30 pm`, `1730`, `17.30`, `5pm`, `9`. Knows no Qt.

Only a field, not a sentence: anything that is not wholly a time is refused (None), never guessed at.
"""

from __future__ import annotations

import re
from datetime import time

_CLOCK = re.compile(r"(\d{1,2}?)(?:[:.h]?([0-5]\d))?(?:([ap])\.?m?\.?)?")
_NOON = 12


def parse_clock(text: str) -> time | None:
    """The time of day to the minute, or None where `text` is not one."""
    found = _CLOCK.fullmatch("".join(text.split()).casefold())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return time(hour, minute) if hour < 24 else None


def shown_clock(value: time) -> str:
    """`17:30`."""
    return f"{value.hour}:{value.minute:02}"
