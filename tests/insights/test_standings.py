"""How things stand, asked in words: invoices by state, what was billed, the running timer, two periods side by side."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.insights import comparing
from desktop.agent.insights.hours import Question
from desktop.agent.insights.invoice_rows import days_late, due_of, sums_of, sums_text, whole
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.spans import Stretch
from desktop.agent.reading.certainty.second import Trusting
from desktop.demo.records import Invoice, LineItem, Payment, TimeEntry
from desktop.demo.rules.invoicing import due_amount, invoice_amount
from desktop.harvest import models
from tests.insights.asking import NOW, TODAY, Desk, Sums, added

OCTOBER, NOVEMBER = ((date(2026, 10, 1), date(2026, 10, 31)), (date(2026, 11, 1), date(2026, 11, 30)))


class Bills:
    """All invoices of an account as it stores them, with what each comes to and what is still due."""

    def __init__(self, account) -> None:
        with account.store.transaction(write=False):
            self.rows = account.store.select(Invoice)
            self.amount = {one.id: invoice_amount(account.store, one) for one in self.rows}
            self.due = {one.id: due_amount(account.store, one) for one in self.rows}

    def by_currency(self, rows, amounts) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for one in rows:
            found[one.currency] = added([found.get(one.currency, Decimal(0)), amounts[one.id]])
        return {currency: amount for currency, amount in found.items() if amount}


def _totals(answer, key: str) -> dict[str, Decimal]:
    return {one["currency"]: one[key] for one in answer.figures["totals"] if one[key]}


def _asked(desk: Desk) -> list[str]:
    """The requests of the turn besides those that every first one makes."""
    return [one for one in desk.asked if "/users/me" not in one and "/company" not in one and "user_id" not in one]


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("what invoices are open?", lambda one, due: one.state == "open" and due > 0),
        ("which invoices are overdue?", lambda one, due: one.state == "open" and due > 0 and one.due_date < TODAY),
        ("which invoices are drafts?", lambda one, due: one.state == "draft"),
        ("which invoices were paid in October?", lambda one, due: OCTOBER[0] <= (one.paid_date or TODAY) <= OCTOBER[1]),
        ("invoices from October", lambda one, due: OCTOBER[0] <= one.issue_date <= OCTOBER[1]),
    ],
)
async def test_lists_have_exactly_the_invoices_of_that_state(large: Desk, said, fits):
    bills = Bills(large.account)
    answer = await large.ask(said)
    rows = [one for one in bills.rows if fits(one, bills.due[one.id])]
    assert {one["id"] for one in answer.figures["invoices"]} == {one.id for one in rows}
    assert _totals(answer, "amount") == bills.by_currency(rows, bills.amount)
    for one in answer.figures["invoices"]:
        late = (TODAY - one["due_date"]).days if one["state"] == "open" else 0
        assert one["days_late"] == max(late, 0)
    assert rows or "overdue" in said
    assert len(_asked(large)) == 1


async def test_who_owes_what_is_told_by_client_and_currency(account):
    with account.store.transaction():
        first, second, *_ = [one for one in account.store.select(Invoice) if one.state == "open"]
        account.store.save(replace(first, currency="EUR", due_date=TODAY - timedelta(days=45)))
        account.store.save(
            Payment(
                invoice_id=second.id, amount=Decimal(50), paid_at=datetime(2026, 11, 5, tzinfo=UTC),
                paid_date=date(2026, 11, 5), recorded_by="R", recorded_by_email="r@example.com",
            )
        )  # fmt: skip
    bills = Bills(account)
    async with Desk(account) as desk:
        answer = await desk.ask("who owes us money?")
        rows = [one for one in bills.rows if one.state == "open"]
        assert _totals(answer, "due_amount") == bills.by_currency(rows, bills.due)
        assert bills.due[second.id] == bills.amount[second.id] - 50
        assert answer.tables[0].columns[0].title == "Client"
        assert all(table.total is None for table in answer.tables), "two currencies have no sum"
        assert "45 days late" in answer.reply
        overdue = await desk.ask("what is overdue?")
        assert [one["days_late"] for one in overdue.figures["invoices"]] == [45]
        name = overdue.figures["invoices"][0]["client"]
        assert (await desk.ask(f"what is overdue at {name}?")).figures["totals"] == overdue.figures["totals"]


async def test_where_nobody_owes_anything_that_is_said(account):
    with account.store.transaction():
        for one in account.store.select(Invoice):
            account.store.save(replace(one, state="draft"))
    async with Desk(account) as desk:
        assert (await desk.ask("who owes us money?")).reply == "Nobody owes you: no invoice is open."
        assert (
            await desk.ask("what does Globex owe us?")
        ).reply == "Globex owes nothing: no invoice of theirs is open."
        assert (await desk.ask("what is overdue?")).reply == "No invoice is overdue."


async def test_a_client_without_a_project_of_ones_own_is_found_by_its_invoices(desk: Desk):
    answer = await desk.ask("which invoices of Zebra are overdue?")
    assert "“Zebra”" in answer.reply
    assert answer.figures == {}


async def test_what_was_billed_is_by_issue_date_and_without_drafts(large: Desk, sums: Sums):
    bills = Bills(large.account)
    client = next(one.id for one in sums.clients.values() if one.name == "Globex")
    for said, whose, days in (
        ("how much did we bill Globex this year?", client, (date(2026, 1, 1), date(2026, 12, 31))),
        ("how much did we bill last month?", None, OCTOBER),
        ("what did we invoice everyone in 2025?", None, (date(2025, 1, 1), date(2025, 12, 31))),
    ):
        answer = await large.ask(said)
        rows = [one for one in bills.rows if whose in (None, one.client_id) and days[0] <= one.issue_date <= days[1]]
        sent, drafts = [one for one in rows if one.state != "draft"], [one for one in rows if one.state == "draft"]
        assert {one["currency"]: one["amount"] for one in answer.figures["billed"]} == bills.by_currency(
            sent, bills.amount
        )
        assert {one["currency"]: one["amount"] for one in answer.figures["drafts"]} == bills.by_currency(
            drafts, bills.amount
        )
        assert ("not counted" in answer.reply) is bool(drafts)
        assert "drafts do not" in answer.counted
        assert sent
        assert len(_asked(large)) == 1


async def test_what_was_billed_beside_another_month_and_for_one_project(desk: Desk):
    answer = await desk.ask("did we bill more in November than in October?")
    bills = Bills(desk.account)
    october = [one for one in bills.rows if OCTOBER[0] <= one.issue_date <= OCTOBER[1] and one.state != "draft"]
    assert {one["currency"]: one["amount"] for one in answer.figures["than"]["billed"]} == bills.by_currency(
        october, bills.amount
    )
    answer = await desk.ask("how much did we bill for the patient portal this year?")
    with desk.account.store.transaction(write=False):
        lines = desk.account.store.select(LineItem, "owner = 'invoice'")
    project = next(one for one in Sums(desk.account).projects.values() if one.name == "Patient Portal")
    sent = {one.id for one in bills.rows if one.state != "draft"}
    expected = added(
        line.quantity * line.unit_price for line in lines if line.project_id == project.id and line.owner_id in sent
    )
    assert sum(one["amount"] for one in answer.figures["billed"]) == expected
    assert expected


async def test_roles_that_see_no_invoices_are_told(account):
    async with Desk(account, ("member",)) as desk:
        for said in ("which invoices are overdue?", "how much did we bill last month?"):
            answer = await desk.ask(said)
            assert answer.reply.startswith("Your role in Harvest may not see invoices")
            assert not answer.is_complete


async def test_following_words_belong_to_the_list(large: Desk, sums: Sums):
    await large.ask("which invoices are open?")
    globex = await large.ask("and for Globex?")
    assert {one["client"] for one in globex.figures["invoices"]} <= {"Globex"}
    assert globex.figures["standing"] == "unpaid"
    await large.ask("how much did we bill Globex last month?")
    assert (await large.ask("and this month?")).figures["from"] == NOVEMBER[0]


# --- the timer --------------------------------------------------------------------------------------------------------


async def test_the_running_timer_is_told_with_its_project_and_since_when(account):
    with account.store.transaction():
        mine = max(
            (one for one in account.store.select(TimeEntry) if one.user_id == account.user.id), key=lambda e: e.id
        )
        started = account.now() - timedelta(minutes=75)
        account.store.save(replace(mine, spent_date=TODAY, timer_started_at=started, hours=Decimal(0)))
    async with Desk(account) as desk:
        answer = await desk.ask("what is running?")
        (one,) = answer.figures["running"]
        assert one["project"] == Sums(account).projects[mine.project_id].name
        assert one["since"] == "2026-11-20T16:50"
        assert one["hours"] == Decimal("1.25")
        assert "since 4:50 pm: 1.25 h by now" in answer.reply
        assert len([path for path in desk.asked if "is_running" in path]) == 1
        everybody = await desk.ask("whose timers are running?")
        assert len(everybody.figures["running"]) >= 1


async def test_no_timer(desk: Desk):
    answer = await desk.ask("is a timer on?")
    assert answer.reply == "No timer is running."
    assert answer.figures == {"total": 0, "running": []}


# --- two periods ------------------------------------------------------------------------------------------------------


async def test_two_periods_equal_plain_sums(large: Desk, sums: Sums):
    answer = await large.ask("how do October and November compare for Hooli?")
    first = added(row.hours for row in sums.of(client="Hooli", days=OCTOBER))
    other = added(row.hours for row in sums.of(client="Hooli", days=NOVEMBER))
    assert (answer.figures["total"], answer.figures["than"]["total"]) == (first, other)
    assert answer.figures["difference"] == first - other
    assert answer.tables[0].total[1:] == (first, other, first - other)
    assert len(_asked(large)) == 1


async def test_a_week_that_lasts_is_compared_up_to_the_same_day(large: Desk, sums: Sums):
    answer = await large.ask("did I work more this week than last?", NOW - timedelta(days=2))
    rows = list(sums.of(user=sums.me, days=(date(2026, 11, 9), date(2026, 11, 11))))
    assert answer.figures["than_by_now"] == added(row.hours for row in rows)
    assert "so far" in answer.reply


# --- arithmetic -------------------------------------------------------------------------------------------------------

_INVOICES = st.builds(
    lambda n, state, currency, amount, part, due: models.Invoice.model_validate(
        {
            "id": n, "client": {"id": n % 3, "name": f"C{n % 3}"}, "number": str(n), "state": state,
            "currency": currency, "amount": str(amount), "due_amount": str(amount * part / 4), "due_date": str(due),
        }
    ),
    st.integers(1, 99),
    st.sampled_from(("draft", "open", "paid", "closed")),
    st.sampled_from(("USD", "EUR", "CHF")),
    st.decimals(0, 99999, places=2),
    st.integers(0, 4),
    st.dates(date(2024, 1, 1), date(2027, 1, 1)),
)  # fmt: skip


@given(st.lists(_INVOICES, max_size=12))
def test_currencies_are_never_added_up(invoices):
    for amount in (whole, due_of):
        sums = sums_of(invoices, amount)
        for currency, total in sums.items():
            assert total == added(amount(one) for one in invoices if one.currency == currency)
        assert len(sums) == len(sums_text(sums).replace(" and ", ", ").split(", ")) or not sums
    for one in invoices:
        assert days_late(one, TODAY) == 0 or (one.state == "open" and one.due_date < TODAY and one.due_amount > 0)


def test_as_many_days_of_the_other_period_count_as_of_this():
    class Account:
        week_starts = 0
        user_id = 1

    scene = Scene(Account(), None, datetime(2028, 2, 29, 12), ())  # type: ignore[arg-type]
    question = Question(Stretch(date(2028, 2, 1), date(2028, 2, 29)), 1)
    assert comparing.same_days(question.stretch, Stretch(date(2028, 1, 1), date(2028, 1, 31)), scene) is None
    scene = Scene(Account(), None, datetime(2028, 2, 28, 12), ())  # type: ignore[arg-type]
    cut = comparing.same_days(question.stretch, Stretch(date(2028, 1, 1), date(2028, 1, 31)), scene)
    assert cut == Stretch(date(2028, 1, 1), date(2028, 1, 28))


async def test_the_learned_reader_has_no_say_in_what_it_was_not_taught(desk: Desk):
    class Spy(Trusting):
        offered: list[bool] = []

        def look(self, utterance, found, catalog, workday, read_as=None):
            self.offered.append(read_as is not None)
            return found

    desk.conversation.understanding.second_reader = Spy()
    for said in ("revenue last month", "what is running?", "compare this week with last week", "my hours last week"):
        await desk.say(said)
    assert Spy.offered == [True], "the others are not shown to it at all"
