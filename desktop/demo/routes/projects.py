"""`/projects`."""

from __future__ import annotations

from dataclasses import replace

from desktop.demo.call import DELETED, Call, Reply, created
from desktop.demo.errors import InvalidError, NotFoundError
from desktop.demo.paging import Rows, paginate
from desktop.demo.records import (
    Client,
    Expense,
    InvoicedSpan,
    LineItem,
    Project,
    Task,
    TaskAssignment,
    TimeEntry,
    User,
    UserAssignment,
)
from desktop.demo.render import projects
from desktop.demo.render.view import View
from desktop.demo.routes.endpoint import Endpoint
from desktop.demo.routes.fields import choice, days, filled, flags, numbers, texts
from desktop.demo.routes.filters import Conditions
from desktop.demo.rules.locking import refuse
from desktop.demo.rules.permissions import CREATE_PROJECTS

BILL_BY = ("Project", "Tasks", "People", "none")
BUDGET_BY = ("project", "project_cost", "task", "task_fees", "person", "none")
_FIELDS = (
    *texts("name", "notes"),
    *texts("code", blank=None),
    *flags(
        "is_active",
        "is_billable",
        "is_fixed_fee",
        "budget_is_monthly",
        "cost_budget_include_expenses",
        "notify_when_over_budget",
        "show_budget_to_all",
    ),
    *numbers("hourly_rate", "budget", "cost_budget", "fee"),
    *days("starts_on", "ends_on"),
    choice("bill_by", BILL_BY),
    choice("budget_by", BUDGET_BY),
)


def list_projects(call: Call) -> Reply:
    """All projects, or those that a manager manages."""
    actor = call.actor
    actor.require(actor.is_administrator or actor.is_manager)
    conditions = Conditions(call.params).flag("is_active", "is_active").equal("client_id").updated_since()
    if not actor.is_administrator:
        conditions.among("id", actor.managed)
    view = View(call)
    rows = Rows(call.store, Project, conditions.where, conditions.values)
    return paginate(
        call, "/projects", "projects", rows, lambda one: projects.project(view, one), record_id=lambda one: one.id
    )


def create(call: Call) -> Reply:
    """A new project; its creator, default tasks and people with access to all future projects come with it."""
    call.actor.require_extra(CREATE_PROJECTS)
    call.params.required("client_id", "name", "bill_by", "budget_by")
    if call.params.boolean("is_billable") is None:
        raise InvalidError("Is billable can't be blank")
    blank = Project(client_id=_client_id(call), name="", created_at=call.now)
    project = call.store.save(_settled(filled(blank, call.params, _FIELDS, call.now)))
    people = {call.actor.user.id: True}
    for user in call.store.select(User, "is_active AND has_access_to_all_future_projects"):
        people.setdefault(user.id, "member" not in user.access_roles)
    for user_id, manages in people.items():
        call.store.save(
            UserAssignment(
                project_id=project.id,
                user_id=user_id,
                is_project_manager=manages,
                created_at=call.now,
                updated_at=call.now,
            )
        )
    for task in call.store.select(Task, "is_active AND is_default", order="id ASC"):
        call.store.save(
            TaskAssignment(
                project_id=project.id,
                task_id=task.id,
                billable=task.billable_by_default,
                hourly_rate=task.default_hourly_rate,
                created_at=call.now,
                updated_at=call.now,
            )
        )
    return created(projects.project(View(call), project))


def show(call: Call) -> Reply:
    """One project."""
    return Reply(projects.project(View(call), find_project(call)))


def update(call: Call) -> Reply:
    """A changed project. It cannot be archived while a timer runs on it."""
    project = find_project(call)
    if call.params.boolean("is_active") is False and call.store.count(
        TimeEntry, "project_id = ? AND timer_started_at IS NOT NULL", [project.id]
    ):
        raise refuse(call.books, "A timer is running on this project.")
    changed = filled(project, call.params, _FIELDS, call.now)
    if call.params.integer("client_id") is not None:
        changed = replace(changed, client_id=_client_id(call))
    return Reply(projects.project(View(call), call.store.save(_settled(changed))))


def delete(call: Call) -> Reply:
    """A project less, and its time and expenses with it. Invoices stay."""
    project = find_project(call)
    for kind in (TimeEntry, Expense, TaskAssignment, UserAssignment, InvoicedSpan):
        call.store.delete(kind, "project_id = ?", [project.id])
    call.store.set_all(LineItem, "project_id = NULL", "project_id = ?", [project.id])
    call.store.delete(Project, "id = ?", [project.id])
    return DELETED


def find_project(call: Call) -> Project:
    """The project of the path, if the role reaches it. Raises NotFoundError or ForbiddenError."""
    actor = call.actor
    actor.require(actor.is_administrator or actor.is_manager)
    project = call.store.find(Project, call.ids[0])
    if project is None:
        raise NotFoundError
    actor.require(actor.is_administrator or project.id in actor.managed)
    return project


def _client_id(call: Call) -> int:
    client = call.store.find(Client, call.params.integer("client_id") or 0)
    if client is None:
        raise InvalidError("Client is invalid")
    return client.id


def _settled(project: Project) -> Project:
    """Settings that hang together: expenses count only in money budgets, a fee only where it is fixed."""
    if not project.name.strip():
        raise InvalidError("Name can't be blank")
    if project.budget_by != "project_cost":
        project = replace(project, cost_budget_include_expenses=False)
    if not project.is_fixed_fee:
        return replace(project, fee=None)
    return replace(project, cost_budget=project.fee) if project.budget_by == "project_cost" else project


ENDPOINTS = (
    Endpoint("GET", "/projects", list_projects),
    Endpoint("POST", "/projects", create),
    Endpoint("GET", "/projects/{id:int}", show),
    Endpoint("PATCH", "/projects/{id:int}", update),
    Endpoint("DELETE", "/projects/{id:int}", delete),
)
