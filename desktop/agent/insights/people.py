"""Who worked on something, and who worked on Saturdays and Sundays.

"Who worked on the website last month?" becomes "3 people worked on Website (Acme) in October: Ana 20 h, …".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from desktop.agent.insights.answer import Answer, Column, Figure, Table, Unit
from desktop.agent.insights.hours import Question, about, is_limited, link, question_of, work_of
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Source
from desktop.agent.insights.spans import DAY, Stretch, in_words, short_day
from desktop.agent.insights.sums import ZERO, Sum, grouped, total
from desktop.agent.intents import Interpretation, Kind
from desktop.agent.wording import hours_text
from desktop.harvest.work import Work

_SATURDAY: Final = 5
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Worked:
    """What one person worked, and on which day last."""

    user_id: int
    name: str
    part: Sum
    last: date


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Who worked on what is asked about, over all days or those that are said. Raises HarvestError."""
    question, rows = await _read(meant, scene, source)
    return answer(question, rows, scene, is_limited=is_limited(meant, question, scene))


async def ask_weekend(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Who worked on Saturdays and Sundays: the latest ones, or those of the days that are said. Raises HarvestError."""
    if meant.start is None and meant.end is None:
        saturday = scene.today - timedelta(days=(scene.today.weekday() - _SATURDAY) % 7)
        meant = replace(meant, start=saturday, end=saturday + DAY)
    question, rows = await _read(meant, scene, source)
    of_weekends = tuple(row for row in rows if row.day.weekday() >= _SATURDAY)
    return answer(question, of_weekends, scene, is_limited=is_limited(meant, question, scene), on_weekends=True)


async def _read(meant: Interpretation, scene: Scene, source: Source) -> tuple[Question, tuple[Work, ...]]:
    question = question_of(meant, scene)
    return question, await work_of(question, source)


def worked(rows: Sequence[Work]) -> tuple[Worked, ...]:
    """The people of these rows, who worked most first."""
    found = [
        Worked(user_id, name, total(own), max(row.day for row in own))
        for (user_id, name), own in grouped(rows, lambda row: (row.user_id, row.user)).items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.part.hours, one.name)))


def answer(
    question: Question, rows: Sequence[Work], scene: Scene, *, is_limited: bool = False, on_weekends: bool = False
) -> Answer:
    """The answer over these rows. `is_limited`: others' time belongs to it, and the role may not see it."""
    people = worked(rows)
    whole = total(rows)
    figures: dict[str, Figure] = {
        "from": question.stretch.start or min((row.day for row in rows), default=None),
        "to": question.stretch.end or max((row.day for row in rows), default=None),
        "total": whole.hours,
        "people": [
            {"name": one.name, "hours": one.part.hours, "billable": one.part.billable, "last": one.last}
            for one in people
        ],
    }
    tables = [_people_table(people, whole)] if people and question.whose is None else []
    if on_weekends and rows:
        tables.append(_days_table(rows, with_person=question.whose is None))
    counted = "Whoever tracked time, exact hours"
    counted += "; Saturdays and Sundays alone" if on_weekends else ""
    if is_limited:
        counted += "; only your own time, which is what your role may see"
    elif not scene.account.is_administrator and scene.account.sees_others:
        counted += "; only time that you may see as a manager"
    return Answer(
        Kind.HOURS,
        _reply(question, people, whole, scene, on_weekends=on_weekends),
        scene.now,
        figures,
        counted=f"{counted}.",
        is_complete=not is_limited,
        tables=tuple(tables),
        link=link(question, scene),
    )


def _reply(question: Question, people: Sequence[Worked], whole: Sum, scene: Scene, *, on_weekends: bool) -> str:
    place = " ".join(part for part in (about(question), _when(question, scene, on_weekends=on_weekends)) if part)
    if question.whose is not None:
        who = question.name or "You"
        has = "has" if question.name else "have"
        return (
            f"{who} tracked {hours_text(whole.hours)} {place}." if people else f"{who} {has} tracked no time {place}."
        )
    if not people:
        return f"Nobody has tracked time {place}."
    shown = [f"{_name(one, scene)} {hours_text(one.part.hours)}" for one in people[:_MOST_NAMED]]
    rest = people[_MOST_NAMED:]
    if rest:
        hours: Decimal = sum((one.part.hours for one in rest), ZERO)
        others = "1 other" if len(rest) == 1 else f"{len(rest)} others"
        shown.append(f"{others} {hours_text(hours)}")
    count = "1 person" if len(people) == 1 else f"{len(people)} people"
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"{count} worked {place}: {listed}."


def _when(question: Question, scene: Scene, *, on_weekends: bool) -> str:
    stretch = question.stretch
    start, end = stretch.start, stretch.end
    if on_weekends and start and end and end - start == DAY:
        return f"on the weekend of {short_day(start, scene.today)}"
    when = in_words(stretch, scene.today, scene.account.week_starts)
    if on_weekends:
        return f"on weekends {when}".strip()
    return "so far" if stretch == Stretch(None, None) else when


def _name(one: Worked, scene: Scene) -> str:
    return "you" if one.user_id == scene.account.user_id else one.name


def _people_table(people: Sequence[Worked], whole: Sum) -> Table:
    columns = (
        Column("Person"),
        Column("Hours", Unit.HOURS),
        Column("Billable", Unit.HOURS),
        Column("Last day", Unit.DAY),
    )
    rows = tuple((one.name, one.part.hours, one.part.billable, one.last) for one in people)
    return Table(columns, rows, total=("Total", whole.hours, whole.billable, None) if len(people) > 1 else None)


def _days_table(rows: Sequence[Work], *, with_person: bool) -> Table:
    sums = {
        key: total(own).hours
        for key, own in grouped(
            rows, lambda row: (row.day, row.user if with_person else "", f"{row.client} › {row.project}")
        ).items()
    }
    columns = (Column("Day", Unit.DAY), *((Column("Person"),) if with_person else ()))
    return Table(
        (*columns, Column("Project"), Column("Hours", Unit.HOURS)),
        tuple(
            (day, *((person,) if with_person else ()), project, hours)
            for (day, person, project), hours in sorted(sums.items())
        ),
    )
