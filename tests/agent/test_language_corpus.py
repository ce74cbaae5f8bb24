"""The labelled corpora are the bar: what is right stays right, and no complete draft becomes wrong.

The first rows are the bar of the product. The others are harder than what people write on most days; their figures may
only get better.
"""

from typing import NamedTuple

import pytest

from benchmarks.corpus import DATA, score


class Bar(NamedTuple):
    """The least share of right lines, the most lines with a wrong complete draft, the most needless questions."""

    right: float
    wrong: int = 0
    needless: float = 0.03


BARS = {
    "utterances.jsonl": Bar(0.97),
    "own_utterances.jsonl": Bar(0.97),
    "more_utterances.jsonl": Bar(0.97),
    "third_utterances.jsonl": Bar(0.97),
    "fourth_utterances.jsonl": Bar(0.97),
    "fifth_utterances.jsonl": Bar(0.95, needless=0.04),
    "wide_utterances.jsonl": Bar(0.92, wrong=3, needless=0.07),
    "ninth_utterances.jsonl": Bar(0.97),
    "eleventh_utterances.jsonl": Bar(0.97),
    "twelfth_utterances.jsonl": Bar(0.97),
    "eighth_utterances.jsonl": Bar(0.97, wrong=1),
    "tenth_utterances.jsonl": Bar(0.97, wrong=1),
    "kinds_utterances.jsonl": Bar(0.97, wrong=1),
    "typed_utterances.jsonl": Bar(0.94, needless=0.05),
    "seventh_utterances.jsonl": Bar(0.96),
    "second_utterances.jsonl": Bar(0.96, wrong=1),
    "hard_utterances.jsonl": Bar(0.9, wrong=3, needless=0.07),
    "sixth_utterances.jsonl": Bar(0.95),
    "voice_utterances.jsonl": Bar(0.84, wrong=9, needless=0.05),
    "speech/summaries.jsonl": Bar(0.97),
}


@pytest.mark.parametrize("name", BARS)
def test_the_bar_is_met(name):
    total, bar = score([DATA / name], quick=True), BARS[name]
    assert total.wrong_ready <= bar.wrong
    assert total.right >= bar.right
    assert total.needless <= bar.needless
