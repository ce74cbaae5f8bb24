"""`/time_entries`: every verb of it."""

from __future__ import annotations

from desktop.demo.call import DELETED, Call, Reply, created
from desktop.demo.paging import Rows, paginate
from desktop.demo.records import TimeEntry
from desktop.demo.render.time import time_entry
from desktop.demo.render.view import View
from desktop.demo.routes.endpoint import Endpoint
from desktop.demo.routes.filters import Conditions
from desktop.demo.rules import timekeeping


def list_entries(call: Call) -> Reply:
    """Entries that the role may see, by spent date, newest first."""
    scope = call.actor.visible_work
    conditions = Conditions(call.params).add(scope.where, *scope.values)
    conditions.equal("user_id", "project_id", "task_id").days("spent_date").updated_since()
    client = call.params.integer("client_id")
    if client is not None:
        conditions.add("project_id IN (SELECT id FROM Project WHERE client_id = ?)", client)
    reference = call.params.text("external_reference_id")
    if reference is not None and call.books.switches.external_reference != "filter_ignored":
        conditions.add("reference_id = ?", reference)
    status = call.params.text("approval_status")
    if status is not None:
        conditions.add("approval_status = ?", status)
    conditions.flag("is_billed", "invoice_id IS NOT NULL").flag("is_running", "timer_started_at IS NOT NULL")
    view = View(call)
    rows = Rows(call.store, TimeEntry, conditions.where, conditions.values, "spent_date DESC, id DESC")
    return paginate(call, "/time_entries", "time_entries", rows, lambda entry: time_entry(view, entry))


def create(call: Call) -> Reply:
    """A new entry, or a new running timer."""
    return created(time_entry(View(call), timekeeping.create_entry(call)))


def show(call: Call) -> Reply:
    """One entry."""
    return _answer(call, timekeeping.find_entry(call, write=False))


def update(call: Call) -> Reply:
    """A changed entry."""
    return _answer(call, timekeeping.update_entry(call, timekeeping.find_entry(call, write=True)))


def delete(call: Call) -> Reply:
    """An entry less."""
    timekeeping.delete_entry(call, timekeeping.find_entry(call, write=True))
    return DELETED


def restart(call: Call) -> Reply:
    """The timer runs again; in a timestamp account on a new entry."""
    return _answer(call, timekeeping.restart_entry(call, timekeeping.find_entry(call, write=True)))


def stop(call: Call) -> Reply:
    """The timer stands."""
    return _answer(call, timekeeping.stop_entry(call, timekeeping.find_entry(call, write=True)))


def drop_reference(call: Call) -> Reply:
    """The entry forgets where it came from."""
    timekeeping.drop_reference(call, timekeeping.find_entry(call, write=True))
    return DELETED


def _answer(call: Call, entry: TimeEntry) -> Reply:
    return Reply(time_entry(View(call), entry))


ENDPOINTS = (
    Endpoint("GET", "/time_entries", list_entries),
    Endpoint("POST", "/time_entries", create),
    Endpoint("GET", "/time_entries/{id:int}", show),
    Endpoint("PATCH", "/time_entries/{id:int}", update),
    Endpoint("DELETE", "/time_entries/{id:int}", delete),
    Endpoint("PATCH", "/time_entries/{id:int}/restart", restart),
    Endpoint("PATCH", "/time_entries/{id:int}/stop", stop),
    Endpoint("DELETE", "/time_entries/{id:int}/external_reference", drop_reference),
)
