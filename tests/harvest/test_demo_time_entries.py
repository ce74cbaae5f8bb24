"""Time entries of the demo account: creation in both modes, changes, timers, references, locks."""

import json

import pytest

from desktop.demo.switches import Switches
from tests.harvest.demo_http import TODAY, demo_api

KEYS = {
    "id", "spent_date", "user", "client", "project", "task", "user_assignment", "task_assignment", "hours",
    "hours_without_timer", "rounded_hours", "notes", "created_at", "updated_at", "is_locked", "locked_reason",
    "is_closed", "approval_status", "is_billed", "timer_started_at", "started_time", "ended_time", "is_running",
    "invoice", "external_reference", "billable", "budgeted", "billable_rate", "cost_rate",
}  # fmt: skip


@pytest.fixture
def api():
    with demo_api() as api:
        yield api


def advance(api, seconds):
    api.http.post(f"{api.server.address.origin}/_demo/clock", json={"advance_seconds": seconds})


def test_an_entry_has_every_documented_key(api):
    entry = api.log(hours=1.4, notes="Checkout form")
    assert set(entry) == KEYS
    assert (entry["hours"], entry["notes"], entry["is_running"]) == (1.4, "Checkout form", False)
    assert (entry["billable"], entry["billable_rate"], entry["spent_date"]) == (True, 140.0, TODAY)
    assert "project" not in entry["task_assignment"]
    assert api.get(f"/time_entries/{entry['id']}") == entry


@pytest.mark.parametrize("encode", ["json", "form", "multipart", "query"])
def test_parameters_come_in_every_form(api, encode):
    target = api.target()
    flat = {**target, "spent_date": TODAY, "hours": "1.5", "external_reference[id]": "A-1"}
    if encode == "json":
        sent = {"json": {**target, "spent_date": TODAY, "hours": 1.5, "external_reference": {"id": "A-1"}}}
    elif encode == "form":
        sent = {"data": flat}
    elif encode == "multipart":
        sent = {"files": {key: (None, str(value)) for key, value in flat.items()}}
    else:
        sent = {"params": flat}
    entry = api.call("POST", "/time_entries", 201, **sent)
    assert (entry["hours"], entry["external_reference"]["id"]) == (1.5, "A-1")


def test_without_hours_a_timer_starts_and_grows(api):
    entry = api.log(hours=None)
    assert entry["is_running"]
    assert (entry["hours"], entry["started_time"], entry["ended_time"]) == (0.0, "6:05pm", None)
    advance(api, 5400)
    assert api.get(f"/time_entries/{entry['id']}")["hours"] == 1.5
    stopped = api.patch(f"/time_entries/{entry['id']}/stop")
    assert (stopped["hours"], stopped["is_running"], stopped["timer_started_at"]) == (1.5, False, None)
    again = api.patch(f"/time_entries/{entry['id']}/restart")
    assert (again["id"], again["hours_without_timer"], again["is_running"]) == (entry["id"], 1.5, True)


def test_a_second_timer_stops_the_first(api):
    first, second = api.log(hours=None), api.log(hours=None)
    running = api.get("/time_entries", is_running="true")["time_entries"]
    assert [one["id"] for one in running] == [second["id"]]
    assert not api.get(f"/time_entries/{first['id']}")["is_running"]


def test_a_second_timer_can_be_left_or_refused_by_switch():
    with demo_api(switches=Switches(previous_timer="kept")) as api:
        api.log(hours=None), api.log(hours=None)
        assert api.get("/time_entries", is_running="true")["total_entries"] == 2
    with demo_api(switches=Switches(previous_timer="refused")) as api:
        api.log(hours=None)
        api.log(422, hours=None)


def test_stop_and_restart_in_the_wrong_state(api):
    entry = api.log()
    assert api.patch(f"/time_entries/{entry['id']}/stop", 422)["message"]
    api.account.switches = Switches(timer_state="tolerated")
    assert api.patch(f"/time_entries/{entry['id']}/stop")["hours"] == 2.0


