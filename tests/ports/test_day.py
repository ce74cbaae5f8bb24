"""The end of the day through the port: kept in the settings, asked once somebody is signed in."""

import os
import threading
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest

from desktop.agent.evidence import days_off
from desktop.app.ports import day as day_module
from desktop.app.ports.day import DayDesk
from desktop.app.ports.presence import PresenceDesk
from desktop.app.schedule import local_now
from desktop.platform.presence.backend import Active
from desktop.settings import EvidenceSettings, PromptMemory, PromptSettings, Settings, load, save

ALWAYS = PromptSettings(at=time(0, 0), weekdays=tuple(range(7)))
LONG_AGO = PromptMemory(since=datetime(2020, 1, 1, tzinfo=UTC))


@pytest.fixture
def desk(qapp, home, worker):
    return DayDesk(home, worker.submit)


@pytest.fixture
def due(desk):
    """How often it was time."""
    times: list[bool] = []
    desk.due.connect(lambda: times.append(True))
    return times


def test_it_is_set_up_and_kept(desk, home, qtbot):
    desk.set_up(is_on=False, at=time(18, 15), weekdays=(0, 6))
    qtbot.waitUntil(lambda: desk.view.at == time(18, 15))
    assert (desk.view.is_on, desk.view.weekdays, desk.view.problem) == (False, (0, 6), "")
    assert load(home.settings).prompt == PromptSettings(is_on=False, at=time(18, 15), weekdays=(0, 6))


def test_it_asks_once_as_soon_as_somebody_is_signed_in(desk, home, worker, due, qtbot):
    save(home.settings, Settings(prompt=ALWAYS, prompt_memory=LONG_AGO))
    told: list[object] = []
    desk.changed.connect(told.append)
    worker.submit(desk.run())
    desk.look()
    qtbot.waitUntil(lambda: len(told) >= 2)
    assert due == []
    desk.allow(is_allowed=True)
    desk.allow(is_allowed=True)
    qtbot.waitUntil(lambda: len(told) >= 5 and bool(due))  # the prompt itself tells once, too
    assert due == [True]


def test_later_and_not_today_are_remembered(desk, home, qtbot):
    desk.snooze(30)
    qtbot.waitUntil(lambda: load(home.settings).prompt_memory.snoozed_until is not None)
    left = load(home.settings).prompt_memory.snoozed_until - datetime.now(UTC)
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    desk.waive()
    qtbot.waitUntil(lambda: load(home.settings).prompt_memory.snoozed_until is None)
    assert load(home.settings).prompt_memory.asked is not None


def test_settings_that_cannot_be_written_are_told(desk, home, qtbot):
    home.settings.mkdir()
    desk.set_up(is_on=True, at=time(18, 0), weekdays=(0,))
    qtbot.waitUntil(lambda: "settings" in desk.view.problem)
    assert desk.view.at == time(18, 0), "they count while the app runs"


def test_a_watch_that_breaks_is_in_the_log_and_breaks_nothing_else(desk, worker, monkeypatch, caplog):
    monkeypatch.setattr(day_module.DayDesk, "_tell", lambda self: 1 / 0)
    worker.submit(desk.run()).result(10)
    assert "Nobody watches" in caplog.text


def test_a_slow_answer_whether_somebody_is_busy_holds_up_nothing(home, worker, qtbot, qapp):
    save(home.settings, Settings(prompt=ALWAYS, prompt_memory=LONG_AGO))
    was_asked, may_answer = threading.Event(), threading.Event()

    def is_busy() -> bool:
        was_asked.set()
        return not may_answer.wait(10)

    desk = DayDesk(home, worker.submit, is_busy)
    came: list[bool] = []
    desk.due.connect(lambda: came.append(True))
    worker.submit(desk.run())
    desk.allow(is_allowed=True)
    assert was_asked.wait(10)

    async def answer() -> None:
        may_answer.set()

    worker.submit(answer()).result(5)
    qtbot.waitUntil(lambda: came == [True])


@pytest.mark.parametrize("holiday", [True, False], ids=["holiday", "full"])
def test_a_full_day_and_a_holiday_are_left_alone(home, worker, qtbot, qapp, monkeypatch, holiday):
    save(home.settings, Settings(prompt=ALWAYS, prompt_memory=LONG_AGO, evidence=EvidenceSettings(country="DE")))
    monkeypatch.setattr(days_off, "holiday", lambda *_: "A holiday" if holiday else "")
    desk = DayDesk(home, worker.submit)
    came: list[bool] = []
    desk.due.connect(lambda: came.append(True))
    if not holiday:
        desk.know(local_now().date(), Decimal(8), Decimal(8))
    worker.submit(desk.run())
    desk.allow(is_allowed=True)
    qtbot.waitUntil(lambda: load(home.settings).prompt_memory.asked is not None)
    assert came == []


@pytest.mark.parametrize(
    ("active", "is_busy"),
    [
        (Active(0, 0, 9, 9, process=1, fills_screen=True), True),
        (Active(0, 0, 9, 9, process=os.getpid(), fills_screen=True), False),
        (Active(0, 0, 9, 9, process=1), False),
        (None, False),
    ],
)
def test_only_another_programs_full_screen_counts_as_busy(monkeypatch, active, is_busy):
    monkeypatch.setattr(PresenceDesk, "active", lambda self: active)
    assert PresenceDesk({}).is_busy() is is_busy
    monkeypatch.undo()
    assert PresenceDesk({"DISPLAY": ":nowhere"}).active() is None
