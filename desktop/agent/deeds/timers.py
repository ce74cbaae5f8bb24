"""Timers: started, stopped, gone on with, switched; and stopped late, as of when they should have been."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import ClassVar, Final

from desktop.agent.deeds.answers import NoAnswer, choice, option_answer, project_options
from desktop.agent.deeds.card import Deed, Form, FormField, Option
from desktop.agent.deeds.finding import entry_text, why_locked
from desktop.agent.deeds.plan import CannotDo, Ground, Plan, checked, new_deed
from desktop.agent.deeds.teammates import one_person, projects_of, without_names
from desktop.agent.editing import default_task
from desktop.agent.intents import Interpretation, Kind, Warn
from desktop.agent.wording import hours_text
from desktop.agent.writes.entries import clock_of
from desktop.agent.writes.payloads import RestartTimer, StartTimer, StopTimer
from desktop.harvest.catalog import Account, PastEntry, Project, Task
from desktop.harvest.errors import NotFound
from desktop.harvest.models import NewTimer, TimeEntry, TimeEntryChange, User, format_clock
from desktop.harvest.text import plain

NOW: Final = "now"
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:([ap])\.?m?\.?)?")


@dataclass(frozen=True, slots=True)
class StartPlan(Plan):
    """A timer to start: its project, task and notes, and the timers that run now and would be stopped."""

    kind: ClassVar[Kind] = Kind.TIMER_START
    account: Account
    today: date
    projects: tuple[Project, ...]
    history: tuple[PastEntry, ...]
    running: tuple[TimeEntry, ...]
    offered: tuple[Project, ...] = ()
    project: Project | None = None
    task: Task | None = None
    notes: str = ""
    doubt: Warn | None = None  # that nobody said the task
    person: User | None = None  # the teammate whose timer it is, None: one's own

    def card(self, deed_id: str) -> Deed:
        """What would run, and what would stop."""
        tasks = self.project.tasks if self.project else ()
        fields = [
            choice(
                "project",
                "Project",
                project_options(self.offered, self.projects),
                str(self.project.id) if self.project else "",
                "Which project?",
                fitting=len(self.offered),
            )
        ]
        if self.project:
            options = [Option(str(task.id), task.name) for task in tasks]
            fields.append(choice("task", "Task", options, str(self.task.id) if self.task else "", "Which task?"))
        fields.append(FormField("notes", "Notes", self.notes, "", Form.TEXT))
        stops = [FormField(f"stops{n}", "Stops", entry_text(entry, self.today)) for n, entry in enumerate(self.running)]
        where = f"{self.project.client.name}, {self.project.name}" if self.project else ""
        who = plain(self.person.name) if self.person else ""
        title = ("Switch the timer" if self.running else "Start a timer") + (f" for {who}" if who else "")
        summary = ", ".join(part for part in (title, where, self.task.name if self.task else "") if part)
        deed = new_deed(deed_id, self.kind, title, title, summary, [*fields, *stops])
        doubts = (self.doubt,) if self.doubt else ()
        return checked(replace(deed, person=who, warnings=doubts), self._payload(deed_id))

    def _payload(self, deed_id: str) -> StartTimer | None:
        if self.project is None or self.task is None:
            return None
        timer = NewTimer(
            project_id=self.project.id,
            task_id=self.task.id,
            spent_date=self.today,
            notes=self.notes or None,
            user_id=self.person.id if self.person else None,
            external_reference_id=deed_id,
            clock=clock_of(self.account.clock),
        )
        return StartTimer(timer=timer, stops=tuple(entry.id for entry in self.running))

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Project, task or notes."""
        match key:
            case "project":
                options = project_options(self.offered, self.projects)
                picked = option_answer(value, options)
                project = next(one for one in (*self.offered, *self.projects) if str(one.id) == picked)
                named = self.task and next((t for t in project.tasks if t.name == self.task.name), None)
                task, doubt = (named, None) if named else _default(project, self.history, self.today, self.person)
                return replace(self, project=project, task=task, doubt=doubt)
            case "task" if self.project:
                options = tuple(Option(str(task.id), task.name) for task in self.project.tasks)
                picked = option_answer(value, options)
                return replace(
                    self, task=next(task for task in self.project.tasks if str(task.id) == picked), doubt=None
                )
            case "notes":
                return replace(self, notes=value.strip())
            case _:
                raise NoAnswer("That cannot be changed.")


