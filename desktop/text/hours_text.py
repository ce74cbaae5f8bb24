"""Reads what people type into an hours field: `1.5`, `1,5`, `1:30`, `1h30`, `90m`, `1h 15m`, `.5 + 15m`. Knows no Qt.

Only a field, not a sentence: anything that is not wholly a duration is refused (None), never guessed at.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

MAX_HOURS = Decimal(24)

_NUMBER = r"(?:\d{1,4}(?:[.,]\d{1,6})?|[.,]\d{1,6})"
_HOUR = r"h(?:rs?|ours?)?"
_MINUTE = r"m(?:ins?|inutes?)?"
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_COMPACT = re.compile(rf"(\d{{1,2}}){_HOUR}([0-5]?\d)(?:{_MINUTE})?")
_HOURS_AND_MINUTES = re.compile(rf"(?:({_NUMBER}){_HOUR})?(?:({_NUMBER}){_MINUTE})?")
_TWO_NUMBERS = re.compile(r"[\d.,:]\s+[\d.,:]")  # "1 2" is no 12
_PLAIN = re.compile(_NUMBER)


def parse_hours(text: str) -> Decimal | None:
    """Hours over 0 and at most 24 as an exact decimal, or None where `text` is not such a duration.

    Minutes become hours rounded to four places (10 minutes: 0.1667), which is finer than Harvest's two.
    Terms may be added with `+`.
    """
    if _TWO_NUMBERS.search(text):
        return None
    terms = [_term("".join(term.split()).casefold()) for term in text.split("+")]
    known = [term for term in terms if term is not None]
    if len(known) != len(terms):
        return None
    total = sum(known, Decimal(0))
    return total if 0 < total <= MAX_HOURS else None


def _term(text: str) -> Decimal | None:
    if found := _CLOCK.fullmatch(text) or _COMPACT.fullmatch(text):
        return Decimal(found[1]) + _minutes(Decimal(found[2]))
    if _PLAIN.fullmatch(text):
        return _number(text)
    found = _HOURS_AND_MINUTES.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    whole, minutes = (_number(part) if part else Decimal(0) for part in found.groups())
    return None if whole is None or minutes is None else whole + _minutes(minutes)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def _minutes(value: Decimal) -> Decimal:
    return (value / 60).quantize(Decimal("0.0001")).normalize()
