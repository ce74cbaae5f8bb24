"""How much time was tracked: one's own, a project's, a client's, a team's, over any days.

"How many hours did I track last week?" becomes "You tracked 32.5 h last week, …" with a row for each project.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.agent.insights.answer import Answer, Bar, Bars, Cell, Column, Figure, Table, Unit
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source
from desktop.agent.insights.spans import DAY, Stretch, in_words, short_day, week_of
from desktop.agent.insights.sums import Sum, grouped, total
from desktop.agent.intents import By, Interpretation, Kind, Whose
from desktop.agent.wording import count_text, hours_text
from desktop.harvest.catalog import Client, Project, Task
from desktop.harvest.text import plain
from desktop.harvest.work import Work

_MOST_LISTED = 60
KEYS: dict[By, tuple[str, Callable[[Work], str]]] = {
    By.CLIENT: ("Client", lambda row: row.client),
    By.PROJECT: ("Project", lambda row: f"{row.client} › {row.project}"),
    By.TASK: ("Task", lambda row: row.task),
    By.PERSON: ("Person", lambda row: row.user),
    By.DAY: ("Day", lambda row: row.day.isoformat()),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about hours. `whose` is a person's id, or None for all whose time may be seen.

    `name` is a teammate's, "" for oneself.
    """

    stretch: Stretch
    whose: int | None
    name: str = ""
    task: Task | None = None
    project: Project | None = None
    client: Client | None = None
    by: By | None = None
    lists: bool = False


def question_of(meant: Interpretation, scene: Scene) -> Question:
    """What the words ask, with what they leave open filled in.

    Without days a project or client is asked about as a whole, everything else about this week. "I" and "my" mean
    oneself, and so does everything that names nobody, no project and no client.
    """
    asked, account = meant.asked, scene.account
    start, end = meant.start, meant.end
    if start is None and end is None and meant.project is None and meant.client is None:
        week = week_of(scene.today, scene.account.week_starts)
        start, end = week.start, week.end
    is_shared = meant.team or asked.whose is Whose.OURS
    if asked.whose is Whose.UNSAID and not meant.team:
        is_shared = meant.project is not None or meant.client is not None or meant.task is not None
        is_shared = is_shared or asked.by is By.PERSON
    whose = None if is_shared and account.sees_others else account.user_id
    name = ""
    if scene.person is not None and scene.person.id != account.user_id:
        whose, name = scene.person.id, plain(scene.person.name)
    return Question(Stretch(start, end), whose, name, meant.task, meant.project, meant.client, asked.by, asked.lists)


async def work_of(question: Question, source: Source) -> tuple[Work, ...]:
    """The rows of work that a question is about. Raises HarvestError."""
    rows = await source.work(
        Scope(
            user_id=question.whose,
            project_id=question.project.id if question.project else None,
            client_id=question.client.id if question.client and not question.project else None,
            start=question.stretch.start,
            end=question.stretch.end,
        )
    )
    if question.task is not None:
        rows = tuple(row for row in rows if row.task_id == question.task.id)
    return rows


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    question = question_of(meant, scene)
    rows = await work_of(question, source)
    return answer(question, rows, scene, is_limited=is_limited(meant, question, scene))


def is_limited(meant: Interpretation, question: Question, scene: Scene) -> bool:
    """Whether others' time belongs to the question, and the role may not see it."""
    wanted = (
        meant.team or meant.asked.whose is Whose.OURS or question.project is not None or question.client is not None
    )
    return wanted and not scene.account.sees_others and meant.asked.whose is not Whose.MINE


def answer(question: Question, rows: Sequence[Work], scene: Scene, *, is_limited: bool = False) -> Answer:
    """The answer over these rows. `is_limited`: others' time belongs to the question, and the role may not see it."""
    whole = total(rows)
    by = question.by or natural(question, rows)
    tables = [_table(by, rows, whole)] if rows else []
    if question.lists and rows:
        tables.insert(0, _entries_table(rows, whole, scene.today))
    return Answer(
        Kind.HOURS,
        _reply(question, whole, rows, scene),
        scene.now,
        _figures(question, rows, whole),
        counted=_counted(whole, rows, scene, is_limited=is_limited),
        is_complete=not is_limited,
        tables=tuple(tables),
        pictures=_pictures(question, rows, scene),
        link=link(question, scene),
    )


