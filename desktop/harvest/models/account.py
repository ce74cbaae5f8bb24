"""Who the account is and who works in it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from desktop.harvest.models.base import Answer, ClientRef, Clock, Named, ProjectRef


class Company(Answer):
    """The account's settings, as `/company` gives them. `weekly_capacity` is in seconds."""

    name: str = ""
    base_uri: str = ""
    full_domain: str = ""
    is_active: bool = True
    week_start_day: str = "Monday"
    wants_timestamp_timers: bool | None = None
    time_format: str = "decimal"
    date_format: str = "%Y-%m-%d"
    plan_type: str = ""
    clock: str = Clock.TWELVE.value
    currency: str = ""
    currency_code_display: str = ""
    currency_symbol_display: str = ""
    decimal_symbol: str = "."
    thousands_separator: str = ","
    weekly_capacity: int | None = None
    expense_feature: bool = False
    invoice_feature: bool = False
    estimate_feature: bool = False
    approval_feature: bool = False
    team_feature: bool = False
    day_entry_notes_required: bool = False


class User(Answer):
    """A person of the account. `timezone` is a Rails name; `weekly_capacity` is in seconds.

    Rates are None where the role may not see them. `roles` are business roles, `access_roles` are permissions.
    """

    id: int
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    telephone: str = ""
    timezone: str = ""
    weekly_capacity: int | None = None
    has_access_to_all_future_projects: bool = False
    is_contractor: bool = False
    is_active: bool = True
    default_hourly_rate: Decimal | None = None
    cost_rate: Decimal | None = None
    roles: tuple[str, ...] = ()
    access_roles: tuple[str, ...] = ()
    avatar_url: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


class AssignedTask(Answer):
    """A task assignment inside a project assignment: the task and whether time on it is billable."""

    id: int = 0
    task: Named
    billable: bool = False
    is_active: bool = True
    hourly_rate: Decimal | None = None
    budget: Decimal | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class ProjectAssignment(Answer):
    """A project that a person may log time to, with its tasks. `id` is that of the user assignment."""

    id: int = 0
    project: ProjectRef
    client: ClientRef = ClientRef()
    task_assignments: tuple[AssignedTask, ...] = ()
    is_active: bool = True
    is_project_manager: bool = False
    use_default_rates: bool = True
    hourly_rate: Decimal | None = None
    budget: Decimal | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
