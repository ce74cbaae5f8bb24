"""Invoices as rows of a table and as sums by currency: what lists of them and what was billed share.

Two invoices of $100.00 and one of €50.00 are "$200.00 and €50.00", never one sum.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias, TypeVar

from desktop.agent.insights.answer import Cell, Column, Figure, Money, Table, Unit
from desktop.agent.insights.finding import newest_first
from desktop.agent.insights.sums import ZERO
from desktop.agent.wording import count_text
from desktop.harvest.models import Invoice
from desktop.harvest.text import plain
from desktop.text.money_text import money_text

Sums: TypeAlias = dict[str, Decimal]
"""Amounts by currency (ISO 4217), in the order of their names."""

MOST_LISTED: Final = 60
K = TypeVar("K", bound=Hashable)


def due_of(invoice: Invoice) -> Decimal:
    """What is still to be paid of it: nothing of a draft, which nobody was sent, nor of what was written off."""
    if invoice.state != "open":
        return ZERO
    return invoice.amount if invoice.due_amount is None else invoice.due_amount


def days_late(invoice: Invoice, today: date) -> int:
    """Days since it should have been paid; 0 where it is in time, paid, or was never sent."""
    if invoice.due_date is None or due_of(invoice) <= 0:
        return 0
    return max((today - invoice.due_date).days, 0)


def sums_of(invoices: Iterable[Invoice], amount: Callable[[Invoice], Decimal]) -> Sums:
    """Amounts by currency; currencies of which there is nothing are left out."""
    found: Sums = {}
    for one in invoices:
        found[one.currency] = found.get(one.currency, ZERO) + amount(one)
    return {currency: found[currency] for currency in sorted(found) if found[currency]}


def whole(invoice: Invoice) -> Decimal:
    """All that it comes to."""
    return invoice.amount


def sums_text(sums: Sums) -> str:
    """`$200.00 and €50.00`; a bare 0 where there is nothing."""
    texts = [money_text(amount, currency) for currency, amount in sums.items()]
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts) or "nothing"


def by_key(invoices: Iterable[Invoice], key: Callable[[Invoice], K]) -> dict[K, list[Invoice]]:
    """Invoices by that key, in the order in which the keys first came."""
    found: dict[K, list[Invoice]] = {}
    for one in invoices:
        found.setdefault(key(one), []).append(one)
    return found


def clients_of(invoices: Iterable[Invoice]) -> dict[tuple[int, str], list[Invoice]]:
    """Invoices by client (id and plain name)."""
    return by_key(invoices, lambda one: (one.client.id, plain(one.client.name)))


def invoice_table(invoices: Sequence[Invoice], today: date, *, with_due: bool, with_paid: bool = False) -> Table:
    """A row for each, those that are due longest first, else the newest; sums where all are of one currency."""
    late = {one.id: days_late(one, today) for one in invoices}
    ordered = newest_first(invoices)
    if any(late.values()):
        ordered.sort(key=lambda one: -late[one.id])
    states = {one.state for one in invoices}
    columns = [Column("Invoice"), Column("Client"), Column("Issued", Unit.DAY), Column("Due", Unit.DAY)]
    columns += [Column("Paid", Unit.DAY)] if with_paid else []
    columns += [Column("State")] if len(states) > 1 else []
    columns += [Column("Amount", Unit.MONEY)]
    columns += [Column("Still due", Unit.MONEY)] if with_due else []
    columns += [Column("Days late", Unit.COUNT)] if any(late.values()) else []

    def row(one: Invoice) -> tuple[Cell, ...]:
        cells: list[Cell] = [plain(one.number), plain(one.client.name), one.issue_date, one.due_date]
        cells += [one.paid_date] if with_paid else []
        cells += [one.state] if len(states) > 1 else []
        cells += [Money(one.amount, one.currency)]
        cells += [Money(due_of(one), one.currency)] if with_due else []
        cells += [Decimal(late[one.id]) if late[one.id] else None] if any(late.values()) else []
        return tuple(cells)

    shown = ordered[:MOST_LISTED]
    title = f"{len(shown)} of {len(invoices):,} invoices" if len(invoices) > len(shown) else ""
    return Table(tuple(columns), tuple(row(one) for one in shown), title, _total(columns, invoices))


def _total(columns: Sequence[Column], invoices: Sequence[Invoice]) -> tuple[Cell, ...] | None:
    currencies = {one.currency for one in invoices}
    if len(currencies) > 1 or not invoices:
        return None
    (currency,) = currencies
    sums = {
        "Amount": sum((one.amount for one in invoices), ZERO),
        "Still due": sum((due_of(one) for one in invoices), ZERO),
    }
    first = count_text(len(invoices), "invoice", "invoices")
    rest = (Money(sums[one.title], currency) if one.title in sums else None for one in columns[1:])
    return (first, *rest)


def currency_table(invoices: Sequence[Invoice], *, with_due: bool) -> list[Table]:
    """Sums by currency, where there are several: they are never added up."""
    found = by_key(sorted(invoices, key=lambda one: one.currency), lambda one: one.currency)
    if len(found) < 2:
        return []
    columns = [Column("Currency"), Column("Invoices", Unit.COUNT), Column("Amount", Unit.MONEY)]
    columns += [Column("Still due", Unit.MONEY)] if with_due else []
    rows: list[tuple[Cell, ...]] = []
    for currency, ones in found.items():
        cells: list[Cell] = [currency, Decimal(len(ones)), Money(sum((one.amount for one in ones), ZERO), currency)]
        cells += [Money(sum((due_of(one) for one in ones), ZERO), currency)] if with_due else []
        rows.append(tuple(cells))
    return [Table(tuple(columns), tuple(rows))]


def totals_figure(invoices: Sequence[Invoice]) -> list[Figure]:
    """`totals` of the figures: for each currency how many there are, what they come to and what is still due."""
    found = by_key(sorted(invoices, key=lambda one: one.currency), lambda one: one.currency)
    return [
        {
            "currency": currency,
            "count": len(ones),
            "amount": sum((one.amount for one in ones), ZERO),
            "due_amount": sum((due_of(one) for one in ones), ZERO),
        }
        for currency, ones in found.items()
    ]


def invoice_figure(one: Invoice, today: date) -> Figure:
    """One invoice of the figures' `invoices`."""
    return {
        "id": one.id,
        "number": plain(one.number),
        "client": plain(one.client.name),
        "state": one.state,
        "currency": one.currency,
        "amount": one.amount,
        "due_amount": due_of(one),
        "issue_date": one.issue_date,
        "due_date": one.due_date,
        "paid_date": one.paid_date,
        "days_late": days_late(one, today),
    }
