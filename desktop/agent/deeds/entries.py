"""Changing and deleting an entry that Harvest has: "make the last one 3 hours", "delete yesterday's Acme entry"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import ClassVar

from desktop.agent.deeds.answers import (
    NoAnswer,
    choice,
    day_answer,
    hours_answer,
    option_answer,
    project_options,
    project_text,
)
from desktop.agent.deeds.card import Deed, Form, FormField, Option
from desktop.agent.deeds.finding import Matches, changeable, entry_text, find_entries
from desktop.agent.deeds.plan import CannotDo, Ground, Plan, checked, new_deed
from desktop.agent.deeds.splitting import split_plan
from desktop.agent.deeds.teammates import one_person, projects_of
from desktop.agent.intents import Interpretation, Kind, Warn
from desktop.agent.wording import day_text, hours_text
from desktop.agent.writes.entries import clock_of
from desktop.agent.writes.payloads import DeleteEntry, UpdateEntry
from desktop.harvest.catalog import Account, Client, Project, Task
from desktop.harvest.errors import NotFound
from desktop.harvest.models import TimeEntry, TimeEntryChange, format_clock
from desktop.harvest.text import plain

_WHICH = "Which entry?"
_HANDFUL = 5  # of cards that may be ready at once to delete what they show
_MOST_DELETED = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the entry is to become; None leaves a value as it is."""

    project: Project | None = None
    task: Task | None = None
    hours: Decimal | None = None
    step: Decimal | None = None
    day: date | None = None
    notes: str | None = None
    more_notes: str = ""
    offered: tuple[Project, ...] = ()


def _entry_field(candidates: tuple[TimeEntry, ...], chosen: TimeEntry | None, today: date) -> FormField:
    if len(candidates) == 1 and chosen is not None:
        return FormField("entry", "Entry", str(chosen.id), entry_text(chosen, today))
    options = [Option(str(entry.id), entry_text(entry, today)) for entry in candidates]
    return choice("entry", "Entry", options, str(chosen.id) if chosen else "", _WHICH)


def _picked(candidates: tuple[TimeEntry, ...], value: str, today: date) -> TimeEntry:
    options = [Option(str(entry.id), entry_text(entry, today)) for entry in candidates]
    key = option_answer(value, options)
    return next(entry for entry in candidates if str(entry.id) == key)


