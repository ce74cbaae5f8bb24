"""Reading an account file: who the user is, and which clients, tasks and projects the account starts with.

Optional keys may be missing; a project without a client of its own name in `clients` gets one, and a task named only by
a project gets a task.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

DEFAULT_FILE = Path(__file__).with_name("account.json")


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class CompanyPart(_Part):
    """The account's settings; what is missing has Harvest's usual default."""

    name: str = "Demo Company"
    week_start_day: str = "Monday"
    time_format: str = "decimal"
    date_format: str = "%m/%d/%Y"
    wants_timestamp_timers: bool = False
    clock: str = "12h"
    currency: str = "USD"
    decimal_symbol: str = "."
    thousands_separator: str = ","
    weekly_capacity: int | None = None
    day_entry_notes_required: bool = False
    rounding_mode: str = "nearest"
    rounding_minutes: int = 0


class UserPart(_Part):
    """The person whose token the demo account gives out."""

    id: int = 4_100_001
    first_name: str = "Robin"
    last_name: str = "Ellis"
    email: str = "robin@example.com"
    weekly_capacity: int = 126_000
    timezone: str = "UTC"
    access_roles: list[str] = Field(default_factory=lambda: ["administrator"])


class ClientPart(_Part):
    """A client."""

    id: int | None = None
    name: str
    is_active: bool = True
    currency: str | None = None


class TaskPart(_Part):
    """A task."""

    id: int | None = None
    name: str
    billable_by_default: bool = True
    default_hourly_rate: Decimal | None = None
    is_active: bool = True


class AssignedTaskPart(_Part):
    """A task of a project, by name. Without `billable` the task's own default holds."""

    task: str
    billable: bool | None = None
    hourly_rate: Decimal | None = None
    budget: Decimal | None = None


class ProjectPart(_Part):
    """A project. `budget` is hours or money, as `budget_by` says."""

    id: int | None = None
    name: str
    code: str | None = None
    client: str = ""
    is_active: bool = True
    is_billable: bool = True
    bill_by: str = "Tasks"
    hourly_rate: Decimal | None = None
    budget_by: str = "none"
    budget: Decimal | None = None
    cost_budget: Decimal | None = None
    budget_is_monthly: bool = False
    cost_budget_include_expenses: bool = False
    show_budget_to_all: bool = False
    is_fixed_fee: bool = False
    fee: Decimal | None = None
    notes: str = ""
    starts_on: date | None = None
    tasks: list[AssignedTaskPart] = Field(default_factory=list)


class AccountFile(_Part):
    """The whole file."""

    company: CompanyPart = CompanyPart()
    user: UserPart = UserPart()
    clients: list[ClientPart] = Field(default_factory=list)
    tasks: list[TaskPart] = Field(default_factory=list)
    projects: list[ProjectPart] = Field(default_factory=list)


def read_account_file(path: Path | None = None) -> AccountFile:
    """The account of that file (default: the one in this package).

    Raises OSError where it cannot be read and ValueError where it is no such account.
    """
    return AccountFile.model_validate_json((path or DEFAULT_FILE).read_bytes())
