"""Faults on purpose: what the client sees, and whether the account has stored it."""

import json

import httpx
import pytest

from desktop.demo.app import create_app
from desktop.demo.faults import Fault, FaultPlan
from tests.harvest.demo_http import TODAY, demo_api


@pytest.fixture
def api():
    with demo_api() as api:
        yield api


def stored(api):
    return len(api.account.entries())


def plan(api, kind, **more):
    """Strike the next creation of an entry."""
    answer = api.http.post(
        f"{api.server.address.origin}/_demo/faults",
        json={"kind": kind, "method": "POST", "path": "/time_entries$", "times": 1, **more},
    )
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(("kind", "entries"), [("drop_before", 0), ("drop_after", 1), ("cut", 1)])
def test_dropped_connections(api, kind, entries):
    target = api.target()
    plan(api, kind)
    with pytest.raises(httpx.TransportError):
        api.http.post("/time_entries", json={**target, "spent_date": TODAY, "hours": 1})
    assert stored(api) == entries
    api.log()  # Once only.


@pytest.mark.parametrize(
    ("kind", "status", "entries"),
    [("server_error", 503, 0), ("server_error_after", 503, 1), ("rate_limited", 429, 0), ("unauthorized", 401, 0)],
)
def test_error_answers(api, kind, status, entries):
    plan(api, kind)
    api.log(status)
    assert stored(api) == entries


@pytest.mark.parametrize("value", [None, "soon", "100000000"])
def test_retry_after_can_be_absent_or_nonsense(api, value):
    plan(api, "rate_limited", retry_after=value)
    answer = api.http.post("/time_entries", json={})
    assert (answer.status_code, answer.headers.get("Retry-After")) == (429, value)


def test_truncated_and_wrong_typed_json(api):
    target = {**api.target(), "spent_date": TODAY, "hours": 1}
    plan(api, "truncated")
    with pytest.raises(json.JSONDecodeError):
        json.loads(api.http.post("/time_entries", json=target).text)
    plan(api, "wrong_types")
    answer = api.http.post("/time_entries", json=target).json()
    assert (answer["id"], answer["project"], answer["is_running"]) == ("not a number", [], "maybe")
    assert stored(api) == 2


def test_a_duplicate_is_applied_twice(api):
    plan(api, "duplicate")
    answer = api.log()
    assert [one.id for one in api.account.entries()] == [answer["id"] - 1, answer["id"]]


@pytest.mark.parametrize(("kind", "entries"), [("delay", 0), ("delay_after", 1)])
def test_delays_outlast_a_timeout(api, kind, entries):
    target = {**api.target(), "spent_date": TODAY, "hours": 1}
    plan(api, kind, seconds=0.3)
    with pytest.raises(httpx.ReadTimeout):
        api.http.post("/time_entries", json=target, timeout=0.1)
    assert stored(api) == entries


def test_a_plan_strikes_the_nth_and_then_no_more():
    faults = FaultPlan(Fault("drop_before", method="post", nth=2))
    struck = [faults.choose("POST", "/v2/time_entries") is not None for _ in range(4)]
    assert struck == [False, True, False, False]
    assert faults.choose("GET", "/v2/time_entries") is None
    assert len(faults.strikes) == 1


def test_chance_is_repeatable():
    runs = [
        [plan.choose("GET", "/") is not None for _ in range(200)]
        for plan in (FaultPlan(Fault("cut", probability=0.2), seed=7) for _ in range(2))
    ]
    assert runs[0] == runs[1]
    assert 20 < sum(runs[0]) < 60


async def test_in_process_a_drop_is_the_exception_of_one(api):
    api.account.faults.add(Fault("drop_after", method="POST", times=1))
    transport = httpx.ASGITransport(app=create_app(api.account))
    headers = api.server.address.headers
    async with httpx.AsyncClient(transport=transport, base_url="http://demo/v2", headers=headers) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post("/time_entries", json={**api.target(), "spent_date": TODAY, "hours": 1})
        assert (await client.get("/users/me")).status_code == 200
    assert stored(api) == 1


def test_an_unknown_fault_or_switch_is_told(api):
    origin = api.server.address.origin
    assert api.http.patch(f"{origin}/_demo/switches", json={"nonsense": 1}).status_code == 422
    assert api.http.post(f"{origin}/_demo/faults", json={"kind": "cut", "colour": 1}).status_code == 422


def test_controls_exist_only_where_they_are_wanted():
    with demo_api(controls=False) as api:
        assert api.http.get(f"{api.server.address.origin}/_demo/state").status_code == 404
