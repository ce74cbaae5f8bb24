"""The JSON that the command line prints: the shapes of `gleaner … --json`, from the core's typed values alone.

Decimal hours are printed as JSON numbers with at most four decimals, which is finer than Harvest keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from desktop.agent.drafts import Draft, DraftState
from desktop.agent.insights.answer import Answer, Figure
from desktop.agent.intents import Alternatives, Choice, Interpretation, Kind
from desktop.agent.journal import Operation
from desktop.agent.wording import asked_text
from desktop.harvest.catalog import Client, Project, Task
from desktop.text.money_text import cents

Json = dict[str, Any]
_ABOUT_CARDS = {Kind.REVISE, Kind.CONFIRM, Kind.DISCARD, Kind.UNDO}


def number(value: Decimal | None) -> int | float | None:
    """A Decimal as the JSON number that prints shortest: 4, 1.5, 0.25."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(round(value, 4))


def draft_json(draft: Draft) -> Json:
    """One card, as in `draft --json`."""
    return {
        "state": _state(draft),
        "project": _project_json(draft.project) if draft.project else None,
        "task": _task_json(draft.task) if draft.task else None,
        "hours": number(draft.hours),
        "spent_date": draft.spent_date.isoformat(),
        "started_time": _time_json(draft.started_time),
        "ended_time": _time_json(draft.ended_time),
        "notes": draft.notes,
        "billable": draft.billable,
        "choices": [_choice_json(choice) for choice in draft.choices],
        "warnings": [{"code": warning.code, "text": warning.text} for warning in draft.warnings],
        "checks": [field.value for field in draft.checks],
        "alternatives": _alternatives_json(draft.alternatives),
        "confidence": round(draft.confidence, 2),
    }


def _state(draft: Draft) -> str:
    if draft.missing:
        return draft.missing.value
    return (DraftState.NEEDS_CHECK if draft.checks else DraftState.READY).value


def _alternatives_json(others: Alternatives) -> Json:
    """What else the doubtful fields may be, best first; fields without alternatives are left out."""
    every: Json = {
        "project": [_project_json(project) for project in others.projects],
        "task": [_task_json(task) for task in others.tasks],
        "hours": [number(hours) for hours in others.hours],
        "spent_date": [day.isoformat() for day in others.days],
    }
    return {field: values for field, values in every.items() if values}


def reading_json(
    said_id: str, reading: Interpretation, drafts: Sequence[Draft], reply: str, milliseconds: float, interpreter: str
) -> Json:
    """One line of `draft --json`: the kind, the keys that the words settle, and the drafts."""
    kind = Kind.LOG if drafts else reading.kind
    if kind in _ABOUT_CARDS:
        kind = Kind.NONE  # there are no cards here that the words could be about
    answer: Json = {
        "id": said_id,
        "kind": kind.value,
        "interpreter": interpreter,
        "ms": round(milliseconds, 2),
        "reply": reply,
        "question": asked_text(drafts) or reading.question,
        "drafts": [draft_json(draft) for draft in drafts],
        "confidence": round(min((draft.confidence for draft in drafts), default=reading.confidence), 2),
    }
    settled: Json = {
        "project": _named(reading.project),
        "client": _named(reading.client or (reading.project.client if reading.project else None)),
        "projects": [_named(project) for project in reading.projects] or None,
        "task": _named(reading.task),
        "from": _date_json(reading.start),
        "to": _date_json(reading.end),
        "date": _date_json(reading.day),
        "hours": number(reading.hours),
        "amount": number(reading.amount),
    }
    if kind not in (Kind.LOG, Kind.NONE):
        answer |= {key: value for key, value in settled.items() if value is not None}
    return answer


def answer_json(answer: Answer) -> Json:
    """An answer, as in `ask --json`: amounts and hours with at most two decimals."""
    shown: Json = {
        "kind": answer.kind.value,
        "reply": answer.reply,
        "figures": _figure_json(answer.figures),
        "as_of": answer.as_of.isoformat(timespec="seconds"),
        "counted": answer.counted,
        "complete": answer.is_complete,
    }
    if answer.question is not None:
        shown |= {"question": answer.question, "choices": [offer.label for offer in answer.offers]}
    return shown


def _figure_json(value: Figure) -> Any:
    match value:
        case Decimal():
            return number(cents(value))
        case date():
            return value.isoformat()
        case Mapping():
            return {name: _figure_json(item) for name, item in value.items()}
        case None | str() | int():
            return value
        case _:
            return [_figure_json(item) for item in value]


def committed_json(draft: Draft) -> Json:
    """An entry that Harvest has, from Harvest's own answer. The draft must be committed."""
    answer = draft.answer
    if answer is None:
        raise ValueError("only a committed draft has an answer")
    return {
        "id": answer.id,
        "project": answer.project,
        "task": answer.task,
        "hours": number(answer.hours),
        "rounded_hours": number(answer.rounded_hours),
        "spent_date": answer.spent_date.isoformat(),
        "billable": answer.billable,
        "notes": answer.notes,
    }


def unsettled_json(draft: Draft) -> Json:
    """A refused or waiting entry with the reason, in Harvest's own words where it gave any."""
    return {"draft": draft_json(draft), "reason": draft.reason}


def operation_json(operation: Operation) -> Json:
    """One write of the journal that is confirmed, in whatever state."""
    return {
        "id": operation.id,
        "kind": operation.kind.value,
        "summary": operation.summary,
        "state": operation.state.value,
        "reason": operation.reason,
        "attempts": operation.attempts,
        "confirmed_at": operation.confirmed_at.isoformat(),
        "harvest_id": operation.answer_id,
    }


def _project_json(project: Project) -> Json:
    return {"id": project.id, "name": project.name, "code": project.code, "client": project.client.name}


def _task_json(task: Task) -> Json:
    return {"id": task.id, "name": task.name}


def _choice_json(choice: Choice) -> Json:
    project = choice.project
    return {
        "id": project.id,
        "project": project.name,
        "code": project.code,
        "client": project.client.name,
        "score": round(choice.score, 1),
    }


def _named(thing: Project | Client | Task | None) -> Json | None:
    return {"id": thing.id, "name": thing.name} if thing else None


def _time_json(clock: time | None) -> str | None:
    return clock.strftime("%H:%M") if clock else None


def _date_json(day: date | None) -> str | None:
    return day.isoformat() if day else None
