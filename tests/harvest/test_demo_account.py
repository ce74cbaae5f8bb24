"""How a demo account comes to be, lasts, ages, is shared between processes, and grows large."""

import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from desktop.demo.account import DATABASE, DemoAccount
from desktop.demo.clock import DemoClock
from desktop.demo.records import Invoice, Project, TimeEntry, User
from tests.harvest.demo_http import TODAY, demo_api

FRIDAY = datetime(2026, 11, 20, 23, 5, tzinfo=UTC)
SECOND_ACCOUNT = Path(__file__).parents[1] / "data" / "second_account.json"


def opened(home=None, now=FRIDAY, **options):
    return DemoAccount.open(home=home, clock=DemoClock(now), **options)


def history(account):
    with account.store.transaction(write=False):
        return account.store.select(TimeEntry, order="id ASC")


def test_the_same_day_gives_the_same_history(tmp_path):
    memory, disk = opened(), opened(tmp_path, FRIDAY + timedelta(minutes=20))
    assert history(memory) == history(disk)
    assert history(opened(now=FRIDAY + timedelta(days=1))) != history(memory)
    disk.close()


def test_the_history_is_ten_weeks_of_business_days_up_to_yesterday():
    entries = [one for one in history(opened()) if one.user_id == 4_100_001]
    days = {one.spent_date for one in entries}
    assert (min(days), max(days)) == (date(2026, 9, 7), date(2026, 11, 19))
    assert all(day.weekday() < 5 for day in days)
    assert 45 <= len(days) < 54  # A few days are missing.
    by_day = {day: sum(one.hours for one in entries if one.spent_date == day) for day in days}
    assert all(0 < hours <= 9 for hours in by_day.values())
    assert sum(hours < 7 for hours in by_day.values()) >= 3
    assert sum(one.notes is not None for one in entries) > len(entries) / 2


def test_archived_projects_appear_early_alone():
    account = opened()
    with account.store.transaction(write=False):
        archived = {one.id for one in account.store.select(Project, "NOT is_active")}
    days = [one.spent_date for one in history(account) if one.project_id in archived and one.user_id == 4_100_001]
    assert days
    assert max(days) < date(2026, 9, 21)


def test_what_was_logged_survives_a_restart_until_a_reset(tmp_path):
    account = opened(tmp_path)
    with demo_api(account=account) as api:
        entry = api.log(notes="Mine")
    account.close()
    again = opened(tmp_path, FRIDAY + timedelta(hours=1))
    assert [(one.id, one.notes) for one in again.entries()] == [(entry["id"], "Mine")]
    again.reset()
    assert again.entries() == []
    assert len(history(again)) > 1000
    again.close()
    assert (tmp_path / DATABASE).stat().st_mode & 0o077 == 0


def test_an_old_account_catches_up_without_touching_what_was_logged(tmp_path):
    account = opened(tmp_path)
    with demo_api(account=account) as api:
        entry = api.log(notes="Mine")
    seeded = len(history(account))
    account.close()
    later = opened(tmp_path, FRIDAY + timedelta(days=14))
    mine = [one for one in history(later) if one.user_id == 4_100_001 and one.spent_date >= date(2026, 11, 20)]
    assert [one.id for one in mine if one.spent_date == date(2026, 11, 20)] == [entry["id"]]
    assert max(one.spent_date for one in mine) == date(2026, 12, 3)
    assert len(history(later)) > seeded + 100
    later.close()
    last = opened(tmp_path, FRIDAY + timedelta(days=400))
    assert [one.notes for one in last.entries()] == ["Mine"]
    assert max(one.spent_date for one in history(last)) > date(2027, 12, 1)
    last.close()


def test_a_clock_set_back_gets_a_history_of_its_own_while_nobody_has_logged(tmp_path):
    opened(tmp_path).close()
    earlier = opened(tmp_path, FRIDAY - timedelta(days=200))
    assert max(one.spent_date for one in history(earlier)) == date(2026, 5, 1)
    with demo_api(account=earlier) as api:
        api.log(spent_date="2026-05-01")
    earlier.close()
    earliest = opened(tmp_path, FRIDAY - timedelta(days=300))
    assert len(earliest.entries()) == 1
    earliest.close()


