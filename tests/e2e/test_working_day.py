"""A working day by keyboard alone: another day of the week, a timer from chat and tray, no network for a while.

One start of the app serves all of it. Only the tray's icon takes the mouse: trays know no keyboard, their menus do.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.e2e.application import DemoHarvest, Gleaner
from tests.e2e.processes import wait_until

_MOST_TABS = 30


def go_to(gleaner: Gleaner, words: str, role: str = "push button", key: str = "shift+Tab") -> None:
    """Press Tab until that part has the keyboard."""
    gleaner.look_for(words, role)
    for _ in range(_MOST_TABS):
        if any(part.focused for part in gleaner.sees(words, role)):
            return
        gleaner.desktop.key(key)
    raise AssertionError(f"{key} does not lead to {words!r}:\n" + "\n".join(map(str, gleaner.parts())))


def do(gleaner: Gleaner, action: str) -> None:
    """Enter on the card that does `action`, once it was read."""
    gleaner.deed(action)
    gleaner.desktop.key("Return")
    gleaner.gone(f"^{action}", "push button")


def running(harvest: DemoHarvest) -> list[str]:
    return [entry["project"]["name"] for entry in harvest.entries() if entry["is_running"]]


def log_on_another_day(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    """A day is opened, gets an entry, the entry is mended there, and one like it is logged today."""
    key = gleaner.desktop.key
    key("alt+Left")
    gleaner.look_for("^Yesterday, ", "label")
    gleaner.desktop.type("2h internal training")
    key("Return")
    gleaner.cards("Ready", 1)
    key("Return")
    gleaner.cards("In Harvest", 1)

    go_to(gleaner, "^Change 2.00 h Internal")
    key("Return")
    wait_until(lambda: any(part.focused for part in gleaner.sees("^Hours$", "text")), "the keyboard where it is asked")
    gleaner.desktop.type("3")
    key("Return")
    gleaner.told("2 h becomes 3 h")
    do(gleaner, "Change it")
    wait_until(lambda: [hours for *_, hours in harvest.logged()] == [3.0], "the change")

    go_to(gleaner, "^Repeat 3.00 h Internal")
    key("Return")
    gleaner.cards("Ready|Check", 1)
    key("Return")
    wait_until(lambda: len(harvest.entries()) == 2, "the entry like it")
    first, second = (date.fromisoformat(one["spent_date"]) for one in harvest.entries())
    assert second - first == timedelta(days=1), "it is repeated today"
    key("Escape")
    gleaner.gone("^Yesterday, ", "label")


def run_a_timer(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    """Started by words, switched from the tray, stopped from its line in the chat."""
    key = gleaner.desktop.key
    gleaner.say("start a timer on nucleus development: login page")
    do(gleaner, "Start a timer|Start it")
    wait_until(lambda: running(harvest) == ["Nucleus"], "the timer")
    gleaner.look_for("^Stop the timer", "push button")

    assert gleaner.app
    before = len(gleaner.desktop.windows_of(gleaner.app.pid))
    gleaner.desktop.click(*gleaner.desktop.tray_icon(), button=3)
    wait_until(lambda: len(gleaner.desktop.windows_of(gleaner.app.pid)) > before, "the tray's menu")
    key("Down", "Down", "Down", "Down", "Down", "Right", "Down", "Return")  # Timer, and below "Stop" the latest place
    do(gleaner, "Switch")
    wait_until(lambda: running(harvest) == ["Internal"], "the other timer")

    gleaner.told("^Timer runs: Internal")
    go_to(gleaner, "^Stop the timer")
    key("Return")
    do(gleaner, "Stop it")
    wait_until(lambda: running(harvest) == [], "no timer")


def lose_the_network(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    """What is confirmed meanwhile is kept, and sent once, by itself, when Harvest is back."""
    before = len(harvest.entries())
    harvest.plan(kind="drop_before")
    gleaner.say("1h nucleus design")
    gleaner.cards("Ready|Check", 1)
    gleaner.desktop.key("Return")
    gleaner.told("^1 entry waits for Harvest")
    harvest.calm()
    wait_until(lambda: len(harvest.entries()) == before + 1, "the entry", 60)
    gleaner.gone("waits for Harvest")
    assert len(harvest.entries()) == before + 1


def test_the_week_a_timer_and_no_network(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    gleaner.start()
    gleaner.desktop.focus(gleaner.window)
    log_on_another_day(gleaner, harvest)
    run_a_timer(gleaner, harvest)
    lose_the_network(gleaner, harvest)
