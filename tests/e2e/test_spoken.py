"""A person speaks into the microphone; the words appear, then the cards."""

from __future__ import annotations

import wave
from pathlib import Path

from tests.e2e.application import DemoHarvest, Gleaner
from tests.e2e.processes import wait_until
from tests.e2e.test_typed import BOTH

SPEECH = Path(__file__).parents[1] / "data" / "speech" / "two_entries.wav"


def test_words_appear_while_speaking_and_become_exactly_their_two_entries(
    gleaner: Gleaner, harvest: DemoHarvest
) -> None:
    gleaner.start()
    gleaner.click("^Speak$")
    gleaner.look_for("^Listening", "label")
    gleaner.desktop.play(SPEECH)
    gleaner.look_for("Williams.*internal training", "text", seconds=60)
    assert not gleaner.sees("^You said"), "these are the words so far"
    gleaner.click("^Stop listening$")
    gleaner.look_for("^You said: .*Williams.*internal training", "label", seconds=60)
    gleaner.cards("Ready", 2)
    assert harvest.entries() == [], "nothing is written before Enter"

    gleaner.desktop.key("Return")
    gleaner.cards("In Harvest", 2)
    assert harvest.logged() == BOTH
    assert gleaner.pending() == []
    assert not list((gleaner.home / "recordings").iterdir()), "the recording is gone once its words are safe"


def test_a_microphone_unplugged_in_the_middle_keeps_what_was_said(
    gleaner: Gleaner, harvest: DemoHarvest, tmp_path: Path
) -> None:
    gleaner.start()
    gleaner.click("^Speak$")
    gleaner.look_for("^Listening", "label")
    talking = gleaner.desktop.start("paplay", ["paplay", "--device=speakers", spoken_twice(tmp_path / "long.wav")])
    gleaner.look_for("Williams.*internal training", "text", seconds=60)
    assert talking.running, "the person is still speaking"
    with gleaner.desktop.microphone_unplugged():
        gleaner.look_for("^You said: .*Williams.*internal training", "label", seconds=60)
    wait_until(lambda: len(gleaner.sees("^Ready: ", "panel")) >= 2, "the cards of what was said")
    assert harvest.entries() == []


def test_silence_becomes_a_sentence_and_no_card(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    gleaner.start()
    gleaner.desktop.focus(gleaner.window)
    gleaner.desktop.key("ctrl+m")
    gleaner.look_for("^“Virtual microphone” gives only silence", "label")
    gleaner.desktop.key("ctrl+m")
    gleaner.look_for("(?i)no speech", "label", seconds=60)
    assert not gleaner.sees("^(Ready|Needs)", "panel")
    assert harvest.entries() == []


def spoken_twice(path: Path) -> Path:
    """The sentence, a pause long enough for a busy machine, and the sentence again."""
    with wave.open(str(SPEECH)) as speech, wave.open(str(path), "wb") as longer:
        longer.setparams(speech.getparams())
        frames = speech.readframes(speech.getnframes())
        pause = bytes(2 * speech.getframerate() * speech.getsampwidth() * speech.getnchannels())
        longer.writeframes(frames + 4 * pause + frames)
    return path
