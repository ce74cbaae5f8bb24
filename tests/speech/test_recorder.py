"""The recorder against a real sound server, real voice activity and the real tiny.en model."""

from __future__ import annotations

import math
import stat
from array import array
from datetime import datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt

from desktop.speech import recordings
from desktop.speech.errors import MicrophoneLost, MicrophoneSilent, NoMicrophone, NoSpeech, PermissionRefused
from desktop.speech.microphone import Microphone
from desktop.speech.recorder import Recorder, RecorderState
from desktop.speech.recordings import Take
from desktop.speech.transcript import Transcript

pytestmark = pytest.mark.speech


class Seen(QObject):
    """What a recorder told, in order."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(recorder)
        self.states: list[RecorderState] = []
        self.levels: list[float] = []
        self.heard: list[str] = []
        self.finished: list[Transcript] = []
        self.failed: list[Exception] = []
        self.notices: list[Exception] = []
        self.noticed: list[float] = []
        self.recordings: list = []
        recorder.state_changed.connect(self.states.append)
        recorder.level.connect(self.levels.append)
        recorder.heard.connect(self.heard.append)
        recorder.finished.connect(self._finish)
        recorder.failed.connect(self.failed.append)
        recorder.notice.connect(self.notices.append)
        recorder.notice.connect(lambda _: self.noticed.append(recorder.seconds))

    def _finish(self, transcript: Transcript, recording) -> None:
        self.finished.append(transcript)
        self.recordings.append(recording)


def tone(seconds: float) -> bytes:
    """A sine of 440 Hz, 16-bit mono at 16 kHz."""
    wave = (int(10_000 * math.sin(math.tau * 440 * n / 16_000)) for n in range(int(seconds * 16_000)))
    return array("h", wave).tobytes()


@pytest.fixture
def recorder(qapp, sound, transcriber, words, tmp_path):
    made = Recorder(transcriber, tmp_path / "recordings", lambda: words)
    made.seen = Seen(made)
    yield made
    made.close()


def test_a_spoken_sentence_becomes_words_while_it_is_spoken(qtbot, recorder, sound, williams, tmp_path):
    seen = recorder.seen
    recorder.start()
    qtbot.waitUntil(lambda: recorder.state is RecorderState.LISTENING)
    sound.play(williams + bytes(32_000 * 8))
    qtbot.waitUntil(lambda: any("Williams" in words for words in seen.heard))
    assert recorder.state is RecorderState.LISTENING, "the words so far appear before the end"
    (file,) = (tmp_path / "recordings").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    recorder.stop()
    qtbot.waitUntil(lambda: bool(seen.finished), timeout=20_000)
    assert seen.states == [
        RecorderState.OPENING,
        RecorderState.LISTENING,
        RecorderState.DRAINING,
        RecorderState.TRANSCRIBING,
        RecorderState.IDLE,
    ]
    assert seen.finished[0].text == "Four hours on the Williams account and two on internal training."
    assert max(seen.levels) > 0.5
    assert file.exists(), "the recording stays until its words are safe"
    recorder.release(seen.recordings[0])
    assert not file.exists()


def test_silence_is_told_within_two_seconds_and_makes_no_words(qtbot, recorder, tmp_path):
    seen = recorder.seen
    recorder.start()
    qtbot.waitUntil(lambda: bool(seen.notices), timeout=10_000)
    assert isinstance(seen.notices[0], MicrophoneSilent)
    assert seen.noticed[0] < 2
    recorder.stop()
    qtbot.waitUntil(lambda: bool(seen.failed), timeout=10_000)
    assert isinstance(seen.failed[0], NoSpeech)
    assert recorder.state is RecorderState.FAILED
    assert not list((tmp_path / "recordings").iterdir()), "nothing was said, so nothing is kept"


def test_cancel_leaves_nothing(qtbot, recorder, sound, williams, tmp_path):
    recorder.start()
    qtbot.waitUntil(lambda: recorder.seconds > 0.5, timeout=10_000)
    recorder.cancel()
    assert recorder.state is RecorderState.IDLE
    assert not list((tmp_path / "recordings").iterdir())
    assert recorder.seen.finished == []


def test_unplugging_keeps_what_was_said(qtbot, recorder, sound, williams):
    seen = recorder.seen
    recorder.start()
    qtbot.waitUntil(lambda: recorder.state is RecorderState.LISTENING, timeout=10_000)
    playing = sound.play(williams)
    qtbot.waitUntil(lambda: playing.poll() is not None, timeout=15_000)
    with sound.unplugged():
        qtbot.waitUntil(lambda: bool(seen.finished), timeout=30_000)
    assert any(isinstance(notice, MicrophoneLost) for notice in seen.notices)
    assert "Williams" in seen.finished[0].text


def test_what_was_said_just_before_pressing_is_heard(qtbot, recorder, sound, williams):
    recorder.warm()
    sound.play(tone(3))
    qtbot.waitUntil(lambda: len(recorder._pre_roll) == int(0.3 * 32_000) and any(recorder._pre_roll), timeout=10_000)
    recorder.start()
    assert recorder.state is RecorderState.LISTENING, "a warm microphone listens at once"
    assert recorder.seconds == pytest.approx(0.3)
    recorder.cancel()


def test_without_a_microphone_it_says_so(qtbot, recorder, monkeypatch):
    monkeypatch.setattr("desktop.speech.recorder._OPEN_SECONDS", 0.3)
    monkeypatch.setattr(Microphone, "open", lambda self, wished=None: False)
    recorder.start()
    assert recorder.state is RecorderState.OPENING
    qtbot.waitUntil(lambda: bool(recorder.seen.failed))
    assert isinstance(recorder.seen.failed[0], NoMicrophone)


def test_a_refused_permission_is_explained(qtbot, recorder, monkeypatch):
    monkeypatch.setattr(Recorder, "_permission", lambda self: Qt.PermissionStatus.Denied)
    recorder.start()
    assert isinstance(recorder.seen.failed[0], PermissionRefused)
    assert "Allow it in" in str(recorder.seen.failed[0])


def test_a_recording_left_by_a_crash_is_offered_and_becomes_words(qtbot, recorder, williams, tmp_path):
    take = Take(tmp_path / "recordings", datetime(2026, 11, 20, 17, 45, 12))
    take.append(williams)
    take.close()
    (left,) = recorder.unfinished()
    assert left.began == datetime(2026, 11, 20, 17, 45, 12)
    assert left.seconds == pytest.approx(3.7, abs=0.1)
    recorder.retry(left)
    qtbot.waitUntil(lambda: bool(recorder.seen.finished), timeout=30_000)
    assert "Williams" in recorder.seen.finished[0].text
    recorder.release(recorder.seen.recordings[0])
    assert recorder.unfinished() == ()


def test_quitting_while_recording_leaves_the_recording(qtbot, recorder, sound):
    recorder.start()
    qtbot.waitUntil(lambda: recorder.seconds > 0.5, timeout=10_000)
    recorder.close()
    (left,) = recordings.unfinished(recorder._folder)
    assert left.seconds > 0.5


class Fed:
    """A dictation that has been silent for `pause` seconds."""

    speaking = False
    pause = 0.0

    def feed(self, pcm: bytes) -> None:
        pass

    def cancel(self) -> None:
        pass


def test_nobody_is_called_muted_right_after_being_heard_and_sound_takes_it_back(recorder):
    recorder._microphone = SimpleNamespace(name="Headset")
    recovered: list[int] = []
    recorder.recovered.connect(lambda: recovered.append(1))
    recorder._take_in(bytes(32_000 * 2))
    assert len(recorder.seen.notices) == 1, "nothing but zeros from the start"
    recorder._take_in(tone(1))
    assert recovered == [1]
    for _ in range(7):
        recorder._take_in(bytes(32_000))
    assert len(recorder.seen.notices) == 1
    recorder._take_in(bytes(32_000 * 2))
    assert len(recorder.seen.notices) == 2
    recorder._microphone = None


@pytest.mark.parametrize(("patience", "state"), [(0.0, RecorderState.LISTENING), (2.0, RecorderState.DRAINING)])
def test_a_pause_ends_the_recording_where_that_is_wanted(recorder, patience, state):
    recorder._patience = lambda: patience
    recorder._dictation = fed = Fed()
    recorder._enter(RecorderState.LISTENING)
    recorder._take_in(tone(0.1))
    assert recorder.state is RecorderState.LISTENING
    fed.pause = 2.1
    recorder._take_in(tone(0.1))
    assert recorder.state is state
    recorder.cancel()
