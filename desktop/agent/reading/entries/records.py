"""Rows of a table to entries: a cell is a project, a task, a day, a length or a note because of its column.

"2026-11-18 | Hooli | Nucleus | Development | Login page | 1.75" becomes one entry with the notes "Login page". Columns
are known by their titles, or without titles by what stands in them; a table whose columns stay unknown gives None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal, InvalidOperation

from desktop.agent.intents import Choice, EntryIntent, Span, Warn
from desktop.agent.reading.documents.columns import columns_of, plain_title
from desktop.agent.reading.documents.document import Cell, Column, Table
from desktop.agent.reading.entries.drafting import unbilled_task
from desktop.agent.reading.entries.history import History, task_default
from desktop.agent.reading.names.resolve import Outcome, Resolution, Resolver, Seen
from desktop.agent.reading.tasks.tasks import TaskIndex
from desktop.agent.reading.text.quantities import in_hours
from desktop.agent.reading.text.tokens import fold, tokenize
from desktop.agent.reading.time.clock import clock_at
from desktop.agent.reading.time.dates import date_at
from desktop.agent.reading.time.days import Calendar, Days
from desktop.agent.reading.time.durations import duration_at
from desktop.harvest.catalog import Project, Task

_YES, _NO = frozenset("yes true y 1 billable x ja oui".split()), frozenset("no false n 0 nein non".split())
_OPEN = frozenset(["planned", "todo", "to do", "open", "scheduled", "backlog", "not started", "cancelled"])
_SUMS = frozenset("total totals sum subtotal summe gesamt".split())
_SHORT = Decimal("0.02")
_MOST_HOURS, _FEWEST_SECONDS = 24, 300
_ISO_LENGTH = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?", re.IGNORECASE)
_FIGURE = re.compile(r"-?\d{1,6}(?:[.,]\d{1,4})?|-?[.,]\d{1,4}")
_DATED_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(?::\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?")

_Row = Mapping[Column, Cell]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a row says before its names are settled."""

    day: date
    hours: Decimal | None
    started: time | None = None
    ended: time | None = None
    warnings: tuple[Warn, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Records:
    """Reads the tables of one account."""

    resolver: Resolver
    tasks: TaskIndex
    history: History
    workday: Decimal

    def read(self, table: Table, calendar: Calendar, day: date | None = None) -> list[EntryIntent] | None:
        """One entry for each row that tells of work; `day` is said of all rows that have none of their own."""
        rows = self._rows(table, calendar)
        if rows is None:
            return None
        people = {cell.text for row in rows if (cell := row.get(Column.PERSON)) is not None and cell.text}
        days = _Dates([cell.text for row in rows if (cell := row.get(Column.DATE)) is not None], calendar)
        entries = []
        for row in rows:
            facts = None if _is_no_work(row) else self._facts(row, days, day or calendar.today)
            if facts is not None:
                entry = self._entry(row, facts)
                entries.append(entry if len(people) <= 1 else whose(entry))
        return entries

    # Columns

    def _rows(self, table: Table, calendar: Calendar) -> list[_Row] | None:
        """The rows by column, or None where no column says how long, or none of them what for."""
        if table.titles:
            columns = columns_of(table.titles)
            if Column.HOURS not in columns and (grid := self._grid(table, calendar)) is not None:
                return grid
            columns = self._with_unknown(table, columns)
        else:
            columns = self._by_content(table, calendar)
        if not _says_how_long(columns) or not _says_what_for(columns):
            return None
        rows: list[_Row] = []
        for cells in table.rows:
            row: dict[Column, Cell] = {}
            for column, cell in zip(columns, cells, strict=True):
                if column is not None and (cell.text or column not in row) and not row.get(column, _NOTHING).text:
                    row[column] = cell
            rows.append(row)
        return rows

    def _with_unknown(self, table: Table, columns: Sequence[Column | None]) -> list[Column | None]:
        """Columns of unknown titles are named by what stands in them, where it is names of the account."""
        found = list(columns)
        for place, column in enumerate(columns):
            if column is None and (named := self._named(list(table.column(place)))) not in (None, *found):
                found[place] = named
        return found

    def _grid(self, table: Table, calendar: Calendar) -> list[_Row] | None:
        """A week as a grid: lines are projects, columns are days; each filled cell is a row."""
        days = [k for k, title in enumerate(table.titles) if title and _day_in(title, calendar) is not None]
        if len(days) < 1 or days[0] == 0 or len(table.titles) - len(days) > 3:
            return None
        columns = columns_of(table.titles)
        labels = [k for k in range(days[0]) if columns[k] not in (Column.OTHER, Column.HOURS)]
        rows: list[_Row] = []
        for cells in table.rows:
            row = {columns[k] or Column.LABEL: cells[k] for k in labels}
            rows += [row | {Column.DATE: Cell(table.titles[k]), Column.HOURS: cells[k]} for k in days if cells[k].text]
        return rows

    def _by_content(self, table: Table, calendar: Calendar) -> list[Column | None]:
        """What the columns are where nothing is written above them."""
        found: list[Column | None] = [None] * len(table.rows[0])
        clocks: list[int] = []
        for place in range(len(found)):
            cells = list(table.column(place))
            if not cells:
                continue
            if all(_is_date(cell, calendar) for cell in cells):
                found[place] = Column.DATE if Column.DATE not in found else Column.END_DATE
            elif all(re.fullmatch(r"\d{1,3}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?", cell) for cell in cells):
                clocks.append(place)
            elif all(_length(cell, self.workday) is not None for cell in cells):
                found[place] = Column.HOURS if Column.HOURS not in found and not clocks else Column.OTHER
            elif all(cell.lower() in _YES | _NO for cell in cells):
                found[place] = Column.BILLABLE if Column.BILLABLE not in found else Column.OTHER
            else:
                named = self._named(cells)
                found[place] = named if named not in found else None
        for place, column in zip(clocks, _CLOCKS.get(len(clocks), ()), strict=False):
            found[place] = column
        loose = [k for k, column in enumerate(found) if column is None and any(table.column(k))]
        if loose and Column.NOTES not in found:
            found[max(loose, key=lambda k: sum(map(len, table.column(k))))] = Column.NOTES
        return found

    def _named(self, cells: Sequence[str]) -> Column | None:
        """Which names of the account most of these cells are."""
        projects = self.resolver.index.projects
        kinds: dict[Column, set[str]] = {
            Column.CODE: {fold(project.code) for project in projects if project.code},
            Column.PROJECT: {fold(project.name) for project in projects},
            Column.CLIENT: {fold(project.client.name) for project in projects},
            Column.TASK: {fold(name) for name in self.tasks.tasks},
        }
        hits = Counter({kind: sum(fold(cell) in names for cell in cells) for kind, names in kinds.items()})
        kind, most = max(hits.items(), key=lambda item: item[1])
        return kind if cells and 2 * most >= len(cells) else None

    # Cells

    def _facts(self, row: _Row, days: _Dates, default: date) -> _Facts | None:
        """Day and length of a row; None where it has a length of nought."""
        said = _text(row, Column.DATE)
        moment = _DATED_CLOCK.match(_text(row, Column.START))
        day, warnings = days.day(said or (moment[1] if moment else ""), default)
        hours = self._hours(row)
        started, ended = _clock(_text(row, Column.START)), _clock(_text(row, Column.END))
        between = _between(started, ended)
        if hours == 0:
            return None
        if hours is None and not _text(row, Column.HOURS):
            hours = between
        elif hours is not None and between is not None and abs(between - hours) > _SHORT:
            started = ended = None  # a pause lies within: the length that was written counts
        if between is None or hours is None:
            started = ended = None
        if hours is not None and not 0 < hours <= _MOST_HOURS:
            return _Facts(day, None, warnings=(*warnings, Warn("hours_impossible", "How many hours were that?")))
        return _Facts(day, hours, started, ended, tuple(warnings))

    def _hours(self, row: _Row) -> Decimal | None:
        for column, unit in ((Column.MINUTES, 60), (Column.SECONDS, 3600)):
            figure = _figure(_text(row, column))
            if figure is not None:
                return in_hours(figure / unit)
        said = _text(row, Column.HOURS)
        figure = _figure(said)
        if figure is not None and figure > _MOST_HOURS:
            # 5400 is a length in seconds; whether 90 are minutes nobody knows.
            return in_hours(figure / 3600) if figure >= _FEWEST_SECONDS and figure == int(figure) else None
        return _length(said, self.workday)

    def _entry(self, row: _Row, facts: _Facts) -> EntryIntent:
        found = self._project(row)
        project = found.project
        task, said_task, warnings = self._task(row, project, facts.day)
        notes = _text(row, Column.NOTES)
        if _text(row, Column.BILLABLE).lower() in _NO and project is not None and (task is None or task.billable):
            task, unbilled = unbilled_task(project, task)
            warnings = [*warnings, *unbilled]
        said = " ".join(filter(None, (_text(row, c) for c in (Column.CLIENT, Column.PROJECT, Column.LABEL))))
        if found.outcome is Outcome.ARCHIVED and found.archived is not None:
            warnings.append(Warn("archived", f"{found.archived.name} is archived, so it takes no time."))
        return EntryIntent(
            project=project,
            task=task,
            hours=facts.hours,
            spent_date=facts.day,
            started_time=facts.started,
            ended_time=facts.ended,
            notes=notes,
            choices=() if project else found.choices or self._near(found, said or notes),
            said_project="" if project else said or notes,
            said_task=said_task,
            warnings=(*facts.warnings, *warnings),
            spans=_spans(row),
        )

    def _near(self, found: Resolution, said: str) -> tuple[Choice, ...]:
        family = self.resolver.family(found.archived) if found.archived is not None else ()
        return family or self.resolver.closest(said)

    # Names

    def _project(self, row: _Row) -> Resolution:
        """The one project that all cells agree on; else what their words name together."""
        tests: dict[Column, Callable[[Project], str]] = {
            Column.PROJECT: lambda project: project.name,
            Column.CODE: lambda project: project.code,
            Column.CLIENT: lambda project: project.client.name,
        }
        index = self.resolver.index
        fitting = list(index.projects[: index.active])
        said = False
        for column, name in tests.items():
            text = fold(_text(row, column))
            known = column is not Column.CODE or any(fold(name(project)) == text for project in index.projects)
            if text and known:
                fitting = [project for project in fitting if fold(name(project)) == text]
                said = said or column is not Column.CLIENT
        if said and len(fitting) == 1:
            return Resolution(Outcome.SETTLED, fitting[0])
        words = [_text(row, c) for c in (Column.CLIENT, Column.PROJECT, Column.CODE, Column.LABEL)]
        if not any(words):
            words = [_text(row, Column.NOTES)]
        return self.resolver.resolve([Seen(mention) for mention in index.mentions(tokenize(" | ".join(words)))])

    def _task(self, row: _Row, project: Project | None, day: date) -> tuple[Task | None, str, list[Warn]]:
        said = _text(row, Column.TASK)
        if project is None:
            return self.tasks.tasks.get(said), said, []
        if said:
            same = [task for task in project.tasks if fold(task.name) == fold(said)] or self._tasks_in(said, project)
            if len(same) == 1:
                return same[0], said, []
            text = "Which task is meant?" if same else f"{project.name} has no task called “{said}”."
            return None, said, [Warn("task_unclear" if same else "task_not_assigned", text)]
        if len(project.tasks) == 1:
            return project.tasks[0], "", []
        told = self._tasks_in(" ".join(_text(row, c) for c in (Column.LABEL, Column.NOTES)), project)
        if len(told) == 1:
            return told[0], "", []
        last = self.history.last_task(project, day)
        return last, "", [task_default(last)] if last is not None else []

    def _tasks_in(self, text: str, project: Project) -> list[Task]:
        tokens = tokenize(text)
        mentions = self.tasks.mentions(tokens, [False] * len(tokens))
        found = [mention.among(project) for mention in mentions if mention.strength > 1]
        return list(dict.fromkeys(task for among in found for task in among))


class _Dates:
    """The days of one column, all read in one order of day and month."""

    def __init__(self, cells: Sequence[str], calendar: Calendar) -> None:
        self._calendar = calendar
        found = [days for cell in cells if cell and (days := _day_in(cell, calendar)) is not None]
        loose = [days for days in found if days.ambiguous and days.other is not None]
        #: The reading with the day first is right where another cell shows it, or where the other lies ahead.
        first, other = [d.days[0] for d in loose], [d.other for d in loose if d.other is not None]
        ahead = any(day > calendar.today for day in first), any(day > calendar.today for day in other)
        shown = _order(cells)
        self._other = shown == "day" or (shown is None and ahead == (True, False))
        self._sure = shown is not None or ahead[0] != ahead[1] or not loose

    def day(self, cell: str, default: date) -> tuple[date, tuple[Warn, ...]]:
        """The day of a cell, and the doubt that goes with it."""
        if not cell:
            return default, ()
        days = _day_in(cell, self._calendar)
        if days is None or not days.days:
            return default, (Warn("date_unclear", f"Which day is “{cell}”?"),)
        found = days.other if days.ambiguous and self._other and days.other is not None else days.days[0]
        unsure = days.ambiguous and not self._sure
        return found, (Warn("date_unclear", "Day and month could be the other way round."),) if unsure else ()


_NOTHING = Cell("")
_CLOCKS = {
    1: (Column.HOURS,),
    2: (Column.START, Column.END),
    3: (Column.START, Column.END, Column.HOURS),
}


def _order(cells: Sequence[str]) -> str | None:
    """Whether figures with slashes show which part is the day: "day" first, "month" first, or None."""
    pairs = [(int(m[1]), int(m[2])) for cell in cells if (m := re.match(r"(\d{1,2})/(\d{1,2})\b", cell))]
    if any(a > 12 for a, _ in pairs):
        return "day"
    return "month" if any(b > 12 for _, b in pairs) else None


def _says_how_long(columns: Sequence[Column | None]) -> bool:
    return bool({Column.HOURS, Column.MINUTES, Column.SECONDS} & set(columns)) or {Column.START, Column.END} <= set(
        columns
    )


def _says_what_for(columns: Sequence[Column | None]) -> bool:
    return bool({Column.PROJECT, Column.CODE, Column.CLIENT, Column.LABEL, Column.NOTES, Column.TASK} & set(columns))


def _text(row: _Row, column: Column) -> str:
    return row.get(column, _NOTHING).text


def _is_no_work(row: _Row) -> bool:
    """A sum under the rows, or a row of work that is still to be done."""
    named = [
        _text(row, c) for c in (Column.CLIENT, Column.PROJECT, Column.CODE, Column.TASK, Column.LABEL, Column.NOTES)
    ]
    first = next((cell.text for cell in row.values() if cell.text), "")
    if not any(named) or fold(first.strip(" :*")) in _SUMS or any(fold(text.strip(" :*")) in _SUMS for text in named):
        return True
    return plain_title(_text(row, Column.STATUS)) in _OPEN


def _day_in(cell: str, calendar: Calendar) -> Days | None:
    """The single day that a cell is, with the time of the day that may follow it."""
    moment = _DATED_CLOCK.match(cell)
    tokens = tokenize(moment[1] if moment else cell)
    days = date_at(tokens, 0, calendar) if tokens else None
    if days is None or days.end < len(tokens) or len(days.days) != 1:
        return None
    return days


def _is_date(cell: str, calendar: Calendar) -> bool:
    return _day_in(cell, calendar) is not None and _figure(cell) is None


def _figure(text: str) -> Decimal | None:
    """A plain number, with a point or a comma."""
    if not _FIGURE.fullmatch(text.strip()):
        return None
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None


def _length(text: str, workday: Decimal) -> Decimal | None:
    """A length as cells have it: "1.75", "1,75", "1:45", "01:45:00", "1h 45m", "PT1H45M"; plain figures are hours."""
    figure = _figure(text)
    if figure is not None:
        return in_hours(figure)
    iso = _ISO_LENGTH.fullmatch(text.strip())
    if iso is not None and any(iso.groups()):
        hours, minutes, seconds = (Decimal(part or 0) for part in iso.groups())
        return in_hours(hours + minutes / 60 + seconds / 3600)
    tokens = tokenize(text)
    found = duration_at(tokens, 0, workday=workday) if tokens else None
    return found.hours if found is not None and found.end == len(tokens) and not found.bare else None


def _clock(text: str) -> time | None:
    """The time of the day of a cell; of a moment with a zone it is not known."""
    moment = _DATED_CLOCK.match(text)
    tokens = tokenize(re.sub(r"(\d:\d{2}):\d{2}", r"\1", moment[2] if moment else text))
    found = clock_at(tokens, 0) if tokens else None
    if found is None or found.end != len(tokens):
        return None
    return time(found.minutes // 60 % 24, found.minutes % 60)


def _between(started: time | None, ended: time | None) -> Decimal | None:
    if started is None or ended is None:
        return None
    minutes = (ended.hour * 60 + ended.minute) - (started.hour * 60 + started.minute)
    return in_hours(Decimal(minutes % 1440) / 60) if minutes % 1440 else None


def _spans(row: _Row) -> dict[str, Span]:
    """Where the values of a row stand in the text."""

    def places() -> Iterator[tuple[str, Cell]]:
        for key, columns in (
            ("project", (Column.PROJECT, Column.CODE, Column.LABEL, Column.CLIENT)),
            ("task", (Column.TASK,)),
            ("hours", (Column.HOURS, Column.MINUTES, Column.SECONDS, Column.END)),
            ("spent_date", (Column.DATE,)),
            ("notes", (Column.NOTES,)),
        ):
            yield from ((key, row[column]) for column in columns if column in row)

    found: dict[str, Span] = {}
    for key, cell in places():
        if key not in found and cell.end > cell.start:
            found[key] = Span(cell.start, cell.end)
    return found


def whose(entry: EntryIntent) -> EntryIntent:
    """A row of a table of several people: whether it is the user's own work is asked."""
    warn = Warn("not_mine", "These rows are of several people. How long did you work on it?")
    return replace(entry, hours=None, started_time=None, ended_time=None, warnings=(*entry.warnings, warn))
