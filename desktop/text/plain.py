"""Words made fit to be shown: names and notes are untrusted, numbers and days get one form. Knows no Qt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

# Marks that reorder or hide neighbouring text. Zero-width joiners stay: Persian, Hindi and emoji are spelt with them.
_HIDDEN = frozenset("\u200b\u200e\u200f\u061c\u2060\ufeff\u00ad" + "".join(map(chr, range(0x202A, 0x202F))))
_HIDDEN |= frozenset(map(chr, range(0x2066, 0x206A)))
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# As `html.escape` has it, whose module is half a megabyte of entities.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def shown(text: str, limit: int = 500) -> str:
    """One line of `text` without control, bidirectional-override and zero-width characters, at most `limit` long."""
    return " ".join(shown_lines(text, limit).split())


def shown_lines(text: str, limit: int = 4000) -> str:
    """As `shown`, but line breaks stay."""
    if text.isprintable() and len(text) <= limit:
        return text.strip()  # nearly all names: all that could hide something is not printable
    kept: list[str] = []
    for char in text[: limit * 2].replace("\r\n", "\n").replace("\u2028", "\n"):
        if char in "\n\t":
            kept.append(char)
        elif char not in _HIDDEN:
            kept.append(" " if unicodedata.category(char) in ("Cc", "Cs", "Co", "Zl", "Zp") else char)
    cleaned = "".join(kept).strip()
    return cleaned if len(cleaned) <= limit else cleaned[: limit - 1] + "…"


def joined(parts: Iterable[str], separator: str = " · ") -> str:
    """Names in one line, each isolated so that right-to-left letters in one cannot reorder the next."""
    return separator.join(isolated(part) for part in map(shown, parts) if part)


def isolated(text: str) -> str:
    """`text`, wrapped in isolating marks where it has right-to-left letters."""
    if not text.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text


def tooltip(text: str) -> str:
    """`text` as a tooltip. Qt guesses whether a tooltip is HTML, so plain words are escaped and marked as such."""
    cleaned = shown_lines(text)
    return f"<p style='white-space:pre-wrap'>{cleaned.translate(_ESCAPED)}</p>" if cleaned else ""


def label(text: str) -> str:
    """`text` for a button or a menu, where a single & would become a shortcut."""
    return shown(text).replace("&", "&&")


def hours(value: Decimal) -> str:
    """Decimal hours with two places, as Harvest shows them: `1.50`."""
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


def hours_spoken(value: Decimal) -> str:
    """Hours as people say them: `1 h 30 min`; seconds are rounded to the minute."""
    minutes = int((value * 60).quantize(Decimal(1), ROUND_HALF_UP))
    whole, rest = divmod(minutes, 60)
    return " ".join(part for part, wanted in ((f"{whole} h", whole or not rest), (f"{rest} min", rest)) if wanted)


def day(value: date, today: date) -> str:
    """A day with its weekday: `Today, Fri 20 Nov`; the year only where it differs from today's."""
    words = f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"
    if value.year != today.year:
        words += f" {value.year}"
    near = {today: "Today, ", today - timedelta(days=1): "Yesterday, ", today + timedelta(days=1): "Tomorrow, "}
    return near.get(value, "") + words


def day_spoken(value: date) -> str:
    """A day for screen readers: `Friday 20 November 2026`."""
    return f"{FULL_DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


def clock(start: time | None, end: time | None) -> str:
    """Start and end of an entry: `9:30–11:00`; "" where neither is known."""
    known = [f"{moment.hour}:{moment.minute:02}" if moment else "" for moment in (start, end)]
    return "–".join(known) if any(known) else ""


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 entry`, `2 entries`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
