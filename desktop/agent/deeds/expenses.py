"""An expense: "eighteen dollars parking for Stark yesterday" becomes a card with category, amount and receipt."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import ClassVar, Final

from desktop.agent.deeds.answers import (
    NoAnswer,
    amount_answer,
    choice,
    day_answer,
    flag_answer,
    money_answer,
    option_answer,
    project_options,
)
from desktop.agent.deeds.card import Deed, Form, FormField, Option
from desktop.agent.deeds.categories import category_of, counts_in
from desktop.agent.deeds.plan import Ground, Plan, checked, new_deed
from desktop.agent.deeds.unbilled import currency_of
from desktop.agent.intents import Interpretation, Kind, Warn
from desktop.agent.wording import day_text
from desktop.agent.writes.expenses import receipt_digest
from desktop.agent.writes.payloads import CreateExpense
from desktop.harvest.catalog import Project
from desktop.harvest.errors import Forbidden, NotFound
from desktop.harvest.models import ExpenseCategory, NewExpense
from desktop.harvest.text import plain
from desktop.text.money_text import cents, money_text

LARGEST_RECEIPT: Final = 10_000_000
"""Bytes."""

_DOLLARS: Final = frozenset("USD CAD AUD NZD SGD HKD".split())
_RECEIPTS: Final = frozenset({"image/png", "image/gif", "image/jpeg", "application/pdf"})


@dataclass(frozen=True, slots=True)
class ExpensePlan(Plan):
    """An expense as far as it is known. `currency` is the client's, "" where the role may not see it."""

    kind: ClassVar[Kind] = Kind.EXPENSE
    today: date
    projects: tuple[Project, ...]
    categories: tuple[ExpenseCategory, ...]
    offered: tuple[Project, ...]
    project: Project | None
    category: ExpenseCategory | None
    category_said: str
    amount: Decimal | None
    units: Decimal | None
    day: date
    notes: str
    billable: bool
    currency: str = ""
    said_currency: str = ""
    receipt: str = ""
    digest: str = ""

    def card(self, deed_id: str) -> Deed:
        """What would be logged."""
        total = self._total()
        fields = [
            choice(
                "project",
                "Project",
                project_options(self.offered, self.projects),
                str(self.project.id) if self.project else "",
                "Which project is it for?",
                fitting=len(self.offered),
            ),
            choice(
                "category",
                "Category",
                self._options(),
                str(self.category.id) if self.category else "",
                "Which category?",
            ),
            *self._amounts(total),
            FormField("day", "Date", self.day.isoformat(), day_text(self.day, self.today), Form.DAY),
            FormField("billable", "Billable", "yes" if self.billable else "no", form=Form.FLAG),
            FormField("notes", "Notes", self.notes, form=Form.TEXT),
            FormField("receipt", "Receipt", self.receipt, Path(self.receipt).name, Form.FILE),
        ]
        what = plain(self.category.name) if self.category else ""
        where = f"{self.project.client.name}, {self.project.name}" if self.project else ""
        much = money_text(total, self.currency) if total is not None else ""
        summary = ", ".join(part for part in ("Expense", much, what, where, f"{self.day:%d %b %Y}") if part)
        deed = new_deed(deed_id, self.kind, "Log an expense", "Log the expense", summary, fields)
        return checked(replace(deed, warnings=self._warnings()), self._payload())

    def _options(self) -> tuple[Option, ...]:
        return tuple(Option(str(one.id), plain(one.name)) for one in self.categories)

    def _total(self) -> Decimal | None:
        price = self.category.unit_price if self.category else None
        if price is None:
            return self.amount
        return cents(self.units * price) if self.units is not None else None

    def _amounts(self, total: Decimal | None) -> list[FormField]:
        """The amount; for a category that is counted in units these, at their price."""
        category = self.category
        if category is None or category.unit_price is None:
            value = f"{self.amount:f}" if self.amount is not None else ""
            shown = money_text(self.amount, self.currency) if self.amount is not None else ""
            return [FormField("amount", "Amount", value, shown, Form.MONEY, question="" if value else "How much?")]
        unit = plain(category.unit_name) or "unit"
        value = f"{self.units:f}" if self.units is not None else ""
        ask = "" if value else f"How many ({unit})?"
        price = money_text(category.unit_price, self.currency)
        told = f"{value} {unit} at {price}" if value else ""
        shown = money_text(total, self.currency) if total is not None else ""
        return [
            FormField("units", unit.capitalize(), value, told, Form.MONEY, question=ask),
            FormField("total", "Amount", shown),
        ]

    def _warnings(self) -> tuple[Warn, ...]:
        warnings = []
        if self.said_currency and self.currency and not _is_currency(self.said_currency, self.currency):
            said = "Dollars" if self.said_currency == "$" else self.said_currency
            text = f"{said} were said, but this client is billed in {self.currency}: check the amount."
            warnings.append(Warn("other_currency", text))
        if self.category and self.category_said:
            text = f"“{plain(self.category_said)}” was taken as {plain(self.category.name)}."
            warnings.append(Warn("category_read", text))
        if self.category and self.category.unit_price is not None and self.amount is not None and self.units is None:
            warnings.append(Warn("by_units", f"{plain(self.category.name)} is counted in units, not in money."))
        if self.day > self.today:
            warnings.append(Warn("future_date", f"{day_text(self.day, self.today)} is still ahead."))
        return tuple(warnings)

    def _payload(self) -> CreateExpense | None:
        if self.project is None or self.category is None or self._total() is None:
            return None
        by_units = self.category.unit_price is not None
        expense = NewExpense(
            project_id=self.project.id,
            expense_category_id=self.category.id,
            spent_date=self.day,
            total_cost=None if by_units else self.amount,
            units=self.units if by_units else None,
            notes=self.notes or None,
            billable=self.billable,
        )
        return CreateExpense(expense=expense, receipt=self.receipt or None, receipt_digest=self.digest or None)

    async def answered(self, key: str, value: str, ground: Ground) -> Plan:
        """Any of the fields."""
        match key:
            case "project":
                known = (*self.offered, *self.projects)
                picked = option_answer(value, project_options(self.offered, self.projects))
                project = next(one for one in known if str(one.id) == picked)
                return replace(self, project=project, currency=await currency_of(ground, project.client.id))
            case "category":
                picked = option_answer(value, self._options())
                category = next(one for one in self.categories if str(one.id) == picked)
                return replace(self, category=category, category_said="")
            case "amount":
                return replace(self, amount=money_answer(value), said_currency="")
            case "units":
                return replace(self, units=amount_answer(value))
            case "day":
                return replace(self, day=day_answer(value))
            case "billable":
                return replace(self, billable=flag_answer(value))
            case "notes":
                return replace(self, notes=value.strip())
            case "receipt":
                return self._with_receipt(value.strip())
            case _:
                raise NoAnswer("That cannot be changed.")

    def _with_receipt(self, path: str) -> Plan:
        """`~` and the present folder are resolved here: it is read again when it is sent, perhaps after a restart."""
        if not path:
            return replace(self, receipt="", digest="")
        try:
            file = Path(path).expanduser().absolute()
        except RuntimeError:  # "~somebody" who is nobody here
            raise NoAnswer(f"{Path(path).name} cannot be read.") from None
        return replace(self, receipt=str(file), digest=_digest(file))


