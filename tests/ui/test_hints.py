"""The hint in the empty field: what the keys do now."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication

from desktop.agent.drafts import Reply
from desktop.ui.preview.sample import asking_project, ready


class Painted(QObject):
    """Notes which areas of a widget are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.areas: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.areas.append(event.rect())
        return False


@pytest.fixture
def edit(chat):
    return chat.desk.composer.edit


def test_the_hint_says_what_the_keys_do_now(chat, edit, port, press):
    asked, done = asking_project(), ready("Mobile App", 11, "1")
    idle = edit.hint
    port.answer(Reply("Two.", (asked, done)))
    assert edit.hint == "Enter logs 1 entry · Alt+1 or Tab answers · Esc discards"
    press(edit, Qt.Key.Key_Return)
    assert edit.hint == "Tab to answer · Alt+1 takes the first choice · Esc discards"
    port.changed.emit(replace(asked, choices=()))
    assert edit.hint == "Tab to answer · Esc discards"
    port.discard((asked.id,))
    assert edit.hint == idle
    port.undo(done.id)
    assert edit.hint == idle


def test_the_hint_leaves_the_keys_to_the_strip_while_the_microphone_is_open(chat, edit, port):
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    port.microphone.emit("listening")
    assert edit.placeholderText() == ""
    port.microphone.emit("idle")
    assert edit.hint == "Enter logs 1 entry · Tab edits · Esc discards"


def test_another_hint_is_drawn_over_the_whole_line(chat, edit, port, press, qtbot):
    port.answer(Reply("One.", (replace(asking_project(), task=None),)))
    press(edit, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    drawn = Painted()
    edit.viewport().installEventFilter(drawn)
    press(edit, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert "Enter logs" in edit.hint
    qtbot.waitUntil(lambda: edit.viewport().rect() in drawn.areas)


def test_a_hint_without_room_loses_its_last_parts_and_gets_them_back(chat, edit, port):
    wide = chat.width()
    port.answer(Reply("Two.", (asking_project(), ready("Mobile App", 11, "1"))))
    edit.setFixedWidth(edit.fontMetrics().horizontalAdvance("Enter logs 1 entry · Alt+1 or Tab answers · E"))
    assert edit.placeholderText() == "Enter logs 1 entry · Alt+1 or Tab answers"
    edit.setFixedWidth(2 * wide)
    assert edit.placeholderText() == edit.hint
