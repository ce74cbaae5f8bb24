"""Projects, tasks, clients, contacts and who is assigned to what, as managers and administrators see them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from desktop.harvest.models.base import Answer, ClientRef, Named, ProjectRef


class Client(Answer):
    """A client. `currency` is an ISO 4217 code."""

    id: int
    name: str = ""
    is_active: bool = True
    address: str = ""
    statement_key: str = ""
    currency: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None


class Contact(Answer):
    """A person at a client; who an invoice is sent to."""

    id: int
    client: ClientRef = ClientRef()
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone_office: str = ""
    phone_mobile: str = ""
    fax: str = ""
    invoice_recipient_status: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


class Project(Answer):
    """A project. `budget` is in hours, `cost_budget` and `fee` in the client's currency.

    `bill_by`: `Project`, `Tasks`, `People`, `none`. `budget_by`: `project`, `project_cost`, `task`, `task_fees`,
    `person`, `none`. Money is None where the role may not see it.
    """

    id: int
    name: str = ""
    code: str = ""
    client: ClientRef = ClientRef()
    currency: str = ""
    is_active: bool = True
    is_billable: bool = False
    is_fixed_fee: bool = False
    bill_by: str = "none"
    hourly_rate: Decimal | None = None
    budget_by: str = "none"
    budget: Decimal | None = None
    budget_is_monthly: bool = False
    cost_budget: Decimal | None = None
    cost_budget_include_expenses: bool = False
    notify_when_over_budget: bool = False
    over_budget_notification_percentage: Decimal | None = None
    over_budget_notification_date: date | None = None
    show_budget_to_all: bool = False
    fee: Decimal | None = None
    notes: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class Task(Answer):
    """A task of the account, before it is assigned to a project."""

    id: int
    name: str = ""
    billable_by_default: bool = True
    default_hourly_rate: Decimal | None = None
    is_default: bool = False
    is_active: bool = True
    created_at: datetime | None = None
    updated_at: datetime | None = None


class TaskAssignment(Answer):
    """A task on a project."""

    id: int
    project: ProjectRef = ProjectRef()
    task: Named
    is_active: bool = True
    billable: bool = False
    hourly_rate: Decimal | None = None
    budget: Decimal | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class UserAssignment(Answer):
    """A person on a project."""

    id: int
    project: ProjectRef = ProjectRef()
    user: Named
    is_active: bool = True
    is_project_manager: bool = False
    use_default_rates: bool = True
    hourly_rate: Decimal | None = None
    budget: Decimal | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
