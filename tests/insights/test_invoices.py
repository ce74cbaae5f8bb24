"""Invoices, explained in words: every line of the large account's equals a plain sum of what it bills."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.insights.bill import Bill, Line, drivers
from desktop.demo.records import Expense, Invoice, LineItem, TimeEntry
from desktop.demo.rules.invoicing import invoice_amount
from desktop.harvest import models
from tests.insights.asking import Desk, Sums, Worth, added


def _stored(account, number: str) -> Invoice:
    with account.store.transaction(write=False):
        return account.store.select(Invoice, "number = ?", [number])[0]


async def _check(desk: Desk, sums: Sums, worth: Worth, answer, number: str) -> None:
    account = desk.account
    invoice = _stored(account, number)
    with account.store.transaction(write=False):
        amount = invoice_amount(account.store, invoice)
    figures = answer.figures
    assert figures["invoice"]["number"] == number
    assert figures["invoice"]["amount"] == amount
    billed = [row for row in sums.entries if row.invoice_id == invoice.id]
    for line in figures["lines"]:
        own = [
            row
            for row in billed
            if sums.projects[row.project_id].name == line["project"] and sums.tasks[row.task_id].name == line["task"]
        ]
        same_rate = [row for row in own if worth.of(row) == row.hours * line["rate"]]
        assert line["hours"] == added(row.hours for row in same_rate)
        assert line["amount"] == line["hours"] * line["rate"]
    assert added(line["hours"] for line in figures["lines"]) == added(row.hours for row in billed)
    expenses = added(one.total_cost for one in sums.expenses if one.invoice_id == invoice.id)
    assert figures["expenses"] == expenses
    assert added(line["amount"] for line in figures["lines"]) + expenses + figures["adjustments"] == amount
    if figures["previous"]:
        earlier = _stored(account, figures["previous"]["number"])
        assert earlier.client_id == invoice.client_id
        assert earlier.issue_date < invoice.issue_date
        assert figures["difference"] == amount - figures["previous"]["amount"]
        assert abs(added(one["amount_change"] for one in figures["drivers"]) - figures["difference"]) < Decimal("0.01")


async def test_the_latest_invoice_of_a_client(large: Desk, sums: Sums, worth: Worth):
    answer = await large.ask("why is the latest Globex invoice so high?")
    with large.account.store.transaction(write=False):
        client = next(one.id for one in sums.clients.values() if one.name == "Globex")
        invoices = large.account.store.select(Invoice, "client_id = ?", [client], order="issue_date DESC, id DESC")
    await _check(large, sums, worth, answer, invoices[0].number)
    assert answer.figures["previous"]["number"] == invoices[1].number
    # The invoices, the time and the expenses: nothing else.
    asked = [one for one in large.asked if not any(known in one for known in ("/users/me", "/company"))]
    assert len([one for one in asked if "/invoices" in one]) == 1
    assert len([one for one in asked if "client_id" in one and "/time_entries" in one]) == 1
    assert len([one for one in asked if "/expenses" in one]) == 1


async def test_an_invoice_by_its_number(large: Desk, sums: Sums, worth: Worth):
    with large.account.store.transaction(write=False):
        numbers = [one.number for one in large.account.store.select(Invoice, order="id ASC")]
    for number in (numbers[3], numbers[200], numbers[-1]):
        await _check(large, sums, worth, await large.ask(f"explain invoice {number}"), number)


async def test_an_invoice_by_its_month(desk: Desk):
    answer = await desk.ask("break down the acme invoice for october")
    assert answer.figures["invoice"]["client"] == "Acme Corporation"
    assert answer.figures["invoice"]["issue_date"] == date(2026, 11, 1)


LETTER = """Hi Robin,

we got invoice {number} and it seems a lot higher than the one before.
Could you explain what happened there?

