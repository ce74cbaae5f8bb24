"""Looking through what was logged from here, and the part of the settings about it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.agent.drafts import Reply
from desktop.ui.panels.settings.chat import ChatSection
from desktop.ui.preview.sample import asking_project, ready
from desktop.ui.preview.scenes import KEPT

CTRL = Qt.KeyboardModifier.ControlModifier


def test_words_find_what_was_logged_and_escape_goes_back_to_the_chat(chat, port, press, qtbot):
    port.scripted_chat.kept = KEPT[:2]
    press(chat.desk.composer.edit, Qt.Key.Key_F, CTRL)
    search = chat.search
    assert (search.isVisible(), chat.messages.isVisible(), search.field.hasFocus()) == (True, False, True)
    qtbot.keyClicks(search.field, "login")
    qtbot.waitUntil(lambda: len(search.rows) == 2)
    assert search.told.text() == "1 entry, 0.25 h; 1 taken back"
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


DEEDS = {
    "Ctrl+Enter": (Qt.Key.Key_Return, CTRL),
    "Enter": (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    "Alt+1": (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier),
    "Ctrl+Z": (Qt.Key.Key_Z, CTRL),
    "Escape": (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    "Tab": (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
}


@pytest.mark.parametrize("keys", DEEDS.values(), ids=DEEDS)
@pytest.mark.parametrize("card", [ready("Mobile App", 11, "1"), asking_project()], ids=["ready", "asking"])
def test_while_the_search_stands_before_the_cards_keys_change_none_of_them(chat, port, press, keys, card):
    port.answer(Reply("One.", (card,)))
    chat.open_search()
    edit = chat.desk.composer.edit
    edit.setFocus()
    before = list(port.calls)
    press(edit, *keys)
    assert port.calls == before
    assert (chat.search.isVisible(), chat.messages.isVisible(), edit.hasFocus()) == (False, True, True)


def test_cards_that_are_hidden_are_not_logged(chat, port):
    port.answer(Reply("Two.", (ready("Mobile App", 11, "1"), asking_project())))
    chat.messages.hide()
    assert not chat.board.commit_ready()
    chat.board.pick_answer(0)
    assert port.made("commit") == port.made("edit") == []


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
