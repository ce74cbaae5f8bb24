"""What is unbilled, when last, the longest day, who, weekends and days off: each figure equals a slow, plain sum."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.days_off import is_for_days_off
from desktop.agent.insights.costs import picture
from desktop.agent.insights.longest import ranked
from desktop.agent.insights.people import worked
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.spans import Stretch
from desktop.agent.insights.unbilled import Question, answer, lines
from desktop.agent.insights.unbilled_report import summed, years
from desktop.agent.intents import By
from desktop.demo.records import Project, TimeEntry
from desktop.harvest import models
from desktop.harvest.work import Work
from tests.insights.asking import NOW, TODAY, Desk, Sums, Worth, added

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


def _asked(desk: Desk) -> list[str]:
    """The requests of the turn besides those that every first one makes."""
    return [one for one in desk.asked if "/users/me" not in one and "/company" not in one and "user_id" not in one]


def _open_of(sums: Sums, worth: Worth, rows, expenses) -> dict[str, Decimal]:
    """What is on no invoice, by currency; none of these projects has a fixed fee."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for row in rows:
        if row.invoice_id is None and worth.is_billable(row):
            found[sums.clients[sums.projects[row.project_id].client_id].currency].append(worth.of(row))
    for one in expenses:
        if one.billable and one.invoice_id is None:
            found[sums.clients[sums.projects[one.project_id].client_id].currency].append(one.total_cost)
    return {currency: added(amounts) for currency, amounts in found.items()}


async def test_what_is_unbilled_of_days_is_a_plain_sum_by_currency(large: Desk, sums: Sums, worth: Worth):
    fixed = {one.id for one in sums.projects.values() if one.is_fixed_fee}
    answer = await large.ask("what can we invoice for October?")
    rows = [row for row in sums.of(days=OCTOBER) if row.project_id not in fixed]
    expenses = [one for one in sums.expenses if OCTOBER[0] <= one.spent_date <= OCTOBER[1]]
    wanted = _open_of(sums, worth, rows, expenses)
    shown = answer.figures.get("currencies") or [answer.figures]
    assert {one["currency"]: one["uninvoiced_amount"] for one in shown} == wanted
    assert answer.figures["billable_hours"] == added(
        row.hours for row in sums.of(days=OCTOBER) if row.invoice_id is None and worth.is_billable(row)
    )
    assert any("is_billed=false" in one for one in large.asked), "what is billed is not read"
    (table,) = answer.tables
    assert len(table.rows) == len(answer.figures["by"]) > 1


