"""What members, managers and administrators may see and do in the demo account."""

import pytest

from desktop.demo.switches import Switches
from tests.harvest.demo_http import TODAY, demo_api

FORBIDDEN_TO_MEMBERS = [
    "/users",
    "/users/4100001",
    "/users/4100001/project_assignments",
    "/users/4100001/billable_rates",
    "/users/4100001/cost_rates",
    "/users/4100101/teammates",
    "/projects",
    "/projects/14300211",
    "/task_assignments",
    "/user_assignments",
    "/tasks",
    "/clients",
    "/contacts",
    "/roles",
    "/invoices",
    "/estimates",
    "/reports/uninvoiced?from=20260901&to=20261001",
]


@pytest.fixture
def api():
    with demo_api() as api:
        yield api


@pytest.mark.parametrize("path", FORBIDDEN_TO_MEMBERS)
def test_what_members_may_not_see(api, path):
    api.get(path)  # An administrator may.
    api.become("member")
    assert api.get(path, 403)["message"]


def test_a_member_sees_and_changes_own_time_alone(api):
    administrators = api.log()
    me = api.become("member")
    assert {one["user"]["id"] for one in api.all("/time_entries", "time_entries")} == {me}
    api.get(f"/time_entries/{administrators['id']}", 404)
    api.account.switches = Switches(foreign_entry=403)
    api.patch(f"/time_entries/{administrators['id']}", 403, hours=1)
    assignment = api.get("/users/me/project_assignments")["project_assignments"][0]
    target = {
        "project_id": assignment["project"]["id"],
        "task_id": assignment["task_assignments"][0]["task"]["id"],
        "spent_date": TODAY,
        "hours": 1,
    }
    mine = api.post("/time_entries", **target)
    assert (mine["billable_rate"], mine["cost_rate"]) == (None, None)
    assert mine["task_assignment"]["hourly_rate"] is None
    api.post("/time_entries", 403, **target, user_id=4100001)
    api.delete(f"/time_entries/{mine['id']}")


def test_hidden_money_can_be_absent(api):
    api.account.switches = Switches(hidden_money="absent")
    api.become("member")
    me = api.get("/users/me")
    assert "cost_rate" not in me
    assert "default_hourly_rate" not in me


def test_company_for_members_is_a_switch(api):
    api.become("member")
    assert api.get("/company")["name"] == "Brightline Studio"
    api.account.switches = Switches(company_for_members="forbidden")
    api.get("/company", 403)
    api.patch("/company", 403, weekly_capacity=1)


def test_a_member_reports_on_own_hours_without_money(api):
    me = api.become("member")
    rows = api.get("/reports/time/team", **{"from": "20260901", "to": "20261130"})["results"]
    assert [row["user_id"] for row in rows] == [me]
    assert "billable_amount" not in rows[0]
    assert api.get("/reports/project_budget")["results"] == []


def test_budgets_shown_to_everybody(api):
    member = api.account.person("member").id
    mine = {one["project"]["id"] for one in api.get(f"/users/{member}/project_assignments")["project_assignments"]}
    budgeted = [one for one in api.get("/reports/project_budget")["results"] if one["budget_by"] == "project"]
    project = next(one["project_id"] for one in budgeted if one["project_id"] in mine)
    api.patch(f"/projects/{project}", show_budget_to_all=True)
    api.become("member")
    assert [one["project_id"] for one in api.get("/reports/project_budget")["results"]] == [project]


def test_a_manager_sees_managed_projects_and_teammates(api):
    member = api.account.person("member").id
    manager = api.account.person("manager").id
    api.patch(f"/users/{manager}/teammates", teammate_ids=[member])
    api.become("manager")
    projects = {one["id"] for one in api.get("/projects")["projects"]}
    assert 0 < len(projects) < 24
    assert {one["id"] for one in api.get("/users")["users"]} == {manager, member}
    for entry in api.all("/time_entries", "time_entries"):
        assert entry["user"]["id"] in {manager, member} or entry["project"]["id"] in projects
    api.get(f"/users/{manager}/cost_rates", 403)
    api.get(f"/users/{member}/billable_rates")


def test_a_plain_manager_lacks_the_extras(api):
    api.account.set_access_roles(api.account.person("manager").id, "manager")
    api.become("manager")
    for path in ("/clients", "/tasks", "/invoices", "/users/4100001/billable_rates"):
        api.get(path, 403)
    project = api.get("/projects")["projects"][0]
    assert project["hourly_rate"] is None
    rows = api.get("/reports/time/projects", **{"from": "20260901", "to": "20261130"})["results"]
    assert all("billable_amount" not in row for row in rows)


def test_a_manager_logs_for_others_only_with_the_extra(api):
    manager = api.account.person("manager").id
    member = api.account.person("member").id
    api.patch(f"/users/{manager}/teammates", teammate_ids=[member])
    assignment = api.get(f"/users/{member}/project_assignments")["project_assignments"][0]
    target = {
        "project_id": assignment["project"]["id"],
        "task_id": assignment["task_assignments"][0]["task"]["id"],
        "spent_date": TODAY,
        "hours": 1,
        "user_id": member,
    }
    api.become("manager")
    assert api.post("/time_entries", **target)["user"]["id"] == member
    api.account.set_access_roles(manager, "manager")
    api.post("/time_entries", 403, **target)


def test_a_drafter_changes_drafts_alone(api):
    manager = api.account.person("manager").id
    api.account.set_access_roles(manager, "manager", "managed_projects_invoice_drafter")
    api.become("manager")
    project = api.get("/projects")["projects"][0]
    line = {"kind": "Service", "unit_price": 10, "project_id": project["id"]}
    invoice = api.post("/invoices", client_id=project["client"]["id"], line_items=[line])
    api.patch(f"/invoices/{invoice['id']}", subject="Mine")
    api.post(f"/invoices/{invoice['id']}/messages", 403, event_type="send")
    api.account.set_access_roles(manager, "manager", "managed_projects_invoice_manager")
    api.post(f"/invoices/{invoice['id']}/messages", event_type="send")
    api.account.set_access_roles(manager, "manager", "managed_projects_invoice_drafter")
    api.patch(f"/invoices/{invoice['id']}", 403, subject="Sent")
