"""Reports and budgets of the demo account add up with its entries."""

from collections import defaultdict
from decimal import Decimal

import pytest

from desktop.demo.switches import Switches
from tests.harvest.demo_http import TODAY, demo_api

SPAN = {"from": "20260901", "to": "20261130"}
PROJECT = 14300211  # Website Redesign


@pytest.fixture
def api():
    with demo_api() as api:
        yield api


def decimal(value):
    return Decimal(str(value))


@pytest.mark.parametrize(
    ("subject", "key", "stub"),
    [
        ("clients", "client_id", "client"),
        ("projects", "project_id", "project"),
        ("tasks", "task_id", "task"),
        ("team", "user_id", "user"),
    ],
)
def test_time_reports_add_up(api, subject, key, stub):
    api.account.configure(rounding_mode="up", rounding_minutes=15)
    hours, billable, amount = (defaultdict(Decimal) for _ in range(3))
    for entry in api.all("/time_entries", "time_entries", **SPAN):
        number = entry[stub]["id"]
        hours[number] += decimal(entry["rounded_hours"])
        if entry["billable"]:
            billable[number] += decimal(entry["rounded_hours"])
            amount[number] += decimal(entry["rounded_hours"]) * decimal(entry["billable_rate"])
    for field, expected in (("total_hours", hours), ("billable_hours", billable), ("billable_amount", amount)):
        found = defaultdict(Decimal)
        for row in api.get(f"/reports/time/{subject}", include_fixed_fee="true", **SPAN)["results"]:
            found[row[key]] += decimal(row[field])
        assert {one: value for one, value in found.items() if value} == {
            one: value for one, value in expected.items() if value
        }


def test_fixed_fees_count_only_when_asked(api):
    def amount(**params):
        rows = api.get("/reports/time/projects", **SPAN, **params)["results"]
        return next(row["billable_amount"] for row in rows if row["project_name"] == "[GLX-1] Data Platform")

    assert amount() == 0
    assert amount(include_fixed_fee="true") > 0


def test_whole_figures_carry_no_point(api):
    api.account.reset()
    api.log(hours=2, spent_date="2026-11-22")
    text = api.http.get("/reports/time/tasks", params={"from": "20261122", "to": "2026-11-22"}).text
    assert '"total_hours":2,' in text
    assert '"billable_amount":280,' in text or '"billable_amount":280}' in text


@pytest.mark.parametrize(
    "params", [{}, {"from": "20260101"}, {"from": "20250101", "to": "20260102"}, {"from": "20260102", "to": "20260101"}]
)
def test_a_span_is_needed_and_at_most_a_year(api, params):
    for path in ("/reports/time/team", "/reports/expenses/team", "/reports/uninvoiced"):
        api.get(path, 422, **params)


@pytest.mark.parametrize("subject", ["clients", "projects", "categories", "team"])
def test_expense_reports_add_up(api, subject):
    expenses = api.all("/expenses", "expenses", **SPAN)
    rows = api.get(f"/reports/expenses/{subject}", **SPAN)["results"]
    assert sum(decimal(row["total_amount"]) for row in rows) == sum(decimal(one["total_cost"]) for one in expenses) > 0
    billable = sum(decimal(one["total_cost"]) for one in expenses if one["billable"])
    assert sum(decimal(row["billable_amount"]) for row in rows) == billable


def test_uninvoiced_is_what_an_import_would_bill(api):
    row = next(one for one in api.get("/reports/uninvoiced", **SPAN)["results"] if one["project_id"] == PROJECT)
    span = {"from": "2026-09-01", "to": "2026-11-30"}
    wanted = {
        "project_ids": [PROJECT],
        "time": {"summary_type": "task", **span},
        "expenses": {"summary_type": "project", **span},
    }
    invoice = api.post("/invoices", client_id=row["client_id"], line_items_import=wanted)
    assert invoice["amount"] == row["uninvoiced_amount"] > 0
    rows = {one["project_id"]: one for one in api.get("/reports/uninvoiced", **SPAN)["results"]}
    assert (rows[PROJECT]["uninvoiced_hours"], rows[PROJECT]["uninvoiced_amount"]) == (0, 0)
    assert rows[PROJECT]["total_hours"] == row["total_hours"]


