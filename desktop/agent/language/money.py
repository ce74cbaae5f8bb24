"""Amounts of money in words: "$42.50", "eighteen dollars", "129.99 EUR"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktop.agent.language.durations import low
from desktop.agent.language.numbers import number_at
from desktop.agent.language.tokens import Token, TokenKind

SIGNS = frozenset("$ € £ ¥".split())
CURRENCIES = frozenset(
    "dollar dollars buck bucks usd euro euros eur pound pounds quid gbp franc francs chf cad aud yen jpy".split()
)


def _with_cents(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    """A number with thousands marks and cents: "1,250.00"."""
    if i < len(tokens) and tokens[i].kind is TokenKind.DIGITS:
        figures, j = tokens[i].text, i + 1
        while (
            low(tokens, j) == ","
            and j + 1 < len(tokens)
            and tokens[j].glued
            and tokens[j + 1].glued
            and tokens[j + 1].kind is TokenKind.DIGITS
            and len(tokens[j + 1].text) == 3
        ):
            figures, j = figures + tokens[j + 1].text, j + 2
        if j > i + 1 and len(figures) <= 12:
            if low(tokens, j) == "." and j + 1 < len(tokens) and tokens[j + 1].glued and len(tokens[j + 1].text) == 2:
                return Decimal(f"{figures}.{tokens[j + 1].text}"), j + 2
            return Decimal(figures), j
    number = number_at(tokens, i)
    return (number.value, number.end) if number else None


def spoken_amount_at(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    """ "forty two fifty": whole and hundredths said one after the other, beside the word "expense"."""
    whole = number_at(tokens, i)
    if whole is None or not whole.words or whole.value != int(whole.value):
        return None
    cents = number_at(tokens, whole.end)
    if cents is None or not cents.words or not 10 <= cents.value < 100:
        return whole.value, whole.end
    return whole.value + cents.value / 100, cents.end


def amount_at(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    """The amount that begins at token `i`, with a sign before or a currency after it, and the token after it."""
    if low(tokens, i) in SIGNS:
        return _with_cents(tokens, i + 1)
    value = _with_cents(tokens, i)
    if value is None:
        return None
    amount, end = value
    if low(tokens, end) in SIGNS:
        return amount, end + 1
    if low(tokens, end) not in CURRENCIES:
        return None
    end += 1
    j = end + 1 if low(tokens, end) == "and" else end
    cents = number_at(tokens, j)
    if cents is not None and low(tokens, cents.end) in ("cent", "cents", "pence", "p"):
        return amount + cents.value / 100, cents.end + 1
    if cents is not None and j == end and cents.words and cents.value < 100 and amount == int(amount):
        return amount + cents.value / 100, cents.end  # "twelve dollars fifty"
    return amount, end


def plain_amount_at(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    """A number with two decimals ("129.99"), which beside the word "expense" is money without a sign."""
    if (
        i >= len(tokens)
        or tokens[i].kind is not TokenKind.DIGITS
        or (i and tokens[i].glued and tokens[i - 1].low in ".,")
    ):
        return None
    return _with_cents(tokens, i)
