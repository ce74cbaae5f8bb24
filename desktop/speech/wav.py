"""A WAV file, as phones, recorders and editors write them, as 16 kHz mono: `read_wav(Path("a.wav"))` gives the bytes.

Reading is libsndfile's: whole numbers, floats, µ-law, A-law, ADPCM, extensible headers. What is checked here is what a
header claims, and sizes that a crash left at zero.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.speech.audio import RATE, Resampler
from desktop.speech.errors import UnreadableAudio

if TYPE_CHECKING:
    import numpy as np
    import soundfile
    from numpy.typing import NDArray

RATES = range(4_000, 192_001)
MOST_CHANNELS = 64
LONGEST = 12 * 3600
"""Seconds."""

_BLOCK = 262_144  # frames that are in memory at once
_CANCELS = 0.05  # of the loudest channel's energy: less in the mean of all is no mean of one sound
_UNKNOWN = b"\xff\xff\xff\xff"


def read_wav(path: Path) -> bytes:
    """The sound in it, at any rate and width, as 16 kHz mono; where its channels cancel each other, the loudest one.

    Raises:
        UnreadableAudio: It is missing, no WAV, broken, or its header claims what no recording has.
    """
    import soundfile

    if not path.is_file():
        raise UnreadableAudio(f"There is no file “{path}”.")
    try:
        with soundfile.SoundFile(path) as file:
            if file.frames or (mended := _with_sizes(path)) is None:
                return _pcm(file, path.name)
        with soundfile.SoundFile(mended) as file:
            return _pcm(file, path.name)
    except soundfile.LibsndfileError as error:
        raise UnreadableAudio(f"“{path.name}” is not a WAV file that can be read ({error.error_string})") from error
    except OSError as error:
        raise UnreadableAudio(f"“{path.name}” cannot be read: {error.strerror}.") from error


def _pcm(file: soundfile.SoundFile, name: str) -> bytes:
    rate, channels = file.samplerate, file.channels
    if rate not in RATES:
        raise UnreadableAudio(f"“{name}” claims {rate} samples a second; a recording has {RATES[0]} to {RATES[-1]}.")
    if channels > MOST_CHANNELS:
        raise UnreadableAudio(f"“{name}” claims {channels} channels; a recording has {MOST_CHANNELS} at most.")
    if file.frames > LONGEST * rate:
        raise UnreadableAudio(f"“{name}” is longer than {LONGEST // 3600} hours.")
    if (rate, channels, file.subtype) == (RATE, 1, "PCM_16"):
        whole: bytes = file.read(dtype="int16").astype("<i2").tobytes()
        return whole
    taken = _loudest_of_cancelling(file) if channels > 1 else 0
    stream = Resampler(rate) if rate != RATE else None
    pcm = bytearray()
    for block in _blocks(file):
        mono = block.mean(axis=1) if taken is None else block[:, taken]
        pcm += _whole(stream.feed(mono) if stream else mono)
    if stream:
        pcm += _whole(stream.finish())
    return bytes(pcm)


def _whole(samples: NDArray[np.float32]) -> bytes:
    import numpy as np

    return (np.clip(samples, -1.0, 1.0) * 32767).astype("<i2").tobytes()


def _blocks(file: soundfile.SoundFile) -> Iterator[NDArray[np.float32]]:
    """All of it from the beginning, in shapes (frames, channels); what is no number in a file of floats is silence."""
    import numpy as np

    file.seek(0)
    for block in file.blocks(_BLOCK, dtype="float32", always_2d=True):
        yield np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0)


def _loudest_of_cancelling(file: soundfile.SoundFile) -> int | None:
    """The loudest channel where the mean of all is next to nothing (one is the other turned over), else None."""
    import numpy as np

    each, mean = np.zeros(file.channels), 0.0
    for block in _blocks(file):
        each += np.square(block, dtype=np.float64).sum(axis=0)
        mean += float(np.square(block.mean(axis=1), dtype=np.float64).sum())
    loudest = int(each.argmax())
    return loudest if mean < _CANCELS * each[loudest] else None


def _with_sizes(path: Path) -> io.BytesIO | None:
    """The file with its sizes said to be unknown, where the header of an interrupted recording has an empty one.

    None where there is nothing behind the header, or an end that the header knows.
    """
    contents = bytearray(path.read_bytes())
    known_end = 8 + int.from_bytes(contents[4:8], "little")
    at = 12
    while at + 8 <= len(contents):
        size = int.from_bytes(contents[at + 4 : at + 8], "little")
        if contents[at : at + 4] == b"data":
            if size or at + 8 == len(contents) or known_end == len(contents):
                return None
            contents[4:8] = contents[at + 4 : at + 8] = _UNKNOWN
            return io.BytesIO(contents)
        at += 8 + size + size % 2
    return None
