"""Any text gives a valid result, and the work done for it grows with its length alone."""

import sys
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.agent.intents import Channel, Interpretation, Kind, Utterance
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.text.tokens import MAX_CHARACTERS, MAX_TOKENS, tokenize
from tests.agent.worlds import CATALOG, NOW, cards, interpreter

READER = interpreter()
SHOWN = Context(cards("4 hours on booking design, 3h website redesign"), cards("2h label qa"))
PIECES = """2h 1h30 half an hour and a to for won yesterday monday last week the 3rd feb 29 each split between no wait
make that 3 from 9 until 5 since minus lunch acme label 3m four seasons internal training dev qa notes : " ( budget
invoice delete start timer stop total rest all both not -2h 1000000 25h point five , ; . \n - same as there
that""".split(" ")

words = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
texts = st.one_of(st.text(max_size=200), words)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1))


def assert_valid(found: Interpretation, text: str) -> None:
    """What every surface relies on."""
    for entry in found.entries:
        assert entry.project is None or CATALOG.project(entry.project.id) == entry.project
        assert entry.hours is None or Decimal(0) < entry.hours <= 24
        assert entry.task is None or entry.project is None or entry.project.task(entry.task.id) == entry.task
        assert all(0 <= choice.score <= 100 and choice.project.is_active for choice in entry.choices)
        assert all(0 <= span.start < span.end <= len(text) for span in entry.spans.values())
    assert found.entries or found.kind is not Kind.LOG or found.question


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, moments, st.sampled_from(Channel), st.sampled_from([Context(), SHOWN]))
def test_any_text_gives_a_valid_result(text, now, channel, context):
    assert_valid(READER.read(Utterance(text, now, channel), context), text)


@settings(max_examples=100, deadline=None)
@given(texts, st.sampled_from(Channel))
def test_reading_is_pure(text, channel):
    utterance = Utterance(text, NOW, channel)
    assert READER.read(utterance) == READER.read(utterance)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_tokens_lie_in_the_text_in_order(text):
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


def _calls(text: str) -> int:
    """Function calls made while reading: a measure of work that no busy machine disturbs."""
    count = 0

    def tally(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tally)
    try:
        READER.read(Utterance(text, NOW, Channel.VOICE))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "2h acme, ",
        "G L X ",
        "1 ",
        "no, ",
        "monday and ",
        "9-",
        '"',
        "| ",
        "acme ",
        "~",
        "half an ",
        "a.",
        "(",
        "every day ",
        "[itLabel Booking1. ",
        "1+",
        "1,",
        "1 day ",
        "[10:30] a: ",
        "1\t2\n",
        "a,b,c,d,e\n",
        "- [ ] x\n",
        "label booking ",
        "https://a.example/1h ",
    ],
)
def test_work_grows_with_the_length_alone(unit):
    short, long = (_calls((unit * size)[:size]) for size in (800, 3_200))
    assert long < 4 * 1.6 * short + 2_000


@pytest.mark.parametrize("more", ["x" * 5 * MAX_CHARACTERS, "1, " * MAX_TOKENS])
def test_what_is_beyond_the_limit_is_said_to_be_unread(more):
    found = READER.read(Utterance("2h label " + more, NOW))
    assert "cut_short" in {warning.code for warning in found.warnings}


def test_a_long_day_told_in_prose_is_read_to_its_end():
    told = "2h label, then it rained and nobody came. " * (MAX_CHARACTERS // 42)
    assert not READER.read(Utterance(told, NOW)).warnings
