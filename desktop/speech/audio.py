"""What sound is in here: 16-bit little-endian mono at 16 kHz, as bytes. And how other rates become that.

Bytes, not arrays, because the app process shall not load numpy for as little as a spoken sentence; what needs
arithmetic (another rate, another width) imports it when it is called.
"""

from __future__ import annotations

import sys
from array import array
from math import gcd
from typing import TYPE_CHECKING

from desktop.speech.errors import UnreadableAudio

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000
BYTES_PER_SAMPLE = 2
BYTES_PER_SECOND = RATE * BYTES_PER_SAMPLE


def seconds(pcm: bytes | bytearray) -> float:
    """How long it lasts."""
    return len(pcm) / BYTES_PER_SECOND


def peak(pcm: bytes) -> float:
    """The loudest sample, 0 to 1."""
    samples = array("h", pcm[: len(pcm) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return max(max(samples), -min(samples)) / 32768 if samples else 0.0


class Resampler:
    """A stream of samples from any rate to 16 kHz, through one windowed-sinc low-pass (Kaiser, beta 8).

    One output sample is the dot product of the input around its place with the filter for that place's fraction of an
    input sample; there are as many filters as fractions, and they repeat.
    """

    def __init__(self, rate: int) -> None:
        import numpy as np

        common = gcd(rate, RATE)
        self._up, self._down = RATE // common, rate // common
        cutoff = min(1.0, RATE / rate)
        self._reach = int(np.ceil(16 / cutoff))
        offsets = np.arange(-self._reach, self._reach + 1)
        distance = offsets - np.arange(self._up)[:, None] / self._up
        window = np.i0(8.0 * np.sqrt(np.clip(1 - (distance / (self._reach + 1)) ** 2, 0, None))) / np.i0(8.0)
        self._filters = (cutoff * np.sinc(cutoff * distance) * window).astype(np.float32)
        self._offsets = offsets
        self._kept = np.zeros(self._reach, np.float32)
        self._first = -self._reach  # place in the input of the first kept sample
        self._next = 0  # the next output sample

    def feed(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """What can be said of the output so far: all but its last few samples."""
        import numpy as np

        kept = np.concatenate([self._kept, samples.astype(np.float32, copy=False)])
        known = self._first + len(kept) - self._reach  # input places below this have all their neighbours
        stop = max(self._next, -(-known * self._up // self._down))
        places = np.arange(self._next, stop)
        result = np.empty(len(places), np.float32)
        for start in range(0, len(places), 65_536):  # bounds the memory that the gathered neighbours take
            block = places[start : start + 65_536]
            centres = block * self._down // self._up - self._first
            fractions = block * self._down % self._up
            neighbours = kept[centres[:, None] + self._offsets]
            result[start : start + 65_536] = np.einsum("ij,ij->i", neighbours, self._filters[fractions])
        self._next = stop
        drop = max(0, stop * self._down // self._up - self._reach - self._first)
        self._kept, self._first = kept[drop:], self._first + drop
        return result

    def finish(self) -> NDArray[np.float32]:
        """The last samples of the output."""
        import numpy as np

        return self.feed(np.zeros(self._reach, np.float32))


def floats(raw: bytes, width: int) -> NDArray[np.float32]:
    """Whole numbers of 1 to 4 bytes as -1 to 1, shape (samples,)."""
    import numpy as np

    if width == 1:  # the one width that WAV stores unsigned
        return (np.frombuffer(raw, np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
    if width == 3:
        triples = np.frombuffer(raw, np.uint8).reshape(-1, 3)
        wide = np.zeros((len(triples), 4), np.uint8)
        wide[:, 1:] = triples
        return wide.reshape(-1).view("<i4").astype(np.float32) / np.float32(2**31)
    if width in (2, 4):
        whole = np.frombuffer(raw, f"<i{width}").astype(np.float32)
        return whole / np.float32(2 ** (8 * width - 1))
    raise UnreadableAudio(f"Samples of {width * 8} bits are not supported.")
