"""Expenses, with receipts, and their categories."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from desktop.harvest import answers
from desktop.harvest.models import Expense, ExpenseCategory, NewExpense, ReceiptFile
from desktop.harvest.resources.base import Resource


class ExpenseCalls(Resource):
    """`/expenses` and `/expense_categories`."""

    async def expenses(
        self,
        *,
        user_id: int | None = None,
        client_id: int | None = None,
        project_id: int | None = None,
        is_billed: bool | None = None,
        start: date | None = None,
        end: date | None = None,
        updated_since: datetime | None = None,
    ) -> tuple[Expense, ...]:
        """All expenses that match, by spent date, newest first; both days included."""
        filters = {
            "user_id": user_id,
            "client_id": client_id,
            "project_id": project_id,
            "is_billed": is_billed,
            "from": start,
            "to": end,
            "updated_since": updated_since,
        }
        return await self._all("/expenses", "expenses", Expense, filters)

    async def expense(self, expense_id: int) -> Expense:
        """One expense."""
        return await self._one(f"/expenses/{expense_id}", Expense)

    async def create_expense(self, expense: NewExpense, receipt: ReceiptFile | None = None) -> Expense:
        """Create an expense, with its receipt in the same request."""
        if receipt is None:
            return await self._create("/expenses", expense, Expense)
        return await self._upload("POST", "/expenses", expense.payload(), receipt)

    async def delete_expense(self, expense_id: int) -> None:
        """Delete an expense."""
        await self._wire.delete(f"/expenses/{expense_id}")

    async def expense_categories(self, *, is_active: bool | None = None) -> tuple[ExpenseCategory, ...]:
        """The categories, newest first. Roles other than administrator may get `Forbidden`."""
        filters = {"is_active": is_active}
        return await self._all("/expense_categories", "expense_categories", ExpenseCategory, filters)

    async def _upload(self, method: str, path: str, body: Mapping[str, object], receipt: ReceiptFile) -> Expense:
        fields = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in body.items()}
        return answers.read(Expense, await self._wire.upload(method, path, fields, "receipt", receipt))