class TestTimestampMode:
    @pytest.fixture
    def api(self):
        with demo_api() as api:
            api.account.configure(wants_timestamp_timers=True)
            yield api

    def test_start_and_end_make_hours(self, api):
        entry = api.log(hours=None, started_time="9:00am", ended_time="14:30")
        assert (entry["hours"], entry["started_time"], entry["ended_time"]) == (5.5, "9:00am", "2:30pm")
        changed = api.patch(f"/time_entries/{entry['id']}", ended_time="3:00pm")
        assert (changed["hours"], changed["started_time"]) == (6.0, "9:00am")

    def test_a_24_hour_clock_writes_times_so(self, api):
        api.account.configure(clock="24h")
        entry = api.log(hours=None, started_time="8:00am", ended_time="2:59pm")
        assert (entry["started_time"], entry["ended_time"]) == ("08:00", "14:59")

    def test_restart_makes_a_new_entry(self, api):
        entry = api.log(hours=None, started_time="9:00am", ended_time="10:00am")
        again = api.patch(f"/time_entries/{entry['id']}/restart")
        assert again["id"] != entry["id"]
        assert (again["hours"], again["is_running"], again["started_time"]) == (0.0, True, "6:05pm")
        advance(api, 78)
        stopped = api.patch(f"/time_entries/{again['id']}/stop")
        assert (stopped["hours"], stopped["ended_time"]) == (0.02, "6:06pm")

    def test_a_start_without_end_runs_since_then(self, api):
        entry = api.log(hours=None, started_time="4:05pm")
        assert entry["is_running"]
        assert entry["hours"] == pytest.approx(2.0, abs=0.01)

    def test_a_running_timer_can_be_said_to_have_started_earlier(self, api):
        entry = api.log(hours=None)
        changed = api.patch(f"/time_entries/{entry['id']}", started_time="5:35pm")
        assert (changed["started_time"], changed["is_running"]) == ("5:35pm", True)
        assert changed["hours"] == pytest.approx(0.5, abs=0.01)
        ended = api.patch(f"/time_entries/{entry['id']}", ended_time="5:50pm")
        assert (ended["hours"], ended["is_running"]) == (0.25, False)

    @pytest.mark.parametrize(
        ("mode", "status", "running"), [("observed", 201, False), ("ignored", 201, True), ("rejected", 422, None)]
    )
    def test_hours_sent_all_the_same(self, api, mode, status, running):
        api.account.switches = Switches(wrong_mode=mode)
        entry = api.log(status)
        assert entry.get("is_running") is running
        if running is False:
            assert (entry["hours"], entry["started_time"], entry["ended_time"]) == (2.0, "4:05pm", "6:05pm")


@pytest.mark.parametrize(("mode", "hours"), [("observed", 0.0), ("accepted", 2.0), ("rejected", None)])
def test_start_and_end_sent_to_a_duration_account(api, mode, hours):
    api.account.switches = Switches(wrong_mode=mode)
    entry = api.log(422 if hours is None else 201, hours=None, started_time="9:00am", ended_time="11:00am")
    assert entry.get("hours") == hours
    assert entry.get("is_running") == {"observed": True, "accepted": False}.get(mode)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"spent_date": "21st of May"}, "Invalid spent_date"),
        ({"spent_date": None}, "Spent date can't be blank"),
        ({"project_id": 1}, "Project is not assigned"),
        ({"task_id": 8000370}, "Task is not assigned"),
        ({"hours": -1}, "Hours must be"),
        ({"hours": 24.01}, "Hours must be"),
        ({"hours": "soon"}, "Invalid hours"),
        ({"project_id": 14304009, "task_id": 8000000}, "not assigned|must be active"),
    ],
)
def test_what_cannot_be_logged_is_refused_with_a_text(api, change, text):
    message = api.log(422, **change)["message"]
    assert any(part in message for part in text.split("|"))