async def test_all_that_is_unbilled_is_a_plain_sum_by_a_few_requests(
    large: Desk, sums: Sums, worth: Worth, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("desktop.agent.insights.source._PATIENCE", 0.0)
    fixed = {one.id: one for one in sums.projects.values() if one.is_fixed_fee}
    answer = await large.ask("what is unbilled?")
    asked = [one.partition("?")[0].removeprefix("GET /v2") for one in _asked(large)]
    assert sorted(asked) == sorted(
        [
            "/projects",
            *3 * ["/reports/uninvoiced"],
            "/time_entries",
            "/expenses",
            "/invoices",
            "/invoice_item_categories",
        ]
    )
    wanted = _open_of(sums, worth, [row for row in sums.entries if row.project_id not in fixed], sums.expenses)
    shown = answer.figures["currencies"]
    assert {one["currency"]: one["billable_amount"] + one["expenses"] for one in shown} == wanted
    assert answer.figures["billable_hours"] == added(
        row.hours for row in sums.entries if row.invoice_id is None and worth.is_billable(row)
    )
    assert added(one["fees"] for one in shown) == added(one.fee for one in fixed.values() if one.fee)
    assert "Harvest's own report" in answer.counted
    assert "up to Mon 21 Dec" in answer.counted
    assert "Reading Harvest's report of a year" in large.progress
    assert large.progress[-1] == "", "the telling ends"


async def test_what_is_older_than_every_project_is_unbilled_too(account):
    rows = Sums(account)
    billable = Worth(account, rows).is_billable
    entry = next(one for one in rows.entries if one.invoice_id is None and billable(one))
    first = min(one.created_at.date() for one in rows.projects.values())
    async with Desk(account) as desk:
        before = (await desk.ask("what is unbilled?")).figures["billable_hours"]
        with account.store.transaction():
            account.store.save(replace(entry, id=999_999, spent_date=first - timedelta(days=900)))
        after = (await desk.ask("what is unbilled?", NOW + timedelta(minutes=1))).figures["billable_hours"]
        assert after == before + entry.hours


async def test_what_is_unbilled_agrees_with_the_costs_of_the_project_and_its_client(large: Desk):
    for about in ("Acme", "Data Platform"):
        unbilled = (await large.ask(f"what is unbilled for {about}?")).figures
        costs = (await large.ask(f"what has {about} cost so far?")).figures
        assert unbilled["client" if about == "Acme" else "project"] is not None
        assert unbilled["uninvoiced_amount"] == costs["uninvoiced_amount"], about


async def test_a_fixed_fee_is_unbilled_as_a_whole_and_never_by_days(account):
    with account.store.transaction():
        project = next(one for one in account.store.select(Project) if one.name == "Nucleus")
        account.store.save(replace(project, is_fixed_fee=True, fee=Decimal(5000)))
    async with Desk(account) as desk:
        whole = await desk.ask("what is unbilled for Nucleus?")
        assert (whole.figures["fees"], whole.figures["uninvoiced_amount"]) == (5000, 5000)
        of_days = await desk.ask("what is unbilled for Nucleus in October?")
        assert of_days.figures["uninvoiced_amount"] == 0
        assert "fixed fee" in of_days.counted


async def test_when_something_was_worked_on_last(large: Desk, sums: Sums):
    for said, mine in (
        ("when did I last work on Website Redesign?", True),
        ("when was Website Redesign last worked on?", False),
    ):
        answer = await large.ask(said)
        rows = [
            row
            for row in sums.of(user=sums.me if mine else None, project="Website Redesign")
            if row.spent_date <= TODAY
        ]
        last = max(row.spent_date for row in rows)
        assert (answer.figures["last"], answer.figures["days_ago"]) == (last, (TODAY - last).days)
        assert answer.figures["entries"][0]["date"] == last
        assert len([one for one in large.asked if "per_page=10" in one]) == 1
    assert await large.ask("when did Zorro last work on Website Redesign?")


async def test_the_longest_day_and_week(large: Desk, sums: Sums):
    answer = await large.ask("what was my longest day in October?")
    days: dict[date, Decimal] = {}
    for row in sums.of(user=sums.me, days=OCTOBER):
        days[row.spent_date] = days.get(row.spent_date, Decimal(0)) + row.hours
    assert answer.figures["longest"] == max(days.values())
    assert days[answer.figures["ranking"][0]["from"]] == max(days.values())
    answer = await large.ask("what was our busiest week this year?")
    weeks: dict[date, Decimal] = {}
    for row in sums.of(days=(YEAR[0], TODAY)):
        monday = row.spent_date - timedelta(days=row.spent_date.weekday())
        weeks[monday] = weeks.get(monday, Decimal(0)) + row.hours
    assert answer.figures["longest"] == max(weeks.values())
    assert "in 2026" in answer.reply


async def test_who_worked_on_something(large: Desk, sums: Sums):
    answer = await large.ask("who worked on Website Redesign in October?")
    people: dict[int, Decimal] = {}
    for row in sums.of(project="Website Redesign", days=OCTOBER):
        people[row.user_id] = people.get(row.user_id, Decimal(0)) + row.hours
    assert sorted(one["hours"] for one in answer.figures["people"]) == sorted(people.values())
    assert answer.figures["total"] == added(people.values())
    assert len(answer.tables[0].rows) == len(people)


async def test_who_worked_on_the_weekend(account):
    saturday = date(2026, 11, 14)
    with account.store.transaction():
        row = next(one for one in account.store.select(TimeEntry) if one.user_id == account.user.id)
        account.store.save(replace(row, spent_date=saturday, hours=Decimal("2.5"), timer_started_at=None))
    sums = Sums(account)
    async with Desk(account) as desk:
        for said, days in (
            ("did anybody work on the weekend?", (saturday, saturday + timedelta(days=1))),
            ("who worked on weekends this month?", (date(2026, 11, 1), date(2026, 11, 30))),
        ):
            answer = await desk.ask(said)
            rows = [row for row in sums.of(days=days) if row.spent_date.weekday() > 4]
            assert answer.figures["total"] == added(row.hours for row in rows)
            assert rows
            assert "you" in answer.reply
        assert (await desk.ask("did I work on the weekend?")).figures["total"] == Decimal("2.5")


async def test_days_off_are_what_was_booked_on_what_is_named_for_them(account):
    with account.store.transaction():
        place = next(one for one in account.store.select(Project) if one.name == "Time Off")
        own = [one for one in account.store.select(TimeEntry) if one.user_id == account.user.id][:2]
        for row, day in zip(own, (date(2026, 7, 3), date(2026, 12, 24)), strict=True):
            account.store.save(
                replace(row, project_id=place.id, spent_date=day, hours=Decimal(8), timer_started_at=None)
            )
    sums = Sums(account)
    async with Desk(account) as desk:
        answer = await desk.ask("how many vacation days do I have left?")
        rows = list(sums.of(user=sums.me, project="Time Off", days=YEAR))
        assert answer.figures["total"] == added(row.hours for row in rows)
        assert answer.figures["ahead"] == added(row.hours for row in rows if row.spent_date > TODAY)
        assert (answer.figures["left"], answer.is_complete) == (None, False)
        assert "cannot tell" in answer.reply
        assert "still ahead" in answer.reply


async def test_what_there_is_to_log_to_asks_nothing_of_harvest(account):
    async with Desk(account) as desk:
        projects = (await desk.conversation.world()).catalog.projects
        everything = await desk.ask("list my projects")
        assert {one["id"] for one in everything.figures["projects"]} == {one.id for one in projects}
        assert desk.asked == []
        acme = await desk.ask("which projects does Acme have?")
        (table,) = acme.tables
        assert {row[1] for row in table.rows} == {one.name for one in projects if one.client.name.startswith("Acme")}
        clients = await desk.ask("which clients do I have")
        assert len(clients.tables[0].rows) == len({one.client.id for one in projects})


@pytest.mark.parametrize("roles", [("member",), ("manager",)])
async def test_who_may_not_see_is_told_what_they_may(account, roles):
    async with Desk(account, roles) as desk:
        for said in ("what is unbilled?", "who worked on weekends this year?", "when was Nucleus last worked on?"):
            answer = await desk.ask(said)
            assert answer.reply
            if roles == ("member",):
                assert not answer.is_complete
                assert "your role may see" in answer.counted


@pytest.mark.parametrize(
    "name", ["Vacation", "Time Off", "Holidays / PTO", "Paid leave", "Sick days", "Urlaub", "Annual Leave & Sick Leave"]
)
def test_names_of_days_off(name):
    assert is_for_days_off(name)


@pytest.mark.parametrize(
    "name", ["Holiday Campaign", "Holiday Inn", "Vacation Rentals", "Leave Management App", "Time", ""]
)
def test_names_of_work(name):
    assert not is_for_days_off(name)


_AMOUNTS = st.decimals(min_value=0, max_value=20, places=2)
_ROWS = st.lists(
    st.builds(
        lambda n, day, hours, rate, billable, billed, user: Work(
            1, OCTOBER[0] + timedelta(days=day), hours, hours, 1 + n % 2, f"C{n % 2}", n, f"P{n}", 1, "T",
            user, f"U{user}", billable, billed, False, None, rate, None,
        ),
        st.integers(1, 4), st.integers(0, 40), _AMOUNTS, _AMOUNTS, st.booleans(), st.booleans(), st.integers(1, 3),
    ),
    max_size=20,
)  # fmt: skip


@given(_ROWS, st.lists(st.none() | _AMOUNTS, min_size=4, max_size=4), st.booleans())
def test_what_is_unbilled_is_what_costs_call_so_however_it_is_split(rows, fees, is_whole):
    terms = [
        models.Project(
            id=n, is_fixed_fee=fee is not None, fee=fee, client=models.ClientRef(id=1 + n % 2, currency="USD")
        )
        for n, fee in enumerate(fees, 1)
    ]
    wanted = picture("USD", rows, [], terms=terms, is_whole=is_whole).uninvoiced
    for by in (By.PROJECT, By.CLIENT):
        found = lines(rows, [], terms, with_fees=is_whole, by=by)
        assert added(line.total for line in found) == wanted
        assert added(line.hours for line in found) == added(
            row.rounded for row in rows if row.is_billable and not row.is_billed
        )
        assert [line.total for line in found] == sorted((line.total for line in found), reverse=True)


@given(_ROWS, st.lists(st.none() | _AMOUNTS, min_size=4, max_size=4))
def test_the_report_comes_to_what_its_entries_do(rows, fees):
    terms = [
        models.Project(
            id=n, is_fixed_fee=fee is not None, fee=fee, client=models.ClientRef(id=1 + n % 2, currency="USD")
        )
        for n, fee in enumerate(fees, 1)
    ]
    said = [
        models.UninvoicedRow(
            client_id=row.client_id,
            project_id=row.project_id,
            currency="USD",
            uninvoiced_hours=row.rounded,
            uninvoiced_amount=row.rounded * (row.rate or 0) if fees[row.project_id - 1] is None else Decimal(5),
        )
        for row in rows
        if row.is_billable and not row.is_billed
    ]
    for found, wanted in zip(
        lines([], [], terms, reported=summed(said), by=By.CLIENT), lines(rows, [], terms, by=By.CLIENT), strict=True
    ):
        assert (found.hours, found.total) == (wanted.hours, wanted.total)


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 4000))
def test_reports_cover_every_day_once(first, more):
    found = years(first, first + timedelta(days=more))
    days = [start + timedelta(days=n) for start, end in found for n in range((end - start).days + 1)]
    assert sorted(days) == [first + timedelta(days=n) for n in range(more + 1)]
    assert all((end - start).days < 365 for start, end in found)