def test_another_account_file_is_another_account(tmp_path):
    opened(tmp_path).close()
    account = opened(tmp_path, account_file=SECOND_ACCOUNT)
    assert account.user.first_name == "Mia"
    account.close()


def test_a_file_with_the_bare_minimum_is_enough(tmp_path):
    path = tmp_path / "account.json"
    path.write_text(json.dumps({"projects": [{"name": "Solo", "client": "Me", "tasks": [{"task": "Work"}]}]}))
    account = opened(account_file=path)
    with demo_api(account=account) as api:
        assignment = api.get("/users/me/project_assignments")["project_assignments"][0]
        assert (assignment["project"]["name"], assignment["project"]["code"]) == ("Solo", None)
        assert assignment["task_assignments"][0]["task"]["name"] == "Work"


@pytest.mark.parametrize("text", ["no json", "[]", '{"projects": [{}]}'])
def test_a_file_that_is_no_account_is_told(tmp_path, text):
    path = tmp_path / "account.json"
    path.write_text(text)
    with pytest.raises(ValueError, match="AccountFile"):
        opened(account_file=path)


def test_two_accounts_on_one_home_see_each_others_writes(tmp_path):
    one, other = opened(tmp_path), opened(tmp_path)
    with demo_api(account=one) as first, demo_api(account=other) as second:
        entry = first.log(notes="From the first")
        assert second.get(f"/time_entries/{entry['id']}")["notes"] == "From the first"
        second.delete(f"/time_entries/{entry['id']}")
        first.get(f"/time_entries/{entry['id']}", 404)
        first.target()
        with ThreadPoolExecutor(4) as pool:
            made = list(pool.map(lambda number: (first, second)[number % 2].log()["id"], range(40)))
        assert len(set(made)) == 40
        assert len(one.entries()) == 40
    one.close()
    other.close()


def test_the_server_says_where_it_is_and_ends_cleanly(tmp_path):
    code = "import pathlib, sys; from desktop.demo.server import serve; "
    code += "sys.exit(serve(home=pathlib.Path(sys.argv[1])))"
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    try:
        said = [json.loads(process.stdout.readline()) for process in processes]
        assert set(said[0]) == {"url", "id_url", "token", "account_id"}
        headers = {
            "Authorization": f"Bearer {said[0]['token']}",
            "Harvest-Account-Id": str(said[0]["account_id"]),
            "User-Agent": "Tests (tests@example.com)",
        }
        with httpx.Client(headers=headers, verify=False) as client:
            assignment = client.get(said[0]["url"] + "/users/me/project_assignments").json()["project_assignments"][0]
            body = {
                "project_id": assignment["project"]["id"],
                "task_id": assignment["task_assignments"][0]["task"]["id"],
                "spent_date": TODAY,
                "hours": 1,
            }
            made = client.post(said[0]["url"] + "/time_entries", json=body)
            assert made.status_code == 201, made.text
            assert client.get(f"{said[1]['url']}/time_entries/{made.json()['id']}").json()["hours"] == 1.0
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        codes = [process.wait(10) for process in processes]
        for process in processes:
            process.stdout.close()
    assert codes == [0, 0]


def test_the_large_size():
    account = opened(size="large")
    with account.store.transaction(write=False):
        counts = {kind: account.store.count(kind) for kind in (Project, User, TimeEntry, Invoice)}
        span = account.store.rows("SELECT MIN(spent_date), MAX(spent_date) FROM TimeEntry")[0]
        kinds = {one.budget_by for one in account.store.select(Project)}
    assert counts == {Project: 300, User: 25, TimeEntry: 50_000, Invoice: 400}
    assert span == ("2024-11-18", "2026-11-19")
    assert kinds == {"project", "project_cost", "task", "task_fees", "person", "none"}
    with demo_api(account=account) as api:
        page = api.get("/time_entries")
        assert (len(page["time_entries"]), page["total_pages"]) == (2000, 25)
        assert len(api.get("/reports/project_budget")["results"]) > 200


def test_a_clock_needs_a_zone():
    with pytest.raises(ValueError, match="time zone"):
        DemoClock(datetime(2026, 11, 20))