def test_notes_can_be_required(api):
    api.account.configure(day_entry_notes_required=True)
    assert api.log(422)["message"] == "Notes can't be blank"
    assert api.log(notes="Done")["notes"] == "Done"


@pytest.mark.parametrize(("zero", "status", "running"), [("stopped", 201, False), ("timer", 201, True)])
def test_zero_hours(api, zero, status, running):
    api.account.switches = Switches(zero_hours=zero)
    assert api.log(status, hours=0)["is_running"] is running


@pytest.mark.parametrize(
    ("mode", "minutes", "rounded"), [("nearest", 6, 1.1), ("nearest", 15, 1.0), ("up", 15, 1.25), ("up", 30, 1.5)]
)
def test_rounding_leaves_hours_exact(api, mode, minutes, rounded):
    api.account.configure(rounding_mode=mode, rounding_minutes=minutes)
    entry = api.log(hours=1.1)
    assert (entry["hours"], entry["rounded_hours"]) == (1.1, rounded)


def test_a_change_touches_only_what_is_sent(api):
    entry = api.log(notes="Before", external_reference={"id": "X", "permalink": "https://example.atlassian.net/b/X"})
    assert entry["external_reference"]["service"] == "example.atlassian.net"
    changed = api.patch(f"/time_entries/{entry['id']}", hours=3)
    assert (changed["hours"], changed["notes"], changed["external_reference"]["id"]) == (3.0, "Before", "X")
    moved = api.patch(f"/time_entries/{entry['id']}", spent_date="2026-11-19", **api.target("Nucleus", "Design"))
    assert (moved["project"]["name"], moved["spent_date"], moved["hours"]) == ("Nucleus", "2026-11-19", 3.0)


def test_external_references_are_found_and_removed(api):
    entry = api.log(external_reference={"id": "ref-7", "group_id": "g"})
    api.log(external_reference={"id": "ref-8"})
    found = api.get("/time_entries", external_reference_id="ref-7")["time_entries"]
    assert [one["id"] for one in found] == [entry["id"]]
    api.delete(f"/time_entries/{entry['id']}/external_reference")
    assert api.get("/time_entries", external_reference_id="ref-7")["time_entries"] == []


def test_an_account_may_ignore_references():
    with demo_api(switches=Switches(external_reference="ignored")) as api:
        assert api.log(external_reference={"id": "ref-7"})["external_reference"] is None
        api.account.switches = Switches(external_reference="filter_ignored")
        assert api.get("/time_entries", external_reference_id="ref-7")["total_entries"] > 1000


def test_delete_answers_200_with_nothing_useful(api):
    entry = api.log()
    answer = api.http.delete(f"/time_entries/{entry['id']}")
    assert (answer.status_code, answer.text.strip()) == (200, "")
    api.get(f"/time_entries/{entry['id']}", 404)


def test_ids_are_never_given_twice(api):
    first = api.log()
    api.delete(f"/time_entries/{first['id']}")
    assert api.log()["id"] > first["id"]


def test_filters(api):
    me = api.account.user.id
    whole = api.all("/time_entries", "time_entries")
    mine = api.all("/time_entries", "time_entries", user_id=me)
    assert 0 < len(mine) < len(whole)
    week = api.all("/time_entries", "time_entries", user_id=me, **{"from": "2026-11-09", "to": "20261113"})
    days = [one["spent_date"] for one in mine if "2026-11-09" <= one["spent_date"] <= "2026-11-13"]
    assert [one["spent_date"] for one in week] == days
    assert days == sorted(days, reverse=True)
    project = mine[0]["project"]["id"]
    assert {one["project"]["id"] for one in api.all("/time_entries", "time_entries", project_id=project)} == {project}
    client = mine[0]["client"]["id"]
    assert {one["client"]["id"] for one in api.all("/time_entries", "time_entries", client_id=client)} == {client}
    assert api.get("/time_entries", approval_status="whatever")["time_entries"] == []
    billed = api.get("/time_entries", is_billed="true")["total_entries"]
    assert 0 < billed < len(whole)
    assert billed + api.get("/time_entries", is_billed="false")["total_entries"] == len(whole)


