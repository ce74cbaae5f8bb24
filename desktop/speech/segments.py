"""Cuts a stream of sound into pieces that are worth decoding, and lets silence through to nobody.

A piece starts when a voice starts, with what came just before it, and is closed by a pause of 600 ms or, at 10 s, at
its quietest moment. A short piece that a pause ended is handed out as provisional and stays open, because Whisper hears
a sentence better whole than in bits: the piece that follows has the same index and holds it from the start.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.speech.vad import CHUNK_BYTES, CHUNK_SECONDS, Detector


@dataclass(frozen=True, slots=True)
class Piece:
    """Sound with a voice in it. `start` is in seconds from the beginning of the recording.

    A piece replaces an earlier one of the same `index`; after one that is `closed`, the index goes up.
    """

    index: int
    pcm: bytes
    start: float
    closed: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """Where to cut, in seconds, and from which probability on a chunk counts as voice (and, once open, as none)."""

    pause: float = 0.6
    longest: float = 10.0
    open_below: float = 6.0
    before: float = 0.3
    onset: float = 0.09
    voice: float = 0.5
    silence: float = 0.35
    least_voice: float = 0.2
    look_back: float = 3.0


def _chunks(length: float) -> int:
    return max(1, round(length / CHUNK_SECONDS))


class Segmenter:
    """Feed it sound as it comes, take pieces as they close."""

    def __init__(self, detector: Detector, cut: Cut | None = None) -> None:
        self._detector = detector
        self._cut = cut or Cut()
        self._rest = bytearray()
        self._before: deque[tuple[bytes, float]] = deque(maxlen=_chunks(self._cut.before) + _chunks(self._cut.onset))
        self._piece: list[tuple[bytes, float]] = []
        self._voiced = 0  # chunks of voice since the last piece was handed out
        self._heard = 0  # chunks of voice in the open piece
        self._quiet = 0  # chunks since the last voice
        self._onset = 0
        self._at = 0  # chunks seen
        self._start = 0
        self._index = 0
        self._last_voice: int | None = None

    @property
    def speaking(self) -> bool:
        """Whether a voice was there within the last quarter of a second."""
        return bool(self._piece) and self._quiet * CHUNK_SECONDS < 0.25

    @property
    def pause(self) -> float:
        """Seconds since somebody spoke; 0 before anybody has."""
        return 0.0 if self._last_voice is None else (self._at - self._last_voice) * CHUNK_SECONDS

    @property
    def so_far(self) -> Piece | None:
        """The piece that is being spoken, as a provisional one; None where there is too little of it."""
        if self._heard * CHUNK_SECONDS < self._cut.least_voice or not self._voiced:
            return None
        pcm = b"".join(chunk for chunk, _ in self._piece)
        return Piece(self._index, pcm, self._start * CHUNK_SECONDS, closed=False)

    def feed(self, pcm: bytes) -> Iterator[Piece]:
        """Pieces that this sound completed."""
        self._rest += pcm
        while len(self._rest) >= CHUNK_BYTES:
            chunk = bytes(self._rest[:CHUNK_BYTES])
            del self._rest[:CHUNK_BYTES]
            yield from self._step(chunk)

    def finish(self) -> Iterator[Piece]:
        """The last piece, if a voice is in it."""
        if self._rest:
            yield from self._step(bytes(self._rest).ljust(CHUNK_BYTES, b"\0"))
            self._rest.clear()
        if self._piece:
            yield from self._hand_out(len(self._piece), closed=True)

    def _step(self, chunk: bytes) -> Iterator[Piece]:
        chance = self._detector.probability(chunk)
        self._at += 1
        if not self._piece:
            self._before.append((chunk, chance))
            self._onset = self._onset + 1 if chance >= self._cut.voice else 0
            if self._onset >= _chunks(self._cut.onset):
                self._piece = list(self._before)
                self._start = self._at - len(self._piece)
                self._voiced = self._heard = self._onset
                self._quiet = 0
                self._before.clear()
            return
        self._piece.append((chunk, chance))
        if chance >= (self._cut.voice if self._quiet else self._cut.silence):
            self._voiced += 1
            self._heard += 1
            self._quiet = 0
            self._last_voice = self._at
        else:
            self._quiet += 1
        length = len(self._piece) * CHUNK_SECONDS
        if self._quiet >= _chunks(self._cut.pause) and self._voiced:
            yield from self._hand_out(len(self._piece), closed=length >= self._cut.open_below)
        elif length >= self._cut.longest:
            yield from self._hand_out(self._quietest(), closed=True)

    def _quietest(self) -> int:
        """Where to cut a piece that is too long: in the middle of its quietest 100 ms near the end."""
        first = len(self._piece) - _chunks(self._cut.look_back)
        around = [
            sum(chance for _, chance in self._piece[place - 1 : place + 2])
            for place in range(first, len(self._piece) - 1)
        ]
        return first + min(range(len(around)), key=lambda place: (around[place], -place))

    def _hand_out(self, upto: int, *, closed: bool) -> Iterator[Piece]:
        # What a pause has handed out before, and nobody spoke since, is on its way already.
        if self._heard * CHUNK_SECONDS >= self._cut.least_voice and self._voiced:
            pcm = b"".join(chunk for chunk, _ in self._piece[:upto])
            yield Piece(self._index, pcm, self._start * CHUNK_SECONDS, closed)
            self._voiced = 0
        if closed:
            rest = self._piece[upto:]
            self._index += 1
            voiced = sum(chance >= self._cut.voice for _, chance in rest)
            self._start += upto
            self._piece = rest if voiced else []
            self._voiced = self._heard = voiced
            self._before.extend(() if voiced else rest)
            self._onset = 0
