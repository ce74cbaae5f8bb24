"""Client and demo account over real HTTP: time entries and timers, in both modes."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from desktop.demo.faults import Fault
from desktop.demo.switches import Switches
from desktop.harvest.errors import HarvestError, NotFound, Refused, Throttled, Unclear
from desktop.harvest.models import NewTimeEntry, NewTimer, TimeEntryChange
from tests.harvest.scripted import demo_client

TODAY = date(2026, 3, 11)


@pytest.fixture
async def client(new_demo, patience):
    async with demo_client(new_demo(), patience) as harvest:
        yield harvest


@pytest.fixture
async def target(client):
    """A project and a task that can be logged to."""
    assignment = (await client.project_assignments())[0]
    return {"project_id": assignment.project.id, "task_id": assignment.task_assignments[0].task.id}


async def test_a_stopped_entry_from_creation_to_deletion(client, target):
    new = NewTimeEntry(**target, spent_date=TODAY, hours="1.27", notes="Büro", external_reference_id="ref-1")
    made = await client.create_time_entry(new)
    assert (made.hours, made.notes, made.is_running, made.spent_date) == (Decimal("1.27"), "Büro", False, TODAY)
    assert [entry.id for entry in await client.time_entries(external_reference_id="ref-1")] == [made.id]
    changed = await client.update_time_entry(made.id, TimeEntryChange(hours="2.5", notes=""))
    assert (changed.hours, changed.notes, changed.external_reference.id) == (Decimal("2.5"), "", "ref-1")
    assert await client.time_entry(made.id) == changed
    await client.delete_time_entry(made.id)
    with pytest.raises(NotFound):
        await client.time_entry(made.id)


async def test_a_timer_starts_only_when_asked_for(client, target):
    running = await client.start_timer(NewTimer(**target, spent_date=TODAY))
    assert running.is_running
    assert [entry.id for entry in await client.time_entries(is_running=True)] == [running.id]
    stopped = await client.stop_time_entry(running.id)
    assert not stopped.is_running
    again = await client.restart_time_entry(running.id)
    assert (again.id, again.is_running) == (running.id, True)
    await client.stop_time_entry(again.id)


@pytest.mark.parametrize("clock", ["12h", "24h"])
async def test_start_and_end_in_an_account_that_counts_by_them(new_demo, patience, clock):
    demo = new_demo()
    demo.account.configure(wants_timestamp_timers=True, clock=clock)
    async with demo_client(demo, patience) as harvest:
        assignment = (await harvest.project_assignments())[0]
        made = await harvest.create_time_entry(
            NewTimeEntry(
                project_id=assignment.project.id,
                task_id=assignment.task_assignments[0].task.id,
                spent_date=TODAY,
                started_time=time(6, 5),
                ended_time=time(6, 50),
                clock=clock,
            )
        )
        assert (made.started_time, made.ended_time, made.hours) == (time(6, 5), time(6, 50), Decimal("0.75"))
        assert not made.is_running


@pytest.mark.parametrize("timestamps", [True, False])
@pytest.mark.parametrize("wrong_mode", ["observed", "accepted", "ignored"])
async def test_where_the_mode_is_unknown_hours_and_times_together_never_start_a_timer(
    new_demo, patience, timestamps, wrong_mode
):
    demo = new_demo(Switches(wrong_mode=wrong_mode))
    demo.account.configure(wants_timestamp_timers=timestamps)
    async with demo_client(demo, patience) as harvest:
        assignment = (await harvest.project_assignments())[0]
        made = await harvest.create_time_entry(
            NewTimeEntry(
                project_id=assignment.project.id,
                task_id=assignment.task_assignments[0].task.id,
                spent_date=TODAY,
                hours=1,
                started_time=time(6),
                ended_time=time(7),
            )
        )
    assert (made.hours, made.is_running) == (1, False)


async def test_what_harvest_refuses_comes_with_its_words(client, target):
    with pytest.raises(Refused) as caught:
        await client.create_time_entry(NewTimeEntry(project_id=1, task_id=target["task_id"], spent_date=TODAY, hours=1))
    assert caught.value.message
    assert caught.value.message in str(caught.value)


async def test_lists_are_complete_over_many_pages_of_either_scheme(demo, patience, monkeypatch):
    monkeypatch.setattr("desktop.harvest.paging.PER_PAGE", "7")
    async with demo_client(demo, patience) as harvest:
        entries = await harvest.time_entries(start=date(2026, 3, 1))
        tasks = await harvest.tasks()
        assignments = await harvest.project_assignments()
    monkeypatch.setattr("desktop.harvest.paging.PER_PAGE", "2000")
    async with demo_client(demo, patience) as harvest:
        assert await harvest.time_entries(start=date(2026, 3, 1)) == entries
        assert await harvest.tasks() == tasks
        assert await harvest.project_assignments() == assignments
    assert len(entries) > 7
    assert len(tasks) > 7
    assert len(assignments) > 7


async def test_updated_since(client, target):
    new = NewTimeEntry(**target, spent_date=date(2026, 3, 2), hours=1)
    made = await client.create_time_entry(new)
    assert made in await client.time_entries(updated_since=datetime(2026, 3, 11, 0, 0, tzinfo=UTC))
    assert await client.time_entries(updated_since=made.updated_at, project_id=target["project_id"]) == ()


@pytest.mark.parametrize(
    ("fault", "error", "stored"),
    [
        (Fault("drop_before", "POST"), Unclear, False),
        (Fault("drop_after", "POST"), Unclear, True),
        (Fault("cut", "POST"), Unclear, True),
        (Fault("server_error", "POST"), Unclear, False),
        (Fault("server_error_after", "POST"), Unclear, True),
        (Fault("truncated", "POST"), Unclear, True),
        (Fault("wrong_types", "POST"), Unclear, True),
        (Fault("rate_limited", "POST", retry_after="99999"), Throttled, False),
        (Fault("rate_limited", "POST", retry_after=None, times=1), None, True),
        (Fault("duplicate", "POST", times=1), None, True),
    ],
    ids=lambda value: getattr(value, "kind", None),
)
async def test_planned_faults(new_demo, patience, fault, error, stored):
    demo = new_demo()
    async with demo_client(demo, patience) as harvest:
        assignment = (await harvest.project_assignments())[0]
        new = NewTimeEntry(
            project_id=assignment.project.id,
            task_id=assignment.task_assignments[0].task.id,
            spent_date=TODAY,
            hours=1,
            external_reference_id="ref-9",
        )
        demo.account.faults.add(fault)
        if error is None:
            await harvest.create_time_entry(new)
        else:
            with pytest.raises(error) as caught:
                await harvest.create_time_entry(new)
            assert isinstance(caught.value, HarvestError)
            assert caught.value.maybe_applied or not stored
        demo.account.faults.clear()
        found = await harvest.time_entries(external_reference_id="ref-9")
        assert len(found) == (2 if fault.kind == "duplicate" else stored)


@pytest.mark.parametrize("kind", ["drop_before", "cut", "server_error", "truncated", "wrong_types", "rate_limited"])
async def test_reads_get_over_a_fault(new_demo, patience, kind):
    demo = new_demo()
    async with demo_client(demo, patience) as harvest:
        expected = await harvest.time_entries(start=date(2026, 3, 9))
        demo.account.faults.add(Fault(kind, "GET", times=1))
        assert await harvest.time_entries(start=date(2026, 3, 9)) == expected
        assert len(demo.account.faults.strikes) == 1
