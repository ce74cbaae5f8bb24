"""From pressing the microphone button to words: one state machine over microphone, private file and dictation.

    idle ──start──▶ opening ──first sound──▶ listening ──stop──▶ draining ──▶ transcribing ──▶ idle (finished)
                        ╰──no device, refused──▶ failed          (an unplugged device drains by itself)

`failed` is a resting state like `idle`: `start` works from both. `cancel` works in every state and leads to `idle`.
"""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QMicrophonePermission, QObject, Qt, QTimer, Signal

from desktop.speech import recordings
from desktop.speech.audio import BYTES_PER_SECOND, peak
from desktop.speech.dictation import Dictation
from desktop.speech.errors import (
    MicrophoneError,
    MicrophoneLost,
    MicrophoneSilent,
    NoMicrophone,
    NoSpeech,
    PermissionRefused,
    SpeechError,
)
from desktop.speech.microphone import Microphone
from desktop.speech.recordings import Recording, Take
from desktop.speech.transcribe import transcribe_pcm
from desktop.speech.transcriber import Transcriber
from desktop.speech.transcript import Transcript
from desktop.speech.vocabulary import Vocabulary

PRE_ROLL_SECONDS = 0.3
_OPEN_SECONDS = 5.0
_SILENT_SECONDS = 1.5
_SILENT_AFTER_SOUND_SECONDS = 8.0  # whoever was heard a moment ago is not muted, but thinking
#: PulseAudio tells Qt nothing when the last microphone goes; the sound just stops.
_LOST_SECONDS = 2.0
_DRAIN_MS = 150
_METER_SECONDS = 0.05
_WARM_MS = 30_000
_QUIETEST_DB = -60.0


class RecorderState(StrEnum):
    """Where the recorder is."""

    IDLE = "idle"
    OPENING = "opening"
    LISTENING = "listening"
    DRAINING = "draining"
    TRANSCRIBING = "transcribing"
    FAILED = "failed"


_RESTING = (RecorderState.IDLE, RecorderState.FAILED)
_HEARING = (RecorderState.OPENING, RecorderState.LISTENING, RecorderState.DRAINING)


