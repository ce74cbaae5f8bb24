"""How a doubt is put on an entry, whoever has it: the rules, the second reader or the ear.

In come an entry and the fields that are doubtful, out comes the same entry with `checks` for a person to look at: the
values stand. "Heard “four”, but not for sure" is a warning, HOURS the check, 14 the alternative.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from desktop.agent.intents import NO_ALTERNATIVES, Alternatives, EntryIntent, Field, Warn

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
            tuple(dict.fromkeys((*others.projects, *known.projects))),
            tuple(dict.fromkeys((*others.tasks, *known.tasks))),
            tuple(dict.fromkeys((*others.hours, *known.hours))),
            tuple(dict.fromkeys((*others.days, *known.days))),
        ),
        confidence=min(entry.confidence, sure),
    )
