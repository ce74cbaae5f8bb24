"""Tracked time as rows to be added up: thousands of them are kept in little memory, names once.

A year's 25,000 entries, thirteen pages of them, become as many `Work` of half a kilobyte each.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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


def work_of(entry: TimeEntry) -> Work:
    """A time entry as a row, with its notes."""
    return Work(
        id=entry.id,
        day=entry.spent_date,
        hours=entry.hours,
        rounded=entry.hours if entry.rounded_hours is None else entry.rounded_hours,
        client_id=entry.client.id,
        client=_name(entry.client.name),
        project_id=entry.project.id,
        project=_name(entry.project.name),
        task_id=entry.task.id,
        task=_name(entry.task.name),
        user_id=entry.user.id,
        user=_name(entry.user.name),
        is_billable=entry.billable,
        is_billed=entry.is_billed,
        is_running=entry.is_running,
        invoice_id=entry.invoice.id if entry.invoice else None,
        rate=entry.billable_rate,
        cost_rate=entry.cost_rate,
        notes=plain(entry.notes),
    )


def _name(name: str) -> str:
    return sys.intern(plain(name))
