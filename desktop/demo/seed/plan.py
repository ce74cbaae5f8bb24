"""How a demo account is planted on a day, and brought up to a later one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from desktop.demo.account_file import AccountFile
from desktop.demo.records import TimeEntry
from desktop.demo.seed import large
from desktop.demo.seed.base import lay_ground
from desktop.demo.seed.bills import bill_history
from desktop.demo.seed.cast import COLLEAGUES, colleagues
from desktop.demo.seed.history import business_days, fill, fill_expenses
from desktop.demo.store import Store

WEEKS = 10
APPROVED_AFTER = timedelta(days=28)
_ARCHIVED_SPAN = timedelta(days=14)
_BORN_BEFORE = timedelta(days=30)
_LAST_SEEDED = "last_seeded_day"


def plant(store: Store, file: AccountFile, today: date, *, is_large: bool = False) -> None:
    """Fill an empty store: people, projects, and the weeks up to the day before `today` (ten, or two years)."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=large.WEEKS if is_large else WEEKS)
    born = datetime.combine(first - _BORN_BEFORE, time(8, 0), UTC)
    yesterday = today - timedelta(days=1)
    days = list(business_days(first, yesterday))
    if is_large:
        lay_ground(store, large.enlarged(file), colleagues(large.PEOPLE - 1), born)
        fill(store, days, archived_until=first + _ARCHIVED_SPAN, most=large.ENTRIES)
        fill_expenses(store, days)
        bill_history(store, first, today, groups=large.BILLED_CLIENTS, most=large.INVOICES)
    else:
        lay_ground(store, file, COLLEAGUES, born)
        fill(store, days, archived_until=first + _ARCHIVED_SPAN)
        fill_expenses(store, days)
        bill_history(store, first, today)
    _approve(store, today)
    store.write_meta(_LAST_SEEDED, yesterday.isoformat())


def is_ahead(store: Store, today: date) -> bool:
    """Whether the seeded history reaches into days that are still to come."""
    return date.fromisoformat(store.read_meta(_LAST_SEEDED) or today.isoformat()) >= today


def extend(store: Store, today: date) -> None:
    """Add the days between the last seeded one and today; days on which a person logged by hand stay theirs."""
    seeded = date.fromisoformat(store.read_meta(_LAST_SEEDED) or today.isoformat())
    yesterday = today - timedelta(days=1)
    if seeded >= yesterday:
        return
    first = max(seeded + timedelta(days=1), today - timedelta(weeks=WEEKS))
    own: dict[int, set[date]] = {}
    for entry in store.select(TimeEntry, "NOT is_seeded AND spent_date >= ?", [first]):
        own.setdefault(entry.user_id, set()).add(entry.spent_date)
    days = list(business_days(first, yesterday))
    fill(store, days, archived_until=first, skip=own)
    fill_expenses(store, days)
    _approve(store, today)
    store.write_meta(_LAST_SEEDED, yesterday.isoformat())


def _approve(store: Store, today: date) -> None:
    """Weeks that ended four weeks ago have been approved, except what somebody logged by hand."""
    monday = today - timedelta(days=today.weekday())
    store.set_all(
        TimeEntry,
        "approval_status = 'approved'",
        "is_seeded AND spent_date < ?",
        [monday - APPROVED_AFTER],
    )
