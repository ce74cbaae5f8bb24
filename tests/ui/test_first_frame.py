"""The first frame: there before the chat is loaded, as large as the chat, and nothing typed into it is lost."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from desktop.ui.first_frame import FirstFrame


@pytest.fixture
def frame(shown):
    return shown(FirstFrame(takes_words=True))


def test_it_is_as_large_as_the_chat_and_keeps_what_is_typed(frame, chat, qtbot, press):
    assert frame.size() == chat.size()
    field = frame.findChild(QPlainTextEdit)
    qtbot.keyClicks(field, "2h nucleus")
    press(field, Qt.Key.Key_Return)
    assert frame.words == "2h nucleus", "Enter waits for the chat"


def test_it_asks_for_no_words_where_nobody_is_signed_in(shown):
    assert not shown(FirstFrame(takes_words=False)).findChild(QPlainTextEdit).isVisible()


def test_it_loads_nothing_of_what_it_stands_for():
    program = "import sys, desktop.app.opening; print(*[name for name in sys.modules if name.startswith('desktop.')])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in loaded if name.startswith(("desktop.agent", "desktop.ui.panels", "desktop.app.ports"))]
