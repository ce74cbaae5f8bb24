"""Which entry in Harvest the words mean: "yesterday's Acme entry", "the last one", "the two hours on Friday".

What fits best is offered first; only where one entry alone fits everything that was said is it taken without asking.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from desktop.agent.deeds.plan import CannotDo, Ground
from desktop.agent.intents import Interpretation
from desktop.agent.wording import day_text, hours_text
from desktop.harvest.models import TimeEntry
from desktop.harvest.text import plain

DAYS_BACK: Final = 30
"""How far back an entry is looked for where no day is said."""

MOST: Final = 12
"""Entries offered where several fit."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Entries that fit, best first. `is_sure`: the first is the one that was meant."""

    entries: tuple[TimeEntry, ...]
    is_sure: bool


async def find_entries(ground: Ground, meant: Interpretation, user_id: int | None = None) -> Matches:
    """The entries that the words fit. Raises CannotDo where none does, HarvestError."""
    start = meant.day or meant.start or ground.today - timedelta(days=DAYS_BACK)
    end = meant.day or meant.end or ground.today
    there = await ground.harvest.time_entries(user_id=user_id or ground.account.user_id, start=start, end=end)
    if not there:
        raise CannotDo(f"Harvest has no entry of {_when(meant, ground.today)}.")
    named = [entry for entry in there if _is_of(entry, meant)]
    if not named:
        raise CannotDo(f"I find no entry {_said(meant, ground.today)}.")
    exact = [entry for entry in named if _has(entry, meant)]
    newest = sorted(exact or named, key=lambda entry: _recency(entry, ground.latest), reverse=True)
    said_which = exact and (meant.details.is_last or len(exact) == 1)
    return Matches(tuple(newest if meant.details.is_all else newest[:MOST]), bool(said_which))


def _recency(entry: TimeEntry, latest: Sequence[int]) -> tuple[int, float, int]:
    """What was just logged from here comes first, then what was made last, whatever day it is for."""
    made = entry.created_at.timestamp() if entry.created_at else 0.0
    places = {one: place for place, one in enumerate(latest, start=1)}  # of one that is there twice: the later
    return (places.get(entry.id, 0), made, entry.id)


def _is_of(entry: TimeEntry, meant: Interpretation) -> bool:
    if meant.project is not None:
        return entry.project.id == meant.project.id
    if meant.choices:
        return entry.project.id in {one.project.id for one in meant.choices}
    return meant.client is None or entry.client.id == meant.client.id


def _has(entry: TimeEntry, meant: Interpretation) -> bool:
    """Whether the entry has what else is said of it: its task, its hours."""
    hours = meant.details.old_hours
    if hours is not None and abs(entry.hours - hours) > Decimal("0.01"):
        return False
    return meant.task is None or entry.task.name.casefold() == meant.task.name.casefold()


def _said(meant: Interpretation, today: date) -> str:
    what = meant.project.name if meant.project else meant.client.name if meant.client else ""
    day = f"on {day_text(meant.day, today)}" if meant.day else f"of {_when(meant, today)}"
    return " ".join(part for part in (f"for {what}" if what else "", day) if part)


def _when(meant: Interpretation, today: date) -> str:
    if meant.day or not (meant.start and meant.end):
        return day_text(meant.day, today) if meant.day else f"the last {DAYS_BACK} days"
    return f"{day_text(meant.start, today)} to {day_text(meant.end, today)}"


def entry_text(entry: TimeEntry, today: date) -> str:
    """One entry in a line: `2 h · Acme › Website · Design · today, Fri 20 Nov · “notes”`."""
    place = f"{plain(entry.client.name)} › {plain(entry.project.name)}"
    notes = f"“{plain(entry.notes, 60)}”" if entry.notes.strip() else ""
    runs = "running" if entry.is_running else ""
    parts = (hours_text(entry.hours), place, plain(entry.task.name), day_text(entry.spent_date, today), notes, runs)
    return " · ".join(part for part in parts if part)


def why_locked(entry: TimeEntry) -> str:
    """Why Harvest lets nobody change the entry, in a sentence; "" where it does."""
    if not (entry.is_locked or entry.is_billed):
        return ""
    reasons = []
    if entry.is_billed or entry.invoice:
        number = entry.invoice.number if entry.invoice else ""
        reasons.append(f"it is on invoice {plain(number)}" if number else "it is invoiced")
    if entry.approval_status == "approved" or entry.is_closed:
        reasons.append("it is approved")
    if not reasons and entry.locked_reason:
        reasons.append(f"Harvest says: {plain(entry.locked_reason)}")
    return f"It is locked: {' and '.join(reasons) or 'Harvest does not say why'}."


def changeable(entries: Iterable[TimeEntry], today: date, deed: str) -> tuple[TimeEntry, ...]:
    """Those that are not locked. Raises CannotDo, with the reasons, where all are."""
    known = tuple(entries)
    free = tuple(entry for entry in known if not why_locked(entry))
    if not free and known:
        told = "; ".join(f"{entry_text(entry, today)}: {why_locked(entry)}" for entry in known[:3])
        raise CannotDo(f"That cannot be {deed}. {told}")
    return free
