"""`/clients`, `/contacts`, `/tasks` and `/roles`."""

from __future__ import annotations

import secrets

from desktop.demo.call import DELETED, Call, Reply, created
from desktop.demo.errors import InvalidError, NotFoundError
from desktop.demo.paging import Rows, paginate
from desktop.demo.records import (
    Client,
    Contact,
    Estimate,
    Invoice,
    Project,
    Role,
    Task,
    TaskAssignment,
    TimeEntry,
)
from desktop.demo.render import people, projects
from desktop.demo.render.view import View
from desktop.demo.routes.endpoint import Endpoint
from desktop.demo.routes.fields import choice, filled, flags, numbers, texts
from desktop.demo.routes.filters import Conditions
from desktop.demo.rules.locking import refuse
from desktop.demo.rules.permissions import CLIENTS_AND_TASKS

_CLIENT_FIELDS = (*texts("name", "currency"), *texts("address", blank=None), *flags("is_active"))
_CONTACT_FIELDS = (
    *texts("first_name", "last_name", "title", "email", "phone_office", "phone_mobile", "fax"),
    choice("invoice_recipient_status", ("none", "recipient", "cc", "bcc")),
)
_TASK_FIELDS = (
    *texts("name"),
    *flags("billable_by_default", "is_default", "is_active"),
    *numbers("default_hourly_rate"),
)


def list_clients(call: Call) -> Reply:
    """Clients, newest first."""
    call.actor.require_extra(CLIENTS_AND_TASKS)
    conditions = Conditions(call.params).flag("is_active", "is_active").updated_since()
    rows = Rows(call.store, Client, conditions.where, conditions.values)
    return paginate(call, "/clients", "clients", rows, projects.client, record_id=lambda one: one.id)


def create_client(call: Call) -> Reply:
    """A new client."""
    call.actor.require_extra(CLIENTS_AND_TASKS)
    call.params.required("name")
    blank = Client(
        name="",
        currency=call.books.company.currency,
        statement_key=secrets.token_hex(20),
        created_at=call.now,
    )
    client = filled(blank, call.params, _CLIENT_FIELDS, call.now)
    if call.store.count(Client, "name = ?", [client.name]):
        raise InvalidError("Name has already been taken")
    return created(projects.client(call.store.save(client)))


def show_client(call: Call) -> Reply:
    """One client."""
    return Reply(projects.client(_client(call)))


def update_client(call: Call) -> Reply:
    """A changed client."""
    client = filled(_client(call), call.params, _CLIENT_FIELDS, call.now)
    return Reply(projects.client(call.store.save(client)))


def delete_client(call: Call) -> Reply:
    """A client less; only without projects, invoices and estimates."""
    client = _client(call)
    if any(call.store.count(kind, "client_id = ?", [client.id]) for kind in (Project, Invoice, Estimate)):
        raise refuse(call.books, "This client has projects, invoices or estimates and can't be deleted.")
    call.store.delete(Contact, "client_id = ?", [client.id])
    call.store.delete(Client, "id = ?", [client.id])
    return DELETED


def _client(call: Call) -> Client:
    call.actor.require_extra(CLIENTS_AND_TASKS)
    client = call.store.find(Client, call.ids[0])
    if client is None:
        raise NotFoundError
    return client


def list_contacts(call: Call) -> Reply:
    """Contacts, newest first."""
    call.actor.require_extra(CLIENTS_AND_TASKS)
    conditions = Conditions(call.params).equal("client_id").updated_since()
    view = View(call)
    rows = Rows(call.store, Contact, conditions.where, conditions.values)
    return paginate(
        call, "/contacts", "contacts", rows, lambda one: projects.contact(view, one), record_id=lambda one: one.id
    )


def create_contact(call: Call) -> Reply:
    """A new contact."""
    call.actor.require_extra(CLIENTS_AND_TASKS)
    call.params.required("client_id", "first_name")
    client = call.store.find(Client, call.params.integer("client_id") or 0)
    if client is None:
        raise InvalidError("Client is invalid")
    contact = Contact(client_id=client.id, first_name="", created_at=call.now)
    contact = call.store.save(filled(contact, call.params, _CONTACT_FIELDS, call.now))
    return created(projects.contact(View(call), contact))


def show_contact(call: Call) -> Reply:
    """One contact."""
    return Reply(projects.contact(View(call), _contact(call)))


def update_contact(call: Call) -> Reply:
    """A changed contact."""
    contact = call.store.save(filled(_contact(call), call.params, _CONTACT_FIELDS, call.now))
    return Reply(projects.contact(View(call), contact))


def delete_contact(call: Call) -> Reply:
    """A contact less."""
    call.store.delete(Contact, "id = ?", [_contact(call).id])
    return DELETED


