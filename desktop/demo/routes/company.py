"""`/company`."""

from __future__ import annotations

from dataclasses import replace

from desktop.demo.call import Call, Reply
from desktop.demo.errors import InvalidError
from desktop.demo.render import people
from desktop.demo.render.view import View
from desktop.demo.routes.endpoint import Endpoint


def show(call: Call) -> Reply:
    """The account's settings, for everybody unless the switch says otherwise."""
    call.actor.require(call.actor.is_administrator or call.books.switches.company_for_members == "allowed")
    return Reply(people.company(View(call), call.books.company))


def update(call: Call) -> Reply:
    """Only the timer mode and the weekly capacity can be changed."""
    call.actor.require_administrator()
    company = call.books.company
    mode = call.params.boolean("wants_timestamp_timers")
    capacity = call.params.integer("weekly_capacity")
    if capacity is not None and capacity < 0:
        raise InvalidError("Weekly capacity must be greater than or equal to 0")
    company = call.store.save(
        replace(
            company,
            wants_timestamp_timers=company.wants_timestamp_timers if mode is None else mode,
            weekly_capacity=company.weekly_capacity if capacity is None else capacity,
            updated_at=call.now,
        )
    )
    return Reply(people.company(View(call), company))


ENDPOINTS = (Endpoint("GET", "/company", show), Endpoint("PATCH", "/company", update))
