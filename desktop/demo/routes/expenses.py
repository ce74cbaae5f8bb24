"""`/expenses` and `/expense_categories`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from desktop.demo.call import DELETED, Call, Reply, created
from desktop.demo.errors import InvalidError, NotFoundError, RefusalError
from desktop.demo.paging import Rows, paginate
from desktop.demo.records import Expense, ExpenseCategory, Project, User, UserAssignment
from desktop.demo.render import billing
from desktop.demo.render.view import View
from desktop.demo.routes.endpoint import Endpoint
from desktop.demo.routes.fields import days, filled, flags, numbers, texts
from desktop.demo.routes.filters import Conditions
from desktop.demo.rules.locking import LockBook, refuse
from desktop.demo.rules.rounding import cents

RECEIPT_TYPES = {
    "png": "image/png",
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "pdf": "application/pdf",
}
_FIELDS = (*texts("notes", blank=None), *flags("billable"), *days("spent_date"))
_CATEGORY_FIELDS = (*texts("name"), *texts("unit_name", blank=None), *numbers("unit_price"), *flags("is_active"))


def list_expenses(call: Call) -> Reply:
    """Expenses that the role may see, by spent date, newest first."""
    scope = call.actor.visible_work
    conditions = Conditions(call.params).add(scope.where, *scope.values).equal("user_id", "project_id")
    client = call.params.integer("client_id")
    if client is not None:
        conditions.add("project_id IN (SELECT id FROM Project WHERE client_id = ?)", client)
    status = call.params.text("approval_status")
    if status is not None:
        conditions.add("approval_status = ?", status)
    conditions.flag("is_billed", "invoice_id IS NOT NULL").updated_since().days("spent_date")
    view = View(call)
    rows = Rows(call.store, Expense, conditions.where, conditions.values, "spent_date DESC, id DESC")
    return paginate(call, "/expenses", "expenses", rows, lambda one: billing.expense(view, one))


def create(call: Call) -> Reply:
    """A new expense."""
    params = call.params
    params.required("project_id", "expense_category_id", "spent_date")
    user_id = params.integer("user_id") or call.actor.user.id
    project = call.store.find(Project, params.integer("project_id") or 0)
    if call.store.find(User, user_id) is None:
        raise InvalidError("User is invalid")
    call.actor.require(call.actor.may_write_work(user_id, project.id if project else 0))
    if project is None or not call.store.count(
        UserAssignment, "project_id = ? AND user_id = ? AND is_active", (project.id, user_id)
    ):
        raise InvalidError("Project is not assigned to this user")
    if not project.is_active:
        raise InvalidError("Project must be active")
    category = _category_of(call)
    blank = Expense(
        user_id=user_id,
        project_id=project.id,
        expense_category_id=category.id,
        spent_date=call.books.today(call.actor.user),
        created_at=call.now,
    )
    if category.unit_price is None and params.decimal("total_cost") is None:
        raise InvalidError("Total cost can't be blank")
    if category.unit_price is not None and params.decimal("units") is None:
        raise InvalidError("Units can't be blank")
    expense = _costed(call, filled(blank, params, _FIELDS, call.now), category)
    if LockBook(call.books).expense_text(expense) and call.books.switches.invoiced_span == "refused":
        raise refuse(call.books, "The project is locked for this time period.")
    return created(billing.expense(View(call), call.store.save(_with_receipt(call, expense))))


def show(call: Call) -> Reply:
    """One expense."""
    return Reply(billing.expense(View(call), _expense(call, write=False)))


def update(call: Call) -> Reply:
    """A changed expense. On a locked one project and category stay silently; others than administrators may nothing."""
    expense = _expense(call, write=True)
    locked = LockBook(call.books).expense_text(expense)
    if locked and not call.actor.is_administrator:
        raise refuse(call.books, locked)
    changed = filled(expense, call.params, _FIELDS, call.now)
    if not locked:
        project = call.params.integer("project_id")
        if project is not None:
            if call.store.find(Project, project) is None:
                raise InvalidError("Project is invalid")
            changed = replace(changed, project_id=project)
        if call.params.integer("expense_category_id") is not None:
            changed = replace(changed, expense_category_id=_category_of(call).id)
    category = call.store.get(ExpenseCategory, changed.expense_category_id)
    changed = _with_receipt(call, _costed(call, changed, category))
    return Reply(billing.expense(View(call), call.store.save(changed)))


def delete(call: Call) -> Reply:
    """An expense less, unless it is locked."""
    expense = _expense(call, write=True)
    locked = LockBook(call.books).expense_text(expense)
    if locked:
        raise refuse(call.books, locked)
    call.store.delete(Expense, "id = ?", [expense.id])
    return DELETED


def _expense(call: Call, *, write: bool) -> Expense:
    expense = call.store.find(Expense, call.ids[0])
    if expense is None:
        raise NotFoundError
    if not call.actor.may_read_work(expense.user_id, expense.project_id):
        raise RefusalError(call.books.switches.foreign_entry, "You are not authorized to perform this action.")
    if write:
        call.actor.require(call.actor.may_write_work(expense.user_id, expense.project_id))
    return expense


def _category_of(call: Call) -> ExpenseCategory:
    category = call.store.find(ExpenseCategory, call.params.integer("expense_category_id") or 0)
    if category is None or not category.is_active:
        raise InvalidError("Expense category is invalid")
    return category


def _costed(call: Call, expense: Expense, category: ExpenseCategory) -> Expense:
    """Units times price for a category with a unit price, otherwise the cost as given."""
    units, cost = call.params.decimal("units"), call.params.decimal("total_cost")
    if category.unit_price is not None:
        count = expense.units if units is None else units
        return replace(expense, units=count, total_cost=cents(count * category.unit_price))
    return replace(expense, units=Decimal(1), total_cost=expense.total_cost if cost is None else cents(cost))


def _with_receipt(call: Call, expense: Expense) -> Expense:
    if call.params.boolean("delete_receipt"):
        expense = replace(expense, receipt=None, receipt_name=None, receipt_type=None)
    receipt = call.params.upload("receipt")
    if receipt is None:
        return expense
    kind = RECEIPT_TYPES.get(receipt.file_name.rpartition(".")[2].lower())
    if kind is None:
        raise InvalidError("Receipt must be a png, gif, jpg or pdf file")
    # Harvest was seen to replace what is not a plain letter.
    name = re.sub(r"[^A-Za-z0-9_.]", "_", receipt.file_name)
    return replace(expense, receipt=receipt.content, receipt_name=name, receipt_type=kind)


def list_categories(call: Call) -> Reply:
    """Expense categories, newest first."""
    allowed = call.books.switches.categories_for_members == "allowed"
    call.actor.require(call.actor.is_administrator or allowed)
    conditions = Conditions(call.params).flag("is_active", "is_active").updated_since()
    rows = Rows(call.store, ExpenseCategory, conditions.where, conditions.values)
    return paginate(
        call,
        "/expense_categories",
        "expense_categories",
        rows,
        billing.expense_category,
        record_id=lambda one: one.id,
    )


def create_category(call: Call) -> Reply:
    """A new expense category."""
    call.actor.require_administrator()
    call.params.required("name")
    blank = ExpenseCategory(name="", created_at=call.now)
    return created(billing.expense_category(call.store.save(filled(blank, call.params, _CATEGORY_FIELDS, call.now))))


def show_category(call: Call) -> Reply:
    """One expense category."""
    return Reply(billing.expense_category(_category(call)))


def update_category(call: Call) -> Reply:
    """A changed expense category."""
    category = filled(_category(call), call.params, _CATEGORY_FIELDS, call.now)
    return Reply(billing.expense_category(call.store.save(category)))


def delete_category(call: Call) -> Reply:
    """An expense category less, unless it is in use."""
    category = _category(call)
    if call.store.count(Expense, "expense_category_id = ?", [category.id]):
        raise refuse(call.books, "This category has expenses and can't be deleted.")
    call.store.delete(ExpenseCategory, "id = ?", [category.id])
    return DELETED


def _category(call: Call) -> ExpenseCategory:
    call.actor.require_administrator()
    category = call.store.find(ExpenseCategory, call.ids[0])
    if category is None:
        raise NotFoundError
    return category


ENDPOINTS = (
    Endpoint("GET", "/expenses", list_expenses),
    Endpoint("POST", "/expenses", create),
    Endpoint("GET", "/expenses/{id:int}", show),
    Endpoint("PATCH", "/expenses/{id:int}", update),
    Endpoint("DELETE", "/expenses/{id:int}", delete),
    Endpoint("GET", "/expense_categories", list_categories),
    Endpoint("POST", "/expense_categories", create_category),
    Endpoint("GET", "/expense_categories/{id:int}", show_category),
    Endpoint("PATCH", "/expense_categories/{id:int}", update_category),
    Endpoint("DELETE", "/expense_categories/{id:int}", delete_category),
)
