"""The week on top of the chat: full and over differ, a day is opened by click or arrow, and words go to it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.agent.drafts import Reply
from desktop.agent.intents import Channel
from desktop.ui.chat_port import Logged
from desktop.ui.panels.week_strip import Fill, fill_of
from desktop.ui.preview.sample import ACCOUNT, ready
from desktop.ui.preview.scripted_port import TODAY
from desktop.ui.preview.scripted_sides import ASKING
from desktop.ui.week_port import WeekDay, WeekView
from tests.ui.test_deed_card import edit_deed

MONDAY = TODAY - timedelta(days=4)
ALT = Qt.KeyboardModifier.AltModifier
HOURS = ("8", "9.5", "6.25", "0", "1.5", "0", "3")


def view(**more) -> WeekView:
    days = tuple(WeekDay(MONDAY + timedelta(days=n), Decimal(one), n < 5) for n, one in enumerate(HOURS))
    return WeekView(**{"today": TODAY, "days": days, "chosen": TODAY} | more)


@pytest.fixture
def week(chat, port):
    port.signed_in.emit(ACCOUNT)
    port.scripted_week.show(view())
    return chat.week


@pytest.mark.parametrize(
    ("hours", "day", "is_working", "fill"),
    [
        ("8", MONDAY, True, Fill.FULL),
        ("8.01", MONDAY, True, Fill.OVER),
        ("7.99", MONDAY, True, Fill.SHORT),
        ("0", TODAY, True, Fill.SHORT),
        ("0", TODAY + timedelta(days=3), True, Fill.AHEAD),
        ("3", MONDAY, False, Fill.FREE),
        ("9", MONDAY, False, Fill.OVER),
    ],
)
def test_how_a_day_stands(hours, day, is_working, fill):
    assert fill_of(WeekDay(day, Decimal(hours), is_working), TODAY, Decimal(8)) is fill
    assert fill_of(WeekDay(day, Decimal(hours), is_working), TODAY, None) is Fill.FREE


def test_over_is_told_from_full_by_its_shape_and_its_words(week, port):
    full, over = week.strip.cells[:2]
    assert "a full day" in full.accessibleName()
    assert "1.50 over a full day" in over.accessibleName()
    assert "1.75 missing" in week.strip.cells[2].accessibleName()
    port.preferences.choose_day_hours(Decimal(6))
    assert full.fill is Fill.OVER
    port.scripted_week.show(None)
    assert week.strip.isHidden()


def test_a_click_opens_a_day_and_what_is_typed_is_meant_for_it(week, chat, port, press, qtbot):
    week.strip.cells[1].click()
    assert port.scripted_week.calls == [("turn_to", (MONDAY + timedelta(days=1),))]
    assert week.sheet.isVisible()
    assert week.sheet.title.text() == "Tue 17 Nov"
    edit = chat.desk.composer.edit
    edit.setFocus()
    qtbot.keyClicks(edit, "2h acme")
    tuesday = MONDAY + timedelta(days=1)
    qtbot.waitUntil(lambda: ("2h acme", tuesday) in port.made("sketch"))
    chat.desk.composer.mic.click()
    assert port.made("toggle_microphone") == [(tuesday,)]
    press(edit, Qt.Key.Key_Return)
    assert port.made("say") == [("2h acme", Channel.TYPED, tuesday)]
    press(edit, Qt.Key.Key_Escape)
    port.stop_answering()
    press(edit, Qt.Key.Key_Escape)
    assert week.sheet.isHidden()
    assert port.scripted_week.view.chosen == TODAY
    qtbot.keyClicks(edit, "1h acme")
    press(edit, Qt.Key.Key_Return)
    assert port.made("say")[-1] == ("1h acme", Channel.TYPED)


def test_signing_out_closes_the_open_day_and_asks_for_no_other(week, chat, port):
    week.strip.cells[1].click()
    assert chat.header.timer.isVisible()
    before = list(port.scripted_week.calls)
    port.week.forget()
    port.scripted_sign_in.show(ASKING)
    assert (week.sheet.isHidden(), chat.desk.composer.day) == (True, None)
    assert port.scripted_week.calls == before
    assert not chat.header.timer.isVisible()


def test_arrows_go_from_day_to_day_and_over_the_weeks_end(week, chat, port, press):
    cell = week.strip.cells[4]
    cell.setFocus()
    press(cell, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is week.strip.cells[3]
    for _ in range(4):
        press(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert port.scripted_week.view.chosen == MONDAY - timedelta(days=1)
    assert QApplication.focusWidget() is week.strip.cells[6]
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert week.sheet.isHidden(), "Enter on the open day closes it"
    press(chat.desk.composer.edit, Qt.Key.Key_Left, ALT)
    assert week.sheet.title.text() == "Yesterday, Thu 19 Nov"
    press(chat.desk.composer.edit, Qt.Key.Key_Right, ALT)
    assert chat.desk.composer.day is None, "today is today"


def test_the_keyboard_goes_on_where_a_rows_button_leads(week, port, chat, press, qtbot):
    week.open()
    port.scripted_week.show(view(entries=(Logged(7, Decimal(4), "Site", "Acme", "Design", ""),)))
    (row,) = week.sheet.rows
    row.repeat.setFocus()
    port.answer(Reply("", (ready("Mobile App", 11, "1"),)))
    assert QApplication.focusWidget() is chat.desk.composer.edit, "Enter logs it"
    row.change.setFocus()
    port.answer(Reply("", deeds=(edit_deed(),)))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is chat.deeds.cards[-1])


def test_a_day_without_work_is_measured_against_nothing(week, port, chat):
    saturday, sunday = MONDAY + timedelta(days=5), MONDAY + timedelta(days=6)
    days = tuple(WeekDay(MONDAY + timedelta(days=n), is_working=n < 5) for n in range(7))
    week.open()
    port.scripted_week.show(WeekView(sunday, days, saturday))
    assert week.sheet.sum.text() == "0.00 h"
    port.day_changed.emit(Decimal(2))
    assert chat.header.bar.isHidden()
    port.scripted_week.show(WeekView(MONDAY, days, MONDAY))
    assert week.sheet.sum.text() == "0.00 of 8.00 h"
    assert not chat.header.bar.isHidden()


def test_the_open_days_entries_are_repeated_and_changed(week, port):
    entry = Logged(7, Decimal(4), "<b>Site</b>", "Acme", "Design", "Wireframes")
    before = TODAY - timedelta(days=3)
    week.open()
    port.scripted_week.show(view(chosen=MONDAY, entries=(entry,), before=before, before_hours=Decimal(8)))
    (row,) = week.sheet.rows
    assert row.words.text() == "<b>Site</b> · Acme · Design"
    row.change.click()
    row.repeat.click()
    assert port.scripted_chat.calls == [("change", (7,)), ("repeat", (7,))]
    assert week.sheet.sum.text() == "4.00 of 8.00 h"
    assert week.sheet.again.text() == "Repeat Tue 17 Nov · 8.00 h"
    week.sheet.again.click()
    assert port.scripted_week.calls[-1] == ("repeat_before", ())
    shown = port.scripted_week.view
    port.scripted_week.show(replace(shown, before=TODAY - timedelta(days=1), entries=()))
    assert week.sheet.again.text() == "Repeat yesterday · 8.00 h"
    assert week.sheet.nothing.isVisible()
