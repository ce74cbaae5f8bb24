"""Rows of the report of budgets."""

from __future__ import annotations

from decimal import Decimal

from desktop.harvest.models.base import Answer


class ProjectBudgetRow(Answer):
    """How a project stands: in hours for `budget_by` `project`, `task`, `person`, else in money.

    `budget_remaining` may be negative. Figures are None where the role may not see them.
    """

    project_id: int
    project_name: str = ""
    client_id: int | None = None
    client_name: str = ""
    budget_is_monthly: bool = False
    budget_by: str = "none"
    is_active: bool = True
    budget: Decimal | None = None
    budget_spent: Decimal | None = None
    budget_remaining: Decimal | None = None
