"""Amounts that are hours here and money there, and lengths of weeks, as people say them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from desktop.agent.insights.answer import Money
from desktop.agent.wording import hours_text
from desktop.text.money_text import money_text

_NUMBERS: Final = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def amount_text(amount: Decimal, currency: str | None) -> str:
    """Hours where there is no currency (None), else money."""
    return hours_text(amount) if currency is None else money_text(amount, currency)


def cell_of(amount: Decimal, currency: str | None) -> Decimal | Money:
    """As `amount_text`, as a cell of a table."""
    return amount if currency is None else Money(amount, currency)


def weeks_words(weeks: Decimal, before: str = "in") -> str:
    """ "in two weeks", "within a week", "another five weeks", "in about four months"; the number is rounded."""
    if weeks < 1:
        return "within a week" if before == "in" else "less than a week"
    count = int(weeks.to_integral_value(ROUND_HALF_UP))
    if count <= 12:
        number = "one" if count == 1 and before != "in" else _NUMBERS[count]
        return f"{before} {number} {'week' if count == 1 else 'weeks'}"
    months = int((weeks * 12 / 52).to_integral_value(ROUND_HALF_UP))
    return f"{before} {months} months" if months < 24 else f"{before} {months // 12} years"