class Recorder(QObject):
    """Records, and turns what was said into words while it is being said.

    Signals:

    state_changed: `RecorderState`.
    level: float, loudness 0 to 1 (-60 dB full scale is 0), at most 20 a second, while listening.
    elapsed: float, seconds recorded, along with `level`.
    heard: str, the words so far.
    finished: `Transcript`, `Recording`. Call `release(recording)` when the words are safe.
    failed: `SpeechError`; its text is for the user. What was recorded stays in `unfinished()`, unless nobody spoke.
    notice: `SpeechError` that does not end the recording: only silence arrives, the device was unplugged.
    recovered: There is sound again after only silence was told of.
    devices_changed: Microphones were connected or removed.

    Args:
        transcriber: Warmed up as soon as recording starts.
        folder: For recordings; made with rights for its owner only.
        vocabulary: Gives the user's names, at each start.
        language: Gives the language, two letters, or None to find out, at each start.
        patience: Gives the seconds after which a pause ends the recording by itself; 0 leaves that to the speaker.
    """

    state_changed = Signal(object)
    level = Signal(float)
    elapsed = Signal(float)
    heard = Signal(str)
    finished = Signal(object, object)
    failed = Signal(object)
    notice = Signal(object)
    recovered = Signal()
    devices_changed = Signal()

    _words = Signal(object, str)
    _settled = Signal(object, object)

    def __init__(
        self,
        transcriber: Transcriber,
        folder: Path,
        vocabulary: Callable[[], Vocabulary] = Vocabulary,
        language: Callable[[], str | None] = lambda: None,
        patience: Callable[[], float] = lambda: 0.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._transcriber = transcriber
        self._folder = folder
        self._vocabulary = vocabulary
        self._language = language
        self._patience = patience
        self._pace: float | None = None
        self._has_sound = False
        self._state = RecorderState.IDLE
        self._device: str | None = None
        self._microphone: Microphone | None = None
        self._dictation: Dictation | None = None
        self._take: Take | None = None
        self._recording: Recording | None = None
        self._job: object = None  # what the running transcription answers to; a cancelled one answers to nobody
        self._pre_roll = bytearray()
        self._pressed = 0.0
        self._last_sound = 0.0
        self._last_meter = 0.0
        self._loudest = 0.0
        self._bytes = 0
        self._zeros = 0
        self._keep_warm = False
        self._watch = QTimer(self)
        self._watch.setInterval(250)
        self._watch.timeout.connect(self._look_after)
        self._drained = QTimer(self)
        self._drained.setSingleShot(True)
        self._drained.timeout.connect(self._transcribe)
        self._cool = QTimer(self)
        self._cool.setSingleShot(True)
        self._cool.timeout.connect(self._close_if_resting)
        self._words.connect(self._on_words, Qt.ConnectionType.QueuedConnection)
        self._settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)

    @property
    def state(self) -> RecorderState:
        """Where it is."""
        return self._state

    @property
    def seconds(self) -> float:
        """How much was recorded."""
        return self._bytes / BYTES_PER_SECOND

    def choose(self, device: str | None) -> None:
        """Use that microphone (`microphone.Device.id`) from the next start on; None for the system's default."""
        self._device = device
        self._close_if_resting()

    def warm(self, *, keep: bool = False) -> None:
        """Open the microphone before it is needed, so that the 300 ms before pressing are not lost.

        What arrives is held in memory for those 300 ms only. It closes after 30 s without a recording, or when `cool`
        is called; with `keep` it opens again that way after each recording.
        """
        self._keep_warm = keep
        if self._state in _RESTING and self._permission() == Qt.PermissionStatus.Granted:
            microphone = self._open_microphone()
            if not microphone.is_open:
                microphone.open(self._device)
            self._cool.start(_WARM_MS)
        self._transcriber.start()

    def cool(self) -> None:
        """Let the microphone go, unless it is recording."""
        self._keep_warm = False
        self._close_if_resting()

    def start(self) -> None:
        """Start to listen. Does nothing while a recording or its transcription is under way."""
        if self._state not in _RESTING:
            return
        self._pressed = monotonic()
        self._cool.stop()
        self._bytes = self._zeros = 0
        self._has_sound = False
        self._loudest = 0.0
        self._enter(RecorderState.OPENING)
        self._transcriber.start()
        status = self._permission()
        if status == Qt.PermissionStatus.Undetermined:
            app = QCoreApplication.instance()
            if app is not None:
                app.requestPermission(QMicrophonePermission(), self, lambda _: self._permitted())
        else:
            self._permitted()

    def stop(self) -> None:
        """No more is said: take what is still on its way, then turn it into words."""
        if self._state == RecorderState.OPENING:
            self.cancel()
        elif self._state == RecorderState.LISTENING:
            self._enter(RecorderState.DRAINING)
            speaking = self._dictation is not None and self._dictation.speaking
            self._drained.start(_DRAIN_MS if speaking else 0)

    def toggle(self) -> None:
        """Start where it rests, stop where it listens."""
        if self._state in _RESTING:
            self.start()
        else:
            self.stop()

    def cancel(self) -> None:
        """Drop what is being recorded or transcribed, and its file."""
        if self._state in _RESTING:
            return
        self._put_away_microphone()
        if self._dictation is not None:
            self._dictation.cancel()
        self._job = None
        recording = self._close_take()
        if recording is not None:
            recordings.release(recording)
        self._recording = self._dictation = None
        self._enter(RecorderState.IDLE)

    def release(self, recording: Recording) -> None:
        """The words of that recording are safe in the conversation: delete it."""
        recordings.release(recording)

    def unfinished(self) -> tuple[Recording, ...]:
        """Recordings that a crash or a failure left behind, oldest first; without the one under way."""
        current = {each.path for each in (self._recording, self._take and self._take.recording) if each}
        return tuple(each for each in recordings.unfinished(self._folder) if each.path not in current)

    def retry(self, recording: Recording) -> None:
        """Turn a recording that was left behind into words: `finished` or `failed` follows."""
        if self._state not in _RESTING:
            return
        self._recording = recording
        self._enter(RecorderState.TRANSCRIBING)
        job: Future[Transcript] = Future()
        self._job = job
        vocabulary, language = self._vocabulary(), self._language()

        def work() -> None:
            try:
                job.set_result(transcribe_pcm(recording.read(), self._transcriber, vocabulary, language))
            except BaseException as error:
                job.set_exception(error)
            self._settled.emit(job, job)

        # Voice activity over a long recording takes seconds; not on the screen's thread.
        threading.Thread(target=work, name="retry", daemon=True).start()

    def close(self) -> None:
        """The app ends: let the device go. What is being recorded stays on disk and is offered at the next start."""
        self._job = None
        self._put_away_microphone(warm=False)
        self._close_take()

    # Opening

    def _permission(self) -> Qt.PermissionStatus:
        app = QCoreApplication.instance()
        return app.checkPermission(QMicrophonePermission()) if app is not None else Qt.PermissionStatus.Granted

    def _permitted(self) -> None:
        if self._state != RecorderState.OPENING:
            return
        if self._permission() == Qt.PermissionStatus.Denied:
            self._fail(PermissionRefused(_where_to_allow()))
            return
        microphone = self._open_microphone()
        self._dictation = self._new_dictation()
        self._last_sound = monotonic()
        self._watch.start()
        if microphone.is_open and self._pre_roll:
            self._listen()
            early = bytes(self._pre_roll)
            self._pre_roll.clear()
            self._take_in(early)
        elif not microphone.is_open:
            microphone.open(self._device)  # where none is there yet, `_look_after` waits for one

    def _open_microphone(self) -> Microphone:
        if self._microphone is None:
            self._microphone = Microphone(self)
            self._microphone.arrived.connect(self._arrived)
            self._microphone.lost.connect(self._lost)
            self._microphone.changed.connect(self._devices_changed)
        return self._microphone

    def _new_dictation(self) -> Dictation:
        made: list[Dictation] = []
        dictation = Dictation(
            self._transcriber,
            self._vocabulary(),
            self._language(),
            lambda words: self._words.emit(made[0], words),
            pace=self._pace,
        )
        made.append(dictation)
        return dictation

    def dictation(self, on_heard: Callable[[str], None]) -> Dictation:
        """One that is fed by somebody else and kept nowhere: a trial. `on_heard` is called on another thread."""
        self._transcriber.start()
        return Dictation(self._transcriber, self._vocabulary(), self._language(), on_heard, pace=self._pace)

    def _listen(self) -> None:
        try:
            self._take = Take(self._folder, datetime.now())  # noqa: DTZ005 (shown to the user, who lives in local time)
        except OSError as error:
            self.notice.emit(SpeechError(f"The recording cannot be kept on disk: {error.strerror}. Go on speaking."))
        self._enter(RecorderState.LISTENING)

    # Sound

    def _arrived(self, pcm: bytes) -> None:
        self._last_sound = monotonic()
        if self._state in _RESTING or self._state == RecorderState.TRANSCRIBING:
            self._pre_roll += pcm
            del self._pre_roll[: -int(PRE_ROLL_SECONDS * BYTES_PER_SECOND)]
            return
        if self._state == RecorderState.OPENING:
            self._listen()
        self._take_in(pcm)

    def _take_in(self, pcm: bytes) -> None:
        self._bytes += len(pcm)
        self._keep(pcm)
        if self._dictation is not None:
            self._dictation.feed(pcm)
        loud = peak(pcm)
        self._loudest = max(self._loudest, loud)
        self._look_for_silence(len(pcm), is_silent=loud == 0.0)
        now = monotonic()
        if now - self._last_meter >= _METER_SECONDS and self._state == RecorderState.LISTENING:
            self._last_meter = now
            self.level.emit(_loudness(self._loudest))
            self.elapsed.emit(self.seconds)
            self._loudest = 0.0

        wait = self._patience()
        if wait and self._dictation is not None and self._dictation.pause >= wait:
            self.stop()

    def _look_for_silence(self, length: int, *, is_silent: bool) -> None:
        """Zeros for a while: it is muted, or another program has it. Told once; told again when sound comes."""
        before, self._zeros = self._zeros, self._zeros + length if is_silent else 0
        limit = (_SILENT_AFTER_SOUND_SECONDS if self._has_sound else _SILENT_SECONDS) * BYTES_PER_SECOND
        if before < limit <= self._zeros and self._microphone is not None:
            self.notice.emit(MicrophoneSilent(self._microphone.name))
        elif before >= limit > self._zeros:
            self.recovered.emit()
        self._has_sound = self._has_sound or not is_silent

    def _keep(self, pcm: bytes) -> None:
        if self._take is None:
            return
        try:
            self._take.append(pcm)
        except OSError as error:
            self._take.close()
            self._take = None
            self.notice.emit(SpeechError(f"The recording cannot be kept on disk: {error.strerror}. Go on speaking."))

    def _look_after(self) -> None:
        """Four times a second while the microphone is wanted: has it come, does it still deliver?"""
        now, microphone = monotonic(), self._microphone
        if microphone is None or self._state not in _HEARING:
            self._watch.stop()
        elif self._state == RecorderState.OPENING:
            if not microphone.is_open:
                microphone.open(self._device)
            if now - self._pressed > _OPEN_SECONDS:
                opened = microphone.is_open
                self._fail(MicrophoneError(f"“{microphone.name}” gives no sound.") if opened else NoMicrophone())
        elif self._state == RecorderState.LISTENING and now - self._last_sound > _LOST_SECONDS:
            self._lost()

    def _lost(self) -> None:
        if self._state == RecorderState.LISTENING:
            name = self._microphone.name if self._microphone else ""
            self.notice.emit(MicrophoneLost(name))
            self._enter(RecorderState.DRAINING)
            self._transcribe()
        self._pre_roll.clear()

    def _devices_changed(self) -> None:
        if self._state == RecorderState.OPENING and self._microphone and not self._microphone.is_open:
            self._microphone.open(self._device)
        self.devices_changed.emit()

    # Words

    def _transcribe(self) -> None:
        if self._state != RecorderState.DRAINING or self._dictation is None:
            return
        if self._microphone is not None:
            self._microphone.read()
        self._put_away_microphone()
        self._recording = self._close_take()
        self._enter(RecorderState.TRANSCRIBING)
        job = self._job = self._dictation
        self._dictation.finish().add_done_callback(lambda future: self._settled.emit(job, future))

    def _on_words(self, dictation: object, words: str) -> None:
        if dictation is self._dictation and self._state not in _RESTING:
            self.heard.emit(words)

    def _on_settled(self, job: object, future: Future[Transcript]) -> None:
        if job is not self._job or future.cancelled():
            return
        self._job = None
        recording, self._recording = self._recording, None
        error = future.exception()
        if error is None:
            self._pace = self._dictation.pace if self._dictation else self._pace
            self._dictation = None
            self._enter(RecorderState.IDLE)
            self.finished.emit(future.result(), recording)
        else:
            if isinstance(error, NoSpeech) and recording is not None:
                recordings.release(recording)
            told = error if isinstance(error, SpeechError) else SpeechError(f"The recording was kept: {error}")
            self._fail(told)

    # Ends

    def _close_take(self) -> Recording | None:
        take, self._take = self._take, None
        return take.close() if take is not None else self._recording

    def _put_away_microphone(self, *, warm: bool = True) -> None:
        self._watch.stop()
        self._drained.stop()
        self._pre_roll.clear()
        if self._microphone is not None and not (warm and self._keep_warm and self._microphone.is_open):
            self._microphone.close()
        elif self._microphone is not None:
            self._cool.start(_WARM_MS)

    def _close_if_resting(self) -> None:
        if self._microphone is not None and self._state not in _HEARING:
            self._microphone.close()
            self._pre_roll.clear()

    def _fail(self, error: SpeechError) -> None:
        self._put_away_microphone()
        if self._dictation is not None:
            self._dictation.cancel()
            self._dictation = None
        self._close_take()
        self._enter(RecorderState.FAILED)
        self.failed.emit(error)

    def _enter(self, state: RecorderState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)


def _loudness(loudest: float) -> float:
    if loudest <= 0:
        return 0.0
    return min(1.0, max(0.0, 1 - 20 * math.log10(loudest) / _QUIETEST_DB))


def _where_to_allow() -> str:
    if sys.platform == "darwin":
        return "System Settings › Privacy & Security › Microphone"
    if sys.platform == "win32":
        return "Settings › Privacy & security › Microphone"
    return "your system's privacy settings"
