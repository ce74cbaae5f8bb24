"""Numbers and days in the language of the screen: 4 hours come in, `4.00` goes out, and `4,00` in German.

JSON, text messages and everything that is kept or computed with use `text/plain.py`, which is always English.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from desktop.text import plain
from desktop.text.language import tr


def hours(value: Decimal) -> str:
    """Decimal hours with two places: `1.50`, `1,50`."""
    return plain.hours(value).replace(".", tr("."))


def figure(value: float) -> str:
    """A measured figure with one place: `1.5`, `1,5`."""
    return f"{value:.1f}".replace(".", tr("."))


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 entry`, `2 entries`; `1 Eintrag`, `2 Einträge`. Both nouns are marked by being given here."""
    return f"{number} {tr(noun if number == 1 else plural or noun + 's')}"


def keys(value: str) -> str:
    """`Ctrl+1`, `Strg+1`: as the keys are labelled."""
    return "+".join(tr(key) if key in ("Ctrl", "Shift", "Space") else key for key in value.split("+"))


def weekday(value: date) -> str:
    """`Fri`, `Fr`."""
    return tr(plain.WEEKDAYS[value.weekday()])


def short_day(value: date) -> str:
    """`Fri 20 Nov`, `Fr 20. Nov`."""
    month = tr(plain.MONTHS[value.month - 1])
    return tr("{weekday} {day} {month}", weekday=weekday(value), day=value.day, month=month)


def day(value: date, today: date) -> str:
    """`Today, Fri 20 Nov`; the year only where it differs from today's."""
    words = short_day(value) + (f" {value.year}" if value.year != today.year else "")
    near = {today: "Today", today - timedelta(days=1): "Yesterday", today + timedelta(days=1): "Tomorrow"}.get(value)
    return f"{tr(near)}, {words}" if near else words


def day_spoken(value: date) -> str:
    """A day for screen readers: `Friday 20 November 2026`, `Freitag 20. Nov 2026`."""
    name, month = tr(plain.FULL_DAYS[value.weekday()]), tr(plain.MONTHS[value.month - 1])
    return tr("{weekday} {day} {month}", weekday=name, day=value.day, month=month) + f" {value.year}"
