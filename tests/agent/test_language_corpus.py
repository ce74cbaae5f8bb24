"""The labelled corpora are the bar: at least 97 % right, and no complete draft that is wrong."""

import pytest

from benchmarks.corpus import DATA, score


@pytest.mark.parametrize("name", ["utterances.jsonl", "own_utterances.jsonl"])
def test_the_bar_is_met(name):
    total = score([DATA / name])
    assert total.wrong_ready == 0
    assert total.right >= 0.97
    assert total.needless <= 0.03
