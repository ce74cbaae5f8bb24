"""Pulling time and expenses into an invoice: lines, billed marks, and the days that get locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.demo.call import Books
from desktop.demo.errors import InvalidError
from desktop.demo.params import Params
from desktop.demo.records import (
    Company,
    Expense,
    ExpenseCategory,
    Invoice,
    InvoicedSpan,
    ItemCategory,
    LineItem,
    Project,
    Task,
    TimeEntry,
    User,
)
from desktop.demo.rules.locking import refuse
from desktop.demo.rules.timers import clock_text
from desktop.demo.rules.worked import ZERO, Worked, worked

TIME_SUMMARIES = ("project", "task", "people", "detailed")
EXPENSE_SUMMARIES = ("project", "category", "people", "detailed")


@dataclass(frozen=True, slots=True)
class Part:
    """Which time, or which expenses, and how their lines are summed up. Both days or neither (all unbilled)."""

    summary: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """A `line_items_import`."""

    project_ids: tuple[int, ...]
    time: Part | None = None
    expenses: Part | None = None


@dataclass(slots=True)
class _Draft:
    """A line while it is summed up."""

    description: str
    price: Decimal
    project: Project
    quantity: Decimal = ZERO


def read_import(params: Params) -> Import | None:
    """The request's `line_items_import`, if any. Raises InvalidError for one that is not complete."""
    asked = params.nested("line_items_import")
    if asked is None:
        return None
    projects = asked.integers("project_ids")
    if not projects:
        raise InvalidError("Project ids can't be blank")
    return Import(tuple(projects), _part(asked, "time", TIME_SUMMARIES), _part(asked, "expenses", EXPENSE_SUMMARIES))


def _part(asked: Params, name: str, summaries: Sequence[str]) -> Part | None:
    part = asked.nested(name)
    if part is None:
        return None
    summary = part.text("summary_type")
    if summary not in summaries:
        raise InvalidError("Summary type is not included in the list")
    first, last = part.day("from"), part.day("to")
    if (first is None) != (last is None):
        raise InvalidError("Both from and to are needed, or neither")
    return Part(summary or "", first, last)


def pull(books: Books, invoice: Invoice, wanted: Import) -> Invoice:
    """Add the lines of the import to a stored invoice and mark what they bill.

    Raises InvalidError for projects of another client, for running timers in the way, and (by switch) where there is
    nothing to bill.
    """
    projects = [_project(books, invoice, number) for number in wanted.project_ids]
    lines: list[LineItem] = []
    spans: list[InvoicedSpan] = []
    if wanted.time is not None:
        lines += _time_lines(books, invoice, projects, wanted.time, spans)
    if wanted.expenses is not None:
        lines += _expense_lines(books, invoice, projects, wanted.expenses, spans)
    if not lines and books.switches.empty_import == "rejected":
        raise InvalidError("There is nothing to invoice")
    books.store.save_all(lines)
    books.store.save_all(spans)
    times = [span for span in spans if span.kind == "time"]
    if not times:
        return invoice
    first, last = min(span.first_day for span in times), max(span.last_day for span in times)
    return books.store.save(replace(invoice, period_start=first, period_end=last))


def _project(books: Books, invoice: Invoice, number: int) -> Project:
    project = books.store.find(Project, number)
    if project is None or project.client_id != invoice.client_id:
        raise InvalidError("Project is not of this client")
    return project


def _condition(project: Project, part: Part) -> tuple[str, list[object]]:
    if part.first is None:
        return "project_id = ? AND invoice_id IS NULL", [project.id]
    return (
        "project_id = ? AND invoice_id IS NULL AND spent_date BETWEEN ? AND ?",
        [project.id, part.first, part.last],
    )


def _time_lines(
    books: Books, invoice: Invoice, projects: Sequence[Project], part: Part, spans: list[InvoicedSpan]
) -> list[LineItem]:
    drafts: list[_Draft] = []
    for project in projects:
        where, values = _condition(project, part)
        if books.switches.running_timer_blocks_import and books.store.count(
            TimeEntry, where + " AND timer_started_at IS NOT NULL", values
        ):
            raise refuse(books, "A timer is running on one of the projects.")
        found = [work for work in worked(books, where + " AND timer_started_at IS NULL", values) if work.is_billable]
        if not found:
            continue
        drafts += _fee(books, project) if project.is_fixed_fee else _summed(books, part, found)
        _mark(books, invoice, TimeEntry, [work.entry.id for work in found])
        spans.append(_span(books, invoice, project, "time", [work.day for work in found]))
    return [_line(books, invoice, draft, _kind(books, "use_as_service")) for draft in drafts]


