"""Deeds when the network fails: an answer that is lost, a refusal, a server error; each is done once, or not at all."""

import uuid
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.agent.deeds.desk import PLANNERS
from desktop.agent.deeds.plan import Ground
from desktop.agent.drafts import DraftState
from desktop.agent.intents import Details, Interpretation, Kind, Part
from desktop.agent.journal import State
from desktop.agent.writes.payloads import StopTimer
from desktop.harvest.models import NewTimer, TimeEntryChange
from tests.agent.writing import FRIDAY, NOW, bench_of

FAULTS = [None, "drop_before", "drop_after", "server_error_after", "truncated"]
LOCAL = NOW.replace(tzinfo=None, hour=12)


@pytest.fixture
async def bench(server, journal_path):
    server.account.set_access_roles(server.account.user.id, "administrator")
    async with bench_of(server, journal_path) as one:
        yield one


def ground(bench, said=""):
    return Ground(bench.harvest, bench.account, bench.catalog, (), LOCAL, said=said)


async def card_of(bench, kind, said="", **more):
    """The card of a deed, as the words' meaning makes it."""
    (plan,) = await PLANNERS[kind](ground(bench, said), Interpretation(kind, **more))
    return plan.card(str(uuid.uuid4()))


async def confirmed(bench, deed, times=1):
    """The deed after it was confirmed so many times; told as on a screen."""
    for _ in range(times):
        await bench.committer.commit([deed])
    return bench.journal.operation(deed.id)


def stored(bench):
    return sorted((entry.hours, entry.notes) for entry in bench.stored())


async def logged(bench, hours="2", notes="login"):
    return await bench.by_hand(bench.card(hours, notes))


def about(bench, **details):
    return {"project": bench.catalog.projects[0], "day": FRIDAY, "details": Details(**details)}


@pytest.mark.parametrize("fault", FAULTS)
async def test_an_entry_is_changed_once(bench, fault):
    await logged(bench)
    deed = await card_of(bench, Kind.EDIT, **about(bench, step=Decimal("0.5")))
    if fault:
        bench.fault(fault, method="PATCH", times=1)
    operation = await confirmed(bench, deed, times=2)
    assert operation.state is State.COMMITTED
    assert stored(bench) == [(Decimal("2.5"), "login")]


@pytest.mark.parametrize("fault", FAULTS)
async def test_an_entry_is_deleted_once(bench, fault):
    await logged(bench)
    await logged(bench, "3", "other")
    deed = await card_of(bench, Kind.DELETE, **about(bench, old_hours=Decimal(2)))
    if fault:
        bench.fault(fault, method="DELETE", times=1)
    assert (await confirmed(bench, deed, times=2)).state is State.COMMITTED
    assert stored(bench) == [(3, "other")]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("place", [0, 1, 2])
async def test_an_entry_is_split_into_its_parts_once_and_joined_again(bench, fault, place):
    await bench.committer.commit([bench.card("1", "known")])  # so that references are known to be kept
    await logged(bench, "3")
    parts = tuple(
        Part(hours, task=task) for hours, task in zip((Decimal(2), None, Decimal("0.5")), tasks(bench), strict=False)
    )
    deed = await card_of(bench, Kind.EDIT, **about(bench, parts=parts, old_hours=Decimal(3)))
    assert deed.state is DraftState.READY
    if fault:
        bench.fault(fault, method=("PATCH", "POST", "POST")[place], nth=max(1, place))
    operation = await confirmed(bench, deed, times=2)
    assert operation.state is State.COMMITTED
    assert stored(bench) == [(Decimal("0.5"), "login"), (Decimal("0.5"), "login"), (1, "known"), (2, "login")]
    assert (await bench.committer.undo(deed.id)).is_done
    assert stored(bench) == [(1, "known"), (3, "login")]


def tasks(bench):
    return bench.catalog.projects[0].tasks[:3]


async def test_parts_that_do_not_make_the_whole_are_asked(bench):
    await logged(bench, "3")
    deed = await card_of(bench, Kind.EDIT, **about(bench, parts=(Part(Decimal(2)), Part(Decimal(2)))))
    assert (deed.state, "The parts make 4 h" in deed.asked.question) == (DraftState.ASKING, True)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_timer_is_started_once_and_the_other_one_stopped(bench, fault):
    place = bench.catalog.projects[1]
    other = await bench.harvest.start_timer(NewTimer(project_id=place.id, task_id=place.tasks[0].id, spent_date=FRIDAY))
    deed = await card_of(bench, Kind.TIMER_START, project=bench.catalog.projects[0], task=tasks(bench)[0])
    if fault:
        bench.fault(fault, method="POST", times=1)
    assert (await confirmed(bench, deed, times=2)).state is State.COMMITTED
    running = [entry for entry in bench.stored() if entry.timer_started_at is not None]
    assert len(running) == 1
    assert running[0].id != other.id


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_timer_is_stopped_as_of_when_it_should_have_been(bench, fault):
    place = bench.catalog.projects[0]
    entry = await bench.harvest.start_timer(NewTimer(project_id=place.id, task_id=place.tasks[0].id, spent_date=FRIDAY))
    bench.demo.clock.set(NOW.replace(hour=22))
    entry = await bench.harvest.time_entry(entry.id)
    started = entry.timer_started_at.astimezone(bench.account.zone)
    at = started.replace(hour=started.hour + 2, minute=30)
    now = replace(ground(bench), now=NOW.replace(hour=22).astimezone(bench.account.zone).replace(tzinfo=None))
    details = Details(at=at.time().replace(second=0, microsecond=0))
    (plan,) = await PLANNERS[Kind.TIMER_STOP](now, Interpretation(Kind.TIMER_STOP, details=details))
    deed = plan.card(str(uuid.uuid4()))
    assert deed.state is DraftState.READY
    if fault:
        bench.fault(fault, method="PATCH", times=1)
    assert (await confirmed(bench, deed, times=2)).state is State.COMMITTED
    stopped = await bench.harvest.time_entry(entry.id)
    assert (stopped.is_running, f"{stopped.hours.normalize():f} h") == (False, deed.field("hours").text)


