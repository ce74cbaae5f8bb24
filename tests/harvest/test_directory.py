"""What can be logged to, from what every role may read."""

import asyncio
from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from desktop.harvest.directory import Directory
from desktop.harvest.errors import NotSignedIn, Unclear
from tests.harvest.scripted import DROP, STALL, Reply

ME = {"id": 7, "first_name": "Robin", "last_name": "Ellis", "timezone": "Eastern Time (US & Canada)",
      "weekly_capacity": 126000, "access_roles": ["member"]}  # fmt: skip
COMPANY = {"name": "Bright\u202eline\nStudio", "wants_timestamp_timers": False, "clock": "24h", "weekly_capacity": 1}


def assignment(project, tasks=(), *, name="Website", is_active=True, **more):
    tasks = [
        {"id": 90 + number, "is_active": active, "billable": billable, "task": {"id": number, "name": label}}
        for number, label, billable, active in tasks
    ]
    return {
        "id": 1000 + project,
        "is_active": is_active,
        "project": {"id": project, "name": name, "code": None},
        "client": {"id": 5, "name": "Acme"},
        "task_assignments": tasks,
        **more,
    }


@pytest.fixture
def account(server, listing, entry):
    """Scripts a whole account; the parts can be replaced."""

    def script(*, me=ME, company=None, assignments=(), entries=()):
        server.on("GET /users/me", Reply(me))
        server.on("GET /company", company or Reply(COMPANY))
        server.on("GET /users/me/project_assignments", Reply(listing("project_assignments", list(assignments))))
        server.on("GET /time_entries", Reply(listing("time_entries", list(entries))))

    return script


@pytest.fixture
def directory(harvest, fake_time):
    return Directory(harvest, clock=fake_time.clock, today=lambda zone: date(2026, 3, 31), patience=0.1)


async def test_the_account(account, directory):
    account()
    found = await directory.account()
    assert (found.user_id, found.user_name, found.company) == (7, "Robin Ellis", "Brightline Studio")
    assert (found.zone, found.clock, found.wants_timestamp_timers) == (ZoneInfo("America/New_York"), "24h", False)
    assert found.workday == Decimal(7)
    assert found.access_roles == ("member",)


async def test_only_assigned_active_tasks_are_offered(account, directory):
    tasks = [
        (1, "Design", True, True),
        (2, "Old", True, False),
        (3, "Admin\u200b", False, True),
        (1, "Design", True, True),
    ]
    account(assignments=[assignment(3, tasks), assignment(4, name="Empty"), assignment(5, tasks, is_active=False)])
    catalog = await directory.catalog()
    assert [project.id for project in catalog.projects] == [3, 4]
    assert [(task.id, task.name, task.billable) for task in catalog.project(3).tasks] == [
        (1, "Design", True),
        (3, "Admin", False),
    ]
    assert catalog.project(4).tasks == ()
    assert catalog.project(3).code == ""


async def test_a_project_that_is_listed_twice_is_one_with_all_its_tasks(account, directory):
    account(
        assignments=[assignment(3, [(1, "A", True, True)]), assignment(3, [(1, "A", True, True), (2, "B", True, True)])]
    )
    catalog = await directory.catalog()
    assert [[task.id for task in project.tasks] for project in catalog.projects] == [[1, 2]]


async def test_what_was_logged_to_and_is_not_assigned_any_more_is_archived(account, directory, entry, server):
    old = {"project": {"id": 30, "name": "Old\u2066 Site", "code": "OS"}}
    entries = [entry(1, **old), entry(2, **old, task={"id": 8, "name": "QA"}, billable=True), entry(3)]
    account(assignments=[assignment(3, [(4, "Design", True, True)])], entries=entries)
    catalog = await directory.catalog()
    (archived,) = catalog.archived
    assert (archived.id, archived.name, archived.code, archived.is_active) == (30, "Old Site", "OS", False)
    assert archived.client.name == "Acme"
    assert [task.id for task in archived.tasks] == [4, 8]
    query = next(request.query for request in server.seen if request.path.endswith("time_entries"))
    assert query == {"user_id": "7", "from": "2025-12-31", "per_page": "2000"}


