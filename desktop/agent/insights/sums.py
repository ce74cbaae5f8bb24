"""Sums over rows of tracked time: hours exact and rounded, billable or not, by whatever they are grouped by."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from desktop.harvest.work import Work

ZERO: Final = Decimal(0)
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum:
    """Hours of some entries. `rounded` is the sum of entries that were rounded one by one, as Harvest counts."""

    hours: Decimal = ZERO
    rounded: Decimal = ZERO
    billable: Decimal = ZERO
    count: int = 0

    @property
    def other(self) -> Decimal:
        """Hours that are not billable."""
        return self.hours - self.billable


def total(rows: Iterable[Work]) -> Sum:
    """The sum of all rows."""
    hours = rounded = billable = ZERO
    count = 0
    for row in rows:
        count += 1
        hours += row.hours
        rounded += row.rounded
        billable += row.hours if row.is_billable else ZERO
    return Sum(hours, rounded, billable, count)


def grouped(rows: Iterable[Work], key: Callable[[Work], K]) -> dict[K, list[Work]]:
    """Rows by that key, in the order in which the keys first came."""
    found: dict[K, list[Work]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def worth(row: Work) -> Decimal:
    """What an entry bills: rounded hours at its rate; nothing where nothing is billed."""
    return row.rounded * row.rate if row.is_billable and row.rate is not None else ZERO
