"""WAVs of all widths, rates and channels become the same sound; what is no WAV is said so."""

from __future__ import annotations

import math
import struct
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest

from desktop.speech.audio import Resampler, peak, read_wav
from desktop.speech.errors import UnreadableAudio
from desktop.speech.transcribe import transcribe_file

DATA = Path(__file__).parent.parent / "data" / "speech"


def write(path: Path, rate: int, channels: int, width: int, hertz: float = 440.0, seconds: float = 0.5) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        for n in range(int(rate * seconds)):
            value = 0.5 * math.sin(math.tau * hertz * n / rate)
            if width == 1:
                sample = bytes([round(value * 127) + 128])
            else:
                sample = struct.pack("<i", int(value * (2 ** (8 * width - 1) - 1)))[:width]
            file.writeframesraw(sample * channels)
    return path


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize(("channels", "width"), [(1, 1), (2, 2), (1, 3), (3, 4)])
def test_any_wav_becomes_16_khz_mono(tmp_path, rate, channels, width):
    pcm = np.frombuffer(read_wav(write(tmp_path / "a.wav", rate, channels, width)), "<i2") / 32768
    assert len(pcm) == pytest.approx(8000, abs=2)
    wanted = 0.5 * np.sin(2 * np.pi * 440 * np.arange(len(pcm)) / 16_000)
    assert np.abs(pcm - wanted)[200:-200].max() < 0.02


def test_what_16_khz_cannot_carry_is_filtered_out(tmp_path):
    pcm = read_wav(write(tmp_path / "a.wav", 48_000, 1, 2, hertz=12_000))
    assert peak(pcm[2000:-2000]) < 0.01


def test_a_stream_in_bits_is_the_stream_in_one(tmp_path):
    sound = np.random.default_rng(1).standard_normal(10_000).astype(np.float32)
    stream = Resampler(44_100)
    bits = [stream.feed(sound[at : at + 317]) for at in range(0, len(sound), 317)]
    whole = Resampler(44_100)
    assert np.allclose(np.concatenate([*bits, stream.finish()]), np.concatenate([whole.feed(sound), whole.finish()]))


@pytest.mark.parametrize(
    ("name", "contents"),
    [("a.mp3", b"ID3\x04" + bytes(200)), ("empty.wav", b""), ("text.wav", b"four hours on Williams")],
)
def test_what_is_no_wav_is_said_so(tmp_path, name, contents):
    path = tmp_path / name
    path.write_bytes(contents)
    with pytest.raises(UnreadableAudio, match="not a WAV"):
        read_wav(path)


def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(UnreadableAudio, match="no file"):
        read_wav(tmp_path / "none.wav")


def test_the_loudest_sample_counts():
    assert peak(array("h", [0, -32768, 5]).tobytes()) == 1.0
    assert peak(b"") == 0.0


@pytest.mark.speech
def test_a_file_becomes_words(transcriber, words):
    heard = transcribe_file(DATA / "williams.wav", transcriber, words)
    assert heard.text == "Four hours on the Williams account and two on internal training."
    assert (heard.model, heard.language) == ("tiny.en", "en")
    assert heard.audio_seconds == pytest.approx(3.7, abs=0.1)
