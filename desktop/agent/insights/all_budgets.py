"""Budgets of several projects, by when they run dry: all of them, or a client's.

"Which of our budgets runs dry first?" becomes "The app (Acme) runs dry first: about Fri 4 Dec, in two weeks, …".
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from desktop.agent.insights.amounts import cell_of, weeks_words
from desktop.agent.insights.answer import Answer, Column, Figure, Table, Unit
from desktop.agent.insights.pace import UNKNOWN, pace
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source, nothing
from desktop.agent.insights.spans import short_day
from desktop.agent.insights.standing import Standing, began, figures, sentence, since, standing, used_by
from desktop.agent.insights.sums import ZERO, grouped
from desktop.agent.intents import Kind
from desktop.harvest.catalog import Client
from desktop.harvest.models import Expense

_MOST_LISTED: Final = 25


async def ask(client: Client | None, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    shared = scene.account.sees_others
    client_id = client.id if client else None
    scope = Scope(client_id=client_id, start=since(scene.today, scene.account.week_starts))
    budgets, terms, work = await asyncio.gather(
        source.budgets(only_active=True),
        source.projects(client_id) if shared else nothing(),
        source.work(scope) if shared else nothing(),
    )
    with_expenses = {one.id for one in terms if one.cost_budget_include_expenses and one.budget_by == "project_cost"}
    counted = with_expenses & {row.project_id for row in budgets}
    expenses = await source.expenses(scope) if counted else ()
    by_id = {one.id: one for one in terms}
    of_project = grouped(work, lambda row: row.project_id)
    spent_on: dict[int, list[Expense]] = {}
    for expense in expenses:
        spent_on.setdefault(expense.project.id, []).append(expense)
    found = []
    for row in budgets:
        if client is not None and row.client_id != client.id:
            continue
        known = by_id.get(row.project_id)
        rows = of_project.get(row.project_id, [])
        used = used_by(row.budget_by, rows, spent_on.get(row.project_id, ()) if row.project_id in counted else ())
        speed = pace(used, scene.today, began(known, rows), scene.account.week_starts) if known else UNKNOWN
        found.append(standing(row, speed, scene.today, known))
    return answer_all(found, scene, client)


def answer_all(found: Sequence[Standing], scene: Scene, client: Client | None = None) -> Answer:
    """Budgets by when they run dry: those that are over first in the table, and told apart in the sentence."""
    whose = f" of {client.name}" if client else ""
    known = [one for one in found if one.remaining is not None]
    hidden = len([one for one in found if one.spent is None])
    over = sorted((one for one in known if _share_left(one) < 0), key=_share_left)
    left = [one for one in known if _share_left(one) >= 0]
    ending = sorted(
        (one for one in left if one.exhausted_on), key=lambda one: (one.exhausted_on or date.max, _share_left(one))
    )
    lasting = sorted((one for one in left if not one.exhausted_on), key=_share_left)
    ordered = [*over, *ending, *lasting]
    top = ending[0] if ending else None
    shown: dict[str, Figure] = {
        **(figures(top) if top else {}),
        "budgets": [figures(one) for one in [*ending, *lasting, *over]],
    }
    parts = [
        "budgets of active projects",
        "spent as Harvest's budget report counts it",
        "pace of the last four full weeks",
    ]
    if hidden:
        parts.append(f"{hidden} more are in money, which your role may not see")
    if not scene.account.sees_others:
        parts[2] = "no pace, because your role sees only your own time"
    text = ", ".join(parts)
    return Answer(
        Kind.BUDGET,
        _reply_all(over, ending, lasting, scene, whose),
        scene.now,
        shown if ordered else {"budgets": []},
        counted=text[0].upper() + text[1:] + ".",
        is_complete=not hidden and scene.account.is_administrator,
        tables=(_budgets_table(ordered),) if ordered else (),
        pictures=(),
        link=scene.page("/projects"),
    )


def _share_left(one: Standing) -> Decimal:
    """What is left, as a share of the budget."""
    if one.remaining is None:
        return ZERO
    return one.remaining / one.budget if one.budget else one.remaining


def _reply_all(
    over: Sequence[Standing], ending: Sequence[Standing], lasting: Sequence[Standing], scene: Scene, whose: str
) -> str:
    alone = [*over, *ending, *lasting]
    if whose and len(alone) == 1:
        return sentence(alone[0], scene.today)
    if not alone:
        if scene.account.is_administrator:
            return f"No active project{whose} has a budget in Harvest."
        return f"There is no budget{whose} that your role in Harvest may see."
    if ending:
        one = ending[0]
        day = short_day(one.exhausted_on or scene.today, scene.today)
        text = (
            f"{one.project} ({one.client}) runs dry first: about {day}, {weeks_words(one.outlook.weeks_left or ZERO)}, "
            f"with {one.text(one.remaining or ZERO)} left at {one.text(one.pace.per_week or ZERO)} a week."
        )
    else:
        text = f"None of the budgets{whose} that still have something left runs out at the current pace."
        if not scene.account.sees_others and lasting:
            one = lasting[0]
            left, of = one.text(one.remaining or ZERO), one.text(one.budget or ZERO)
            text = f"{one.project} ({one.client}) has the least left: {left} of {of}."
    if over:
        names = ", ".join(f"{one.project} ({one.client})" for one in over[:3])
        more = f" and {len(over) - 3} more" if len(over) > 3 else ""
        text += f" Already over: {names}{more}."
    return text


def _budgets_table(ordered: Sequence[Standing]) -> Table:
    rows = tuple(
        (
            f"{one.client} › {one.project}",
            None if one.budget is None else cell_of(one.budget, one.currency),
            None if one.remaining is None else cell_of(one.remaining, one.currency),
            one.percent,
            None if one.pace.per_week is None else cell_of(one.pace.per_week, one.currency),
            one.exhausted_on,
        )
        for one in ordered[:_MOST_LISTED]
    )
    columns = (
        Column("Project"),
        Column("Budget", Unit.AMOUNT),
        Column("Left", Unit.AMOUNT),
        Column("Used", Unit.PERCENT),
        Column("A week", Unit.AMOUNT),
        Column("Used up", Unit.DAY),
    )
    many = len(ordered) > _MOST_LISTED
    return Table(columns, rows, f"The first {_MOST_LISTED} of {len(ordered)} budgets" if many else "")
