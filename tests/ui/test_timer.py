"""The running timer in chat and tray: how long, where; stopped, started and asked about by cards alone."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QWidget

from desktop.agent.drafts import Reply
from desktop.ui import timer_port
from desktop.ui.panels import timer_line
from desktop.ui.panels.day_prompt import DayPrompt
from desktop.ui.panels.timer_line import TimerClock, clock_hours
from desktop.ui.preview.sample import ACCOUNT, ready
from desktop.ui.timer_port import Doubt, Place, Running, TimerAsk, TimerView
from desktop.ui.tray import Tray

NOW = datetime.now(UTC)
RUNNING = Running(5, "<b>Mobile</b> & App", "Acme", "Design", NOW - timedelta(minutes=65), Decimal("0.5"), "Login")
HERE = Place(2, 11, RUNNING.project, "Acme", "Design")
THERE = Place(3, 12, "Website", "Globex", "Development")


class StandingClock(datetime):
    """It is always the time at which this file was read."""

    @classmethod
    def now(cls, tz=None):
        return NOW


@pytest.fixture(autouse=True)
def standing(monkeypatch) -> None:
    for module in (timer_line, timer_port):
        monkeypatch.setattr(module, "datetime", StandingClock)


@pytest.fixture
def tray(port, qtbot) -> Tray:
    window = QWidget()
    qtbot.addWidget(window)
    one = Tray(port, window)
    port.signed_in.emit(ACCOUNT)
    port.day_changed.emit(Decimal("3.5"))
    return one


def acts(menu) -> list[str]:
    return [one.text() for one in menu.actions() if not one.isSeparator()]


def test_the_clock_counts_what_was_there_before_and_goes_on(port, qapp):
    now = [NOW]
    clock = TimerClock(port.timer, now=lambda: now[0])
    port.scripted_timer.show(TimerView(RUNNING))
    assert clock.words == "<b>Mobile</b> & App 1:35"
    told = []
    clock.changed.connect(lambda: told.append(clock.elapsed))
    now[0] += timedelta(seconds=20)
    clock.refresh()
    now[0] += timedelta(seconds=50)
    clock.refresh()
    assert told == ["1:36"]
    port.scripted_timer.show(None)
    assert (clock.words, clock.running) == ("", None)
    assert clock_hours(Decimal("26.99")) == "26:59"


def test_the_tray_says_what_runs_by_shape_tooltip_and_menu(tray, port, qtbot):
    idle = tray.icon.icon().cacheKey()
    port.scripted_timer.show(TimerView(None, (THERE,)))
    assert acts(tray.timer) == ["Start on Website · Globex · Development"]
    port.scripted_timer.show(TimerView(RUNNING, (HERE, THERE)))
    assert tray.icon.icon().cacheKey() != idle
    assert tray.icon.toolTip() == "Gleaner ·  b Mobile /b    App 1:35 · today 3.50 h"
    assert acts(tray.timer) == [
        "Stop: <b>Mobile</b> && App 1:35",
        "Switch to Website · Globex · Development",
    ]
    with qtbot.waitSignal(tray.chat):
        tray.timer.actions()[0].trigger()
    tray.timer.actions()[-1].trigger()
    assert port.scripted_timer.calls == [("stop", (5, None)), ("start", (THERE,))]
    port.scripted_timer.show(None)
    assert tray.icon.icon().cacheKey() == idle
    assert tray.icon.toolTip() == "Gleaner · today 3.50 h"


def test_the_chat_has_it_on_a_line_of_its_own(chat, port):
    line = chat.week.timer
    assert line.isHidden()
    port.scripted_timer.show(TimerView(RUNNING, (THERE,)))
    assert line.isVisible()
    assert line.words.text() == "<b>Mobile</b> & App · Acme · Design · Login"
    assert line.elapsed.text() == "1:35"
    assert "1 h 35 min" in line.accessibleName()
    line.stop.click()
    assert port.scripted_timer.calls == [("stop", (5, None))]
    assert acts(chat.header.timer_menu)[1:] == ["Switch to Website · Globex · Development"]
    port.scripted_timer.show(TimerView())
    assert line.isHidden()


def ask(doubt: Doubt, hours: float = 0, minutes: int = 0) -> TimerAsk:
    began = datetime(2026, 11, 20, 14, 10)
    ended = began + timedelta(hours=hours, minutes=minutes) if hours or minutes else None
    return TimerAsk(doubt, RUNNING, began, ended)


@pytest.mark.parametrize(
    ("question", "words", "answers"),
    [
        (
            ask(Doubt.AWAY, minutes=42),
            "You were away from 14:10 for 42 min while the timer ran on",
            ["Keep the time", "Discard: stop at 14:10", "Split: log it elsewhere"],
        ),
        (ask(Doubt.AWAY, hours=15), "You were away from 14:10 for 15 h", ["Keep the time", "Discard: stop at 14:10"]),
        (ask(Doubt.OVERNIGHT), "has run since Fri 14:10, past midnight", ["It still runs", "Stop it…"]),
        (ask(Doubt.LONG), "has run for 1 h 35 min.", ["It still runs", "Stop it…"]),
    ],
    ids=["away", "over midnight", "overnight", "long"],
)
def test_what_is_asked_and_what_each_answer_does(chat, port, question, words, answers):
    port.scripted_timer.show(TimerView(RUNNING))
    port.timer.asked.emit(question)
    line = chat.offers.lines["timer:5"]
    assert words in line.words.text()
    assert [button.text() for button in line.buttons] == answers
    port.timer.asked.emit(question)
    assert list(chat.offers.lines) == ["timer:5"], "asked once more it is one question"
    chat.offers.lines["timer:5"].buttons[1].click()
    at = question.began if question.doubt is Doubt.AWAY else None
    assert port.scripted_timer.calls == [("stop", (5, at))]
    assert chat.offers.lines == {}


def test_a_question_about_a_timer_that_runs_no_more_is_none(chat, port):
    port.scripted_timer.show(TimerView(RUNNING))
    port.timer.asked.emit(ask(Doubt.AWAY, minutes=42))
    chat.offers.lines["timer:5"].buttons[0].click()
    assert port.scripted_timer.calls == [], "kept is kept"
    port.timer.asked.emit(ask(Doubt.AWAY, minutes=42))
    port.scripted_timer.show(TimerView())
    assert chat.offers.lines == {}


def test_the_end_of_the_day_has_it_too_and_stops_it_there(port, qtbot, shown):
    prompt = DayPrompt(port)
    shown(prompt)
    assert prompt.timer.isHidden()
    port.scripted_timer.show(TimerView(RUNNING, (THERE,)))
    assert prompt.timer.elapsed.text() == "1:35"
    prompt.timer.stop.click()
    assert port.scripted_timer.calls == [("stop", (5, None))]
    port.answer(Reply("", (ready("Mobile App", 11, "1"),)))
    assert len(prompt.stack.cards) == 1, "its card comes where it was asked for"
