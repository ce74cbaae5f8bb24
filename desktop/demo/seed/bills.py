"""Invoices of past months, made by the same rules as those a client asks for, so that everything adds up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from desktop.demo.call import Books
from desktop.demo.records import Client, Company, Invoice, Payment, Project, TimeEntry, User
from desktop.demo.rules.importing import Import, Part, pull
from desktop.demo.rules.invoicing import due_date, invoice_amount
from desktop.demo.store import Store
from desktop.demo.switches import Switches

SETTLING_DAYS = 10
_PAID_AFTER = timedelta(days=21)
_TERM = "net 30"


def months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """First and last days of the calendar months that touch the span, cut to it."""
    start = first
    while start <= last:
        following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield start, min(last, following - timedelta(days=1))
        start = following


def bill_history(store: Store, first: date, today: date, *, groups: int = 5, most: int | None = None) -> None:
    """Invoice the months from `first` on that ended ten days ago or earlier.

    Every month bills the first `groups` clients with all their projects; of all these the latest `most` are made.
    Older invoices are paid, the latest month's are open, and the very last one is a draft.
    """
    user = store.select(User, order="id ASC", limit=1)[0]
    company = store.get(Company, 1)
    spans = [span for span in months(first, today - timedelta(days=1)) if _is_settled(span[1], today)]
    billed = _groups(store, groups)
    bills = [(group, span) for span in spans for group in billed if _has_work(store, group, *span)]
    bills = bills[-most:] if most is not None else bills
    for place, (group, span) in enumerate(bills):
        issued = datetime.combine(span[1] + timedelta(days=1), time(9, 30), UTC)
        _bill(Books(store, company, Switches(), issued), user, group, span, today, is_draft=place == len(bills) - 1)


def _is_settled(last: date, today: date) -> bool:
    is_month_end = (last + timedelta(days=1)).day == 1
    return is_month_end and last <= today - timedelta(days=SETTLING_DAYS)


def _groups(store: Store, count: int) -> list[tuple[Client, tuple[int, ...]]]:
    """Clients with the projects that are billed by the hour."""
    found: list[tuple[Client, tuple[int, ...]]] = []
    for client in store.select(Client, "is_active", order="id ASC"):
        where = "client_id = ? AND is_billable AND is_active AND NOT is_fixed_fee"
        projects = store.select(Project, where, [client.id], order="id ASC")
        if projects and len(found) < count:
            found.append((client, tuple(project.id for project in projects)))
    return found


def _has_work(store: Store, group: tuple[Client, tuple[int, ...]], start: date, end: date) -> bool:
    return any(
        store.count(TimeEntry, "project_id = ? AND spent_date BETWEEN ? AND ?", (number, start, end))
        for number in group[1]
    )


def _bill(
    books: Books,
    user: User,
    group: tuple[Client, tuple[int, ...]],
    span: tuple[date, date],
    today: date,
    *,
    is_draft: bool,
) -> None:
    client, projects = group
    issue = books.now.date()
    count = books.store.count(Invoice, "issue_date BETWEEN ? AND ?", (issue.replace(month=1, day=1), issue))
    invoice = books.store.save(
        Invoice(
            client_id=client.id,
            creator_id=user.id,
            number=f"{issue.year}-{count + 1:03d}",
            client_key=f"{client.id:x}{issue:%Y%m%d}{projects[0]:x}".rjust(40, "0"),
            subject=f"{client.name}, {span[1]:%B %Y}",
            currency=client.currency,
            issue_date=issue,
            due_date=due_date(_TERM, issue, None),
            payment_term=_TERM,
            created_at=books.now,
            updated_at=books.now,
        )
    )
    invoice = pull(books, invoice, Import(projects, Part("task", *span), Part("category", *span)))
    if is_draft:
        return
    invoice = books.store.save(replace(invoice, state="open", sent_at=books.now))
    paid_on = issue + _PAID_AFTER
    amount = invoice_amount(books.store, invoice)
    if paid_on < today and amount > Decimal(0):
        _pay(books, user, invoice, amount, paid_on)


def _pay(books: Books, user: User, invoice: Invoice, amount: Decimal, day: date) -> None:
    instant = datetime.combine(day, time(0, 0), UTC)
    books.store.save(
        Payment(
            invoice_id=invoice.id,
            amount=amount,
            paid_at=instant,
            paid_date=day,
            recorded_by=user.name,
            recorded_by_email=user.email,
            created_at=instant,
            updated_at=instant,
        )
    )
    books.store.save(replace(invoice, state="paid", paid_at=instant, paid_date=day, updated_at=instant))