def _summed(books: Books, part: Part, found: Sequence[Worked]) -> list[_Draft]:
    """Lines per summary and rate, in the order of the first entry of each."""
    drafts: dict[tuple[object, Decimal], _Draft] = {}
    for work in found:
        rate = work.rate or ZERO
        key, text = _time_label(books, part, found, work)
        draft = drafts.setdefault((key, rate), _Draft(text, rate, work.project))
        draft.quantity += work.hours
    return list(drafts.values())


def _time_label(books: Books, part: Part, found: Sequence[Worked], work: Worked) -> tuple[object, str]:
    store, company = books.store, books.company
    head = _head(work.project)
    days = f"({_day(company, part.first or found[0].day)} - {_day(company, part.last or found[-1].day)})"
    if part.summary == "project":
        return work.project.id, f"{head} {days}"
    if part.summary == "task":
        return work.entry.task_id, f"{head}: {store.get(Task, work.entry.task_id).name} {days}"
    if part.summary == "people":
        return work.entry.user_id, f"{head}: {store.get(User, work.entry.user_id).name} {days}"
    times = ""
    if company.wants_timestamp_timers and work.entry.started_minute is not None and work.entry.ended_minute is not None:
        start, end = clock_text(company, work.entry.started_minute), clock_text(company, work.entry.ended_minute)
        times = f"[{start} - {end}] "
    text = f"{_day(company, work.day)} - {store.get(Task, work.entry.task_id).name}: {times}{work.entry.notes or ''}"
    return ("entry", work.entry.id), text.rstrip(": ")


def _fee(books: Books, project: Project) -> list[_Draft]:
    """A fixed fee is one line, of what no earlier line has billed."""
    lines = books.store.select(LineItem, "owner = 'invoice' AND project_id = ?", [project.id])
    left = (project.fee or ZERO) - sum((line.quantity * line.unit_price for line in lines), ZERO)
    return [_Draft(_head(project), left, project, Decimal(1))] if left > 0 else []


def _expense_lines(
    books: Books, invoice: Invoice, projects: Sequence[Project], part: Part, spans: list[InvoicedSpan]
) -> list[LineItem]:
    drafts: dict[tuple[object, ...], _Draft] = {}
    for project in projects:
        where, values = _condition(project, part)
        found = books.store.select(Expense, where + " AND billable", values, order="spent_date ASC, id ASC")
        for expense in found:
            key, text = _expense_label(books, part, project, expense)
            draft = drafts.setdefault((project.id, key), _Draft(text, ZERO, project, Decimal(1)))
            draft.price += expense.total_cost
        if found:
            _mark(books, invoice, Expense, [expense.id for expense in found])
            spans.append(_span(books, invoice, project, "expenses", [expense.spent_date for expense in found]))
    return [_line(books, invoice, draft, _kind(books, "use_as_expense")) for draft in drafts.values()]


def _expense_label(books: Books, part: Part, project: Project, expense: Expense) -> tuple[object, str]:
    store = books.store
    if part.summary == "project":
        return "all", f"{_head(project)}: Expenses"
    if part.summary == "people":
        return expense.user_id, f"{_head(project)}: {store.get(User, expense.user_id).name}"
    category = store.get(ExpenseCategory, expense.expense_category_id).name
    if part.summary == "category":
        return expense.expense_category_id, f"{_head(project)}: {category}"
    text = f"{_day(books.company, expense.spent_date)} - {category}: {expense.notes or ''}"
    return ("expense", expense.id), text.rstrip(": ")


def _mark(books: Books, invoice: Invoice, kind: type[TimeEntry] | type[Expense], ids: Sequence[int]) -> None:
    place = "?" + ", ?" * (len(ids) - 1)
    books.store.set_all(kind, "invoice_id = ?, updated_at = ?", f"id IN ({place})", [invoice.id, books.now, *ids])


def _span(books: Books, invoice: Invoice, project: Project, kind: str, days: Sequence[date]) -> InvoicedSpan:
    return InvoicedSpan(
        invoice_id=invoice.id,
        project_id=project.id,
        kind=kind,
        first_day=min(days),
        last_day=max(days),
        created_at=books.now,
        updated_at=books.now,
    )


def _line(books: Books, invoice: Invoice, draft: _Draft, kind: str) -> LineItem:
    return LineItem(
        owner="invoice",
        owner_id=invoice.id,
        kind=kind,
        description=draft.description,
        quantity=draft.quantity,
        unit_price=draft.price,
        taxed=invoice.tax is not None,
        taxed2=invoice.tax2 is not None,
        project_id=draft.project.id,
        created_at=books.now,
        updated_at=books.now,
    )


def _kind(books: Books, flag: str) -> str:
    found = books.store.first(ItemCategory, f"owner = 'invoice' AND {flag}")
    return found.name if found else "Service"


def _head(project: Project) -> str:
    return f"[{project.code}] {project.name}" if project.code else project.name


def _day(company: Company, day: date) -> str:
    return day.strftime(company.date_format)
