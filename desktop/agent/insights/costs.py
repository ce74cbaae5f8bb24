"""What a project, a client or everything comes to: time at its billing rates, expenses, what is not invoiced, margin.

"What has the app cost so far?" becomes "The app (Acme) comes to $12,345.00, …", with a row for each task.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.agent.fees import fees_billed
from desktop.agent.insights.answer import Answer, Figure
from desktop.agent.insights.cost_tables import expenses_table, losing, profit_table, work_table
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source, nothing
from desktop.agent.insights.spans import Stretch, in_words, month_of, short_day
from desktop.agent.insights.standing import currency_of
from desktop.agent.insights.sums import ZERO, grouped, worth
from desktop.agent.intents import By, Interpretation, Kind, Topic
from desktop.agent.wording import hours_text
from desktop.harvest import catalog
from desktop.harvest.models import Expense, Invoice, Project
from desktop.harvest.text import plain
from desktop.harvest.work import Work
from desktop.text.money_text import money_text

_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Picture:
    """Time and expenses of one currency, exact. Hours are rounded entry by entry, as Harvest bills them.

    `uninvoiced` is billable time and expenses on no invoice; of a fixed fee what is on none, and nothing of any where
    invoices may not be seen (`hides_fees`). `earned` is what
    is billed for: the amount or the fee, and billable expenses. `cost` is time at cost rates, None where not all of
    them may be seen or where they are in another currency. `margin` is what is earned less the cost of time and all
    expenses. Of some days a fee is no part: then `uninvoiced` is without the time of the `fixed` projects, and
    `earned` and `margin` without them altogether.
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
    margin: Decimal | None
    fixed: tuple[Project, ...] = ()
    hides_fees: bool = False

    @property
    def total(self) -> Decimal:
        """Time at its billing rates plus all expenses."""
        return self.billable_amount + self.expenses


def picture(
    currency: str,
    work: Sequence[Work],
    expenses: Sequence[Expense],
    *,
    terms: Iterable[Project] = (),
    invoices: Iterable[Invoice] | None = (),
    of_expenses: Collection[str] = (),
    is_whole: bool = True,
    home: str = "",
) -> Picture:
    """Add up what is of one currency. `invoices` are those with lines of the fixed-fee projects among `terms`, of which
    those of the kinds `of_expenses` are none of a fee; None where they may not be seen.

    `is_whole`: all days of these projects, so that their fees count. `home` is the currency of cost rates ("" unknown,
    and taken to be this one).
    """
    fixed = {one.id: one for one in terms if has_fee(one)}
    hourly = [row for row in work if row.project_id not in fixed]
    # Work and expenses that a margin can be told of: all of it beside its fees, else what has no fee.
    weighed = work if is_whole else hourly
    spent = expenses if is_whole else [one for one in expenses if one.project.id not in fixed]
    fees = sum((one.fee or ZERO for one in fixed.values()), ZERO) if is_whole else ZERO
    earned = sum(map(worth, hourly), ZERO) + fees + _added(one for one in spent if one.billable)
    knows_costs = all(row.cost_rate is not None for row in work) and home in ("", currency)
    return Picture(
        currency,
        hours=sum((row.rounded for row in work), ZERO),
        billable_hours=sum((row.rounded for row in work if row.is_billable), ZERO),
        billable_amount=sum(map(worth, work), ZERO),
        expenses=_added(expenses),
        expenses_billable=_added(one for one in expenses if one.billable),
        uninvoiced=sum((worth(row) for row in hourly if not row.is_billed), ZERO)
        + _added(one for one in expenses if one.billable and not one.is_billed)
        + (_fees_left(fixed, fees_billed(invoices, of_expenses)) if is_whole and invoices is not None else ZERO),
        earned=earned,
        cost=_cost(work) if knows_costs else None,
        margin=earned - _cost(weighed) - _added(spent) if knows_costs and (weighed or spent or not work) else None,
        fixed=tuple(fixed.values()),
        hides_fees=bool(fixed) and is_whole and invoices is None,
    )


def has_fee(one: Project) -> bool:
    """Whether a project is billed by a fixed fee that is known."""
    return one.is_fixed_fee and one.fee is not None


def _added(expenses: Iterable[Expense]) -> Decimal:
    return sum((one.total_cost for one in expenses), ZERO)


def _cost(work: Iterable[Work]) -> Decimal:
    return sum((row.rounded * (row.cost_rate or ZERO) for row in work), ZERO)


