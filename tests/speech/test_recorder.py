"""The recorder against a real sound server, real voice activity and the real tiny.en model."""

from __future__ import annotations

import stat

import pytest
from PySide6.QtCore import QObject

from desktop.speech.recorder import Recorder, RecorderState
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
        self.recordings: list = []
        recorder.state_changed.connect(self.states.append)
        recorder.level.connect(self.levels.append)
        recorder.heard.connect(self.heard.append)
        recorder.finished.connect(self._finish)
        recorder.failed.connect(self.failed.append)
        recorder.notice.connect(self.notices.append)

    def _finish(self, transcript: Transcript, recording) -> None:
        self.finished.append(transcript)
        self.recordings.append(recording)


@pytest.fixture
def recorder(qapp, sound, transcriber, words, tmp_path):
    made = Recorder(transcriber, tmp_path / "recordings", lambda: words)
    made.seen = Seen(made)
    yield made
    made.close()


def test_a_spoken_sentence_becomes_words(qtbot, recorder, sound, williams, tmp_path):
    seen = recorder.seen
    recorder.start()
    qtbot.waitUntil(lambda: recorder.state is RecorderState.LISTENING)
    playing = sound.play(williams)
    qtbot.waitUntil(lambda: playing.poll() is not None, timeout=15_000)
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
    assert seen.finished[0].text.startswith("Four hours on the Williams account")
    assert max(seen.levels) > 0.5
    assert file.exists(), "the recording stays until its words are safe"
    recorder.release(seen.recordings[0])
    assert not file.exists()