def _contact(call: Call) -> Contact:
    call.actor.require_extra(CLIENTS_AND_TASKS)
    contact = call.store.find(Contact, call.ids[0])
    if contact is None:
        raise NotFoundError
    return contact


def list_tasks(call: Call) -> Reply:
    """Tasks, newest first."""
    call.actor.require_extra(CLIENTS_AND_TASKS)
    conditions = Conditions(call.params).flag("is_active", "is_active").updated_since()
    view = View(call)
    rows = Rows(call.store, Task, conditions.where, conditions.values)
    return paginate(call, "/tasks", "tasks", rows, lambda one: projects.task(view, one), record_id=lambda one: one.id)


def create_task(call: Call) -> Reply:
    """A new task."""
    call.actor.require_extra(CLIENTS_AND_TASKS)
    call.params.required("name")
    task = filled(Task(name="", created_at=call.now), call.params, _TASK_FIELDS, call.now)
    if call.store.count(Task, "name = ?", [task.name]):
        raise InvalidError("Name has already been taken")
    return created(projects.task(View(call), call.store.save(task)))


def show_task(call: Call) -> Reply:
    """One task."""
    return Reply(projects.task(View(call), _task(call)))


def update_task(call: Call) -> Reply:
    """A changed task."""
    task = _task(call)
    if call.params.boolean("is_active") is False and call.store.count(
        TimeEntry, "task_id = ? AND timer_started_at IS NOT NULL", [task.id]
    ):
        raise refuse(call.books, "A timer is running on this task.")
    return Reply(projects.task(View(call), call.store.save(filled(task, call.params, _TASK_FIELDS, call.now))))


def delete_task(call: Call) -> Reply:
    """A task less; only without time entries."""
    task = _task(call)
    if call.store.count(TimeEntry, "task_id = ?", [task.id]):
        raise refuse(call.books, "This task has time entries and can't be deleted.")
    call.store.delete(TaskAssignment, "task_id = ?", [task.id])
    call.store.delete(Task, "id = ?", [task.id])
    return DELETED


def _task(call: Call) -> Task:
    call.actor.require_extra(CLIENTS_AND_TASKS)
    task = call.store.find(Task, call.ids[0])
    if task is None:
        raise NotFoundError
    return task


def list_roles(call: Call) -> Reply:
    """Business roles, newest first."""
    call.actor.require_administrator()
    rows = Rows(call.store, Role)
    return paginate(call, "/roles", "roles", rows, people.role, record_id=lambda one: one.id)


def create_role(call: Call) -> Reply:
    """A new business role."""
    call.actor.require_administrator()
    call.params.required("name")
    role = Role(
        name=call.params.text("name") or "",
        user_ids=call.params.integers("user_ids") or [],
        created_at=call.now,
        updated_at=call.now,
    )
    return created(people.role(call.store.save(role)))


def show_role(call: Call) -> Reply:
    """One business role."""
    return Reply(people.role(_role(call)))


def update_role(call: Call) -> Reply:
    """A changed business role."""
    role = filled(_role(call), call.params, texts("name"), call.now)
    ids = call.params.integers("user_ids")
    if ids is not None:
        role = Role(id=role.id, name=role.name, user_ids=ids, created_at=role.created_at, updated_at=call.now)
    return Reply(people.role(call.store.save(role)))


def delete_role(call: Call) -> Reply:
    """A business role less; its people stay."""
    call.store.delete(Role, "id = ?", [_role(call).id])
    return DELETED


def _role(call: Call) -> Role:
    call.actor.require_administrator()
    role = call.store.find(Role, call.ids[0])
    if role is None:
        raise NotFoundError
    return role


ENDPOINTS = (
    Endpoint("GET", "/clients", list_clients),
    Endpoint("POST", "/clients", create_client),
    Endpoint("GET", "/clients/{id:int}", show_client),
    Endpoint("PATCH", "/clients/{id:int}", update_client),
    Endpoint("DELETE", "/clients/{id:int}", delete_client),
    Endpoint("GET", "/contacts", list_contacts),
    Endpoint("POST", "/contacts", create_contact),
    Endpoint("GET", "/contacts/{id:int}", show_contact),
    Endpoint("PATCH", "/contacts/{id:int}", update_contact),
    Endpoint("DELETE", "/contacts/{id:int}", delete_contact),
    Endpoint("GET", "/tasks", list_tasks),
    Endpoint("POST", "/tasks", create_task),
    Endpoint("GET", "/tasks/{id:int}", show_task),
    Endpoint("PATCH", "/tasks/{id:int}", update_task),
    Endpoint("DELETE", "/tasks/{id:int}", delete_task),
    Endpoint("GET", "/roles", list_roles),
    Endpoint("POST", "/roles", create_role),
    Endpoint("GET", "/roles/{id:int}", show_role),
    Endpoint("PATCH", "/roles/{id:int}", update_role),
    Endpoint("DELETE", "/roles/{id:int}", delete_role),
)
