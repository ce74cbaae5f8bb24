"""What a project, a client or everything comes to: time at its billing rates, expenses, what is not invoiced, margin.

"What has the app cost so far?" becomes "The app (Acme) comes to $12,345.00, …", with a row for each task.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.agent.insights.answer import Answer, Cell, Column, Figure, Money, Table, Unit
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source, nothing
from desktop.agent.insights.spans import Stretch, in_words, month_of, short_day
from desktop.agent.insights.standing import currency_of
from desktop.agent.insights.sums import ZERO, grouped
from desktop.agent.intents import By, Interpretation, Kind
from desktop.agent.wording import hours_text
from desktop.harvest import catalog
from desktop.harvest.models import Expense, Invoice, Project
from desktop.harvest.text import plain
from desktop.harvest.work import Work
from desktop.text.money_text import money_text


@dataclass(frozen=True, slots=True)
class Picture:
    """Time and expenses of one currency, exact. Hours are rounded entry by entry, as Harvest bills them.

    `uninvoiced` is billable time and expenses on no invoice; of a fixed fee what is on none. `earned` is what
    is billed for: the amount or the fee, and billable expenses. `cost` is time at cost rates, None where not all of
    them may be seen or where they are in another currency.
    """

    currency: str
    hours: Decimal
    billable_hours: Decimal
    billable_amount: Decimal
    expenses: Decimal
    expenses_billable: Decimal
    uninvoiced: Decimal
    earned: Decimal
    cost: Decimal | None

    @property
    def total(self) -> Decimal:
        """Time at its billing rates plus all expenses."""
        return self.billable_amount + self.expenses

    @property
    def margin(self) -> Decimal | None:
        """What is earned less the cost of time and all expenses; None where cost rates are not seen."""
        return None if self.cost is None else self.earned - self.cost - self.expenses


def worth(row: Work) -> Decimal:
    """What an entry bills: rounded hours at its rate; nothing where nothing is billed."""
    return row.rounded * row.rate if row.is_billable and row.rate is not None else ZERO


def picture(
    currency: str,
    work: Sequence[Work],
    expenses: Sequence[Expense],
    *,
    terms: Iterable[Project] = (),
    invoices: Iterable[Invoice] = (),
    home: str = "",
) -> Picture:
    """Add up what is of one currency. `invoices` are those with lines of the fixed-fee projects among `terms`.

    `home` is the currency of cost rates ("" unknown, and taken to be this one).
    """
    fixed = {one.id: one.fee for one in terms if one.is_fixed_fee and one.fee is not None}
    billed: dict[int, Decimal] = {}
    for invoice in invoices:
        for line in invoice.line_items:
            if line.project is not None:
                billed[line.project.id] = billed.get(line.project.id, ZERO) + line.quantity * line.unit_price
    hourly = [row for row in work if row.project_id not in fixed]
    fees = sum(fixed.values(), ZERO)
    billable = sum((expense.total_cost for expense in expenses if expense.billable), ZERO)
    costs = [row.rounded * row.cost_rate for row in work if row.cost_rate is not None]
    return Picture(
        currency,
        hours=sum((row.rounded for row in work), ZERO),
        billable_hours=sum((row.rounded for row in work if row.is_billable), ZERO),
        billable_amount=sum(map(worth, work), ZERO),
        expenses=sum((expense.total_cost for expense in expenses), ZERO),
        expenses_billable=billable,
        uninvoiced=sum((worth(row) for row in hourly if not row.is_billed), ZERO)
        + sum((one.total_cost for one in expenses if one.billable and not one.is_billed), ZERO)
        + sum((max(fee - billed.get(number, ZERO), ZERO) for number, fee in fixed.items()), ZERO),
        earned=sum(map(worth, hourly), ZERO) + fees + billable,
        cost=sum(costs, ZERO) if len(costs) == len(work) and home in ("", currency) else None,
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about; without days a project or client as a whole, everything for the month that runs."""

    stretch: Stretch
    project: catalog.Project | None
    client: catalog.Client | None
    by: By | None


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    stretch = Stretch(meant.start, meant.end)
    project = None if meant.asked.client_only and meant.client else meant.project
    client = None if project else meant.client
    if project is None and client is None and stretch == Stretch(None, None):
        stretch = month_of(scene.today)
    shared = scene.account.sees_others
    scope = Scope(
        user_id=None if shared else scene.account.user_id,
        project_id=project.id if project else None,
        client_id=client.id if client else None,
        start=stretch.start,
        end=stretch.end,
    )
    terms, work, expenses = await asyncio.gather(
        _terms(project, client, source) if shared else nothing(), source.work(scope), source.expenses(scope)
    )
    invoices: Sequence[Invoice] = ()
    fixed = [one for one in terms if one.is_fixed_fee and one.fee is not None]
    if project is not None and fixed and stretch == Stretch(None, None):
        invoices = await source.invoices(project_id=project.id) or ()
    return answer(Question(stretch, project, client, meant.asked.by), work, expenses, terms, invoices, scene)


