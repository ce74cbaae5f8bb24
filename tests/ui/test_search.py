"""Looking through what was logged from here, and the part of the settings about it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.ui.panels.settings.chat import ChatSection
from desktop.ui.preview.scenes import KEPT

CTRL = Qt.KeyboardModifier.ControlModifier


def test_words_find_what_was_logged_and_escape_goes_back_to_the_chat(chat, port, press, qtbot):
    port.scripted_chat.kept = KEPT[:2]
    press(chat.desk.composer.edit, Qt.Key.Key_F, CTRL)
    search = chat.search
    assert (search.isVisible(), chat.messages.isVisible(), search.field.hasFocus()) == (True, False, True)
    qtbot.keyClicks(search.field, "login")
    qtbot.waitUntil(lambda: len(search.rows) == 2)
    assert search.told.text() == "2 entries, 1.50 h"
    shown = [label.text() for label in search.rows[1].findChildren(QLabel)]
    assert {"1.25 h", "taken back"} <= set(shown)
    port.chat.found.emit("older words", ())
    assert len(search.rows) == 2
    port.scripted_chat.kept = ()
    qtbot.keyClicks(search.field, "<b>")
    qtbot.waitUntil(lambda: "login<b>" in search.told.text())
    assert search.rows == []
    press(search.field, Qt.Key.Key_Escape)
    assert (search.isVisible(), chat.messages.isVisible()) == (False, True)
    assert chat.desk.composer.edit.hasFocus()


def test_words_that_are_said_bring_the_conversation_back(chat, port):
    chat.open_search()
    port.said.emit("2h acme")
    assert (chat.search.isVisible(), chat.messages.isVisible()) == (False, True)


@pytest.fixture
def section(shown, port):
    return shown(ChatSection(port))


def test_keeping_the_chat_is_a_switch_and_the_journal_a_file(section, port, tmp_path):
    assert section.keeps.isChecked()
    section.keeps.click()
    assert port.preferences.value.keeps_chat is False
    assert "Nothing of the chat is kept" in section.about.text()
    section.write_to("")
    section.write_to(str(tmp_path / "all.csv"))
    assert port.scripted_chat.calls == [("export", (tmp_path / "all.csv",))]
    port.chat.exported.emit("2 lines written to all.csv")
    assert section.done.isVisible()
