"""What a card says in each state, as plain values: which colour, which sentence, what may be done. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.agent.checking import fields_text
from desktop.agent.drafts import Committed, Draft, DraftState, Missing
from desktop.text import plain

GONE = frozenset({DraftState.DISCARDED, DraftState.UNDONE})
SETTLED = GONE | {DraftState.COMMITTED}
TOLD = frozenset({"billable", "copied", "corrected", "non_billable", "rest_of_day", "spelt_as", "time_placed", "usual"})
"""Warnings that say how the words were read, and cast no doubt on it."""

HINTS = {"task_default": "as last time", "task_by_meaning": "by its meaning"}
"""Warnings that say how a task was found that nobody named: a hint beside it, and no line."""

_ASKED = {Missing.PROJECT: "a project", Missing.TASK: "a task", Missing.HOURS: "the hours"}


class Strip(Enum):
    """The edge of a card: whole, dashed while something is asked, dotted while something is to be checked."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Look:
    """How a card in one state looks.

    `ink` names a colour of the scheme, `strip` the shape of the edge, so that it is not told by hue alone. `footer` is
    "" where nothing needs saying.
    """

    ink: str
    glyph: str
    footer: str
    editable: bool = False
    strip: Strip = Strip.SOLID
    can_undo: bool = False
    can_retry: bool = False
    can_discard: bool = False
    collapsed: bool = False


def look(draft: Draft) -> Look:
    """The look of a card."""
    reason = plain.shown(draft.reason)
    match draft.state:
        case DraftState.ASKING:
            return Look("asking", "ask", reason, editable=True, strip=Strip.DASHED, can_discard=True)
        case DraftState.NEEDS_CHECK:
            return Look("check", "look", reason, editable=True, strip=Strip.DOTTED, can_discard=True)
        case DraftState.READY:
            return Look("ready", "check", reason, editable=True, can_discard=True)
        case DraftState.CONFIRMED:
            return Look("sending", "wait", reason or "Kept safe, about to be sent")
        case DraftState.SENDING:
            return Look("sending", "wait", reason or "Sending to Harvest…")
        case DraftState.COMMITTED:
            return Look("committed", "check", _in_harvest(draft.answer), can_undo=True)
        case DraftState.REFUSED:
            words = f"Harvest said no: {reason}" if reason else "Harvest said no, without a reason"
            return Look("refused", "refused", words, editable=True, can_retry=True, can_discard=True)
        case DraftState.UNDONE:
            return Look("settled", "undo", f"Taken back: {brief(draft)}", collapsed=True)
        case DraftState.DISCARDED:
            return Look("settled", "close", f"Discarded: {brief(draft)}", collapsed=True)


def question(draft: Draft) -> str:
    """The one thing that the card asks now, or "" where it asks nothing."""
    match draft.missing:
        case Missing.PROJECT if said := plain.shown(draft.said_project, 60):
            return (
                f"Which project is “{said}”?" if draft.choices else f"No project found for “{said}”. Which one is it?"
            )
        case Missing.PROJECT:
            return "Which project?"
        case Missing.TASK if said := plain.shown(draft.said_task, 60):
            return f"This project has no task “{said}”. Which one is it?"
        case Missing.TASK:
            return "Which task?"
        case Missing.HOURS:
            return "How long?"
        case None:
            return ""


def spoken(draft: Draft, today: date) -> str:
    """The whole card in one line, for screen readers."""
    state = {
        DraftState.ASKING: f"Needs {_ASKED.get(draft.missing, 'an answer')}" if draft.missing else "Asking",
        DraftState.NEEDS_CHECK: f"Check the {fields_text(draft)}",
        DraftState.READY: "Ready",
        DraftState.CONFIRMED: "Confirmed",
        DraftState.SENDING: "Sending",
        DraftState.COMMITTED: "In Harvest",
        DraftState.REFUSED: "Refused",
        DraftState.UNDONE: "Taken back",
        DraftState.DISCARDED: "Discarded",
    }[draft.state]
    project = [draft.project.name, draft.project.client.name] if draft.project else ["no project"]
    task = draft.task.name if draft.task else "no task"
    length = plain.hours_spoken(draft.hours) if draft.hours is not None else "no hours"
    words = [*project, task, length, plain.day_spoken(draft.spent_date)]
    return f"{state}: " + ", ".join(plain.shown(word) for word in words)


def _in_harvest(answer: Committed | None) -> str:
    if answer is None:
        return "In Harvest"
    rounded = answer.rounded_hours != answer.hours
    amount = f"{plain.hours(answer.hours)} h"
    if rounded:
        amount += f", rounded to {plain.hours(answer.rounded_hours)} h"
    return f"In Harvest · {amount} · entry {answer.id}"


def brief(draft: Draft) -> str:
    """An entry in a few words: `2.00 h Mobile App`."""
    length = f"{plain.hours(draft.hours)} h" if draft.hours is not None else ""
    what = "without a project" if length else "an entry"
    return plain.joined([length, draft.project.name if draft.project else draft.said_project or what], " ")
