"""`/reports/…`: time, expenses, uninvoiced and project budgets. Whole figures carry no decimal point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desktop.demo.call import Call, Reply
from desktop.demo.errors import InvalidError
from desktop.demo.paging import Items, paginate
from desktop.demo.records import (
    Client,
    Expense,
    ExpenseCategory,
    LineItem,
    Project,
    Task,
    User,
    UserAssignment,
)
from desktop.demo.render.values import plain_number
from desktop.demo.routes.endpoint import Endpoint
from desktop.demo.rules.budgets import spending
from desktop.demo.rules.permissions import INVOICE_DRAFTS, INVOICES
from desktop.demo.rules.rounding import cents
from desktop.demo.rules.worked import ZERO, Worked, worked

_LONGEST = timedelta(days=365)
_AVATAR = "https://cache.harvestapp.com/assets/profile_images/big_ben.png?1485372046"
Row = dict[str, Any]


@dataclass(slots=True)
class _Sum:
    """Figures of one row while they are added up."""

    total: Decimal = ZERO
    billable: Decimal = ZERO
    amount: Decimal = ZERO


@dataclass(slots=True)
class _Uninvoiced:
    """Figures of one project while they are added up."""

    hours: Decimal = ZERO
    open_hours: Decimal = ZERO
    expenses: Decimal = ZERO
    amount: Decimal = ZERO


def _span(call: Call) -> tuple[date, date]:
    call.params.required("from", "to")
    first, last = call.params.day("from"), call.params.day("to")
    if first is None or last is None or last < first:
        raise InvalidError("Invalid date range")
    if last - first > _LONGEST:
        raise InvalidError("The timeframe must be 365 days or less")
    return first, last


def _in_span(call: Call) -> tuple[str, list[object]]:
    """Condition for the work the role sees in the span."""
    first, last = _span(call)
    scope = call.actor.visible_work
    where = "spent_date BETWEEN ? AND ?" + (f" AND ({scope.where})" if scope.where else "")
    return where, [first, last, *scope.values]


def _page(call: Call, path: str, rows: list[Row]) -> Reply:
    return paginate(call, f"/reports{path}", "results", Items(rows), lambda row: row)


def _labels(call: Call, subject: str, key: int) -> Row:
    """The naming columns of a row."""
    store = call.store
    if subject == "clients":
        return {"client_id": key, "client_name": store.get(Client, key).name}
    if subject == "projects":
        project = store.get(Project, key)
        client = store.get(Client, project.client_id)
        name = f"[{project.code}] {project.name}" if project.code else project.name
        return {"client_id": client.id, "client_name": client.name, "project_id": key, "project_name": name}
    if subject == "tasks":
        return {"task_id": key, "task_name": store.get(Task, key).name}
    if subject == "categories":
        return {"expense_category_id": key, "expense_category_name": store.get(ExpenseCategory, key).name}
    user = store.get(User, key)
    return {"user_id": key, "user_name": user.name, "is_contractor": user.is_contractor}


def _name(row: Row) -> tuple[str, ...]:
    return tuple(str(row[key]).lower() for key in row if key.endswith("_name"))


def _time_report(subject: str, key_of: Callable[[Worked], int]) -> Endpoint:
    """Hours and amounts by client, project, task or person, one row per currency."""

    def report(call: Call) -> Reply:
        where, values = _in_span(call)
        with_fees = call.params.boolean("include_fixed_fee") is True
        currencies = _currencies(call)
        sums: dict[tuple[int, str], _Sum] = defaultdict(_Sum)
        for work in worked(call.books, where, values):
            row = sums[key_of(work), currencies[work.project.client_id]]
            row.total += work.hours
            if work.is_billable:
                row.billable += work.hours
                if with_fees or not work.project.is_fixed_fee:
                    row.amount += work.amount
        rows = []
        for (key, currency), row in sums.items():
            shown = _labels(call, subject, key)
            if subject == "team":
                shown |= {"weekly_capacity": call.store.get(User, key).weekly_capacity, "avatar_url": _AVATAR}
            shown |= {"total_hours": plain_number(row.total), "billable_hours": plain_number(row.billable)}
            if call.actor.sees_rates:
                shown |= {"currency": currency, "billable_amount": plain_number(cents(row.amount))}
            rows.append(shown)
        return _page(call, f"/time/{subject}", sorted(rows, key=_name))

    return Endpoint("GET", f"/reports/time/{subject}", report)


def _expense_report(subject: str, key_of: Callable[[Expense, Project], int]) -> Endpoint:
    """Amounts by client, project, category or person, one row per currency."""

    def report(call: Call) -> Reply:
        where, values = _in_span(call)
        currencies = _currencies(call)
        sums: dict[tuple[int, str], _Sum] = defaultdict(_Sum)
        for expense in call.store.select(Expense, where, values):
            project = call.store.get(Project, expense.project_id)
            row = sums[key_of(expense, project), currencies[project.client_id]]
            row.total += expense.total_cost
            row.billable += expense.total_cost if expense.billable else ZERO
        rows = [
            {
                **_labels(call, subject, key),
                "total_amount": plain_number(cents(row.total)),
                "billable_amount": plain_number(cents(row.billable)),
                "currency": currency,
            }
            for (key, currency), row in sums.items()
        ]
        return _page(call, f"/expenses/{subject}", sorted(rows, key=_name))

    return Endpoint("GET", f"/reports/expenses/{subject}", report)


def uninvoiced(call: Call) -> Reply:
    """Billable time and expenses that no invoice has pulled, by project."""
    actor = call.actor
    actor.require_extra(INVOICES, INVOICE_DRAFTS)
    first, last = _span(call)
    with_fees = call.params.boolean("include_fixed_fee") is not False
    figures: dict[int, _Uninvoiced] = defaultdict(_Uninvoiced)
    for work in worked(call.books, "spent_date BETWEEN ? AND ?", [first, last]):
        row = figures[work.project.id]
        row.hours += work.hours
        if work.is_billable and work.entry.invoice_id is None:
            row.open_hours += work.hours
            row.amount += ZERO if work.project.is_fixed_fee else work.amount
    for expense in call.store.select(Expense, "spent_date BETWEEN ? AND ?", [first, last]):
        row = figures[expense.project_id]
        if expense.billable and expense.invoice_id is None:
            row.expenses += expense.total_cost
            row.amount += expense.total_cost
    rows = []
    for project_id, row in figures.items():
        project = call.store.get(Project, project_id)
        if not actor.is_administrator and project_id not in actor.managed:
            continue
        if project.is_fixed_fee and not with_fees:
            continue
        client = call.store.get(Client, project.client_id)
        rows.append(
            {
                "client_id": client.id,
                "client_name": client.name,
                "project_id": project_id,
                "project_name": project.name,
                "currency": client.currency,
                "total_hours": plain_number(row.hours),
                "uninvoiced_hours": plain_number(row.open_hours),
                "uninvoiced_expenses": plain_number(cents(row.expenses)),
                "uninvoiced_amount": plain_number(cents(row.amount + open_fee(call, project, first))),
            }
        )
    return _page(call, "/uninvoiced", sorted(rows, key=_name))


def open_fee(call: Call, project: Project, first: date) -> Decimal:
    """What of a fixed fee no invoice line has billed; 0 for a span that begins before the project."""
    if not project.is_fixed_fee or project.fee is None or first < (project.starts_on or project.created_at.date()):
        return ZERO
    lines = call.store.select(LineItem, "owner = 'invoice' AND project_id = ?", [project.id])
    billed = sum((line.quantity * line.unit_price for line in lines), ZERO)
    return max(ZERO, project.fee - billed)


def project_budget(call: Call) -> Reply:
    """Budgets and what is left. Without rates permission money figures are null."""
    actor = call.actor
    projects = call.store.select(Project, order="name ASC, id ASC")
    active = call.params.boolean("is_active")
    if active is not None:
        projects = [one for one in projects if one.is_active == active]
    if not call.books.switches.unbudgeted_rows:
        projects = [one for one in projects if one.budget_by != "none"]
    if not actor.is_administrator:
        mine = call.store.select(UserAssignment, "user_id = ? AND is_active", [actor.user.id])
        shown = {one.project_id for one in mine}
        projects = [one for one in projects if one.id in actor.managed or (one.id in shown and one.show_budget_to_all)]
    rows = []
    for one in spending(call.books, projects, actor.user):
        hidden = one.is_money and not actor.sees_rates
        client = call.store.get(Client, one.project.client_id)
        rows.append(
            {
                "project_id": one.project.id,
                "project_name": one.project.name,
                "client_id": client.id,
                "client_name": client.name,
                "budget_is_monthly": one.project.budget_is_monthly,
                "budget_by": one.project.budget_by,
                "is_active": one.project.is_active,
                "budget": None if hidden or one.budget is None else float(one.budget),
                "budget_spent": None if hidden else float(one.spent),
                "budget_remaining": None if hidden or one.remaining is None else float(one.remaining),
            }
        )
    return _page(call, "/project_budget", rows)


def _currencies(call: Call) -> dict[int, str]:
    return {client.id: client.currency for client in call.store.select(Client)}


ENDPOINTS = (
    _time_report("clients", lambda work: work.project.client_id),
    _time_report("projects", lambda work: work.project.id),
    _time_report("tasks", lambda work: work.entry.task_id),
    _time_report("team", lambda work: work.entry.user_id),
    _expense_report("clients", lambda _, project: project.client_id),
    _expense_report("projects", lambda _, project: project.id),
    _expense_report("categories", lambda expense, _: expense.expense_category_id),
    _expense_report("team", lambda expense, _: expense.user_id),
    Endpoint("GET", "/reports/uninvoiced", uninvoiced),
    Endpoint("GET", "/reports/project_budget", project_budget),
)
