"""The shortcuts' door: settings become claims, presses become signals, wishes are written down at once."""

import asyncio
import os

import pytest

from desktop.app.ports.shortcut import ShortcutDesk
from desktop.paths import Home
from desktop.platform import hotkey
from desktop.platform.hotkey.backend import Deed, Standing, Status, Stroke
from desktop.settings import ShortcutSettings, load


class Claims:
    """A system where "Ctrl+Alt+T" is somebody else's; `press` is a person."""

    def __init__(self) -> None:
        self.wanted: dict[Deed, str] = {}
        self.came: list[Stroke] = []
        self.reader, self.writer = os.pipe()
        self.is_closed = False
        self.told: dict[Deed, Status] = {}

    def bind(self, wanted):
        self.wanted = {deed: str(keys) for deed, keys in wanted.items() if str(keys) != "Ctrl+Alt+T"}
        self.told = {
            deed: Status(Standing.ACTIVE if deed in self.wanted else Standing.TAKEN, f"{keys}: told.")
            for deed, keys in wanted.items()
        }
        return dict(self.told)

    def statuses(self):
        return dict(self.told)

    def fileno(self) -> int:
        return self.reader

    def strokes(self):
        came, self.came = self.came, []
        if came:
            os.read(self.reader, 100)
        return came

    def close(self) -> None:
        if not self.is_closed:
            os.close(self.reader)
            os.close(self.writer)
        self.is_closed = True

    def press(self, deed: Deed, *, is_down: bool = True) -> None:
        self.came.append(Stroke(deed, is_down))
        os.write(self.writer, b".")


@pytest.fixture
def claims(monkeypatch):
    one = Claims()
    monkeypatch.setattr(hotkey, "open_backend", lambda _environment: one)
    yield one
    one.close()


@pytest.fixture
def desk(qtbot, claims, tmp_path):
    one = ShortcutDesk(Home(tmp_path), lambda work: asyncio.run(work))
    one.start()
    yield one
    one.close()


def test_both_are_claimed_at_the_start(desk, claims):
    usual = ShortcutSettings()
    assert claims.wanted == {Deed.QUICK: usual.quick, Deed.TALK: usual.talk}
    assert (desk.view.is_on, desk.view.quick.is_active, desk.view.talk.is_active) == (True, True, True)


def test_presses_become_signals(desk, claims, qtbot):
    with qtbot.waitSignal(desk.quick):
        claims.press(Deed.QUICK)
    with qtbot.waitSignals([desk.talk_began, desk.talk_ended]):
        claims.press(Deed.TALK)
        claims.press(Deed.TALK, is_down=False)


def test_other_keys_are_claimed_and_kept_at_once(desk, claims, tmp_path):
    desk.choose(quick="alt+ctrl+j", talk=desk.view.talk.keys)
    assert claims.wanted[Deed.QUICK] == "Ctrl+Alt+J"
    assert load(Home(tmp_path).settings).shortcut.quick == "Ctrl+Alt+J"
    assert desk.view.problem == ""


def test_the_screen_does_not_wait_for_the_disk_and_what_is_not_kept_is_told(desk, claims, tmp_path):
    later = []
    desk._submit = later.append
    desk.choose(quick="alt+ctrl+j", talk=desk.view.talk.keys)
    assert claims.wanted[Deed.QUICK] == "Ctrl+Alt+J"
    settings = Home(tmp_path).settings
    assert not settings.exists()
    settings.mkdir()
    asyncio.run(later.pop())
    assert "settings" in desk.view.problem
    assert desk.view.quick.keys == "Ctrl+Alt+J"


@pytest.mark.parametrize(("keys", "says"), [("G", "needed for typing"), ("Ctrl+Alt+Space", "has a meaning already")])
def test_what_cannot_be_is_told_and_nothing_changes(desk, claims, keys, says):
    before = dict(claims.wanted)
    desk.choose(quick=keys, talk="Ctrl+Alt+Space")
    assert says in desk.view.problem
    assert claims.wanted == before


def test_a_conflict_is_told(desk):
    desk.choose(quick="Ctrl+Alt+T", talk="Ctrl+Alt+Space")
    assert (desk.view.quick.is_active, desk.view.quick.status) == (False, "Ctrl+Alt+T: told.")
    assert desk.view.talk.is_active


def test_off_lets_go_and_on_claims_again(desk, claims, tmp_path):
    desk.switch(is_on=False)
    assert claims.wanted == {}
    assert (desk.view.is_on, desk.view.quick.status) == (False, "Off.")
    assert not load(Home(tmp_path).settings).shortcut.is_on
    desk.switch(is_on=True)
    assert len(claims.wanted) == 2


def test_while_keys_are_recorded_the_present_ones_are_let_go(desk, claims):
    desk.record(is_recording=True)
    assert claims.wanted == {}
    desk.record(is_recording=False)
    assert len(claims.wanted) == 2


def test_a_trial_tells_of_the_press_and_does_not_follow_it(desk, claims, qtbot):
    desk.try_out(is_wanted=True)
    assert "Press Ctrl+Alt+G or Ctrl+Alt+Space now" in desk.view.trial
    followed = []
    desk.quick.connect(lambda: followed.append("quick"))
    claims.press(Deed.QUICK)
    qtbot.waitUntil(lambda: "Ctrl+Alt+G has arrived" in desk.view.trial)
    assert followed == []
    with qtbot.waitSignal(desk.quick):
        claims.press(Deed.QUICK)


def test_a_trial_without_a_press_says_what_else_can_be_done(desk, qtbot):
    desk._patience.setInterval(1)
    desk.try_out(is_wanted=True)
    qtbot.waitUntil(lambda: not desk.view.is_trying)
    assert "Nothing has arrived" in desk.view.trial
    assert "gleaner quick" in desk.view.trial


def test_keys_in_the_file_that_cannot_be_are_told(qtbot, claims, tmp_path):
    Home(tmp_path).settings.write_text('[shortcut]\nquick = "G"\n')
    one = ShortcutDesk(Home(tmp_path), lambda work: asyncio.run(work))
    one.start()
    assert "needed for typing" in one.view.quick.status
    assert list(claims.wanted) == [Deed.TALK]
    one.close()


def test_what_the_desktop_says_later_is_shown(desk, claims, qtbot):
    claims.told[Deed.QUICK] = Status(Standing.IMPOSSIBLE, "The desktop did not allow it.")
    claims.told[Deed.TALK] = Status(Standing.ACTIVE, "The desktop gave others.", "Super+T")
    claims.press(Deed.TALK)
    qtbot.waitUntil(lambda: desk.view.quick.status == "The desktop did not allow it.")
    assert (desk.view.quick.is_active, desk.view.talk.is_active) == (False, True)
    desk.try_out(is_wanted=True)
    assert desk.view.trial.startswith("Press Super+T now")