Thanks,
Ines Falk
Globex"""


async def test_a_pasted_letter_gets_a_courteous_reply_with_nothing_internal(large: Desk, sums: Sums):
    answer = await large.ask("why is the latest Globex invoice so high?")
    number = answer.figures["invoice"]["number"]
    answer = await large.ask(LETTER.format(number=number))
    assert answer.figures["invoice"]["number"] == number
    (copy,) = answer.copies
    assert number in copy.text
    assert copy.text.startswith("Hello,\n\nThank you for asking")
    for line in answer.figures["lines"]:
        assert f"{line['project']}, {line['task']}: {line['hours'].normalize():f} h" in copy.text
    inside = [user.name for user in sums.users.values() if user.id != sums.me] + ["margin", "cost rate", "not billable"]
    assert not [word for word in inside if word in copy.text]


async def test_people_are_named_only_where_asked_for_and_never_to_the_client(large: Desk):
    answer = await large.ask("break down the latest Globex invoice")
    assert all(column.title != "Person" for table in answer.tables for column in table.columns)
    answer = await large.ask("break down the latest Globex invoice by person")
    people = next(table for table in answer.tables if table.columns[0].title == "Person")
    assert people.rows
    assert not [row[0] for row in people.rows if row[0] in answer.copies[0].text.replace("Robin Ellis", "")]


async def test_a_client_without_invoices(desk: Desk):
    answer = await desk.ask("explain the latest Hooli invoice")
    assert answer.reply.startswith("There is no invoice of Hooli")
    assert answer.figures == {}


async def test_two_invoices_of_one_month_are_asked_between(account):
    with account.store.transaction():
        first = next(one for one in account.store.select(Invoice) if one.issue_date == date(2026, 11, 1))
        account.store.save(replace(first, id=0, number="2026-777"))
        client = first.client_id
    async with Desk(account) as desk:
        name = Sums(account).clients[client].name
        answer = await desk.ask(f"break down the {name} invoice for october")
        assert answer.question
        assert {offer.words for offer in answer.offers} == {
            f"explain invoice {first.number}",
            "explain invoice 2026-777",
        }
        chosen = await desk.ask(answer.offers[0].words)
        assert chosen.figures["invoice"]["number"] in answer.offers[0].label


async def test_an_unknown_number_is_asked_about(desk: Desk):
    answer = await desk.ask("explain invoice 2019-555")
    assert answer.question
    assert answer.offers
    assert "2019-555" in answer.reply


async def test_lines_changed_by_hand_are_shown_as_they_are(account):
    with account.store.transaction():
        invoice = next(one for one in account.store.select(Invoice) if one.issue_date == date(2026, 11, 1))
        line = account.store.select(LineItem, "owner = 'invoice' AND owner_id = ?", [invoice.id])[0]
        account.store.save(replace(line, unit_price=line.unit_price - 10))
        account.store.save(replace(invoice, discount=Decimal(10)))
    async with Desk(account) as desk:
        answer = await desk.ask(f"explain invoice {invoice.number}")
        assert not answer.is_complete
        assert "changed or written by hand" in answer.counted
        assert line.unit_price - 10 in {one["rate"] for one in answer.figures["lines"]}
        assert answer.figures["adjustments"] < 0
        assert "discount" in answer.reply


async def test_a_member_may_see_no_invoice(account):
    async with Desk(account, ("member",)) as desk:
        answer = await desk.ask("explain invoice 2026-003")
        assert "Your role in Harvest may not see invoices" in answer.reply
        assert not answer.is_complete


async def test_an_account_without_invoices_or_entries(account):
    with account.store.transaction():
        for kind in (Invoice, TimeEntry, Expense, LineItem):
            account.store.delete(kind, "1", [])
    async with Desk(account) as desk:
        assert "no invoice" in (await desk.ask("why is the latest Globex invoice so high?")).reply
        assert (await desk.ask("how many hours did we log last week?")).figures["total"] == 0
        assert (await desk.ask("how much is left on the website redesign budget?")).figures["burn_per_week"] == 0
        assert "Nothing is tracked" in (await desk.ask("what has Compression API cost so far?")).reply
        assert (await desk.ask("which days last week am I short on hours")).figures["missing"] == 40


# --- the arithmetic -------------------------------------------------------------------------------------------------

HOURS = st.decimals(0, 99, places=2)
RATES = st.decimals(0, 300, places=2)
LINES = st.lists(
    st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(["Design", "QA", "PM"]), HOURS, RATES), max_size=8
)


def _bill(lines: list[tuple[str, str, Decimal, Decimal]], expenses: Decimal, extra: Decimal) -> Bill:
    made = tuple(Line(project, task, hours, rate, hours * rate) for project, task, hours, rate in lines)
    amount = added(line.amount for line in made) + expenses + extra
    client = models.ClientRef(id=1, name="C")
    invoice = models.Invoice(id=1, client=client, state="open", amount=amount, currency="USD")
    return Bill(invoice, made, (("Travel", expenses),))


@given(LINES, LINES, RATES, RATES, st.decimals(-50, 50, places=2))
def test_all_changes_together_are_the_difference(now, past, spent: Decimal, spent_before: Decimal, discount: Decimal):
    present, earlier = _bill(now, spent, discount), _bill(past, spent_before, Decimal(0))
    found = drivers(present, earlier)
    difference = present.invoice.amount - earlier.invoice.amount
    assert abs(added(one.amount_change for one in found) - difference) < Decimal("0.05")
    assert added(one.hours_change for one in found) == present.hours - earlier.hours
    for one in found:
        if not one.project:
            continue  # expenses, discount and taxes have no hours
        assert abs(one.by_hours + one.by_rate - one.amount_change) < Decimal("1e-15")
        if not one.hours_change:
            assert abs(one.by_hours) < Decimal("1e-15")


@pytest.mark.parametrize(("rate", "more"), [("100", "by_rate"), ("80", "by_hours")])
def test_a_change_is_told_by_hours_or_by_rate(rate: str, more: str):
    past = _bill([("A", "Design", Decimal(10), Decimal(80))], Decimal(0), Decimal(0))
    hours = Decimal(10) if more == "by_rate" else Decimal(12)
    now = _bill([("A", "Design", hours, Decimal(rate))], Decimal(0), Decimal(0))
    (one,) = drivers(now, past)
    assert getattr(one, more) == one.amount_change