class TestBudgets:
    @pytest.fixture
    def row(self, api):
        def read():
            rows = api.get("/reports/project_budget")["results"]
            return next(one for one in rows if one["project_id"] == PROJECT)

        return read

    def entries(self, api):
        return api.all("/time_entries", "time_entries", project_id=PROJECT)

    def test_hours_of_a_project(self, api, row):
        spent = sum(decimal(one["rounded_hours"]) for one in self.entries(api))
        assert decimal(row()["budget_spent"]) == spent
        assert decimal(row()["budget_remaining"]) == 320 - spent
        api.log(hours=1.25)
        assert decimal(row()["budget_spent"]) == spent + Decimal("1.25")

    def test_money_of_a_project_with_expenses(self, api, row):
        api.patch(f"/projects/{PROJECT}", budget_by="project_cost", cost_budget=90000)
        time = sum(decimal(one["rounded_hours"]) * decimal(one["billable_rate"]) for one in self.entries(api))
        assert (decimal(row()["budget_spent"]), row()["budget"]) == (time, 90000.0)
        api.patch(f"/projects/{PROJECT}", cost_budget_include_expenses=True)
        category = api.get("/expense_categories", is_active="true")["expense_categories"][-1]["id"]
        api.post("/expenses", project_id=PROJECT, expense_category_id=category, spent_date=TODAY, total_cost=12.34)
        costs = sum(decimal(one["total_cost"]) for one in api.all("/expenses", "expenses", project_id=PROJECT))
        assert decimal(row()["budget_spent"]) == time + costs > time

    def test_a_fixed_fee_is_the_money_budget(self, api, row):
        api.patch(f"/projects/{PROJECT}", budget_by="project_cost", is_fixed_fee=True, fee=5000)
        assert row()["budget"] == 5000.0
        assert row()["budget_remaining"] < 0

    @pytest.mark.parametrize(("budget_by", "unit"), [("task", "hours"), ("task_fees", "money")])
    def test_by_task(self, api, row, budget_by, unit):
        api.patch(f"/projects/{PROJECT}", budget_by=budget_by)
        for one in api.get(f"/projects/{PROJECT}/task_assignments")["task_assignments"]:
            api.patch(f"/projects/{PROJECT}/task_assignments/{one['id']}", budget=100)
        worth = [
            decimal(one["rounded_hours"]) * (decimal(one["billable_rate"]) if unit == "money" else 1)
            for one in self.entries(api)
        ]
        assert (row()["budget"], decimal(row()["budget_spent"])) == (500.0, sum(worth))

    def test_by_person(self, api, row):
        api.patch(f"/projects/{PROJECT}", budget_by="person")
        people = api.get(f"/projects/{PROJECT}/user_assignments")["user_assignments"]
        for one in people:
            api.patch(f"/projects/{PROJECT}/user_assignments/{one['id']}", budget=40)
        assert row()["budget"] == 40.0 * len(people)

    def test_a_monthly_budget_counts_this_month(self, api, row):
        api.patch(f"/projects/{PROJECT}", budget_is_monthly=True)
        month = [one for one in self.entries(api) if one["spent_date"] >= "2026-11-01"]
        assert decimal(row()["budget_spent"]) == sum(decimal(one["rounded_hours"]) for one in month)

    def test_projects_without_a_budget_are_a_switch(self, api):
        rows = api.get("/reports/project_budget")["results"]
        assert "none" not in {one["budget_by"] for one in rows}
        api.account.switches = Switches(unbudgeted_rows=True)
        assert "none" in {one["budget_by"] for one in api.get("/reports/project_budget")["results"]}


def test_today_is_empty_until_somebody_logs(api):
    assert api.get("/time_entries", **{"from": TODAY})["total_entries"] == 0