async def test_a_time_that_has_not_come_or_was_before_is_asked(bench):
    place = bench.catalog.projects[0]
    await bench.harvest.start_timer(NewTimer(project_id=place.id, task_id=place.tasks[0].id, spent_date=FRIDAY))
    now = replace(ground(bench), now=NOW.astimezone(bench.account.zone).replace(tzinfo=None))
    details = Details(at=LOCAL.replace(hour=3).time())
    (plan,) = await PLANNERS[Kind.TIMER_STOP](now, Interpretation(Kind.TIMER_STOP, details=details))
    deed = plan.card("x")
    assert (deed.state, deed.asked.key) == (DraftState.ASKING, "at")
    assert (await plan.answered("at", "now", now)).card("x").state is DraftState.READY


async def test_a_refusal_is_told_and_nothing_is_written(bench):
    await logged(bench)
    deed = await card_of(bench, Kind.EDIT, **about(bench, step=Decimal("0.5")))
    bench.fault("server_error", method="PATCH", times=1, status=422)
    operation = await confirmed(bench, deed)
    assert operation.state is State.REFUSED
    assert stored(bench) == [(2, "login")]
    states = [change.state for change in bench.changes if change.id == deed.id]
    assert states[-1] is DraftState.REFUSED


@pytest.mark.parametrize("fault", [*FAULTS[1:], "server_error"])
async def test_an_email_is_never_repeated_by_itself(bench, fault):
    invoice = (await bench.harvest.invoices())[0]
    details = Details(number=invoice.number, recipients=("jo@acme.test",))
    deed = await card_of(bench, Kind.INVOICE_SEND, details=details)
    assert deed.is_grave
    before = len(bench.demo.outbox())
    bench.fault(fault, method="POST", times=1)
    await confirmed(bench, deed, times=2)
    await bench.committer.settle_pending()
    assert len(bench.demo.outbox()) - before <= 1


async def halves(bench):
    """An entry of 3 h, and the card that splits it."""
    await bench.committer.commit([bench.card("1", "known")])
    await logged(bench, "3")
    parts = tuple(Part(Decimal(hours), task=task) for hours, task in zip("21", tasks(bench), strict=False))
    return await card_of(bench, Kind.EDIT, **about(bench, parts=parts, old_hours=Decimal(3)))


async def test_a_part_that_harvest_refuses_is_told_and_undo_makes_the_entry_whole(bench):
    deed = await halves(bench)
    bench.fault("server_error", status=422)
    operation = await confirmed(bench, deed, times=2)
    assert (operation.state, "did not take: 1.00 h" in operation.reason) == (State.COMMITTED, True)
    assert stored(bench) == [(1, "known"), (2, "login")]
    bench.demo.faults.clear()
    assert (await bench.committer.undo(deed.id)).is_done
    assert stored(bench) == [(1, "known"), (3, "login")]


async def test_a_part_whose_request_was_lost_is_waited_for_before_it_is_made_again(bench):
    deed = await halves(bench)
    bench.fault("drop_before", times=1)
    assert (await confirmed(bench, deed)).state is State.COMMITTED
    assert bench.time.slept == [2.0, 4.0]
    assert stored(bench) == [(1, "known"), (1, "login"), (2, "login")]


async def test_parts_are_joined_only_while_they_are_as_they_were_made(bench):
    deed = await halves(bench)
    await confirmed(bench, deed)
    part = next(entry for entry in bench.stored() if (entry.hours, entry.notes) == (1, "login"))
    await bench.harvest.update_time_entry(part.id, TimeEntryChange(notes="corrected by hand"))
    assert not (await bench.committer.undo(deed.id)).is_done
    assert stored(bench) == [(1, "corrected by hand"), (1, "known"), (2, "login")]


async def test_a_switch_that_ends_halfway_says_that_the_earlier_timer_is_stopped(bench):
    place = bench.catalog.projects[1]
    await bench.harvest.start_timer(NewTimer(project_id=place.id, task_id=place.tasks[0].id, spent_date=FRIDAY))
    deed = await card_of(bench, Kind.TIMER_START, project=bench.catalog.projects[0], task=tasks(bench)[0])
    bench.fault("server_error", status=422)
    operation = await confirmed(bench, deed, times=1)
    assert (operation.state, "The timer that ran before is stopped" in operation.reason) == (State.REFUSED, True)
    assert [entry for entry in bench.stored() if entry.timer_started_at is not None] == []


async def test_a_timer_whose_time_harvest_refuses_is_stopped_and_that_is_told(bench):
    place = bench.catalog.projects[0]
    entry = await bench.harvest.start_timer(NewTimer(project_id=place.id, task_id=place.tasks[0].id, spent_date=FRIDAY))
    bench.fault("server_error", method="PATCH", path=rf"/{entry.id}$", status=422)
    operation = await bench.committer.write(
        StopTimer(entry_id=entry.id, change=TimeEntryChange(hours=Decimal(1))), summary="Stop the timer", before=entry
    )
    assert (operation.state, "did not take the time" in operation.reason) == (State.COMMITTED, True)
    assert not (await bench.harvest.time_entry(entry.id)).is_running