def _fees_left(fixed: Mapping[int, Project], billed: Mapping[int, Decimal]) -> Decimal:
    """What no invoice has of these projects' fees."""
    return sum((max((one.fee or ZERO) - billed.get(one.id, ZERO), ZERO) for one in fixed.values()), ZERO)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about; without days a project or client as a whole, everything for the month that runs."""

    stretch: Stretch
    project: catalog.Project | None
    client: catalog.Client | None
    by: By | None
    is_profit: bool = False  # whether it pays


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
        terms_of(project, client, source) if shared else nothing(), source.work(scope), source.expenses(scope)
    )
    question = Question(stretch, project, client, meant.asked.by, meant.asked.topic is Topic.PROFIT)
    if stretch != Stretch(None, None) or not any(map(has_fee, terms)):
        return answer(question, work, expenses, terms, (), scene)
    invoices, kinds = await asyncio.gather(
        source.invoices(project_id=project.id)
        if project is not None
        else source.invoices(client_id=client.id if client else None),
        source.expense_kinds(),
    )
    return answer(question, work, expenses, terms, invoices, scene, of_expenses=kinds)


async def terms_of(
    project: catalog.Project | None, client: catalog.Client | None, source: Source
) -> tuple[Project, ...]:
    """The terms of one project, of a client's, or of all. Raises HarvestError."""
    if project is None:
        return await source.projects(client.id if client else None)
    one = await source.project(project.id)
    return (one,) if one else ()


