"""Today's entries above the conversation."""

from dataclasses import replace

from PySide6.QtCore import Qt

from desktop.ui.preview.scenes import LOGGED


def test_todays_entries_stand_above_the_chat_and_can_be_repeated_and_changed(chat, port, press):
    today = chat.today
    assert not today.isVisible()
    port.chat.today_changed.emit(LOGGED[:2])
    assert today.isVisible()
    assert [row.hours.text() for row in today.rows] == ["0.25 h", "1.25 h"]
    assert today.rows[1].words.text() == "Mobile App · Development"
    today.rows[1].repeat.click()
    today.rows[0].change.setFocus()
    press(today.rows[0].change, Qt.Key.Key_Return)
    assert port.scripted_chat.calls == [("repeat", (2,)), ("change", (1,))]
    port.chat.today_changed.emit(None)
    assert not today.isVisible()


def test_of_a_long_day_the_latest_are_shown_and_the_rest_on_demand(chat, port):
    port.chat.today_changed.emit(LOGGED)
    assert (len(chat.today.rows), chat.today.more.text()) == (5, "2 earlier")
    chat.today.more.click()
    assert (len(chat.today.rows), chat.today.more.isVisible()) == (7, False)
    first = chat.today.rows[0]
    port.chat.today_changed.emit(tuple(replace(entry) for entry in LOGGED))
    assert chat.today.rows[0] is first