async def test_hours_without_a_rate_are_told_as_hours_and_fees_only_where_invoices_are_seen(account):
    async with Desk(account) as desk:
        world = await desk.conversation.world()
    scene = Scene(world.account, world.catalog, NOW)
    rows = [
        Work(
            n,
            TODAY,
            Decimal(2),
            Decimal(2),
            n,
            f"C{n}",
            n,
            f"P{n}",
            1,
            "T",
            1,
            "U",
            True,
            False,
            False,
            None,
            rate,
            None,
        )
        for n, rate in ((1, Decimal(50)), (2, None))
    ]
    fixed = models.Project(
        id=3, name="P3", is_fixed_fee=True, fee=Decimal(900), client=models.ClientRef(id=3, name="C3", currency="USD")
    )
    paid = models.Project(id=1, name="P1", client=models.ClientRef(id=1, name="C1", currency="USD"))
    question = Question(Stretch(None, None), None, None, By.PROJECT)
    told = answer(question, rows, [], [paid, fixed], None, scene)
    assert "$100.00" in told.reply
    assert "2 h billable at no rate that is known" in told.reply
    assert "0.00" not in told.reply.replace("100.00", "")
    assert "currencies" not in told.reply.split(":")[0]
    assert "900" not in told.reply
    assert "fixed fees are left out" in told.counted
    assert [one["uninvoiced_amount"] for one in told.figures["by"]] == [None, 100]
    assert "$900.00 of fixed fees" in answer(question, rows, [], [paid, fixed], (), scene).reply


@given(_ROWS)
def test_days_weeks_and_people_add_up_to_all(rows):
    for by_day in (True, False):
        found = ranked(rows, by_day=by_day)
        assert added(part.hours for _, part in found) == added(row.hours for row in rows)
        assert [part.hours for _, part in found] == sorted((part.hours for _, part in found), reverse=True)
        assert all(part.count == sum(one.start <= row.day <= one.end for row in rows) for one, part in found)
    people = worked(rows)
    assert added(one.part.hours for one in people) == added(row.hours for row in rows)
    assert all(one.last == max(row.day for row in rows if row.user_id == one.user_id) for one in people)
