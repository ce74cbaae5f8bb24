"""`/estimates` with their messages, and the item categories of invoices and estimates."""

from __future__ import annotations

from dataclasses import replace

from desktop.demo.call import DELETED, Call, Reply, created
from desktop.demo.errors import InvalidError, NotFoundError
from desktop.demo.paging import Rows, paginate
from desktop.demo.records import Client, Estimate, ItemCategory, LineItem, Message
from desktop.demo.render import billing
from desktop.demo.render.view import View
from desktop.demo.routes.endpoint import Endpoint
from desktop.demo.routes.fields import filled, numbers, texts
from desktop.demo.routes.filters import Conditions
from desktop.demo.rules import invoicing, messaging
from desktop.demo.rules.locking import refuse
from desktop.demo.rules.permissions import ESTIMATES, INVOICE_DRAFTS, INVOICES

_FIELDS = (
    *texts("purchase_order", "subject", "notes", blank=None),
    *texts("number", "currency"),
    *numbers("tax", "tax2", "discount"),
)
_EVENTS = {
    "send": ({"draft"}, "sent"),
    "accept": ({"sent"}, "accepted"),
    "decline": ({"sent"}, "declined"),
    "re-open": ({"accepted", "declined"}, "sent"),
}


def list_estimates(call: Call) -> Reply:
    """Estimates by issue date, newest first."""
    call.actor.require_extra(ESTIMATES)
    conditions = Conditions(call.params).equal("client_id").updated_since().days("issue_date")
    state = call.params.text("state")
    if state is not None:
        conditions.add("state = ?", state)
    view = View(call)
    rows = Rows(call.store, Estimate, conditions.where, conditions.values, "issue_date DESC, id DESC")
    return paginate(call, "/estimates", "estimates", rows, lambda one: billing.estimate(view, one))


def create(call: Call) -> Reply:
    """A new draft."""
    call.actor.require_extra(ESTIMATES)
    call.params.required("client_id")
    client = call.store.find(Client, call.params.integer("client_id") or 0)
    if client is None:
        raise InvalidError("Client is invalid")
    blank = Estimate(
        client_id=client.id,
        creator_id=call.actor.user.id,
        number=invoicing.next_number(call.store, Estimate),
        client_key=invoicing.client_key(),
        currency=client.currency,
        issue_date=call.params.day("issue_date") or call.books.today(call.actor.user),
        created_at=call.now,
    )
    estimate = call.store.save(filled(blank, call.params, _FIELDS, call.now))
    invoicing.put_lines(call, "estimate", estimate.id, call.params.objects("line_items") or [])
    return created(billing.estimate(View(call), estimate))


def show(call: Call) -> Reply:
    """One estimate."""
    return Reply(billing.estimate(View(call), _estimate(call)))


def update(call: Call) -> Reply:
    """A changed estimate."""
    estimate = filled(_estimate(call), call.params, _FIELDS, call.now)
    estimate = replace(estimate, issue_date=call.params.day("issue_date") or estimate.issue_date)
    invoicing.put_lines(call, "estimate", estimate.id, call.params.objects("line_items") or [])
    return Reply(billing.estimate(View(call), call.store.save(estimate)))


def delete(call: Call) -> Reply:
    """An estimate less."""
    estimate = _estimate(call)
    call.store.delete(LineItem, "owner = 'estimate' AND owner_id = ?", [estimate.id])
    call.store.delete(Message, "owner = 'estimate' AND owner_id = ?", [estimate.id])
    call.store.delete(Estimate, "id = ?", [estimate.id])
    return DELETED


def list_messages(call: Call) -> Reply:
    """Messages of one estimate, newest first."""
    estimate = _estimate(call)
    conditions = Conditions(call.params).add("owner = 'estimate' AND owner_id = ?", estimate.id).updated_since()
    rows = Rows(call.store, Message, conditions.where, conditions.values)
    path = f"/estimates/{estimate.id}/messages"
    return paginate(call, path, "estimate_messages", rows, billing.estimate_message, record_id=lambda one: one.id)


