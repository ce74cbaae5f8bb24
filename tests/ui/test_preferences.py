"""The pages about looks and habits: what is shown, that every change is in force at once, and that it is kept."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from desktop.app.ports.preferences import PreferencesDesk
from desktop.paths import Home
from desktop.preferences import Appearance, Preferences, glance
from desktop.settings import Settings, load, save
from desktop.ui.panels.settings.appearance import AppearanceSection
from desktop.ui.panels.settings.day_length import DayLengthSection
from desktop.ui.panels.settings.favourites import FavouritesSection
from desktop.ui.panels.settings.login import LoginSection
from desktop.ui.panels.settings.window import SettingsWindow
from desktop.ui.theme import theme

SOME = Preferences(Appearance.DARK, "de", Decimal("7.5"), ("15 min on the stand-up", "1h “training”"))


@pytest.fixture
def window(port, shown) -> SettingsWindow:
    return shown(SettingsWindow(port))


def test_preferences_are_read_at_a_glance_as_the_whole_file_is(tmp_path):
    path = tmp_path / "settings.toml"
    save(path, Settings(preferences=SOME))
    assert glance(path) == load(path).preferences == SOME


@pytest.mark.parametrize("text", ["", "[[", "preferences = 3", "[preferences]\nappearance = 'pink'"])
def test_what_is_no_preference_is_as_at_first(tmp_path, text):
    (tmp_path / "settings.toml").write_text(text)
    assert glance(tmp_path / "settings.toml") == glance(tmp_path / "none.toml") == Preferences()


class Starter:
    """Starting at login, on a system that may refuse."""

    def __init__(self) -> None:
        self.on, self.refuses = False, False

    def is_on(self) -> bool:
        return self.on

    def set(self, *, is_on: bool) -> None:
        if self.refuses:
            raise OSError("The folder cannot be written.")
        self.on = is_on


def at_once(work) -> None:
    with pytest.raises(StopIteration):
        work.send(None)


def test_a_change_is_kept_and_the_system_says_whether_it_starts_gleaner(tmp_path, qapp):
    starter = Starter()
    desk = PreferencesDesk(Home(tmp_path), at_once, starter)
    desk.choose_appearance(Appearance.DARK)
    assert glance(tmp_path / "settings.toml").appearance is Appearance.DARK
    desk.start_at_login(is_wanted=True)
    assert (desk.login.is_on, desk.login.problem) == (True, "")
    starter.refuses = True
    desk.start_at_login(is_wanted=False)
    assert (desk.login.is_on, desk.login.problem) == (True, "The folder cannot be written.")
    none = PreferencesDesk(Home(tmp_path), at_once)
    none.look_at_login()
    assert not none.login.can_change


def test_the_look_is_chosen(window, port):
    window.section(AppearanceSection).radios[Appearance.DARK].click()
    assert port.preferences.value.appearance is Appearance.DARK
    theme().wear(Appearance.DARK)
    assert theme().colours.dark
    theme().wear(Appearance.SYSTEM)


def test_start_at_login_shows_what_became_of_it(window, port):
    section = window.section(LoginSection)
    section.switch.click()
    assert section.switch.isChecked()
    port.scripted_preferences.can_start = False
    section.switch.click()
    section.switch.click()
    assert not section.switch.isChecked()
    assert "cannot be written" in section.state.text()


def test_the_day_target_is_typed_and_given_back_to_harvest(window, port, press, qtbot):
    section = window.section(DayLengthSection)
    section.hours.setFocus()
    qtbot.keyClicks(section.hours, "7h30")
    press(section.hours, Qt.Key.Key_Return)
    assert port.preferences.value.day_hours == Decimal("7.5")
    section.of_harvest.setFocus()
    section.of_harvest.click()
    assert port.preferences.value.day_hours is None
    assert section.hours.hasFocus()


def test_favourites_are_added_moved_and_removed(window, port, press, qtbot):
    section = window.section(FavouritesSection)
    port.preferences.choose_favourites(("one", "two"))
    qtbot.keyClicks(section.words.edit, " <b>three</b> ")
    press(section.words.edit, Qt.Key.Key_Return)
    section.ups[2].click()
    section.removes[0].click()
    assert port.preferences.value.favourites == ("<b>three</b>", "two")
    assert len(section.lines) == 2
