"""What is left of budgets: one project's, a client's, or all of them by when they run dry.

"How much is left on the website?" becomes "62.5 of 250 h are left on the website, … At 12 h a week that lasts …".
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop.agent.insights import all_budgets
from desktop.agent.insights.amounts import amount_text, cell_of
from desktop.agent.insights.answer import Answer, BurnDown, Cell, Column, Figure, Table, Unit
from desktop.agent.insights.pace import UNKNOWN, pace
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source, nothing
from desktop.agent.insights.spans import DAY
from desktop.agent.insights.standing import (
    KIND_TEXT,
    SPLIT_KINDS,
    Standing,
    began,
    currency_of,
    figures,
    month_start,
    sentence,
    since,
    standing,
    taken,
    used_by,
)
from desktop.agent.insights.sums import ZERO
from desktop.agent.intents import Interpretation, Kind
from desktop.harvest import catalog
from desktop.harvest.models import Project, ProjectBudgetRow, TaskAssignment, UserAssignment
from desktop.harvest.text import plain
from desktop.harvest.work import Work
from desktop.text.money_text import money_text

# --- what is asked ---------------------------------------------------------------------------------------------------


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    if meant.project is not None and not meant.asked.client_only:
        return await _ask_one(meant.project, scene, source)
    return await all_budgets.ask(meant.client, scene, source)


async def _ask_one(project: catalog.Project, scene: Scene, source: Source) -> Answer:
    # Most budgets need the month or the last weeks only. Those per task and per person are split up over all their
    # time, so what kind it is has to be known first.
    budgets, terms = await asyncio.gather(source.budgets(only_active=False), _terms(project.id, scene, source))
    row = next((one for one in budgets if one.project_id == project.id), None)
    splits = row is not None and terms is not None and row.budget_by in SPLIT_KINDS
    start = (
        None if row is None or (splits and not row.budget_is_monthly) else since(scene.today, scene.account.week_starts)
    )
    mine = terms is None  # then others' time is not seen, and one's own is no pace
    scope = Scope(user_id=scene.account.user_id if mine else None, project_id=project.id, start=start)
    with_expenses = terms is not None and terms.cost_budget_include_expenses and terms.budget_by == "project_cost"
    work, expenses, parts = await asyncio.gather(
        source.work(scope),
        source.expenses(Scope(project_id=project.id, start=start)) if with_expenses else nothing(),
        _parts(row, source) if row and splits else nothing(),
    )
    if row is None:
        return _without(project, terms, work, scene)
    used = used_by(row.budget_by, work, expenses)
    known = UNKNOWN if mine else pace(used, scene.today, began(terms, work), scene.account.week_starts)
    return answer_one(standing(row, known, scene.today, terms), scene, used, work=work, parts=parts)


async def _terms(project_id: int, scene: Scene, source: Source) -> Project | None:
    return await source.project(project_id) if scene.account.sees_others else None


async def _parts(row: ProjectBudgetRow, source: Source) -> tuple[TaskAssignment | UserAssignment, ...]:
    if row.budget_by == "person":
        return await source.user_assignments(row.project_id)
    return await source.task_assignments(row.project_id)


# --- the answer about one ---------------------------------------------------------------------------------------------


def answer_one(
    one: Standing,
    scene: Scene,
    used: Sequence[tuple[date, Decimal]] = (),
    *,
    work: Sequence[Work] = (),
    parts: Sequence[TaskAssignment | UserAssignment] = (),
) -> Answer:
    """The answer about one budget. `used` is what took off it since some day, for the picture."""
    tables = [table for table in (_parts_table(one, work, parts), _weeks_table(one)) if table]
    return Answer(
        Kind.BUDGET,
        sentence(one, scene.today),
        scene.now,
        figures(one),
        counted=_counted(one),
        is_complete=one.spent is not None and bool(one.pace.weeks),
        tables=tuple(tables),
        pictures=_picture(one, used, scene.today),
        link=scene.page(f"/projects/{one.project_id}"),
    )


def _counted(one: Standing) -> str:
    kind = KIND_TEXT.get(one.budget_by, one.budget_by)
    month = ", starting anew each month" if one.resets_on else ""
    parts = [f"Budget by {kind}{month}", "spent as Harvest's budget report counts it, from rounded hours"]
    if one.pace is UNKNOWN:
        parts.append("no pace, because your role sees only your own time on this project")
    elif one.pace.weeks:
        first = one.pace.weeks[0][0]
        last = first + 6 * DAY
        parts.append(f"pace of full weeks, {first:%A} to {last:%A}, since {first:%a} {first.day} {first:%b}")
    return "; ".join(parts) + "."


def _weeks_table(one: Standing) -> Table | None:
    if not one.pace.weeks:
        return None
    unit = Unit.HOURS if one.currency is None else Unit.MONEY
    rows = tuple((week, cell_of(amount, one.currency)) for week, amount in one.pace.weeks)
    mean = cell_of(one.pace.per_week or ZERO, one.currency)
    return Table((Column("Week from", Unit.DAY), Column("Used", unit)), rows, total=("A week", mean))


def _parts_table(one: Standing, work: Sequence[Work], parts: Sequence[TaskAssignment | UserAssignment]) -> Table | None:
    """Budgets per task or per person, each with what is used of it; without a budget only those that took some."""
    if not parts:
        return None
    first = month_start(one)
    spent: dict[int, Decimal] = {}
    for row in work:
        if first is None or first <= row.day < (one.resets_on or date.max):
            key = row.user_id if one.budget_by == "person" else row.task_id
            spent[key] = spent.get(key, ZERO) + taken(one.budget_by, row)
    rows: list[tuple[Cell, ...]] = []
    for part in parts:
        subject = part.user if isinstance(part, UserAssignment) else part.task
        took = spent.get(subject.id, ZERO)
        if part.budget is None and not took:
            continue
        left = None if part.budget is None else part.budget - took
        share = took * 100 / part.budget if part.budget else None
        rows.append(
            (
                plain(subject.name),
                None if part.budget is None else cell_of(part.budget, one.currency),
                cell_of(took, one.currency),
                None if left is None else cell_of(left, one.currency),
                share,
            )
        )
    unit = Unit.HOURS if one.currency is None else Unit.MONEY
    who = "Person" if one.budget_by == "person" else "Task"
    columns = (
        Column(who),
        Column("Budget", unit),
        Column("Used", unit),
        Column("Left", unit),
        Column("Used", Unit.PERCENT),
    )
    return Table(columns, tuple(sorted(rows, key=_by_share))) if rows else None


def _by_share(row: tuple[Cell, ...]) -> Decimal:
    share = row[-1]
    return -share if isinstance(share, Decimal) else ZERO


def _picture(one: Standing, used: Sequence[tuple[date, Decimal]], today: date) -> tuple[BurnDown, ...]:
    """What was spent by the end of each day since the first week that counts, or since the month began."""
    if one.budget is None or one.spent is None or one.remaining is None or not one.pace.weeks:
        return ()
    first = month_start(one) or one.pace.weeks[0][0]
    by_day: dict[date, Decimal] = {}
    for day, amount in used:
        by_day[day] = by_day.get(day, ZERO) + amount
    ahead = sum((amount for day, amount in by_day.items() if day > today), ZERO)
    sofar = one.spent - ahead - sum((amount for day, amount in by_day.items() if first <= day <= today), ZERO)
    points = []
    day = first
    while day <= today:
        sofar += by_day.get(day, ZERO)
        points.append((day, sofar))
        day += DAY
    return (
        BurnDown(
            f"{one.project} ({one.client})",
            one.currency,
            one.budget,
            today,
            tuple(points),
            _projected(one, today, sofar),
            one.exhausted_on,
        ),
    )


def _projected(one: Standing, today: date, spent: Decimal) -> tuple[tuple[date, Decimal], ...]:
    """From today at the present pace: to the day it is gone and a little on, at most a quarter of a year ahead."""
    per_week = one.pace.per_week
    if not per_week:
        return ()
    last = today + 91 * DAY
    if one.resets_on is not None:
        last = one.resets_on - DAY
    elif one.exhausted_on is not None:
        last = min(last, one.exhausted_on + 7 * DAY)
    days = max((last - today).days, 0)
    return ((today, spent), (last, spent + per_week * days / 7)) if days else ()


def _without(project: catalog.Project, terms: Project | None, work: Sequence[Work], scene: Scene) -> Answer:
    """A project that has no budget, or none that the role may see: what may be seen of it."""
    name = f"{project.name} ({project.client.name})"
    hours = sum((row.rounded for row in work), ZERO)
    sees = terms is not None
    starts = scene.account.week_starts
    speed = pace(used_by("none", work), scene.today, began(terms, work), starts) if sees else UNKNOWN
    if sees:
        head = f"{name} has no budget in Harvest. {amount_text(hours, None)} are tracked on it in all"
        if speed.per_week is not None:
            head += f", {amount_text(speed.per_week, None)} a week over the last full weeks"
        head += "."
        if terms and terms.is_fixed_fee and terms.fee is not None:
            head += f" It has a fixed fee of {money_text(terms.fee, currency_of(terms))}."
    else:
        head = (
            f"Your role in Harvest may not see a budget of {name}, or it has none. "
            f"You tracked {amount_text(hours, None)} on it in all."
        )
    shown: dict[str, Figure] = {
        "project": project.name,
        "client": project.client.name,
        "budget_by": "none" if sees else None,
        "unit": "hours",
        "currency": None,
        "budget": None,
        "spent": hours if sees else None,
        "remaining": None,
        "percent": None,
        "burn_per_week": speed.per_week,
        "weeks_left": None,
        "exhausted_on": None,
        "monthly": False,
        "fee": terms.fee if terms and terms.is_fixed_fee else None,
    }
    if not sees:
        shown["own_hours"] = hours
    counted = "Rounded hours of all time" + ("" if sees else ", only your own, which is what your role may see") + "."
    return Answer(
        Kind.BUDGET,
        head,
        scene.now,
        shown,
        counted=counted,
        is_complete=sees,
        link=scene.page(f"/projects/{project.id}"),
    )