@dataclass(frozen=True, slots=True)
class ResumePlan(Plan):
    """A stopped entry of today to go on with."""

    kind: ClassVar[Kind] = Kind.TIMER_START
    today: date
    candidates: tuple[TimeEntry, ...]
    chosen: TimeEntry | None

    def card(self, deed_id: str) -> Deed:
        """The entry that goes on."""
        options = [Option(str(entry.id), entry_text(entry, self.today)) for entry in self.candidates]
        entry = self.chosen
        fields = [choice("entry", "Entry", options, str(entry.id) if entry else "", "Which one goes on?")]
        summary = f"Go on with {entry_text(entry, self.today)}" if entry else "Go on with an entry"
        deed = new_deed(deed_id, self.kind, "Go on with a timer", "Start it again", summary, fields)
        return checked(deed, RestartTimer(entry_id=entry.id) if entry else None, entry)

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Which entry."""
        options = [Option(str(entry.id), entry_text(entry, self.today)) for entry in self.candidates]
        if key != "entry":
            raise NoAnswer("That cannot be changed.")
        picked = option_answer(value, options)
        return replace(self, chosen=next(one for one in self.candidates if str(one.id) == picked))


@dataclass(frozen=True, slots=True)
class StopPlan(Plan):
    """A running timer to stop: now, or as of a time at which it should have been stopped."""

    kind: ClassVar[Kind] = Kind.TIMER_STOP
    account: Account
    now: datetime
    candidates: tuple[TimeEntry, ...]
    chosen: TimeEntry | None
    at: time | None = None
    at_either: bool = False
    person: str = ""
    day: date | None = None  # of `at`; None: the first such time after the start

    def card(self, deed_id: str) -> Deed:
        """The timer, and the hours that it comes to."""
        today, entry = self.now.date(), self.chosen
        options = [Option(str(one.id), entry_text(one, today)) for one in self.candidates]
        fields = [choice("entry", "Timer", options, str(entry.id) if entry else "", "Which timer?")]
        summary = f"Stop the timer: {entry_text(entry, today)}" if entry else "Stop a timer"
        payload: StopTimer | None = None
        warnings: tuple[Warn, ...] = ()
        if entry is not None:
            at, problem = self._end(entry)
            clock = clock_of(self.account.clock)
            shown = format_clock(at.time(), clock) if at else NOW
            ended = FormField("at", "Stopped at", shown if at else NOW, shown, Form.LINE, question=problem)
            hours = _hours_until(entry, at, self.account) if at else entry.hours
            so_far = hours_text(entry.hours)
            fields += [ended, FormField("hours", "Hours", hours_text(hours), before=so_far if at else None)]
            change = _change(entry, at, hours, self.account) if at else None
            payload = None if problem else StopTimer(entry_id=entry.id, change=change)
            if at and at.date() != self.now.date():
                warnings = (Warn("other_day", f"That was on {at:%A}, {at.day} {at:%B}."),)
        title = f"Stop the timer of {self.person}" if self.person else "Stop the timer"
        deed = new_deed(deed_id, self.kind, title, "Stop it", summary, fields)
        return checked(replace(deed, person=self.person, warnings=warnings), payload, entry)

    def _end(self, entry: TimeEntry) -> tuple[datetime | None, str]:
        """When it ended (local), or a question where that cannot be; None for now."""
        if self.at is None:
            return None, ""
        started = _started(entry, self.account)
        if started is None:
            return None, "When it was started is not known. At what time was it stopped?"
        ends = [datetime.combine(self.day or started.date(), self.at)]
        if self.at_either:
            ends.append(ends[0] + timedelta(hours=12))
        if self.day is None:
            ends += [end + timedelta(days=1) for end in ends]
        end = min((end for end in ends if started < end <= self.now), default=None)
        if end is None:
            since = format_clock(started.time(), clock_of(self.account.clock))
            return None, f"It has run since {since}: at what time between then and now was it to stop?"
        return end, ""

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Which timer, or when it stopped."""
        if key == "entry":
            options = [Option(str(one.id), entry_text(one, self.now.date())) for one in self.candidates]
            picked = option_answer(value, options)
            return replace(self, chosen=next(one for one in self.candidates if str(one.id) == picked))
        if key != "at":
            raise NoAnswer("That cannot be changed.")
        said = value.strip().casefold()
        if said in ("", NOW):
            return replace(self, at=None)
        at, either = read_clock(said)
        return replace(self, at=at, at_either=either)


