"""A WAV file to words, by the very path that the microphone takes: voice activity, pieces, worker, guards, names."""

from __future__ import annotations

from pathlib import Path

from desktop.speech.audio import BYTES_PER_SECOND
from desktop.speech.dictation import Dictation
from desktop.speech.transcriber import Transcriber
from desktop.speech.transcript import Transcript
from desktop.speech.vocabulary import Vocabulary
from desktop.speech.wav import read_wav


def transcribe_file(
    path: Path, transcriber: Transcriber, vocabulary: Vocabulary | None = None, language: str | None = None
) -> Transcript:
    """The words in it. Blocks until they are there.

    Raises:
        UnreadableAudio: It is not a WAV that can be read.
        NoSpeech: No voice is in it.
        WeightsError: No model can be loaded.
        WorkerError: The worker failed twice.
    """
    pcm = read_wav(path)
    transcriber.start()
    return transcribe_pcm(pcm, transcriber, vocabulary, language)


def transcribe_pcm(
    pcm: bytes, transcriber: Transcriber, vocabulary: Vocabulary | None = None, language: str | None = None
) -> Transcript:
    """As `transcribe_file`, for 16-bit mono sound at 16 kHz: a recording that a crash left behind, for one."""
    dictation = Dictation(transcriber, vocabulary, language)
    for start in range(0, len(pcm), BYTES_PER_SECOND):
        dictation.feed(pcm[start : start + BYTES_PER_SECOND])
    return dictation.finish().result()
