"""A card to check becomes one question and its other answers: "Is it this project?" and "Website Redesign · Globex".

The same for the screen, which numbers the answers, and for the terminal, which asks for the number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop.agent.drafts import Change, Draft, DraftState
from desktop.agent.intents import Field, Warn
from desktop.harvest.catalog import Project, twins
from desktop.text import plain

MOST: Final = 9
"""Answers that have a number: as many as there are keys for them."""

_NAMES: Final = {
    Field.PROJECT: "project",
    Field.TASK: "task",
    Field.HOURS: "hours",
    Field.DAY: "day",
    Field.ENTRY: "entry",
}
HEARD: Final = {
    "heard_unsure_project": Field.PROJECT,
    "heard_unsure_hours": Field.HOURS,
    "heard_unsure_date": Field.DAY,
}
"""What was heard, but not for sure, and which field rests on it: part of the question instead of a line of its own."""

NOT_PLAIN: Final = "not_plain"
"""More was said than the entries hold: told once for the whole message, above its cards."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Another answer: what it shows, what a screen reader says, and its edit; None: the card is to go."""

    words: str
    name: str
    change: Change | None


def is_to_check(draft: Draft) -> bool:
    """Whether a person is to look at the card before it can be logged."""
    return draft.state is DraftState.NEEDS_CHECK


def fields_text(draft: Draft) -> str:
    """The doubtful fields in words: "project and hours"."""
    names = [_NAMES[field] for field in draft.checks]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def question(draft: Draft, today: date) -> str:
    """The one question of a card to check, with what was heard where that was not sure."""
    heard = [warning.text for warning in draft.warnings if HEARD.get(warning.code) in draft.checks]
    return " ".join([*dict.fromkeys(heard), _asked(draft, today)])


def told(draft: Draft) -> tuple[Warn, ...]:
    """The warnings that stand in lines of their own: what the question says is not told twice."""
    asked = draft.checks if is_to_check(draft) else ()
    return tuple(
        warning for warning in draft.warnings if warning.code != NOT_PLAIN and HEARD.get(warning.code) not in asked
    )


def options(draft: Draft, today: date) -> tuple[Pick, ...]:
    """The other answers, best first, field by field in the order in which they are doubted; at most `MOST`."""
    several = len(draft.checks) > 1
    return tuple(option for field in draft.checks for option in _of(field, draft, today, named=several))[:MOST]


def project_words(project: Project, *, with_code: bool = False) -> str:
    """`Website Redesign · Globex`; the code stands behind where others have the same names."""
    return plain.joined([project.name, project.client.name, project.code if with_code else ""])


def _asked(draft: Draft, today: date) -> str:
    if Field.ENTRY in draft.checks and len(draft.checks) > 1:
        rest = replace(draft, checks=tuple(field for field in draft.checks if field is not Field.ENTRY))
        return f"Is this to be logged, and {_right(rest)}?"
    if len(draft.checks) != 1:
        return f"{_right(draft).capitalize()}?"
    match draft.checks[0]:
        case Field.HOURS if draft.hours is not None:
            return f"Is it {plain.hours_spoken(draft.hours)}?"
        case Field.DAY:
            return f"Was it {_inside(plain.day(draft.spent_date, today))}?"
        case Field.ENTRY:
            return "Is this to be logged?"
        case field:
            return f"Is it this {_NAMES[field]}?"


def _right(draft: Draft) -> str:
    """`are the task and hours right`."""
    are = "are" if len(draft.checks) > 1 or draft.checks == (Field.HOURS,) else "is"
    return f"{are} the {fields_text(draft)} right"


def _inside(day: str) -> str:
    """A day inside a sentence: "today, Fri 20 Nov", "Mon 16 Nov"."""
    name, comma, rest = day.partition(", ")
    return f"{name.lower()}{comma}{rest}" if comma else day


def _of(field: Field, draft: Draft, today: date, *, named: bool) -> list[Pick]:
    others = draft.alternatives
    match field:
        case Field.PROJECT:
            alike = twins((*others.projects, draft.project) if draft.project else others.projects)
            return [
                Pick(
                    project_words(project, with_code=project.id in alike),
                    plain.joined([project.name, project.client.name, project.code], ", "),
                    Change(project=project),
                )
                for project in others.projects
            ]
        case Field.TASK:
            lead = "Task: " if named else ""
            return [Pick(f"{lead}{task.name}", f"{lead}{task.name}", Change(task=task)) for task in others.tasks]
        case Field.HOURS:
            spoken = [(hours, plain.hours_spoken(hours)) for hours in others.hours]
            return [Pick(words, words, Change(hours=hours)) for hours, words in spoken]
        case Field.DAY:
            return [Pick(plain.day(day, today), plain.day_spoken(day), Change(spent_date=day)) for day in others.days]
        case Field.ENTRY:
            return [Pick("Leave it out", "Leave this entry out", None)]
