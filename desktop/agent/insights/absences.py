"""Days off: what was booked on projects and tasks that are named for them. Harvest knows nobody's allowance.

"How many vacation days do I have left?" becomes "What is left Harvest cannot tell, … In 2026 you booked 40 h, …".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from desktop.agent.days_off import places
from desktop.agent.insights.answer import Answer, Cell, Column, Figure, Table, Unit
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source
from desktop.agent.insights.spans import Stretch, in_words
from desktop.agent.insights.sums import ZERO, grouped, total
from desktop.agent.intents import Interpretation, Kind
from desktop.agent.wording import hours_text
from desktop.harvest.text import plain
from desktop.harvest.work import Work

_NO_ALLOWANCE: Final = "What is left Harvest cannot tell: it knows no allowance of days off."
_NOWHERE: Final = "None of your projects or tasks is named for days off, such as “Vacation”, so none are booked there."


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it; without days it is about this year. Raises HarvestError."""
    stretch = Stretch(meant.start, meant.end)
    if stretch == Stretch(None, None):
        stretch = Stretch(date(scene.today.year, 1, 1), date(scene.today.year, 12, 31))
    where = places(scene.catalog)
    person = scene.person.id if scene.person else scene.account.user_id
    rows = await source.work(Scope(user_id=person, start=stretch.start, end=stretch.end)) if where else ()
    return answer(stretch, rows, where, scene)


def answer(stretch: Stretch, rows: Sequence[Work], where: Sequence[tuple[int, int | None]], scene: Scene) -> Answer:
    """The answer over one person's rows of these days."""
    known = set(where)
    off = [row for row in rows if (row.project_id, None) in known or (row.project_id, row.task_id) in known]
    ahead = total(row for row in off if row.day > scene.today).hours
    taken = total(off).hours - ahead
    is_own = scene.person is None or scene.person.id == scene.account.user_id
    workday = scene.account.workday if is_own else ZERO
    figures: dict[str, Figure] = {
        "from": stretch.start,
        "to": stretch.end,
        "total": taken + ahead,
        "taken": taken,
        "ahead": ahead,
        "hours_a_day": workday or None,
        "days": (taken + ahead) / workday if workday else None,
        "left": None,
    }
    return Answer(
        Kind.HOURS,
        f"{_NO_ALLOWANCE} {_booked(stretch, taken, ahead, workday, scene)}" if where else f"{_NO_ALLOWANCE} {_NOWHERE}",
        scene.now,
        figures,
        counted="Exact hours on projects and tasks that are named for days off.",
        is_complete=False,
        tables=(_table(off),) if off else (),
        link=scene.page("/time") if is_own else "",
    )


def _booked(stretch: Stretch, taken: Decimal, ahead: Decimal, workday: Decimal, scene: Scene) -> str:
    when = in_words(stretch, scene.today, scene.account.week_starts)
    is_own = scene.person is None or scene.person.id == scene.account.user_id
    who = "You have" if is_own or scene.person is None else f"{plain(scene.person.name)} has"
    if not taken + ahead:
        return f"{who} booked no days off {when}."
    text = f"{who} booked {_amount(taken + ahead, workday)} of days off {when}"
    return f"{text}, {_amount(ahead, workday)} of it still ahead." if ahead else f"{text}."


def _amount(hours: Decimal, workday: Decimal) -> str:
    """ "40 h (5 days of 8 h)"."""
    if not workday:
        return hours_text(hours)
    days = f"{(hours / workday).quantize(Decimal('0.1')).normalize():f}"
    return f"{hours_text(hours)} ({days} {'day' if days == '1' else 'days'} of {hours_text(workday)})"


def _table(off: Sequence[Work]) -> Table:
    sums = {name: total(found).hours for name, found in grouped(off, lambda row: (row.project, row.task)).items()}
    months = grouped(off, lambda row: row.day.replace(day=1))
    columns = (Column("Month"), *(Column(f"{project} › {task}", Unit.HOURS) for project, task in sums))
    rows: list[tuple[Cell, ...]] = []
    for month, found in sorted(months.items()):
        hours = (total(row for row in found if (row.project, row.task) == name).hours for name in sums)
        rows.append((f"{month:%B %Y}", *hours))
    return Table(columns, tuple(rows), total=("Total", *sums.values()))
