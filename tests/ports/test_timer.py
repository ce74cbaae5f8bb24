"""Timers through the whole port against the demo account: started and stopped by cards, asked about when left alone."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from desktop.agent.drafts import DraftState
from desktop.app.ports import timer as timer_module
from desktop.app.ports.app_port import AppPort
from desktop.ui.timer_port import Doubt

LONG = 60_000


class Machine:
    """A clock and a keyboard that tests have in their hands."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)
        self.idle: float | None = 0.0


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def shown(qapp, home, qtbot, machine, monkeypatch):
    """A port in which somebody is signed in; what it told of timers, what it asked, and its cards."""
    monkeypatch.setattr(timer_module, "LOOK_EVERY", 1e6)
    port = AppPort(home, demo=True)
    port._timer._clock = lambda: machine.now
    port._timer._seconds_idle = lambda: machine.idle
    told, asked = [], []
    port.timer.changed.connect(told.append)
    port.timer.asked.connect(asked.append)
    port.start()
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    yield port, told, asked
    port.stop()


def confirmed(port, qtbot, step):
    """The cards that a step makes, confirmed."""
    with qtbot.waitSignal(port.replied) as reply:
        step()
    (deed,) = reply.args[0].deeds
    assert deed.state is DraftState.READY
    with qtbot.waitSignal(port.changed, check_params_cb=lambda one: one.state is DraftState.COMMITTED):
        port.commit((deed.id,))
    return deed


def started(port, told, qtbot):
    confirmed(port, qtbot, lambda: port.timer.start(told[-1].places[0]))
    qtbot.waitUntil(lambda: told[-1].running is not None)
    return told[-1].running


def looks(port, qtbot):
    """One look on the worker's loop, ended."""

    async def look() -> None:
        await port._timer.look_after()

    port._worker.submit(look()).result(10)


def test_it_is_started_told_and_stopped_by_cards(shown, qtbot):
    port, told, asked = shown
    assert told[-1].running is None
    place = told[-1].places[0]
    running = started(port, told, qtbot)
    assert (running.project, running.task) == (place.project, place.task)
    confirmed(port, qtbot, lambda: port.timer.stop(running.entry_id))
    qtbot.waitUntil(lambda: told[-1].running is None)
    with qtbot.waitSignal(port.replied) as reply:
        port.timer.stop(running.entry_id)
    assert reply.args[0].text == "That timer is not running any more."
    assert asked == []


def test_whoever_was_away_is_asked_once_and_may_split(shown, machine, qtbot):
    port, told, asked = shown
    running = started(port, told, qtbot)
    machine.now += timedelta(minutes=6) - timedelta(seconds=machine.now.second - 50)
    looks(port, qtbot)
    machine.now += timedelta(minutes=4)
    machine.idle = 240.0
    looks(port, qtbot)
    machine.now += timedelta(minutes=36, seconds=20)  # from 50 seconds past a minute to ten past one
    machine.idle = 0.0
    looks(port, qtbot)
    qtbot.waitUntil(lambda: bool(asked))
    looks(port, qtbot)
    (ask,) = asked
    assert (ask.doubt, ask.running.entry_id) == (Doubt.AWAY, running.entry_id)
    assert ask.ended - ask.began == timedelta(minutes=41), "whole minutes, as the clock shows them"
    replies = []
    port.replied.connect(replies.append)
    port.timer.split(ask)
    qtbot.waitUntil(lambda: len(replies) == 2)
    (deed,) = replies[0].deeds
    assert deed.field("entry").value == str(running.entry_id)
    (draft,) = replies[1].drafts
    assert (draft.project, draft.hours) == (None, Decimal("0.68"))
    assert (draft.started_time, draft.ended_time) == (ask.began.time(), ask.ended.time())


def test_nobody_is_asked_about_a_timer_that_was_stopped_meanwhile_or_without_one(shown, machine, qtbot):
    port, told, asked = shown
    looks(port, qtbot)
    machine.now += timedelta(hours=2)
    looks(port, qtbot)
    machine.now = datetime.now(UTC)  # or the timer would seem to run past midnight, where that is near
    running = started(port, told, qtbot)
    machine.now += timedelta(minutes=1)
    looks(port, qtbot)

    async def stop_elsewhere() -> None:
        await port._life.services.harvest.stop_time_entry(running.entry_id)

    port._worker.submit(stop_elsewhere()).result(10)
    machine.now += timedelta(minutes=30)
    looks(port, qtbot)
    qtbot.waitUntil(lambda: told[-1].running is None)
    assert asked == []


def test_a_timer_over_twelve_hours_is_asked_about_once(shown, machine, qtbot):
    port, told, asked = shown
    running = started(port, told, qtbot)
    machine.now += timedelta(hours=30)
    for _ in range(2):
        before = len(told)
        port._timer._work(port._timer.show)
        qtbot.waitUntil(lambda before=before: len(told) > before)
    assert [(one.doubt, one.running.entry_id) for one in asked] == [(Doubt.OVERNIGHT, running.entry_id)]


def test_a_timer_is_forgotten_with_the_sign_in(shown, machine, qtbot):
    port, told, _ = shown
    started(port, told, qtbot)
    port.sign_in.sign_out()
    qtbot.waitUntil(lambda: told[-1] is None)
    assert port._timer._running is None
    machine.idle = None
    looks(port, qtbot)
