"""Entries made from past ones: "same as yesterday", "like Monday but an hour less on Booking", "the usual"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from desktop.agent.intents import EntryIntent, Interpretation, Kind, Warn
from desktop.agent.reading.entries.history import History
from desktop.agent.reading.items.items import Item, What
from desktop.agent.reading.text.tokens import Token
from desktop.agent.reading.time.days import Days
from desktop.harvest.catalog import Catalog

_LIKE = (("same", "as"), ("the", "same", "as"), ("like",), ("repeat",), ("copy",), ("just", "like"), ("duplicate",))

_REPEAT = frozenset({"repeat", "copy", "duplicate"})
_MEANS_ALL = frozenset(
    "please pls can could you just all of everything from my the entries entry hours day i did on".split()
)
_TO_TODAY = frozenset("to for into onto today again please pls thanks . !".split())
_LATELY = 5
"""Days before yesterday that may have been the last working day."""


class Copies:
    """Reads requests to log a past day again."""

    def __init__(self, catalog: Catalog, history: History) -> None:
        self._catalog, self._history = catalog, history

    def repeated(self, tokens: Sequence[Token], items: Sequence[Item], today: date) -> Interpretation | None:
        """ "please repeat friday", "copy everything from monday to today": nothing else is said, so a day is meant."""
        days = next((item for item in items if item.what is What.DAYS and item.days), None)
        if days is None or days.days is None or not days.days.days:
            return None
        if tokens[days.end - 1].low == "today" and days.end - days.start > 1:  # "friday to today"
            days = replace(days, days=Days(days.days.days[:1], days.days.end))
        if days.days is None or not _is_one(days.days):
            return None
        before, behind = ([token.low for token in part] for part in (tokens[: days.start], tokens[days.end :]))
        verb = next((k for k, word in enumerate(before) if word in _REPEAT), None)
        if verb is None or not {*before[:verb], *before[verb + 1 :]} <= _MEANS_ALL or not set(behind) <= _TO_TODAY:
            return None
        return self.read([*tokens[verb : verb + 1], *tokens[days.start : days.end]], [_moved(days, 1)], today)

    def read(self, tokens: Sequence[Token], items: Sequence[Item], today: date) -> Interpretation | None:
        """Copies of the entries of the day that is named, dated today; None where nothing is to be copied."""
        days = next((item for item in items if item.what is What.DAYS and item.days and _is_one(item.days)), None)
        if days is None or days.days is None:
            return None
        before = [token.low for token in tokens[: days.start]]
        like = next((words for words in _LIKE if tuple(before[-len(words) :]) == words), None)
        if like is None or before[-2:] in (["id", "like"], ["would", "like"]):
            return None
        if like[0] == "duplicate" and tokens[days.start].low in ("on", "from"):
            return None  # "duplicate on Friday for Acme, get rid of it"
        extra = [
            item
            for item in items
            if item.start < days.start - len(like) and item.what in (What.LENGTH, What.NAME, What.TASK)
        ]
        day = days.days.days[0]
        if extra or day >= today:
            return None
        if days.days.week:
            return self._week(days.days.days, today)
        entries = self._copied(day, today)
        if not self._history.on(day) and tokens[days.start].low == "yesterday":
            # "Repeat yesterday" on a Monday: the last working day is meant, and each card says of which day it is.
            lately = (day - timedelta(days=back) for back in range(1, _LATELY))
            entries = next((found for earlier in lately if (found := self._copied(earlier, today))), [])
        if not entries and self._left_out([day]):
            return Interpretation(Kind.LOG, question="All of that is on projects that you cannot log to any more.")
        if not entries:
            return Interpretation(Kind.LOG, question=f"There is nothing logged on {day:%A} {day.day} {day:%B} to copy.")
        changes = (What.LENGTH, What.NAME, What.WORD)
        if any(item.what in changes and item.start >= days.end for item in items):
            return Interpretation(Kind.LOG, question="Say the change on its own, once the copied entries are there.")
        return Interpretation(Kind.LOG, tuple(entries), warnings=self._left_out([day]))

    def _left_out(self, days: Sequence[date]) -> tuple[Warn, ...]:
        gone = sum(self._catalog.project(past.project_id) is None for day in days for past in self._history.on(day))
        return (Warn("not_copied", "What is on projects that you cannot log to any more was left out."),) * bool(gone)

    def _week(self, days: Sequence[date], today: date) -> Interpretation | None:
        """ "repeat last week": each entry on the same day of this week; no day that is still to come is logged."""
        first = today - timedelta(days=(today - days[0]).days % 7)
        moved = [(day, first + (day - days[0])) for day in days]
        entries = [entry for day, to in moved if to <= today for entry in self._copied(day, to)]
        ahead = any(to > today and self._history.on(day) for day, to in moved)
        if not entries and not ahead:
            return Interpretation(Kind.LOG, question="There is nothing logged in that week to copy.")
        told = (Warn("week_ahead", "What is of days that are still to come was left out."),) if ahead else ()
        if not entries:
            return Interpretation(Kind.LOG, question="All of that is of days that are still to come.")
        return Interpretation(Kind.LOG, tuple(entries), warnings=(*told, *self._left_out(days)))

    def _copied(self, day: date, today: date) -> list[EntryIntent]:
        copied = []
        for past in self._history.on(day):
            project = self._catalog.project(past.project_id)
            if project is None:
                continue
            warn = Warn("copied", f"Copied from {day:%A} {day.day} {day:%B}.")
            copied.append(
                EntryIntent(project, project.task(past.task_id), past.hours, today, notes=past.notes, warnings=(warn,))
            )
        return copied

    def usual(self, entries: Sequence[EntryIntent], words: Sequence[str], today: date) -> list[EntryIntent]:
        """Entries of "the usual" take the pair of project and task that was logged most often in 30 days."""
        if "usual" not in words:
            return list(entries)
        recent = [e for e in self._history.entries if today - timedelta(days=30) <= e.spent_date <= today]
        pairs = Counter((e.project_id, e.task_id) for e in recent)
        if not pairs:
            return list(entries)
        (project_id, task_id), _ = max(pairs.items(), key=lambda pair: (pair[1], pair[0]))
        project = self._catalog.project(project_id)
        if project is None:
            return list(entries)
        warn = Warn("usual", "What you logged most often lately.")
        return [
            replace(
                e,
                project=project,
                task=project.task(task_id),
                said_project="",
                choices=(),
                warnings=(*e.warnings, warn),
            )
            if e.project is None and e.said_project in ("usual", "") and "project" not in e.spans
            else e
            for e in entries
        ]


def _moved(item: Item, start: int) -> Item:
    return replace(item, start=start, end=start + item.end - item.start)


def _is_one(days: Days) -> bool:
    """Whether it is one day, or one whole week."""
    return len(days.days) == 1 or (days.week and len(days.days) == _WEEK)


_WEEK = 7
