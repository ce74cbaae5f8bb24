"""The report of budgets. Reports have a tight limit (100 in 15 minutes), so it is one question, not one per project."""

from __future__ import annotations

from desktop.harvest.models import ProjectBudgetRow
from desktop.harvest.resources.base import Resource


class ReportCalls(Resource):
    """`/reports/...`."""

    async def project_budget_report(self, *, is_active: bool | None = None) -> tuple[ProjectBudgetRow, ...]:
        """Budgets of the projects whose budget this person may see."""
        return await self._all("/reports/project_budget", "results", ProjectBudgetRow, {"is_active": is_active})
