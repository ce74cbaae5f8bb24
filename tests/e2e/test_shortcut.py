"""Keys that work while another program has the keyboard: quick entry, and listening for as long as they are held."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from tests.e2e.application import TITLE, DemoHarvest, Gleaner
from tests.e2e.processes import wait_until
from tests.e2e.session import Window

QUICK_ENTRY = "^Gleaner: quick entry$"
TALK = ("ctrl", "alt", "space")


@pytest.fixture
def elsewhere(gleaner: Gleaner) -> Iterator[Window]:
    """Another program's window; it has the keyboard once it is focused."""
    program = gleaner.desktop.python("elsewhere", "tray.py", stdout=subprocess.PIPE)
    yield gleaner.desktop.find_window("^Desktop under test$")
    program.stop()


def hold(gleaner: Gleaner, deed: str) -> None:
    gleaner.desktop.run("xdotool", *(word for key in TALK for word in (deed, key)))


def test_from_another_window_to_an_entry_and_back_by_keyboard_alone(
    gleaner: Gleaner, harvest: DemoHarvest, elsewhere: Window
) -> None:
    gleaner.start()
    desktop = gleaner.desktop
    desktop.close_window(gleaner.window)
    wait_until(lambda: not desktop.windows(TITLE), "the chat's end")
    desktop.focus(elsewhere)

    desktop.key("Num_Lock", "ctrl+alt+g", "Num_Lock")
    quick = desktop.find_window(QUICK_ENTRY)
    wait_until(lambda: desktop.active_window == quick.id, "the keyboard in quick entry")
    sentence = "2h internal training"
    desktop.type(sentence)
    gleaner.told(r"^So far: .*Internal Training.*Today")
    gleaner.settle()
    desktop.key("Return")  # one key more than the sentence
    wait_until(lambda: [hours for *_, hours in harvest.logged()] == [2.0], "the entry in Harvest")
    wait_until(lambda: desktop.active_window == elsewhere.id, "the keyboard where it was")

    desktop.key("ctrl+alt+g")
    again = desktop.find_window(QUICK_ENTRY)
    wait_until(lambda: desktop.active_window == again.id, "the keyboard in quick entry")
    desktop.key("alt+1")  # the entry of a moment ago, at the top of what an empty line offers
    gleaner.cards("Ready|Check", 1)
    desktop.key("Escape")
    wait_until(lambda: desktop.active_window == elsewhere.id, "the keyboard where it was")
    assert len(harvest.entries()) == 1

    hold(gleaner, "keydown")
    try:
        gleaner.look_for("^Stop listening$", "push button", seconds=60)
    finally:
        hold(gleaner, "keyup")
    gleaner.look_for("^Speak$", "push button", seconds=60)
    assert desktop.windows(QUICK_ENTRY)


def test_quick_starts_the_app_and_gives_the_terminal_back(gleaner: Gleaner) -> None:
    said = gleaner.command("quick")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    gleaner.desktop.find_window(QUICK_ENTRY)
    assert gleaner.command("quit").returncode == 0
    wait_until(lambda: not gleaner.desktop.windows(QUICK_ENTRY), "the app's end")
