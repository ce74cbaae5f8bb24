"""A person speaks into the microphone; the words appear, then the cards."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.application import DemoHarvest, Gleaner
from tests.e2e.test_typed import BOTH

SPEECH = Path(__file__).parents[1] / "data" / "speech" / "two_entries.wav"


def test_spoken_words_become_exactly_their_two_entries(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    gleaner.start()
    gleaner.click("^Speak$")
    gleaner.look_for("^Listening", "label")
    gleaner.desktop.play(SPEECH)
    gleaner.click("^Stop listening$")
    gleaner.look_for("^You said: .*Williams.*internal training", "label", seconds=60)
    gleaner.cards("Ready", 2)
    assert harvest.entries() == [], "nothing is written before Enter"

    gleaner.desktop.key("Return")
    gleaner.cards("In Harvest", 2)
    assert harvest.logged() == BOTH
    assert gleaner.pending() == []


def test_silence_becomes_a_sentence_and_no_card(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    gleaner.start()
    gleaner.desktop.focus(gleaner.window)
    gleaner.desktop.key("ctrl+m")
    gleaner.look_for("^“Virtual microphone” gives only silence", "label")
    gleaner.desktop.key("ctrl+m")
    gleaner.look_for("(?i)no speech", "label", seconds=60)
    assert not gleaner.sees("^(Ready|Needs)", "panel")
    assert harvest.entries() == []
