"""Rows of the reports: of budgets, and of what is on no invoice."""

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


class UninvoicedRow(Answer):
    """What of one project is on no invoice, of the days that were asked for: billable, rounded hours, expenses, and
    the amount of both, which of a project with a fixed fee is the fee's instead of the hours'.
    """

    client_id: int
    client_name: str = ""
    project_id: int
    project_name: str = ""
    currency: str = ""
    uninvoiced_hours: Decimal = Decimal(0)
    uninvoiced_expenses: Decimal = Decimal(0)
    uninvoiced_amount: Decimal = Decimal(0)
