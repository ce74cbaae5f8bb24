"""`/task_assignments` and `/user_assignments`, account-wide (by cursor) and below a project (by page)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.demo.call import DELETED, Call, Reply, created
from desktop.demo.errors import InvalidError, NotFoundError
from desktop.demo.paging import Rows, paginate
from desktop.demo.records import Expense, Task, TaskAssignment, TimeEntry, User, UserAssignment
from desktop.demo.render import projects
from desktop.demo.render.view import View
from desktop.demo.routes.endpoint import Endpoint
from desktop.demo.routes.fields import filled, flags, numbers
from desktop.demo.routes.filters import Conditions
from desktop.demo.routes.projects import find_project
from desktop.demo.rules.locking import refuse

_ZERO = Decimal(0)
_TASK_FIELDS = (*flags("is_active", "billable"), *numbers("hourly_rate", "budget"))
_USER_FIELDS = (*flags("is_active", "is_project_manager", "use_default_rates"), *numbers("hourly_rate", "budget"))


def list_task_assignments(call: Call) -> Reply:
    """Of all projects the role reaches."""
    conditions = _reach(call, Conditions(call.params).flag("is_active", "is_active").updated_since())
    view = View(call)
    rows = Rows(call.store, TaskAssignment, conditions.where, conditions.values)
    return paginate(
        call,
        "/task_assignments",
        "task_assignments",
        rows,
        lambda one: projects.task_assignment(view, one),
        record_id=lambda one: one.id,
    )


def list_project_tasks(call: Call) -> Reply:
    """Of one project."""
    project = find_project(call)
    conditions = Conditions(call.params).add("project_id = ?", project.id).flag("is_active", "is_active")
    conditions.updated_since()
    view = View(call)
    rows = Rows(call.store, TaskAssignment, conditions.where, conditions.values)
    path = f"/projects/{project.id}/task_assignments"
    return paginate(call, path, "task_assignments", rows, lambda one: projects.task_assignment(view, one))


def create_task_assignment(call: Call) -> Reply:
    """A task for a project; always active at first, as was seen live."""
    project = find_project(call)
    call.params.required("task_id")
    task = call.store.find(Task, call.params.integer("task_id") or 0)
    if task is None:
        raise InvalidError("Task is invalid")
    if call.store.count(TaskAssignment, "project_id = ? AND task_id = ?", (project.id, task.id)):
        raise InvalidError("Task has already been taken")
    blank = TaskAssignment(
        project_id=project.id,
        task_id=task.id,
        hourly_rate=None if project.bill_by == "Tasks" else _ZERO,
        created_at=call.now,
    )
    assignment = replace(filled(blank, call.params, _TASK_FIELDS, call.now), is_active=True)
    return created(projects.task_assignment(View(call), call.store.save(assignment)))


def show_task_assignment(call: Call) -> Reply:
    """One task assignment."""
    return Reply(projects.task_assignment(View(call), _task_assignment(call)))


def update_task_assignment(call: Call) -> Reply:
    """A changed task assignment."""
    assignment = call.store.save(filled(_task_assignment(call), call.params, _TASK_FIELDS, call.now))
    return Reply(projects.task_assignment(View(call), assignment))


def delete_task_assignment(call: Call) -> Reply:
    """A task assignment less; only without time entries."""
    assignment = _task_assignment(call)
    if call.store.count(TimeEntry, "project_id = ? AND task_id = ?", (assignment.project_id, assignment.task_id)):
        raise refuse(call.books, "This task has time entries on the project and can't be removed.")
    call.store.delete(TaskAssignment, "id = ?", [assignment.id])
    return DELETED


def list_user_assignments(call: Call) -> Reply:
    """Of all projects the role reaches, archived ones too."""
    conditions = Conditions(call.params).equal("user_id").flag("is_active", "is_active").updated_since()
    conditions = _reach(call, conditions)
    view = View(call)
    rows = Rows(call.store, UserAssignment, conditions.where, conditions.values)
    return paginate(
        call,
        "/user_assignments",
        "user_assignments",
        rows,
        lambda one: projects.user_assignment(view, one),
        record_id=lambda one: one.id,
    )


def list_project_users(call: Call) -> Reply:
    """Of one project."""
    project = find_project(call)
    conditions = Conditions(call.params).add("project_id = ?", project.id).equal("user_id")
    conditions.flag("is_active", "is_active").updated_since()
    view = View(call)
    rows = Rows(call.store, UserAssignment, conditions.where, conditions.values)
    path = f"/projects/{project.id}/user_assignments"
    return paginate(call, path, "user_assignments", rows, lambda one: projects.user_assignment(view, one))


def create_user_assignment(call: Call) -> Reply:
    """A person for a project; managers and administrators manage it unless told otherwise."""
    project = find_project(call)
    call.params.required("user_id")
    user = call.store.find(User, call.params.integer("user_id") or 0)
    if user is None:
        raise InvalidError("User is invalid")
    if call.store.count(UserAssignment, "project_id = ? AND user_id = ?", (project.id, user.id)):
        raise InvalidError("User has already been taken")
    blank = UserAssignment(
        project_id=project.id,
        user_id=user.id,
        is_project_manager="member" not in user.access_roles,
        hourly_rate=_ZERO,
        created_at=call.now,
    )
    assignment = call.store.save(filled(blank, call.params, _USER_FIELDS, call.now))
    return created(projects.user_assignment(View(call), assignment))


def show_user_assignment(call: Call) -> Reply:
    """One user assignment."""
    return Reply(projects.user_assignment(View(call), _user_assignment(call)))


def update_user_assignment(call: Call) -> Reply:
    """A changed user assignment."""
    assignment = call.store.save(filled(_user_assignment(call), call.params, _USER_FIELDS, call.now))
    return Reply(projects.user_assignment(View(call), assignment))


def delete_user_assignment(call: Call) -> Reply:
    """A user assignment less; only without time and expenses."""
    assignment = _user_assignment(call)
    key = (assignment.project_id, assignment.user_id)
    if any(call.store.count(kind, "project_id = ? AND user_id = ?", key) for kind in (TimeEntry, Expense)):
        raise refuse(call.books, "This person has time or expenses on the project and can't be removed.")
    call.store.delete(UserAssignment, "id = ?", [assignment.id])
    return DELETED


def _reach(call: Call, conditions: Conditions) -> Conditions:
    actor = call.actor
    actor.require(actor.is_administrator or bool(actor.managed))
    return conditions if actor.is_administrator else conditions.among("project_id", actor.managed)


def _task_assignment(call: Call) -> TaskAssignment:
    project = find_project(call)
    found = call.store.first(TaskAssignment, "id = ? AND project_id = ?", (call.ids[1], project.id))
    if found is None:
        raise NotFoundError
    return found


def _user_assignment(call: Call) -> UserAssignment:
    project = find_project(call)
    found = call.store.first(UserAssignment, "id = ? AND project_id = ?", (call.ids[1], project.id))
    if found is None:
        raise NotFoundError
    return found


_TASKS = "/projects/{id:int}/task_assignments"
_USERS = "/projects/{id:int}/user_assignments"
ENDPOINTS = (
    Endpoint("GET", "/task_assignments", list_task_assignments),
    Endpoint("GET", _TASKS, list_project_tasks),
    Endpoint("POST", _TASKS, create_task_assignment),
    Endpoint("GET", _TASKS + "/{assignment:int}", show_task_assignment),
    Endpoint("PATCH", _TASKS + "/{assignment:int}", update_task_assignment),
    Endpoint("DELETE", _TASKS + "/{assignment:int}", delete_task_assignment),
    Endpoint("GET", "/user_assignments", list_user_assignments),
    Endpoint("GET", _USERS, list_project_users),
    Endpoint("POST", _USERS, create_user_assignment),
    Endpoint("GET", _USERS + "/{assignment:int}", show_user_assignment),
    Endpoint("PATCH", _USERS + "/{assignment:int}", update_user_assignment),
    Endpoint("DELETE", _USERS + "/{assignment:int}", delete_user_assignment),
)
