"""WAVs of all widths, rates and channels become the same sound; what is no WAV is said so."""

from __future__ import annotations

import math
import struct
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest

from desktop.speech.audio import Resampler, peak
from desktop.speech.errors import UnreadableAudio
from desktop.speech.transcribe import transcribe_file
from desktop.speech.wav import read_wav

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


SPOKEN = 0.5 * np.sin(2 * np.pi * 440 * np.arange(8_000) / 16_000)
WHOLE = (SPOKEN * 32767).astype("<i2")


def riff(fmt: bytes, data: bytes, *, riff_size: int | None = None, data_size: int | None = None) -> bytes:
    """A WAV file, with whatever its header claims."""
    chunks = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt
    chunks += b"data" + struct.pack("<I", len(data) if data_size is None else data_size) + data
    return b"RIFF" + struct.pack("<I", len(chunks) if riff_size is None else riff_size) + chunks


def fmt(code: int = 1, channels: int = 1, rate: int = 16_000, bits: int = 16) -> bytes:
    block = channels * bits // 8
    return struct.pack("<HHIIHH", code, channels, rate, rate * block % 2**32, block, bits)


def extensible(code: int, bits: int) -> bytes:
    guid = struct.pack("<IHH", code, 0, 0x10) + bytes.fromhex("800000aa00389b71")
    return fmt(0xFFFE, bits=bits) + struct.pack("<HHI", 22, bits, 4) + guid


def mu_law(samples) -> bytes:
    """ITU-T G.711, written out."""
    size = np.minimum(np.abs(samples.astype(np.int32)), 32_635) + 132
    exponent = np.floor(np.log2(size)).astype(np.int32) - 7
    mantissa = (size >> (exponent + 3)) & 15
    return (~((samples < 0) * 128 | exponent << 4 | mantissa) & 255).astype(np.uint8).tobytes()


@pytest.mark.parametrize(
    "contents",
    [
        riff(fmt(3, bits=32), SPOKEN.astype("<f4").tobytes()),
        riff(fmt(3, bits=64), SPOKEN.astype("<f8").tobytes()),
        riff(extensible(1, 16), WHOLE.tobytes()),
        riff(extensible(3, 32), SPOKEN.astype("<f4").tobytes()),
        riff(fmt(7, bits=8) + b"\0\0", mu_law(WHOLE)),
        riff(fmt(), WHOLE.tobytes(), riff_size=0, data_size=0),
        riff(fmt(), WHOLE.tobytes(), riff_size=36, data_size=0),
        riff(fmt(), WHOLE.tobytes(), riff_size=2**32 - 1, data_size=2**32 - 1),
        riff(fmt(3, bits=32), SPOKEN.astype("<f4").tobytes(), riff_size=0, data_size=0),
        riff(fmt(channels=2), np.column_stack([WHOLE, -WHOLE]).tobytes()),
        riff(fmt(channels=2), np.column_stack([WHOLE // 50, -WHOLE]).tobytes()),
        riff(fmt(channels=2), np.column_stack([WHOLE, WHOLE]).tobytes()),
        riff(fmt(), WHOLE.tobytes()),
    ],
    ids=[
        *("float32", "float64", "extensible", "extensible-float", "mu-law"),
        *("sizes-0", "data-size-0", "sizes-unknown", "float-sizes-0"),
        *("cancelling", "one-channel-turned", "stereo", "plain"),
    ],
)
def test_every_way_in_which_people_have_wavs_is_the_same_sound(tmp_path, contents):
    path = tmp_path / "ä.wav"
    path.write_bytes(contents)
    pcm = np.frombuffer(read_wav(path), "<i2") / 32768
    assert len(pcm) == len(SPOKEN)
    loudness = np.abs(pcm).max() / 0.5 * np.sign(pcm @ SPOKEN)  # which way up it is nobody hears
    assert np.abs(pcm / loudness - SPOKEN).max() < 0.02
    assert 0.45 < abs(loudness) < 1.05


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (fmt(rate=0), "not a WAV"),
        (fmt(rate=7), "7 samples a second"),
        (fmt(rate=2**31 - 1), "2147483647 samples a second"),
        (fmt(channels=0), "not a WAV"),
        (fmt(channels=1000), "1000 channels"),
        (fmt(bits=0), "not a WAV"),
        (fmt(code=0x4242), "not a WAV"),
        (b"", "not a WAV"),
    ],
)
def test_a_header_that_no_recording_has_is_refused_in_a_sentence(tmp_path, header, words):
    path = tmp_path / "a.wav"
    path.write_bytes(riff(header, WHOLE.tobytes()))
    with pytest.raises(UnreadableAudio, match=words):
        read_wav(path)


def test_a_recording_that_is_truly_empty_is_empty_whatever_follows(tmp_path):
    path = tmp_path / "a.wav"
    tail = b"LIST" + struct.pack("<I", 4) + b"INFO"
    path.write_bytes(riff(fmt(), tail, data_size=0))
    assert read_wav(path) == b""
    path.write_bytes(riff(fmt(), b""))
    assert read_wav(path) == b""


def test_what_is_no_number_in_a_file_of_floats_is_silence(tmp_path):
    path = tmp_path / "a.wav"
    samples = np.full(100, np.nan, "<f4")
    samples[50:] = [0.25] * 48 + [np.inf, -np.inf]
    path.write_bytes(riff(fmt(3, bits=32), samples.tobytes()))
    pcm = np.frombuffer(read_wav(path), "<i2")
    assert list(pcm[48:52]) == [0, 0, 8191, 8191]
    assert list(pcm[-2:]) == [32767, -32767]


@pytest.mark.speech
def test_a_file_becomes_words(transcriber, words):
    heard = transcribe_file(DATA / "williams.wav", transcriber, words)
    assert heard.text == "Four hours on the Williams account and two on internal training."
    assert (heard.model, heard.language) == ("tiny.en", "en")
    assert heard.audio_seconds == pytest.approx(3.7, abs=0.1)
