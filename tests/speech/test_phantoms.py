"""Where nobody speaks there are no words: the whole path, real detector, real model."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from desktop.speech.errors import NoSpeech
from desktop.speech.segments import Segmenter
from desktop.speech.transcribe import transcribe_pcm
from desktop.speech.vad import Silero

pytestmark = pytest.mark.speech


def noises() -> list[tuple[str, bytes]]:
    path = Path(__file__).parent.parent.parent / "benchmarks" / "noises.py"
    spec = importlib.util.spec_from_file_location("noises", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # Each kind once, not too soft; all sixty are the benchmark's.
    return list(module.clips())[20:30]


@pytest.mark.parametrize(("name", "pcm"), [pytest.param(*each, id=each[0]) for each in noises()])
def test_no_words_where_nobody_speaks(transcriber, words, name, pcm):
    with pytest.raises(NoSpeech):
        transcribe_pcm(pcm, transcriber, words)


def test_a_voice_passes_the_gate(williams):
    segmenter = Segmenter(Silero())
    assert [*segmenter.feed(williams), *segmenter.finish()]