async def test_history_is_exact(account, directory, entry):
    account(entries=[entry(1, hours=1.23, rounded_hours=1.25, notes="a\nb", is_running=True)])
    (past,) = await directory.history()
    assert (past.hours, past.notes, past.is_running, past.spent_date) == (
        Decimal("1.23"),
        "a b",
        True,
        date(2026, 3, 10),
    )


async def test_history_knows_times_of_day_where_the_account_counts_by_them(account, directory, entry):
    account(entries=[entry(1, started_time="8:05am", ended_time="1:30pm"), entry(2, started_time="8:05am")])
    assert [(past.started_time, past.ended_time) for past in await directory.history()] == [
        (time(8, 5), time(13, 30)),
        (None, None),
    ]


@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize(
    ("entries", "mode"),
    [
        ([], None),
        ([{"is_running": True, "started_time": "8:00am"}], None),
        ([{"started_time": "8:00am", "ended_time": "9:00am"}], True),
        ([{}], False),
        ([{}, {"started_time": "8:00am"}], True),
    ],
)
async def test_a_role_that_may_not_read_the_company_learns_the_mode_from_entries(
    account, directory, entry, status, entries, mode
):
    rows = [entry(number, **changes) for number, changes in enumerate(entries, 1)]
    account(company=Reply({"message": "no"}, status), entries=rows)
    found = await directory.account()
    assert (found.wants_timestamp_timers, found.company) == (mode, "")


async def test_within_five_minutes_nothing_is_asked_again(account, directory, server, fake_time):
    account()
    await directory.account()
    fake_time.now += 299
    await directory.catalog()
    assert len(server.seen) == 4
    fake_time.now += 2
    await directory.catalog()
    assert len(server.seen) == 8


async def test_refresh_asks_at_once(account, directory, server):
    account()
    await directory.catalog()
    await directory.refresh()
    assert len(server.seen) == 8


async def test_many_at_once_share_one_reading(account, directory, server):
    account()
    await asyncio.gather(*(directory.catalog() for _ in range(10)))
    assert len(server.seen) == 4


@pytest.mark.parametrize("fault", [DROP, STALL, Reply(b"", 500)])
async def test_without_harvest_what_was_read_before_serves_on(server, account, directory, fake_time, fault):
    account(assignments=[assignment(3)])
    before = await directory.catalog()
    server.on("GET /users/me", fault)
    await directory.refresh()  # the answer of before, once more, with the fault to follow
    fake_time.now += 1000
    assert await directory.catalog() == before


async def test_without_anything_read_the_error_comes_out(server, directory):
    server.on("GET /users/me", Reply(b"", 500))
    with pytest.raises(Unclear):
        await directory.catalog()


async def test_a_refused_sign_in_is_not_covered_up(server, account, directory, fake_time):
    account()
    await directory.catalog()
    server.on("GET /users/me", Reply({}, 401))
    await directory.refresh()
    fake_time.now += 1000
    with pytest.raises(NotSignedIn):
        await directory.catalog()


async def test_refresh_does_not_join_a_reading_that_began_before_it(server, account, directory, entry, listing):
    asked, written = asyncio.Event(), asyncio.Event()

    async def slow(request):
        asked.set()
        await written.wait()
        return Reply(COMPANY)

    server.on("GET /company", slow)
    account(entries=[entry(1)])
    server.on("GET /time_entries", Reply(listing("time_entries", [entry(1), entry(2)])))
    early = asyncio.create_task(directory.history())
    await asked.wait()
    fresh = [asyncio.create_task(directory.refresh()) for _ in range(3)]
    await asyncio.sleep(0)
    written.set()
    assert [past.id for past in await early] == [1]
    for snapshot in await asyncio.gather(*fresh):
        assert [past.id for past in snapshot.history] == [1, 2]
    assert [past.id for past in await directory.history()] == [1, 2]
    assert len(server.seen) == 8, "those that ask for it at once share the new reading"


async def test_closing_gives_up_the_reading_under_way(server, account, directory):
    asked = asyncio.Event()

    def never(request):
        asked.set()
        return STALL

    server.on("GET /company", never)
    account()
    reading = asyncio.create_task(directory.snapshot())
    await asked.wait()
    before = asyncio.all_tasks() - {reading}
    await directory.aclose()
    assert any(task.cancelled() for task in before)
    with pytest.raises(asyncio.CancelledError):
        await reading
    await directory.aclose()
