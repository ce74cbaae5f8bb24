"""An answer's pictures as tables, for pages that paint none: the hours of a week's days, a budget by its weeks."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from desktop.agent.insights.answer import (
    Bars,
    BurnDown,
    Cell,
    Column,
    InvoiceParts,
    Money,
    Picture,
    Table,
    Unit,
)

_MOST_POINTS: Final = 12
"""Of a budget's way: its last day, and so many before it at equal distances."""


def table_of(picture: Picture) -> Table:
    """The values of a picture, under its title."""
    match picture:
        case Bars():
            return _bars(picture)
        case BurnDown():
            return _burn_down(picture)
        case InvoiceParts():
            return _parts(picture)


def _bars(picture: Bars) -> Table:
    has_full = any(bar.capacity is not None for bar in picture.bars)
    columns = ("Billable", "Other", "All", *(["Full"] if has_full else []))
    rows = tuple(
        (bar.label, bar.billable, bar.other, bar.billable + bar.other, *([bar.capacity] if has_full else []))
        for bar in picture.bars
    )
    return Table((Column(""), *(Column(name, Unit.HOURS) for name in columns)), rows, picture.title)


def _burn_down(picture: BurnDown) -> Table:
    unit = Unit.MONEY if picture.currency else Unit.HOURS

    def value(amount: Decimal) -> Cell:
        return Money(amount, picture.currency) if picture.currency else amount

    step = max(1, -(-len(picture.spent) // _MOST_POINTS))
    chosen = picture.spent[::-1][::step][::-1]
    rows = tuple((day, value(spent), value(picture.budget - spent)) for day, spent in chosen)
    return Table((Column("Day", Unit.DAY), Column("Spent", unit), Column("Left", unit)), rows, picture.title)


def _parts(picture: InvoiceParts) -> Table:
    def value(amount: Decimal | None) -> Cell:
        return None if amount is None else Money(amount, picture.currency)

    before = [Column(picture.before, Unit.MONEY)] if picture.before else []
    rows = tuple(
        (part.label, value(part.amount), *([value(part.before)] if picture.before else [])) for part in picture.parts
    )
    return Table((Column(""), Column(picture.name, Unit.MONEY), *before), rows, picture.title)
