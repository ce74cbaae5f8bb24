"""Clients, contacts, tasks, projects, assignments, people and roles of the demo account."""

import pytest

from tests.harvest.demo_http import TODAY, demo_api


@pytest.fixture
def api():
    with demo_api() as api:
        yield api


def test_the_account_of_the_file(api):
    me = api.get("/users/me")
    assert (me["id"], me["email"], me["weekly_capacity"]) == (4100001, "robin@brightline.example", 144000)
    assert (me["timezone"], me["access_roles"]) == ("Eastern Time (US & Canada)", ["administrator"])
    company = api.get("/company")
    assert (company["name"], company["wants_timestamp_timers"], company["clock"]) == ("Brightline Studio", False, "12h")
    projects = {one["name"]: one for one in api.get("/projects")["projects"]}
    assert len(projects) == 24
    assert projects["Voight Survey"]["is_active"] is False
    assert projects["Mobile App"]["cost_budget"] == 48000.0
    assert projects["E-commerce Store"]["client"]["currency"] == "EUR"


def test_assignments_name_only_what_can_be_tracked(api):
    names = [one["project"]["name"] for one in api.get("/users/me/project_assignments")["project_assignments"]]
    assert "Voight Survey" not in names
    target = api.target("Nucleus", "Design")
    path = f"/projects/{target['project_id']}/task_assignments"
    assigned = next(one for one in api.get(path)["task_assignments"] if one["task"]["name"] == "Design")
    api.patch(f"{path}/{assigned['id']}", is_active=False)
    with pytest.raises(KeyError):
        api.target("Nucleus", "Design")
    api.log(422, **target)


def test_only_two_company_settings_can_be_changed(api):
    changed = api.patch("/company", wants_timestamp_timers=True, weekly_capacity=100_800, name="Other")
    assert (changed["wants_timestamp_timers"], changed["weekly_capacity"]) == (True, 100_800)
    assert changed["name"] == "Brightline Studio"


@pytest.mark.parametrize(
    ("path", "body", "change"),
    [
        ("/clients", {"name": "New Client"}, {"address": "1 Main St\r\nTown"}),
        ("/contacts", {"client_id": 5700000, "first_name": "Ada"}, {"email": "ada@example.com"}),
        ("/tasks", {"name": "New Task"}, {"default_hourly_rate": 99.5}),
        ("/roles", {"name": "Tester"}, {"name": "Senior Tester"}),
        ("/expense_categories", {"name": "Parking"}, {"unit_price": 2.5, "unit_name": "hour"}),
        ("/invoice_item_categories", {"name": "Licence"}, {"name": "Licences"}),
        ("/estimate_item_categories", {"name": "Licence"}, {"name": "Licences"}),
        ("/users", {"first_name": "A", "last_name": "B", "email": "a@example.com"}, {"is_contractor": True}),
    ],
)
def test_create_show_change_and_delete(api, path, body, change):
    made = api.post(path, **body)
    one = f"{path}/{made['id']}"
    assert api.get(one) == made
    changed = api.patch(one, **change)
    assert {key: changed[key] for key in change} == change
    assert {key: changed[key] for key in made if key not in {*change, "updated_at"}} == {
        key: made[key] for key in made if key not in {*change, "updated_at"}
    }
    api.delete(one)
    api.get(one, 404)
    api.post(path, 422)


def test_a_new_project_has_its_creator_and_default_tasks(api):
    api.patch("/tasks/8000000", is_default=True)
    body = {"client_id": 5700000, "name": "New", "is_billable": True, "bill_by": "Project", "budget_by": "project"}
    project = api.post("/projects", **body, hourly_rate=100, budget=50, cost_budget_include_expenses=True)
    assert (project["code"], project["cost_budget_include_expenses"]) == (None, False)
    entry = api.log(project_id=project["id"], task_id=8000000)
    assert entry["billable_rate"] == 100.0
    people = api.get(f"/projects/{project['id']}/user_assignments")["user_assignments"]
    assert [(one["user"]["id"], one["is_project_manager"]) for one in people] == [(4100001, True)]
    api.delete(f"/projects/{project['id']}")
    api.get(f"/time_entries/{entry['id']}", 404)