async def plan_expense(ground: Ground, meant: Interpretation) -> tuple[Plan, ...]:
    """The expenses that the words tell of. Raises HarvestError."""
    categories = await _categories(ground)
    currencies: dict[int, str] = {}
    plans: list[Plan] = []
    for one in meant.outlays or (meant,):
        plan = _plan_one(ground, one, categories)
        if plan.project is not None:
            client = plan.project.client.id
            if client not in currencies:
                currencies[client] = await currency_of(ground, client)
            plan = replace(plan, currency=currencies[client])
        plans.append(plan)
    return tuple(plans)


def _plan_one(ground: Ground, meant: Interpretation, categories: tuple[ExpenseCategory, ...]) -> ExpensePlan:
    project, offered = meant.project, tuple(one.project for one in meant.choices)
    if project is None and meant.client is not None and not offered:
        offered = tuple(one for one in ground.catalog.projects if one.client.id == meant.client.id)
        project = offered[0] if len(offered) == 1 else None
    category, said = category_of(categories, meant.details.said or ground.said, meant.details.unit)
    billable = meant.details.billable
    if billable is None:
        billable = project is None or any(task.billable for task in project.tasks)
    return ExpensePlan(
        today=ground.today,
        projects=ground.catalog.projects,
        categories=categories,
        offered=offered,
        project=project,
        category=category,
        category_said=said,
        amount=meant.amount,
        units=meant.details.units if counts_in(category, meant.details.unit) else None,
        day=meant.day or ground.today,
        notes=meant.notes,
        billable=billable,
        said_currency=meant.details.currency,
    )


def _is_currency(said: str, currency: str) -> bool:
    return currency in _DOLLARS if said == "$" else said == currency


async def _categories(ground: Ground) -> tuple[ExpenseCategory, ...]:
    """The account's categories; for roles that may not list them, those of the person's own expenses."""
    try:
        found = await ground.harvest.expense_categories(is_active=True)
    except (Forbidden, NotFound):
        own = await ground.harvest.expenses(user_id=ground.account.user_id)
        found = tuple({one.expense_category.id: one.expense_category for one in own}.values())
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _digest(file: Path) -> str:
    """The digest of a receipt that Harvest takes. Raises NoAnswer."""
    if mimetypes.guess_type(file.name)[0] not in _RECEIPTS:
        raise NoAnswer("A receipt is a picture (png, jpg, gif) or a PDF.")
    try:
        if file.stat().st_size > LARGEST_RECEIPT:
            raise NoAnswer("That file is larger than 10 MB.")
        return receipt_digest(file)
    except OSError:
        raise NoAnswer(f"{file.name} cannot be read.") from None
