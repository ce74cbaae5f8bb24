"""The moment at which something was said, as text: "2026-11-20T18:05:00" becomes a local time without zone."""

from __future__ import annotations

from datetime import datetime

YEARS = range(1970, 2200)
"""Years in which people log time; elsewhere "last week" may have no date."""


def parse_moment(text: str) -> datetime:
    """The local time. Raises ValueError, with a sentence, where it is no ISO time or of no such year."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise ValueError(f"{text!r} is no date and time such as 2026-11-20T18:05:00") from None
    if moment.year not in YEARS:
        raise ValueError(f"{text!r} is of no year from {YEARS[0]} to {YEARS[-1]}")
    return moment
