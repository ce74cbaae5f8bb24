"""Expenses. Harvest keeps no reference for them, so ours is known by its content among those that were not there."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path
from typing import ClassVar

from desktop.agent.journal import Kind, Operation
from desktop.agent.writes.base import (
    Absent,
    Conflict,
    Declined,
    Desk,
    Done,
    Found,
    Write,
    done,
    not_ours,
    snapshot,
    there_before,
)
from desktop.agent.writes.compare import same_text
from desktop.agent.writes.payloads import CreateExpense, DeleteExpense, read
from desktop.harvest.errors import NotFound
from desktop.harvest.models import Expense, NewExpense, ReceiptFile


class CreatingExpense(Write):
    """A new expense, with its receipt."""

    is_create: ClassVar[bool] = True

    def knows_its_own(self, desk: Desk) -> bool:
        """Harvest keeps no mark of ours."""
        return False

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Note which expenses look the same already, and that the receipt is still the file that was confirmed."""
        payload = read(operation, CreateExpense)
        _receipt(payload)
        there = [expense.id for expense in await _like(desk, payload.expense)]
        desk.journal.remember(operation.id, snapshot(there))
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Create it."""
        payload = read(operation, CreateExpense)
        expense = await desk.harvest.create_expense(payload.expense, _receipt(payload))
        others = (there_before(operation) or frozenset()) | desk.journal.taken((Kind.CREATE_EXPENSE,))
        if expense.id in others or not _is_like(desk, expense, payload.expense):
            raise not_ours(desk, operation, expense.id)
        return done(expense, expense.id)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """Among the person's expenses of that day and project."""
        there = there_before(operation)
        if there is None:
            return Absent(surely=True)
        others = there | desk.journal.taken((Kind.CREATE_EXPENSE,))
        found = [one for one in await _like(desk, read(operation, CreateExpense).expense) if one.id not in others]
        first = min(found, key=lambda one: one.id, default=None)
        return done(first, first.id) if first else Absent()

    async def copies(self, desk: Desk, operation: Operation) -> tuple[int, ...]:
        """Those of the same content that are nobody's else."""
        others = (there_before(operation) or frozenset()) | desk.journal.taken((Kind.CREATE_EXPENSE,))
        like = await _like(desk, read(operation, CreateExpense).expense)
        return tuple(one.id for one in like if one.id not in others)


class DeletingExpense(Write):
    """An expense to take back."""

    async def check(self, desk: Desk, operation: Operation) -> Done | None:
        """Leave it where it is locked, or no longer what we made."""
        payload = read(operation, DeleteExpense)
        before = Expense.model_validate_json(operation.before)
        try:
            now = await desk.harvest.expense(payload.expense_id)
        except NotFound:
            return Done(operation.before, payload.expense_id, "It was already gone from Harvest.")
        if now.is_locked or now.is_billed:
            reason = f": {now.locked_reason}" if now.locked_reason else "."
            raise Conflict(f"Harvest has locked this expense{reason}")
        if _content(now) != _content(before):
            raise Conflict("It was changed in Harvest since, so it was left as it is.")
        return None

    async def send(self, desk: Desk, operation: Operation) -> Done | Declined:
        """Delete it."""
        payload = read(operation, DeleteExpense)
        try:
            await desk.harvest.delete_expense(payload.expense_id)
        except NotFound:
            return Done(operation.before, payload.expense_id, "It was already gone from Harvest.")
        return Done(operation.before, payload.expense_id)

    async def look(self, desk: Desk, operation: Operation) -> Found:
        """It is gone, or it is not."""
        payload = read(operation, DeleteExpense)
        try:
            await desk.harvest.expense(payload.expense_id)
        except NotFound:
            return Done(operation.before, payload.expense_id)
        return Absent()


def receipt_digest(path: Path) -> str:
    """SHA-256 (hexadecimal) of a receipt. Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _receipt(payload: CreateExpense) -> ReceiptFile | None:
    if payload.receipt is None:
        return None
    path = Path(payload.receipt)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Conflict(f"The receipt cannot be read any more: {path.name}") from error
    if hashlib.sha256(content).hexdigest() != payload.receipt_digest:
        raise Conflict(f"The receipt is not the file that was confirmed: {path.name}")
    return ReceiptFile(path.name, content, mimetypes.guess_type(path.name)[0] or "application/octet-stream")


async def _like(desk: Desk, wanted: NewExpense) -> list[Expense]:
    found = await desk.harvest.expenses(
        user_id=wanted.user_id or desk.account.user_id,
        project_id=wanted.project_id,
        start=wanted.spent_date,
        end=wanted.spent_date,
    )
    return [one for one in found if _is_like(desk, one, wanted)]


def _is_like(desk: Desk, one: Expense, wanted: NewExpense) -> bool:
    return (
        one.user.id in (0, wanted.user_id or desk.account.user_id)
        and (one.project.id, one.spent_date) == (wanted.project_id, wanted.spent_date)
        and one.expense_category.id == wanted.expense_category_id
        and same_text(one.notes, wanted.notes or "")
        and (wanted.total_cost is None or one.total_cost == wanted.total_cost)
        and (wanted.units is None or one.units == wanted.units)
    )


def _content(expense: Expense) -> tuple[object, ...]:
    return (
        expense.project.id,
        expense.expense_category.id,
        expense.spent_date,
        expense.total_cost,
        expense.units,
        expense.notes.split(),
        expense.billable,
    )
