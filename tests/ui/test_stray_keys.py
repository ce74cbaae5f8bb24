"""Keys on what is no text field: they lead back to the words."""

import pytest
from PySide6.QtCore import Qt

from desktop.agent.drafts import Reply
from desktop.ui.preview.sample import asking_project, ready

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def edit(chat):
    return chat.desk.composer.edit


def test_escape_on_the_day_leads_to_the_words_and_then_discards(chat, edit, port, press):
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    day = chat.board.cards[0].day
    day.setFocus()
    press(day, Qt.Key.Key_Return)
    day.popup.close()
    press(day, Qt.Key.Key_Escape)
    assert edit.hasFocus()
    assert port.made("discard") == []
    press(edit, Qt.Key.Key_Escape)
    assert len(port.made("discard")) == 1


def test_letters_typed_on_a_button_become_words(chat, edit, port, press, qtbot):
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    day = chat.board.cards[0].day
    day.setFocus()
    press(day, Qt.Key.Key_Q, CTRL)
    assert day.hasFocus()
    qtbot.keyClicks(day, "3")
    assert (edit.words, edit.hasFocus()) == ("3", True)
    chat.desk.bar.discard.setFocus()
    qtbot.keyClicks(chat.desk.bar.discard, "h")
    assert edit.words == "3h"


def test_escape_on_any_button_leads_to_the_words(chat, edit, port, press):
    port.answer(Reply("One.", (asking_project(),)))
    chip = chat.board.cards[0].chips.buttons[0]
    chip.setFocus()
    press(chip, Qt.Key.Key_Escape)
    assert edit.hasFocus()
    assert port.made("discard") == []


def test_escape_on_the_day_of_quick_entry_leads_to_the_words_too(quick, port, press, qtbot):
    port.script = [Reply("One.", (ready("Mobile App", 11, "1"),))]
    qtbot.keyClicks(quick.desk.composer.edit, "1h app")
    press(quick.desk.composer.edit, Qt.Key.Key_Return)
    day = quick.board.cards[0].day
    day.setFocus()
    press(day, Qt.Key.Key_Escape)
    assert quick.desk.composer.edit.hasFocus()
    press(quick.desk.composer.edit, Qt.Key.Key_Escape)
    assert not quick.isVisible()
