"""Sixty clips in which nobody speaks: silence, noise, hum, music, keyboard clatter, beeps, breathing, knocks.

All are made from numbers, the same every time, 16-bit mono at 16 kHz, four to eight seconds long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
Samples = NDArray[np.floating[Any]]


def clips() -> Iterator[tuple[str, bytes]]:
    """Name and sound of each."""
    random = np.random.default_rng(20_261_120)
    for place in range(60):
        name, make = KINDS[place % len(KINDS)]
        seconds = 4 + place % 5
        loud = (0.02, 0.05, 0.1, 0.2, 0.4)[place // len(KINDS) % 5]
        samples = make(seconds * RATE, random)
        peak = float(np.abs(samples).max())
        samples = samples / peak * loud if peak > 0 else samples
        yield f"{name}-{place:02}", (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()


def _time(count: int) -> Samples:
    return np.arange(count) / RATE


def _coloured(count: int, random: np.random.Generator, slope: float) -> Samples:
    spectrum = np.fft.rfft(random.standard_normal(count))
    spectrum /= np.arange(1, len(spectrum) + 1) ** slope
    return np.asarray(np.fft.irfft(spectrum, count))


def silence(count: int, random: np.random.Generator) -> Samples:
    return np.zeros(count)


def hiss(count: int, random: np.random.Generator) -> Samples:
    return random.standard_normal(count)


def room(count: int, random: np.random.Generator) -> Samples:
    return _coloured(count, random, 0.5)


def rumble(count: int, random: np.random.Generator) -> Samples:
    return _coloured(count, random, 1.0)


def hum(count: int, random: np.random.Generator) -> Samples:
    waves = (np.sin(2 * np.pi * 50 * n * _time(count)) / n for n in (1, 2, 3, 5))
    return np.asarray(sum(waves)) + 0.05 * random.standard_normal(count)


def beeps(count: int, random: np.random.Generator) -> Samples:
    on = (_time(count) * 2 % 1) < 0.3
    return np.asarray(np.sin(2 * np.pi * random.choice([440, 880, 1000, 2000]) * _time(count)) * on)


def music(count: int, random: np.random.Generator) -> Samples:
    """Chords of decaying harmonics, two a second."""
    made = np.zeros(count)
    for start in range(0, count, RATE // 2):
        length = min(RATE, count - start)
        decay = np.exp(-3 * _time(length))
        for note in random.choice([0, 2, 4, 5, 7, 9, 11, 12], 3, replace=False):
            pitch = 220 * 2 ** (note / 12)
            made[start : start + length] += decay * sum(
                np.sin(2 * np.pi * pitch * n * _time(length)) / n for n in (1, 2, 3)
            )
    return made


def clatter(count: int, random: np.random.Generator) -> Samples:
    """Keys: 8 ms of noise each, five to ten a second."""
    made = 0.002 * random.standard_normal(count)
    at = 0
    while (at := at + int(RATE * random.uniform(0.08, 0.25))) < count - 200:
        made[at : at + 128] += random.standard_normal(128) * np.exp(-np.arange(128) / 30) * random.uniform(0.5, 1)
    return made


def breathing(count: int, random: np.random.Generator) -> Samples:
    """Coloured noise that swells and fades every two seconds."""
    return np.asarray(_coloured(count, random, 0.35) * np.clip(np.sin(np.pi * _time(count)), 0, 1) ** 2)


def knocks(count: int, random: np.random.Generator) -> Samples:
    made = np.zeros(count)
    for start in range(RATE // 2, count - 4000, RATE):
        made[start : start + 4000] += np.sin(2 * np.pi * 120 * _time(4000)) * np.exp(-_time(4000) * 40)
    return made


KINDS = (
    ("silence", silence),
    ("hiss", hiss),
    ("room", room),
    ("rumble", rumble),
    ("hum", hum),
    ("beeps", beeps),
    ("music", music),
    ("clatter", clatter),
    ("breathing", breathing),
    ("knocks", knocks),
)
