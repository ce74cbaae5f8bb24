"""When something was worked on last: by oneself, or by anybody whose time may be seen.

"When was the website last worked on?" becomes "Website (Acme) was last worked on on Tue 10 Nov, 13 days ago, …".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from desktop.agent.insights.answer import Answer, Cell, Column, Figure, Table, Unit
from desktop.agent.insights.hours import Question, about, is_limited, link, question_of
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source
from desktop.agent.insights.spans import short_day
from desktop.agent.intents import Interpretation, Kind
from desktop.agent.wording import hours_text
from desktop.harvest.work import Work

_MOST: Final = 10


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    question = question_of(replace(meant, start=None, end=None), scene)
    end = min(meant.end or scene.today, scene.today)  # entries of days to come are no work that was done
    scope = Scope(
        user_id=question.whose,
        project_id=question.project.id if question.project else None,
        client_id=question.client.id if question.client and not question.project else None,
        end=end,
    )
    rows = await source.latest(scope, _MOST, question.task.id if question.task else None)
    return answer(question, rows, scene, is_limited=is_limited(meant, question, scene))


def answer(question: Question, rows: Sequence[Work], scene: Scene, *, is_limited: bool = False) -> Answer:
    """The answer over the newest rows. `is_limited`: others' time belongs to it, and the role may not see it."""
    newest = max(rows, key=lambda row: (row.day, row.id), default=None)
    figures: dict[str, Figure] = {
        "last": newest.day if newest else None,
        "days_ago": (scene.today - newest.day).days if newest else None,
        "person": newest.user if newest else None,
        "entries": [
            {
                "date": row.day,
                "client": row.client,
                "project": row.project,
                "task": row.task,
                "person": row.user,
                "hours": row.hours,
                "notes": row.notes,
            }
            for row in rows
        ],
    }
    return Answer(
        Kind.HOURS,
        _reply(question, newest, scene),
        scene.now,
        figures,
        counted="The newest entries up to today"
        + ("; only your own time, which is what your role may see." if is_limited else "."),
        is_complete=not is_limited,
        tables=(_table(question, rows),) if rows else (),
        link=link(question, scene),
    )


def _reply(question: Question, newest: Work | None, scene: Scene) -> str:
    is_own = question.whose == scene.account.user_id
    who = question.name or ("You" if is_own else "Anybody")
    place = about(question)
    if newest is None:
        nobody = f"{question.name} has" if question.name else "You have" if is_own else "Nobody has"
        return (
            f"{nobody} tracked no time {place}".replace("Nobody has tracked no", "Nobody has tracked any").strip() + "."
        )
    days = (scene.today - newest.day).days
    ago = "today" if not days else "yesterday" if days == 1 else f"{days} days ago"
    day = short_day(newest.day, scene.today)
    what = f"{hours_text(newest.hours)} of {newest.task}"
    if question.project is None:
        what += f" on {newest.project}" + ("" if question.client else f" ({newest.client})")
    if question.whose is not None:
        return f"{who} last tracked time {place} {ago}, on {day}: {what}.".replace("  ", " ")
    by = "you" if newest.user_id == scene.account.user_id else newest.user
    return f"The last time {place} was tracked {ago}, on {day}, by {by}: {what}.".replace("  ", " ")


def _table(question: Question, rows: Sequence[Work]) -> Table:
    with_project, with_person = question.project is None, question.whose is None
    columns = [Column("Day", Unit.DAY)]
    columns += [Column("Project")] if with_project else []
    columns += [Column("Task")]
    columns += [Column("Person")] if with_person else []
    columns += [Column("Hours", Unit.HOURS), Column("Notes")]

    def cells(row: Work) -> tuple[Cell, ...]:
        project = (f"{row.client} › {row.project}",) if with_project else ()
        person = (row.user,) if with_person else ()
        return (row.day, *project, row.task, *person, row.hours, row.notes)

    return Table(tuple(columns), tuple(map(cells, rows)), "The latest entries")