def natural(question: Question, rows: Sequence[Work]) -> By:
    """What the rows are best split by where the words do not say."""
    if question.project is not None:
        return By.TASK
    return By.PERSON if question.whose is None and question.client is None else By.PROJECT


def _reply(question: Question, whole: Sum, rows: Sequence[Work], scene: Scene) -> str:
    when = in_words(question.stretch, scene.today, scene.account.week_starts)
    if question.stretch == Stretch(None, None) and rows:
        when = f"since {short_day(min(row.day for row in rows), scene.today)}"
    what = about(question)
    is_own = question.whose == scene.account.user_id
    who = question.name or ("You" if is_own else "Everyone together")
    place = " ".join(part for part in (what, when) if part)
    if not rows:
        if question.name:
            return f"{question.name} has tracked no time {place}."
        return f"You have tracked no time {place}." if is_own else f"Nobody has tracked time {place}."
    text = f"{who} tracked {hours_text(whole.hours)} {place}"
    if whole.billable and whole.other:
        share = whole.billable * 100 / whole.hours if whole.hours else Decimal(0)
        text += f": {hours_text(whole.billable)} billable ({share:.0f} %), {hours_text(whole.other)} not"
    elif whole.hours:
        text += ", all billable" if whole.billable else ", none of it billable"
    return text + _against_capacity(question, whole, scene) + "."


def about(question: Question) -> str:
    """ "of Design on Website (Acme)", "for Acme": what a question is about, "" for all there is."""
    task = f"of {question.task.name} " if question.task is not None else ""
    if question.project is not None:
        return f"{task}on {question.project.name} ({question.project.client.name})"
    return f"{task}for {question.client.name}" if question.client is not None else task.strip()


def _against_capacity(question: Question, whole: Sum, scene: Scene) -> str:
    """ "; 7.5 h are left of your 40 h": of a week of one's own that is asked about as a whole."""
    start = question.stretch.start
    if (
        not _is_own_time(question, scene)
        or start is None
        or question.stretch != week_of(start, scene.account.week_starts)
    ):
        return ""
    capacity = Decimal(scene.account.weekly_capacity) / 3600
    left = capacity - whole.hours
    of = f"of your {hours_text(capacity)}"
    return (
        f"; {hours_text(left)} are left {of}"
        if left > 0
        else f"; that is all {of}, and {hours_text(-left)} more"
        if left
        else f"; that is all {of}"
    )


def _is_own_time(question: Question, scene: Scene) -> bool:
    named = question.project or question.client or question.task
    return question.whose == scene.account.user_id and named is None


def _figures(question: Question, rows: Sequence[Work], whole: Sum) -> dict[str, Figure]:
    days = [row.day for row in rows]
    parts = grouped(rows, lambda row: (row.client_id, row.client, row.project_id, row.project, row.task_id, row.task))
    sums = {key: total(found) for key, found in parts.items()}
    figures: dict[str, Figure] = {
        "from": question.stretch.start or min(days, default=None),
        "to": question.stretch.end or max(days, default=None),
        "total": whole.hours,
        "billable": whole.billable,
        "non_billable": whole.other,
        "rounded_total": whole.rounded,
        "by": [
            {"client": key[1], "project": key[3], "task": key[5], "hours": part.hours, "billable": part.billable}
            for key, part in sorted(sums.items(), key=lambda item: -item[1].hours)
        ],
    }
    if question.whose is None:
        people = {key: total(found) for key, found in grouped(rows, lambda row: (row.user_id, row.user)).items()}
        figures["people"] = [
            {"name": key[1], "hours": part.hours, "billable": part.billable}
            for key, part in sorted(people.items(), key=lambda item: -item[1].hours)
        ]
    if question.lists:
        figures["entries"] = [
            {
                "date": row.day,
                "client": row.client,
                "project": row.project,
                "task": row.task,
                "hours": row.hours,
                "notes": row.notes,
            }
            for row in _in_order(rows)
        ]
    return figures


