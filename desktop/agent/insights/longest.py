"""The longest days or weeks: "what was my longest day?" becomes "Your longest day in 2026 was Tue 10 Nov: 11.5 h."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from desktop.agent.insights.answer import Answer, Cell, Column, Figure, Table, Unit
from desktop.agent.insights.hours import Question, about, is_limited, link, question_of, work_of
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Source
from desktop.agent.insights.spans import Stretch, in_words, short_day, week_of
from desktop.agent.insights.sums import Sum, grouped, total
from desktop.agent.intents import By, Interpretation, Kind
from desktop.agent.wording import count_text, hours_text
from desktop.harvest.work import Work

_MOST: Final = 10

Ranked = tuple[tuple[Stretch, Sum], ...]


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it; without days it is about this year. Raises HarvestError."""
    if meant.start is None and meant.end is None:
        meant = replace(meant, start=date(scene.today.year, 1, 1), end=date(scene.today.year, 12, 31))
    question = question_of(meant, scene)
    rows = await work_of(question, source)
    rows = tuple(row for row in rows if row.day <= scene.today)  # what is entered ahead is not worked yet
    return answer(question, rows, scene, is_limited=is_limited(meant, question, scene))


def ranked(rows: Sequence[Work], *, by_day: bool, week_starts: int = 0) -> Ranked:
    """All days or weeks with time, the longest first; of several that are as long the latest first."""

    def span(row: Work) -> Stretch:
        return Stretch(row.day, row.day) if by_day else week_of(row.day, week_starts)

    sums = [(stretch, total(found)) for stretch, found in grouped(rows, span).items()]
    return tuple(sorted(sums, key=lambda one: (-one[1].hours, -(one[0].start or date.min).toordinal())))


def answer(question: Question, rows: Sequence[Work], scene: Scene, *, is_limited: bool = False) -> Answer:
    """The answer over these rows. `is_limited`: others' time belongs to it, and the role may not see it."""
    by_day = question.by is By.DAY
    found = ranked(rows, by_day=by_day, week_starts=scene.account.week_starts)
    best = [one for one in found if one[1].hours == found[0][1].hours]
    figures: dict[str, Figure] = {
        "from": question.stretch.start,
        "to": question.stretch.end,
        "by": "day" if by_day else "week",
        "longest": found[0][1].hours if found else None,
        "ranking": [
            {"from": one.start, "to": one.end, "hours": part.hours, "billable": part.billable}
            for one, part in found[:_MOST]
        ],
    }
    unit = ("day", "days") if by_day else ("week", "weeks")
    counted = f"{count_text(len(found), *unit)} with time, exact hours"
    counted += "" if by_day else "; of weeks that begin or end outside of these days only the days within"
    counted += "; only your own time, which is what your role may see." if is_limited else "."
    return Answer(
        Kind.HOURS,
        _reply(question, best, scene, unit),
        scene.now,
        figures,
        counted=counted,
        is_complete=not is_limited,
        tables=(_table(found[:_MOST], scene, by_day=by_day),) if found else (),
        link=link(question, scene),
    )


def _reply(question: Question, best: Sequence[tuple[Stretch, Sum]], scene: Scene, unit: tuple[str, str]) -> str:
    when = in_words(question.stretch, scene.today, scene.account.week_starts)
    place = " ".join(part for part in (about(question), when) if part)
    is_own = question.whose == scene.account.user_id
    if not best:
        nobody = f"{question.name} has" if question.name else "You have" if is_own else "Nobody has"
        return f"{nobody} tracked no time {place}.".replace("Nobody has tracked no", "Nobody has tracked any")
    whose = f"{question.name}'s" if question.name else "Your" if is_own else "Everybody's"
    hours = hours_text(best[0][1].hours)
    names = [_name(stretch, scene) for stretch, _ in best[:3]]
    if len(best) == 1:
        return f"{whose} longest {unit[0]} {place} was {names[0]}: {hours}."
    more = f" and {len(best) - 3} more" if len(best) > 3 else ""
    listed = f"{', '.join(names)}{more}" if more else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{whose} longest {unit[1]} {place} were {listed}: {hours} each."


def _name(stretch: Stretch, scene: Scene) -> str:
    start, end = stretch.start, stretch.end
    if start is None or end is None:
        return ""
    first = short_day(start, scene.today)
    return first if start == end else f"{first} to {short_day(end, scene.today)}"


def _table(found: Ranked, scene: Scene, *, by_day: bool) -> Table:
    head = Column("Day", Unit.DAY) if by_day else Column("Week")
    columns = (head, Column("Hours", Unit.HOURS), Column("Billable", Unit.HOURS), Column("Not billable", Unit.HOURS))
    rows: list[tuple[Cell, ...]] = [
        (stretch.start if by_day else _name(stretch, scene), part.hours, part.billable, part.other)
        for stretch, part in found
    ]
    return Table(columns, tuple(rows), "The longest first")
