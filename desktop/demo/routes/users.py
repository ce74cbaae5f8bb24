"""`/users` and what hangs below it: rates, teammates, project assignments; and business roles."""

from __future__ import annotations

from dataclasses import replace

from desktop.demo.call import DELETED, Call, Reply, created
from desktop.demo.errors import InvalidError, NotFoundError
from desktop.demo.paging import Items, Rows, paginate
from desktop.demo.records import Expense, Invoice, Mail, Rate, Role, TimeEntry, Token, User, UserAssignment
from desktop.demo.render import people, projects
from desktop.demo.render.view import View
from desktop.demo.routes.endpoint import Endpoint
from desktop.demo.routes.filters import Conditions
from desktop.demo.rules.locking import refuse
from desktop.demo.rules.permissions import RATES

_TRACKABLE = (
    "user_id = ? AND is_active AND project_id IN (SELECT Project.id FROM Project "
    "JOIN Client ON Client.id = Project.client_id WHERE Project.is_active AND Client.is_active)"
)
_TEXTS = ("first_name", "last_name", "email")
_FLAGS = ("has_access_to_all_future_projects", "is_contractor", "is_active")


def list_users(call: Call) -> Reply:
    """Everybody, or a manager's teammates."""
    actor = call.actor
    actor.require(actor.is_administrator or bool(actor.teammates))
    conditions = Conditions(call.params).flag("is_active", "is_active").updated_since()
    if not actor.is_administrator:
        conditions.among("id", {actor.user.id, *actor.teammates})
    view = View(call)
    rows = Rows(call.store, User, conditions.where, conditions.values)
    return paginate(call, "/users", "users", rows, lambda user: people.user(view, user), record_id=lambda user: user.id)


def show_me(call: Call) -> Reply:
    """Whoever asks."""
    shown = people.user(View(call), call.actor.user)
    if call.books.switches.live_extras:
        shown["permissions_claims"] = []
    return Reply(shown)


def show(call: Call) -> Reply:
    """One person."""
    actor = call.actor
    actor.require(actor.is_administrator or call.ids[0] in actor.teammates)
    return Reply(people.user(View(call), _user(call)))


def create(call: Call) -> Reply:
    """A new person, who is sent an invitation."""
    call.actor.require_administrator()
    params = call.params
    params.required(*_TEXTS)
    email = params.text("email") or ""
    if call.store.count(User, "email = ?", [email]):
        raise InvalidError("Email has already been taken")
    user = call.store.save(
        _filled(
            call,
            User(
                first_name="",
                last_name="",
                email="",
                timezone=call.books.company.timezone,
                harvest_id=1_900_000 + call.store.count(User),
                created_at=call.now,
            ),
        )
    )
    for kind, name in (("billable", "default_hourly_rate"), ("cost", "cost_rate")):
        amount = params.decimal(name)
        if amount is not None:
            call.store.save(Rate(user_id=user.id, kind=kind, amount=amount, created_at=call.now, updated_at=call.now))
    call.store.save(
        Token(value=f"{user.harvest_id}.pt.gleaner-demo", kind="personal", user_id=user.id, created_at=call.now)
    )
    call.store.save(
        Mail(kind="invitation", recipients=[email], subject="Join us in Harvest", about_id=user.id, created_at=call.now)
    )
    return created(people.user(View(call), user))


def update(call: Call) -> Reply:
    """A changed person. Rates are changed through their own endpoints."""
    call.actor.require_administrator()
    user = _user(call)
    if not user.is_active and any(call.params.sent(name) for name in _TEXTS):
        raise refuse(call.books, "Archived people can't be edited.")
    return Reply(people.user(View(call), call.store.save(_filled(call, user))))


def delete(call: Call) -> Reply:
    """A person less; only without time and expenses."""
    call.actor.require_administrator()
    user = _user(call)
    if call.store.count(TimeEntry, "user_id = ?", [user.id]) or call.store.count(Expense, "user_id = ?", [user.id]):
        raise refuse(call.books, "This person has tracked time or expenses and can't be deleted.")
    if call.store.count(Invoice, "creator_id = ?", [user.id]) or user.id == call.actor.user.id:
        raise refuse(call.books, "This person can't be deleted.")
    for manager in call.store.select(User):
        if user.id in manager.teammate_ids:
            left = [one for one in manager.teammate_ids if one != user.id]
            call.store.save(replace(manager, teammate_ids=left))
    for role in call.store.select(Role):
        if user.id in role.user_ids:
            call.store.save(replace(role, user_ids=[one for one in role.user_ids if one != user.id]))
    for kind in (UserAssignment, Rate, Token):
        call.store.delete(kind, "user_id = ?", [user.id])
    call.store.delete(User, "id = ?", [user.id])
    return DELETED


def list_my_assignments(call: Call) -> Reply:
    """What the caller can track time to, by page."""
    me = call.actor.user.id
    path = "/users/me/project_assignments"
    if call.books.switches.project_assignment_links == "user_id":
        path = f"/users/{me}/project_assignments"
    view = View(call)
    rows = Rows(call.store, UserAssignment, _TRACKABLE, [me])
    return paginate(call, path, "project_assignments", rows, lambda one: projects.project_assignment(view, one))


