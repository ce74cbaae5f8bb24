"""The worker process: its answers, its end, and what happens when it fails. The faults are real ones."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys

import pytest

from desktop.speech import weights
from desktop.speech.errors import WeightsError, WorkerCrashed, WorkerError, WorkerHung
from desktop.speech.transcriber import Limits, Transcriber

pytestmark = pytest.mark.speech


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def fragile(cache):
    """A transcriber of its own, to be broken; it soon loses patience."""
    troubles: list[WorkerError] = []
    made = Transcriber(
        lambda: weights.find("tiny.en", cache), Limits(idle=600, decode=8, per_second=0), on_trouble=troubles.append
    )
    made.troubles = troubles
    yield made
    made.close()


def test_words_come_out_in_the_order_of_the_calls(transcriber, williams, words):
    first = transcriber.transcribe(williams, words.phrases)
    second = transcriber.transcribe(williams[: len(williams) // 2], words.phrases)
    assert "internal training" in first.result(60).text
    assert "internal training" not in second.result(60).text
    assert first.result().audio_seconds == pytest.approx(3.7, abs=0.1)
    assert {word.text.strip(" .,") for word in first.result().words} > {"Williams", "account"}


def test_what_a_second_hearing_gives_is_told(transcriber, williams, words):
    decoded = transcriber.transcribe(williams, words.phrases).result(60)
    assert "internal training" in decoded.second.lower()
    assert decoded.log_probability >= decoded.second_log_probability > -1


async def test_it_can_be_awaited(transcriber, williams, words):
    decoded = await asyncio.wrap_future(transcriber.transcribe(williams, words.phrases))
    assert "Williams" in decoded.text


def test_a_crash_is_survived_and_told(fragile, williams, words):
    fragile.troubles.clear()
    fragile.start().result(120)
    os.kill(fragile.process_id, signal.SIGSTOP)  # it cannot answer before it ends
    future = fragile.transcribe(williams, words.phrases)
    os.kill(fragile.process_id, signal.SIGKILL)
    decoded = future.result(120)
    assert "Williams" in decoded.text
    assert decoded.attempts == 2
    assert [type(each) for each in fragile.troubles] == [WorkerCrashed]


def test_a_hang_is_survived_and_told(fragile, williams, words):
    fragile.troubles.clear()
    fragile.start().result(120)
    stopped = fragile.process_id
    os.kill(stopped, signal.SIGSTOP)
    assert "Williams" in fragile.transcribe(williams, words.phrases).result(120).text
    assert [type(each) for each in fragile.troubles] == [WorkerHung]
    assert not alive(stopped)


def test_an_idle_worker_leaves_and_comes_back_and_ends_with_us(cache, williams):
    brief = Transcriber(lambda: weights.find("tiny.en", cache), Limits(idle=1.0))
    brief.start().result(120)
    process = brief.process_id
    while brief.process_id is not None:  # the time limit of the tests ends a wait in vain
        brief._owner.join(0.02)
    assert not alive(process)
    assert brief.transcribe(williams).result(120).text
    process = brief.process_id
    brief.close()
    assert not alive(process)


def test_without_weights_the_reason_is_given(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    lost = Transcriber(lambda: weights.find("medium", tmp_path))
    with pytest.raises(WeightsError, match="Download it"):
        lost.start().result(60)
    lost.close()


def test_the_app_process_loads_neither_torch_nor_numpy():
    code = (
        "import sys; import desktop.speech.recorder, desktop.speech.transcriber, desktop.speech.names; "
        "print(sorted({'torch', 'whisper', 'numpy', 'PySide6.QtMultimedia'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
