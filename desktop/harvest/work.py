"""Tracked time as rows to be added up: thousands of them are kept in little memory, names once.

A year's 25,000 entries, thirteen pages of them, become as many `Work` of half a kilobyte each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, ValidationError

from desktop.harvest import answers
from desktop.harvest.models import TimeEntry
from desktop.harvest.text import plain


@dataclass(frozen=True, slots=True)
class Work:
    """A time entry as far as sums need it. `hours` are exact, `rounded` follow the account's rounding.

    Rates are per hour, None where nothing is billed or the role may not see them. A running timer's hours are those of
    the moment it was read.
    """

    id: int
    day: date
    hours: Decimal
    rounded: Decimal
    client_id: int
    client: str
    project_id: int
    project: str
    task_id: int
    task: str
    user_id: int
    user: str
    is_billable: bool
    is_billed: bool
    is_running: bool
    invoice_id: int | None
    rate: Decimal | None
    cost_rate: Decimal | None
    notes: str = ""


class _Stub(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: int = 0
    name: str | None = None


class WorkRow(BaseModel):
    """A time entry as Harvest sends it, as far as a `Work` needs it.

    Unlike `TimeEntry` it is checked without a line of Python for each field: lists of these are long.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    id: int
    spent_date: date
    hours: Decimal
    rounded_hours: Decimal | None = None
    client: _Stub | None = None
    project: _Stub
    task: _Stub
    user: _Stub | None = None
    billable: bool | None = None
    is_billed: bool | None = None
    is_running: bool | None = None
    invoice: _Stub | None = None
    billable_rate: Decimal | None = None
    cost_rate: Decimal | None = None
    notes: str | None = None


class _Links(BaseModel):
    next: str | None = None


class _Page(BaseModel):
    time_entries: list[WorkRow]
    links: _Links = _Links()
    total_entries: int | None = None
    total_pages: int | None = None


def parse_page(body: bytes) -> object:
    """A page of time entries from its bytes, in which each entry is a `WorkRow`. Raises `Unclear` if it is none.

    What is not needed is never made a Python value, which takes half of the time. Numbers come as the decimals that
    their shortest text says, which is what Harvest wrote.
    """
    try:
        page = _Page.model_validate_json(body)
    except ValidationError:  # halves of surrogate pairs, for one, which only the slower way can read
        page = answers.read(_Page, answers.parse(body))
    return {
        "time_entries": page.time_entries,
        "links": {"next": page.links.next},
        "total_entries": page.total_entries,
        "total_pages": page.total_pages,
    }


def page_of(body: object) -> list[WorkRow]:
    """The entries of one page. Raises `Unclear` if it is none."""
    return answers.read(_Page, body).time_entries


def work_of(entry: TimeEntry | WorkRow) -> Work:
    """A time entry as a row, with its notes."""
    return Work(
        id=entry.id,
        day=entry.spent_date,
        hours=entry.hours,
        rounded=entry.hours if entry.rounded_hours is None else entry.rounded_hours,
        client_id=entry.client.id if entry.client else 0,
        client=_name(entry.client.name or "" if entry.client else ""),
        project_id=entry.project.id,
        project=_name(entry.project.name or ""),
        task_id=entry.task.id,
        task=_name(entry.task.name or ""),
        user_id=entry.user.id if entry.user else 0,
        user=_name(entry.user.name or "" if entry.user else ""),
        is_billable=bool(entry.billable),
        is_billed=bool(entry.is_billed),
        is_running=bool(entry.is_running),
        invoice_id=entry.invoice.id if entry.invoice else None,
        rate=entry.billable_rate,
        cost_rate=entry.cost_rate,
        notes=_name(entry.notes) if entry.notes else "",
    )


@lru_cache(maxsize=20_000)
def _name(name: str) -> str:
    """The same few names come thousands of times, and many notes do: each is made plain, and held, once."""
    return plain(name)
