"""Joins the recorder to the port: what the microphone hears becomes words, and words go the way that typed ones go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.agent.intents import Channel, Span
from desktop.agent.reading.certainty.hearing import Faint
from desktop.harvest.catalog import Catalog, PastEntry
from desktop.paths import Home
from desktop.settings import SpeechSettings
from desktop.speech import recordings, weights
from desktop.speech.errors import NoSpeech, SpeechError, WeightsError, WeightsMissing, WorkerError
from desktop.speech.preparation import Preparation
from desktop.speech.vocabulary import Vocabulary, vocabulary
from desktop.ui.speech_port import LeftRecording

if TYPE_CHECKING:
    from desktop.speech.dictation import Dictation
    from desktop.speech.recorder import Recorder, RecorderState
    from desktop.speech.recordings import Recording
    from desktop.speech.transcriber import Transcriber
    from desktop.speech.transcript import Transcript
    from desktop.ui.port import Port

_RESTING = ("idle", "failed")


class Voice:
    """Made at once, but opens no microphone and loads no model before its first use. Lives on the screen's thread.

    `on_words` is told just before spoken words are handed to the conversation.
    """

    def __init__(self, port: Port, home: Home, speech: SpeechSettings, on_words: Callable[[], None]) -> None:
        self._port = port
        self._home = home
        self._speech = speech
        self._on_words = on_words
        self._vocabulary = Vocabulary()
        self._recorder: Recorder | None = None
        self._transcriber: Transcriber | None = None
        self._preparation = Preparation()
        self._preparation.ready.connect(self._prepared)
        self._preparation.failed.connect(self._unprepared)
        self._wanted: Callable[[Recorder], None] | None = None
        self._is_held = False
        self._day: date | None = None

    def apply(self, speech: SpeechSettings) -> None:
        """Settings have changed: they count from the next words on."""
        self._speech = speech
        if self._recorder and self._transcriber:
            self._recorder.choose(speech.device or None)
            self._transcriber.reload()

    def learn_names(self, catalog: Catalog, history: Sequence[PastEntry]) -> None:
        """Which names may be spoken: the user's own clients, projects and tasks, the most used last."""
        self._vocabulary = vocabulary(catalog, history)

    def toggle(self, day: date | None = None) -> None:
        """Start to listen, for that day where the words name none, or stop and turn what was said into words."""
        if self._is_resting:
            self._day = day
        if self._wanted:
            self.cancel()
        elif not self._is_resting or self._has_weights():
            self._when_prepared(lambda recorder: recorder.toggle())

    def hold(self) -> None:
        """Listen until `let_go`; what is already under way goes on as it was."""
        if self._is_resting and self._has_weights():
            self._is_held, self._day = True, None
            self._when_prepared(lambda recorder: recorder.start())

    def let_go(self) -> None:
        """The end of what `hold` began."""
        if not self._is_held:
            return
        self._is_held = False
        if self._wanted or (self._recorder and self._recorder.state.value == "opening"):
            self.cancel()
            self._port.told.emit("The microphone was not open. Hold the keys until it listens, then speak.")
        elif self._recorder:
            self._recorder.stop()

    def lend(self, take: Callable[[Dictation], None], heard: Callable[[str], None]) -> None:
        """Give `take` a dictation for a trial, once all is loaded; `heard` is told its words, on another thread.

        Where speech cannot become words now, nothing follows.
        """
        try:
            self._weights()
        except WeightsMissing:
            return

        def begin() -> None:
            take(self._ready_recorder().dictation(heard))

        if self._preparation.is_done:
            begin()
        else:
            self._preparation.ready.connect(begin, Qt.ConnectionType.SingleShotConnection)
            self._preparation.start()

    def cancel(self) -> None:
        """Drop what is being recorded."""
        if self._wanted:
            self._wanted = None
            self._port.microphone.emit("idle")
        elif self._recorder:
            self._recorder.cancel()

    def close(self) -> None:
        """The app ends; an unfinished recording stays on disk and is offered again."""
        self._wanted = None
        if self._recorder:
            self._recorder.close()
        if self._transcriber:
            self._transcriber.close()

    @property
    def is_busy(self) -> bool:
        """Whether something is being recorded or turned into words."""
        return not self._is_resting

    # --- what was left over ----------------------------------------------------------------------------------------

    def offer_left(self) -> None:
        """Show what was recorded and never turned into words."""
        left = [LeftRecording(one.path.name, one.began, one.seconds) for one in self._left()]
        self._port.speech.left_over.emit(tuple(left))

    def read_left(self, recording_id: str) -> None:
        """Turn it into words, if nothing else is under way."""
        found = self._find(recording_id)
        if found is None or not self._has_weights():
            return
        if self._is_resting:
            self._day = None
            self._when_prepared(lambda recorder: recorder.retry(found))
        else:
            self._port.told.emit("One recording after the other: this one is still there when you are done.")
            self.offer_left()

    def delete_left(self, recording_id: str) -> None:
        """Delete it."""
        if found := self._find(recording_id):
            recordings.release(found)

    def _left(self) -> Sequence[Recording]:
        return self._recorder.unfinished() if self._recorder else recordings.unfinished(self._home.recordings)

    def _find(self, recording_id: str) -> Recording | None:
        return next((one for one in self._left() if one.path.name == recording_id), None)

    # --- speaking --------------------------------------------------------------------------------------------------

    @property
    def _is_resting(self) -> bool:
        return not self._wanted and (self._recorder is None or self._recorder.state.value in _RESTING)

    def _weights(self) -> weights.Weights:
        folder = Path(self._speech.folder).expanduser() if self._speech.folder else None
        return weights.find(self._speech.model, self._home.models, folder)

    def _has_weights(self) -> bool:
        """Told before anybody speaks in vain."""
        try:
            self._weights()
        except WeightsMissing:
            self._port.speech.weights_missing.emit(self._speech.model)
            return False
        return True

    def _when_prepared(self, wanted: Callable[[Recorder], None]) -> None:
        """At once, or when what it takes has been loaded."""
        if self._preparation.is_done:
            wanted(self._ready_recorder())
        else:
            self._wanted = wanted
            self._port.microphone.emit("opening")
            self._preparation.start()

    def _prepared(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted:
            wanted(self._ready_recorder())

    def _unprepared(self, problem: ImportError) -> None:
        if self._wanted:
            self.cancel()
            self._port.failed.emit(f"Speech cannot be used on this computer: {problem}")

    def _ready_recorder(self) -> Recorder:
        if self._recorder is None:
            from desktop.speech.recorder import Recorder
            from desktop.speech.transcriber import Transcriber

            self._transcriber = Transcriber(self._weights, on_trouble=self._told_trouble)
            recorder = Recorder(
                self._transcriber,
                self._home.recordings,
                vocabulary=lambda: self._vocabulary,
                language=lambda: self._speech.language or None,
                # Whoever holds keys down says by letting go that it is the end.
                patience=lambda: 0.0 if self._is_held else self._speech.ends_after,
            )
            recorder.choose(self._speech.device or None)
            recorder.state_changed.connect(self._entered)
            recorder.level.connect(self._port.level)
            recorder.heard.connect(self._port.heard)
            recorder.finished.connect(self._finished)
            recorder.failed.connect(self._failed)
            recorder.notice.connect(lambda problem: self._port.waiting.emit(str(problem)))
            recorder.recovered.connect(lambda: self._port.waiting.emit(""))
            self._recorder = recorder
        return self._recorder

    def _told_trouble(self, problem: WorkerError) -> None:
        """On the transcriber's thread: a crash or a hang that a second try may mend."""
        self._port.waiting.emit(f"{problem} Trying once more.")

    def _entered(self, state: RecorderState) -> None:
        self._port.microphone.emit(state.value)
        if state.value in _RESTING:
            self._port.waiting.emit("")  # what was told about this recording is over

    def _finished(self, transcript: Transcript, recording: Recording | None) -> None:
        self._on_words()
        if transcript.audio_seconds:
            self._port.speech.learn_speed(transcript.model, transcript.seconds / transcript.audio_seconds)
        self._port.spoken.emit(transcript.text)
        doubts = tuple((Faint if each.is_faint else Span)(each.start, each.end) for each in transcript.doubts)
        self._port.say(transcript.text, Channel.VOICE, doubts, transcript.second, day=self._day)
        if recording is not None and self._recorder:
            # The words are on the screen and can be recalled from there, whatever becomes of them.
            self._recorder.release(recording)

    def _failed(self, problem: SpeechError) -> None:
        if isinstance(problem, NoSpeech):
            self._port.told.emit("No speech heard. Try again a little closer to the microphone, or type.")
            return
        if isinstance(problem, WeightsMissing):
            self._port.speech.weights_missing.emit(self._speech.model)
        elif isinstance(problem, WeightsError):
            self._port.failed.emit(f"{problem} Choose another model in the settings.")
        else:
            self._port.failed.emit(str(problem))
        self.offer_left()
