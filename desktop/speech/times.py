"""Times of day as Whisper writes them down: "from 10 to 12, 15" is ten to twelve fifteen, "from 415 to 5" four fifteen.

Only a stretch from one time to another is put right, and no number that has a unit behind it: "from 9 to 11, 30 minutes
on Acme" says something else.
"""

from __future__ import annotations

import re

_TIME = r"(?:1\d|2[0-3]|[1-9])(?:(?:,?\s|:)?[0-5]\d)?"
_PART = re.compile(r"(\d{1,2}?),?\s?([0-5]\d)")
_STRETCH = re.compile(
    rf"\b(?P<lead>from\s+)(?P<start>{_TIME})(?P<link>\s*(?:,\s*)?(?:to|till|until)\s+)(?P<end>{_TIME}|noon|midnight)\b"
    r"(?![:.]\d|\s*(?:%|(?:hours?|minutes?|mins?|days?|percent|dollars|euros)\b))",
    re.IGNORECASE,
)


def with_times(text: str) -> str:
    """The text with such times written as times are: "from 10 to 12:15"."""
    return _STRETCH.sub(lambda found: found["lead"] + _time(found["start"]) + found["link"] + _time(found["end"]), text)


def _time(written: str) -> str:
    parts = _PART.fullmatch(written)
    return f"{parts[1]}:{parts[2]}" if parts else written
