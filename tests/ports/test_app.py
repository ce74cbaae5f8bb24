"""The composition root: which window answers what."""

import subprocess
import sys
from datetime import datetime

import pytest

from desktop.app.application import App
from desktop.app.telling import Command
from desktop.ui.panels.settings.account import AccountSection
from desktop.ui.sign_in_port import Step
from desktop.ui.speech_port import LeftRecording


@pytest.fixture
def app(qapp, server, safe, home, qtbot):
    one = App(qapp, home, demo=False)
    for window in (one.chat, one.quick, one.day, one.settings):
        qtbot.addWidget(window)
    one.start(Command.SHOW)
    assert one.chat.sign_in.isVisible(), "it stands there before the keyring was looked into"
    qtbot.waitUntil(lambda: one.port.sign_in.view.step is Step.ASKING, timeout=20_000)
    yield one
    one.port.stop()
    one.tray.icon.hide()
    qapp.aboutToQuit.disconnect(one.port.stop)


def test_while_nobody_is_signed_in_quick_entry_leads_to_the_panel(app, qtbot):
    app.chat.hide()
    app.obey(Command.QUICK)
    assert app.chat.sign_in.isVisible()
    assert not app.quick.isVisible()
    app.port.sign_in.use_demo()
    qtbot.waitUntil(lambda: app.port.sign_in.view.step is Step.DONE)
    app.obey(Command.QUICK)
    assert app.quick.isVisible()


def test_the_end_of_the_day_comes_quietly_and_opens_from_the_tray(app, qtbot):
    app.tray.day.emit()
    assert not app.day.isVisible(), "nobody is signed in"
    app.port.sign_in.use_demo()
    qtbot.waitUntil(lambda: app.day.day.hours is not None)
    app.port.day.due.emit()
    assert not app.day.isVisible(), "it would lie over the chat, in which the person is"
    app.chat.hide()
    app.port.day.due.emit()
    assert app.day.isVisible()
    assert not app.day.isActiveWindow()
    app.tray.day.emit()
    qtbot.waitUntil(app.day.isActiveWindow)


def test_the_settings_open_from_the_tray_and_lead_back_to_the_panel(app, qtbot):
    app.tray.settings.emit()
    qtbot.waitUntil(app.settings.isVisible)
    app.chat.hide()
    app.settings.section(AccountSection).connect_button.click()
    assert app.chat.isVisible()


def test_a_missing_model_shows_the_chat_where_it_is_offered(app):
    app.chat.hide()
    app.port.speech.weights_missing.emit("small")
    assert app.chat.isVisible()
    assert "weights" in app.chat.offers.lines


def test_words_that_could_not_be_read_lead_from_a_small_window_to_the_chat_that_offers_them(app, qtbot):
    app.port.sign_in.use_demo()
    qtbot.waitUntil(lambda: app.port.sign_in.view.step is Step.DONE)
    app.chat.hide()
    left = (LeftRecording("a.pcm", datetime(2026, 11, 20, 18, 4), 12.4),)
    app.day.show_and_raise()
    app.port.speech.left_over.emit(left)
    assert not app.chat.isVisible(), "of an earlier day: nothing went wrong here"
    app.port.failed.emit("Speech recognition ended unexpectedly.")
    app.port.speech.left_over.emit(left)
    assert app.chat.isVisible()


def test_the_windows_come_without_the_core():
    """What takes longer to import than the window to show: HTTP, models, keyring, database, speech."""
    heavy = "httpx pydantic keyring sqlite3 filelock torch whisper litellm numpy desktop.settings desktop.app.services"
    code = f"import sys, desktop.app.application; print(*(name for name in {heavy.split()!r} if name in sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []


def test_making_the_windows_does_not_load_the_core_either(tmp_path):
    code = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication; qt = QApplication([])\n"
        "from desktop.app.application import App; from desktop.paths import Home\n"
        "from desktop.app.telling import Command\n"
        "app = App(qt, Home(Path(sys.argv[1])), demo=True); app.start(Command.SHOW); assert app.chat.isVisible()\n"
        "app.port.say('2 hours on internal training', 'typed')\n"
        "print(*(name for name in ('httpx', 'pydantic') if name in sys.modules), flush=True)\n"
        "app.port.replied.connect(lambda reply: (print(len(reply.drafts), flush=True), qt.quit())); qt.exec()"
    )
    found = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert (found.stdout.split("\n")[:2], found.returncode) == (["", "1"], 0), found.stderr
