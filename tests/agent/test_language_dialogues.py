"""The labelled dialogues are the bar: at least 97 % of their turns right, no wrong card ready, no write unasked."""

import pytest

from benchmarks.corpus import DATA
from benchmarks.dialogues import score

FILES = ("dialogues.jsonl", "own_dialogues.jsonl")


@pytest.mark.parametrize("name", FILES)
def test_the_bar_is_met(name):
    total = score([DATA / name])
    assert total.wrong_ready == 0
    assert total.unlabelled == 0
    assert total.right >= 0.97
