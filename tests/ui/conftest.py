"""Windows without a screen: Qt's offscreen platform, a scripted port, and helpers to find what is shown."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.panels.chat import ChatWindow
from desktop.ui.panels.quick_entry import QuickEntry
from desktop.ui.preview.sample import CATALOG
from desktop.ui.preview.scripted_port import ScriptedPort


def bring_up(qtbot, window) -> None:
    """Show a window and wait until it has the keyboard."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


@pytest.fixture
def shown(qtbot):
    """Show any widget as a window that has the keyboard."""

    def shown(widget):
        qtbot.addWidget(widget)
        bring_up(qtbot, widget)
        return widget

    return shown


@pytest.fixture
def port(qapp) -> ScriptedPort:
    return ScriptedPort(CATALOG)


@pytest.fixture
def chat(qtbot, port) -> ChatWindow:
    """A shown chat window whose cards may be confirmed at once."""
    window = ChatWindow(port)
    qtbot.addWidget(window)
    window.board.settle_ms = 0
    bring_up(qtbot, window)
    window.desk.composer.edit.setFocus()
    return window


@pytest.fixture
def quick(qtbot, port) -> QuickEntry:
    window = QuickEntry(port)
    qtbot.addWidget(window)
    window.board.settle_ms = 0
    bring_up(qtbot, window)
    return window


@pytest.fixture
def press():
    """Press a key on a widget, as a person does."""

    def press(widget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QApplication.sendPostedEvents()  # nobody presses a key before what was added is laid out and seen
        QTest.keyClick(widget, key, modifier)

    return press