@dataclass(frozen=True, slots=True)
class EditPlan(Plan):
    """A change of an entry: the entries that may be meant, the one that is, and what it is to become."""

    kind: ClassVar[Kind] = Kind.EDIT
    account: Account
    today: date
    projects: tuple[Project, ...]
    candidates: tuple[TimeEntry, ...]
    chosen: TimeEntry | None
    wanted: Wanted
    person: str = ""

    def card(self, deed_id: str) -> Deed:
        """The entry before and after."""
        entry = self.chosen
        fields = [_entry_field(self.candidates, entry, self.today)]
        if entry is None:
            deed = new_deed(deed_id, self.kind, "Change an entry", "Change it", "Change an entry", fields)
            return checked(deed, None)
        fields += self._fields(entry)
        change = self._change(entry)
        is_any = bool(change.payload())
        if not is_any and not any(field.question for field in fields):
            fields = [_asked(field, "What should it be?") if field.key == "hours" else field for field in fields]
        summary = f"Change {entry_text(entry, self.today)}"
        deed = new_deed(deed_id, self.kind, "Change an entry", "Change it", summary, fields)
        deed = replace(deed, person=self.person, warnings=self._warnings(entry))
        return checked(deed, UpdateEntry(entry_id=entry.id, change=change) if is_any else None, entry)

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Which entry, or what it is to be."""
        wanted = self.wanted
        match key:
            case "entry":
                return replace(self, chosen=_picked(self.candidates, value, self.today))
            case "project":
                picked = option_answer(value, project_options((), self._projects(self.chosen)))
                project = next(one for one in self._projects(self.chosen) if str(one.id) == picked)
                wanted = replace(wanted, project=project, offered=())
            case "task":
                tasks = self._place().tasks
                picked = option_answer(value, [Option(str(task.id), task.name) for task in tasks])
                wanted = replace(wanted, task=next(task for task in tasks if str(task.id) == picked))
            case "hours":
                wanted = replace(wanted, hours=hours_answer(value), step=None)
            case "day":
                wanted = replace(wanted, day=day_answer(value))
            case "notes":
                wanted = replace(wanted, notes=value.strip(), more_notes="")
            case _:
                raise NoAnswer("That cannot be changed.")
        return replace(self, wanted=wanted)

    def _projects(self, entry: TimeEntry | None) -> tuple[Project, ...]:
        return tuple(dict.fromkeys((*self.projects, *([_project_of(entry, self.projects)] if entry else []))))

    def _place(self) -> Project:
        if self.wanted.project is not None:
            return self.wanted.project
        if self.chosen is None:
            raise NoAnswer(_WHICH)
        return _project_of(self.chosen, self.projects)

    def _task(self, entry: TimeEntry) -> Task | None:
        """The task after the change: the one that was said, else the present one where the project has it."""
        place = self._place()
        if self.wanted.task is not None:
            name = self.wanted.task.name.casefold()
            return next((task for task in place.tasks if task.name.casefold() == name), None)
        same = place.task(entry.task.id)
        return same or next((t for t in place.tasks if t.name.casefold() == entry.task.name.casefold()), None)

    def _hours(self, entry: TimeEntry) -> Decimal:
        if self.wanted.step is not None:
            return entry.hours + self.wanted.step
        return self.wanted.hours if self.wanted.hours is not None else entry.hours

    def _notes(self, entry: TimeEntry) -> str:
        if self.wanted.more_notes:
            return f"{entry.notes.rstrip()}\n{self.wanted.more_notes}".strip()
        return self.wanted.notes if self.wanted.notes is not None else entry.notes

    def _fields(self, entry: TimeEntry) -> list[FormField]:
        place, task, hours, today = self._place(), self._task(entry), self._hours(entry), self.today
        before = _project_of(entry, self.projects)
        options = project_options(self.wanted.offered, self._projects(entry))
        asks = bool(self.wanted.offered)
        tasks = [Option(str(one.id), one.name) for one in place.tasks]
        day = self.wanted.day or entry.spent_date
        possible = hours == entry.hours or 0 < hours <= 24  # a timer that was just started has none
        ask = "" if possible else f"It cannot be {hours_text(hours)}. How long?"
        return [
            choice(
                "project",
                "Project",
                options,
                "" if asks else str(place.id),
                "Which project?",
                project_text(before),
                fitting=len(self.wanted.offered),
            ),
            choice(
                "task",
                "Task",
                tasks,
                str(task.id) if task else "",
                f"Which task on {place.name}?",
                plain(entry.task.name),
            ),
            FormField("hours", "Hours", f"{hours:f}", hours_text(hours), Form.HOURS, (), hours_text(entry.hours), ask),
            FormField(
                "day",
                "Date",
                day.isoformat(),
                day_text(day, today),
                Form.DAY,
                before=day_text(entry.spent_date, today),
            ),
            FormField("notes", "Notes", self._notes(entry), "", Form.TEXT, before=entry.notes),
        ]

    def _change(self, entry: TimeEntry) -> TimeEntryChange:
        place, task, hours = self._place(), self._task(entry), self._hours(entry)
        day, notes = self.wanted.day, self._notes(entry)
        moves = place.id != entry.project.id or (task is not None and task.id != entry.task.id)
        times = _times(entry, hours) if hours != entry.hours else None
        return TimeEntryChange(
            project_id=place.id if moves else None,
            task_id=task.id if moves and task else None,
            spent_date=day if day not in (None, entry.spent_date) else None,
            hours=hours if hours != entry.hours and times is None else None,
            started_time=times[0] if times else None,
            ended_time=times[1] if times else None,
            notes=notes if notes != entry.notes else None,
            clock=clock_of(self.account.clock),
        )

    def _warnings(self, entry: TimeEntry) -> tuple[Warn, ...]:
        warnings = []
        hours = self._hours(entry)
        if hours != entry.hours and (times := _times(entry, hours)):
            clock = clock_of(self.account.clock)
            said = f"{format_clock(times[0], clock)} to {format_clock(times[1], clock)}"
            warnings.append(Warn("time_placed", f"Sent as {said}: your account wants times."))
        day = self.wanted.day
        if day is not None and day > self.today:
            warnings.append(Warn("future_date", f"{day_text(day, self.today)} is still ahead."))
        return tuple(warnings)


@dataclass(frozen=True, slots=True)
class DeletePlan(Plan):
    """An entry to delete: those that may be meant, and the one that is. `is_of_many`: each is asked for by itself."""

    kind: ClassVar[Kind] = Kind.DELETE
    today: date
    candidates: tuple[TimeEntry, ...]
    chosen: TimeEntry | None
    person: str = ""
    is_of_many: bool = False

    def card(self, deed_id: str) -> Deed:
        """The entry as it is, which would be gone."""
        entry = self.chosen
        fields = [_entry_field(self.candidates, entry, self.today)]
        if entry is None and self.is_of_many:
            fields = [replace(fields[0], question="Is this one to be deleted, too?")]
        summary = f"Delete {entry_text(entry, self.today)}" if entry else "Delete an entry"
        deed = replace(
            new_deed(deed_id, self.kind, "Delete an entry", "Delete it", summary, fields), person=self.person
        )
        return checked(deed, DeleteEntry(entry_id=entry.id) if entry else None, entry)

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Which entry."""
        if key != "entry":
            raise NoAnswer("That cannot be changed.")
        return replace(self, chosen=_picked(self.candidates, value, self.today))


