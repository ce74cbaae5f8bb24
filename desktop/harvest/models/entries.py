"""Time entries: what Harvest has, and what it is asked to store. Hours are decimal hours."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from desktop.harvest.models.base import (
    Answer,
    ClientRef,
    Clock,
    ClockTime,
    InvoiceRef,
    Named,
    Payload,
    ProjectRef,
    Request,
    format_clock,
)


class ExternalReference(Answer):
    """The item elsewhere that a time entry belongs to. Not unique in Harvest, but it can be searched by."""

    id: str = ""
    group_id: str | None = None
    account_id: str | None = None
    permalink: str | None = None
    service: str | None = None
    service_icon_url: str | None = None


class EntryTaskAssignment(Answer):
    """The task assignment inside a time entry, without its project and task."""

    id: int = 0
    billable: bool = False
    is_active: bool = True
    hourly_rate: Decimal | None = None
    budget: Decimal | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class EntryUserAssignment(Answer):
    """The user assignment inside a time entry or expense, without its project and user."""

    id: int = 0
    is_project_manager: bool = False
    is_active: bool = True
    use_default_rates: bool = True
    hourly_rate: Decimal | None = None
    budget: Decimal | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class TimeEntry(Answer):
    """A time entry. `spent_date` is a calendar day of the entry's user; `hours` grow while it runs.

    `hours` are exact, `rounded_hours` follow the account's rounding. Rates are None where the role may not see them.
    """

    id: int
    spent_date: date
    hours: Decimal
    project: ProjectRef
    task: Named
    user: Named = Named()
    client: ClientRef = ClientRef()
    hours_without_timer: Decimal | None = None
    rounded_hours: Decimal | None = None
    notes: str = ""
    is_locked: bool = False
    locked_reason: str = ""
    is_closed: bool = False
    approval_status: str = ""
    is_billed: bool = False
    is_running: bool = False
    timer_started_at: datetime | None = None
    started_time: ClockTime | None = None
    ended_time: ClockTime | None = None
    invoice: InvoiceRef | None = None
    external_reference: ExternalReference | None = None
    billable: bool = False
    budgeted: bool = False
    billable_rate: Decimal | None = None
    cost_rate: Decimal | None = None
    user_assignment: EntryUserAssignment | None = None
    task_assignment: EntryTaskAssignment | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


Hours = Annotated[Decimal, Field(ge=0)]
Reference = Annotated[str, Field(min_length=1)]


class _EntryRequest(Request):
    """What new entries, timers and changes share: times written as the company writes them, the external reference."""

    not_sent: ClassVar[frozenset[str]] = frozenset({"clock", "external_reference_id"})

    def payload(self) -> Payload:
        """The JSON body of the request."""
        body = super().payload()
        reference: str | None = getattr(self, "external_reference_id", None)
        if reference is not None:
            body["external_reference"] = {"id": reference}
        return body

    def _times(self, body: Payload, clock: Clock) -> Payload:
        for name in ("started_time", "ended_time"):
            value = getattr(self, name)
            if value is not None:
                body[name] = format_clock(value, clock)
        return body


class NewTimeEntry(_EntryRequest):
    """A time entry to create, stopped from the start: it has `hours`, or both `started_time` and `ended_time`, or both.

    Without either Harvest would start a timer, so that is refused here (see `NewTimer`). Where it is not known how the
    account counts, give hours and times: Harvest ignores the kind that it does not use, and no timer can start.
    `user_id` None means the caller. `clock` is how times are written, and is not sent.
    """

    not_sent: ClassVar[frozenset[str]] = frozenset({"clock", "external_reference_id", "started_time", "ended_time"})

    project_id: int
    task_id: int
    spent_date: date
    hours: Hours | None = None
    started_time: ClockTime | None = None
    ended_time: ClockTime | None = None
    notes: str | None = None
    user_id: int | None = None
    external_reference_id: Reference | None = None
    clock: Clock = Clock.TWELVE

    @model_validator(mode="after")
    def _starts_no_timer(self) -> Self:
        if (self.started_time is None) != (self.ended_time is None):
            raise ValueError("a start time needs an end time, and the other way round")
        if self.hours is None and self.ended_time is None:
            raise ValueError("hours, or a start and an end time, are needed: without them Harvest starts a timer")
        return self

    def payload(self) -> Payload:
        """The JSON body of the request."""
        return self._times(super().payload(), self.clock)


class NewTimer(_EntryRequest):
    """A timer to start now (or at `started_time`, where the account counts by start and end)."""

    not_sent: ClassVar[frozenset[str]] = frozenset({"clock", "external_reference_id", "started_time"})

    project_id: int
    task_id: int
    spent_date: date
    started_time: ClockTime | None = None
    notes: str | None = None
    user_id: int | None = None
    external_reference_id: Reference | None = None
    clock: Clock = Clock.TWELVE

    def payload(self) -> Payload:
        """The JSON body of the request: neither hours nor an end time, which is what makes Harvest start a timer."""
        body = super().payload()
        if self.started_time is not None:
            body["started_time"] = format_clock(self.started_time, self.clock)
        return body


class TimeEntryChange(_EntryRequest):
    """What to change of a time entry. None leaves a field as it is; notes "" clears the notes."""

    not_sent: ClassVar[frozenset[str]] = frozenset({"clock", "external_reference_id", "started_time", "ended_time"})

    project_id: int | None = None
    task_id: int | None = None
    spent_date: date | None = None
    hours: Hours | None = None
    started_time: ClockTime | None = None
    ended_time: ClockTime | None = None
    notes: str | None = None
    external_reference_id: Reference | None = None
    clock: Clock = Clock.TWELVE

    def payload(self) -> Payload:
        """The JSON body of the request; empty where nothing changes."""
        return self._times(super().payload(), self.clock)
