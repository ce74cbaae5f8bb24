"""Cards and answers as the web page shows them: plain words and what may be done, from the core's typed values alone.

A draft becomes `{"id", "mark", "state", "title", "client", "facts", "ask": {"key", "question", "options"}, …}`. `mark`
stands for all that would be written: who confirms hands it back, and a card that has changed since is shown again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from desktop.agent import checking
from desktop.agent.deeds.card import Deed, Form, FormField, Table
from desktop.agent.drafts import Card, Draft, DraftState, Missing
from desktop.agent.insights import answer as insights
from desktop.agent.insights.answer import Answer, Unit
from desktop.agent.insights.plain_tables import cell_text
from desktop.agent.intents import Warn
from desktop.channels.picture_tables import table_of
from desktop.harvest.catalog import Project, twins
from desktop.text import plain
from desktop.ui.cards.card_text import HINTS, SETTLED, TOLD, look, question
from desktop.ui.cards.deed_text import deed_look

Json = dict[str, Any]

RIGHT: Final = "right"
"""The answer that all of a card to check is right."""
_TO_THE_LEFT: Final = (Unit.TEXT, Unit.DAY)


def card_json(card: Card, today: date) -> Json:
    """Any card, with its `mark`."""
    if isinstance(card, Deed):
        shown, sent = _deed(card), card.writing.payload if card.writing else ""
    elif isinstance(card, Draft):
        shown, sent = _draft(card, today), _sent(card)
    else:
        raise TypeError(f"{type(card).__name__} is no card that is shown")
    whole = json.dumps([shown, sent], sort_keys=True, ensure_ascii=False)
    return {**shown, "mark": hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:16]}


def projects_json(projects: Iterable[Project]) -> list[Json]:
    """All that a card can be given, in the order of their names."""
    known = tuple(projects)
    alike = twins(known)
    named = [(checking.project_words(one, with_code=one.id in alike), one.id) for one in known]
    return [{"key": str(number), "text": words} for words, number in sorted(named, key=lambda one: one[0].casefold())]


def answer_json(answer: Answer) -> Json:
    """What stands below an answer's sentence."""
    return {
        "tables": [_table_of_answer(table) for table in answer.tables],
        "pictures": [_table_of_answer(table_of(picture)) for picture in answer.pictures],
        "copies": [{"label": copy.label, "text": plain.shown_lines(copy.text)} for copy in answer.copies],
        "counted": plain.shown(answer.counted),
        "offers": [{"text": plain.shown(offer.label), "words": offer.words} for offer in answer.offers],
    }


def _table_of_answer(table: insights.Table) -> Json:
    return {
        "title": plain.shown(table.title),
        "columns": [{"title": plain.shown(one.title), "right": one.unit not in _TO_THE_LEFT} for one in table.columns],
        "rows": [
            [plain.shown(cell_text(cell, column)) for cell, column in zip(row, table.columns, strict=True)]
            for row in (*table.rows, *([table.total] if table.total else []))
        ],
        "total": table.total is not None,
    }


def _draft(draft: Draft, today: date) -> Json:
    seen = look(draft)
    project, hours = draft.project, draft.hours
    billable = "" if draft.billable is None else "Billable" if draft.billable else "Not billable"
    told = () if draft.state in SETTLED else checking.told(draft)
    hints = [f"({HINTS[warning.code]})" for warning in told if warning.code in HINTS]
    facts = [
        f"{plain.hours(hours)} h" if hours is not None else "",
        plain.clock(draft.started_time, draft.ended_time),
        " ".join([plain.shown(draft.task.name), *hints]) if draft.task else "",
        plain.day(draft.spent_date, today),
        billable,
    ]
    return {
        "id": draft.id,
        "state": draft.state.value,
        "title": plain.shown(project.name) if project else plain.shown(draft.said_project) or "An entry",
        "client": plain.joined([project.client.name, project.code]) if project else "",
        "person": "",
        "facts": [fact for fact in facts if fact],
        "notes": plain.shown_lines(draft.notes),
        "fields": [],
        "tables": [],
        "warnings": [_warning(warning) for warning in told if warning.code not in HINTS],
        "status": seen.footer,
        "ask": _asked_of_draft(draft, today),
        "action": "Confirm" if draft.state is DraftState.READY else "",
        "alone": False,
        "can_dismiss": seen.can_discard,
        "can_undo": seen.can_undo,
    }