async def _terms(project: catalog.Project | None, client: catalog.Client | None, source: Source) -> tuple[Project, ...]:
    if project is None:
        return await source.projects(client.id if client else None)
    one = await source.project(project.id)
    return (one,) if one else ()


def answer(
    question: Question,
    work: Sequence[Work],
    expenses: Sequence[Expense],
    terms: Sequence[Project],
    invoices: Sequence[Invoice],
    scene: Scene,
) -> Answer:
    """The answer over these rows: one picture for each currency, never added up."""
    currencies = {one.id: currency_of(one) for one in terms}
    if question.project is None or question.stretch != Stretch(None, None):
        terms = ()  # a fee is for all of a project's time, and part of no other sum

    def of(project_id: int, stub: str = "") -> str:
        return currencies.get(project_id) or stub

    by_currency = grouped(work, lambda row: of(row.project_id))
    spent = _by_currency(expenses, of)
    found = [
        picture(
            currency,
            by_currency.get(currency, ()),
            spent.get(currency, ()),
            terms=terms,
            invoices=invoices,
            home=scene.account.currency,
        )
        for currency in sorted({*by_currency, *spent} or {*map(currency_of, terms)} or {""})
    ]
    sees_rates = scene.account.sees_rates
    tables = [_table(question, work, of, sees_rates=sees_rates)] if work else []
    if expenses:
        tables.append(_expenses_table(expenses, of))
    return Answer(
        Kind.COST,
        _reply(question, found, terms, work, scene),
        scene.now,
        _figures(question, found, sees_rates=sees_rates),
        counted=_counted(found, work, scene),
        is_complete=sees_rates and scene.account.is_administrator,
        tables=tuple(tables),
        link=scene.page(f"/projects/{question.project.id}" if question.project else "/reports"),
    )


def _by_currency(expenses: Sequence[Expense], of: Callable[[int, str], str]) -> dict[str, list[Expense]]:
    found: dict[str, list[Expense]] = {}
    for expense in expenses:
        found.setdefault(of(expense.project.id, expense.client.currency), []).append(expense)
    return found


def _figures(question: Question, found: Sequence[Picture], *, sees_rates: bool) -> dict[str, Figure]:
    project, client = question.project, question.client
    alone = found[0] if len(found) == 1 else None
    figures: dict[str, Figure] = {
        "project": project.name if project else None,
        "client": project.client.name if project else client.name if client else None,
        "from": question.stretch.start,
        "to": question.stretch.end,
        "hours": sum((one.hours for one in found), ZERO),
        "billable_hours": sum((one.billable_hours for one in found), ZERO),
    }
    figures |= _amounts(alone, sees_rates=sees_rates)
    if alone is None:
        figures["currencies"] = [
            {"hours": one.hours, "billable_hours": one.billable_hours, **_amounts(one, sees_rates=sees_rates)}
            for one in found
        ]
    return figures


def _amounts(one: Picture | None, *, sees_rates: bool) -> dict[str, Figure]:
    """All amounts of one currency; None for several, and what rests on rates where they may not be seen."""
    return {
        "currency": (one.currency or None) if one else None,
        "billable_amount": one.billable_amount if one and sees_rates else None,
        "expenses": one.expenses if one else None,
        "expenses_billable": one.expenses_billable if one else None,
        "total": one.total if one and sees_rates else None,
        "uninvoiced_amount": one.uninvoiced if one and sees_rates else None,
        "cost_of_time": one.cost if one else None,
        "margin": one.margin if one and sees_rates else None,
    }


def _reply(
    question: Question, found: Sequence[Picture], terms: Sequence[Project], work: Sequence[Work], scene: Scene
) -> str:
    project, client = question.project, question.client
    subject = f"{project.name} ({project.client.name})" if project else client.name if client else "All work"
    when = in_words(question.stretch, scene.today, scene.account.week_starts)
    if question.stretch == Stretch(None, None) and work:
        when = f"since {short_day(min(row.day for row in work), scene.today)}"
    if not any(one.hours or one.expenses for one in found):
        return f"Nothing is tracked and nothing was spent for {subject} {when}".strip() + "."
    if len(found) == 1:
        return f"{subject} {when} {_one_text(found[0], scene, terms)}".replace("  ", " ")
    each = "; ".join(_short_text(one, scene) for one in found)
    return f"{subject} {when}, in {len(found)} currencies that are not added up: {each}.".replace("  ", " ")


