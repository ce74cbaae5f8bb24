"""From what was found to cards that may be taken: `Found` values and a reader come in, `Suggestion`s go out; pure.

The project is what the reader finds in the title, or what the same title was logged to before. What is not plainly
named is left open, with what it may be beside it: the card asks. Hours come from the trace alone, never from its words.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from desktop.agent.drafts import Draft
from desktop.agent.editing import default_task, new_draft
from desktop.agent.evidence.found import Found, Source, Suggestion
from desktop.agent.intents import Choice, EntryIntent, Warn
from desktop.agent.reading.entries.history import History
from desktop.harvest.catalog import Catalog, PastEntry, Project

Read = Callable[[str], Awaitable[Sequence[Draft]]]
"""Reads words as if they had been typed; keeps nothing."""

_HARMLESS: Final = frozenset({"task_default"})
_BEFORE: Final = timedelta(days=60)
_MOST_CHOICES: Final = 4


async def suggestions(
    found: Iterable[Found], read: Read, catalog: Catalog, history: Sequence[PastEntry], day: date
) -> tuple[Suggestion, ...]:
    """One for each that is not logged on that day already, in the order in which they were found."""
    logged = [entry for entry in history if entry.spent_date == day]
    offered = []
    for one in found:
        if not _is_logged(one, logged):
            entry = _repeated(one, catalog, day) if one.source is Source.BEFORE else await _read(one, read, day)
            if entry is not None:
                entry = entry if entry.project is None or entry.project.is_active else replace(entry, project=None)
                offered.append(Suggestion(one, new_draft(_known(entry, one, catalog, history))))
    return tuple(offered)


def last_working_day(history: Iterable[PastEntry], today: date) -> tuple[PastEntry, ...]:
    """The entries of the latest day before today that has some, within two weeks, oldest first; running ones aside."""
    past = [one for one in history if today - timedelta(days=14) <= one.spent_date < today and not one.is_running]
    latest = max((one.spent_date for one in past), default=None)
    return tuple(sorted((one for one in past if one.spent_date == latest), key=lambda one: one.id))


def to_repeat(entries: Iterable[PastEntry], catalog: Catalog) -> tuple[Found, ...]:
    """As something found. What can no longer be logged to is left out."""
    found = []
    for entry in entries:
        project = catalog.project(entry.project_id)
        if project is not None and project.task(entry.task_id) is not None and entry.hours > 0:
            found.append(
                Found(
                    source=Source.BEFORE,
                    key=f"entry:{entry.id}",
                    title=entry.notes.replace("\n", " "),
                    hours=entry.hours,
                    project_id=entry.project_id,
                    task_id=entry.task_id,
                    day=entry.spent_date,
                )
            )
    return tuple(found)


def _is_logged(one: Found, logged: Sequence[PastEntry]) -> bool:
    """Whether an entry of the day is about the same: the same notes, or the same thing on the same project."""
    if one.source is Source.BEFORE:
        return any((e.project_id, e.task_id) == (one.project_id, one.task_id) for e in logged)
    title = _plain(one.title)
    return any(title == line for entry in logged for line in map(_plain, entry.notes.splitlines()))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _repeated(one: Found, catalog: Catalog, day: date) -> EntryIntent | None:
    project = catalog.project(one.project_id) if one.project_id is not None else None
    task = project.task(one.task_id) if project is not None and one.task_id is not None else None
    if project is None or task is None:
        return None
    return EntryIntent(project, task, one.hours, day, notes=one.title)


async def _read(one: Found, read: Read, day: date) -> EntryIntent:
    """What a reader makes of the title; of a repository's folder first, which says more than a commit's subject."""
    entry = EntryIntent(None, None, one.hours, day, one.start, one.end, notes=one.title)
    if one.source is Source.COMMITS:
        entry = replace(entry, started_time=None, ended_time=None, said_project=one.place)
    for words in filter(None, (one.place.replace("-", " ").replace("_", " "), one.place, one.title)):
        drafts = await read(f"1h on {words}")
        guess = drafts[0] if len(drafts) == 1 else None
        if guess is None:
            continue
        if guess.project is not None and not guess.checks and _is_plain(guess.warnings):
            return replace(entry, project=guess.project, task=guess.task, warnings=guess.warnings)
        near = [guess.project] if guess.project else [choice.project for choice in guess.choices]
        if near and not guess.said_project and not entry.choices:
            choices = tuple(Choice(project, 50.0) for project in near[:_MOST_CHOICES])
            entry = replace(entry, choices=choices, task=guess.task)
    return entry


def _is_plain(warnings: Iterable[Warn]) -> bool:
    return all(warning.code in _HARMLESS for warning in warnings)


def _known(entry: EntryIntent, one: Found, catalog: Catalog, history: Sequence[PastEntry]) -> EntryIntent:
    """With the project and task that the same title was last logged to, or the task that is usual for the project."""
    if entry.project is None and one.source is Source.CALENDAR:
        same = [
            past
            for past in history
            if entry.spent_date - _BEFORE <= past.spent_date < entry.spent_date
            and _plain(one.title) in map(_plain, past.notes.splitlines())
        ]
        places = {past.project_id for past in same}
        project = catalog.project(same[0].project_id) if len(places) == 1 else None
        if project is not None:
            warn = Warn("as_before", f"As you logged it on {same[0].spent_date:%a} {same[0].spent_date.day}.")
            return replace(entry, project=project, task=project.task(same[0].task_id), choices=(), warnings=(warn,))
    if entry.project is not None and entry.task is None:
        task, doubt = default_task(entry.project, history, entry.spent_date)
        return replace(entry, task=task, warnings=(*entry.warnings, doubt) if doubt else entry.warnings)
    if entry.project is None and not entry.choices:
        return replace(entry, choices=_latest(catalog, history))
    return entry


def _latest(catalog: Catalog, history: Sequence[PastEntry]) -> tuple[Choice, ...]:
    """Where nothing is named at all: what was worked on lately, to choose from."""
    lately: list[Project] = []
    for number in History(history).lately():
        project = catalog.project(number)
        if project is not None:
            lately.append(project)
    return tuple(Choice(project, 0.0) for project in lately[:_MOST_CHOICES])
