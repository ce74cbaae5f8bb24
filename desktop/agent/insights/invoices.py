"""An invoice explained: what it bills, how it differs from the one before and why, and a courteous reply to the client.

"Why is the latest Globex invoice so high?" becomes "Invoice 2026-031 of Globex … comes to $9,450.00, … more than …".
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from desktop.agent.insights.answer import (
    Answer,
    Cell,
    Column,
    Copy,
    Figure,
    InvoiceParts,
    Money,
    Offer,
    Part,
    Table,
    Unit,
)
from desktop.agent.insights.bill import Bill, Driver, Line, bill_of, drivers
from desktop.agent.insights.finding import before, covering, newest_first, numbered
from desktop.agent.insights.letter import letter
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source
from desktop.agent.insights.spans import Stretch, in_words, short_day
from desktop.agent.insights.sums import ZERO, grouped
from desktop.agent.intents import Asked, By, Interpretation, Kind
from desktop.agent.wording import count_text, hours_text
from desktop.harvest.models import Invoice
from desktop.harvest.text import plain
from desktop.harvest.work import Work
from desktop.text.money_text import money_text

_MOST_OFFERED: Final = 8
_MOST_PARTS: Final = 8
_YEAR_OR_MONTH: Final = re.compile(r"20\d\d(?:-\d\d)?")


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    client = meant.client or (meant.project.client if meant.project else None)
    # One list serves to find the invoice and the one before it.
    found = await source.invoices(client_id=client.id if client and not meant.asked.numbers else None)
    if found is None:
        return _not_seen(scene)
    whose = plain(client.name) if client else ""
    fitting, unfit = _fitting(meant, found, client.id if client else None)
    if not fitting:
        return _none(whose, unfit, found, meant, scene)
    if len(fitting) > 1 and not _means_latest(meant):
        return _which(fitting, meant, scene)
    invoice = fitting[0]
    earlier = before(invoice, found)
    start, end = _days(invoice, earlier)
    if start is None:
        return answer(bill_of(invoice, (), ()), bill_of(earlier, (), ()) if earlier else None, scene, meant.asked)
    scope = Scope(client_id=invoice.client.id, start=start, end=end)
    work, expenses = await asyncio.gather(
        source.work(scope), source.expenses(Scope(client_id=invoice.client.id, end=end))
    )
    now = bill_of(invoice, work, expenses)
    past = bill_of(earlier, work, expenses) if earlier else None
    return answer(now, past, scene, meant.asked, [row for row in work if row.invoice_id == invoice.id])


def _fitting(meant: Interpretation, found: Sequence[Invoice], client_id: int | None) -> tuple[list[Invoice], str]:
    """The invoices that the words fit, newest first, and what was said that fits none."""
    if meant.asked.numbers:
        by_number = numbered(found, meant.asked.numbers)
        own = [one for one in by_number if client_id is None or one.client.id == client_id]
        if own or by_number:
            return own or by_number, ""
        unfit = [one for one in meant.asked.numbers if not _YEAR_OR_MONTH.fullmatch(one)]
        if unfit or meant.start is None:
            return [], f"with the number {(unfit or meant.asked.numbers)[0]}"
    of_client = [one for one in found if client_id is None or one.client.id == client_id]
    if meant.start is not None or meant.end is not None:
        stretch = Stretch(meant.start, meant.end)
        return covering(of_client, stretch), "for those days"
    if meant.asked.is_mail:  # a client asks about what they were sent
        of_client = [one for one in of_client if one.state != "draft"] or of_client
    return newest_first(of_client), ""


def _means_latest(meant: Interpretation) -> bool:
    return not meant.asked.numbers and meant.start is None and meant.end is None


def _days(invoice: Invoice, earlier: Invoice | None) -> tuple[date | None, date | None]:
    """From the first day that either bills to the last one of this invoice; none where it was written by hand."""
    starts = [one.period_start for one in (invoice, earlier) if one is not None and one.period_start is not None]
    ends = [one.period_end for one in (invoice, earlier) if one is not None and one.period_end is not None]
    return min(starts, default=None), max(ends, default=None)


# --- what is answered -------------------------------------------------------------------------------------------------


def answer(now: Bill, past: Bill | None, scene: Scene, asked: Asked, work: Sequence[Work] = ()) -> Answer:
    """The answer about an invoice, beside the one before where there is one. `work` are the entries that it bills."""
    changes = drivers(now, past) if past else []
    tables = [_lines_table(now)]
    if now.expenses or now.adjustments:
        tables.append(_others_table(now))
    if changes and past:
        tables.append(_changes_table(changes, now, past))
    if asked.by is By.PERSON and work:
        tables.append(_people_table(work, now.invoice.currency))
    return Answer(
        Kind.INVOICE_EXPLAIN,
        _reply(now, past, changes, scene.today),
        scene.now,
        _figures(now, past, changes),
        counted=_counted(now),
        is_complete=now.is_from_entries,
        tables=tuple(tables),
        pictures=(_picture(now, past),) if now.lines else (),
        copies=(Copy("Reply to the client", letter(now, past, changes, scene)),),
        link=scene.page(f"/invoices/{now.invoice.id}"),
    )


def _figures(now: Bill, past: Bill | None, changes: Sequence[Driver]) -> dict[str, Figure]:
    invoice = now.invoice
    return {
        "invoice": {
            "id": invoice.id,
            "number": plain(invoice.number),
            "client": plain(invoice.client.name),
            "amount": invoice.amount,
            "currency": invoice.currency,
            "issue_date": invoice.issue_date,
            "state": invoice.state,
        },
        "lines": [
            {
                "project": line.project,
                "task": line.task,
                "hours": line.hours,
                "rate": line.rate,
                "amount": line.amount,
            }
            for line in now.lines
        ],
        "hours": now.hours,
        "expenses": now.expenses_total,
        "adjustments": now.adjustments,
        "previous": {
            "id": past.invoice.id,
            "number": plain(past.invoice.number),
            "amount": past.invoice.amount,
            "issue_date": past.invoice.issue_date,
        }
        if past
        else None,
        "difference": now.invoice.amount - past.invoice.amount if past else None,
        "drivers": [
            {
                "project": one.project or None,
                "task": one.task,
                "hours_change": one.hours_change,
                "amount_change": one.amount_change,
                "by_hours": one.by_hours,
                "by_rate": one.by_rate,
            }
            for one in changes
        ],
    }


def _reply(now: Bill, past: Bill | None, changes: Sequence[Driver], today: date) -> str:
    invoice = now.invoice

    def money(amount: Decimal) -> str:
        return money_text(amount, invoice.currency)

    day = f"{short_day(invoice.issue_date, today)}, " if invoice.issue_date else ""
    text = f"Invoice {plain(invoice.number)} of {plain(invoice.client.name)} ({day}{invoice.state}) comes to "
    text += f"{money(invoice.amount)}: {hours_text(now.hours)} for {money(now.time)}"
    text += f" and expenses of {money(now.expenses_total)}" if now.expenses_total else ""
    text += f", with {money(now.adjustments)} of discount, taxes and rounding." if _counts(now.adjustments) else "."
    if past is None:
        return text + " There is none before it to compare it with."
    difference = invoice.amount - past.invoice.amount
    number = plain(past.invoice.number)
    if not difference:
        return f"{text} That is as much as {number} before it."
    more = "more" if difference > 0 else "less"
    text += f" That is {money(abs(difference))} {more} than {number} before it"
    same_way = [one for one in changes if (one.amount_change > 0) is (difference > 0)][:2]
    return (
        f"{text}, mostly {' and '.join(_change_text(one, invoice.currency) for one in same_way)}."
        if same_way
        else f"{text}."
    )


def _counts(amount: Decimal) -> bool:
    """Whether an adjustment is more than cents of rounding."""
    return abs(amount) >= Decimal("0.05")


def _change_text(one: Driver, currency: str) -> str:
    """ "Design on Website (+4 h, +$480.00)"."""
    sign = "+" if one.amount_change > 0 else ""
    amount = f"{sign}{money_text(one.amount_change, currency)}"
    if not one.project:
        return f"{one.task.lower()} ({amount})"
    hours = f"{'+' if one.hours_change > 0 else ''}{hours_text(one.hours_change)}, " if one.hours_change else ""
    rate = " by its rate alone" if one.by_rate and not one.hours_change else ""
    return f"{one.task} on {one.project} ({hours}{amount}{rate})"


def _counted(now: Bill) -> str:
    if now.is_from_entries:
        return "Rounded hours of the entries that this invoice bills, at their rates, and its expenses."
    return (
        "The invoice's own lines, where they are not what its entries add up to (changed or written by hand, or of "
        "time that you may not see)."
    )


def _lines_table(now: Bill) -> Table:
    currency = now.invoice.currency
    rows = tuple(
        (
            line.project,
            line.task,
            line.hours,
            None if line.rate is None else Money(line.rate, currency),
            Money(line.amount, currency),
        )
        for line in now.lines
    )
    columns = (
        Column("Project"),
        Column("Task"),
        Column("Hours", Unit.HOURS),
        Column("Rate", Unit.MONEY),
        Column("Amount", Unit.MONEY),
    )
    return Table(columns, rows, total=("Time", None, now.hours, None, Money(now.time, currency)))


def _others_table(now: Bill) -> Table:
    currency = now.invoice.currency
    rows: list[tuple[Cell, ...]] = [(f"Expenses: {name}", Money(amount, currency)) for name, amount in now.expenses]
    if now.adjustments:
        rows.append(("Discount, taxes and rounding", Money(now.adjustments, currency)))
    return Table(
        (Column("Besides"), Column("Amount", Unit.MONEY)),
        tuple(rows),
        total=("Invoice", Money(now.invoice.amount, currency)),
    )


def _changes_table(changes: Sequence[Driver], now: Bill, past: Bill) -> Table:
    currency = now.invoice.currency
    rows: list[tuple[Cell, ...]] = [
        (
            f"{one.project}, {one.task}" if one.project else one.task,
            one.hours_change if one.project else None,
            Money(one.by_hours, currency) if one.project else None,
            Money(one.by_rate, currency) if one.project else None,
            Money(one.amount_change, currency),
        )
        for one in changes
    ]
    columns = (
        Column(f"Since {plain(past.invoice.number)}"),
        Column("Hours", Unit.HOURS),
        Column("By hours", Unit.MONEY),
        Column("By rate", Unit.MONEY),
        Column("Change", Unit.MONEY),
    )
    difference = Money(now.invoice.amount - past.invoice.amount, currency)
    hours = sum((one.hours_change for one in changes), ZERO)
    return Table(columns, tuple(rows), total=("All", hours, None, None, difference))


def _people_table(work: Sequence[Work], currency: str) -> Table:
    rows: list[tuple[Decimal, str, Decimal]] = []
    for name, found in grouped(work, lambda row: row.user).items():
        hours = sum((row.rounded for row in found), ZERO)
        rows.append((-hours, name, sum((row.rounded * (row.rate or ZERO) for row in found), ZERO)))
    columns = (Column("Person"), Column("Hours", Unit.HOURS), Column("Amount", Unit.MONEY))
    return Table(columns, tuple((name, -minus, Money(amount, currency)) for minus, name, amount in sorted(rows)))


def _picture(now: Bill, past: Bill | None) -> InvoiceParts:
    """The largest parts, the rest as one, beside what each was before."""
    earlier = _parts(past) if past else {}
    present = _parts(now)
    names = sorted({*present, *earlier}, key=lambda name: -max(present.get(name, ZERO), earlier.get(name, ZERO)))
    shown, rest = names[:_MOST_PARTS], names[_MOST_PARTS:]
    parts = [Part(name, present.get(name, ZERO), earlier.get(name, ZERO) if past else None) for name in shown]
    if rest:
        amount, was = (sum((of.get(name, ZERO) for name in rest), ZERO) for of in (present, earlier))
        parts.append(Part(f"{len(rest)} more", amount, was if past else None))
    title = f"Invoice {plain(now.invoice.number)}, {plain(now.invoice.client.name)}"
    before_name = plain(past.invoice.number) if past else None
    return InvoiceParts(title, now.invoice.currency, plain(now.invoice.number), before_name, tuple(parts))


def _parts(bill: Bill) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in bill.lines:
        name = _label(line)
        found[name] = found.get(name, ZERO) + line.amount
    if bill.expenses_total:
        found["Expenses"] = bill.expenses_total
    return found


def _label(line: Line) -> str:
    return f"{line.project}, {line.task}" if line.project else line.task


# --- where there is no one invoice ------------------------------------------------------------------------------------


def _not_seen(scene: Scene) -> Answer:
    text = "Your role in Harvest may not see invoices. A manager who may, or an administrator, can explain them."
    return Answer(Kind.INVOICE_EXPLAIN, text, scene.now, is_complete=False)


def _none(whose: str, unfit: str, found: Sequence[Invoice], meant: Interpretation, scene: Scene) -> Answer:
    of = f" of {whose}" if whose else ""
    if not unfit or not found:
        return Answer(Kind.INVOICE_EXPLAIN, f"There is no invoice{of} that you may see in Harvest.", scene.now)
    latest = newest_first(found)[:_MOST_OFFERED]
    text = f"There is no invoice{of} {unfit}."
    return Answer(
        Kind.INVOICE_EXPLAIN,
        text,
        scene.now,
        question=f"{text} Which one is meant?",
        offers=tuple(_offer(one, meant) for one in latest),
    )


def _which(fitting: Sequence[Invoice], meant: Interpretation, scene: Scene) -> Answer:
    when = (
        in_words(Stretch(meant.start, meant.end), scene.today, scene.account.week_starts)
        if meant.start or meant.end
        else ""
    )
    shown = fitting[:_MOST_OFFERED]
    more = f", the newest {len(shown)} of them here" if len(fitting) > len(shown) else ""
    text = f"{count_text(len(fitting), 'invoice fits', 'invoices fit')} {when}{more}. Which one?".replace(" .", ".")
    return Answer(
        Kind.INVOICE_EXPLAIN,
        text.replace(" ,", ","),
        scene.now,
        question="Which invoice?",
        offers=tuple(_offer(one, meant) for one in shown),
    )


def _offer(one: Invoice, meant: Interpretation) -> Offer:
    number, client = plain(one.number), plain(one.client.name)
    chosen = replace(meant, client=None, start=None, end=None, asked=replace(meant.asked, numbers=(one.number,)))
    label = f"{number}, {client}, {money_text(one.amount, one.currency)}"
    return Offer(label, f"explain invoice {number}", chosen)
