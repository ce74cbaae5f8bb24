"""From what was meant to a card, and from one state of a card to the next: pure functions, no I/O."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.agent.checking import HEARD
from desktop.agent.drafts import Change, Draft, DraftState
from desktop.agent.intents import Alternatives, EntryIntent, Field, Revision, Warn
from desktop.agent.reading.entries.drafting import unbilled_task
from desktop.agent.reading.entries.history import History, task_default
from desktop.agent.reading.tasks.tasks import plainly_meant
from desktop.harvest.catalog import PastEntry, Project, Task

NOT_CHANGED = "not_changed"
DAY_DOUBTS = frozenset(
    {
        *("after_midnight", "date_resolved", "date_scope", "date_unclear", "day_left", "future_date"),
        *("heard_unsure_date", "several_days"),
    }
)
"""Codes of warnings about the day."""

# Which doubts an edit of that field settles: the person has just said it themselves.
_SETTLED_BY = {
    "project": {"archived", "corrected", "heard_unsure_project", "project_borrowed", "spelt_as", "usual"},
    "task": {"billable", "non_billable", "task_default", "task_not_assigned", "task_unclear", "task_unknown"},
    "hours": {
        *("approximate", "each_or_total", "heard_as", "heard_unsure_hours", "hours_impossible", "hours_out_of_range"),
        *("negative", "over_midnight", "rest_of_day", "time_placed", "times_overlap", "total_mismatch"),
        "unit",
    },
    "spent_date": DAY_DOUBTS,
}


def new_draft(entry: EntryIntent) -> Draft:
    """A card for one entry that was meant, with an id of its own; not validated yet."""
    return Draft(
        id=str(uuid.uuid4()),
        state=DraftState.ASKING,
        project=entry.project,
        task=entry.task,
        hours=entry.hours,
        spent_date=entry.spent_date,
        started_time=entry.started_time,
        ended_time=entry.ended_time,
        notes=entry.notes,
        choices=entry.choices,
        said_project=entry.said_project,
        said_task=entry.said_task,
        warnings=entry.warnings,
        spans=entry.spans,
        checks=entry.checks,
        alternatives=entry.alternatives,
        confidence=entry.confidence,
    )


def change_of(revision: Revision) -> Change:
    """What a spoken or typed revision changes on its card."""
    return Change(
        project=revision.project,
        task=revision.task,
        hours=revision.hours,
        spent_date=revision.spent_date,
        notes=revision.notes,
        started_time=revision.started_time,
        ended_time=revision.ended_time,
        unbilled=revision.unbilled,
        choices=revision.choices,
    )


def unchanged(draft: Draft) -> Draft:
    """The card that a wish may have been about which was not understood: a person looks at it before it is logged."""
    if any(warning.code == NOT_CHANGED for warning in draft.warnings):
        return draft
    warn = Warn(NOT_CHANGED, "A change that you asked for here was not understood.")
    state = DraftState.NEEDS_CHECK if draft.state is DraftState.READY else draft.state
    checks = tuple(dict.fromkeys((*draft.checks, Field.ENTRY)))
    return replace(draft, state=state, checks=checks, warnings=(*draft.warnings, warn))


def _understood(draft: Draft) -> Draft:
    """The card once it was changed: a wish that was not understood before is forgotten."""
    kept = tuple(warning for warning in draft.warnings if warning.code != NOT_CHANGED)
    if kept == draft.warnings:
        return draft
    return replace(draft, warnings=kept, checks=tuple(field for field in draft.checks if field is not Field.ENTRY))


def edited(draft: Draft, change: Change, history: Sequence[PastEntry]) -> Draft:
    """The card after an edit; validation follows. Settled doubts go, a task that the new project lacks is asked anew.

    Start and end times are dropped when the hours change: they would contradict them. What is said anew is checked by
    that, even where it is the value that stood there.
    """
    draft = looked_at(_understood(draft), change)
    settled: set[str] = set()
    updates: dict[str, object] = {}
    timed = change.started_time is not None and change.ended_time is not None
    if change.hours is not None and (timed or change.hours != draft.hours):
        updates |= {"hours": change.hours, "started_time": change.started_time, "ended_time": change.ended_time}
        settled |= _SETTLED_BY["hours"]
    if change.spent_date is not None:
        updates["spent_date"] = change.spent_date
        settled |= _SETTLED_BY["spent_date"]
    if change.notes is not None:
        updates["notes"] = change.notes.strip()
    if change.project is not None:
        updates["project"] = change.project
        settled |= _SETTLED_BY["project"]
    if change.choices and change.project is None:
        guessed = any(warning.code == "task_default" for warning in draft.warnings)
        updates |= {"project": None, "choices": change.choices, "task": None if guessed else draft.task}
        settled |= _SETTLED_BY["project"] | (_SETTLED_BY["task"] if guessed else set())
        draft = replace(draft, project=None)
    warnings = [warning for warning in draft.warnings if warning.code not in settled]
    project = change.project or draft.project
    if change.task is not None:
        updates |= {"task": change.task, "said_task": change.task.name if draft.said_task else ""}
        warnings = [warning for warning in warnings if warning.code not in _SETTLED_BY["task"]]
    elif change.project is not None:
        day = change.spent_date or draft.spent_date
        task, doubt = task_for(change.project, draft, history, day)
        updates["task"] = task
        warnings = [warning for warning in warnings if warning.code not in _SETTLED_BY["task"]]
        if doubt:
            warnings.append(doubt)
    if project is None and change.task is not None:
        updates["said_task"] = change.task.name  # looked up anew once the project is there
    if change.unbilled and project is not None:
        now = updates.get("task", draft.task)
        task, doubts = unbilled_task(project, now if isinstance(now, Task) else None)
        updates["task"] = task
        warnings = [*(one for one in warnings if one.code not in _SETTLED_BY["task"]), *doubts]
    return replace(draft, **updates, warnings=tuple(warnings))  # type: ignore[arg-type]


def looked_at(draft: Draft, change: Change) -> Draft:
    """The card without the doubts that this edit settles; sure once none is left."""
    if change.checked:
        left: tuple[Field, ...] = ()
    else:
        said = {
            Field.PROJECT: change.project is not None or bool(change.choices),
            Field.TASK: change.task is not None or change.project is not None or change.unbilled,
            Field.HOURS: change.hours is not None,
            Field.DAY: change.spent_date is not None,
        }
        left = tuple(field for field in draft.checks if not said.get(field))
    if left == draft.checks:
        return draft
    others = draft.alternatives
    kept = Alternatives(
        projects=others.projects if Field.PROJECT in left else (),
        tasks=others.tasks if Field.TASK in left else (),
        hours=others.hours if Field.HOURS in left else (),
        days=others.days if Field.DAY in left else (),
    )
    settled = set(draft.checks) - set(left)
    warnings = tuple(warning for warning in draft.warnings if HEARD.get(warning.code) not in settled)
    return replace(
        draft, checks=left, alternatives=kept, warnings=warnings, confidence=draft.confidence if left else 1.0
    )


def task_for(
    project: Project, draft: Draft, history: Sequence[PastEntry], day: date
) -> tuple[Task | None, Warn | None]:
    """The task after another project was chosen: the one that was named, the only one, or the user's own latest."""
    is_guess = any(warning.code == "task_default" for warning in draft.warnings)
    named = draft.task.name if draft.task else draft.said_task
    if named and not is_guess:
        same = next((task for task in project.tasks if task.name.casefold() == named.casefold()), None)
        return same or plainly_meant(draft.said_task, project), None
    return default_task(project, history, day)


def default_task(project: Project, history: Sequence[PastEntry], day: date) -> tuple[Task | None, Warn | None]:
    """The project's only task; else the user's own latest on it within 60 days, flagged; else None: it is asked."""
    if len(project.tasks) == 1:
        return project.tasks[0], None
    task = History(history).last_task(project, day)
    return task, task_default(task) if task else None
