"""The rows of the demo account, one frozen dataclass per table.

Times are aware UTC datetimes with whole seconds, days are dates without a zone, hours and money are Decimal.
`id` 0 means "not stored yet": the store gives the next number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every row has."""

    id: int = 0
    created_at: datetime = _EPOCH
    updated_at: datetime = _EPOCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Record):
    """The account's own settings (one row). The last six are not readable through Harvest's API.

    `rounding_minutes` 0 means off; `rounding_mode` is `nearest` or `up`. `locked_before` locks every day before it.
    """

    name: str
    subdomain: str
    week_start_day: str = "Monday"
    wants_timestamp_timers: bool = False
    time_format: str = "decimal"
    date_format: str = "%m/%d/%Y"
    plan_type: str = "simple-v4"
    clock: str = "12h"
    currency: str = "USD"
    currency_code_display: str = "iso_code_none"
    currency_symbol_display: str = "symbol_before"
    decimal_symbol: str = "."
    thousands_separator: str = ","
    color_scheme: str = "orange"
    weekly_capacity: int = 126_000
    expense_feature: bool = True
    invoice_feature: bool = True
    estimate_feature: bool = True
    approval_feature: bool = True
    team_feature: bool = True
    day_entry_notes_required: bool = False
    timezone: str = "UTC"
    rounding_mode: str = "nearest"
    rounding_minutes: int = 0
    locked_before: date | None = None
    sends_thank_yous: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class User(Record):
    """A person. `weekly_capacity` is in seconds; `harvest_id` is the number on the identity host."""

    first_name: str
    last_name: str
    email: str
    harvest_id: int = 0
    telephone: str = ""
    timezone: str = "UTC"
    weekly_capacity: int = 126_000
    has_access_to_all_future_projects: bool = False
    is_contractor: bool = False
    is_active: bool = True
    access_roles: list[str] = field(default_factory=lambda: ["member"])
    teammate_ids: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Record):
    """A person's rate from `start_date` on. `kind` is `billable` or `cost`."""

    user_id: int
    kind: str
    amount: Decimal
    start_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Record):
    """A business role ("Designer"); no effect on permissions."""

    name: str
    user_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client(Record):
    """A client."""

    name: str
    is_active: bool = True
    address: str | None = None
    statement_key: str = ""
    currency: str = "USD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """A person at a client."""

    client_id: int
    first_name: str
    last_name: str = ""
    title: str = ""
    email: str = ""
    phone_office: str = ""
    phone_mobile: str = ""
    fax: str = ""
    invoice_recipient_status: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Record):
    """A kind of work."""

    name: str
    billable_by_default: bool = True
    default_hourly_rate: Decimal | None = Decimal(0)
    is_default: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """A project. `budget` is hours, `cost_budget` money; which of them counts says `budget_by`."""

    client_id: int
    name: str
    code: str | None = None
    is_active: bool = True
    is_billable: bool = True
    is_fixed_fee: bool = False
    bill_by: str = "Tasks"
    hourly_rate: Decimal | None = None
    budget_by: str = "none"
    budget: Decimal | None = None
    budget_is_monthly: bool = False
    cost_budget: Decimal | None = None
    cost_budget_include_expenses: bool = False
    notify_when_over_budget: bool = False
    over_budget_notification_percentage: Decimal = Decimal(80)
    over_budget_notification_date: date | None = None
    show_budget_to_all: bool = False
    fee: Decimal | None = None
    notes: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssignment(Record):
    """A task that can be tracked on a project."""

    project_id: int
    task_id: int
    is_active: bool = True
    billable: bool = False
    hourly_rate: Decimal | None = None
    budget: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAssignment(Record):
    """A person who can track time on a project."""

    project_id: int
    user_id: int
    is_active: bool = True
    is_project_manager: bool = False
    use_default_rates: bool = True
    hourly_rate: Decimal | None = None
    budget: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEntry(Record):
    """A time entry.

    `hours` are those stored before the running timer (if any) started. `started_minute` and `ended_minute` count from
    the midnight of `spent_date` in the person's zone. `is_seeded` marks what nobody logged by hand.
    """

    user_id: int
    project_id: int
    task_id: int
    spent_date: date
    hours: Decimal = Decimal(0)
    notes: str | None = None
    timer_started_at: datetime | None = None
    started_minute: int | None = None
    ended_minute: int | None = None
    approval_status: str = "unsubmitted"
    invoice_id: int | None = None
    reference_id: str | None = None
    reference_group: str | None = None
    reference_account: str | None = None
    reference_permalink: str | None = None
    is_seeded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseCategory(Record):
    """A kind of expense; with `unit_price` an expense costs units times that price."""

    name: str
    unit_name: str | None = None
    unit_price: Decimal | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense(Record):
    """An expense, with its receipt if there is one."""

    user_id: int
    project_id: int
    expense_category_id: int
    spent_date: date
    notes: str | None = None
    units: Decimal = Decimal(1)
    total_cost: Decimal = Decimal(0)
    billable: bool = True
    approval_status: str = "unsubmitted"
    invoice_id: int | None = None
    receipt_name: str | None = None
    receipt_type: str | None = None
    receipt: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice(Record):
    """An invoice without its lines; amounts are computed from them."""

    client_id: int
    creator_id: int
    number: str
    client_key: str = ""
    purchase_order: str | None = None
    tax: Decimal | None = None
    tax2: Decimal | None = None
    discount: Decimal | None = None
    subject: str | None = None
    notes: str | None = None
    currency: str = "USD"
    state: str = "draft"
    period_start: date | None = None
    period_end: date | None = None
    issue_date: date = date(2020, 1, 1)
    due_date: date = date(2020, 1, 1)
    payment_term: str = "custom"
    payment_options: list[str] = field(default_factory=list)
    estimate_id: int | None = None
    retainer_id: int | None = None
    sent_at: datetime | None = None
    paid_at: datetime | None = None
    paid_date: date | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineItem(Record):
    """A line of an invoice or (with `owner` `estimate`) of an estimate."""

    owner: str
    owner_id: int
    kind: str
    description: str | None = None
    quantity: Decimal = Decimal(1)
    unit_price: Decimal = Decimal(0)
    taxed: bool = False
    taxed2: bool = False
    project_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicedSpan(Record):
    """Days of a project that an invoice closed. `kind` is `time` or `expenses`."""

    invoice_id: int
    project_id: int
    kind: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Record):
    """An invoice's or estimate's message; `owner` is `invoice` or `estimate`."""

    owner: str
    owner_id: int
    sent_by: str
    sent_by_email: str
    event_type: str | None = None
    recipients: list[dict[str, str]] = field(default_factory=list)
    subject: str | None = None
    body: str | None = None
    attach_pdf: bool = False
    send_me_a_copy: bool = False
    thank_you: bool = False
    reminder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Record):
    """A payment of an invoice."""

    invoice_id: int
    amount: Decimal
    paid_at: datetime
    paid_date: date
    recorded_by: str
    recorded_by_email: str
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCategory(Record):
    """An invoice or estimate item category; `owner` is `invoice` or `estimate`."""

    owner: str
    name: str
    use_as_service: bool = False
    use_as_expense: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate(Record):
    """An estimate without its lines."""

    client_id: int
    creator_id: int
    number: str
    client_key: str = ""
    purchase_order: str | None = None
    tax: Decimal | None = None
    tax2: Decimal | None = None
    discount: Decimal | None = None
    subject: str | None = None
    notes: str | None = None
    currency: str = "USD"
    state: str = "draft"
    issue_date: date = date(2020, 1, 1)
    sent_at: datetime | None = None
    accepted_at: datetime | None = None
    declined_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail(Record):
    """An e-mail that Harvest would have sent. `kind` is `invoice`, `estimate`, `thank_you` or `invitation`."""

    kind: str
    recipients: list[str]
    subject: str = ""
    body: str = ""
    about_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token(Record):
    """A token or code of the identity host. `kind` is `personal`, `access`, `refresh` or `code`."""

    value: str
    kind: str
    user_id: int
    scope: str = "all"
    client: str = ""
    expires_at: datetime | None = None
    is_revoked: bool = False


TABLES: tuple[type[Record], ...] = (
    Company,
    User,
    Rate,
    Role,
    Client,
    Contact,
    Task,
    Project,
    TaskAssignment,
    UserAssignment,
    TimeEntry,
    ExpenseCategory,
    Expense,
    Invoice,
    LineItem,
    InvoicedSpan,
    Message,
    Payment,
    ItemCategory,
    Estimate,
    Mail,
    Token,
)
