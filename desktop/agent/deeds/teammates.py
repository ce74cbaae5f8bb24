"""Time of somebody else, where the role allows it: "2 hours on the tax tool for Anna" is a card that names her large.

Nobody is guessed: a name counts only where a teammate in Harvest bears it, and what may be logged is what she may.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from desktop.agent.deeds.answers import NoAnswer, choice, day_answer, hours_answer, option_answer, project_options
from desktop.agent.deeds.card import Deed, Form, FormField, Option
from desktop.agent.deeds.plan import CannotDo, Ground, Plan, checked, new_deed
from desktop.agent.intents import EntryIntent, Kind, Warn
from desktop.agent.wording import day_text, hours_text
from desktop.agent.writes.entries import clock_of
from desktop.agent.writes.payloads import CreateEntry
from desktop.harvest.catalog import Account, Project, Task
from desktop.harvest.directory import catalog_of
from desktop.harvest.errors import Forbidden, NotFound
from desktop.harvest.models import NewTimeEntry, User
from desktop.harvest.text import plain

_FOR: Final = re.compile(r"\b(?:for|on behalf of)\s+([^\W\d_][\w’'-]*)(?:\s+([^\W\d_][\w’'-]*))?", re.IGNORECASE)
_OF: Final = re.compile(
    r"(?<![\w-])([^\W\d_][\w-]*)(?:\s+([^\W\d_][\w-]*))?['’]s\s+(?:[\w-]+\s+){0,5}?(?:entry|entries|time|hours|timer)\b",
    re.IGNORECASE,
)


def names_said(text: str) -> tuple[str, ...]:
    """Words that may name a teammate, in small letters: behind "for", or before "'s … entry". Most of them do not."""
    found: dict[str, None] = {}
    for match in (*_FOR.finditer(text), *_OF.finditer(text)):
        first, second = match[1].casefold(), (match[2] or "").casefold()
        for name in (f"{first} {second}".strip(), first, second):
            found.setdefault(name.removesuffix("'s").removesuffix("’s"))
    return tuple(name for name in found if name)


def may_write_for_others(account: Account) -> bool:
    """Whether the role may be able to: a member never is."""
    return bool({"administrator", "manager"} & set(account.access_roles))


def people_named(people: tuple[User, ...], text: str, me: int) -> tuple[User, ...]:
    """The teammates that the words name, by first name, last name or both; the whole name counts first."""
    said = names_said(text)
    others = [person for person in people if person.id != me]
    whole = [one for one in others if one.name.casefold() in said]
    part = [one for one in others if {one.first_name.casefold(), one.last_name.casefold()} & set(said)]
    return tuple(whole or part)


def one_person(ground: Ground) -> User | None:
    """The teammate whose time is meant; None: one's own. Raises CannotDo where several bear the name."""
    if len(ground.people) > 1:
        names = ", ".join(plain(person.name) for person in ground.people)
        raise CannotDo(f"There are several: {names}. Please say the whole name.")
    return ground.people[0] if ground.people else None


async def projects_of(ground: Ground, person: User) -> tuple[Project, ...]:
    """What they may log to. Raises CannotDo where the role may not know, HarvestError."""
    try:
        assignments = await ground.harvest.project_assignments(person.id)
    except (Forbidden, NotFound):
        raise CannotDo(f"Your role in Harvest does not allow logging time for {plain(person.name)}.") from None
    return catalog_of(assignments, ()).projects