@pytest.mark.parametrize("missing", ["client_id", "name", "is_billable", "bill_by", "budget_by"])
def test_a_project_needs_five_things(api, missing):
    body = {"client_id": 5700000, "name": "New", "is_billable": True, "bill_by": "Project", "budget_by": "none"}
    del body[missing]
    api.post("/projects", 422, **body)


def test_what_is_in_use_cannot_be_deleted(api):
    entry = api.get("/time_entries")["time_entries"][0]
    assignments = f"/projects/{entry['project']['id']}"
    for path in (
        f"/users/{entry['user']['id']}",
        f"/tasks/{entry['task']['id']}",
        f"/clients/{entry['client']['id']}",
        f"{assignments}/task_assignments/{entry['task_assignment']['id']}",
        f"{assignments}/user_assignments/{entry['user_assignment']['id']}",
    ):
        api.delete(path, 422)


def test_a_running_timer_keeps_its_project_from_the_archive(api):
    entry = api.log(hours=None)
    api.patch(f"/projects/{entry['project']['id']}", 422, is_active=False)
    api.patch(f"/time_entries/{entry['id']}/stop")
    assert api.patch(f"/projects/{entry['project']['id']}", is_active=False)["is_active"] is False


@pytest.mark.parametrize(("bill_by", "rate"), [("Tasks", 140.0), ("Project", 77.0), ("People", 140.0), ("none", None)])
def test_the_rate_of_an_entry_follows_the_way_of_billing(api, bill_by, rate):
    target = api.target()
    api.patch(f"/projects/{target['project_id']}", bill_by=bill_by, hourly_rate=77)
    assert api.log()["billable_rate"] == rate


def test_rates_of_people_begin_on_a_day(api):
    target = api.target()
    api.patch(f"/projects/{target['project_id']}", bill_by="People")
    api.post("/users/4100001/billable_rates", amount=200, start_date="2026-11-18")
    rates = api.get("/users/4100001/billable_rates")["billable_rates"]
    assert [(one["amount"], one["start_date"], one["end_date"]) for one in rates] == [
        (140.0, None, "2026-11-17"),
        (200.0, "2026-11-18", None),
    ]
    assert api.log(spent_date="2026-11-17")["billable_rate"] == 140.0
    assert api.log(spent_date="2026-11-18")["billable_rate"] == 200.0
    api.post("/users/4100001/billable_rates", 422, amount=1, start_date="2027-01-01")


def test_teammates_belong_to_managers(api):
    manager, member = api.account.person("manager").id, api.account.person("member").id
    answer = api.patch(f"/users/{manager}/teammates", teammate_ids=[member])
    assert [one["id"] for one in answer["teammates"]] == [member]
    assert "people_manager" in api.get(f"/users/{manager}")["access_roles"]
    api.patch(f"/users/{member}/teammates", 422, teammate_ids=[])
    api.patch(f"/users/{manager}/teammates", teammate_ids=[])
    assert "people_manager" not in api.get(f"/users/{manager}")["access_roles"]


def test_a_new_person_is_invited_by_mail(api):
    api.post("/users", first_name="A", last_name="B", email="new@example.com")
    assert [(mail.kind, mail.recipients) for mail in api.account.outbox()] == [("invitation", ["new@example.com"])]
    api.post("/users", 422, first_name="A", last_name="B", email="new@example.com")


@pytest.mark.parametrize("number", [10**30, -1, 2**63])
def test_numbers_beyond_reason_are_refused(api, number):
    api.get("/time_entries", 422 if number > 0 else 200, project_id=number)
    api.log(422, project_id=number)


def test_texts_that_are_no_unicode_are_refused(api):
    target = api.target()
    body = f'{{"project_id": {target["project_id"]}, "task_id": {target["task_id"]}, "spent_date": "{TODAY}",'
    answer = api.http.post("/time_entries", content=body + '"hours": 1, "notes": "\\ud800"}')
    assert answer.status_code == 422
