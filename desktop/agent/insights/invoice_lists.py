"""Invoices by how they stand: which are overdue, open, drafts, paid, due this week, and who owes what.

"Which invoices are overdue?" becomes "3 invoices are overdue, $12,300.00 in all. The oldest, …" with a row for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from desktop.agent.insights.answer import Answer, Cell, Column, Figure, Money, Offer, Table, Unit
from desktop.agent.insights.finding import of_names
from desktop.agent.insights.invoice_rows import (
    Sums,
    clients_of,
    currency_table,
    days_late,
    due_of,
    invoice_figure,
    invoice_table,
    sums_of,
    sums_text,
    totals_figure,
    whole,
)
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Source
from desktop.agent.insights.spans import Stretch, in_words, short_day
from desktop.agent.insights.sums import ZERO
from desktop.agent.intents import By, Interpretation, Kind, Standing
from desktop.agent.wording import count_text
from desktop.harvest.models import Invoice
from desktop.harvest.resources.invoices import InvoiceState
from desktop.harvest.text import plain

_STATES: Final[dict[Standing, InvoiceState]] = {
    Standing.DRAFT: "draft",
    Standing.UNPAID: "open",
    Standing.OVERDUE: "open",
    Standing.DUE: "open",
    Standing.PAID: "paid",
    Standing.CLOSED: "closed",
}
#: In which days are said of another date than that of issue.
_BY_DUE: Final = (Standing.DUE, Standing.OVERDUE)
_OWING: Final = (Standing.UNPAID, Standing.OVERDUE, Standing.DUE)
_MOST_OFFERED: Final = 8
_STATE_WORDS: Final = {
    Standing.DRAFT: ("is a draft", "are drafts"),
    Standing.UNPAID: ("is open", "are open"),
    Standing.OVERDUE: ("is overdue", "are overdue"),
    Standing.DUE: ("is due", "are due"),
    Standing.PAID: ("was paid", "were paid"),
    Standing.CLOSED: ("was written off", "were written off"),
}


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    if meant.client is None and meant.choices:
        return which_client(meant, scene)
    standing = meant.asked.standing
    by_issue = standing is not Standing.PAID and standing not in _BY_DUE
    found = await source.invoices(
        client_id=meant.client.id if meant.client else None,
        state=_STATES.get(standing),
        start=meant.start if by_issue else None,
        end=meant.end if by_issue else None,
    )
    if found is None:
        return not_seen(scene)
    if meant.client is None and meant.asked.names:
        found = of_names(found, meant.asked.names)
        if not found:
            return unknown_client(meant.asked.names[0], scene)
    stretch = Stretch(meant.start, meant.end)
    whose = plain(meant.client.name) if meant.client else ""
    return answer(standing, found, scene, stretch, whose=whose, by_client=meant.asked.by is By.CLIENT)


def answer(
    standing: Standing,
    found: Sequence[Invoice],
    scene: Scene,
    stretch: Stretch,
    *,
    whose: str = "",
    by_client: bool = False,
) -> Answer:
    """The answer over these invoices of the state that is asked about; of open ones also those in time.

    `by_client`: who owes what stands before the invoices.
    """
    listed = [one for one in found if _is_meant(one, standing, stretch, scene.today)]
    owing = standing in _OWING
    tables: list[Table] = []
    if listed:
        with_due = owing or standing is Standing.ANY
        tables.append(invoice_table(listed, scene.today, with_due=with_due, with_paid=standing is Standing.PAID))
        tables += currency_table(listed, with_due=with_due)
    if owing and len(clients_of(listed)) > 1:
        tables.insert(0 if by_client else len(tables), _clients_table(listed, scene.today))
    text = _reply(standing, listed, found, scene, stretch, whose)
    if by_client and standing is Standing.UNPAID and not listed:
        text = (
            f"{whose} owes nothing: no invoice of theirs is open." if whose else "Nobody owes you: no invoice is open."
        )
    figures: dict[str, Figure] = {
        "standing": standing.value,
        "client": whose or None,
        "from": stretch.start,
        "to": stretch.end,
        "invoices": [invoice_figure(one, scene.today) for one in listed],
        "totals": totals_figure(listed),
    }
    return Answer(
        Kind.INVOICE_EXPLAIN,
        text,
        scene.now,
        figures,
        counted=_counted(standing, stretch),
        tables=tuple(tables),
        link=scene.page("/invoices"),
    )


def _is_meant(one: Invoice, standing: Standing, stretch: Stretch, today: date) -> bool:
    match standing:
        case Standing.OVERDUE:
            return days_late(one, today) > 0 and _is_in(one.due_date, stretch)
        case Standing.DUE:
            return due_of(one) > 0 and _is_in(one.due_date, stretch)
        case Standing.UNPAID:
            return due_of(one) > 0
        case Standing.PAID:
            return _is_in(one.paid_date or (one.paid_at.date() if one.paid_at else None), stretch)
        case _:
            return True


def _is_in(day: date | None, stretch: Stretch) -> bool:
    if stretch.start is None and stretch.end is None:
        return True
    return day is not None and (stretch.start or date.min) <= day <= (stretch.end or date.max)


def _counted(standing: Standing, stretch: Stretch) -> str:
    parts = ["Invoices that you may see in Harvest, with taxes and discounts"]
    if stretch.start is not None or stretch.end is not None:
        by = "payment" if standing is Standing.PAID else "due" if standing in _BY_DUE else "issue"
        parts.append(f"by {by} date")
    if standing in _OWING:
        parts.append("what is still due counts, after part payments; drafts and what was written off do not")
    return "; ".join(parts) + "."


# --- the sentence -----------------------------------------------------------------------------------------------------


def _reply(
    standing: Standing, listed: Sequence[Invoice], found: Sequence[Invoice], scene: Scene, stretch: Stretch, whose: str
) -> str:
    when = in_words(stretch, scene.today, scene.account.week_starts)
    when = f" {when}" if when else ""
    of = f" of {whose}" if whose else ""
    if not listed:
        return _none(standing, found, of, when, scene)
    one, many = _STATE_WORDS.get(standing, ("was issued", "were issued"))
    owing = standing in _OWING
    sums = sums_of(listed, due_of if owing else whole)
    if len(listed) == 1:
        only = listed[0]
        text = f"Invoice {_name(only, named=not whose)}{of if whose else ''} {one}{when}: {sums_text(sums)}"
        late = days_late(only, scene.today)
        if owing and only.due_date is not None:
            due = short_day(only.due_date, scene.today)
            text += f", due {due}, {_late_text(late)}" if late else f", due {due}"
        return text + "."
    text = f"{len(listed):,} invoices{of} {many}{when}, {sums_text(sums)} in all"
    if standing is Standing.ANY:
        counts = [(state, sum(one.state == state for one in listed)) for state in ("draft", "open", "paid", "closed")]
        return text + ": " + ", ".join(f"{number} {state}" for state, number in counts if number) + "."
    if not owing:
        return text + "."
    return text + _most_owing(listed, whose) + _latest_text(standing, listed, scene.today)


def _most_owing(listed: Sequence[Invoice], whose: str) -> str:
    """ ", most of it by Globex ($8,000.00)": of a single currency, as others do not compare."""
    clients = clients_of(listed)
    if whose or len(clients) < 2 or len({one.currency for one in listed}) > 1:
        return "."
    name, most = max(
        ((name, sums_of(ones, due_of)) for (_, name), ones in clients.items()), key=lambda pair: _value(pair[1])
    )
    return f", owed by {len(clients)} clients; most by {name}, {sums_text(most)}."


def _latest_text(standing: Standing, listed: Sequence[Invoice], today: date) -> str:
    late = [one for one in listed if days_late(one, today)]
    if not late:
        return " None of them is overdue."
    worst = max(late, key=lambda one: days_late(one, today))
    longest = f"{_name(worst)} for longest: {_late_text(days_late(worst, today))}."
    if standing is Standing.OVERDUE:
        return f" {longest}"
    return f" {sums_text(sums_of(late, due_of))} of it is overdue, {longest}"


def _none(standing: Standing, found: Sequence[Invoice], of: str, when: str, scene: Scene) -> str:
    if standing is Standing.ANY:
        return f"There is no invoice{of}{when} that you may see in Harvest."
    text = f"No invoice{of} {_STATE_WORDS[standing][0]}{when}"
    later = [one for one in found if due_of(one) > 0 and one.due_date is not None and one.due_date >= scene.today]
    if standing is Standing.OVERDUE and later:
        first = min(later, key=lambda one: one.due_date or date.max)
        count = count_text(len(later), "open one is", "open ones are")
        day = short_day(first.due_date, scene.today) if first.due_date else ""
        text += f"; {count} not due before {day}, {sums_text(sums_of(later, due_of))}"
    return text + "."


def _name(one: Invoice, *, named: bool = True) -> str:
    return f"{plain(one.number)} of {plain(one.client.name)}" if named else plain(one.number)


def _late_text(days: int) -> str:
    return count_text(days, "day late", "days late")


def _value(sums: Sums) -> Decimal:
    return max(sums.values(), default=ZERO)


def _clients_table(listed: Sequence[Invoice], today: date) -> Table:
    """What each client owes, in each of their currencies."""
    rows: list[tuple[Cell, ...]] = []
    for (_, name), ones in clients_of(listed).items():
        for currency, due in sums_of(ones, due_of).items():
            of_it = [one for one in ones if one.currency == currency]
            late = sum((due_of(one) for one in of_it if days_late(one, today)), ZERO)
            rows.append((name, Decimal(len(of_it)), Money(due, currency), Money(late, currency) if late else None))
    rows.sort(key=_by_due)
    columns = (
        Column("Client"),
        Column("Invoices", Unit.COUNT),
        Column("Still due", Unit.MONEY),
        Column("Overdue", Unit.MONEY),
    )
    return Table(columns, tuple(rows))


def _by_due(row: tuple[Cell, ...]) -> tuple[str, Decimal]:
    due = row[2]
    return (due.currency, -due.amount) if isinstance(due, Money) else ("", ZERO)


# --- where there is nothing to list -----------------------------------------------------------------------------------


def not_seen(scene: Scene) -> Answer:
    """The role may see no invoices."""
    text = "Your role in Harvest may not see invoices. A manager who may, or an administrator, can tell."
    return Answer(Kind.INVOICE_EXPLAIN, text, scene.now, is_complete=False)


def unknown_client(name: str, scene: Scene) -> Answer:
    """Nobody of that name was ever sent an invoice, as far as may be seen."""
    text = f"No client called “{name}” is on any of those invoices that you may see in Harvest."
    return Answer(Kind.INVOICE_EXPLAIN, text, scene.now)


def which_client(meant: Interpretation, scene: Scene) -> Answer:
    """The words fit several clients."""
    clients = {choice.project.client.id: choice.project.client for choice in meant.choices}
    offers = tuple(
        Offer(client.name, client.name, replace(meant, client=client, choices=(), project=None))
        for client in list(clients.values())[:_MOST_OFFERED]
    )
    text = "Which client is meant?"
    return Answer(Kind.INVOICE_EXPLAIN, text, scene.now, question=text, offers=offers)
