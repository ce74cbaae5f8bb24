"""Rows of the reports. Hours follow the account's rounding; rows are split per currency.

Money and currency are None and "" where the role may not see rates. Join on ids: `project_name` carries the code in
front in some reports and not in others.
"""

from __future__ import annotations

from decimal import Decimal

from desktop.harvest.models.base import Answer


class TimeReportRow(Answer):
    """A row of a time report. Only what the report is by is filled: client, project (with client), task or user."""

    client_id: int | None = None
    client_name: str = ""
    project_id: int | None = None
    project_name: str = ""
    task_id: int | None = None
    task_name: str = ""
    user_id: int | None = None
    user_name: str = ""
    is_contractor: bool = False
    weekly_capacity: int | None = None
    total_hours: Decimal
    billable_hours: Decimal = Decimal(0)
    currency: str = ""
    billable_amount: Decimal | None = None


class ExpenseReportRow(Answer):
    """A row of an expense report: by client, project, category or user."""

    client_id: int | None = None
    client_name: str = ""
    project_id: int | None = None
    project_name: str = ""
    expense_category_id: int | None = None
    expense_category_name: str = ""
    user_id: int | None = None
    user_name: str = ""
    is_contractor: bool = False
    total_amount: Decimal
    billable_amount: Decimal | None = None
    currency: str = ""


class UninvoicedRow(Answer):
    """What could still be invoiced of one project."""

    client_id: int
    client_name: str = ""
    project_id: int
    project_name: str = ""
    currency: str = ""
    total_hours: Decimal = Decimal(0)
    uninvoiced_hours: Decimal = Decimal(0)
    uninvoiced_expenses: Decimal = Decimal(0)
    uninvoiced_amount: Decimal = Decimal(0)


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