def _warning(warning: Warn) -> Json:
    return {"text": plain.shown(warning.text), "doubts": warning.code not in TOLD}


def _sent(draft: Draft) -> str:
    project, task = draft.project, draft.task
    ids = (project.id if project else 0, task.id if task else 0)
    return f"{ids} {draft.hours} {draft.spent_date} {draft.started_time} {draft.ended_time} {draft.notes}"


def _asked_of_draft(draft: Draft, today: date) -> Json | None:
    if checking.is_to_check(draft):
        others = checking.options(draft, today)
        options = [{"key": RIGHT, "text": "Yes, right"}]
        options += [{"key": str(number), "text": option.words} for number, option in enumerate(others)]
        return _ask("check", checking.question(draft, today), options, types=False)
    if draft.state is not DraftState.ASKING:
        return None
    match draft.missing:
        case Missing.PROJECT:
            offered = [choice.project for choice in draft.choices]
            alike = twins(offered)
            words = [checking.project_words(one, with_code=one.id in alike) for one in offered]
            options = [{"key": str(one.id), "text": text} for one, text in zip(offered, words, strict=True)]
            return {**_ask("project", question(draft), options, types=False), "all": True}
        case Missing.TASK if draft.project:
            tasks = [{"key": str(task.id), "text": plain.shown(task.name)} for task in draft.project.tasks]
            return _ask("task", question(draft), tasks, types=False)
        case Missing.HOURS:
            return _ask("hours", f"{question(draft)} For example 1.5, 1:30 or 90m.", [], types=True)
        case _:
            return None


def _ask(key: str, words: str, options: list[Json], *, types: bool) -> Json:
    return {"key": key, "question": plain.shown(words), "options": options, "types": types, "all": False}


def _deed(deed: Deed) -> Json:
    seen = deed_look(deed)
    asked = deed.asked if deed.state is DraftState.ASKING else None
    fields = [_field(field) for field in deed.fields if not field.question and (field.text or field.is_changed)]
    return {
        "id": deed.id,
        "state": deed.state.value,
        "title": plain.shown(deed.title),
        "client": "",
        "person": plain.shown(deed.person),
        "facts": [],
        "notes": "",
        "fields": fields,
        "tables": [_table(table) for table in deed.tables],
        "warnings": [_warning(warning) for warning in deed.warnings],
        "status": seen.footer,
        "ask": _asked_of_deed(asked) if asked else None,
        "action": plain.shown(deed.action) if deed.state is DraftState.READY else "",
        "alone": deed.is_grave,
        "can_dismiss": seen.can_discard,
        "can_undo": seen.can_undo,
    }


def _field(field: FormField) -> Json:
    before = (plain.shown_lines(field.before or "") or "nothing") if field.is_changed else None
    return {"name": field.name, "text": plain.shown_lines(field.text) or "nothing", "before": before}


def _asked_of_deed(field: FormField) -> Json:
    options = [{"key": option.key, "text": plain.shown(option.text)} for option in field.options]
    if field.form is Form.FLAG:
        options = [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]
    return _ask(field.key, field.question, options, types=field.form not in (Form.CHOICE, Form.FLAG))


def _table(table: Table) -> Json:
    return {
        "title": plain.shown(table.title),
        "columns": [
            {"title": plain.shown(title), "right": place in table.numeric} for place, title in enumerate(table.columns)
        ],
        "rows": [[plain.shown(cell) for cell in row] for row in (*table.rows, *([table.total] if table.total else []))],
        "total": bool(table.total),
    }
