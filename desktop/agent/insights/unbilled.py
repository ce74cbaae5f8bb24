"""What is on no invoice: billable hours and their worth, billable expenses, and what is left of fixed fees.

"What can I invoice Acme?" becomes "Not invoiced for Acme: $4,200.00, …", with a row for each project.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.agent.fees import fees_billed
from desktop.agent.insights import unbilled_report
from desktop.agent.insights.answer import Answer, Cell, Column, Figure, Money, Offer, Table, Unit
from desktop.agent.insights.costs import has_fee, terms_of
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source, nothing
from desktop.agent.insights.spans import Stretch, in_words, short_day
from desktop.agent.insights.standing import currency_of
from desktop.agent.insights.sums import ZERO, worth
from desktop.agent.insights.unbilled_report import Report
from desktop.agent.intents import By, Interpretation, Kind
from desktop.agent.wording import count_text, hours_text
from desktop.harvest import catalog
from desktop.harvest.models import Expense, Invoice, Project, UninvoicedRow
from desktop.harvest.text import plain
from desktop.harvest.work import Work
from desktop.text.money_text import money_text

_ALL = Stretch(None, None)


@dataclass(frozen=True, slots=True)
class Line:
    """What is on no invoice of one project, or of several of one client and currency.

    `hours` are billable ones, rounded entry by entry as Harvest bills them; `amount` is what they bill by the hour,
    `fee` what is left of a fixed fee, `expenses` are billable ones. `unrated` are those of the hours whose rate is not
    known, or may not be seen: they are in no amount.
    """

    name: str
    currency: str
    hours: Decimal = ZERO
    amount: Decimal = ZERO
    expenses: Decimal = ZERO
    fee: Decimal = ZERO
    unrated: Decimal = ZERO

    @property
    def is_unrated(self) -> bool:
        """Whether there are hours, and no money that is known of them."""
        return self.hours > 0 and self.unrated == self.hours and not self.fee

    @property
    def total(self) -> Decimal:
        """All that could be invoiced."""
        return self.amount + self.expenses + self.fee

    def __add__(self, other: Line) -> Line:
        return Line(
            self.name,
            self.currency,
            self.hours + other.hours,
            self.amount + other.amount,
            self.expenses + other.expenses,
            self.fee + other.fee,
            self.unrated + other.unrated,
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about; without days all that there is."""

    stretch: Stretch
    project: catalog.Project | None
    client: catalog.Client | None
    by: By

    @property
    def about(self) -> str:
        """ "on Website (Acme)", "for Acme", "" for everything."""
        if self.project is not None:
            return f"on {self.project.name} ({self.project.client.name})"
        return f"for {self.client.name}" if self.client is not None else ""


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    stretch = Stretch(meant.start, meant.end)
    project = None if meant.asked.client_only and meant.client else meant.project
    client = None if project else meant.client
    shared = scene.account.sees_others
    scope = Scope(
        user_id=None if shared else scene.account.user_id,
        project_id=project.id if project else None,
        client_id=client.id if client else None,
        start=stretch.start,
        end=stretch.end,
        is_billed=False,
    )
    by = By.CLIENT if meant.asked.by is By.CLIENT and project is None else By.PROJECT
    question = Question(stretch, project, client, by)
    if shared and project is None and client is None and unbilled_report.is_for_report(stretch):
        return await _of_everything(question, scope, scene, source)
    terms, work, expenses = await asyncio.gather(
        terms_of(project, client, source) if shared else nothing(), source.work(scope), source.expenses(scope)
    )
    invoices, kinds = await _of_fees(question, terms, source)
    return answer(question, work, expenses, terms, invoices, scene, of_expenses=kinds)


async def _of_everything(question: Question, scope: Scope, scene: Scene, source: Source) -> Answer:
    """By Harvest's own report where the role may see it, else by all that is on no invoice."""
    terms = await source.projects()
    report, (invoices, kinds) = await asyncio.gather(
        unbilled_report.read(question.stretch, terms, scene.today, source), _of_fees(question, terms, source)
    )
    if report is not None:
        work, expenses = report.work, report.expenses
    else:
        work, expenses = await asyncio.gather(source.work(scope), source.expenses(scope))
    return answer(question, work, expenses, terms, invoices, scene, of_expenses=kinds, report=report)


