"""The reports of budgets and of what is on no invoice. They have a tight limit (100 in 15 minutes), so each is one
question, not one per project.
"""

from __future__ import annotations

from datetime import date

from desktop.harvest.models import ProjectBudgetRow, UninvoicedRow
from desktop.harvest.resources.base import Resource


class ReportCalls(Resource):
    """`/reports/...`."""

    async def project_budget_report(self, *, is_active: bool | None = None) -> tuple[ProjectBudgetRow, ...]:
        """Budgets of the projects whose budget this person may see."""
        return await self._all("/reports/project_budget", "results", ProjectBudgetRow, {"is_active": is_active})

    async def uninvoiced_report(self, start: date, end: date) -> tuple[UninvoicedRow, ...]:
        """What is on no invoice of these days, both included and at most 365 of them, by project.

        Raises Forbidden where the role may make no invoices.
        """
        days = {"from": f"{start:%Y%m%d}", "to": f"{end:%Y%m%d}"}
        return await self._all("/reports/uninvoiced", "results", UninvoicedRow, days)
