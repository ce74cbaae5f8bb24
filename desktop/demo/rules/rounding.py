"""Rounding of hours and money."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from desktop.demo.records import Company

HUNDREDTH = Decimal("0.01")


def exact(hours: Decimal) -> Decimal:
    """Hours as Harvest stores them: two decimals."""
    return hours.quantize(HUNDREDTH, ROUND_HALF_UP)


def rounded(company: Company, hours: Decimal) -> Decimal:
    """Hours after the account's rounding: to the nearest or up to 6, 15 or 30 minutes, per entry, before any sum."""
    if not company.rounding_minutes:
        return hours
    step = Decimal(company.rounding_minutes) / 60
    mode = ROUND_CEILING if company.rounding_mode == "up" else ROUND_HALF_UP
    return (hours / step).to_integral_value(mode) * step


def cents(amount: Decimal) -> Decimal:
    """Money to two decimals, halves up."""
    return amount.quantize(HUNDREDTH, ROUND_HALF_UP)
