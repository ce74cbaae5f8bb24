"""What a card says in each state, as plain values: which colour, which sentence, what may be done. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.agent.checking import fields_text
from desktop.agent.drafts import Committed, Draft, DraftState, Missing
from desktop.text import local, plain
from desktop.text.language import tr
from desktop.text.retold import retold

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
    reason = plain.shown(retold(draft.reason))
    match draft.state:
        case DraftState.ASKING:
            return Look("asking", "ask", reason, editable=True, strip=Strip.DASHED, can_discard=True)
        case DraftState.NEEDS_CHECK:
            return Look("check", "look", reason, editable=True, strip=Strip.DOTTED, can_discard=True)
        case DraftState.READY:
            return Look("ready", "check", reason, editable=True, can_discard=True)
        case DraftState.CONFIRMED:
            return Look("sending", "wait", reason or tr("Kept safe, about to be sent"))
        case DraftState.SENDING:
            return Look("sending", "wait", reason or tr("Sending to Harvest…"))
        case DraftState.COMMITTED:
            return Look("committed", "check", _in_harvest(draft.answer), can_undo=True)
        case DraftState.REFUSED:
            words = (
                tr("Harvest said no: {reason}", reason=reason) if reason else tr("Harvest said no, without a reason")
            )
            return Look("refused", "refused", words, editable=True, can_retry=True, can_discard=True)
        case DraftState.UNDONE:
            return Look("settled", "undo", tr("Taken back: {brief}", brief=brief(draft)), collapsed=True)
        case DraftState.DISCARDED:
            return Look("settled", "close", tr("Discarded: {brief}", brief=brief(draft)), collapsed=True)


def question(draft: Draft) -> str:
    """The one thing that the card asks now, or "" where it asks nothing."""
    match draft.missing:
        case Missing.PROJECT if said := plain.shown(draft.said_project, 60):
            return (
                tr("Which project is “{said}”?", said=said)
                if draft.choices
                else tr("No project found for “{said}”. Which one is it?", said=said)
            )
        case Missing.PROJECT:
            return tr("Which project?")
        case Missing.TASK if said := plain.shown(draft.said_task, 60):
            return tr("This project has no task “{said}”. Which one is it?", said=said)
        case Missing.TASK:
            return tr("Which task?")
        case Missing.HOURS:
            return tr("How long?")
        case None:
            return ""


def spoken(draft: Draft, today: date) -> str:
    """The whole card in one line, for screen readers."""
    state = {
        DraftState.ASKING: tr("Needs {what}", what=tr(_ASKED[draft.missing])) if draft.missing else tr("Asking"),
        DraftState.NEEDS_CHECK: tr("Check the {fields}", fields=retold(fields_text(draft))),
        DraftState.READY: tr("Ready"),
        DraftState.CONFIRMED: tr("Confirmed"),
        DraftState.SENDING: tr("Sending"),
        DraftState.COMMITTED: tr("In Harvest"),
        DraftState.REFUSED: tr("Refused"),
        DraftState.UNDONE: tr("Taken back"),
        DraftState.DISCARDED: tr("Discarded"),
    }[draft.state]
    project = [draft.project.name, draft.project.client.name] if draft.project else [tr("no project")]
    task = draft.task.name if draft.task else tr("no task")
    length = plain.hours_spoken(draft.hours) if draft.hours is not None else tr("no hours")
    words = [*project, task, length, local.day_spoken(draft.spent_date)]
    return f"{state}: " + ", ".join(plain.shown(word) for word in words)


def _in_harvest(answer: Committed | None) -> str:
    if answer is None:
        return tr("In Harvest")
    rounded = answer.rounded_hours != answer.hours
    amount = f"{local.hours(answer.hours)} h"
    if rounded:
        amount += tr(", rounded to {rounded_hours} h", rounded_hours=local.hours(answer.rounded_hours))
    return tr("In Harvest · {amount} · entry {id}", amount=amount, id=answer.id)


def brief(draft: Draft) -> str:
    """An entry in a few words: `2.00 h Mobile App`."""
    length = f"{local.hours(draft.hours)} h" if draft.hours is not None else ""
    what = tr("without a project") if length else tr("an entry")
    return plain.joined([length, draft.project.name if draft.project else draft.said_project or what], " ")
