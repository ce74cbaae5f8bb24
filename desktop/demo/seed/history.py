"""Weeks of time entries and expenses that look like work.

What a person did on a day depends on the person and the day alone, so the same days are filled the same way whenever
the history is made, and missing days can be added later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from desktop.demo.records import (
    Expense,
    ExpenseCategory,
    Project,
    Task,
    TaskAssignment,
    TimeEntry,
    User,
    UserAssignment,
)
from desktop.demo.seed.base import SEED
from desktop.demo.seed.notes import note_for
from desktop.demo.store import Store
from desktop.demo.zones import zone_of

USUAL_PROJECTS = 6
_ABSENCE = ("vacation", "holiday", "sick", "leave", "time off", "pto")
_LENGTHS = tuple(Decimal(text) for text in ("0.5", "0.75", "1", "1.25", "1.5", "2", "2.25", "2.5", "3", "3.5"))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What one person can work on: pairs of project and task, the usual projects first and weighted."""

    user: User
    work: tuple[tuple[Project, tuple[Task, ...]], ...]
    weights: tuple[int, ...]
    archived: tuple[tuple[Project, tuple[Task, ...]], ...]
    absence: tuple[Project, Task] | None


def business_days(first: date, last: date) -> Iterator[date]:
    """Mondays to Fridays from `first` to `last`, both included."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() < 5:
            yield day


def fill(
    store: Store,
    days: Sequence[date],
    *,
    archived_until: date,
    skip: Mapping[int, AbstractSet[date]] | None = None,
    most: int | None = None,
) -> None:
    """Store the entries of everybody for these days, oldest first.

    Archived projects get entries on days before `archived_until` only. `skip` holds, by user id, days on which that
    person has logged by hand. With `most`, only that many are kept, evenly over the days.
    """
    entries: list[TimeEntry] = []
    desks = [_desk(store, user) for user in store.select(User, "is_active", order="id ASC")]
    for day in days:
        for desk in desks:
            if day not in (skip or {}).get(desk.user.id, ()):
                entries.extend(_day(desk, day, early=day < archived_until))
    if most is not None and most < len(entries):
        entries = [entries[place * len(entries) // most] for place in range(most)]
    store.save_all(entries)


def fill_expenses(store: Store, days: Sequence[date]) -> None:
    """An expense every few days, by somebody of the project."""
    categories = store.select(ExpenseCategory, order="id ASC")
    projects = store.select(Project, "is_active AND is_billable", order="id ASC")
    expenses = []
    for day in days:
        chance = _chance(day, 7)
        if not projects or chance.random() > 0.3:
            continue
        project = chance.choice(projects[:USUAL_PROJECTS])
        people = store.select(UserAssignment, "project_id = ? AND is_active", [project.id], order="id ASC")
        category = chance.choice(categories)
        if category.unit_price is not None:
            units = Decimal(chance.randrange(8, 90))
            cost = units * category.unit_price
        else:
            units, cost = Decimal(1), Decimal(chance.randrange(900, 24_000)) / 100
        made = datetime.combine(day, time(18, 30), UTC)
        expenses.append(
            Expense(
                user_id=chance.choice(people).user_id,
                project_id=project.id,
                expense_category_id=category.id,
                spent_date=day,
                notes={"Travel": "Train to the client", "Meals": "Lunch with the client"}.get(category.name),
                units=units,
                total_cost=cost,
                billable=chance.random() < 0.8,
                created_at=made,
                updated_at=made,
            )
        )
    store.save_all(expenses)


def _chance(day: date, salt: int) -> Random:
    return Random(SEED * 31 + day.toordinal() * 1009 + salt)  # noqa: S311 - a fixed seed for plausible data


def _desk(store: Store, user: User) -> _Desk:
    work: list[tuple[Project, tuple[Task, ...]]] = []
    archived: list[tuple[Project, tuple[Task, ...]]] = []
    absence: tuple[Project, Task] | None = None
    for assignment in store.select(UserAssignment, "user_id = ? AND is_active", [user.id], order="project_id ASC"):
        project = store.get(Project, assignment.project_id)
        tasks = [
            store.get(Task, one.task_id)
            for one in store.select(TaskAssignment, "project_id = ? AND is_active", [project.id], order="id ASC")
        ]
        away = [task for task in tasks if any(word in task.name.lower() for word in _ABSENCE)]
        if away:
            absence = (project, away[0])
        ordinary = tuple(task for task in tasks if task not in away)
        if ordinary:
            (work if project.is_active else archived).append((project, ordinary))
    mix = Random(SEED + user.harvest_id)  # noqa: S311 - a fixed seed for plausible data
    mix.shuffle(work)
    weights = tuple(max(1, 14 - 2 * place) if place < USUAL_PROJECTS else 1 for place in range(len(work)))
    return _Desk(user, tuple(work), weights, tuple(archived), absence)


def _day(desk: _Desk, day: date, *, early: bool) -> list[TimeEntry]:
    """One person's entries of one day, about a workday in all; some days are short or empty."""
    chance = _chance(day, desk.user.harvest_id)
    week = day.isocalendar().week + desk.user.harvest_id
    slip = Random(SEED + week * 7919 + day.isocalendar().year).randrange(5)  # noqa: S311
    target = Decimal(desk.user.weekly_capacity) / 3600 / 5
    if day.weekday() == slip and week % 3 == 0:
        return []
    if day.weekday() == slip and week % 3 == 1:
        target /= 2
    if desk.absence and chance.random() < 0.015:
        return [_entry(desk, day, 9 * 60, (*desk.absence, target, None))]
    start = 9 * 60 - chance.choice((0, 0, 15, 30, 60))
    entries: list[TimeEntry] = []
    left = target - chance.choice((Decimal(0), Decimal(0), Decimal("0.25"), Decimal("0.5")))
    while left > 0 and (desk.work or desk.archived):
        project, tasks = _pick(desk, chance, early=early)
        hours = min(left, chance.choice(_LENGTHS))
        if chance.random() < 0.12 and hours > 1:
            hours -= Decimal("0.1")  # Not everybody thinks in quarters.
        task = tasks[min(int(chance.expovariate(0.9)), len(tasks) - 1)]
        entries.append(_entry(desk, day, start, (project, task, hours, note_for(task.name, chance))))
        start += int(hours * 60)
        if start < 13 * 60 <= start + 60:
            start += 45  # Lunch.
        left -= max(hours, Decimal("0.25"))
    return entries


def _pick(desk: _Desk, chance: Random, *, early: bool) -> tuple[Project, tuple[Task, ...]]:
    if desk.archived and (not desk.work or (early and chance.random() < 0.2)):
        return chance.choice(desk.archived)
    return chance.choices(desk.work, desk.weights)[0]


def _entry(desk: _Desk, day: date, start: int, work: tuple[Project, Task, Decimal, str | None]) -> TimeEntry:
    project, task, hours, notes = work
    end = min(start + int(hours * 60), 24 * 60 - 1)
    local = datetime.combine(day, time(end // 60, end % 60), zone_of(desk.user.timezone))
    made = local.astimezone(UTC)
    return TimeEntry(
        user_id=desk.user.id,
        project_id=project.id,
        task_id=task.id,
        spent_date=day,
        hours=hours,
        notes=notes,
        started_minute=start,
        ended_minute=end,
        is_seeded=True,
        created_at=made,
        updated_at=made,
    )
