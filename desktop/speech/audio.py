"""What sound is in here: 16-bit little-endian mono at 16 kHz, as bytes. And how a WAV becomes that.

Bytes, not arrays, because the app process shall not load numpy for as little as a spoken sentence; what needs
arithmetic (another rate, another width) imports it when it is called.
"""

from __future__ import annotations

import sys
import wave
from array import array
from math import gcd
from pathlib import Path
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


def read_wav(path: Path) -> bytes:
    """A WAV of whole numbers (8, 16, 24 or 32 bits), any rate, any channels, as 16 kHz mono.

    Raises:
        UnreadableAudio: It is missing, no WAV, compressed, floating point, or broken.
    """
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            raw = file.readframes(file.getnframes())
    except FileNotFoundError:
        raise UnreadableAudio(f"There is no file “{path}”.") from None
    except (wave.Error, EOFError) as error:
        raise UnreadableAudio(
            f"“{path.name}” is not a WAV file of plain samples ({error or 'it ends too early'})."
        ) from error
    except OSError as error:
        raise UnreadableAudio(f"“{path.name}” cannot be read: {error.strerror}.") from error
    raw = raw[: len(raw) // (width * channels) * width * channels]
    if (channels, width, rate) == (1, 2, RATE):
        return raw
    return to_pcm(_floats(raw, width), channels, rate)


def to_pcm(samples: NDArray[np.float32], channels: int, rate: int) -> bytes:
    """Interleaved samples of -1 to 1, shape (frames * channels,), at any rate, as 16 kHz mono."""
    import numpy as np

    mono = samples[: len(samples) // channels * channels].reshape(-1, channels).mean(axis=1)
    at_rate = resample(mono.astype(np.float32), rate)
    return (np.clip(at_rate, -1.0, 1.0) * 32767).astype("<i2").tobytes()


def resample(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """From any rate to 16 kHz, shape (n,) to (n * 16000 / rate,), through one windowed-sinc low-pass (Kaiser, beta 8).

    One output sample is the dot product of the input around it with the filter's phase for that place.
    """
    import numpy as np

    if rate == RATE or not len(samples):
        return samples
    common = gcd(rate, RATE)
    up, down = RATE // common, rate // common
    cutoff = min(1.0, RATE / rate)
    reach = int(np.ceil(16 / cutoff))
    count = int(np.ceil(len(samples) * up / down))
    padded = np.concatenate([np.zeros(reach, np.float32), samples, np.zeros(reach + 1, np.float32)])
    result = np.empty(count, np.float32)
    offsets = np.arange(-reach, reach + 1)
    window_at = np.i0(8.0)
    for phase in range(min(up, count)):
        places = np.arange(phase, count, up)
        whole, part = (phase * down) // up, (phase * down % up) / up
        distance = offsets - part
        inside = np.clip(1 - (distance / (reach + 1)) ** 2, 0, None)
        taps = (cutoff * np.sinc(cutoff * distance) * np.i0(8.0 * np.sqrt(inside)) / window_at).astype(np.float32)
        centres = whole + (places // up) * down + reach
        for start in range(0, len(places), 65_536):
            block = centres[start : start + 65_536]
            result[places[start : start + 65_536]] = padded[block[:, None] + offsets] @ taps
    return result


def _floats(raw: bytes, width: int) -> NDArray[np.float32]:
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
