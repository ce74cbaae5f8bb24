"""Reports. They have a tight limit of their own (100 in 15 minutes), so each is one question, not one per project.

A span may be 365 days at most; Harvest refuses longer ones. Days go out as `YYYYMMDD`, as its examples show.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from desktop.harvest.models import ExpenseReportRow, ProjectBudgetRow, TimeReportRow, UninvoicedRow
from desktop.harvest.resources.base import Filter, Resource


class ReportCalls(Resource):
    """`/reports/...`."""

    async def time_report(
        self,
        by: Literal["clients", "projects", "tasks", "team"],
        start: date,
        end: date,
        *,
        include_fixed_fee: bool | None = None,
    ) -> tuple[TimeReportRow, ...]:
        """Tracked hours of a span, both days included. Money only where the role may see rates."""
        filters = {**_span(start, end), "include_fixed_fee": include_fixed_fee}
        return await self._all(f"/reports/time/{by}", "results", TimeReportRow, filters)

    async def expense_report(
        self, by: Literal["clients", "projects", "categories", "team"], start: date, end: date
    ) -> tuple[ExpenseReportRow, ...]:
        """Expenses of a span, both days included."""
        return await self._all(f"/reports/expenses/{by}", "results", ExpenseReportRow, _span(start, end))

    async def uninvoiced_report(
        self, start: date, end: date, *, include_fixed_fee: bool | None = None
    ) -> tuple[UninvoicedRow, ...]:
        """What could still be invoiced per project, of a span with both days included."""
        filters = {**_span(start, end), "include_fixed_fee": include_fixed_fee}
        return await self._all("/reports/uninvoiced", "results", UninvoicedRow, filters)

    async def project_budget_report(self, *, is_active: bool | None = None) -> tuple[ProjectBudgetRow, ...]:
        """Budgets of the projects whose budget this person may see."""
        return await self._all("/reports/project_budget", "results", ProjectBudgetRow, {"is_active": is_active})


def _span(start: date, end: date) -> dict[str, Filter]:
    return {"from": f"{start:%Y%m%d}", "to": f"{end:%Y%m%d}"}
