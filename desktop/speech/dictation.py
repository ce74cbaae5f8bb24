"""One recording on its way to words: cut, decoded piece by piece while it goes on, guarded, joined, names put right.

The microphone and `gleaner transcribe` both speak through here. It belongs to the thread that feeds it; only the
callback `on_heard` and the futures come from the transcriber's thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

from desktop.speech import guards
from desktop.speech.audio import BYTES_PER_SECOND
from desktop.speech.doubts import doubts
from desktop.speech.errors import NoSpeech
from desktop.speech.names import Names
from desktop.speech.segments import Piece, Segmenter
from desktop.speech.times import with_times
from desktop.speech.transcript import Decoded, Transcript
from desktop.speech.vad import Silero
from desktop.speech.vocabulary import Vocabulary

_QUICK = 0.4  # seconds that a piece may take if it is to be asked for while it is still being spoken
_EVERY = 1.0  # seconds of sound between two such asks


class Decoder(Protocol):
    """What turns a piece into words: the transcriber."""

    def transcribe(self, pcm: bytes, phrases: tuple[str, ...] = (), language: str | None = None) -> Future[Decoded]:
        """The words in up to 30 s of sound."""


class Dictation:
    """Feed sound, finish, get a transcript.

    Args:
        decoder: The transcriber.
        vocabulary: The user's names: given to Whisper, and what was heard is held against them.
        language: Two letters, or None to let a multilingual model find out.
        on_heard: Told the words so far, each time they grow; not on the feeding thread.
        segmenter: For tests; None for the one with Silero.
        pace: Seconds that a piece took last time, None where that is not known. Where pieces take less than `_QUICK`,
            words are shown while they are spoken, not only at pauses.
    """

    def __init__(
        self,
        decoder: Decoder,
        vocabulary: Vocabulary | None = None,
        language: str | None = None,
        on_heard: Callable[[str], None] | None = None,
        segmenter: Segmenter | None = None,
        pace: float | None = None,
    ) -> None:
        self._decoder = decoder
        self._vocabulary = vocabulary or Vocabulary()
        self._names = Names(self._vocabulary.names)
        self._language = language
        self._on_heard = on_heard
        self._segmenter = segmenter or Segmenter(Silero())
        self._pieces: dict[int, Future[Decoded]] = {}
        self._done: dict[int, str] = {}
        self._lock = threading.Lock()
        self._bytes = 0
        self._asked_at = 0
        self._pace = pace
        self._result: Future[Transcript] | None = None

    def feed(self, pcm: bytes) -> None:
        """More sound: 16-bit mono at 16 kHz, any amount. Returns at once."""
        self._bytes += len(pcm)
        for piece in self._segmenter.feed(pcm):
            self._decode(piece)
        if self._may_ask_early and (now := self._segmenter.so_far) is not None:
            self._decode(now)

    @property
    def pause(self) -> float:
        """Seconds since somebody spoke; 0 before anybody has."""
        return self._segmenter.pause

    @property
    def pace(self) -> float | None:
        """Seconds that the latest piece took, None where none was decoded."""
        return self._pace

    @property
    def _may_ask_early(self) -> bool:
        """Words of what is still being spoken are asked for only where that delays nothing: the recogniser is quick,
        and has nothing else to do.
        """
        if self._pace is None or self._pace > _QUICK or self._bytes - self._asked_at < _EVERY * BYTES_PER_SECOND:
            return False
        with self._lock:
            is_free = all(future.done() for future in self._pieces.values())
        return is_free and self._segmenter.speaking

    def finish(self) -> Future[Transcript]:
        """No more sound. The future raises `NoSpeech`, or what the transcriber raises."""
        if self._result is not None:
            return self._result
        for piece in self._segmenter.finish():
            self._decode(piece)
        self._result = Future()
        with self._lock:
            waiting = list(self._pieces.values())
        if not waiting:
            self._settle()
        for future in waiting:
            future.add_done_callback(lambda _: self._settle())
        return self._result

    def cancel(self) -> None:
        """Forget it all; what the worker has begun it finishes for nobody."""
        with self._lock:
            waiting = list(self._pieces.values())
            self._pieces.clear()
            self._on_heard = None
        for future in waiting:
            future.cancel()

    @property
    def speaking(self) -> bool:
        """Whether a voice was there a moment ago: the sound must not end just now."""
        return self._segmenter.speaking

    @property
    def text(self) -> str:
        """The words so far."""
        with self._lock:
            parts = [self._done[index] for index in sorted(self._done)]
        return " ".join(filter(None, parts))

    def _clean(self, piece: Decoded) -> str:
        """Its words; none where the second hearing has only what Whisper is known to make up."""
        if piece.second and not self._believed(piece.second, piece.audio_seconds):
            return ""
        return self._believed(piece.text, piece.audio_seconds)

    def _believed(self, text: str, seconds: float) -> str:
        return with_times(guards.clean(text, self._vocabulary.phrases, seconds))

    def _decode(self, piece: Piece) -> None:
        self._asked_at = self._bytes
        future = self._decoder.transcribe(piece.pcm, self._vocabulary.phrases, self._language)
        with self._lock:
            overtaken = self._pieces.get(piece.index)
            self._pieces[piece.index] = future
        if overtaken is not None:
            overtaken.cancel()
        future.add_done_callback(lambda done: self._decoded(piece.index, done))

    def _decoded(self, index: int, future: Future[Decoded]) -> None:
        if future.cancelled() or future.exception() is not None:
            return
        self._pace = future.result().seconds
        text = self._clean(future.result())
        with self._lock:
            self._done[index] = text
            told = self._on_heard
        if told is not None and (words := self.text):
            told(words)

    def _settle(self) -> None:
        with self._lock:
            result, futures = self._result, [self._pieces[index] for index in sorted(self._pieces)]
            if result is None or result.done() or not all(future.done() for future in futures):
                return
            result.set_running_or_notify_cancel()
        try:
            result.set_result(self._transcript([future.result() for future in futures]))
        except BaseException as error:  # the future is how the caller learns of it
            result.set_exception(error)

    def _transcript(self, pieces: list[Decoded]) -> Transcript:
        kept = [(piece, text) for piece in pieces if (text := self._clean(piece))]
        if not kept:
            raise NoSpeech
        heard = " ".join(text for _, text in kept)
        text, corrections = self._names.correct(heard)
        second, _ = self._names.correct(
            " ".join(filter(None, (self._believed(piece.second, piece.audio_seconds) for piece, _ in kept)))
        )
        return Transcript(
            text=text,
            language=kept[0][0].language,
            audio_seconds=self._bytes / BYTES_PER_SECOND,
            seconds=sum(piece.seconds for piece in pieces),
            model=kept[0][0].model,
            segments=tuple(piece for piece, _ in kept),
            corrections=corrections,
            doubtful=tuple(dict.fromkeys(name for piece, _ in kept for name in piece.doubtful)),
            doubts=doubts(heard, [piece for piece, _ in kept], corrections),
            second=second,
        )
