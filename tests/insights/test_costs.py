"""Costs, asked in words: every amount of the large account equals a slow, plain sum of its rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.demo.records import Project
from tests.insights.asking import Desk, Sums, Worth, added

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


def _check(figures: dict, rows: list, expenses: list, worth: Worth) -> None:
    assert figures["hours"] == added(row.hours for row in rows)
    assert figures["billable_hours"] == added(row.hours for row in rows if worth.is_billable(row))
    assert figures["billable_amount"] == added(map(worth.of, rows))
    assert figures["expenses"] == added(one.total_cost for one in expenses)
    assert figures["expenses_billable"] == added(one.total_cost for one in expenses if one.billable)
    assert figures["total"] == figures["billable_amount"] + figures["expenses"]
    unbilled = added(worth.of(row) for row in rows if row.invoice_id is None)
    unbilled += added(one.total_cost for one in expenses if one.billable and one.invoice_id is None)
    assert figures["uninvoiced_amount"] == unbilled
    assert figures["cost_of_time"] == added(map(worth.cost, rows))
    assert figures["margin"] == (
        figures["billable_amount"] + figures["expenses_billable"] - figures["cost_of_time"] - figures["expenses"]
    )


@pytest.mark.parametrize("name", ["Website Redesign", "Compression API", "E-commerce Store"])
async def test_a_projects_costs_are_plain_sums(large: Desk, sums: Sums, worth: Worth, name: str):
    answer = await large.ask(f"what has {name} cost so far, expenses included?")
    project = next(one for one in sums.projects.values() if one.name == name)
    assert answer.figures["currency"] == sums.clients[project.client_id].currency
    expenses = [one for one in sums.expenses if one.project_id == project.id]
    _check(answer.figures, list(sums.of(project=name)), expenses, worth)
    # The project, its time and its expenses.
    assert len([one for one in large.asked if "project_id" in one or "/projects/" in one]) >= 3


async def test_a_clients_costs_of_a_month(large: Desk, sums: Sums, worth: Worth):
    figures = (await large.ask("what did Acme cost us in October?")).figures
    expenses = [
        one
        for one in sums.expenses
        if sums.clients[sums.projects[one.project_id].client_id].name == "Acme Corporation"
        and OCTOBER[0] <= one.spent_date <= OCTOBER[1]
    ]
    _check(figures, list(sums.of(client="Acme Corporation", days=OCTOBER)), expenses, worth)


async def test_currencies_are_never_added_up(large: Desk, sums: Sums, worth: Worth):
    answer = await large.ask("total costs in October")
    assert answer.figures["total"] is None
    assert answer.figures["currency"] is None
    parts = {part["currency"]: part for part in answer.figures["currencies"]}
    assert set(parts) == {"USD", "EUR", "GBP"}
    for currency, part in parts.items():
        rows = [
            row
            for row in sums.of(days=OCTOBER)
            if sums.clients[sums.projects[row.project_id].client_id].currency == currency
        ]
        assert part["billable_amount"] == added(map(worth.of, rows))
    assert "not added up" in answer.reply


async def test_no_margin_across_currencies(account):
    account.switches = replace(account.switches, live_extras=True)  # the company then tells its currency
    async with Desk(account) as desk:
        answer = await desk.ask("what has E-commerce Store cost so far?")
        assert answer.figures["currency"] == "EUR"
        assert answer.figures["margin"] is None
        assert answer.figures["total"] > 0
        assert (await desk.ask("what has Compression API cost so far?")).figures["margin"] is not None


async def test_a_fixed_fee_is_uninvoiced_until_lines_bill_it(account):
    with account.store.transaction():
        fixed = next(one for one in account.store.select(Project) if one.is_fixed_fee and one.is_active)
    async with Desk(account) as desk:
        answer = await desk.ask(f"what has {fixed.name} cost so far?")
        assert answer.figures["uninvoiced_amount"] == fixed.fee
        assert "fixed fee of $" in answer.reply


async def test_a_member_sees_hours_and_no_amounts(account):
    async with Desk(account, ("member",)) as desk:
        name = (await desk.conversation.world()).catalog.projects[0].name
        answer = await desk.ask(f"what has {name} cost so far?")
        assert answer.figures["billable_amount"] is None
        assert answer.figures["margin"] is None
        assert answer.figures["hours"] > Decimal(0)
        assert "your role in Harvest may not see" in answer.reply
        assert not answer.is_complete


async def test_a_client_is_all_its_work_even_where_one_project_is_left(account):
    with account.store.transaction():
        client = next(one for one in Sums(account).clients.values() if one.name == "Hooli")
        first, *others = account.store.select(Project, "client_id = ? AND is_active", [client.id])
        for one in others:
            account.store.save(replace(one, is_active=False))
    sums = Sums(account)
    async with Desk(account) as desk:
        figures = (await desk.ask("what did Hooli cost us in October?")).figures
        assert figures["project"] is None
        assert figures["hours"] == added(row.hours for row in sums.of(client="Hooli", days=OCTOBER))
        figures = (await desk.ask(f"what did {first.name} cost us in October?")).figures
        assert figures["project"] == first.name
