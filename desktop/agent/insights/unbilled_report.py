"""All that is on no invoice, by Harvest's own report of it: one request for each year instead of a page for each two
thousand entries.

The report counts at most 365 days, so it is asked for stretch by stretch from the first project on; the few entries
and expenses that are older are read as they are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop.agent.insights.source import Scope, Source, nothing
from desktop.agent.insights.spans import DAY, Stretch
from desktop.harvest.models import Expense, Project, UninvoicedRow
from desktop.harvest.work import Work

_LONGEST: Final = 365
_AHEAD: Final = timedelta(days=31)
"""What is dated further ahead than this is not counted where no last day is said."""
_WORTH_A_REPORT: Final = 62
"""Days from which on the report is less to read than the entries."""


@dataclass(frozen=True, slots=True)
class Report:
    """What Harvest's report says, up to a day, and what is older than its first day as it is."""

    rows: tuple[UninvoicedRow, ...]
    until: date
    work: tuple[Work, ...] = ()
    expenses: tuple[Expense, ...] = ()


def is_for_report(stretch: Stretch) -> bool:
    """Whether the days are many enough."""
    start, end = stretch.start, stretch.end
    return start is None or end is None or (end - start).days >= _WORTH_A_REPORT


async def read(stretch: Stretch, terms: Sequence[Project], today: date, source: Source) -> Report | None:
    """Everybody's of these days; None where the role may not see the report. Raises HarvestError."""
    until = stretch.end or today + _AHEAD
    first = stretch.start or min([until, *(one.created_at.date() for one in terms if one.created_at)])
    older = Scope(end=first - DAY, is_billed=False)
    is_open = stretch.start is None
    parts, work, expenses = await asyncio.gather(
        asyncio.gather(*(source.uninvoiced(start, end) for start, end in years(first, until))),
        source.work(older) if is_open else nothing(),
        source.expenses(older) if is_open else nothing(),
    )
    if any(part is None for part in parts):
        return None
    return Report(summed(row for part in parts for row in part or ()), until, work, expenses)


def years(first: date, last: date) -> list[tuple[date, date]]:
    """These days, both included, in stretches that a report may have, the latest first."""
    found = []
    while last >= first:
        start = max(first, last - timedelta(days=_LONGEST - 1))
        found.append((start, last))
        last = start - DAY
    return found


def summed(rows: Iterable[UninvoicedRow]) -> tuple[UninvoicedRow, ...]:
    """One row for each project and currency."""
    found: dict[tuple[int, str], UninvoicedRow] = {}
    for row in rows:
        had = found.get((row.project_id, row.currency))
        found[row.project_id, row.currency] = row if had is None else _added(had, row)
    return tuple(found.values())


def _added(one: UninvoicedRow, other: UninvoicedRow) -> UninvoicedRow:
    return one.model_copy(
        update={
            name: getattr(one, name) + getattr(other, name)
            for name in ("uninvoiced_hours", "uninvoiced_expenses", "uninvoiced_amount")
        }
    )
