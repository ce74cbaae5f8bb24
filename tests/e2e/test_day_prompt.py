"""The end of the day comes by itself, waits for the person, hears what they say, and logs what they confirm."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from desktop.settings import PromptMemory, PromptSettings, Settings, load, save
from tests.e2e.application import DemoHarvest, Gleaner
from tests.e2e.processes import wait_until
from tests.e2e.session import Window
from tests.e2e.test_spoken import SPEECH
from tests.e2e.test_typed import BOTH

PROMPT = "end of the day$"


@pytest.fixture
def due(gleaner: Gleaner) -> Gleaner:
    """Set up long ago, for a time of day that has always passed, on every day of the week."""
    wanted = PromptSettings(at=time(0, 0), weekdays=tuple(range(7)))
    memory = PromptMemory(since=datetime(2020, 1, 1, tzinfo=UTC))
    save(gleaner.home / "settings.toml", Settings(prompt=wanted, prompt_memory=memory))
    return gleaner


def balloon(gleaner: Gleaner) -> Window:
    """What the tray icon says: a window larger than the icon and smaller than the others."""

    def small() -> list[Window]:
        assert gleaner.app
        return [one for one in gleaner.desktop.windows_of(gleaner.app.pid) if 100 < one.width < 400]

    return wait_until(small, "the tray's message")[0]


def test_it_is_told_without_covering_what_the_person_types_in_and_what_is_said_into_it_is_logged(
    due: Gleaner, harvest: DemoHarvest
) -> None:
    desktop = due.desktop
    due.start()
    message = balloon(due)
    assert desktop.active_window == due.window.id, "the person types on where they were"
    assert desktop.windows(PROMPT) == [], "no corner is free of it"

    desktop.click(message.x + message.width // 3, message.y + message.height // 2)
    prompt = desktop.find_window(PROMPT)
    due.look_for("^Nothing logged today, 8.00 h to go$", "label")
    wait_until(lambda: desktop.active_window == prompt.id, "the keyboard in the prompt")
    desktop.key("ctrl+m")
    due.look_for("^Listening", "label", 2)
    desktop.play(SPEECH)
    due.look_for("Williams.*internal training", "text", 2, seconds=60)
    desktop.key("Return")
    due.cards("Ready", 4)
    assert harvest.entries() == [], "nothing is written before Enter"

    desktop.key("Return")
    due.look_for("^6.00 of 8.00 h logged today, 2.00 h to go$", "label")
    assert harvest.logged() == BOTH
    assert due.pending() == []
    assert not list((due.home / "recordings").iterdir()), "the recording is gone once its words are safe"
    desktop.key("Escape")
    wait_until(lambda: not desktop.windows(PROMPT), "the prompt gone")
    assert load(due.home / "settings.toml").prompt_memory.asked is not None
