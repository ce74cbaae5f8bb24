"""An entry to split: "split the last one into 2h design and 1h meetings" shows what is left of it, and the parts."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import ClassVar

from desktop.agent.deeds.answers import NoAnswer, choice, hours_answer, option_answer
from desktop.agent.deeds.card import Deed, Form, FormField, Option
from desktop.agent.deeds.finding import entry_text
from desktop.agent.deeds.plan import Ground, Plan, checked, new_deed
from desktop.agent.intents import Kind, Part
from desktop.agent.wording import hours_text
from desktop.agent.writes.entries import clock_of
from desktop.agent.writes.payloads import SplitEntry
from desktop.harvest.catalog import Account, Project, Task
from desktop.harvest.models import NewTimeEntry, TimeEntry, TimeEntryChange

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class SplitPlan(Plan):
    """The entries that may be meant, the one that is, and its parts; `ids` are the references of all but the first."""

    kind: ClassVar[Kind] = Kind.EDIT
    account: Account
    today: date
    projects: tuple[Project, ...]
    candidates: tuple[TimeEntry, ...]
    chosen: TimeEntry | None
    parts: tuple[Part, ...]
    ids: tuple[str, ...]
    person: str = ""

    def card(self, deed_id: str) -> Deed:
        """What is left of the entry, and what is made beside it."""
        entry = self.chosen
        options = [Option(str(one.id), entry_text(one, self.today)) for one in self.candidates]
        fields = [choice("entry", "Entry", options, str(entry.id) if entry else "", "Which entry?")]
        title, summary = "Split an entry", f"Split {entry_text(entry, self.today)}" if entry else "Split an entry"
        if entry is None:
            return checked(new_deed(deed_id, self.kind, title, "Split it", summary, fields), None)
        hours = self._hours(entry)
        for place, (part, length) in enumerate(zip(self.parts, hours, strict=True)):
            fields += self._part_fields(entry, place, part, length)
        total = sum(hours, Decimal(0))
        problem = "" if total == entry.hours and all(one > 0 for one in hours) else self._problem(entry, total)
        if problem:
            last = fields[-2]
            fields[-2] = replace(last, question=problem) if not last.question else last
        deed = replace(new_deed(deed_id, self.kind, title, "Split it", summary, fields), person=self.person)
        return checked(deed, None if problem else self._payload(entry, hours), entry)

    def _problem(self, entry: TimeEntry, total: Decimal) -> str:
        return f"The parts make {hours_text(total)}, the entry has {hours_text(entry.hours)}. How long is this one?"

    def _hours(self, entry: TimeEntry) -> tuple[Decimal, ...]:
        """The length of each part; those without share the rest evenly."""
        known = sum((part.hours for part in self.parts if part.hours is not None), Decimal(0))
        open_ones = [place for place, part in enumerate(self.parts) if part.hours is None]
        hours = [part.hours or Decimal(0) for part in self.parts]
        if open_ones:
            rest = max(entry.hours - known, Decimal(0))
            each = (rest / len(open_ones)).quantize(_CENT, ROUND_DOWN)
            for place in open_ones:
                hours[place] = each
            hours[open_ones[0]] += rest - each * len(open_ones)
        return tuple(hours)

    def _place(self, entry: TimeEntry, part: Part) -> Project | None:
        wanted = part.project.id if part.project else entry.project.id
        return next((project for project in self.projects if project.id == wanted), part.project)

    def _task(self, entry: TimeEntry, part: Part) -> Task | None:
        place = self._place(entry, part)
        name = (part.task.name if part.task else entry.task.name).casefold()
        return next((task for task in place.tasks if task.name.casefold() == name), None) if place else None

    def _part_fields(self, entry: TimeEntry, place: int, part: Part, hours: Decimal) -> list[FormField]:
        project, task = self._place(entry, part), self._task(entry, part)
        number = place + 1
        before = hours_text(entry.hours) if place == 0 else None
        tasks = [Option(str(one.id), one.name) for one in project.tasks] if project else []
        where = f", {project.name}" if part.project and project else ""
        return [
            FormField(
                f"hours{place}", f"Part {number}{where}", f"{hours:f}", hours_text(hours), Form.HOURS, (), before
            ),
            choice(
                f"task{place}", f"Task {number}", tasks, str(task.id) if task else "", f"Which task for part {number}?"
            ),
        ]

    def _payload(self, entry: TimeEntry, hours: tuple[Decimal, ...]) -> SplitEntry | None:
        clock = clock_of(self.account.clock)
        places = [self._place(entry, part) for part in self.parts]
        tasks = [self._task(entry, part) for part in self.parts]
        if any(place is None for place in places) or any(task is None for task in tasks):
            return None
        known = [(place, task) for place, task in zip(places, tasks, strict=True) if place and task]
        owner = entry.user.id if entry.user.id not in (0, self.account.user_id) else None
        place, task = known[0]
        moves = place.id != entry.project.id or task.id != entry.task.id
        spans = _spans(entry, hours) or ((None, None),) * len(hours)
        change = TimeEntryChange(
            hours=hours[0] if spans[0][0] is None else None,
            started_time=spans[0][0],
            ended_time=spans[0][1],
            project_id=place.id if moves else None,
            task_id=task.id if moves else None,
            notes=self.parts[0].notes or None,
            clock=clock,
        )
        made = [
            NewTimeEntry(
                project_id=place.id,
                task_id=task.id,
                spent_date=entry.spent_date,
                hours=length,
                started_time=span[0],
                ended_time=span[1],
                notes=part.notes or entry.notes or None,
                user_id=owner,
                external_reference_id=reference,
                clock=clock,
            )
            for (place, task), part, length, span, reference in zip(
                known[1:], self.parts[1:], hours[1:], spans[1:], self.ids, strict=True
            )
        ]
        return SplitEntry(entry_id=entry.id, change=change, parts=tuple(made))

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Which entry, how long a part is, or its task."""
        if key == "entry":
            options = [Option(str(one.id), entry_text(one, self.today)) for one in self.candidates]
            picked = option_answer(value, options)
            return replace(self, chosen=next(one for one in self.candidates if str(one.id) == picked))
        name, number = key.rstrip("0123456789"), key[len(key.rstrip("0123456789")) :]
        if self.chosen is None or not number or int(number) >= len(self.parts):
            raise NoAnswer("That cannot be changed.")
        place = int(number)
        part = self.parts[place]
        if name == "hours":
            part = replace(part, hours=hours_answer(value))
        else:
            project = self._place(self.chosen, part)
            tasks = project.tasks if project else ()
            picked = option_answer(value, [Option(str(task.id), task.name) for task in tasks])
            part = replace(part, task=next(task for task in tasks if str(task.id) == picked))
        return replace(self, parts=(*self.parts[:place], part, *self.parts[place + 1 :]))


def _spans(entry: TimeEntry, hours: tuple[Decimal, ...]) -> tuple[tuple[time | None, time | None], ...] | None:
    """Start and end of each part, one after the other, for an entry that has both; None for one that has not."""
    if entry.started_time is None or entry.ended_time is None:
        return None
    begin = datetime(2000, 1, 1, entry.started_time.hour, entry.started_time.minute)
    ends = [
        begin + timedelta(minutes=int((sum(hours[: n + 1], Decimal(0)) * 60).to_integral_value()))
        for n in range(len(hours))
    ]
    starts = [begin, *ends[:-1]]
    return tuple((start.time(), end.time()) for start, end in zip(starts, ends, strict=True))


def split_plan(
    account: Account,
    today: date,
    projects: tuple[Project, ...],
    candidates: tuple[TimeEntry, ...],
    chosen: TimeEntry | None,
    parts: tuple[Part, ...],
    person: str = "",
) -> SplitPlan:
    """A plan whose parts have references of their own; `person` is whose entry it is, where it is not one's own."""
    ids = tuple(str(uuid.uuid4()) for _ in parts[1:])
    return SplitPlan(account, today, projects, candidates, chosen, parts, ids, person)
