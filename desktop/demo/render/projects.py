"""Clients, contacts, tasks, projects and assignments."""

from __future__ import annotations

from typing import Any

from desktop.demo.records import Client, Contact, Project, Task, TaskAssignment, User, UserAssignment
from desktop.demo.render.values import coded, named, number, priced, stamps
from desktop.demo.render.view import View


def client(record: Client) -> dict[str, Any]:
    """A client."""
    return {
        "id": record.id,
        "name": record.name,
        "is_active": record.is_active,
        "address": record.address,
        "statement_key": record.statement_key,
        **stamps(record),
        "currency": record.currency,
    }


def contact(view: View, record: Contact) -> dict[str, Any]:
    """A contact."""
    return {
        "id": record.id,
        "title": record.title,
        "first_name": record.first_name,
        "last_name": record.last_name,
        "email": record.email,
        "phone_office": record.phone_office,
        "phone_mobile": record.phone_mobile,
        "fax": record.fax,
        "invoice_recipient_status": record.invoice_recipient_status,
        **stamps(record),
        "client": named(view.store.get(Client, record.client_id)),
    }


def task(view: View, record: Task) -> dict[str, Any]:
    """A task."""
    return {
        "id": record.id,
        "name": record.name,
        "billable_by_default": record.billable_by_default,
        **view.money("default_hourly_rate", record.default_hourly_rate, seen=view.actor.sees_rates),
        "is_default": record.is_default,
        "is_active": record.is_active,
        **stamps(record),
    }


def project(view: View, record: Project) -> dict[str, Any]:
    """A project; rates and money only for who may see them."""
    owner = view.store.get(Client, record.client_id)
    seen = view.sees_rates_of(record.id)
    shown = {
        "id": record.id,
        "name": record.name,
        "code": record.code,
        "is_active": record.is_active,
        "bill_by": record.bill_by,
        "budget": number(record.budget),
        "budget_by": record.budget_by,
        "budget_is_monthly": record.budget_is_monthly,
        "notify_when_over_budget": record.notify_when_over_budget,
        "over_budget_notification_percentage": number(record.over_budget_notification_percentage),
        "over_budget_notification_date": _day(record.over_budget_notification_date),
        "show_budget_to_all": record.show_budget_to_all,
        **stamps(record),
        "starts_on": _day(record.starts_on),
        "ends_on": _day(record.ends_on),
        "is_billable": record.is_billable,
        "is_fixed_fee": record.is_fixed_fee,
        "notes": record.notes,
        "client": priced(owner),
        **view.money("cost_budget", record.cost_budget, seen=seen),
        "cost_budget_include_expenses": record.cost_budget_include_expenses,
        **view.money("hourly_rate", record.hourly_rate, seen=seen),
        **view.money("fee", record.fee, seen=seen),
    }
    if view.extras:
        shown["currency"] = owner.currency
    return shown


def task_assignment(view: View, record: TaskAssignment) -> dict[str, Any]:
    """A task assignment with its project and task."""
    return {
        **(view.task_assignment_stub(record.project_id, record.task_id) or {}),
        "project": coded(view.store.get(Project, record.project_id)),
        "task": named(view.store.get(Task, record.task_id)),
    }


def user_assignment(view: View, record: UserAssignment) -> dict[str, Any]:
    """A user assignment with its project and user."""
    return {
        **(view.user_assignment_stub(record.project_id, record.user_id) or {}),
        "use_default_rates": record.use_default_rates,
        "project": coded(view.store.get(Project, record.project_id)),
        "user": named(view.store.get(User, record.user_id)),
    }


def project_assignment(view: View, record: UserAssignment) -> dict[str, Any]:
    """What a person can track time to: a user assignment with its project, client and active task assignments."""
    owner = view.store.get(Project, record.project_id)
    tasks = view.store.select(TaskAssignment, "project_id = ? AND is_active", [owner.id], order="id ASC")
    payer = view.store.get(Client, owner.client_id)
    return {
        **(view.user_assignment_stub(record.project_id, record.user_id) or {}),
        "use_default_rates": record.use_default_rates,
        "project": coded(owner),
        "client": priced(payer) if view.extras else named(payer),
        "task_assignments": [
            {
                **(view.task_assignment_stub(owner.id, one.task_id) or {}),
                "task": named(view.store.get(Task, one.task_id)),
            }
            for one in tasks
            if view.store.get(Task, one.task_id).is_active
        ],
    }


def _day(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
