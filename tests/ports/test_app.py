"""The composition root: which window answers what."""

import pytest

from desktop.app import App
from desktop.single import Command
from desktop.ui.sign_in_port import Step


@pytest.fixture
def app(qapp, server, safe, home, qtbot):
    one = App(qapp, home, demo=False)
    for window in (one.chat, one.quick, one.settings):
        qtbot.addWidget(window)
    one.start(Command.SHOW)
    qtbot.waitUntil(lambda: one.port.sign_in.view.step is Step.ASKING)
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


def test_the_settings_open_from_the_tray_and_lead_back_to_the_panel(app, qtbot):
    app.tray.settings.emit()
    qtbot.waitUntil(app.settings.isVisible)
    app.chat.hide()
    app.settings.account.connect_button.click()
    assert app.chat.isVisible()


def test_a_missing_model_shows_the_chat_where_it_is_offered(app):
    app.chat.hide()
    app.port.speech.weights_missing.emit("small")
    assert app.chat.isVisible()
    assert "weights" in app.chat.offers.lines
