"""What changes on a card: the values of a remark against one card. Hours said as more or less are added up here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from desktop.agent.drafts import Draft, Missing
from desktop.agent.intents import Choice, Revision
from desktop.agent.reading.cards.marks import Mark, Said
from desktop.agent.reading.cards.remarks import Remark
from desktop.agent.reading.cards.targets import Picker
from desktop.agent.reading.cards.words import Part
from desktop.agent.reading.names.resolve import Resolver, Seen
from desktop.agent.reading.text.quantities import Quantity
from desktop.agent.reading.time.clock import between
from desktop.harvest.catalog import Project, Task


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why nothing is changed: one sentence for people."""

    question: str


class Changer:
    """Turns values into revisions."""

    def __init__(self, resolver: Resolver, picker: Picker, said: Said) -> None:
        self._resolver, self._picker, self._said = resolver, picker, said

    def revision(self, remark: Remark, card: Draft, *, is_entry: bool = False) -> Revision | Unclear:
        """The change of one card; Unclear where a value cannot be made out or does not fit the card.

        `is_entry`: it makes an entry of its own, which a task that one project alone has puts on that project.
        """
        name = remark.value(Part.NAME)
        project: Project | None = None
        choices: tuple[Choice, ...] = ()
        if name is not None:
            project = self.project(name.seen, card, remark.old)
            choices = self._resolver.resolve(name.seen).choices if project is None else ()
            if project is None and not choices:
                said = self._text(name)
                return Unclear(f"Which project is “{said}”? Nothing was changed.")
        if is_entry and name is None:
            project = self._only_with(remark, card.project)
        home = None if choices else project or card.project
        task = self.task(remark, home)
        if isinstance(task, Unclear):
            return task
        length = remark.value(Part.LENGTH)
        if length is not None and remark.sign > 0 and not remark.has(Part.CHANGE) and _is_other(card, project, task):
            return Unclear("Is that more of this entry, or another entry? Nothing was changed.")
        worked = self._hours(length, remark.sign, card) if length is not None else _NOTHING
        if isinstance(worked, Unclear):
            return worked
        day = remark.value(Part.DAY)
        return Revision(
            card.id,
            project=None if project == card.project else project,
            task=task,
            hours=worked.hours,
            started_time=worked.started,
            ended_time=worked.ended,
            spent_date=_day(day, card) if day is not None else None,
            choices=choices if choices != card.choices else (),
            unbilled=remark.value(Part.UNBILLED) is not None,
        )

    def project(self, seen: Sequence[Seen], card: Draft, old: Sequence[Mark] = ()) -> Project | None:
        """What the card offers comes first, then the projects of its client, then all."""
        near = [p for p in self._offered(card) if self._picker.names(seen, p)]
        near = [p for p in near if not self._denied(p, seen, old)]
        if len(near) > 1 and any(s.mention.full and s.mention.projects for s in seen):
            whole = [p for p in near if any(self._is_whole(s, p) for s in seen)]
            near = whole or near
        if len(near) == 1:
            return near[0]
        found = self._resolver.resolve(seen).project
        if found is not None and found.is_active:
            return found
        return None

    def _offered(self, card: Draft) -> list[Project]:
        offered = [choice.project for choice in card.choices] if card.project is None else []
        if card.project is not None:
            client = card.project.client
            offered += [p for p in self._resolver.index.projects if p.client == client and p.is_active]
        return list(dict.fromkeys(offered))

    def _is_whole(self, seen: Seen, project: Project) -> bool:
        index = self._resolver.index
        return seen.mention.full and any(index.projects[p].id == project.id for p in seen.mention.projects)

    def _denied(self, project: Project, seen: Sequence[Seen], old: Sequence[Mark]) -> bool:
        names = [mark.seen for mark in old if mark.part is Part.NAME]
        return any(self._picker.names(one, project) for one in names) and not any(
            self._is_whole(s, project) for s in seen
        )

    def _only_with(self, remark: Remark, home: Project | None) -> Project | None:
        """ "the other 4 was admin": the one project that has such a task, where the card's has none."""
        mentions = [task for mark in remark.values if mark.part is Part.TASK for task in mark.tasks]
        if not mentions or home is None or mentions[-1].among(home):
            return None
        having = [p for p in self._resolver.index.projects if p.is_active and mentions[-1].among(p)]
        return having[0] if len(having) == 1 else None

    def task(self, remark: Remark, project: Project | None) -> Task | Unclear | None:
        """The task that is said, of this project; without a project any task of that name."""
        marks = [mark for mark in remark.values if mark.tasks and mark.part in (Part.TASK, Part.NAME)]
        mentions = [task for mark in marks for task in mark.tasks]
        if not mentions:
            return None
        if project is None:
            meant = mentions[-1].names
            tasks = (task for one in self._resolver.index.projects for task in one.tasks if task.name in meant)
            return next(tasks, None) if len(meant) == 1 else None
        for mention in reversed(mentions):
            among = mention.among(project)
            if len(among) == 1:
                return among[0]
        if all(mark.part is Part.NAME for mark in marks):
            return None
        words = self._text(marks[-1])
        names = ", ".join(task.name for task in project.tasks)
        return Unclear(f"Which task is “{words}”? {project.name} has {names}. Nothing was changed.")

    def _hours(self, mark: Mark, sign: int, card: Draft) -> _Worked | Unclear:
        if (moved := self._moved(mark, card)) is not None:
            return moved
        if mark.hours is None:
            value = mark.length.value if mark.length is not None else None
            if mark.is_bare and value is not None:
                return Unclear(f"{value} minutes or hours? Nothing was changed.")
            return Unclear("How long was it? Nothing was changed.")
        if mark.hours <= 0:
            return Unclear("An entry has more than no hours. Nothing was changed.")
        if not sign:
            length = mark.length
            return _Worked(mark.hours, length.started if length else None, length.ended if length else None)
        if card.hours is None:
            return Unclear("More or less than what? That card has no hours yet, so nothing was changed.")
        hours = card.hours + sign * mark.hours
        if hours <= 0:
            return Unclear(f"That would leave nothing of {card.hours.normalize():f} h, so nothing was changed.")
        return _Worked(hours)

    def _moved(self, mark: Mark, card: Draft) -> _Worked | None:
        """ "until half past twelve": the other end is the card's own."""
        moment = mark.length
        if moment is None or moment.code not in ("until", "since"):
            return None
        if card.started_time is None or card.ended_time is None:
            return None
        begun, ended = (card.started_time, moment) if moment.code == "until" else (moment, card.ended_time)
        worked = between(_quantity(begun), _quantity(ended))
        return _Worked(worked.hours, worked.started, worked.ended) if worked.hours else None

    def _text(self, mark: Mark) -> str:
        tokens = self._said.tokens
        return self._said.text[tokens[mark.start].start : tokens[mark.end - 1].end]


def _is_other(card: Draft, project: Project | None, task: Task | None) -> bool:
    return (project is not None and project != card.project) or (task is not None and task != card.task)


def _day(mark: Mark, card: Draft) -> date | None:
    return mark.day if not mark.shift else card.spent_date + timedelta(days=mark.shift)


@dataclass(frozen=True, slots=True)
class _Worked:
    hours: Decimal | None = None
    started: time | None = None
    ended: time | None = None


_NOTHING = _Worked()


def _quantity(moment: time | Quantity) -> Quantity:
    if isinstance(moment, Quantity):
        return moment
    return Quantity(None, 0, value=Decimal(moment.hour * 60 + moment.minute), bare=True)


def lacking(card: Draft, remark: Remark, picker: Picker) -> bool:
    """Whether a value of the remark is just what the card still asks for."""
    for mark in remark.values:
        if mark.part is Part.NAME and card.missing is Missing.PROJECT:
            if any(picker.names(mark.seen, choice.project) for choice in card.choices):
                return True
        elif mark.part is Part.TASK and card.project is not None and card.task is None:
            if any(task.among(card.project) for task in mark.tasks):
                return True
        elif mark.part is Part.LENGTH and card.hours is None and not remark.sign:
            return True
    return False