async def plan_timer_start(ground: Ground, meant: Interpretation) -> tuple[Plan, ...]:
    """The timer that the words start, or go on with. Raises HarvestError."""
    me, person = ground.account.user_id, one_person(ground)
    running = await ground.harvest.time_entries(user_id=person.id if person else me, is_running=True)
    projects = await projects_of(ground, person) if person else ground.catalog.projects
    if meant.details.is_resumed and person is None:
        of_today = await ground.harvest.time_entries(user_id=me, start=ground.today, end=ground.today)
        free = [entry for entry in of_today if not entry.is_running and not why_locked(entry) and _fits(entry, meant)]
        free.sort(key=lambda entry: (entry.updated_at or datetime.min.replace(tzinfo=UTC), entry.id), reverse=True)
        if free and not running:
            return (ResumePlan(ground.today, tuple(free), free[0]),)
        if meant.project is None and not meant.choices:
            if running:
                raise CannotDo(f"A timer is running already: {entry_text(running[0], ground.today)}.")
            raise CannotDo("There is no entry of today that could go on. Say which project to start a timer for.")
    project, task = meant.project, meant.task
    offered = tuple(one.project for one in meant.choices)
    if project is None and meant.client is not None and not offered:
        offered = tuple(one for one in projects if one.client.id == meant.client.id)
        project = offered[0] if len(offered) == 1 else None
    doubt = None
    if person is not None:  # only what they may log to
        known = {one.id: one for one in projects}
        offered = tuple(known[one.id] for one in offered if one.id in known)
        project = known.get(project.id) if project else None
    if project is not None:
        task = project.task(task.id) if task else None
        if task is None:
            task, doubt = _default(project, ground.history, ground.today, person)
    return (
        StartPlan(
            account=ground.account,
            today=ground.today,
            projects=projects,
            history=ground.history,
            running=running,
            offered=offered,
            project=project,
            task=task,
            notes=without_names(meant.notes, (person,)) if person else meant.notes,
            doubt=doubt,
            person=person,
        ),
    )


def _default(
    project: Project, history: tuple[PastEntry, ...], today: date, person: User | None
) -> tuple[Task | None, Warn | None]:
    """The task that is meant where none was said; what one did oneself last says nothing of somebody else."""
    if person is None:
        return default_task(project, history, today)
    return (project.tasks[0] if len(project.tasks) == 1 else None), None


async def plan_timer_stop(ground: Ground, meant: Interpretation) -> tuple[Plan, ...]:
    """The timer that the words stop. Raises CannotDo where none runs, HarvestError."""
    person = one_person(ground)
    whose = person.id if person else ground.account.user_id
    running = await ground.harvest.time_entries(user_id=whose, is_running=True)
    name = plain(person.name) if person else ""
    fitting = tuple(entry for entry in running if _fits(entry, meant))
    if not running:
        raise CannotDo(f"No timer of {name} is running." if name else "No timer is running.")
    if not fitting:
        raise CannotDo(f"That timer is not running. This one is: {entry_text(running[0], ground.today)}.")
    chosen = fitting[0] if len(fitting) == 1 else None
    details = meant.details
    return (StopPlan(ground.account, ground.now, fitting, chosen, details.at, details.at_either, name),)


async def plan_stop_of(ground: Ground, entry_id: int, at: datetime | None) -> StopPlan:
    """Stopping that very timer, now or as of then (the person's wall clock).

    Raises CannotDo where it runs no more, HarvestError.
    """
    try:
        entry = await ground.harvest.time_entry(entry_id)
    except NotFound:
        raise CannotDo("That timer is not in Harvest any more.") from None
    if not entry.is_running:
        raise CannotDo("That timer is not running any more.")
    plan = StopPlan(ground.account, ground.now, (entry,), entry)
    return replace(plan, at=at.time(), day=at.date()) if at else plan


def _fits(entry: TimeEntry, meant: Interpretation) -> bool:
    if meant.project is not None:
        return entry.project.id == meant.project.id
    return meant.client is None or entry.client.id == meant.client.id


def _started(entry: TimeEntry, account: Account) -> datetime | None:
    """When the timer was started, as the person's wall clock."""
    began = entry.timer_started_at
    return began.astimezone(account.zone).replace(tzinfo=None) if began else None


def _hours_until(entry: TimeEntry, at: datetime, account: Account) -> Decimal:
    """What the entry comes to if it ended then: hours from before, and from the start until then, to the minute."""
    started = _started(entry, account) or at
    minutes = int((at - started.replace(second=0, microsecond=0)).total_seconds() // 60)
    return ((entry.hours_without_timer or Decimal(0)) + Decimal(minutes) / 60).quantize(Decimal("0.01"))


def _change(entry: TimeEntry, at: datetime, hours: Decimal, account: Account) -> TimeEntryChange:
    """By hours; by start and end where the account counts so and both are on the entry's day."""
    clock, started = clock_of(account.clock), entry.started_time
    is_that_day = at.date() == entry.spent_date
    if account.wants_timestamp_timers and is_that_day and started is not None and started < at.time():
        return TimeEntryChange(started_time=started, ended_time=at.time(), clock=clock)
    return TimeEntryChange(hours=hours, clock=clock)


def read_clock(said: str) -> tuple[time, bool]:
    """A time of day as people type it (`16:00`, `4`, `4.30`, `4pm`), and whether it may be either half of the day.

    Raises NoAnswer.
    """
    found = _CLOCK.fullmatch(said.strip().casefold())
    if found is None:
        raise NoAnswer("That is no time of day such as 16:00 or 4pm.")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise NoAnswer("That is no time of day such as 16:00 or 4pm.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute), not half and 1 <= hour <= 12 and not found[1].startswith("0")