def _short_text(one: Picture, scene: Scene) -> str:
    spent = money_text(one.expenses, one.currency)
    if not scene.account.sees_rates:
        return f"{hours_text(one.hours)} and expenses of {spent}"
    total, opened = money_text(one.total, one.currency), money_text(one.uninvoiced, one.currency)
    return f"{total} ({hours_text(one.hours)}, expenses of {spent}, not invoiced {opened})"


def _one_text(one: Picture, scene: Scene, terms: Sequence[Project]) -> str:
    def money(amount: Decimal) -> str:
        return money_text(amount, one.currency)

    spent = "no expenses"
    if one.expenses:
        spent = f"expenses of {money(one.expenses)} ({money(one.expenses_billable)} of them billable)"
    if not scene.account.sees_rates:
        took = f"took {hours_text(one.hours)} ({hours_text(one.billable_hours)} billable) and {spent}."
        return f"{took} What hours are billed at, your role in Harvest may not see."
    text = (
        f"comes to {money(one.total)}: {hours_text(one.hours)}, of which {hours_text(one.billable_hours)} are billable "
        f"for {money(one.billable_amount)}, and {spent}."
    )
    fee = next((terms_of.fee for terms_of in terms if terms_of.is_fixed_fee and terms_of.fee is not None), None)
    if fee is not None:
        text += f" It has a fixed fee of {money(fee)}."
    text += f" Not invoiced yet: {money(one.uninvoiced)}." if one.uninvoiced else " All that is billable is invoiced."
    if one.margin is not None and one.cost:
        share = f" ({one.margin * 100 / one.earned:.0f} %)" if one.earned else ""
        text += f" Its time cost {money(one.cost)}, so the margin is {money(one.margin)}{share}."
    return text


def _table(question: Question, work: Sequence[Work], of: Callable[[int], str], *, sees_rates: bool) -> Table:
    """By task within a project, else by project: hours, and what they are billed for."""
    by_task = (question.project is not None and question.by is None) or question.by is By.TASK
    groups = grouped(
        work,
        lambda row: (
            (row.user if question.by is By.PERSON else row.task if by_task else f"{row.client} › {row.project}"),
            of(row.project_id),
        ),
    )
    rows: list[tuple[Cell, ...]] = []
    for (name, currency), found in groups.items():
        rates = {row.rate for row in found if row.is_billable}
        rate = next(iter(rates)) if len(rates) == 1 else None
        rows.append(
            (
                name,
                sum((row.rounded for row in found), ZERO),
                sum((row.rounded for row in found if row.is_billable), ZERO),
            )
        )
        if sees_rates:
            charged = None if rate is None else Money(rate, currency)
            rows[-1] += (charged, Money(sum(map(worth, found), ZERO), currency))
    rows.sort(key=lambda row: (-(row[1] if isinstance(row[1], Decimal) else ZERO), str(row[0])))
    head = "Person" if question.by is By.PERSON else "Task" if by_task else "Project"
    columns = [Column(head), Column("Hours", Unit.HOURS), Column("Billable", Unit.HOURS)]
    if sees_rates:
        columns += [Column("Rate", Unit.MONEY), Column("Amount", Unit.MONEY)]
    return Table(tuple(columns), tuple(rows))


def _expenses_table(expenses: Sequence[Expense], of: Callable[[int, str], str]) -> Table:
    sums: dict[tuple[str, bool, bool, str], Decimal] = {}
    for one in expenses:
        key = (
            plain(one.expense_category.name),
            one.billable,
            one.is_billed,
            of(one.project.id, one.client.currency),
        )
        sums[key] = sums.get(key, ZERO) + one.total_cost
    rows = tuple(
        (
            name,
            "billable" if billable else "not billable",
            ("invoiced" if billed else "not invoiced") if billable else None,
            Money(amount, currency),
        )
        for (name, billable, billed, currency), amount in sorted(sums.items())
    )
    return Table((Column("Expenses"), Column(""), Column(""), Column("Amount", Unit.MONEY)), rows)


def _counted(found: Sequence[Picture], work: Sequence[Work], scene: Scene) -> str:
    parts = ["Rounded hours at each entry's billing rate, plus all expenses"]
    if len(found) > 1:
        parts.append("currencies are not added up")
    if any(row.is_running for row in work):
        parts.append(f"a running timer counted up to {scene.now:%H:%M}")
    if any(one.margin is not None for one in found):
        unsure = "" if scene.account.currency else ", with cost rates taken to be in the same currency"
        parts.append(f"margin: what is billed, or the fee, less time at cost rates and expenses{unsure}")
    if not scene.account.sees_others:
        parts.append("only your own time and expenses, which is what your role may see")
    elif not scene.account.is_administrator:
        parts.append("what you may see as a manager")
    return "; ".join(parts) + "."