async def _of_fees(
    question: Question, terms: Sequence[Project], source: Source
) -> tuple[Sequence[Invoice] | None, Collection[str]]:
    """The invoices that may have fees of these projects, and the kinds of their lines that are for expenses alone;
    nothing where no fee counts. Invoices are None where the role may see none.
    """
    project, client = question.project, question.client
    if question.stretch != _ALL or not any(map(has_fee, terms)):
        return (), ()
    return await asyncio.gather(
        source.invoices(
            project_id=project.id if project else None, client_id=client.id if client and not project else None
        ),
        source.expense_kinds(),
    )


def lines(
    work: Iterable[Work],
    expenses: Iterable[Expense],
    terms: Sequence[Project],
    invoices: Iterable[Invoice] = (),
    *,
    of_expenses: Collection[str] = (),
    with_fees: bool = True,
    by: By = By.PROJECT,
    reported: Iterable[UninvoicedRow] = (),
) -> tuple[Line, ...]:
    """A line for each project or client that has anything to invoice, the largest of each currency first.

    `reported` is what Harvest has added up already, and is in no other rows.

    Work for a fixed fee bills nothing by the hour; `with_fees` what no invoice has of the fee counts instead.
    """
    known = {one.id: one for one in terms}
    fixed = {one.id for one in terms if has_fee(one)}
    found: dict[tuple[int, str], Line] = {}

    def add(client_id: int, client: str, project_id: int, project: str, line: Line) -> None:
        is_by_client = by is By.CLIENT
        key = (client_id if is_by_client else project_id, line.currency)
        name = client if is_by_client else f"{client} › {project}"
        found[key] = found.get(key, Line(name, line.currency)) + line

    def currency(project_id: int, stub: str = "") -> str:
        return (currency_of(known[project_id]) if project_id in known else "") or stub

    for row in work:
        if row.is_billable and not row.is_billed:
            is_hourly = row.project_id not in fixed
            amount = worth(row) if is_hourly else ZERO
            unrated = row.rounded if is_hourly and row.rate is None else ZERO
            line = Line("", currency(row.project_id), hours=row.rounded, amount=amount, unrated=unrated)
            add(row.client_id, row.client, row.project_id, row.project, line)
    for one in expenses:
        if one.billable and not one.is_billed:
            line = Line("", currency(one.project.id, one.client.currency), expenses=one.total_cost)
            add(one.client.id, plain(one.client.name), one.project.id, plain(one.project.name or ""), line)
    for of_project in reported:
        its = currency(of_project.project_id, of_project.currency)
        line = _reported(of_project, its, is_fixed=of_project.project_id in fixed)
        names = plain(of_project.client_name), plain(of_project.project_name)
        add(of_project.client_id, names[0], of_project.project_id, names[1], line)
    billed = fees_billed(invoices, of_expenses)
    for project_id in fixed if with_fees else ():
        of = known[project_id]
        left = max((of.fee or ZERO) - billed.get(project_id, ZERO), ZERO)
        add(of.client.id, plain(of.client.name), of.id, plain(of.name), Line("", currency_of(of), fee=left))
    kept = [line for line in found.values() if line.total or line.hours]
    return tuple(sorted(kept, key=lambda line: (line.currency, -line.total, -line.hours, line.name)))


def _reported(row: UninvoicedRow, currency: str, *, is_fixed: bool) -> Line:
    """What the report says of a project. Of a fixed fee it has the fee of each stretch anew, which is left out here."""
    amount = ZERO if is_fixed else row.uninvoiced_amount - row.uninvoiced_expenses
    unrated = row.uninvoiced_hours if not is_fixed and not amount else ZERO
    return Line("", currency, row.uninvoiced_hours, amount, row.uninvoiced_expenses, unrated=unrated)


