"""The settings window: what it shows, and that every change goes to the port at once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from desktop.ui.panels.settings.account import AccountSection
from desktop.ui.panels.settings.names import NamesSection
from desktop.ui.panels.settings.pages import PAGES
from desktop.ui.panels.settings.privacy import PrivacySection
from desktop.ui.panels.settings.shortcut import ShortcutSection
from desktop.ui.panels.settings.sizes import size, status, wait
from desktop.ui.panels.settings.speech import SpeechSection
from desktop.ui.panels.settings.window import SettingsWindow
from desktop.ui.port import Taught
from desktop.ui.preview.sample import ACCOUNT
from desktop.ui.preview.scenes import SCENES
from desktop.ui.preview.scripted_sides import SPEECH
from desktop.ui.shortcut_port import KeysView
from desktop.ui.sign_in_port import SignInView, Step
from desktop.ui.speech_port import DownloadView, Fetch, MicrophoneRow
from desktop.ui.widgets.labels import ElidedLabel
from desktop.ui.widgets.placement import place_beside


@pytest.fixture
def window(port, shown) -> SettingsWindow:
    return shown(SettingsWindow(port))


@pytest.fixture
def calls(port):
    """What the window asked of speech, without looks."""
    return port.scripted_speech.calls


def words(widget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget.window()))


def test_the_account_says_who_and_how_and_signs_out(window, port):
    port.signed_in.emit(replace(ACCOUNT, company="<b>Bright</b>"))
    assert "Robin Ellis · <b>Bright</b>" in words(window.section(AccountSection))
    assert "personal access token" in words(window.section(AccountSection))
    window.section(AccountSection).leave.setFocus()
    window.section(AccountSection).leave.click()
    assert port.scripted_sign_in.calls == [("sign_out", ())]
    assert "forgotten" in words(window.section(AccountSection))
    assert QApplication.focusWidget() is window.section(AccountSection).connect_button


def test_the_page_about_privacy_names_everyone_who_is_sent_something(window):
    said = words(window.section(PrivacySection))
    for whom in ("Harvest", "language model", "Twilio", "Calendars", "Hugging Face", "OpenAI", "gleaner mcp"):
        assert whom in said


def test_another_account_of_the_same_sign_in_is_one_click_away(window, port):
    SCENES["settings_accounts"](port)
    section = window.section(AccountSection)
    assert [chip.text() for chip in section.chips.values()] == ["Brightline Studio", "<b>Williams</b> && Co"]
    section.chips[2].click()
    assert port.scripted_sign_in.calls == [("change_account", (2,))]
    assert [chip.isChecked() for chip in section.chips.values()] == [False, True]


def test_signed_out_it_leads_to_the_chat(window, port, qtbot):
    port.scripted_sign_in.show(SignInView(Step.ASKING))
    with qtbot.waitSignal(window.connect_wanted):
        window.section(AccountSection).connect_button.click()


def test_models_say_size_and_source_and_only_those_that_are_here_can_be_used(window, calls):
    models = window.section(SpeechSection).models
    assert [radio.text() for radio in models.radios.values() if radio.isVisible()] == ["Fast", "Balanced", "Accurate"]
    assert "tiny.en · 17× as fast as speech · English only" in words(models)
    models.more.click()
    assert models.radios["tiny.en"].isChecked()
    assert models.radios["turbo"].isVisible()
    assert "145 MB" in words(models)
    assert not models.radios["small"].isEnabled()
    assert not models.gets["tiny.en"].isVisible()
    models.radios["base"].click()
    assert calls == [("model", ("base",))]
    assert models.radios["base"].isChecked()


def test_a_download_shows_its_size_first_then_how_far_it_is(window, calls):
    box = window.section(SpeechSection).download
    window.section(SpeechSection).models.gets["small"].click()
    assert calls == [("ask_size", ("small",))]
    assert "takes 484 MB" in box.words.text()
    assert box.go.text() == "Download 484 MB"
    box.go.click()
    assert calls[-1] == ("download", ("small",))
    assert box.words.text() == "“small”: 121 MB of 484 MB · 5.2 MB/s · 70 s left"
    assert box.bar.value() == 249
    box.stop.click()
    assert calls[-1] == ("cancel_download", ())
    assert "What has come is kept" in box.words.text()
    assert box.go.text() == "Go on (363 MB to come)"


def test_what_has_come_of_a_model_is_shown_and_can_be_gone_on_with_or_deleted(window, port, calls):
    models, box = window.section(SpeechSection).models, window.section(SpeechSection).download
    models.more.click()
    assert "420 MB here" in words(models)
    assert models.gets["medium"].text() == "Resume…"
    models.gets["medium"].click()
    assert calls[-1] == ("ask_size", ("medium",))
    models.drops["medium"].click()
    assert (
        box.words.text()
        == "Delete the 420 MB that have come of “medium” from this machine? It can be downloaded again."
    )
    assert ("delete_download", ("medium",)) not in calls
    assert QApplication.focusWidget() is box.close_button, "Enter in haste deletes nothing"
    box.drop.click()
    assert calls[-1] == ("delete_download", ("medium",))
    assert box.words.text() == "“medium” is deleted: 420 MB are free again."
    assert models.gets["medium"].text() == "Get…"
    assert not models.drops["medium"].isVisible()


def test_only_what_was_downloaded_can_be_deleted_and_only_after_a_yes(window, calls):
    models, box = window.section(SpeechSection).models, window.section(SpeechSection).download
    models.more.click()
    assert [name for name, button in models.drops.items() if button.isVisible()] == ["base.en", "medium"]
    models.drops["base.en"].click()
    assert box.drop.text() == "Delete and free 145 MB"
    box.close_button.click()
    assert not box.isVisible()
    assert calls == []


def test_nothing_else_is_fetched_or_deleted_while_a_model_is_on_its_way(window, port):
    models, box = window.section(SpeechSection).models, window.section(SpeechSection).download
    models.more.click()
    port.speech.download("small")
    assert not models.drops["base.en"].isEnabled()
    assert not models.gets["tiny"].isEnabled()
    box.stop.click()
    assert models.drops["base.en"].isEnabled()
    assert box.drop.text() == "Delete these 121 MB"
    deleted = DownloadView("base.en", Fetch.DELETED, done=145_000_000, used_now="tiny.en")
    assert status(deleted) == "“base.en” is deleted: 145 MB are free again. “tiny.en” is used from now on."


def test_the_keyboard_stays_with_a_download(window, port):
    box = window.section(SpeechSection).download
    window.section(SpeechSection).models.gets["small"].click()
    box.go.setFocus()
    box.go.click()
    assert QApplication.focusWidget() is box.stop
    box.stop.click()
    assert QApplication.focusWidget() is box.go


def test_language_can_be_chosen_where_the_model_knows_others(window, port, calls):
    language = window.section(SpeechSection).language
    assert not language.isEnabled()
    port.scripted_speech.show(replace(SPEECH, model="base", language=""))
    assert language.text() == "Find out by itself ▾"
    next(action for action in language.menu().actions() if action.data() == "de").trigger()
    assert calls == [("language", ("de",))]
    assert language.accessibleName() == "Language: German"


def test_microphones_come_and_go_and_the_chosen_one_stays_in_the_list(window, port, calls):
    button = window.section(SpeechSection).microphone
    next(action for action in button.menu().actions() if action.data() == "two").trigger()
    assert calls == [("microphone", ("two",))]
    port.scripted_speech.show(replace(SPEECH, microphone="two", microphones=(MicrophoneRow("one", "Built-in", True),)))
    assert "not connected" in button.text()
    port.scripted_speech.show(replace(SPEECH, microphone="two"))
    assert button.text() == "USB headset ▾"


def test_trying_the_microphone_shows_its_level_and_ends_with_the_window(window, port, calls):
    window.section(SpeechSection).trial.click()
    port.speech.level.emit(0.5)
    assert window.section(SpeechSection).meter.isVisible()
    assert window.section(SpeechSection).meter.levels[-1] == 0.5
    port.speech.tried.emit("two hours <b>on</b> training")
    assert "Heard: “two hours <b>on</b> training”" in words(window.section(SpeechSection))
    window.close()
    assert calls == [("try_microphone", (True,)), ("try_microphone", (False,))]


def test_a_recording_may_end_by_itself(window, port, calls):
    ends = window.section(SpeechSection).ends
    next(action for action in ends.menu().actions() if action.data() == "3").trigger()
    assert calls == [("ends_after", (3.0,))]
    assert "3 s of silence" in ends.text()


def test_reading_back_is_offered_only_where_it_can_be(window, port, calls):
    assert not window.section(SpeechSection).read_back.isChecked()
    window.section(SpeechSection).read_back.click()
    assert calls == [("reads_back", (True,))]
    port.scripted_speech.show(replace(SPEECH, can_read_back=False))
    assert not window.section(SpeechSection).read_back.isVisible()


def test_own_weights_are_shown_and_can_be_left(window, port, calls):
    port.scripted_speech.show(replace(SPEECH, path="/models/<b>mine</b>.pt"))
    assert "/models/<b>mine</b>.pt" in words(window.section(SpeechSection))
    window.section(SpeechSection).use_none.click()
    assert calls == [("path", ("",))]


def test_names_are_listed_as_plain_text_and_forgotten(window, port):
    port.names_changed.emit((Taught("<i>wr</i>", "Website Redesign"), Taught("portal", "Patient Portal")))
    assert "“<i>wr</i>”  →  Website Redesign".replace("  ", " ") in words(window.section(NamesSection)).replace(
        "  ", " "
    )
    window.section(NamesSection).buttons[1].click()
    assert port.made("forget_name") == [("portal",)]
    port.names_changed.emit(())
    assert "None. When" in words(window.section(NamesSection))


def test_escape_closes(window, press):
    press(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_ctrl_comma_and_the_header_ask_for_it(chat, press, qtbot):
    with qtbot.waitSignal(chat.settings):
        press(chat.desk.composer.edit, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(chat.settings):
        chat.header.set_up.click()


def takers(window: QWidget) -> list[QWidget]:
    QApplication.processEvents()
    found = [widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window) and widget.isEnabled()]
    return [widget for widget in found if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


ROWS = range(len(PAGES))


@pytest.mark.parametrize("scene", ["settings", "settings_download", "settings_signed_out", "settings_model"])
def test_everything_has_a_name(window, port, scene):
    SCENES[scene](port)
    for row in ROWS:
        window.list.setCurrentRow(row)
        assert [widget for widget in takers(window) if not widget.accessibleName().strip()] == []
        buttons = [widget for widget in window.findChildren(QAbstractButton) if widget.isVisibleTo(window)]
        assert [button for button in buttons if not (button.text() or button.accessibleName())] == []


@pytest.mark.parametrize("scene", ["settings", "settings_download"])
def test_tab_reaches_everything_and_what_has_the_keyboard_is_in_view(window, port, press, scene):
    SCENES[scene](port)
    for row in ROWS:
        window.list.setCurrentRow(row)
        wanted = {widget for widget in takers(window) if not isinstance(widget, QRadioButton)}
        window.list.setFocus()
        reached: list[QWidget] = []
        while (now := QApplication.focusWidget()) is not None and now not in reached:
            reached.append(now)
            assert not now.visibleRegion().isEmpty(), now
            press(now, Qt.Key.Key_Tab)
        assert wanted - set(reached) == set(), PAGES[row].title


def clipped(window: QWidget) -> list[str]:
    """What is wider than the room it has, or stands outside of it, and is not made to be shortened."""
    QApplication.processEvents()
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or isinstance(widget, ElidedLabel | QScrollBar):
            continue
        parent = widget.parentWidget()
        outside = isinstance(widget, QAbstractButton | QLabel | QLineEdit) and not parent.rect().contains(
            widget.geometry()
        )
        beyond = isinstance(parent.parentWidget(), QScrollArea) and widget.width() > parent.width()
        if outside or beyond or widget.width() < widget.minimumSizeHint().width():
            found.append(f"{type(widget).__name__} {getattr(widget, 'text', str)()}")
    return found


@pytest.mark.parametrize("scene", ["settings", "settings_download", "settings_model"])
@pytest.mark.parametrize("points", [8, 20])
def test_nothing_is_clipped_at_any_width(port, shown, qapp, scene, points):
    before = qapp.font()
    font = QFont(before)
    font.setPointSize(points)
    qapp.setFont(font)
    try:
        window = shown(SettingsWindow(port))
        SCENES[scene](port)
        long = "A microphone of a name that goes on and on, and then some more of it, in stereo"
        port.scripted_speech.show(replace(SPEECH, microphone="x", microphones=(MicrophoneRow("x", long, True),)))
        for row in ROWS:
            window.list.setCurrentRow(row)
            for width in (window.minimumWidth(), window.minimumWidth() * 2):
                window.resize(width, window.minimumHeight())
                assert clipped(window) == [], (PAGES[row].title, width)
    finally:
        qapp.setFont(before)


def test_the_list_turns_pages_and_a_page_is_made_when_it_is_first_shown(window, press):
    assert window.areas[1].widget() is None
    window.list.setFocus()
    press(window.list, Qt.Key.Key_Down)
    assert window.areas[1].isVisible()
    window.open("Names")
    assert window.section(NamesSection).isVisible()


@pytest.mark.parametrize(
    ("amount", "said"), [(75_571_315, "76 MB"), (483_617_219, "484 MB"), (1_528_006_491, "1.5 GB")]
)
def test_sizes_are_said_as_people_say_them(amount, said):
    assert size(amount) == said


def test_waits_are_rounded_and_never_nothing():
    assert [wait(0.1), wait(40.4), wait(200)] == ["1 s left", "40 s left", "3 min left"]


def test_a_finished_download_says_that_it_is_used():
    assert "in use" in status(DownloadView("small", Fetch.DONE))


@pytest.mark.parametrize(
    ("other", "corner"),
    [
        (QRect(0, 40, 400, 500), (410, 40)),
        (QRect(600, 40, 400, 500), (290, 40)),
        (QRect(300, 40, 400, 500), (350, 0)),
        (QRect(0, 500, 400, 500), (410, 200)),
        (None, (350, 100)),
    ],
    ids=["right", "left", "over", "kept on the screen", "alone"],
)
def test_a_second_window_hides_nothing_where_there_is_room(other, corner):
    place = place_beside(QSize(300, 600), other, QRect(0, 0, 1000, 800), gap=10)
    assert (place.x(), place.y()) == corner


def test_settings_open_on_the_screen_and_stay_where_they_were_put(chat, port, qtbot):
    window = SettingsWindow(port)
    qtbot.addWidget(window)
    room = chat.screen().availableGeometry()
    window.move(room.bottomRight())
    window.show_and_raise()
    assert room.contains(window.frameGeometry())
    window.move(7, 9)
    window.show_and_raise()
    assert (window.x(), window.y()) == (7, 9)


def test_shortcuts_are_recorded_by_pressing_them(window, port, qtbot):
    section, calls = window.section(ShortcutSection), port.scripted_shortcut.calls
    section.quick.setFocus()
    assert calls == [("record", (True,))]
    qtbot.keyClick(section.quick, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert calls[-1] == ("choose", ("Ctrl+Shift+J", "Ctrl+Alt+Space"))
    assert section.quick.text() == "Ctrl+Shift+J"
    qtbot.keyClick(section.quick, Qt.Key.Key_Tab)
    assert ("record", (False,)) in calls
    assert section.talk.hasFocus()


def test_shortcuts_say_how_they_stand_and_are_tried_and_switched_off(window, port):
    section, scripted = window.section(ShortcutSection), port.scripted_shortcut
    taken = KeysView("Ctrl+Alt+G", "Ctrl+Alt+G is taken by another program. Choose other keys.")
    scripted.show(replace(scripted.view, quick=taken, problem="“G” is needed for typing."))
    assert "taken by another program" in words(section)
    assert "needed for typing" in words(section)
    section.test.click()
    assert "Press them now." in words(section)
    assert section.test.text() == "Stop trying"
    section.switch.click()
    assert scripted.calls[-1] == ("switch", (False,))
    assert not section.quick.isEnabled()
    window.hide()
    assert scripted.calls[-1] == ("try_out", (False,))
