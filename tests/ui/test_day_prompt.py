"""The end-of-day prompt: unobtrusive, says what is missing, logs as every surface does, and can be put off."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QSystemTrayIcon, QWidget

from desktop.agent.drafts import DraftState, Reply
from desktop.agent.intents import Channel
from desktop.text.clock_text import parse_clock
from desktop.ui.day_port import DayView
from desktop.ui.panels.day_prompt import DayPrompt
from desktop.ui.panels.entry_window import EntryWindow
from desktop.ui.panels.quick_entry import QuickEntry
from desktop.ui.panels.settings.day import DaySection
from desktop.ui.preview.sample import ACCOUNT, asking_project, ready
from desktop.ui.preview.scenes import SCENES
from desktop.ui.preview.scripted_port import TODAY
from desktop.ui.theme import theme
from desktop.ui.tray import Tray
from desktop.ui.widgets.placement import place_away, place_clear

NOWHERE = QRect()


@pytest.fixture
def prompt(qtbot, port) -> DayPrompt:
    window = DayPrompt(port)
    qtbot.addWidget(window)
    window.board.settle_ms = 0
    port.signed_in.emit(ACCOUNT)
    port.day_changed.emit(Decimal("5.5"))
    return window


@pytest.fixture
def opened(prompt, qtbot) -> DayPrompt:
    prompt.show_and_raise()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is prompt)
    return prompt


def test_it_says_what_is_logged_and_what_is_missing(prompt, port):
    assert prompt.hours.text() == "5.50 of 8.00 h logged today, 2.50 h to go"
    assert prompt.bar.value() == 68
    port.day_changed.emit(Decimal(0))
    assert prompt.hours.text() == "Nothing logged today, 8.00 h to go"
    port.day_changed.emit(Decimal(9))
    assert prompt.hours.text() == "9.00 h logged today, 1.00 h more than a full day"
    assert prompt.reminder == prompt.hours.text()
    port.signed_in.emit(None)
    assert prompt.hours.text() == "Looking at today's hours…"
    assert prompt.reminder == "What did you work on?"
    assert prompt.bar.isHidden()


def test_coming_by_itself_it_leaves_the_keyboard_where_it_is(prompt, shown, qtbot):
    letter = shown(QLineEdit())
    assert prompt.show_quietly(NOWHERE)
    assert prompt.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    qtbot.waitUntil(prompt.isVisible)
    qtbot.keyClicks(QApplication.focusWidget(), "typing on")
    assert letter.text() == "typing on"
    assert not prompt.show_quietly(NOWHERE), "it is there already"
    prompt.show_and_raise()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is prompt)
    assert QApplication.focusWidget() is prompt.desk.composer.edit


@pytest.mark.parametrize(
    ("tray", "corner"),
    [(QRect(), (590, 490)), (QRect(950, 0, 24, 24), (590, 490)), (QRect(950, 780, 24, 24), (590, 10))],
    ids=["unknown", "above", "below"],
)
def test_it_comes_in_a_corner_away_from_the_tray(tray, corner):
    assert place_away(QSize(400, 300), tray, QRect(0, 0, 1000, 800), 10) == QPoint(*corner)


def test_it_covers_nothing_that_the_person_types_in(prompt):
    room, size = QRect(0, 0, 1000, 800), QSize(400, 300)
    assert place_clear(size, QRect(), room, 10, [QRect(500, 400, 400, 300)]) == QPoint(590, 10)
    assert place_clear(size, QRect(), room, 10, [QRect(500, 0, 500, 800)]) == QPoint(10, 490)
    assert place_clear(size, QRect(), room, 10, [QRect(0, 0, 1000, 780)]) is None
    assert not prompt.show_quietly(NOWHERE, [prompt.screen().geometry()])
    assert not prompt.isVisible()


def test_at_the_foot_of_the_screen_it_grows_upwards_and_shrinks_back(prompt, port, qtbot):
    prompt.show_quietly(NOWHERE)
    bare, foot = prompt.height(), prompt.geometry().bottom()
    prompt.desk.composer.said.emit("")
    port.answer(Reply("", (ready("Mobile App", 11, "1"), asking_project())))
    qtbot.waitUntil(lambda: prompt.height() > 2 * bare)
    assert prompt.geometry().bottom() == foot
    port.discard(tuple(card.draft.id for card in prompt.stack.cards))
    qtbot.waitUntil(lambda: prompt.height() < 2 * bare)
    assert prompt.geometry().bottom() == foot
    assert prompt.screen().availableGeometry().contains(prompt.geometry())


@pytest.mark.parametrize("window", [DayPrompt, QuickEntry])
def test_on_a_low_screen_two_cards_are_seen_whole_one_of_them_to_be_checked(shown, port, qtbot, monkeypatch, window):
    look = theme()
    monkeypatch.setattr(EntryWindow, "_free", lambda _: QRect(0, 0, look.space(160), look.space(100)))
    opened = shown(window(port))
    opened.desk.composer.said.emit("")
    SCENES["checking"](port)
    first, second = opened.board.cards[:2]
    qtbot.waitUntil(lambda: second.visibleRegion().boundingRect().height() == second.height() > 0)
    assert first.visibleRegion().boundingRect().height() == first.height()
    assert opened.height() <= look.space(100) + 2 * opened.around


def test_words_become_cards_enter_logs_and_it_stays_while_something_is_missing(opened, port, press, qtbot):
    port.script = [Reply("", (ready("Mobile App", 11, "1"),)), Reply("", (ready("Café Menu", 11, "6.5"),))]
    edit = opened.desk.composer.edit
    qtbot.keyClicks(edit, "1h mobile app")
    press(edit, Qt.Key.Key_Return)
    assert port.made("say") == [("1h mobile app", Channel.TYPED)]
    press(edit, Qt.Key.Key_Return)
    assert opened.stack.cards[0].draft.state is DraftState.COMMITTED
    assert opened.hours.text() == "2.50 of 8.00 h logged today, 5.50 h to go"
    assert not opened._linger.isActive(), "there is more to say"
    qtbot.keyClicks(edit, "6.5h menu")
    press(edit, Qt.Key.Key_Return)
    assert [card.project.text() for card in opened.stack.cards] == ["Café Menu"]
    press(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not opened.isVisible())


def test_spoken_words_belong_to_the_window_in_which_listening_began(opened, quick, port, qtbot):
    port.toggles_microphone = True
    opened.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is opened)
    qtbot.mousePress(opened.desk.composer.mic, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(opened.desk.composer.mic, Qt.MouseButton.LeftButton)
    assert opened.desk.composer.heard.isHidden(), "no empty line before the first words"
    port.heard.emit("two hours on")
    assert opened.desk.composer.edit.placeholderText() == "two hours on"
    port.toggle_microphone()
    port.spoken.emit("two hours on the mobile app")
    port.answer(Reply("", (ready("Mobile App", 11, "2"),), to="two hours on the mobile app"))
    assert len(opened.stack.cards) == 1
    assert quick.stack.cards == []


def test_escape_closes_and_keeps_words_and_cards(opened, port, press, qtbot):
    port.script = [Reply("", (asking_project(),))]
    edit = opened.desk.composer.edit
    qtbot.keyClicks(edit, "1.5h website")
    press(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "and more")
    press(edit, Qt.Key.Key_Escape)
    assert not opened.isVisible()
    assert port.made("discard") == []
    assert port.scripted_day.calls == [], "closing is no word about the time"
    opened.show_and_raise()
    assert (len(opened.stack.cards), edit.words) == (1, "and more")


def test_left_alone_overnight_it_goes_but_never_with_words_or_cards(prompt, port, qtbot, monkeypatch):
    prompt.show_quietly(NOWHERE)
    port.day_changed.emit(Decimal(6))
    assert prompt.isVisible()
    prompt.desk.composer.edit.setPlainText("half a sentence")
    monkeypatch.setattr(type(port), "today", property(lambda _self: TODAY + timedelta(days=1)))
    port.day_changed.emit(Decimal(0))
    assert prompt.isVisible()
    prompt.desk.composer.edit.clear()
    port.day_changed.emit(Decimal(0))
    assert not prompt.isVisible()
    prompt.show_and_raise()
    port.day_changed.emit(Decimal(0))
    assert prompt.isVisible()


def test_later_offers_what_still_ends_today(opened, port):
    port.scripted_day.show(DayView(snoozes=(15, 30)))
    assert [action.text() for action in opened.later.menu().actions()] == ["In 15 minutes", "In 30 minutes"]
    opened.later.menu().actions()[1].trigger()
    assert port.scripted_day.calls == [("snooze", (30,))]
    assert not opened.isVisible()
    port.scripted_day.show(DayView(snoozes=()))
    assert opened.later.isHidden()


def test_not_today_is_one_click(opened, port):
    opened.not_today.click()
    assert port.scripted_day.calls == [("waive", ())]
    assert not opened.isVisible()


def test_the_keyboard_reaches_everything_and_everything_has_a_name(opened, press):
    takers = {w for w in opened.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert [widget for widget in takers if not widget.accessibleName().strip()] == []
    reached = []
    while (now := QApplication.focusWidget()) not in reached:
        reached.append(now)
        press(now, Qt.Key.Key_Tab)
    assert takers - set(reached) == set()
    assert reached[0] is opened.desk.composer.edit


def test_a_click_on_the_message_opens_it_and_on_another_message_the_chat(port, qtbot, monkeypatch):
    window = QWidget()
    qtbot.addWidget(window)
    tray = Tray(port, window)
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(tray.icon, "showMessage", lambda title, words, icon: told.append((title, words)))
    monkeypatch.setattr(tray.icon, "isVisible", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    tray.remind("2.50 h to go")
    assert told == [("How was your day?", "2.50 h to go")]
    with qtbot.waitSignal(tray.day):
        tray.icon.messageClicked.emit()
    one = ready("Mobile App", 11, "1")
    port.answer(Reply("", (one,)))
    port.commit((one.id,))
    qtbot.waitUntil(lambda: len(told) == 2)
    with qtbot.waitSignal(tray.chat):
        tray.icon.messageClicked.emit()


@pytest.fixture
def section(port, shown) -> DaySection:
    return shown(DaySection(port))


def test_settings_of_the_prompt_go_to_the_port_at_once(section, port, press, qtbot):
    section.days[4].click()
    assert port.scripted_day.calls[-1] == ("set_up", (True, time(17, 30), (0, 1, 2, 3)))
    section.at.setFocus()
    section.at.selectAll()
    qtbot.keyClicks(section.at, "18:15")
    assert len(port.scripted_day.calls) == 1, "half a time is none"
    press(section.at, Qt.Key.Key_Return)
    assert port.scripted_day.calls[-1] == ("set_up", (True, time(18, 15), (0, 1, 2, 3)))
    press(section.at, Qt.Key.Key_Up)
    press(section.at, Qt.Key.Key_Down)
    assert section.at.text() == "18:15"
    section.switch.click()
    assert port.scripted_day.calls[-1] == ("set_up", (False, time(18, 15), (0, 1, 2, 3)))
    assert not section.at.isEnabled()
    assert not section.days[0].isEnabled()


def test_a_time_that_is_none_is_marked_and_one_that_nothing_ended_counts(section, port, press, qtbot):
    section.at.selectAll()
    qtbot.keyClicks(section.at, "half past")
    press(section.at, Qt.Key.Key_Return)
    assert section.at.property("wrong")
    section.hide()
    assert (section.at.text(), port.scripted_day.calls) == ("17:30", [])
    section.show()
    section.at.selectAll()
    qtbot.keyClicks(section.at, "6pm")
    section.hide()
    assert port.scripted_day.calls == [("set_up", (True, time(18, 0), (0, 1, 2, 3, 4)))]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("17:30", time(17, 30)),
        (" 5:30 PM", time(17, 30)),
        ("1730", time(17, 30)),
        ("930", time(9, 30)),
        ("17.30", time(17, 30)),
        ("12 am", time(0, 0)),
        ("12pm", time(12, 0)),
        ("9", time(9, 0)),
        ("18h", None),
        ("24:00", None),
        ("17:60", None),
        ("13pm", None),
        ("", None),
        ("tonight", None),
    ],
)
def test_times_of_day_as_people_type_them(typed, read):
    assert parse_clock(typed) == read


def test_settings_that_could_not_be_kept_are_told(section, port):
    port.scripted_day.show(replace(port.day.view, problem="The settings cannot be written."))
    assert section.notice.isVisible()
    assert section.days[0].accessibleName() == "Monday"