def answer(
    question: Question,
    work: Sequence[Work],
    expenses: Sequence[Expense],
    terms: Sequence[Project],
    invoices: Sequence[Invoice] | None,
    scene: Scene,
    *,
    of_expenses: Collection[str] = (),
    report: Report | None = None,
) -> Answer:
    """The answer over rows that are on no invoice; currencies are never added up. `invoices`: None may not be seen.

    `report` has what the rows have not.
    """
    with_fees = question.stretch == _ALL and invoices is not None
    found = lines(
        work,
        expenses,
        terms,
        invoices or (),
        of_expenses=of_expenses,
        with_fees=with_fees,
        by=question.by,
        reported=report.rows if report else (),
    )
    sums: dict[str, Line] = {}
    for line in found:
        sums[line.currency] = sums.get(line.currency, Line("", line.currency)) + line
    sees_rates = scene.account.sees_rates
    client = question.client or (question.project.client if question.project else None)
    return Answer(
        Kind.COST,
        _reply(question, sums, found, scene),
        scene.now,
        _figures(question, sums, found, sees_rates=sees_rates),
        counted=_counted(question, work, terms, scene, report, sees_invoices=invoices is not None),
        is_complete=sees_rates and scene.account.is_administrator and invoices is not None,
        tables=(_table(question, found, sums, sees_rates=sees_rates),) if found else (),
        link=scene.page("/reports/uninvoiced"),
        offers=(Offer(f"Draft an invoice for {client.name}", f"create an invoice for {client.name}"),)
        if client and found and scene.account.is_administrator
        else (),
    )


def _reply(question: Question, sums: dict[str, Line], found: Sequence[Line], scene: Scene) -> str:
    when = in_words(question.stretch, scene.today, scene.account.week_starts)
    place = " ".join(part for part in (question.about, when) if part)
    if not found:
        return f"All that is billable {place}".strip() + " is invoiced."
    sees_rates = scene.account.sees_rates
    parts = [_line_text(line, sees_rates=sees_rates) for line in sums.values()]
    text = f"Not invoiced {place}".strip() + (" yet" if question.stretch == _ALL else "")
    currencies = {line.currency for line in sums.values() if not line.is_unrated}
    if len(currencies) > 1 and sees_rates:
        text += f", in {len(currencies)} currencies that are not added up"
    text += f": {'; '.join(parts)}"
    if question.project is None and len(found) > 1:
        many = ("client", "clients") if question.by is By.CLIENT else ("project", "projects")
        text += f"; from {count_text(len({line.name for line in found}), *many)}"
    return f"{text}." + ("" if sees_rates else " What hours are billed at, your role in Harvest may not see.")


def _line_text(line: Line, *, sees_rates: bool) -> str:
    def money(amount: Decimal) -> str:
        return money_text(amount, line.currency)

    hours = f"{hours_text(line.hours)} billable"
    if not sees_rates or line.is_unrated:
        hours += "" if not sees_rates else " at no rate that is known"
        return f"{hours} and expenses of {money(line.expenses)}" if line.expenses else hours
    parts = {"by the hour": line.amount, "of expenses": line.expenses, "of fixed fees": line.fee}
    of = [f"{money(amount)} {what}" for what, amount in parts.items() if amount]
    if line.unrated:
        hours += f", {hours_text(line.unrated)} of it at no rate that is known"
    return f"{money(line.total)} ({hours}{': ' + ', '.join(of) if len(of) > 1 else ''})"


