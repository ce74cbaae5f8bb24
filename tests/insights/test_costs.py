"""Costs, asked in words: every amount of the large account equals a slow, plain sum of its rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.fees import expense_kinds, fees_billed
from desktop.agent.insights.costs import Picture, Question, answer, picture
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.spans import Stretch
from desktop.demo.records import Project
from desktop.harvest import models
from desktop.harvest.work import Work
from tests.insights.asking import NOW, Desk, Sums, Worth, added

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
_WORK = Work(
    1, OCTOBER[0], Decimal(2), Decimal(2), 1, "C", 1, "P", 1, "T", 1, "U", True, False, False, None, Decimal(50), None
)  # fmt: skip


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


async def test_whether_it_pays_is_said_first(large: Desk):
    answer = await large.ask("are we making money on Compression API?")
    margin = answer.figures["margin"]
    assert answer.reply.startswith(f"Compression API (Pied Piper) {'makes' if margin >= 0 else 'loses'} money: ")
    everything = await large.ask("how much profit did we make in October?")
    assert "margin" in everything.reply
    rows = everything.tables[0].rows
    assert len(rows) > 1
    assert all(left is None or left.amount == bills.amount - cost.amount for _, _, bills, cost, left in rows)
    losing = [row[0] for row in rows if row[4] is not None and row[4].amount < 0]
    assert ("Time costs more than it bills on" in everything.reply) == bool(losing)


async def test_who_may_not_see_what_time_costs_is_told_so(account):
    async with Desk(account, ("manager",)) as desk:
        answer = await desk.ask("are we making money on Nucleus?")
        assert answer.reply.startswith("Whether Nucleus (Hooli) makes money cannot be told: your role")


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


async def test_of_a_fee_nothing_is_called_uninvoiced_where_invoices_are_hidden(account):
    with account.store.transaction():
        fixed = next(one for one in account.store.select(Project) if one.is_fixed_fee and one.is_active)
    async with Desk(account) as desk:
        world = await desk.conversation.world()
        project = next(one for one in world.catalog.projects if one.id == fixed.id)
        terms = [models.Project(id=fixed.id, name=fixed.name, is_fixed_fee=True, fee=fixed.fee)]
        work = [replace(_WORK, project_id=fixed.id)]
        scene = Scene(world.account, world.catalog, NOW)
        told = answer(Question(Stretch(None, None), project, None, None), work, [], terms, None, scene)
    assert told.figures["uninvoiced_amount"] == 0
    assert "your role in Harvest may not see" in told.reply
    assert "invoiced." not in told.reply.replace("is not invoiced,", "")
    assert "fixed fees are left out" in told.counted
    assert not told.is_complete


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


# --- fixed fees -----------------------------------------------------------------------------------------------------


async def test_a_clients_fixed_fees_count_as_its_projects_do(account):
    """What is not invoiced, and the margin, of a client are the sums of what its projects have."""
    with account.store.transaction(write=False):
        clients = {one.id: one.name for one in Sums(account).clients.values()}
        projects = account.store.select(Project)
    fixed = next(one for one in projects if one.is_fixed_fee and one.is_active)
    async with Desk(account) as desk:
        whole = await desk.ask(f"what did {clients[fixed.client_id]} cost so far?")
        parts = [
            (await desk.ask(f"what has {one.name} cost so far?")).figures
            for one in projects
            if one.client_id == fixed.client_id
        ]
    assert whole.figures["project"] is None
    for key in ("uninvoiced_amount", "margin", "total"):
        assert whole.figures[key] == added(part[key] for part in parts)
    assert whole.figures["uninvoiced_amount"] >= fixed.fee
    assert f"{fixed.name} $" in whole.reply
    assert "yet" not in whole.reply


async def test_a_fixed_fee_is_no_part_of_a_month(account):
    with account.store.transaction(write=False):
        fixed = next(one for one in account.store.select(Project) if one.is_fixed_fee and one.is_active)
    own = Sums(account)
    worth = Worth(account, own)
    client = own.clients[fixed.client_id].name
    async with Desk(account) as desk:
        answer = await desk.ask(f"what did {client} cost in October?")
        of_project = await desk.ask(f"what did {fixed.name} cost in October?")
        of_month = await desk.ask("what did everything cost in October?")
    rows = [row for row in own.of(client=client, days=OCTOBER) if row.project_id != fixed.id and row.invoice_id is None]
    unbilled = added(map(worth.of, rows)) + added(
        one.total_cost
        for one in own.expenses
        if own.projects[one.project_id].client_id == fixed.client_id
        and OCTOBER[0] <= one.spent_date <= OCTOBER[1]
        and one.billable
        and one.invoice_id is None
    )
    assert answer.figures["uninvoiced_amount"] == unbilled
    for one in (answer, of_project, of_month):
        assert fixed.name in one.reply
        assert "not part of a month" in one.reply
        assert "not part of a month" in one.counted
    assert of_project.figures["uninvoiced_amount"] == 0
    assert of_project.figures["margin"] is None


async def test_rates_stand_only_where_there_are_some(desk: Desk):
    of_client = (await desk.ask("what did Globex cost so far?")).tables[0]
    assert [column.title for column in of_client.columns] == ["Project", "Hours", "Billable", "Amount"]
    of_project = (await desk.ask("what has Data Platform cost so far?")).tables[0]
    assert [column.title for column in of_project.columns] == ["Task", "Hours", "Billable", "Rate", "Amount"]


MONEY = st.decimals(0, 9999, places=2)
NUMBERS = st.integers(1, 4)
TERMS = st.lists(st.none() | MONEY, min_size=4, max_size=4)  # of each project: its fee, or none
ROWS = st.lists(st.tuples(NUMBERS, st.decimals(0, 24, places=2), MONEY, st.booleans(), st.booleans()), max_size=12)
SPENT = st.lists(st.tuples(NUMBERS, MONEY, st.booleans(), st.booleans()), max_size=6)
KINDS = st.sampled_from(("Service", "Product", "Both", ""))
BILLED = st.lists(st.tuples(NUMBERS, MONEY, KINDS), max_size=6)
CATEGORIES = [
    models.ItemCategory(id=1, name="Service", use_as_service=True),
    models.ItemCategory(id=2, name="Product", use_as_expense=True),
    models.ItemCategory(id=3, name="Both", use_as_service=True, use_as_expense=True),
]


def _line(number: int, amount: Decimal, kind: str) -> models.InvoiceLineItem:
    return models.InvoiceLineItem(id=1, kind=kind, amount=amount, project=models.ProjectRef(id=number))


@given(TERMS, st.lists(BILLED, max_size=4))
def test_lines_for_expenses_are_no_part_of_a_fee_that_is_billed(fees, invoices):
    of_expenses = expense_kinds(CATEGORIES)
    rows = [
        models.Invoice(
            id=n,
            client=models.ClientRef(),
            state="open",
            amount=added(()),
            line_items=tuple(_line(*one) for one in lines),
        )
        for n, lines in enumerate(invoices)
    ]
    billed = fees_billed(rows, of_expenses)
    for number in (1, 2, 3, 4):
        plain_sum = added(
            amount for lines in invoices for n, amount, kind in lines if n == number and kind != "Product"
        )
        assert billed.get(number, Decimal(0)) == plain_sum
    terms = [models.Project(id=n, is_fixed_fee=fee is not None, fee=fee) for n, fee in enumerate(fees, 1)]
    left = picture("USD", [], [], terms=terms, invoices=rows, of_expenses=of_expenses).uninvoiced
    assert left == added(
        max(one.fee - billed.get(one.id, Decimal(0)), Decimal(0)) for one in terms if one.fee is not None
    )


@given(TERMS, ROWS, SPENT, BILLED, st.booleans())
def test_the_projects_of_a_client_add_up_to_the_client(fees, rows, spent, billed, is_whole: bool):
    terms = [models.Project(id=n, is_fixed_fee=fee is not None, fee=fee) for n, fee in enumerate(fees, 1)]
    work = [
        Work(
            1,
            OCTOBER[0],
            hours,
            hours,
            1,
            "C",
            n,
            "P",
            1,
            "T",
            1,
            "U",
            billable,
            is_billed,
            False,
            None,
            rate,
            rate / 2,
        )
        for n, hours, rate, billable, is_billed in rows
    ]
    expenses = [
        models.Expense(
            id=1,
            spent_date=OCTOBER[0],
            total_cost=amount,
            project=models.ProjectRef(id=n),
            expense_category=models.ExpenseCategory(id=1),
            billable=billable,
            is_billed=is_billed,
        )
        for n, amount, billable, is_billed in spent
    ]
    lines = tuple(_line(*one) for one in billed)
    invoices = [models.Invoice(id=1, client=models.ClientRef(), state="open", amount=added(()), line_items=lines)]

    def of(*numbers: int) -> Picture:
        return picture(
            "USD",
            [row for row in work if row.project_id in numbers],
            [one for one in expenses if one.project.id in numbers],
            terms=[one for one in terms if one.id in numbers],
            invoices=invoices,
            is_whole=is_whole,
        )

    whole, parts = of(1, 2, 3, 4), [of(n) for n in (1, 2, 3, 4)]
    for name in ("hours", "total", "uninvoiced", "earned", "cost"):
        assert getattr(whole, name) == added(getattr(part, name) for part in parts)
    assert (whole.margin or 0) == added(part.margin or 0 for part in parts)
    if not is_whole:  # neither the fee nor the hours under it
        assert whole.uninvoiced <= added(
            row.rounded * row.rate for row in work if row.is_billable and fees[row.project_id - 1] is None
        ) + added(one.total_cost for one in expenses)