def create_message(call: Call) -> Reply:
    """Send an e-mail, or (with `event_type`) change the state without one."""
    estimate = _estimate(call)
    message = messaging.read_message(call, "estimate", estimate.id)
    event = message.event_type or ("send" if estimate.state == "draft" else None)
    if event is not None:
        call.store.save(_after(call, estimate, event))
    return created(billing.estimate_message(messaging.post(call, message, estimate)))


def _after(call: Call, estimate: Estimate, event: str) -> Estimate:
    """The estimate after the event. Raises InvalidError where its state forbids it."""
    before, after = _EVENTS.get(event, (set(), ""))
    if estimate.state not in before:
        raise InvalidError(f"Event type can't be {event} while estimate is {estimate.state}")
    return replace(
        estimate,
        state=after,
        sent_at=call.now if event == "send" else estimate.sent_at,
        accepted_at=call.now if event == "accept" else None,
        declined_at=call.now if event == "decline" else None,
        updated_at=call.now,
    )


def delete_message(call: Call) -> Reply:
    """A message less; the state stays."""
    key = ("estimate", _estimate(call).id, call.ids[1])
    if not call.store.count(Message, "owner = ? AND owner_id = ? AND id = ?", key):
        raise NotFoundError
    call.store.delete(Message, "owner = ? AND owner_id = ? AND id = ?", key)
    return DELETED


def _estimate(call: Call) -> Estimate:
    call.actor.require_extra(ESTIMATES)
    estimate = call.store.find(Estimate, call.ids[0])
    if estimate is None:
        raise NotFoundError
    return estimate


def _category_endpoints(owner: str) -> tuple[Endpoint, ...]:
    """The item categories of invoices or of estimates."""
    extras = (INVOICES, INVOICE_DRAFTS) if owner == "invoice" else (ESTIMATES,)
    path = f"/{owner}_item_categories"

    def index(call: Call) -> Reply:
        call.actor.require_extra(*extras)
        conditions = Conditions(call.params).add("owner = ?", owner).updated_since()
        rows = Rows(call.store, ItemCategory, conditions.where, conditions.values)
        return paginate(call, path, path[1:], rows, billing.item_category, record_id=lambda one: one.id)

    def find(call: Call) -> ItemCategory:
        call.actor.require_extra(*extras)
        found = call.store.first(ItemCategory, "owner = ? AND id = ?", (owner, call.ids[0]))
        if found is None:
            raise NotFoundError
        return found

    def add(call: Call) -> Reply:
        call.actor.require_administrator()
        call.params.required("name")
        category = ItemCategory(
            owner=owner, name=call.params.text("name") or "", created_at=call.now, updated_at=call.now
        )
        return created(billing.item_category(call.store.save(category)))

    def retrieve(call: Call) -> Reply:
        return Reply(billing.item_category(find(call)))

    def change(call: Call) -> Reply:
        call.actor.require_administrator()
        return Reply(billing.item_category(call.store.save(filled(find(call), call.params, texts("name"), call.now))))

    def remove(call: Call) -> Reply:
        call.actor.require_administrator()
        category = find(call)
        if category.use_as_service or category.use_as_expense:
            raise refuse(call.books, "This category is used for imports and can't be deleted.")
        call.store.delete(ItemCategory, "id = ?", [category.id])
        return DELETED

    return (
        Endpoint("GET", path, index),
        Endpoint("POST", path, add),
        Endpoint("GET", path + "/{id:int}", retrieve),
        Endpoint("PATCH", path + "/{id:int}", change),
        Endpoint("DELETE", path + "/{id:int}", remove),
    )


_ONE = "/estimates/{id:int}"
ENDPOINTS = (
    Endpoint("GET", "/estimates", list_estimates),
    Endpoint("POST", "/estimates", create),
    Endpoint("GET", _ONE, show),
    Endpoint("PATCH", _ONE, update),
    Endpoint("DELETE", _ONE, delete),
    Endpoint("GET", _ONE + "/messages", list_messages),
    Endpoint("POST", _ONE + "/messages", create_message),
    Endpoint("DELETE", _ONE + "/messages/{message:int}", delete_message),
    *_category_endpoints("invoice"),
    *_category_endpoints("estimate"),
)
