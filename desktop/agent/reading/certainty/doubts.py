"""How a doubt is put on an entry, whoever has it: the rules, the second reader or the ear.

In come an entry and the fields that are doubtful, out comes the same entry with `checks` for a person to look at: the
values stand. "Heard “four”, but not for sure" is a warning, HOURS the check, 14 the alternative.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, TypeVar

from desktop.agent.intents import NO_ALTERNATIVES, Alternatives, EntryIntent, Field, Warn

_T = TypeVar("_T")
UNSURE: Final = 0.5
"""How sure an entry is at most that the rules or the ear have a doubt about."""


def to_check(
    entry: EntryIntent,
    fields: Iterable[Field],
    *warnings: Warn,
    others: Alternatives = NO_ALTERNATIVES,
    sure: float = UNSURE,
) -> EntryIntent:
    """The same entry with these fields to be checked besides what is already; `others` are what else they may be."""
    known = entry.alternatives
    return replace(
        entry,
        warnings=(*entry.warnings, *warnings),
        checks=tuple(dict.fromkeys((*entry.checks, *fields))),
        alternatives=Alternatives(
            _but(entry.project, *others.projects, *known.projects),
            _but(entry.task, *others.tasks, *known.tasks),
            _but(entry.hours, *others.hours, *known.hours),
            _but(entry.spent_date, *others.days, *known.days),
        ),
        confidence=min(entry.confidence, sure),
    )


def _but(standing: _T | None, *others: _T) -> tuple[_T, ...]:
    """What else it may be, each once, without the value that stands."""
    return tuple(value for value in dict.fromkeys(others) if value != standing)
