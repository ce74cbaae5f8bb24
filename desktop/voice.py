"""Joins the recorder to the port: what the microphone hears becomes words, and words go the way that typed ones go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.agent.intents import Channel
from desktop.harvest.catalog import Catalog, PastEntry
from desktop.paths import Home
from desktop.settings import load
from desktop.speech.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from desktop.speech.recorder import Recorder
    from desktop.speech.recordings import Recording
    from desktop.speech.transcript import Transcript
    from desktop.ui.port import Port


class Voice:
    """Made at once, but opens no microphone and loads no model before its first use. Lives on the screen's thread."""

    def __init__(self, port: Port, home: Home) -> None:
        self._port = port
        self._home = home
        self._speech = load(home.settings).speech
        self._vocabulary = Vocabulary()
        self._recorder: Recorder | None = None
        self._close_transcriber: Callable[[], None] = lambda: None

    def learn_names(self, catalog: Catalog, history: Sequence[PastEntry]) -> None:
        """Which names may be spoken: the user's own clients, projects and tasks, the most used last."""
        self._vocabulary = vocabulary(catalog, history)

    def toggle(self) -> None:
        """Start to listen, or stop and turn what was said into words."""
        self._ready_recorder().toggle()

    def cancel(self) -> None:
        """Drop what is being recorded."""
        if self._recorder:
            self._recorder.cancel()

    def close(self) -> None:
        """The app ends; an unfinished recording stays on disk and is offered again."""
        if self._recorder:
            self._recorder.close()
        self._close_transcriber()

    def _ready_recorder(self) -> Recorder:
        if self._recorder is None:
            from desktop.speech import weights
            from desktop.speech.recorder import Recorder
            from desktop.speech.transcriber import Transcriber

            folder = Path(self._speech.folder).expanduser() if self._speech.folder else None
            transcriber = Transcriber(lambda: weights.find(self._speech.model, self._home.models, folder))
            self._close_transcriber = transcriber.close
            recorder = Recorder(
                transcriber,
                self._home.recordings,
                vocabulary=lambda: self._vocabulary,
                language=lambda: self._speech.language or None,
            )
            recorder.state_changed.connect(lambda state: self._port.microphone.emit(state.value))
            recorder.level.connect(self._port.level)
            recorder.heard.connect(self._port.heard)
            recorder.finished.connect(self._finished)
            recorder.failed.connect(lambda problem: self._port.failed.emit(str(problem)))
            recorder.notice.connect(lambda problem: self._port.waiting.emit(str(problem)))
            self._recorder = recorder
        return self._recorder

    def _finished(self, transcript: Transcript, recording: Recording | None) -> None:
        self._port.spoken.emit(transcript.text)
        self._port.say(transcript.text, Channel.VOICE)
        if recording is not None and self._recorder:
            # The words are on the screen and can be recalled from there, whatever becomes of them.
            self._recorder.release(recording)
