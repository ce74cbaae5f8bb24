"""Deeds as `gleaner say --json` prints them: the card, and what Harvest made of it."""

from __future__ import annotations

from desktop.agent.deeds.card import Deed, FormField, Table
from desktop.agent.deeds.outcomes import entry_answer
from desktop.agent.drafts import DraftState
from desktop.agent.journal import Kind, Operation
from desktop.cli.as_json import Json, number
from desktop.harvest.models import TimeEntry


def deed_json(deed: Deed) -> Json:
    """The card: what it would write, and what it asks."""
    changed = [field for field in deed.fields if field.before is not None]
    answer: Json = {
        "state": "ready" if deed.state is DraftState.READY else deed.state.value,
        "title": deed.title,
        "action": deed.action,
        "asks": [_asked_json(field) for field in deed.fields if field.question],
        "fields": {field.key: field.value for field in deed.fields},
        "shown": {field.key: field.text for field in deed.fields},
        "warnings": [{"code": warning.code, "text": warning.text} for warning in deed.warnings],
        "confirmed_alone": deed.is_grave,
    }
    if deed.person:
        answer["person"] = deed.person
    if changed:
        answer["before"] = {field.key: field.before for field in changed}
        answer["after"] = {field.key: field.text for field in changed}
    if deed.tables:
        answer["tables"] = [_table_json(table) for table in deed.tables]
    if deed.reason:
        answer["reason"] = deed.reason
    return answer


def _asked_json(field: FormField) -> Json:
    options = [{"key": option.key, "text": option.text} for option in field.options]
    return {"key": field.key, "question": field.question, "options": options}


def _table_json(table: Table) -> Json:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"title": table.title, "rows": rows, "total": list(table.total)}


def outcome_json(operation: Operation) -> Json | None:
    """What Harvest has made of a committed deed, from its own answer; None where it has not (yet)."""
    if operation.answer_id is None:
        return None
    match operation.kind:
        case Kind.START_TIMER | Kind.RESTART_TIMER | Kind.STOP_TIMER:
            entry = entry_answer(operation)
            return _timer_json(entry) if entry else {"id": operation.answer_id}
        case Kind.UPDATE_ENTRY:
            entry = entry_answer(operation)
            after = _entry_json(entry) if entry else None
            return {"id": operation.answer_id, "before": _before_json(operation), "after": after}
        case Kind.DELETE_ENTRY:
            return {"id": operation.answer_id, "before": _before_json(operation)}
        case _:
            return {"id": operation.answer_id}


def _timer_json(entry: TimeEntry) -> Json:
    return {
        "id": entry.id,
        "project": entry.project.name,
        "task": entry.task.name,
        "hours": number(entry.hours),
        "is_running": entry.is_running,
    }


def _before_json(operation: Operation) -> Json | None:
    return _entry_json(TimeEntry.model_validate_json(operation.before)) if operation.before else None


def _entry_json(entry: TimeEntry) -> Json:
    return {
        "project": entry.project.name,
        "task": entry.task.name,
        "hours": number(entry.hours),
        "spent_date": entry.spent_date.isoformat(),
        "notes": entry.notes,
    }
