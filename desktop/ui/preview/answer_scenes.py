"""Scenes of answers: each picture, long tables, names that try to break out, questions asked back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from desktop.agent.drafts import Reply
from desktop.agent.insights.answer import (
    Answer,
    Bar,
    Bars,
    BurnDown,
    Column,
    Copy,
    InvoiceParts,
    Money,
    Offer,
    Part,
    Table,
    Unit,
)
from desktop.agent.intents import Kind
from desktop.ui.preview.sample import ACCOUNT, LONG
from desktop.ui.preview.scripted_port import TODAY, ScriptedPort

AS_OF = datetime(2026, 11, 20, 15, 53)
_PAGE = "https://brightlinestudio.harvestapp.com/"


def budget_answer(budget: str = "320", currency: str | None = None) -> Answer:
    """A budget with a pace: four weeks, and when it is used up."""
    first = TODAY - timedelta(days=28)
    spent = tuple((first + timedelta(days=day), Decimal(110) + Decimal("2.2") * day) for day in range(29))
    used, whole = spent[-1][1], Decimal(budget)
    left = (whole - used) / Decimal("12.68") * 7
    end = TODAY + timedelta(days=int(left)) if left > 0 else None
    last = min(end or TODAY, TODAY + timedelta(days=84)) + timedelta(days=7)
    pace = used + Decimal("12.68") * (last - TODAY).days / 7
    weeks = [(date(2026, 10, 26), "15.6"), (date(2026, 11, 2), "8.6"), (date(2026, 11, 9), "12.5")]
    return Answer(
        Kind.BUDGET,
        f"{whole - used} h of {whole} h are left on Website Redesign (Acme Corporation).",
        AS_OF,
        counted="Budget by hours for the project, as Harvest's budget report counts it.",
        tables=(
            Table(
                (Column("Week from", Unit.DAY), Column("Used", Unit.HOURS)),
                tuple((day, Decimal(hours)) for day, hours in weeks),
                total=("A week", Decimal("12.68")),
            ),
        ),
        pictures=(
            BurnDown(
                "Website Redesign (Acme Corporation)",
                currency,
                whole,
                TODAY,
                spent,
                ((TODAY, used), (last, pace)),
                end,
            ),
        ),
        link=f"{_PAGE}projects/1",
    )


def week_answer() -> Answer:
    """A week: a full day, a long one, a short one, and one with nothing."""
    hours = (("Mon 16", "8", "0"), ("Tue 17", "7.5", "2.5"), ("Wed 18", "3", "1"), ("Thu 19", "0", "0"))
    bars = [Bar(name, Decimal(one), Decimal(two), Decimal(8)) for name, one, two in hours]
    bars.append(Bar("Fri 20", Decimal(5), Decimal("1.25"), Decimal(8)))
    rows = (("Website Redesign", Decimal("12.5"), Decimal("12.5")), ("Internal Training", Decimal("4.75"), Decimal(0)))
    return Answer(
        Kind.HOURS,
        "You have tracked 28.25 h this week, Mon 16 to Fri 20 Nov: 23.5 h billable, 4.75 h not.",
        AS_OF,
        counted="14 entries, exact hours.",
        tables=(
            Table(
                (Column("Project"), Column("Hours", Unit.HOURS), Column("Billable", Unit.HOURS)),
                rows,
                total=("In all", Decimal("28.25"), Decimal("23.5")),
            ),
        ),
        pictures=(Bars("Hours this week, Mon 16 to Fri 20 Nov", tuple(bars)),),
        link=f"{_PAGE}time/week/2026/11/16",
    )


def team_answer() -> Answer:
    """Who has gaps: people with long names, and a reminder for them."""
    people = (("Lena Fischer", "31.5"), (LONG.client.name, "12"), ("Priya Raman", "44"), ("=HYPERLINK(1)", "40"))
    bars = tuple(Bar(name, Decimal(hours), Decimal(0), Decimal(40)) for name, hours in people)
    rows = tuple((name, Decimal(hours), max(Decimal(0), 40 - Decimal(hours))) for name, hours in people)
    reminder = "Hello Lena,\n\n8.5 h are still missing in your timesheet this week.\nThank you!\n\nRobin Ellis"
    return Answer(
        Kind.MISSING_TIME,
        "2 people have gaps this week, 36.5 h in all.",
        AS_OF,
        counted="People whose time you may see.",
        is_complete=False,
        tables=(Table((Column("Person"), Column("Tracked", Unit.HOURS), Column("Missing", Unit.HOURS)), rows),),
        pictures=(Bars("Hours this week", bars),),
        copies=(Copy("Reminder to all", reminder), Copy("Reminder to Lena Fischer", reminder)),
        link=f"{_PAGE}team",
    )


def invoice_answer() -> Answer:
    """An invoice beside the one before, with more rows than are read at a glance."""
    names = ("Design", "Development", "Meetings", "QA & Testing", "Project Management", "Support", "Workshops")
    lines = tuple(
        (project, name, Decimal(20 - place), Money(Decimal(110), "USD"), Money(Decimal(110 * (20 - place)), "USD"))
        for project in ("Website Redesign", "Mobile App")
        for place, name in enumerate(names)
    )
    parts = (
        Part("Website Redesign, Design", Decimal(6138), Decimal(1848)),
        Part("Mobile App, Design", Decimal(2358), Decimal(150)),
        Part("Support Retainer", Decimal(2025), Decimal(2540)),
        Part(f"{LONG.name}, Besprechungen", Decimal("1248.50"), Decimal(0)),
        Part("Expenses", Decimal("412.43"), Decimal(0)),
    )
    columns = (
        Column("Project"),
        Column("Task"),
        Column("Hours", Unit.HOURS),
        Column("Rate", Unit.MONEY),
        Column("Amount", Unit.MONEY),
    )
    letter = "Dear Ms Williams,\n\nthank you for your question about invoice 2026-007.\n\nKind regards\nRobin Ellis"
    return Answer(
        Kind.INVOICE_EXPLAIN,
        "Invoice 2026-007 of Acme Corporation comes to $17,683.43, $12,222.43 more than 2026-002 before it.",
        AS_OF,
        tables=(
            Table(columns, lines, total=("Time", "", Decimal("146.4"), None, Money(Decimal(17271), "USD"))),
            Table((Column("Besides"), Column("Amount", Unit.MONEY)), (("Travel", Money(Decimal("288.33"), "USD")),)),
        ),
        pictures=(InvoiceParts("Invoice 2026-007, Acme Corporation", "USD", "2026-007", "2026-002", parts),),
        copies=(Copy("Reply to the client", letter),),
        link=f"{_PAGE}invoices/7",
    )


def asked_back_answer() -> Answer:
    """Words that fit several projects."""
    offers = (
        Offer("Website Redesign · Acme Corporation", "budget of Website Redesign for Acme Corporation"),
        Offer("Website Redesign · Globex", "budget of Website Redesign for Globex"),
    )
    return Answer(Kind.BUDGET, "Which project?", AS_OF, question="Which project?", offers=offers)


def _said(port: ScriptedPort, words: str, answer: Answer) -> None:
    port.signed_in.emit(ACCOUNT)
    port.day_changed.emit(Decimal("1.5"))
    port.said.emit(words)
    port.answer(Reply(answer.reply, question=answer.question, answer=answer, kind=answer.kind))


def answer_budget(port: ScriptedPort) -> None:
    """A budget that lasts a while."""
    _said(port, "how much is left on the acme website?", budget_answer())


def answer_over(port: ScriptedPort) -> None:
    """A budget in money that is over already."""
    _said(port, "are we going to blow the acme budget?", budget_answer("150", "EUR"))


def answer_week(port: ScriptedPort) -> None:
    """The week as bars against capacity."""
    _said(port, "my hours this week?", week_answer())


def answer_team(port: ScriptedPort) -> None:
    """People against capacity."""
    _said(port, "who has gaps this week?", team_answer())


def answer_invoice(port: ScriptedPort) -> None:
    """An invoice beside the one before."""
    _said(port, "why is the last acme invoice so high?", invoice_answer())


def answer_asks(port: ScriptedPort) -> None:
    """An answer that asks back."""
    _said(port, "how much is left on the website redesign?", asked_back_answer())


def answer_waits(port: ScriptedPort) -> None:
    """A long reading."""
    port.signed_in.emit(ACCOUNT)
    port.said.emit("billable hours of the whole year by client?")
    port.waiting.emit("Reading from Harvest: 12,000 of 25,000 rows")


ANSWERS = {
    scene.__name__: scene
    for scene in (answer_budget, answer_over, answer_week, answer_team, answer_invoice, answer_asks, answer_waits)
}