def test_updated_since_is_strictly_after(api):
    entry = api.log()
    assert api.get("/time_entries", updated_since=entry["updated_at"])["total_entries"] == 0
    assert api.get("/time_entries", updated_since="2026-11-20T18:04:59-05:00")["total_entries"] == 1


class TestLocks:
    def test_invoiced(self, api):
        entry = api.get("/time_entries", is_billed="true")["time_entries"][0]
        assert entry["is_locked"]
        assert entry["locked_reason"].startswith("Item Invoiced")
        assert entry["invoice"]["number"]
        assert "Invoiced" in api.patch(f"/time_entries/{entry['id']}", 422, hours=1)["message"]
        api.delete(f"/time_entries/{entry['id']}", 422)
        day = {"project_id": entry["project"]["id"], "task_id": entry["task"]["id"], "spent_date": entry["spent_date"]}
        api.log(422, **day)

    def test_approved(self, api):
        entry = api.log(spent_date="2026-11-17")
        api.account.approve(
            api.account.user.id, api.account.entries()[0].spent_date, api.account.entries()[0].spent_date
        )
        shown = api.get(f"/time_entries/{entry['id']}")
        assert (shown["approval_status"], shown["is_closed"]) == ("approved", True)
        assert shown["locked_reason"] == "Item Approved"
        api.patch(f"/time_entries/{entry['id']}", 422, hours=1)
        api.patch(f"/time_entries/{entry['id']}/restart", 422)
        api.log(422, spent_date="2026-11-18")  # The whole week is approved.
        api.delete(f"/time_entries/{entry['id']}")  # Administrators may.

    def test_archived(self, api):
        entry = api.log()
        api.patch(f"/projects/{entry['project']['id']}", is_active=False)
        assert api.get(f"/time_entries/{entry['id']}")["locked_reason"] == "Item Archived"
        api.patch(f"/time_entries/{entry['id']}", 422, notes="Late")
        api.delete(f"/time_entries/{entry['id']}", 422)

    def test_locked_period(self, api):
        entry = api.log()
        api.http.patch(f"{api.server.address.origin}/_demo/company", json={"locked_before": "2026-11-21"})
        assert api.get(f"/time_entries/{entry['id']}")["locked_reason"] == "Item Locked for this Time Period"
        api.log(422)

    def test_the_status_of_refusals_is_a_switch(self, api):
        api.account.switches = Switches(refusal_status=403)
        entry = api.get("/time_entries", is_billed="true")["time_entries"][0]
        api.patch(f"/time_entries/{entry['id']}", 403, hours=1)

    def test_administrators_may_be_let_through(self, api):
        entry = api.log()
        api.account.configure(locked_before=api.account.entries()[0].spent_date.replace(day=30))
        api.account.switches = Switches(administrator_edits_locked=True)
        assert api.patch(f"/time_entries/{entry['id']}", hours=1)["hours"] == 1.0
        api.become("member")
        api.delete(f"/time_entries/{entry['id']}", 404)


def test_live_extra_keys_are_a_switch():
    with demo_api(switches=Switches(live_extras=True)) as api:
        entry = api.log()
        assert set(entry) - KEYS == {"is_explicitly_locked"}
        assert entry["client"]["currency"] == "USD"
        assert "day_entry_notes_required" in api.get("/company")


def test_numbers_are_json_numbers(api):
    api.log(hours="2.10")
    raw = api.http.get("/time_entries", params={"per_page": 1}).text
    assert json.loads(raw)["time_entries"][0]["hours"] == 2.1
    assert '"hours":2.1,' in raw
