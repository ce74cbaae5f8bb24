"""The sign-in panel: what it asks, what it hands over, and what it forgets."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from desktop.ui.preview.scripted_sides import ASKING
from desktop.ui.sign_in_port import AccountChoice, SignInView, Step


@pytest.fixture
def door(port):
    return port.scripted_sign_in


@pytest.fixture
def panel(chat, door):
    door.show(ASKING)
    return chat.sign_in


def words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget.window()))


def test_the_panel_takes_the_place_of_the_conversation_while_nobody_is_signed_in(chat, door, panel):
    assert panel.isVisible()
    assert not chat.messages.isVisible()
    assert not chat.desk.isVisible()
    door.show(SignInView(Step.DONE))
    assert not panel.isVisible()
    assert chat.messages.isVisible()
    assert QApplication.focusWidget() is chat.desk.composer.edit


def test_while_the_keyring_is_looked_into_the_conversation_is_there(chat, door):
    door.show(SignInView(Step.LOOKING))
    assert chat.desk.isVisible()


def test_where_nobody_was_signed_in_the_question_stands_there_at_once_and_keeps_what_is_typed(chat, door, qtbot):
    door.show(replace(ASKING, step=Step.LOOKING, is_new=True))
    field = chat.sign_in.by_token.token.edit
    assert field.isVisible()
    qtbot.keyClicks(field, "abc")
    door.show(ASKING)
    assert field.text() == "abc"
    assert QApplication.focusWidget() is field


def test_with_an_application_one_button_signs_in_and_the_rest_is_folded(panel, door):
    door.show(replace(ASKING, has_application=True, step=Step.PICKING))
    door.show(replace(ASKING, has_application=True))
    assert QApplication.focusWidget() is panel.with_harvest
    assert not panel.by_token.isVisible()
    panel.more.click()
    assert QApplication.focusWidget() is panel.by_token.token.edit
    assert panel.by_browser.isVisible()
    panel.with_harvest.click()
    assert door.calls == [("use_application", ())]


def test_a_token_goes_from_the_keyboard_to_the_port_and_stays_nowhere(panel, door, press, qtbot):
    field = panel.by_token.token.edit
    assert QApplication.focusWidget() is field
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert not panel.by_token.connect_button.isEnabled()
    qtbot.keyClicks(field, " abc.def ")
    press(field, Qt.Key.Key_Return)
    assert door.calls == [("use_token", ("abc.def",))]
    door.show(ASKING)
    assert (field.text(), field.isUndoAvailable()) == ("", False)


def test_a_token_that_was_not_sent_is_forgotten_with_the_panel(panel, door, qtbot):
    qtbot.keyClicks(panel.by_token.token.edit, "abc")
    door.show(SignInView(Step.DONE))
    assert panel.by_token.token.edit.text() == ""


def test_the_browser_form_is_shown_on_demand_and_the_secret_is_optional(panel, door, press, qtbot):
    assert not panel.by_browser.isVisible()
    panel.more.click()
    assert ASKING.redirect in words(panel.by_browser)
    assert QApplication.focusWidget() is panel.by_browser.client_id.edit
    press(panel.by_browser.secret.edit, Qt.Key.Key_Return)
    assert door.calls == []
    qtbot.keyClicks(panel.by_browser.client_id.edit, "my-id")
    qtbot.keyClicks(panel.by_browser.secret.edit, "my-secret")
    press(panel.by_browser.secret.edit, Qt.Key.Key_Return)
    assert door.calls == [("use_browser", ("my-id", "my-secret"))]
    assert panel.by_browser.secret.edit.text() == ""


def test_what_is_under_way_can_be_given_up(panel, door):
    door.show(SignInView(Step.BROWSER))
    assert "browser is open" in words(panel)
    assert QApplication.focusWidget() is panel.busy.cancel
    panel.busy.cancel.click()
    assert door.calls == [("cancel", ())]
    assert panel.by_token.isVisible()


def test_several_accounts_are_asked_about_as_plain_text(panel, door):
    accounts = (AccountChoice(1, "One"), AccountChoice(2, "<b>Two</b> & Co"))
    door.show(SignInView(Step.PICKING, accounts=accounts))
    assert [button.text() for button in panel.accounts.buttons] == ["One", "<b>Two</b> && Co"]
    panel.accounts.buttons[1].click()
    assert door.calls == [("pick", (2,))]


@pytest.mark.parametrize(("number", "call"), [(0, "try_keyring_again"), (1, "keep_for_session")])
def test_a_keyring_that_fails_is_explained_with_its_choices(panel, door, number, call):
    door.show(SignInView(Step.KEYRING, problem="The system's keyring is locked."))
    assert "keyring is locked" in words(panel)
    panel.keyring.buttons[number].click()
    assert door.calls == [(call, ())]


def test_problems_and_notes_are_told_and_go_away(panel, door):
    door.show(replace(ASKING, problem="No <i>network</i>.", note="Signed out."))
    assert "No <i>network</i>." in words(panel)
    assert "Signed out." in words(panel)
    door.show(ASKING)
    assert not panel.notice.isVisible()
    assert not panel.note.isVisible()


def test_what_is_typed_survives_a_view_that_asks_the_same(panel, door, qtbot):
    panel.more.click()
    qtbot.keyClicks(panel.by_browser.client_id.edit, "my-id")
    door.show(replace(ASKING, problem="Something."))
    assert panel.by_browser.client_id.words == "my-id"
    assert QApplication.focusWidget() is panel.by_browser.client_id.edit


def test_the_demo_account_and_the_keyring_are_one_click_away(panel, door):
    assert not panel.look_again.isVisible()
    door.show(replace(ASKING, may_look_again=True))
    panel.look_again.click()
    panel.demo.click()
    assert [name for name, _ in door.calls] == ["try_keyring_again", "use_demo"]


def test_the_header_says_that_it_is_the_demo_account(chat, door, panel, port):
    from desktop.ui.preview.sample import ACCOUNT

    panel.demo.click()
    port.signed_in.emit(ACCOUNT)
    assert chat.header.account.text() == "Demo account · Brightline Studio"
