"""Today's entries above the conversation, and today's chat from before this start."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.agent.drafts import DraftState
from desktop.ui.chat_port import Earlier
from desktop.ui.panels.messages import Bubble, LostCards
from desktop.ui.preview.sample import ready
from desktop.ui.preview.scenes import LOGGED
from desktop.ui.theme import theme


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


def test_on_a_low_window_todays_entries_take_the_room_of_the_examples(chat, port):
    chat.resize(chat.width(), theme().space(94))
    assert chat.welcome.buttons[0].isVisible()
    port.chat.today_changed.emit(LOGGED[:2])
    assert [part.isVisible() for part in (chat.welcome, *chat.welcome.buttons)] == [True, False, False]
    chat.resize(chat.width(), theme().space(160))
    assert chat.welcome.buttons[0].isVisible()


def test_of_a_long_day_the_latest_are_shown_and_the_rest_on_demand(chat, port):
    port.chat.today_changed.emit(LOGGED)
    assert (len(chat.today.rows), chat.today.more.text()) == (5, "2 earlier")
    chat.today.more.click()
    assert (len(chat.today.rows), chat.today.more.isVisible()) == (7, False)
    first = chat.today.rows[0]
    port.chat.today_changed.emit(tuple(replace(entry) for entry in LOGGED))
    assert chat.today.rows[0] is first


def test_the_chat_from_before_stands_above_what_was_said_since(chat, port):
    port.said.emit("said since")
    card = replace(ready("Mobile App", 11, "1"), state=DraftState.COMMITTED)
    lines = (Earlier(said="<b>before</b>"), Earlier(text="One entry."), Earlier(cards=(card,)), Earlier(lost=2))
    port.chat.earlier.emit(lines)
    QApplication.processEvents()
    assert [one.draft for one in chat.board.cards] == [card]
    first, since = (
        next(row for row in chat.messages.findChildren(Bubble) if row.label.text() == words)
        for words in ("<b>before</b>", "said since")
    )
    assert first.y() < chat.board.cards[0].parentWidget().y() < since.y()
    chat.messages.findChild(LostCards).again.click()
    assert chat.desk.composer.edit.words == "<b>before</b>"