def answer(
    question: Question,
    work: Sequence[Work],
    expenses: Sequence[Expense],
    terms: Sequence[Project],
    invoices: Sequence[Invoice] | None,
    scene: Scene,
    *,
    of_expenses: Collection[str] = (),
) -> Answer:
    """The answer over these rows: one picture for each currency, never added up. `invoices`: None may not be seen."""
    currencies = {one.id: currency_of(one) for one in terms}
    is_whole = question.stretch == Stretch(None, None)
    seen = {row.project_id for row in work} | {one.project.id for one in expenses}
    fixed = [one for one in terms if has_fee(one) and (is_whole or one.id in seen)]

    def of(project_id: int, stub: str = "") -> str:
        return currencies.get(project_id) or stub

    by_currency = grouped(work, lambda row: of(row.project_id))
    spent = _by_currency(expenses, of)
    found = [
        picture(
            currency,
            by_currency.get(currency, ()),
            spent.get(currency, ()),
            terms=[one for one in fixed if currency_of(one) == currency],
            invoices=invoices,
            of_expenses=of_expenses,
            is_whole=is_whole,
            home=scene.account.currency,
        )
        for currency in sorted({*by_currency, *spent, *map(currency_of, fixed)} or {*map(currency_of, terms)} or {""})
    ]
    sees_rates = scene.account.sees_rates
    of_project = question.project is not None
    tables = [work_table(work, of, by=question.by, of_project=of_project, sees_rates=sees_rates)] if work else []
    reply = _reply(question, found, work, scene)
    if (
        question.is_profit
        and not of_project
        and sees_rates
        and any(one.margin is not None and one.cost for one in found)
    ):
        tables = [profit_table(work, of, fixed={one.id for one in fixed}, home=scene.account.currency)]
        if lost := losing(tables[0]):
            reply += f" Time costs more than it bills on {', '.join(lost[:_MOST_NAMED])}" + (
                f" and {len(lost) - _MOST_NAMED} more." if len(lost) > _MOST_NAMED else "."
            )
        else:
            reply += " On no project does time cost more than it bills."
    if expenses:
        tables.append(expenses_table(expenses, of))
    return Answer(
        Kind.COST,
        reply,
        scene.now,
        _figures(question, found, sees_rates=sees_rates),
        counted=_counted(question, found, work, scene),
        is_complete=sees_rates and scene.account.is_administrator and not any(one.hides_fees for one in found),
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


def _reply(question: Question, found: Sequence[Picture], work: Sequence[Work], scene: Scene) -> str:
    project, client = question.project, question.client
    subject = f"{project.name} ({project.client.name})" if project else client.name if client else "All work"
    when = in_words(question.stretch, scene.today, scene.account.week_starts)
    if question.stretch == Stretch(None, None) and work:
        when = f"since {short_day(min(row.day for row in work), scene.today)}"
    if not any(one.hours or one.expenses for one in found):
        return f"Nothing is tracked and nothing was spent for {subject} {when}".strip() + "."
    if len(found) == 1:
        pays = _pays(question, subject, when, found[0], scene) if question.is_profit else ""
        name = f"{when[:1].upper()}{when[1:]} it" if pays and when else "It" if pays else f"{subject} {when}"
        return f"{pays}{name} {_one_text(question, found[0], scene)}".replace("  ", " ")
    each = "; ".join(_short_text(question, one, scene) for one in found)
    apart = "".join(_fee_text(question, one) for one in found) if scene.account.sees_rates else ""
    return f"{subject} {when}, in {len(found)} currencies that are not added up: {each}.{apart}".replace("  ", " ")


def _pays(question: Question, subject: str, when: str, one: Picture, scene: Scene) -> str:
    """ "Nucleus (Hooli) makes money: …", or why that cannot be told."""
    if one.margin is None or not scene.account.sees_rates or not one.cost:
        other = scene.account.currency not in ("", one.currency)
        why = "cost rates are in another currency" if other else "not all of its time has a cost rate in Harvest"
        if not scene.account.is_administrator:
            why = "your role in Harvest may not see what time costs"
        return f"Whether {subject} makes money cannot be told: {why}. "
    of = f"{subject} {when}" if question.stretch != Stretch(None, None) else subject
    if one.margin < 0:
        much = money_text(-one.margin, one.currency)
        return f"{of} loses money: {much} more is spent on it than it bills. "
    much, bills = money_text(one.margin, one.currency), money_text(one.earned, one.currency)
    return f"{of} makes money: {much} of the {bills} that it bills is left after time and expenses. "


def _short_text(question: Question, one: Picture, scene: Scene) -> str:
    spent = money_text(one.expenses, one.currency)
    if not scene.account.sees_rates:
        return f"{hours_text(one.hours)} and expenses of {spent}"
    total, opened = money_text(one.total, one.currency), money_text(one.uninvoiced, one.currency)
    shows_margin = question.is_profit and one.margin is not None and one.cost
    margin = f", margin {money_text(one.margin or ZERO, one.currency)}" if shows_margin else ""
    return f"{total} ({hours_text(one.hours)}, expenses of {spent}, not invoiced {opened}{margin})"


def _one_text(question: Question, one: Picture, scene: Scene) -> str:
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
    is_whole = question.stretch == Stretch(None, None)
    text += _fee_text(question, one)
    if one.uninvoiced:
        beside = " besides fixed fees" if one.hides_fees else ""
        text += f" Not invoiced{beside}: {money(one.uninvoiced)}."
    if one.hides_fees:
        text += " What of fixed fees is not invoiced, your role in Harvest may not see."
    elif not one.uninvoiced and (is_whole or not one.fixed):
        text += " All that is billable is invoiced."
    if one.margin is not None and one.cost:
        share = f" ({one.margin * 100 / one.earned:.0f} %)" if one.earned else ""
        so = "so the margin" if is_whole or not one.fixed else "and without the work for a fixed fee the margin"
        text += f" Its time cost {money(one.cost)}, {so} is {money(one.margin)}{share}."
    return text


def _fee_text(question: Question, one: Picture) -> str:
    """Which fees count, in the place of their projects' hours; of some days, that none does. "" where none is."""
    if not one.fixed:
        return ""
    if question.stretch != Stretch(None, None):
        return f" {_no_part(one.fixed)}."
    if question.project is not None:
        return f" It has a fixed fee of {money_text(one.fixed[0].fee or ZERO, one.currency)}."
    fees = ", ".join(f"{plain(of.name)} {money_text(of.fee or ZERO, one.currency)}" for of in one.fixed)
    return f" Billed by a fixed fee, not by the hour: {fees}."


def _no_part(fixed: Sequence[Project]) -> str:
    """ "The fixed fee of Data Platform is for all of the project, so …"."""
    names = [plain(of.name) for of in fixed]
    if len(names) == 1:
        whose, what = f"fixed fee of {names[0]} is", "its time is"
    else:
        whose, what = f"fixed fees of {', '.join(names[:-1])} and {names[-1]} are", "their time is"
    return f"The {whose} not part of a month or of single days: {what} not in “not invoiced”"


def _counted(question: Question, found: Sequence[Picture], work: Sequence[Work], scene: Scene) -> str:
    parts = ["Rounded hours at each entry's billing rate, plus all expenses"]
    if len(found) > 1:
        parts.append("currencies are not added up")
    if any(row.is_running for row in work):
        parts.append(f"a running timer counted up to {scene.now:%H:%M}")
    fixed = [of for one in found for of in one.fixed]
    if any(one.hides_fees for one in found):
        parts.append("fixed fees are left out of what is not invoiced, as your role may see no invoices")
    elif fixed and question.stretch == Stretch(None, None):
        parts.append("not invoiced of a fixed fee is what no invoice has of it, whatever the hours")
    elif fixed:
        no_part = _no_part(fixed)
        parts.append(f"{no_part[0].lower()}{no_part[1:]} nor in the margin")
    if any(one.margin is not None for one in found):
        unsure = "" if scene.account.currency else ", with cost rates taken to be in the same currency"
        parts.append(f"margin: what is billed, or the fee, less time at cost rates and expenses{unsure}")
    if not scene.account.sees_others:
        parts.append("only your own time and expenses, which is what your role may see")
    elif not scene.account.is_administrator:
        parts.append("what you may see as a manager")
    return "; ".join(parts) + "."
