"""Budgets, asked in words: of every kind, each figure of the large account equals a slow, plain sum of its rows."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.insights.pace import first_day, outlook, pace
from desktop.agent.insights.standing import standing
from desktop.demo.records import Project, TaskAssignment, UserAssignment
from desktop.harvest.models import ProjectBudgetRow
from tests.insights.asking import NOW, TODAY, Desk, Sums, Worth, added

MONDAY = date(2026, 11, 16)
MONEY = ("project_cost", "task_fees")


def _budget(project: Project, worth: Worth) -> Decimal | None:
    match project.budget_by:
        case "project":
            return project.budget
        case "project_cost":
            return project.fee if project.is_fixed_fee else project.cost_budget
        case "person":
            parts = [one.budget for key, one in worth.people.items() if key[0] == project.id and one.is_active]
        case _:
            parts = [one.budget for key, one in worth.tasks.items() if key[0] == project.id and one.is_active]
    return added(part for part in parts if part is not None)


def _used(project: Project, sums: Sums, worth: Worth, first: date, last: date) -> Decimal:
    rows = [row for row in sums.entries if row.project_id == project.id and first <= row.spent_date <= last]
    used = added(worth.of(row) if project.budget_by in MONEY else row.hours for row in rows)
    if project.budget_by == "project_cost" and project.cost_budget_include_expenses:
        used += added(
            one.total_cost for one in sums.expenses if one.project_id == project.id and first <= one.spent_date <= last
        )
    return used


async def test_every_budget_stands_as_plain_sums_say(large: Desk, sums: Sums, worth: Worth):
    answer = await large.ask("which of our budgets runs dry first?")
    by_name = {(one.name, sums.clients[one.client_id].name): one for one in sums.projects.values() if one.is_active}
    shown = answer.figures["budgets"]
    kinds = set()
    for figures in shown:
        project = by_name[figures["project"], figures["client"]]
        kinds.add((project.budget_by, project.budget_is_monthly))
        first = TODAY.replace(day=1) if project.budget_is_monthly else date.min
        spent = _used(project, sums, worth, first, date.max)
        assert abs(figures["spent"] - spent) <= Decimal("0.005"), project
        assert figures["budget"] == _budget(project, worth)
        assert figures["remaining"] == figures["budget"] - figures["spent"]
        assert figures["burn_per_week"] == _used(project, sums, worth, date(2026, 10, 19), date(2026, 11, 15)) / 4
        assert figures["unit"] == ("money" if project.budget_by in MONEY else "hours")
    assert {kind for kind, _ in kinds} == {"project", "project_cost", "task", "task_fees", "person"}
    assert {monthly for _, monthly in kinds} == {True, False}
    assert len(shown) == len([one for one in by_name.values() if one.budget_by != "none"])
    ending = [one["exhausted_on"] for one in shown if one["exhausted_on"]]
    assert ending == sorted(ending)
    assert answer.figures["exhausted_on"] == ending[0]
    # The report, the projects, and four weeks of time and expenses.
    assert len([one for one in large.asked if "/reports/" in one]) == 1


KINDS = ["project", "project_cost", "task", "task_fees", "person", "none"]


@pytest.mark.parametrize("budget_by", KINDS)
async def test_one_budget_of_each_kind(large: Desk, sums: Sums, worth: Worth, budget_by: str):
    project = next(
        one
        for one in sums.projects.values()
        if one.is_active and (one.budget_by, one.budget_is_monthly) == (budget_by, False) and one.code
    )
    await _check(large, project, sums, worth, date.min)


@pytest.mark.parametrize("budget_by", KINDS[:-1])
async def test_a_monthly_budget_of_each_kind_counts_its_month(account, budget_by: str):
    with account.store.transaction():
        plain = account.store.select(Project, "name = ?", ["Website Redesign"])[0]
        project = account.store.save(
            replace(plain, budget_by=budget_by, budget_is_monthly=True, budget=Decimal(60), cost_budget=Decimal(6000))
        )
        for one in account.store.select(TaskAssignment, "project_id = ?", [project.id]):
            account.store.save(replace(one, budget=Decimal(12)))
        for one in account.store.select(UserAssignment, "project_id = ?", [project.id]):
            account.store.save(replace(one, budget=Decimal("7.5")))
    sums = Sums(account)
    async with Desk(account) as desk:
        await _check(desk, project, sums, Worth(account, sums), TODAY.replace(day=1))


async def _check(desk: Desk, project: Project, sums: Sums, worth: Worth, first: date) -> None:
    figures = (await desk.ask(f"how much is left of the {project.code} budget?")).figures
    assert (figures["project"], figures["budget_by"]) == (project.name, project.budget_by)
    assert abs(figures["spent"] - _used(project, sums, worth, first, date.max)) <= Decimal("0.005")
    assert figures["burn_per_week"] == _used(project, sums, worth, date(2026, 10, 19), date(2026, 11, 15)) / 4
    if project.budget_by != "none":
        assert figures["budget"] == _budget(project, worth)
        assert figures["remaining"] == figures["budget"] - figures["spent"]


async def test_budgets_per_person_are_split_up(large: Desk, sums: Sums, worth: Worth):
    project = next(
        one
        for one in sums.projects.values()
        if one.is_active and one.budget_by == "person" and not one.budget_is_monthly
    )
    answer = await large.ask(f"how much is left of the {project.code} budget?")
    table = answer.tables[0]
    for name, budget, used, left, share in table.rows:
        person = next(one for one in sums.users.values() if one.name == name)
        rows = sums.of(user=person.id, project=project.name)
        assert used == added(row.hours for row in rows if row.project_id == project.id)
        assert (budget, left) == (60, 60 - used)
        assert share == used * 100 / 60


async def test_an_overrun_is_said_in_plain_words(desk: Desk):
    answer = await desk.ask("how much of the support retainer budget is left?")
    assert "over its budget of 40 h" in answer.reply
    assert answer.figures["remaining"] < 0
    assert answer.figures["exhausted_on"] is None


async def test_a_clients_only_budget_is_answered_as_one(desk: Desk):
    answer = await desk.ask("how's the globex budget looking")
    assert "are left on Data Platform (Globex)" in answer.reply


async def test_a_fixed_fee_is_told(desk: Desk):
    fixed = next(one for one in desk.account.store.select(Project) if one.is_fixed_fee and one.is_active)
    answer = await desk.ask(f"how much is left on the {fixed.name} budget?")
    assert "fixed fee of $" in answer.reply
    assert answer.figures["fee"] == fixed.fee


async def test_a_member_is_told_what_the_role_may_not_see(account):
    with account.store.transaction():
        member = account.person("member")
        seen = account.store.select(UserAssignment, "user_id = ? AND is_active", [member.id])
        name = account.store.get(Project, seen[0].project_id).name
    async with Desk(account, ("member",)) as desk:
        answer = await desk.ask(f"how much budget is left on {name}?")
        assert "Your role in Harvest may not see" in answer.reply
        assert not answer.is_complete
        assert answer.figures["budget"] is None
        assert not [one for one in desk.asked if "/projects/" in one and "/project_" not in one], "not asked in vain"
        rows = list(Sums(account).of(user=member.id, project=name))
        assert answer.figures["own_hours"] == added(row.hours for row in rows)


async def test_money_is_not_seen_without_the_permission(account):
    manager = account.person("manager")
    account.set_access_roles(manager.id, "manager")
    async with Desk(account, ("manager",)) as desk:
        answer = await desk.ask("which of our budgets runs dry first?")
        assert all(one["unit"] == "hours" for one in answer.figures["budgets"])
        assert all(one["budget_by"] not in MONEY or one["budget"] is None for one in answer.figures["budgets"])


# --- the arithmetic -------------------------------------------------------------------------------------------------

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
HOURS = st.decimals(0, 24, places=2)


@given(st.lists(st.tuples(st.integers(-10, 60), HOURS)), DAYS, st.sampled_from((0, 5, 6)))
def test_the_pace_is_a_quarter_of_the_four_full_weeks_of_the_account(used, today: date, starts: int):
    rows = [(today - timedelta(days=back), hours) for back, hours in used]
    first = next(day for day in (today - timedelta(days=back) for back in range(7)) if day.weekday() == starts)
    counted = added(hours for day, hours in rows if first - timedelta(days=28) <= day < first)
    assert pace(rows, today, None, starts).per_week == counted / 4
    assert first_day(today, starts) == first - timedelta(days=28)


async def test_the_weeks_of_a_pace_start_as_the_company_says(account):
    account.configure(week_start_day="Sunday")
    async with Desk(account) as desk:
        answer = await desk.ask("how much is left on the website redesign?")
    assert "full weeks, Sunday to Saturday, since Sun 18 Oct" in answer.counted


@given(HOURS.filter(bool), st.decimals(Decimal("0.01"), 400, places=2), DAYS)
def test_the_day_it_is_gone_is_the_first_on_which_the_pace_reaches_it(left: Decimal, a_week: Decimal, today: date):
    found = outlook(left, a_week, today)
    if found.exhausted_on is None:
        assert left / a_week > 500
        return
    days = (found.exhausted_on - today).days
    assert days * a_week / 7 <= left + Decimal("1e-20")
    assert (days + 1) * a_week / 7 > left - Decimal("1e-20")


@given(st.decimals(-100, 0, places=2), HOURS, DAYS)
def test_what_is_gone_does_not_run_out(left: Decimal, a_week: Decimal, today: date):
    assert outlook(left, a_week, today).exhausted_on is None
    assert outlook(abs(left), Decimal(0), today).weeks_left is None


@given(DAYS, st.decimals(-50, 500, places=2), st.decimals(Decimal("0.25"), 80, places=2))
def test_a_monthly_budget_never_runs_out_after_its_month(today: date, left: Decimal, a_week: Decimal):
    row = ProjectBudgetRow(
        project_id=1,
        project_name="P",
        client_name="C",
        budget_by="project",
        budget_is_monthly=True,
        budget=Decimal(500),
        budget_spent=500 - left,
        budget_remaining=left,
    )
    monday = first_day(today)
    used = pace([(monday + timedelta(days=7 * week), a_week) for week in range(4)], today)
    one = standing(row, used, today)
    assert one.resets_on is not None
    assert one.resets_on.day == 1
    assert one.resets_on > today
    assert (one.resets_on - timedelta(days=1)).month == today.month
    assert one.exhausted_on is None or one.exhausted_on.month == today.month
    assert one.percent == one.spent * 100 / 500


def test_a_young_project_is_judged_by_its_own_full_weeks():
    today = date(2026, 11, 20)
    began = date(2026, 11, 4)  # a Wednesday
    rows = [(date(2026, 11, 5), Decimal(8)), (date(2026, 11, 10), Decimal(20))]
    assert pace(rows, today, began).weeks == ((date(2026, 11, 2), Decimal(8)), (date(2026, 11, 9), Decimal(20)))
    assert pace([], today, date(2026, 11, 17)).per_week is None
    assert pace([], today, date(2026, 1, 1)).per_week == 0


def test_an_uneven_pace_is_called_so():
    today = date(2026, 11, 20)
    assert pace([(date(2026, 10, 20), Decimal(40))], today).is_irregular
    even = [(date(2026, 10, 19) + timedelta(weeks=week), Decimal(10)) for week in range(4)]
    assert not pace(even, today).is_irregular


async def test_the_picture_ends_at_what_is_spent(desk: Desk):
    answer = await desk.ask("how much is left on website redesign budget?", datetime(2026, 11, 20, 18, 5))
    (picture,) = answer.pictures
    assert picture.spent[-1] == (NOW.date(), answer.figures["spent"])
    assert [day for day, _ in picture.spent] == sorted(day for day, _ in picture.spent)
    assert picture.projected[0] == picture.spent[-1]
