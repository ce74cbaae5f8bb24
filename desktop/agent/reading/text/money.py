"""Amounts of money in words: "$42.50", "EUR 40", "1.2k dollars", "three hundred and ten dollars", "129.99"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktop.agent.reading.text.numbers import number_at, small
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.tokens import Token, TokenKind

SIGNS = frozenset("$ € £ ¥".split())
_CODES = frozenset("usd eur gbp chf cad aud nzd jpy sek nok dkk pln".split())
CURRENCIES = _CODES | frozenset(
    """dollar dollars buck bucks euro euros pound pounds quid franc francs yen fiver tenner kronor kroner rupees zloty
    """.split()
)
_CENTS = frozenset("cent cents pence p ct".split())
_MOST_FIGURES = 12

_Amount = tuple[Decimal, int]


def amount_at(tokens: Sequence[Token], i: int) -> _Amount | None:
    """The amount that begins at token `i`, with a currency before or after it, and the token after it."""
    if low(tokens, i) in SIGNS or (low(tokens, i) in _CODES and low(tokens, i + 1)[:1].isdigit()):
        return _value_at(tokens, i + 1)
    value = _value_at(tokens, i)
    if value is None:
        return None
    amount, end = value
    if low(tokens, end) in _CENTS and (low(tokens, end) != "p" or tokens[end].glued):
        return amount / 100, end + 1
    if low(tokens, end) in SIGNS:
        return _with_glued_cents(tokens, amount, end + 1)
    if low(tokens, end) == "grand":
        return amount * 1000, end + 1
    if low(tokens, end) not in CURRENCIES:
        return None
    return _with_cents_after(tokens, amount, end + 1)


def plain_amount_at(tokens: Sequence[Token], i: int) -> _Amount | None:
    """A number in figures ("129.99"), which beside the word "expense" is money without a currency."""
    if (
        i >= len(tokens)
        or tokens[i].kind is not TokenKind.DIGITS
        or (i and tokens[i].glued and (tokens[i - 1].low in ".,#-/" or tokens[i - 1].kind is TokenKind.WORD))
    ):
        return None
    return _value_at(tokens, i)


def spoken_amount_at(tokens: Sequence[Token], i: int) -> _Amount | None:
    """ "forty two fifty": whole and hundredths said one after the other, beside the word "expense"."""
    whole = _spelt_at(tokens, i)
    if whole is None:
        return None
    cents = small(tokens, whole[1])
    if cents is None or not 10 <= cents[0] < 100:
        return whole
    return whole[0] + Decimal(cents[0]) / 100, cents[1]


def _value_at(tokens: Sequence[Token], i: int) -> _Amount | None:
    """A number with thousands marks, cents, or a "k" behind it: "1,250.00", "1.250,00", "1.2k"."""
    grouped = _grouped_at(tokens, i)
    if grouped is not None:
        return grouped
    spelt = _spelt_at(tokens, i)
    number = number_at(tokens, i)
    if number is None or (spelt is not None and spelt[1] > number.end):
        return spelt
    value, end = number.value, number.end
    if (low(tokens, end) == "k" and tokens[end].glued) or low(tokens, end) == "thousand":
        return value * 1000, end + 1
    return value, end


def _grouped_at(tokens: Sequence[Token], i: int) -> _Amount | None:
    """Figures in groups of three: "1,250", "1.250,00", "12,000.50"."""
    if i >= len(tokens) or tokens[i].kind is not TokenKind.DIGITS or len(tokens[i].text) > 3:
        return None
    figures, j, mark = tokens[i].text, i + 1, low(tokens, i + 1)
    while mark in (",", ".") and low(tokens, j) == mark and _glued_figures(tokens, j, 3):
        figures, j = figures + tokens[j + 1].text, j + 2
    if j == i + 1 or len(figures) > _MOST_FIGURES:
        return None
    other = "." if mark == "," else ","
    if low(tokens, j) == other and _glued_figures(tokens, j, 2):
        return Decimal(f"{figures}.{tokens[j + 1].text}"), j + 2
    return Decimal(figures), j


def _glued_figures(tokens: Sequence[Token], j: int, count: int) -> bool:
    """Whether a mark at token `j` joins so many figures to what stands before it."""
    if j + 1 >= len(tokens) or not (tokens[j].glued and tokens[j + 1].glued):
        return False
    return tokens[j + 1].kind is TokenKind.DIGITS and len(tokens[j + 1].text) == count


def _spelt_at(tokens: Sequence[Token], i: int) -> _Amount | None:
    """A whole number in words: "three hundred and ten", "a thousand", "twelve hundred", "two thousand four hundred"."""
    total, end = 0, i
    while end - i < 12:
        part = small(tokens, end)
        if part is None and low(tokens, end) == "a" and low(tokens, end + 1) in ("hundred", "thousand") and end == i:
            part = (1, end + 1)
        if part is None:
            break
        value, j = part
        if low(tokens, j) == "hundred":
            value, j = value * 100, j + 1
            after = j + 1 if low(tokens, j) == "and" else j
            if (rest := small(tokens, after)) is not None:
                value, j = value + rest[0], rest[1]
        if low(tokens, j) != "thousand":
            return Decimal(total + value), j
        total, end = total + value * 1000, j + 1
        if low(tokens, end) == "and":
            if small(tokens, end + 1) is None:
                break
            end += 1
    return (Decimal(total), end) if total else None


def _with_glued_cents(tokens: Sequence[Token], amount: Decimal, end: int) -> _Amount:
    """ "12€50"."""
    more = tokens[end] if end < len(tokens) else None
    if more is not None and more.glued and more.kind is TokenKind.DIGITS and len(more.text) == 2:
        return amount + Decimal(more.text) / 100, end + 1
    return amount, end


def _with_cents_after(tokens: Sequence[Token], amount: Decimal, end: int) -> _Amount:
    """ "twelve dollars fifty", "five dollars and fifty cents", "30 bucks 20"."""
    j = end + 1 if low(tokens, end) == "and" else end
    cents = number_at(tokens, j)
    if cents is None or cents.value >= 100 or amount != int(amount):
        return amount, end
    if low(tokens, cents.end) in _CENTS:
        return amount + cents.value / 100, cents.end + 1
    if cents.words and j == end and cents.value == int(cents.value):
        return amount + cents.value / 100, cents.end
    return amount, end