@dataclass(frozen=True, slots=True)
class TimePlan(Plan):
    """An entry for a teammate; of several who bear the name, the one that is meant is asked."""

    kind: ClassVar[Kind] = Kind.LOG
    account: Account
    today: date
    people: tuple[User, ...]
    person: User | None
    projects: tuple[Project, ...]
    offered: tuple[Project, ...]
    project: Project | None
    task: Task | None
    hours: Decimal | None
    day: date
    notes: str

    def card(self, deed_id: str) -> Deed:
        """Whose time, and what would be logged."""
        people = [Option(str(one.id), plain(one.name)) for one in self.people]
        who = plain(self.person.name) if self.person else ""
        fields = []
        if len(people) > 1 or self.person is None:
            fields.append(choice("person", "Person", people, str(self.person.id) if self.person else "", "Whose time?"))
        chosen = str(self.project.id) if self.project else ""
        options = project_options(self.offered, self.projects)
        fields.append(choice("project", "Project", options, chosen, "Which project?", fitting=len(self.offered)))
        if self.project:
            tasks = [Option(str(task.id), task.name) for task in self.project.tasks]
            fields.append(choice("task", "Task", tasks, str(self.task.id) if self.task else "", "Which task?"))
        hours = hours_text(self.hours) if self.hours is not None else ""
        value = f"{self.hours:f}" if self.hours is not None else ""
        fields += [
            FormField("hours", "Hours", value, hours, Form.HOURS, question="" if value else "How long?"),
            FormField("day", "Date", self.day.isoformat(), day_text(self.day, self.today), Form.DAY),
            FormField("notes", "Notes", self.notes, form=Form.TEXT),
        ]
        title = f"Log time for {who}" if who else "Log time for a teammate"
        place = f"{self.project.client.name}, {self.project.name}" if self.project else ""
        parts = (title, hours, place, self.task.name if self.task else "", f"{self.day:%d %b %Y}")
        deed = new_deed(deed_id, self.kind, title, title, ", ".join(part for part in parts if part), fields)
        warnings: tuple[Warn, ...] = (Warn("for_teammate", f"This is {who}'s time, not yours."),) if who else ()
        if self.day > self.today:
            warnings += (Warn("future_date", f"{day_text(self.day, self.today)} is still ahead."),)
        return checked(replace(deed, person=who, warnings=warnings), self._payload(deed_id))

    def _payload(self, deed_id: str) -> CreateEntry | None:
        if self.person is None or self.project is None or self.task is None or self.hours is None:
            return None
        entry = NewTimeEntry(
            project_id=self.project.id,
            task_id=self.task.id,
            spent_date=self.day,
            hours=self.hours,
            notes=self.notes or None,
            user_id=self.person.id,
            external_reference_id=deed_id,
            clock=clock_of(self.account.clock),
        )
        return CreateEntry(entry=entry)

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Any of the fields; another person brings their own projects."""
        match key:
            case "person":
                picked = option_answer(value, [Option(str(one.id), plain(one.name)) for one in self.people])
                person = next(one for one in self.people if str(one.id) == picked)
                return replace(self, person=person, projects=await projects_of(ground, person)).fitted()
            case "project":
                picked = option_answer(value, project_options((), self.projects))
                project = next(one for one in self.projects if str(one.id) == picked)
                return replace(self, project=project).fitted()
            case "task" if self.project:
                picked = option_answer(value, [Option(str(task.id), task.name) for task in self.project.tasks])
                return replace(self, task=next(task for task in self.project.tasks if str(task.id) == picked))
            case "hours":
                return replace(self, hours=hours_answer(value))
            case "day":
                return replace(self, day=day_answer(value))
            case "notes":
                return replace(self, notes=value.strip())
            case _:
                raise NoAnswer("That cannot be changed.")

    def fitted(self) -> TimePlan:
        """With a project and a task that the person may log to, or none, which is asked."""
        known = {project.id: project for project in self.projects}
        project = known.get(self.project.id) if self.project else None
        offered = tuple(known[one.id] for one in self.offered if one.id in known)
        task = None
        if project is not None:
            name = self.task.name.casefold() if self.task else ""
            task = next((one for one in project.tasks if one.name.casefold() == name), None)
            task = task or (project.tasks[0] if len(project.tasks) == 1 else None)
        return replace(self, project=project, task=task, offered=offered)


async def plan_time_for(
    ground: Ground, people: tuple[User, ...], entries: tuple[EntryIntent, ...]
) -> tuple[TimePlan, ...]:
    """One card for each entry. Raises CannotDo, HarvestError."""
    person = people[0] if len(people) == 1 else None
    projects = await projects_of(ground, person) if person else ()
    plans = []
    for entry in entries:
        is_guess = any(warning.code == "task_default" for warning in entry.warnings)
        plan = TimePlan(
            account=ground.account,
            today=ground.today,
            people=people,
            person=person,
            projects=projects,
            offered=tuple(one.project for one in entry.choices),
            project=entry.project,
            task=None if is_guess else entry.task,  # what one did oneself last says nothing of somebody else
            hours=entry.hours,
            day=entry.spent_date,
            notes=without_names(entry.notes, people),
        )
        plans.append(plan.fitted() if person else plan)
    return tuple(plans)


def without_names(notes: str, people: tuple[User, ...]) -> str:
    """Notes without the name that only said whose time it is."""
    names = {name for one in people for name in (one.name, one.first_name, one.last_name) if name}
    for name in sorted(names, key=len, reverse=True):
        notes = re.sub(rf"(?:\b(?:for|on behalf of)\s+)?\b{re.escape(name)}\b", "", notes, flags=re.IGNORECASE)
    return " ".join(notes.split()).strip(" ,;")