def list_assignments(call: Call) -> Reply:
    """What a person can track time to, by cursor (or by page, where a link of one's own list led here)."""
    actor, user_id = call.actor, call.ids[0]
    actor.require(actor.is_administrator or user_id == actor.user.id or user_id in actor.teammates)
    _user(call)
    conditions = Conditions(call.params).add(_TRACKABLE, user_id).updated_since()
    view = View(call)
    rows = Rows(call.store, UserAssignment, conditions.where, conditions.values)
    return paginate(
        call,
        f"/users/{user_id}/project_assignments",
        "project_assignments",
        rows,
        lambda one: projects.project_assignment(view, one),
        record_id=lambda one: one.id,
    )


def list_teammates(call: Call) -> Reply:
    """The people assigned to a manager."""
    call.actor.require_administrator()
    manager = _manager(call)
    mates = [call.store.get(User, user_id) for user_id in manager.teammate_ids]
    return paginate(
        call,
        f"/users/{manager.id}/teammates",
        "teammates",
        Items(mates, lambda user: user.id),
        people.teammate,
        record_id=lambda user: user.id,
    )


def update_teammates(call: Call) -> Reply:
    """The list replaces the old one."""
    call.actor.require_administrator()
    manager = _manager(call)
    ids = call.params.integers("teammate_ids")
    if ids is None:
        raise InvalidError("Teammate ids can't be blank")
    if any(call.store.find(User, user_id) is None for user_id in ids):
        raise InvalidError("Teammates must be people of this account")
    call.store.save(replace(manager, teammate_ids=ids, updated_at=call.now))
    return Reply({"teammates": [people.teammate(call.store.get(User, user_id)) for user_id in ids]})


def _rates_endpoints(kind: str) -> tuple[Endpoint, ...]:
    """List, create and retrieve of one kind of rate."""

    def allow(call: Call) -> None:
        if kind == "cost":
            call.actor.require_administrator()
        else:
            call.actor.require_extra(RATES)
        _user(call)

    def rates_of(call: Call) -> list[Rate]:
        return call.store.select(Rate, "user_id = ? AND kind = ?", (call.ids[0], kind), order="start_date ASC, id ASC")

    def shown(call: Call, rate: Rate) -> dict[str, object]:
        rates = rates_of(call)
        place = [one.id for one in rates].index(rate.id)
        return people.rate(rate, rates[place + 1].start_date if place + 1 < len(rates) else None)

    def index(call: Call) -> Reply:
        allow(call)
        return paginate(
            call,
            f"/users/{call.ids[0]}/{kind}_rates",
            f"{kind}_rates",
            Items(rates_of(call), lambda rate: rate.id),
            lambda rate: shown(call, rate),
            record_id=lambda rate: rate.id,
        )

    def retrieve(call: Call) -> Reply:
        allow(call)
        rate = call.store.first(Rate, "user_id = ? AND kind = ? AND id = ?", (call.ids[0], kind, call.ids[1]))
        if rate is None:
            raise NotFoundError
        return Reply(shown(call, rate))

    def add(call: Call) -> Reply:
        allow(call)
        call.params.required("amount")
        amount, start = call.params.decimal("amount"), call.params.day("start_date")
        if amount is None or amount < 0:
            raise InvalidError("Amount must be greater than or equal to 0")
        if start is not None and start > call.books.today(call.actor.user):
            raise InvalidError("Start date can't be in the future")
        if start is None:
            call.store.delete(Rate, "user_id = ? AND kind = ?", (call.ids[0], kind))
        else:
            call.store.delete(Rate, "user_id = ? AND kind = ? AND start_date >= ?", (call.ids[0], kind, start))
        rate = call.store.save(
            Rate(
                user_id=call.ids[0],
                kind=kind,
                amount=amount,
                start_date=start,
                created_at=call.now,
                updated_at=call.now,
            )
        )
        return created(shown(call, rate))

    base = f"/users/{{id:int}}/{kind}_rates"
    return (
        Endpoint("GET", base, index),
        Endpoint("POST", base, add),
        Endpoint("GET", base + "/{rate:int}", retrieve),
    )


def _user(call: Call) -> User:
    user = call.store.find(User, call.ids[0])
    if user is None:
        raise NotFoundError
    return user


def _manager(call: Call) -> User:
    user = _user(call)
    if "manager" not in user.access_roles:
        raise InvalidError("Teammates can only be assigned to Managers")
    return user


def _filled(call: Call, user: User) -> User:
    """The user with the call's parameters."""
    params = call.params
    changes: dict[str, object] = {"updated_at": call.now}
    for name in (*_TEXTS, "timezone"):
        if params.sent(name):
            changes[name] = params.text(name) or ""
    for name in _FLAGS:
        flag = params.boolean(name)
        if flag is not None:
            changes[name] = flag
    capacity = params.integer("weekly_capacity")
    if capacity is not None:
        changes["weekly_capacity"] = capacity
    roles = params.raw("access_roles")
    if isinstance(roles, list) and roles:
        changes["access_roles"] = [str(role) for role in roles]
    return replace(user, **changes)  # type: ignore[arg-type]


ENDPOINTS = (
    Endpoint("GET", "/users", list_users),
    Endpoint("POST", "/users", create),
    Endpoint("GET", "/users/me", show_me),
    Endpoint("GET", "/users/me/project_assignments", list_my_assignments),
    Endpoint("GET", "/users/{id:int}", show),
    Endpoint("PATCH", "/users/{id:int}", update),
    Endpoint("DELETE", "/users/{id:int}", delete),
    Endpoint("GET", "/users/{id:int}/project_assignments", list_assignments),
    Endpoint("GET", "/users/{id:int}/teammates", list_teammates),
    Endpoint("PATCH", "/users/{id:int}/teammates", update_teammates),
    *_rates_endpoints("billable"),
    *_rates_endpoints("cost"),
)