def _in_order(rows: Sequence[Work]) -> list[Work]:
    return sorted(rows, key=lambda row: (row.day, row.id))


def _table(by: By, rows: Sequence[Work], whole: Sum) -> Table:
    title, key = KEYS[by]
    sums = {name: total(found) for name, found in grouped(rows, key).items()}
    ordered = sorted(sums.items()) if by is By.DAY else sorted(sums.items(), key=lambda item: (-item[1].hours, item[0]))
    head: Column = Column(title, Unit.DAY if by is By.DAY else Unit.TEXT)
    return Table(
        (head, Column("Hours", Unit.HOURS), Column("Billable", Unit.HOURS), Column("Not billable", Unit.HOURS)),
        tuple(
            (date.fromisoformat(name) if by is By.DAY else name, part.hours, part.billable, part.other)
            for name, part in ordered
        ),
        total=("Total", whole.hours, whole.billable, whole.other),
    )


def _entries_table(rows: Sequence[Work], whole: Sum, today: date) -> Table:
    listed: list[tuple[Cell, ...]] = [
        (row.day, f"{row.client} › {row.project}", row.task, row.hours, row.notes)
        for row in _in_order(rows)[:_MOST_LISTED]
    ]
    columns = (Column("Day", Unit.DAY), Column("Project"), Column("Task"), Column("Hours", Unit.HOURS), Column("Notes"))
    title = f"The first {_MOST_LISTED} of {len(rows):,} entries" if len(rows) > _MOST_LISTED else ""
    return Table(columns, tuple(listed), title, ("Total", None, None, whole.hours, None))


def _counted(whole: Sum, rows: Sequence[Work], scene: Scene, *, is_limited: bool) -> str:
    parts = [f"{count_text(whole.count, 'entry', 'entries')}, exact hours"]
    if whole.rounded != whole.hours:
        parts[0] += f" ({hours_text(whole.rounded)} rounded as Harvest bills them)"
    running = sum(row.is_running for row in rows)
    if running:
        timers = count_text(running, "timer that runs", "timers that run")
        parts.append(f"{timers} counted up to {scene.now:%H:%M}")
    if is_limited:
        parts.append("only your own time, which is what your role may see")
    elif not scene.account.is_administrator and scene.account.sees_others:
        parts.append("only time that you may see as a manager")
    return "; ".join(parts) + "."


def _pictures(question: Question, rows: Sequence[Work], scene: Scene) -> tuple[Bars, ...]:
    """The days of one's own week against capacity."""
    start, end = question.stretch.start, question.stretch.end
    if start is None or end is None or not 1 < (end - start).days < 14 or question.whose is None:
        return ()
    by_day = {day: total(found) for day, found in grouped(rows, lambda row: row.day).items()}
    is_own = _is_own_time(question, scene)
    bars = []
    day = start
    while day <= end:
        part = by_day.get(day, Sum())
        capacity = scene.account.workday if is_own and day.weekday() < 5 else None
        if part.count or day.weekday() < 5:
            bars.append(Bar(f"{day:%a} {day.day}", part.billable, part.other, capacity))
        day += DAY
    return (
        (Bars(f"Hours {in_words(question.stretch, scene.today, scene.account.week_starts)}", tuple(bars)),)
        if rows
        else ()
    )


def link(question: Question, scene: Scene) -> str:
    """Where Harvest itself shows it."""
    if question.project is not None and scene.account.sees_others:
        return scene.page(f"/projects/{question.project.id}")
    day = question.stretch.start or scene.today
    if question.whose == scene.account.user_id:
        kind = "day" if question.stretch.start == question.stretch.end else "week"
        return scene.page(f"/time/{kind}/{day:%Y/%m/%d}")
    return scene.page("/reports")
