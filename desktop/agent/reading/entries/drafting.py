"""Entries as read to entries as meant: one for each day, with project, task, hours, notes, spans and warnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from desktop.agent.intents import Choice, EntryIntent, Span, Warn
from desktop.agent.reading.entries.clauses import WHOLE_NAME
from desktop.agent.reading.entries.entry import POSSESSIVES, STORY, Entry, Reading, hours_of, portion, slot_words
from desktop.agent.reading.entries.history import History, task_default
from desktop.agent.reading.entries.notes import notes_of
from desktop.agent.reading.items.items import What
from desktop.agent.reading.names.mentions import Mention
from desktop.agent.reading.names.resolve import Outcome, Resolution, Resolver
from desktop.agent.reading.names.spelling import name_words
from desktop.agent.reading.names.vocabulary import SAME
from desktop.agent.reading.tasks.tasks import TaskIndex, TaskMention, stem
from desktop.agent.reading.text.quantities import Quantity, in_hours, low
from desktop.agent.reading.text.tokens import Token
from desktop.agent.reading.text.words import DETERMINERS, ORDINARY
from desktop.harvest.catalog import Project, Task

#: Before this hour "today" may well mean the day that has just ended.
_NIGHT = 4
#: More hours than that for one day are asked.
_FORM = WHOLE_NAME - 1
_LONGEST_DAY = 16


def day_text(day: date) -> str:
    """ "Friday 6 March 2026", the same on every system."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def in_words(hours: Decimal) -> str:
    """ "1.5 hours", "1 hour": without idle zeros."""
    return f"{hours.normalize():f} {'hour' if hours == 1 else 'hours'}"


