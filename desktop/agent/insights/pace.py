"""How fast a budget is used: by week over the trailing four full weeks, and when what is left is gone at that pace.

40 h left at 10 h a week last four weeks: said on a Friday, until the Friday four weeks on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Final

from desktop.agent.insights.spans import WEEK, week_of
from desktop.agent.insights.sums import ZERO

WEEKS: Final = 4
#: A year's worth of weeks on, no pace of four weeks says anything.
_FAR: Final = 520


@dataclass(frozen=True, slots=True)
class Pace:
    """What was used in each full week that counts, oldest first, by the first day of the week.

    Fewer than four weeks where the project is younger; none where it began this week, or where it cannot be known.
    """

    weeks: tuple[tuple[date, Decimal], ...]

    @property
    def per_week(self) -> Decimal | None:
        """The mean of the weeks, exact; None where there is no full week to go by."""
        return sum((amount for _, amount in self.weeks), ZERO) / len(self.weeks) if self.weeks else None

    @property
    def is_irregular(self) -> bool:
        """Whether the weeks are too different for their mean to foretell much: one is twice it, or two are empty."""
        mean = self.per_week
        if not mean or len(self.weeks) < 3:
            return False
        return max(amount for _, amount in self.weeks) >= 2 * mean or sum(not amount for _, amount in self.weeks) >= 2


UNKNOWN: Final = Pace(())


def first_day(today: date, starts: int = 0) -> date:
    """The first day of the earliest week that counts; weeks start on that weekday, 0 for Monday."""
    return (week_of(today, starts).start or today) - WEEKS * WEEK


def pace(used: Iterable[tuple[date, Decimal]], today: date, began: date | None = None, starts: int = 0) -> Pace:
    """The pace of what was used on these days. `began`: the first day on which anything could be used, if known."""
    first = first_day(today, starts)
    weeks = {first + number * WEEK: ZERO for number in range(WEEKS)}
    for day, amount in used:
        week = week_of(day, starts).start
        if week in weeks:
            weeks[week] += amount
    counted = {week: amount for week, amount in weeks.items() if began is None or week >= began or amount}
    if began is not None and counted:
        # A week in which something was used counts, however late in it the project began.
        earliest = min(counted)
        counted = {week: amount for week, amount in weeks.items() if week >= earliest}
    return Pace(tuple(sorted(counted.items())))


@dataclass(frozen=True, slots=True)
class Outlook:
    """How long it lasts: weeks from today, and the day on which it is gone; None where nothing is used, or all is."""

    weeks_left: Decimal | None = None
    exhausted_on: date | None = None


def outlook(remaining: Decimal, per_week: Decimal | None, today: date) -> Outlook:
    """When what remains is gone at that pace: nothing where it is gone already, or never will be."""
    if not per_week or per_week <= 0 or remaining <= 0:
        return Outlook()
    weeks = remaining / per_week
    if weeks > _FAR:
        return Outlook(weeks)
    days = (remaining * 7 / per_week).to_integral_value(ROUND_DOWN)
    return Outlook(weeks, today + timedelta(days=int(days)))
