"""From the button to the conversation: loading without a stall, changing one's mind, handing the doubts over."""

from __future__ import annotations

import pytest

from desktop.agent.intents import Channel, Span
from desktop.app.voice import Voice
from desktop.paths import Home
from desktop.settings import SpeechSettings
from desktop.speech import preparation
from desktop.speech.transcript import Doubt, Transcript
from desktop.ui.preview.sample import CATALOG, TODAY
from desktop.ui.preview.scripted_port import ScriptedPort


class Port(ScriptedPort):
    """Keeps what it was told."""

    def __init__(self) -> None:
        super().__init__(CATALOG)
        self.calls: list[tuple] = []
        self.states: list[str] = []
        self.microphone.connect(self.states.append)

    def say(self, text, channel, doubts=(), second="", *, day=None) -> None:
        self.calls.append((text, channel, doubts, second, day))


@pytest.fixture
def port(qapp):
    return Port()


@pytest.fixture
def voice(port, tmp_path):
    made = Voice(port, Home(tmp_path), SpeechSettings(model="tiny.en"), lambda: None)
    yield made
    made.close()


def test_the_first_press_is_answered_at_once_and_listens_when_all_is_loaded(voice, port, qtbot, sound):
    voice.toggle()
    assert port.states == ["opening"]
    assert voice.is_busy
    assert voice._recorder is None
    qtbot.waitUntil(lambda: port.states[-1] == "listening", timeout=20_000)
    voice.cancel()
    assert port.states[-1] == "idle"


def test_a_second_press_before_anything_is_loaded_takes_the_first_back(voice, port, qtbot):
    voice.toggle()
    voice.toggle()
    assert port.states == ["opening", "idle"]
    qtbot.waitUntil(lambda: voice._preparation.is_done, timeout=20_000)
    assert voice._recorder is None
    assert not voice.is_busy


def test_what_cannot_be_loaded_is_told(voice, port, qtbot, monkeypatch):
    monkeypatch.setattr(preparation, "_MODULES", ("no_such_sound_library",))
    with qtbot.waitSignal(port.failed) as told:
        voice.toggle()
    assert "no_such_sound_library" in told.args[0]
    assert port.states == ["opening", "idle"]


@pytest.mark.parametrize("day", [None, TODAY])
def test_words_go_to_the_conversation_with_their_doubts_and_the_open_day(voice, port, day):
    voice.toggle(day)
    voice._finished(Transcript("Four hours on Acme", doubts=(Doubt(0, 4),), second="For ours on Acme"), None)
    assert port.calls == [("Four hours on Acme", Channel.VOICE, (Span(0, 4),), "For ours on Acme", day)]