def _figures(
    question: Question, sums: dict[str, Line], found: Sequence[Line], *, sees_rates: bool
) -> dict[str, Figure]:
    project, client = question.project, question.client
    alone = next(iter(sums.values())) if len(sums) == 1 else None
    figures: dict[str, Figure] = {
        "project": project.name if project else None,
        "client": project.client.name if project else client.name if client else None,
        "from": question.stretch.start,
        "to": question.stretch.end,
        "hours": sum((line.hours for line in found), ZERO),
        "billable_hours": sum((line.hours for line in found), ZERO),
        **_amounts(alone or (None if sums else Line("", "")), sees_rates=sees_rates),
        "by": [{"name": line.name, "hours": line.hours, **_amounts(line, sees_rates=sees_rates)} for line in found],
    }
    if len(sums) > 1:
        figures["currencies"] = [
            {"hours": line.hours, **_amounts(line, sees_rates=sees_rates)} for line in sums.values()
        ]
    return figures


def _amounts(line: Line | None, *, sees_rates: bool) -> dict[str, Figure]:
    """The amounts of one currency; None for several, and what rests on rates where they may not be seen."""
    is_seen = line is not None and sees_rates and not line.is_unrated
    return {
        "currency": (line.currency or None) if line else None,
        "billable_amount": line.amount if line and is_seen else None,
        "expenses": line.expenses if line else None,
        "expenses_billable": line.expenses if line else None,
        "fees": line.fee if line and is_seen else None,
        "total": line.total if line and is_seen else None,
        "uninvoiced_amount": line.total if line and is_seen else None,
    }


def _table(question: Question, found: Sequence[Line], sums: dict[str, Line], *, sees_rates: bool) -> Table:
    with_fees = sees_rates and any(line.fee for line in found)
    with_expenses = any(line.expenses for line in found)
    columns = [Column("Client" if question.by is By.CLIENT else "Project"), Column("Hours", Unit.HOURS)]
    columns += [Column("Work", Unit.MONEY)] if sees_rates else []
    columns += [Column("Expenses", Unit.MONEY)] if with_expenses else []
    columns += [Column("Fixed fee", Unit.MONEY)] if with_fees else []
    columns += [Column("Not invoiced", Unit.MONEY)] if sees_rates else []

    def cells(name: str, line: Line) -> tuple[Cell, ...]:
        amounts = [None if line.is_unrated else line.amount] if sees_rates else []
        amounts += [line.expenses] if with_expenses else []
        amounts += [line.fee] if with_fees else []
        amounts += [None if line.is_unrated else line.total] if sees_rates else []
        return (name, line.hours, *(None if one is None else Money(one, line.currency) for one in amounts))

    alone = next(iter(sums.values())) if len(sums) == 1 else None
    total = cells("Total", alone) if alone and len(found) > 1 else None
    return Table(tuple(columns), tuple(cells(line.name, line) for line in found), total=total)


def _counted(
    question: Question,
    work: Sequence[Work],
    terms: Sequence[Project],
    scene: Scene,
    report: Report | None,
    *,
    sees_invoices: bool,
) -> str:
    parts = ["Billable time and expenses on no invoice; rounded hours at each entry's billing rate"]
    if report is not None:
        until = f", dated up to {short_day(report.until, scene.today)}" if question.stretch.end is None else ""
        parts.append(f"added up by Harvest's own report of what is not invoiced{until}")
    fixed = [one for one in terms if has_fee(one)]
    if fixed and question.stretch == _ALL and not sees_invoices:
        parts.append("fixed fees are left out, as your role may see no invoices")
    elif fixed and question.stretch == _ALL:
        parts.append("of fixed fees what no invoice has of them, whatever the hours")
    elif {one.id for one in fixed} & _projects_of(work, report):
        parts.append("work for a fixed fee counts no amount of single days")
    if any(row.is_running and row.is_billable for row in work):
        parts.append(f"a running timer counted up to {scene.now:%H:%M}")
    if not scene.account.sees_others:
        parts.append("only your own time and expenses, which is what your role may see")
    elif not scene.account.is_administrator and report is not None:
        parts.append("the projects that you manage")
    elif not scene.account.is_administrator:
        parts.append("what you may see as a manager")
    return "; ".join(parts) + "."


def _projects_of(work: Iterable[Work], report: Report | None) -> set[int]:
    return {row.project_id for row in work} | {row.project_id for row in (report.rows if report else ())}
