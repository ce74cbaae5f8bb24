"""Where in a day an entry goes whose account wants a start and an end, and of which only the length is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

MORNING: Final = 9 * 60
"""Where a day is taken to begin that is not today, in minutes."""

LAST: Final = 24 * 60 - 1
"""23:59, the latest minute that a time of day can say."""


@dataclass(frozen=True, slots=True)
class Slot:
    """From `started` to `ended`, on one day, to the minute."""

    started: time
    ended: time


def place(hours: Decimal, busy: Iterable[Slot], now: time | None = None) -> Slot:
    """A free slot of that length.

    With `now` (the day is today) the latest one that ends by now; else, and where there is none, the earliest from nine
    o'clock on, else the earliest at all. Only on a day that has no room left it lies over another entry.
    """
    length = min(max(minutes_of(hours), 1), LAST)
    taken = sorted((_minute(slot.started), _minute(slot.ended)) for slot in busy)

    def is_free(start: int) -> bool:
        end = start + length
        return start >= 0 and end <= LAST and all(end <= begin or stop <= start for begin, stop in taken)

    if now is not None:
        present = _minute(now)
        ends = [present, *(begin for begin, _ in taken if begin < present)]
        starts = sorted((end - length for end in ends), reverse=True)
    else:
        starts = []
    stops = sorted(stop for _, stop in taken)
    starts += [MORNING, *(stop for stop in stops if stop > MORNING), 0, *stops]
    start = next((one for one in starts if is_free(one)), min(MORNING, LAST - length))
    return Slot(_time(start), _time(start + length))


def minutes_of(hours: Decimal) -> int:
    """Whole minutes, halves up."""
    return int((hours * 60).to_integral_value(ROUND_HALF_UP))


def _minute(value: time) -> int:
    return value.hour * 60 + value.minute


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)
