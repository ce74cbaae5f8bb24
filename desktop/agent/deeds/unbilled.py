"""What a client could be billed for, as Harvest has it: one reading for the days that are to be invoiced."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from desktop.agent.deeds.billing import Bill, bill_of
from desktop.agent.deeds.plan import Ground
from desktop.agent.fees import expense_kinds, fees_billed
from desktop.agent.wording import day_text
from desktop.harvest.errors import Forbidden, NotFound
from desktop.harvest.models import Expense, TimeEntry
from desktop.harvest.models import Project as FullProject


@dataclass(frozen=True, slots=True)
class Period:
    """Days that are to be invoiced, both included; neither: all that is not invoiced."""

    start: date | None = None
    end: date | None = None

    @property
    def key(self) -> str:
        """`all`, or `2026-10-01..2026-10-31`."""
        return f"{self.start.isoformat()}..{self.end.isoformat()}" if self.start and self.end else "all"

    @staticmethod
    def of_key(key: str) -> Period:
        """The period of that key."""
        start, dots, end = key.partition("..")
        return Period(date.fromisoformat(start), date.fromisoformat(end)) if dots else Period()

    def text(self, today: date) -> str:
        """For people."""
        if self.start is None or self.end is None:
            return "all that is not invoiced"
        return f"{day_text(self.start, today)} to {day_text(self.end, today)}"


@dataclass(frozen=True)
class Unbilled:
    """What Harvest has of one client, for the days that are to be billed."""

    period: Period
    projects: tuple[FullProject, ...] = ()
    entries: tuple[TimeEntry, ...] = ()
    expenses: tuple[Expense, ...] = ()
    billed_fees: Mapping[int, Decimal] = field(default_factory=dict)
    currency: str = ""

    def bill(self, project_ids: tuple[int, ...], *, with_expenses: bool = True, with_hours: bool = True) -> Bill:
        """The bill for some of the projects. Of all that can be billed, what is left out is told wherever it is."""
        expenses = self.expenses if with_expenses else ()
        entries = self.entries if with_hours else ()
        chosen = [project for project in self.projects if project.id in project_ids]
        bill = bill_of(entries, expenses, chosen, self.billed_fees)
        if set(project_ids) != set(self.billable_ids):
            return bill
        return replace(bill, left_out=bill_of(entries, expenses, self.projects).left_out)

    @cached_property
    def billable_ids(self) -> tuple[int, ...]:
        """The projects that have something to bill."""
        return tuple(
            one.id
            for one in self.projects
            if not bill_of(self.entries, self.expenses, [one], self.billed_fees).is_empty
        )


async def read_unbilled(ground: Ground, client_id: int, period: Period) -> Unbilled:
    """What could be billed to a client, with what is billed already where days are given. Raises HarvestError."""
    harvest = ground.harvest
    start, end = period.start, period.end
    only_open = False if start is None else None
    projects, entries, expenses, invoices, client, kinds = await asyncio.gather(
        harvest.projects(client_id=client_id),
        harvest.time_entries(client_id=client_id, start=start, end=end, is_billed=only_open),
        harvest.expenses(client_id=client_id, start=start, end=end, is_billed=only_open),
        harvest.invoices(client_id=client_id),
        currency_of(ground, client_id),
        _expense_kinds(ground),
    )
    currency = client or next((one.currency for one in invoices if one.currency), "")
    return Unbilled(period, projects, entries, expenses, fees_billed(invoices, kinds), currency)


async def _expense_kinds(ground: Ground) -> frozenset[str]:
    try:
        return expense_kinds(await ground.harvest.item_categories())
    except (Forbidden, NotFound):
        return frozenset()


async def currency_of(ground: Ground, client_id: int) -> str:
    """The client's currency (ISO 4217), "" where the role may not see it. Raises HarvestError."""
    try:
        return (await ground.harvest.client(client_id)).currency
    except (Forbidden, NotFound):
        return ""
