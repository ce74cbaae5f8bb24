"""What the demo account checks before it looks at a request: headers, tokens, rate limits, routes."""

import httpx
import pytest

from desktop.demo.switches import Switches
from tests.harvest.demo_http import demo_api


@pytest.fixture
def api():
    with demo_api() as api:
        yield api


def test_both_prefixes_answer(api):
    origin = api.server.address.origin
    for prefix in ("/v2", "/api/v2"):
        assert api.get(f"{origin}{prefix}/users/me")["first_name"] == "Robin"


def test_a_request_without_user_agent_is_refused_before_anything_else(api):
    request = api.http.build_request("GET", "/users/me")
    del request.headers["User-Agent"], request.headers["Authorization"]
    assert api.http.send(request).status_code == 400


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Bearer nonsense"}, {"Harvest-Account-Id": "12"}, {"Authorization": ""}]
)
def test_a_wrong_token_or_account_is_unauthorized(api, headers):
    answer = api.http.get("/users/me", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_token"


def test_a_missing_account_header_is_unauthorized(api):
    del api.http.headers["Harvest-Account-Id"]
    assert api.get("/users/me", 401)["error"] == "invalid_token"


def test_token_and_account_may_come_in_the_query(api):
    address = api.server.address
    query = {"access_token": address.token, "account_id": address.account_id, "per_page": 1}
    answer = httpx.get(f"{address.url}/time_entries", params=query)
    assert answer.status_code == 200
    assert address.token not in answer.text


def test_a_revoked_token_opens_nothing(api):
    api.account.revoke(api.server.address.token)
    api.get("/users/me", 401)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/nothing"), ("PUT", "/time_entries"), ("GET", "/time_entries/x")]
)
def test_an_unknown_route_is_an_html_page(api, method, path):
    answer = api.http.request(method, path)
    assert answer.status_code == 404
    assert "HARVEST: Can't find page" in answer.text


def test_an_unknown_object_is_json(api):
    assert api.get("/time_entries/1", 404)["message"]


@pytest.mark.parametrize("shape", ["empty", "html", "text"])
def test_error_bodies_of_unknown_shape_can_be_switched(shape):
    with demo_api(switches=Switches(error_body=shape)) as api:
        answer = api.http.get("/time_entries/1")
        assert answer.status_code == 404
        assert not answer.headers["content-type"].startswith("application/json")
        assert api.post("/time_entries", 422)["message"]


def test_the_hundred_and_first_request_waits():
    with demo_api(rate_limited=True) as api:
        for _ in range(100):
            api.get("/company")
        answer = api.http.get("/company")
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= 15
        api.get("/reports/project_budget")  # Reports have a count of their own.
        api.http.post(f"{api.server.address.origin}/_demo/clock", json={"advance_seconds": 15})
        api.get("/company")


def test_malformed_json_is_a_bad_request(api):
    answer = api.http.post("/time_entries", content="{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