async def plan_edit(ground: Ground, meant: Interpretation) -> tuple[Plan, ...]:
    """The change that the words ask for. Raises CannotDo, HarvestError."""
    person = one_person(ground)
    found = await find_entries(ground, meant, person.id if person else None)
    entries = _open_ones(found, ground.today, "changed")
    projects = await projects_of(ground, person) if person else ground.catalog.projects
    whose = plain(person.name) if person else ""
    said = meant.details
    if said.parts:
        kept, chosen = (entries[:1], entries[0]) if found.is_sure else (entries, None)
        return (split_plan(ground.account, ground.today, projects, kept, chosen, said.parts, whose),)
    wanted = Wanted(
        said.to_project,
        said.to_task,
        meant.hours,
        said.step,
        said.to_day,
        said.to_notes,
        said.more_notes,
        said.to_choices,
    )
    if (wanted.hours is not None or wanted.step is not None) and found.is_sure and entries[0].is_running:
        raise CannotDo(f"Its timer is running: {entry_text(entries[0], ground.today)}. Stop it first.")
    return (
        EditPlan(
            account=ground.account,
            today=ground.today,
            projects=projects,
            candidates=entries[:1] if found.is_sure else entries,
            chosen=entries[0] if found.is_sure else None,
            wanted=wanted,
            person=whose,
        ),
    )


async def plan_edit_of(ground: Ground, entry_id: int) -> EditPlan:
    """The change of that very entry, still without what is to change. Raises CannotDo, HarvestError."""
    try:
        entry = await ground.harvest.time_entry(entry_id)
    except NotFound:
        raise CannotDo("That entry is not in Harvest any more.") from None
    changeable((entry,), ground.today, "changed")
    return EditPlan(ground.account, ground.today, ground.catalog.projects, (entry,), entry, Wanted())


async def plan_delete(ground: Ground, meant: Interpretation) -> tuple[Plan, ...]:
    """The entries that the words want gone: one card each. Raises CannotDo, HarvestError."""
    person = one_person(ground)
    if meant.details.entries and person is None:
        return tuple([await _plan_delete_of(ground, entry_id) for entry_id in meant.details.entries])
    if meant.details.is_all and not _narrows(meant):
        raise CannotDo("Nothing is deleted: say which entries, by a day or a project: “delete all of today's entries”.")
    found = await find_entries(ground, meant, person.id if person else None)
    entries = _open_ones(found, ground.today, "deleted")
    whose = plain(person.name) if person else ""
    if meant.details.is_all:
        if len(entries) > _MOST_DELETED:
            most = f"at most {_MOST_DELETED} are deleted at a time"
            raise CannotDo(f"Those are {len(entries)} entries, and {most}: say a day or a project.")
        many = len(entries) > _HANDFUL
        return tuple(DeletePlan(ground.today, (one,), None if many else one, whose, many) for one in entries)
    kept = entries[:1] if found.is_sure else entries
    return (DeletePlan(ground.today, kept, entries[0] if found.is_sure else None, whose),)


async def _plan_delete_of(ground: Ground, entry_id: int) -> DeletePlan:
    try:
        entry = await ground.harvest.time_entry(entry_id)
    except NotFound:
        raise CannotDo("That entry is not in Harvest any more.") from None
    changeable((entry,), ground.today, "deleted")
    return DeletePlan(ground.today, (entry,), entry)


def _narrows(meant: Interpretation) -> bool:
    """Whether the words say anything of the entries but that they are all."""
    said = (meant.day, meant.start, meant.project, meant.client, meant.task, meant.choices, meant.details.old_hours)
    return any(said)


def _open_ones(found: Matches, today: date, deed: str) -> tuple[TimeEntry, ...]:
    """What of it may be changed; where it is clear which entry is meant, that one alone counts."""
    meant = found.entries[:1] if found.is_sure else found.entries
    changeable(meant, today, deed)
    return changeable(found.entries, today, deed)


def _project_of(entry: TimeEntry, projects: tuple[Project, ...]) -> Project:
    """The entry's project: as it can be logged to, or, where it cannot any more, with the entry's task alone."""
    known = next((project for project in projects if project.id == entry.project.id), None)
    if known is not None:
        return known
    task = Task(entry.task.id, plain(entry.task.name), entry.billable)
    client = Client(entry.client.id, plain(entry.client.name))
    return Project(entry.project.id, plain(entry.project.name), plain(entry.project.code), client, (task,), False)


def _times(entry: TimeEntry, hours: Decimal) -> tuple[time, time] | None:
    """Start and end that make those hours, for an entry that has both; None where the day is too short."""
    if entry.started_time is None or entry.ended_time is None or not 0 < hours <= 24:
        return None
    start = datetime(2000, 1, 1, entry.started_time.hour, entry.started_time.minute)
    end = start + timedelta(minutes=int((hours * 60).to_integral_value()))
    return (entry.started_time, end.time()) if end.day == 1 else None


def _asked(field: FormField, question: str) -> FormField:
    return replace(field, question=question)
