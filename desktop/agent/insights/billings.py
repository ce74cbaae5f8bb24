"""What was billed: to a client or to everyone, over any days, by the invoices' issue dates.

"How much did we bill Globex this year?" becomes "$12,000.00 was billed to Globex in 2026, on 5 invoices, …".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from desktop.agent.insights.answer import Answer, Cell, Column, Figure, Money, Table, Unit
from desktop.agent.insights.finding import of_names
from desktop.agent.insights.invoice_lists import not_seen, unknown_client, which_client
from desktop.agent.insights.invoice_rows import (
    Sums,
    by_key,
    clients_of,
    currency_table,
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
from desktop.agent.insights.spans import Stretch, in_words, month_of
from desktop.agent.insights.sums import ZERO
from desktop.agent.intents import Interpretation, Kind
from desktop.agent.wording import count_text
from desktop.harvest.catalog import Project
from desktop.harvest.models import Invoice
from desktop.harvest.text import plain
from desktop.text.money_text import money_text


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    if meant.client is None and meant.project is None and meant.choices:
        return which_client(meant, scene)
    client = meant.client or (meant.project.client if meant.project else None)
    stretch = _stretch(meant, scene)
    than = Stretch(*meant.asked.than) if meant.asked.than else None
    starts, ends = [stretch.start, *([than.start] if than else [])], [stretch.end, *([than.end] if than else [])]
    found = await source.invoices(
        client_id=client.id if client else None,
        project_id=meant.project.id if meant.project else None,
        start=None if None in starts else min(day for day in starts if day),
        end=None if None in ends else max(day for day in ends if day),
    )
    if found is None:
        return not_seen(scene)
    if client is None and meant.asked.names:
        found = of_names(found, meant.asked.names)
        if not found:
            return unknown_client(meant.asked.names[0], scene)
    whose = plain(client.name) if client else ""
    return answer(_within(found, stretch), scene, stretch, whose=whose, project=meant.project, than=than, found=found)


def _stretch(meant: Interpretation, scene: Scene) -> Stretch:
    """The days that are said; without any all that a client was billed, and this year where everyone is asked about."""
    if meant.start is not None or meant.end is not None or meant.client or meant.project:
        return Stretch(meant.start, meant.end)
    return Stretch(date(scene.today.year, 1, 1), date(scene.today.year, 12, 31))


def _within(found: Sequence[Invoice], stretch: Stretch) -> list[Invoice]:
    start, end = stretch.start or date.min, stretch.end or date.max
    return [one for one in found if start <= (one.issue_date or date.min) <= end]


def answer(
    issued: Sequence[Invoice],
    scene: Scene,
    stretch: Stretch,
    *,
    whose: str = "",
    project: Project | None = None,
    than: Stretch | None = None,
    found: Sequence[Invoice] = (),
) -> Answer:
    """The answer over the invoices of these days. `found` has those of the days that are compared with, too."""
    amount = _part_of(project)
    billed = [one for one in issued if one.state != "draft"]
    drafts = [one for one in issued if one.state == "draft"]
    earlier = [one for one in _within(found, than) if one.state != "draft"] if than else []
    tables: list[Table] = []
    if not whose and len(clients_of(billed)) > 1:
        tables.append(_clients_table(billed, amount))
    if len(months := by_key(billed, _month)) > 1:
        tables.append(_months_table(months, amount))
    if billed and project is None:
        tables.append(invoice_table(billed, scene.today, with_due=True))
        tables += currency_table(billed, with_due=True)
    figures: dict[str, Figure] = {
        "client": whose or None,
        "project": project.name if project else None,
        "from": stretch.start,
        "to": stretch.end,
        "billed": _figure(sums_of(billed, amount)),
        "drafts": _figure(sums_of(drafts, amount)),
        "invoices": [invoice_figure(one, scene.today) for one in billed],
        "totals": totals_figure(billed),
    }
    if than:
        figures["than"] = {"from": than.start, "to": than.end, "billed": _figure(sums_of(earlier, amount))}
    text = _reply(billed, scene, stretch, whose, project)
    text += _beside(sums_of(billed, amount), sums_of(earlier, amount), than, scene) if than else ""
    text += _drafts_text(drafts, amount)
    return Answer(
        Kind.INVOICE_EXPLAIN,
        text,
        scene.now,
        figures,
        counted=_counted(project),
        tables=tuple(tables),
        link=scene.page("/invoices"),
    )


def _part_of(project: Project | None) -> Callable[[Invoice], Decimal]:
    """What counts of an invoice: all of it, or the lines of one project."""
    if project is None:
        return whole
    return lambda one: sum(
        (line.amount for line in one.line_items if line.project and line.project.id == project.id), ZERO
    )


def _figure(sums: Sums) -> list[Figure]:
    return [{"currency": currency, "amount": amount} for currency, amount in sums.items()]


def _month(one: Invoice) -> date:
    return (one.issue_date or date.min).replace(day=1)


def _counted(project: Project | None) -> str:
    what = f"lines of {project.name}, before taxes and discounts" if project else "invoices with taxes and discounts"
    return f"By issue date; {what}; paid, open and written-off ones count, drafts do not."


def _reply(billed: Sequence[Invoice], scene: Scene, stretch: Stretch, whose: str, project: Project | None) -> str:
    when = in_words(stretch, scene.today, scene.account.week_starts)
    is_open = stretch.start is not None and stretch.end is not None and stretch.start <= scene.today < stretch.end
    when = f" {when}" + (" so far" if is_open else "") if when else " in all"
    to = f" for {project.name} ({whose})" if project else f" to {whose}" if whose else ""
    if not billed:
        return f"Nothing was billed{to}{when if when != ' in all' else ''}."
    count = count_text(len(billed), "invoice", "invoices")
    text = f"{sums_text(sums_of(billed, _part_of(project)))} was billed{to}{when}, on {count}"
    clients = clients_of(billed)
    if not whose and len(clients) > 1:
        text += f" to {len(clients)} clients"
    if project:
        return text + "."
    due, off = sums_of(billed, due_of), sums_of([one for one in billed if one.state == "closed"], whole)
    text += f"; {sums_text(due)} of it is still to be paid" if due else "; all of it is paid" if not off else ""
    text += f"; {sums_text(off)} of it was written off" if off else ""
    return text + "."


def _beside(now: Sums, before: Sums, than: Stretch, scene: Scene) -> str:
    """How much more or less than in the other days, by currency."""
    when = in_words(than, scene.today, scene.account.week_starts)
    parts = []
    for currency in sorted({*now, *before}):
        difference = now.get(currency, ZERO) - before.get(currency, ZERO)
        was = money_text(before.get(currency, ZERO), currency)
        if difference:
            more = "more" if difference > 0 else "less"
            parts.append(f"{money_text(abs(difference), currency)} {more} than {when} ({was})")
        else:
            parts.append(f"as much as {when} ({was})")
    return f" That is {' and '.join(parts)}." if parts else ""


def _drafts_text(drafts: Sequence[Invoice], amount: Callable[[Invoice], Decimal]) -> str:
    if not drafts:
        return ""
    count = count_text(len(drafts), "draft", "drafts")
    is_not = "is not counted: nobody was sent it" if len(drafts) == 1 else "are not counted: nobody was sent them"
    return f" {count} ({sums_text(sums_of(drafts, amount))}) {is_not}."


def _clients_table(billed: Sequence[Invoice], amount: Callable[[Invoice], Decimal]) -> Table:
    rows: list[tuple[str, Decimal, str, int]] = []
    for (_, name), ones in clients_of(billed).items():
        for currency, total in sums_of(ones, amount).items():
            rows.append((currency, -total, name, sum(one.currency == currency for one in ones)))
    columns = (Column("Client"), Column("Invoices", Unit.COUNT), Column("Billed", Unit.MONEY))
    shown = tuple((name, Decimal(count), Money(-minus, currency)) for currency, minus, name, count in sorted(rows))
    return Table(columns, shown)


def _months_table(months: dict[date, list[Invoice]], amount: Callable[[Invoice], Decimal]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for first, ones in sorted(months.items()):
        for currency, total in sums_of(ones, amount).items():
            count = sum(one.currency == currency for one in ones)
            rows.append((f"{month_of(first).start:%B %Y}", Decimal(count), Money(total, currency)))
    columns = (Column("Month"), Column("Invoices", Unit.COUNT), Column("Billed", Unit.MONEY))
    return Table(columns, tuple(rows))
