"""What Harvest made of a deed, in a line for people: from Harvest's own answer, as the journal keeps it."""

from __future__ import annotations

from pydantic import ValidationError

from desktop.agent.journal import Kind, Operation
from desktop.agent.wording import hours_text
from desktop.harvest.models import TimeEntry
from desktop.harvest.text import plain


def outcome_of(operation: Operation) -> str:
    """`In Harvest: 3 h, Website, Design`; "" where Harvest gave no answer that tells more."""
    match operation.kind:
        case Kind.UPDATE_ENTRY | Kind.STOP_TIMER:
            entry = entry_answer(operation)
            return f"In Harvest: {_entry(entry)}" if entry else "Done"
        case Kind.START_TIMER | Kind.RESTART_TIMER:
            entry = entry_answer(operation)
            return f"Running: {_entry(entry)}" if entry else "Running"
        case Kind.DELETE_ENTRY:
            return "Deleted in Harvest"
        case _:
            return "Done"


def entry_answer(operation: Operation) -> TimeEntry | None:
    """The time entry that Harvest answered with, or None."""
    if not operation.answer:
        return None
    try:
        return TimeEntry.model_validate_json(operation.answer)
    except ValidationError:
        return None


def _entry(entry: TimeEntry) -> str:
    return f"{hours_text(entry.hours)}, {plain(entry.project.name)}, {plain(entry.task.name)}, entry {entry.id}"
