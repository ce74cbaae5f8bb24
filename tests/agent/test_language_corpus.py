"""The labelled corpora are the bar: at least 97 % right, and no complete draft that is wrong."""

import pytest

from benchmarks.corpus import DATA, score

BARS = {
    "utterances.jsonl": 0.97,
    "own_utterances.jsonl": 0.97,
    "more_utterances.jsonl": 0.97,
    "third_utterances.jsonl": 0.97,
    "speech/summaries.jsonl": 0.97,
}


@pytest.mark.parametrize("name", BARS)
def test_the_bar_is_met(name):
    total = score([DATA / name])
    assert total.wrong_ready == 0
    assert total.right >= BARS[name]
    assert total.needless <= 0.03
