"""Both paging schemes of the demo account, their links and their order."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from desktop.demo.switches import Switches
from tests.harvest.demo_http import demo_api

CURSOR_LISTS = [
    ("/clients", "clients"),
    ("/contacts", "contacts"),
    ("/projects", "projects"),
    ("/tasks", "tasks"),
    ("/task_assignments", "task_assignments"),
    ("/user_assignments", "user_assignments"),
    ("/users", "users"),
    ("/roles", "roles"),
    ("/expense_categories", "expense_categories"),
    ("/invoice_item_categories", "invoice_item_categories"),
    ("/estimate_item_categories", "estimate_item_categories"),
    ("/users/4100001/project_assignments", "project_assignments"),
    ("/users/4100001/billable_rates", "billable_rates"),
    ("/users/4100001/cost_rates", "cost_rates"),
]
PAGE_LISTS = [
    ("/time_entries", "time_entries"),
    ("/expenses", "expenses"),
    ("/invoices", "invoices"),
    ("/projects/14300211/task_assignments", "task_assignments"),
    ("/projects/14300211/user_assignments", "user_assignments"),
    ("/reports/project_budget", "results"),
]
ENVELOPE = {"per_page", "total_pages", "total_entries", "next_page", "previous_page", "page", "links"}


@pytest.fixture(scope="module")
def api():
    with demo_api() as api:
        yield api


@pytest.mark.parametrize(("path", "key"), CURSOR_LISTS + PAGE_LISTS)
def test_every_list_has_the_envelope_and_is_complete_by_links(api, path, key):
    whole = api.get(path)
    assert set(whole) == ENVELOPE | {key}
    assert whole["per_page"] == 2000
    size = max(1, whole["total_entries"] // 3)
    assert api.all(path, key, per_page=size) == whole[key]


@pytest.mark.parametrize(("path", "key"), CURSOR_LISTS[:-2])
def test_cursor_lists_are_newest_first(api, path, key):
    ids = [one["id"] for one in api.get(path)[key]]
    assert ids == sorted(ids, reverse=True)


def test_pages_in_the_middle_of_a_cursor_list_have_no_numbers(api):
    first = api.get("/projects", per_page=7)
    assert (first["page"], first["next_page"], first["total_pages"]) == (1, 2, 4)
    middle = api.http.get(first["links"]["next"]).json()
    query = parse_qs(urlsplit(first["links"]["next"]).query)
    assert query["ref"] == ["next_cursor"]
    assert json.loads(base64.urlsafe_b64decode(query["cursor"][0])) == {"after": {"id": first["projects"][-1]["id"]}}
    assert middle["page"] is None or middle["total_pages"] == 2
    assert middle["links"]["previous"] is not None
    last = middle
    while last["links"]["next"]:
        last = api.http.get(last["links"]["next"]).json()
    assert (last["page"], last["next_page"], last["previous_page"]) == (4, None, 3)


def test_page_links_keep_filters_in_alphabetical_order(api):
    page = api.get("/time_entries", user_id=4100001, per_page=3, page=2, **{"from": "2026-10-01"})
    query = urlsplit(page["links"]["next"]).query
    assert query == "from=2026-10-01&page=3&per_page=3&ref=next&user_id=4100001"
    assert (page["page"], page["previous_page"], page["next_page"]) == (2, 1, 3)


def test_my_project_assignments_lead_on_to_my_own_number(api):
    page = api.get("/users/me/project_assignments", per_page=5)
    assert "/v2/users/4100001/project_assignments?" in page["links"]["next"]
    whole = api.get("/users/me/project_assignments")["project_assignments"]
    assert api.all("/users/me/project_assignments", "project_assignments", per_page=5) == whole
    assert len(whole) == 23


def test_a_member_can_follow_those_links():
    with demo_api(switches=Switches()) as api:
        api.become("member")
        whole = api.get("/users/me/project_assignments")["total_entries"]
        assert len(api.all("/users/me/project_assignments", "project_assignments", per_page=2)) == whole


@pytest.mark.parametrize("size", ["2001", "0", "-1", "many"])
def test_a_bad_page_size_is_refused(api, size):
    assert api.get("/clients", 422, per_page=size)["message"] == "Invalid per_page parameter"


def test_a_page_past_the_end_is_empty(api):
    page = api.get("/time_entries", page=4000)
    assert (page["time_entries"], page["links"]["next"]) == ([], None)


def test_a_cursor_wins_over_a_page_number(api):
    link = api.get("/projects", per_page=7)["links"]["next"]
    assert api.http.get(link + "&page=1").json()["projects"] == api.http.get(link).json()["projects"]
    api.get("/projects", 422, cursor="nonsense")
