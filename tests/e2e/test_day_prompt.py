"""The end of the day comes by itself, waits for the person, hears what they say, and logs what they confirm."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from desktop.settings import EvidenceSettings, PromptMemory, PromptSettings, Settings, load, save
from tests.e2e.application import GLEANER, ROOT, DemoHarvest, Gleaner
from tests.e2e.processes import wait_until
from tests.e2e.session import Window
from tests.e2e.test_spoken import SPEECH
from tests.e2e.test_typed import BOTH

PROMPT = "end of the day$"
EVERY_DAY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//t//t//EN
BEGIN:VEVENT
UID:1@t
DTSTAMP:20260101T000000Z
DTSTART:20260101T093000
DTEND:20260101T103000
RRULE:FREQ=DAILY
SUMMARY:Nucleus design review
END:VEVENT
END:VCALENDAR
"""


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


@pytest.fixture
def elsewhere(gleaner: Gleaner) -> Iterator[Window]:
    """Another program's small window, which has the keyboard."""
    program = gleaner.desktop.python("elsewhere", "tray.py", stdout=subprocess.PIPE)
    window = gleaner.desktop.find_window("^Desktop under test$")
    gleaner.desktop.focus(window)
    yield window
    program.stop()


def test_beside_another_programs_window_what_the_day_left_is_taken_by_its_key_mended_and_logged(
    due: Gleaner, harvest: DemoHarvest, elsewhere: Window, tmp_path: Path
) -> None:
    calendar = tmp_path / "every-day.ics"
    calendar.write_text(EVERY_DAY.replace("\n", "\r\n"))
    repository = tmp_path / "nucleus"
    git = ("git", "-C", str(repository), "-c", "user.name=Robin", "-c", "user.email=robin@example.com")
    subprocess.run(["git", "init", "-q", str(repository)], check=True, timeout=20)
    subprocess.run([*git[:3], "config", "user.email", "robin@example.com"], check=True, timeout=20)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "Login page"], check=True, timeout=20)
    kept = load(due.home / "settings.toml")
    found = EvidenceSettings(calendars=(str(calendar),), repositories=(str(repository),))
    save(due.home / "settings.toml", kept.model_copy(update={"evidence": found}))
    desktop = due.desktop
    due.app = desktop.start("gleaner", [*GLEANER, "--in-tray"], cwd=ROOT, env=due.environment)

    prompt = desktop.find_window(PROMPT)
    assert desktop.active_window == elsewhere.id, "it takes no keyboard"
    places = desktop.geometry(prompt.id), desktop.geometry(elsewhere.id)
    assert not overlap(*places), "nor does it lie over what is typed in"
    desktop.type("still mine")
    due.look_for("^Take, Calendar, Nucleus design review", "push button")
    due.look_for("^Take, Commits, 1 commit in nucleus: Login page", "push button")

    desktop.focus(prompt)
    desktop.key("ctrl+1")
    due.cards("Ready", 1)
    desktop.key("Tab", "Tab")
    wait_until(lambda: any(part.focused for part in due.sees("^Hours$", "text")), "the keyboard in the hours")
    desktop.type("1.5")
    desktop.key("Return")
    due.look_for("^Log 1 entry, 1.50 h", "push button")
    due.settle()
    desktop.key("Return")
    due.look_for("^1.50 of 8.00 h logged today, 6.50 h to go$", "label")
    assert harvest.logged() == [("Hooli", "Nucleus", "Design", 1.5)]
    due.gone("^Take, Calendar, Nucleus design review")
    desktop.key("Escape")
    wait_until(lambda: not desktop.windows(PROMPT), "the prompt gone")


def overlap(one: Window, other: Window) -> bool:
    """Whether they share any of the screen."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
