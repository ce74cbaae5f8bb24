"""Time entries."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from desktop.demo.records import Client, Project, Task, TimeEntry, User
from desktop.demo.render.values import named, number, stamps
from desktop.demo.render.view import View
from desktop.demo.rules.rates import is_billable
from desktop.demo.rules.rounding import rounded
from desktop.demo.rules.timers import hours_at, shown_times
from desktop.demo.store import instant_text

_ICONS = "https://proxy.harvestfiles.com/production_harvestapp_public/uploads/platform_icons/"


def time_entry(view: View, entry: TimeEntry) -> dict[str, Any]:
    """A time entry as of now: the hours of a running timer have grown."""
    store, company = view.store, view.books.company
    user = store.get(User, entry.user_id)
    project = store.get(Project, entry.project_id)
    client = store.get(Client, project.client_id)
    task = store.get(Task, entry.task_id)
    task_assignment = view.task_assignment(project.id, task.id)
    user_assignment = view.user_assignment(project.id, user.id)
    hours = hours_at(entry, view.books.now)
    started, ended = shown_times(view.books, user, entry)
    reason = view.locks.entry_text(entry)
    rate = view.rates.billable(entry, project, task_assignment, user_assignment)
    shown = {
        "id": entry.id,
        "spent_date": entry.spent_date.isoformat(),
        "user": named(user),
        "client": named(client) | ({"currency": client.currency} if view.extras else {}),
        "project": named(project) | ({"code": project.code or ""} if view.extras else {}),
        "task": named(task),
        "user_assignment": view.user_assignment_stub(project.id, user.id),
        "task_assignment": view.task_assignment_stub(project.id, task.id),
        "hours": number(hours),
        "hours_without_timer": number(entry.hours),
        "rounded_hours": number(rounded(company, hours)),
        "notes": entry.notes,
        **stamps(entry),
        "is_locked": reason is not None,
        "locked_reason": reason,
        "is_closed": entry.approval_status == "approved",
        "approval_status": entry.approval_status,
        "is_billed": entry.invoice_id is not None,
        "timer_started_at": instant_text(entry.timer_started_at) if entry.timer_started_at else None,
        "started_time": started,
        "ended_time": ended,
        "is_running": entry.timer_started_at is not None,
        "invoice": view.invoice_stub(entry.invoice_id),
        "external_reference": _reference(entry),
        "billable": is_billable(project, task_assignment),
        "budgeted": project.budget_by != "none",
        **view.money("billable_rate", rate, seen=view.sees_rates_of(project.id)),
        **view.money(
            "cost_rate",
            view.rates.of_user(user.id, "cost", entry.spent_date) if view.actor.sees_costs else None,
            seen=view.actor.sees_costs,
        ),
    }
    if view.extras:
        shown["is_explicitly_locked"] = False
    return shown


def _reference(entry: TimeEntry) -> dict[str, Any] | None:
    if entry.reference_id is None:
        return None
    service = urlsplit(entry.reference_permalink or "").hostname
    return {
        "id": entry.reference_id,
        "group_id": entry.reference_group,
        "account_id": entry.reference_account,
        "permalink": entry.reference_permalink,
        "service": service,
        "service_icon_url": f"{_ICONS}{service}.png?1618390664" if service else None,
    }
