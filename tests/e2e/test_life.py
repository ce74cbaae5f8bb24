"""The app's life: killed in the middle of writing, started twice, told to end, and a desktop without a tray."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.application import TITLE, DemoHarvest, Gleaner
from tests.e2e.processes import wait_until
from tests.e2e.session import DesktopSession
from tests.e2e.test_typed import BOTH, SENTENCE


def test_killed_after_the_request_left_each_entry_is_there_exactly_once(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    gleaner.start()
    gleaner.say(SENTENCE)
    gleaner.cards("Ready", 2)
    # Harvest stores the first entry, but its answer would come long after the app is gone.
    harvest.plan(kind="delay_after", method="POST", path="/time_entries$", nth=1, seconds=30)
    harvest.plan(kind="delay", method="POST", path="/time_entries$", seconds=0)  # only to have them counted
    gleaner.desktop.key("Return")
    wait_until(lambda: len(harvest.entries()) == 1, "the first entry in Harvest")
    assert gleaner.app
    gleaner.app.kill()
    # A command settles at its start what was in doubt: the first is found in Harvest, the second was never sent.
    waiting = gleaner.pending()
    assert [one["state"] for one in waiting] == ["confirmed"], f"the second is kept: {waiting}"
    assert len(harvest.entries()) == 1

    gleaner.start()
    wait_until(lambda: not gleaner.pending(), "everything settled", 60)
    assert Counter(harvest.logged()) == Counter(BOTH)
    sent = [strike["kind"] for strike in harvest.struck() if strike["method"] == "POST"]
    assert sent == ["delay_after", "delay"], "what Harvest had already was not sent again"


def test_a_second_start_raises_the_first_and_quit_ends_it(gleaner: Gleaner) -> None:
    gleaner.start()
    desktop = gleaner.desktop
    desktop.close_window(gleaner.window)
    wait_until(lambda: not desktop.windows(TITLE), "the window hidden")
    assert gleaner.app
    assert gleaner.app.running, "closing the window only hides it"

    second = gleaner.command()
    assert second.returncode == 0, second.stderr
    window = desktop.find_window(TITLE)
    wait_until(lambda: desktop.active_window == window.id, "the first one's window in front")

    assert gleaner.command("quit").returncode == 0
    assert gleaner.app.wait() == 0
    assert not desktop.windows(TITLE)


@pytest.fixture
def bare_desktop() -> Iterator[DesktopSession]:
    with DesktopSession(tray=False, sound=False) as session:
        yield session


def test_without_a_tray_the_window_is_shown_even_if_quick_entry_was_asked_for(
    bare_desktop: DesktopSession, tmp_path: Path
) -> None:
    one = Gleaner(bare_desktop, tmp_path / "home", {})
    one.start("--demo", "quick", "--stay")
    assert one.app
    assert one.sees("^Demo account", "label")
    assert one.command("--demo", "quit").returncode == 0
    assert one.app.wait() == 0