@dataclass(frozen=True, slots=True)
class _Worked:
    """A length on one day."""

    hours: Decimal | None
    day: date
    started: time | None = None
    ended: time | None = None
    warnings: tuple[Warn, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafter:
    """Turns a `Reading` into intents for one utterance's text and clock."""

    resolver: Resolver
    tasks: TaskIndex
    history: History
    workday: Decimal
    tokens: Sequence[Token]
    text: str
    now: datetime

    def draft(self, reading: Reading) -> list[EntryIntent]:
        """All intents, in the order in which they were said."""
        intents: list[EntryIntent] = []
        for entry in reading.entries:
            intents += self._intents(entry)
        known = [intent.hours for intent in intents]
        if reading.total is not None and all(hours is not None for hours in known):
            total = sum((hours for hours in known if hours is not None), Decimal(0))
            if total != reading.total and intents:
                text = f"You said {in_words(reading.total)} in all, these are {in_words(total)}."
                intents = [_warned(intent, Warn("total_mismatch", text)) for intent in intents]
        return _within_a_day([_left_beside(intent, intents) for intent in intents])

    def _intents(self, entry: Entry) -> list[EntryIntent]:
        found = self.resolver.resolve(entry.all_names)
        warnings: list[Warn] = []
        if found.outcome is Outcome.UNNAMED and not self._is_of_others(entry):
            sure = None if self._may_name(entry) else self._only_with(entry.tasks, self._least())
            only = sure or (self._only_with(entry.tasks, _FORM) if self._tells(entry) else None)
            if only is not None and sure is None and only.project is not None:
                warnings.append(Warn("project_borrowed", f"Not named; {only.project.name} by the words around it."))
            found = only or found
        spans: dict[str, Span] = {}
        task, said_task, task_warnings, task_span = self._task(entry, found.project, found.used)
        done = next((m for m in entry.tasks if task is not None and self._span(m.start, m.end) == task_span), None)
        said_project, choices, notes, note_span = self._project_words(entry, found, done)
        if found.used:
            spans["project"] = self._nearest_span(found)
        if found.project is not None and found.doubtful:
            taken = self._said(spans.get("project"))
            warnings.append(Warn("spelt_as", f"Took “{taken}” for {_full_name(found.project)}."))
        if found.archived is not None and found.outcome is Outcome.ARCHIVED:
            warnings.append(Warn("archived", f"{_full_name(found.archived)} is archived, so it takes no time."))
            said_project = said_project or found.archived.name
        warnings += task_warnings
        if entry.has(What.UNBILLED) and found.project is not None:
            task, unbilled = unbilled_task(found.project, task)
            if task is None:
                warnings = [warning for warning in warnings if warning.code != "task_default"]
            warnings += unbilled
        spans |= self._entry_spans(entry, task_span, note_span)
        if entry.corrected:
            warnings.append(Warn("corrected", "As corrected in the same words."))
        if entry.day_borrowed:
            warnings.append(Warn("date_scope", "The day was said for another entry; taken for this one too."))
        intents = []
        for worked in self._worked(entry):
            day_warnings = [*warnings, *worked.warnings, *self._day_warnings(worked.day)]
            intents.append(
                EntryIntent(
                    project=found.project,
                    task=task,
                    hours=worked.hours,
                    spent_date=worked.day,
                    started_time=worked.started,
                    ended_time=worked.ended,
                    notes=notes,
                    choices=choices,
                    said_project=said_project,
                    said_task=said_task,
                    warnings=tuple(dict.fromkeys(day_warnings)),
                    spans=dict(spans),
                )
            )
        return intents

    def _may_name(self, entry: Entry) -> bool:
        """Whether unknown words stand where a project is named; in a story, in capitals only: "a course on flora"."""
        slot = slot_words(entry, self.tokens)
        return bool(slot) and (len(self.tokens) < STORY or any(self.tokens[i.start].text[:1].isupper() for i in slot))

    def _is_of_others(self, entry: Entry) -> bool:
        """ "two hours changing their labels": on what was spoken of before, whoever else has labels."""
        return any(low(self.tokens, task.start - 1) in POSSESSIVES for task in entry.tasks)

    def _tells(self, entry: Entry) -> bool:
        """ "2h quoting for that new pub": whether what stands where a project is named only describes it."""
        places = [i for item in slot_words(entry, self.tokens) for i in range(item.start, item.end)]
        if any(self.tokens[i].text[:1].isupper() for i in places):
            return False
        return not places or self.tokens[places[0]].low in ORDINARY or low(self.tokens, places[0] - 1) in DETERMINERS

    def _least(self) -> int:
        return WHOLE_NAME - 1 if len(self.tokens) >= STORY else WHOLE_NAME

    def _only_with(self, tasks: Sequence[TaskMention], least: int) -> Resolution | None:
        """ "an hour of business development": a task by its whole name that a single project has means that project."""
        whole = {name for task in tasks if task.strength >= least for name in task.names}
        names = whole or {name for task in tasks if is_absence(task) for name in task.names}
        having = self.resolver.with_task(names, limit=5) if names else ()
        if len(having) > 1 and not whole:
            away = [one for one in having if set(name_words(one.project.name)) & _AWAY]
            having = tuple(away) if len(away) == 1 else having  # "off sick": Time Off rather than a client's holiday
        if len(having) != 1:
            return None
        return Resolution(Outcome.SETTLED, having[0].project, doubtful=False)

    def _entry_spans(self, entry: Entry, task: Span | None, notes: Span | None) -> dict[str, Span]:
        """The words that task, notes, hours and day came from."""
        said = {"task": task, "notes": notes}
        for key, item in (("hours", entry.spent.item), ("spent_date", entry.when.item)):
            said[key] = self._span(item.start, item.end) if item is not None else None
        return {key: span for key, span in said.items() if span is not None}

    def _day_warnings(self, day: date) -> list[Warn]:
        if day > self.now.date():
            return [Warn("future_date", f"{day_text(day)} is still to come.")]
        if day == self.now.date() and self.now.hour < _NIGHT:
            return [Warn("after_midnight", f"It is just after midnight: {day_text(day)}, or the evening before?")]
        return []

    # Project and notes

    def _project_words(
        self, entry: Entry, found: Resolution, done: TaskMention | None
    ) -> tuple[str, tuple[Choice, ...], str, Span | None]:
        used = [*found.used, *(s.mention for s in entry.replaced)]
        notes, place = notes_of(entry, self.tokens, self.text, used, done)
        span = Span(*place) if place else None
        if found.outcome in (Outcome.SETTLED, Outcome.TIE):
            return "", found.choices, notes, span
        slot = slot_words(entry, self.tokens)
        said = self.text[self.tokens[slot[0].start].start : self.tokens[slot[-1].end - 1].end] if slot else notes
        if found.outcome is Outcome.ARCHIVED:
            near = self.resolver.family(found.archived) if found.archived else ()
            name = found.archived.name if found.archived else ""
            return said, near or self.resolver.closest(said or name), notes, span
        if notes == said:
            notes, span = "", None
        return said, self._offered(entry, said), notes, span

    def _offered(self, entry: Entry, said: str) -> tuple[Choice, ...]:
        """The closest five by name; where only a task was said, those that have it come first."""
        close = self.resolver.closest(said)
        names = {name for task in entry.tasks for name in task.names}
        if said or not names:
            return close
        having = self.resolver.with_task(names)
        return (*having, *(c for c in close if c.project not in [h.project for h in having]))[:5]

    def _nearest_span(self, found: Resolution) -> Span:
        """The stretch of the mentions that stand together around the most telling one."""
        best = max(found.used, key=lambda m: (bool(m.projects), m.full, m.matched))
        start, end = best.start, best.end
        for mention in sorted(found.used, key=lambda m: m.start):
            if 0 <= start - mention.end <= 2:
                start = mention.start
            if 0 <= mention.start - end <= 2:
                end = mention.end
        return self._span(start, end)

    def _span(self, start: int, end: int) -> Span:
        first, last = self.tokens[start], self.tokens[end - 1]
        return Span(min(first.start, last.start), max(first.end, last.end))  # the words of a grid are read by its cells

    def _said(self, span: Span | None) -> str:
        return self.text[span.start : span.end] if span else ""

    # Task

    def _task(
        self, entry: Entry, project: Project | None, used: Sequence[Mention]
    ) -> tuple[Task | None, str, list[Warn], Span | None]:
        spent = [(m.start, m.end) for m in used if m.full and m.projects]
        said = [
            task
            for task in entry.tasks
            if (task.names or task.strength > 1) and not any(a <= task.start and task.end <= b for a, b in spent)
        ]
        if said:
            best = self._best_mention(said, project)
            span = self._span(best.start, best.end)
            words = self._said(span)
            if project is None:
                name = min(best.names, default=None) if len(best.names) == 1 else None
                return (self.tasks.tasks[name] if name else None), words, [], span
            among = self._plainest(best, best.among(project))
            narrower = {
                task.id: task for m in said if len(one := m.among(project)) == 1 for task in one if task in among
            }
            among = list(narrower.values()) if len(among) > 1 and len(narrower) == 1 else among  # "annual leave"
            if len(among) == 1 and not self._rivals(said, best, project):
                return among[0], words, [], span
            if best.strength == WHOLE_NAME or len(among) > 1 or self._rivals(said, best, project):
                text = f"{_full_name(project)} has no task called “{words}”." if not among else "Which task is meant?"
                return None, words, [Warn("task_not_assigned" if not among else "task_unclear", text)], span
        if project is None:
            return None, "", [], None
        if len(project.tasks) == 1:
            return project.tasks[0], "", [], None
        last = None if _tells_what_was_done(entry) else self.history.last_task(project, self.now.date())
        if last is not None:
            return last, "", [task_default(last)], None
        return None, "", [], None

    def _plainest(self, said: TaskMention, among: list[Task]) -> list[Task]:
        """ "designing", where there are Design and Design Review: the task that is called just so."""
        written = self.tokens[said.start].low
        word = stem(SAME.get(written, written))
        stems = {task.id: [stem(part) for part in name_words(task.name)] for task in among}
        for same in (
            [task for task in among if stems[task.id] == [word]],
            [task for task in among if word in stems[task.id]],  # "writing": Content Writing, not Copy Editing
        ):
            if len(same) == 1 and said.end == said.start + 1:
                return same
        return among

    def _best_mention(self, said: Sequence[TaskMention], project: Project | None) -> TaskMention:
        """The plainest mention that the project has a task for; the first of equals."""
        fitting = [m for m in said if project is None or m.among(project)] or list(said)
        # "the audit report" is a report: of two right beside one another the second says what was done.
        fitting = [m for m in fitting if not any(m.end == n.start and n.strength > 1 for n in fitting)]
        done = {m: low(self.tokens, m.start - 1) in ("i", "we") for m in fitting}  # "I edited the recording"
        return min(fitting, key=lambda m: (-min(WHOLE_NAME, m.strength + done[m]), m.start))

    def _rivals(self, said: Sequence[TaskMention], best: TaskMention, project: Project) -> bool:
        """Whether another task of the project is said just as plainly right beside it ("design and development")."""
        mine = {task.id for task in best.among(project)}
        for other in said:
            theirs = {task.id for task in other.among(project)}
            if other is not best and theirs and not theirs & mine and other.strength == best.strength:
                low, high = sorted((best, other), key=lambda m: m.start)
                if high.start - low.end == 1 and self.tokens[low.end].low in ("and", "&", "/", "+", "or"):
                    return True
        return False

    # Hours and days

    def _worked(self, entry: Entry) -> list[_Worked]:
        today = self.now.date()
        days = entry.days.days if entry.days is not None and entry.days.days else (today,)
        if entry.days is not None and entry.days.span:
            days = self._workdays(days, entry)
        length = entry.length
        warnings = self._length_warnings(length, days[0])
        hours = hours_of(length)
        if length is not None and length.code == "rest_of_day":
            left = self.workday - self.history.hours_on(days[0])
            hours = in_hours(left) if left > 0 and self.history.entries else None
        if entry.spent.less is not None:
            hours = _without(hours, entry.spent.less)
        most = 24 * len(days) if entry.has(What.SPLIT) else 24
        if hours is not None and not 0 < hours <= most:
            warnings.append(Warn("hours_impossible", f"{in_words(hours)} do not fit into a day."))
            hours = None
        if entry.days is not None and entry.days.ambiguous:
            warnings.append(
                Warn("date_unclear", f"Read as {day_text(days[0])}; day and month could be the other way round.")
            )
        if entry.each and len(days) == 1 and not entry.grouped:
            # "3 tickets, 20 min each": how many there were, nobody can tell for sure.
            warnings.append(Warn("each_or_total", "For each of how many?"))
            hours = None
        if len(days) == 1:
            return self._one_day(entry, hours, days[0], warnings)
        return self._many_days(entry, hours, days, warnings)

    def _workdays(self, days: tuple[date, ...], entry: Entry) -> tuple[date, ...]:
        """The days of a stretch that can have been worked: not those to come, and no weekend of a whole week."""
        today = self.now.date()
        kept = days
        if entry.days is not None and entry.days.period:
            kept = tuple(day for day in kept if day.weekday() < 5) or kept
            kept = tuple(day for day in kept if day <= today) or kept
        return kept

    def _one_day(self, entry: Entry, hours: Decimal | None, day: date, warnings: list[Warn]) -> list[_Worked]:
        length = entry.length
        started = length.started if length and not entry.spent.less else None
        ended = length.ended if length and not entry.spent.less else None
        if length is not None and length.day and hours is not None and hours > self.workday and length.code != "each":
            warnings.append(Warn("several_days", f"{in_words(hours)} are more than one day: on which days?"))
            hours = None
        if length is not None and length.overnight and started and ended:
            return self._overnight(started, ended, day, warnings, said=entry.days is not None)
        return [_Worked(hours, day, started, ended, tuple(warnings))]

    def _overnight(self, started: time, ended: time, day: date, warnings: list[Warn], *, said: bool) -> list[_Worked]:
        """A range over midnight is two entries, one for each day."""
        first = day if said else day - timedelta(days=1)
        crossing = Warn("over_midnight", "This went on past midnight, so it is two entries.")
        before = Decimal(24 * 60 - started.hour * 60 - started.minute) / 60
        after = Decimal(ended.hour * 60 + ended.minute) / 60
        out = [_Worked(in_hours(before), first, started, time(0, 0), (*warnings, crossing))]
        if after:
            out.append(_Worked(in_hours(after), first + timedelta(days=1), time(0, 0), ended, (*warnings, crossing)))
        return out

    def _many_days(
        self, entry: Entry, hours: Decimal | None, days: tuple[date, ...], warnings: list[Warn]
    ) -> list[_Worked]:
        length = entry.length
        each = entry.each or (length is not None and (length.day or length.started is not None))
        each = each or (entry.days is not None and entry.days.each)
        if length is not None and length.day and hours is not None and hours > self.workday:
            # "two full days, Monday and Tuesday": as many as days that were said, or asked.
            hours = self.workday if hours == self.workday * len(days) else None
            if hours is None:
                warnings.append(Warn("several_days", "On which of these days, and how long on each?"))
        if length is not None and length.code == "multiplied" and length.value == len(days) and hours is not None:
            each, hours = True, in_hours(hours / len(days))  # "3 x 15 min (Mon, Wed, Thu)"
        if entry.has(What.SPLIT) and hours is not None:
            shares = [portion(hours, len(days), n) or None for n in range(len(days))]
            return [_Worked(share, day, warnings=tuple(warnings)) for share, day in zip(shares, days, strict=True)]
        if not each and hours is not None:
            warnings.append(Warn("each_or_total", f"{in_words(hours)} on each day, or in all?"))
            hours = None
        started = length.started if length and not entry.spent.less else None
        ended = length.ended if length and not entry.spent.less else None
        return [_Worked(hours, day, started, ended, tuple(warnings)) for day in days]

    def _length_warnings(self, length: Quantity | None, day: date) -> list[Warn]:
        if length is None:
            return []
        texts = {
            "approximate": "That was said roughly.",
            "vague": "How long was that?",
            "negative": "Hours cannot be taken off by logging; change the entry instead.",
            "break_unknown": "How long was the break?",
            "each_or_total": "For each of them, or for all together?",
            "unit": "Hours or minutes?",
            "not_done": "That reads like a plan. How long did you work on it?",
            "not_mine": "That reads like somebody else's work. How long did you work on it?",
            "share_unclear": "How many hours of it are these?",
            "clock_unclear": "From when to when? That could be morning or evening.",
            "date_unclear": "Which day was that? Look at the date.",
            "start_unknown": "When did that begin?",
            "multiplied": "Taken as so many times that length, in one entry.",
        }
        warnings = [Warn(length.code, texts[length.code])] if length.code in texts else []
        if length.code == "rest_of_day":
            warnings.append(Warn("rest_of_day", f"The working day less what is logged on {day_text(day)}."))
        if length.bare and length.value is not None and length.value > 12:
            warnings.append(Warn("unit", "Hours or minutes?"))
        if length.heard:
            warnings.append(Warn("heard_as", f"Heard “{length.heard}” where a number stands."))
        return warnings


def _left_beside(intent: EntryIntent, intents: Sequence[EntryIntent]) -> EntryIntent:
    """ "2h design, rest of the day admin": of what is left of the day, the same words have taken some already."""
    beside = [one.hours for one in intents if one is not intent and one.spent_date == intent.spent_date]
    if intent.hours is None or not beside or all(warning.code != "rest_of_day" for warning in intent.warnings):
        return intent
    left = intent.hours - sum((hours for hours in beside if hours is not None), Decimal(0))
    return replace(intent, hours=left if left > 0 and None not in beside else None)


def _within_a_day(intents: Sequence[EntryIntent]) -> list[EntryIntent]:
    """More than 16 hours for one day in one breath were more likely misread than worked, so all of them are asked."""
    sums: defaultdict[date, Decimal] = defaultdict(Decimal)
    for intent in intents:
        sums[intent.spent_date] += intent.hours or Decimal(0)
    out = []
    for intent in intents:
        total = sums[intent.spent_date]
        if total > _LONGEST_DAY and intent.hours is not None and len(intents) > 1:
            warn = Warn("day_too_long", f"{in_words(total)} on one day: how many are these?")
            intent = _warned(replace(intent, hours=None, started_time=None, ended_time=None), warn)
        out.append(intent)
    return out


def unbilled_task(project: Project, task: Task | None) -> tuple[Task | None, list[Warn]]:
    """ "Don't bill it" is a matter of the task: a billable one gives way to the others, or is named as such."""
    if task is not None and not task.billable:
        return task, []
    free = [other for other in project.tasks if not other.billable]
    if not free:
        return None, [Warn("billable", f"{_full_name(project)} has no task that is not billable.")]
    names = ", ".join(other.name for other in free)
    return (free[0] if len(free) == 1 and task is None else None), [
        Warn("non_billable", f"Not billable there: {names}.")
    ]


def _tells_what_was_done(entry: Entry) -> bool:
    """ "2h export tool fixing bugs", "1h recording" with two tasks of that name: it was said, if not understood."""
    return bool(entry.tasks) or any(clause.words for clause in entry.clauses if not clause.note)


_AWAY = frozenset("off away leave absence absences vacation vacations holiday holidays pto sick sickness".split())
_ABSENCE = frozenset("sick sickness vacation holiday holidays leave pto absence".split())


def is_absence(task: TaskMention) -> bool:
    """ "I was ill": no work is meant that several projects might have."""
    return bool(task.names) and all(set(name_words(name)) & _ABSENCE for name in task.names)


def _without(hours: Decimal | None, less: Quantity) -> Decimal | None:
    if hours is None or less.hours is None or less.hours >= hours:
        return None
    return in_hours(hours - less.hours)


def _full_name(project: Project) -> str:
    return f"{project.name} ({project.client.name})"


def _warned(intent: EntryIntent, warn: Warn) -> EntryIntent:
    return replace(intent, warnings=(*intent.warnings, warn))
