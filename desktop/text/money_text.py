"""Amounts as people read them: `$1,234.50`, `€80.00`, `1,234.50 CHF`; a minus stands in front. Knows no Qt."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

CENT: Final = Decimal("0.01")
_SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "AUD": "A$", "CAD": "C$", "NZD": "NZ$", "INR": "₹"}
#: ISO 4217 currencies that have no smaller unit.
_WHOLE: Final = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())


def cents(amount: Decimal) -> Decimal:
    """The amount to two decimals, halves away from zero, as Harvest rounds money."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def money_text(amount: Decimal, currency: str) -> str:
    """An amount with its currency; without one the bare number."""
    places = Decimal(1) if currency in _WHOLE else CENT
    rounded = amount.quantize(places, ROUND_HALF_UP)
    minus, number = "−" if rounded < 0 else "", f"{abs(rounded):,f}"
    sign = _SIGNS.get(currency)
    if sign:
        return f"{minus}{sign}{number}"
    return f"{minus}{number} {currency}".strip()
