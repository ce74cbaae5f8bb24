"""A quote is found in a message word by word; what was not said in a row is not found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.model.copied import found

TEXT = (
    "Um, two meetings. From eight to one on the drawings, minus, uh, half an hour; it’s “Brand-Refresh”, the the lobby."
)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("from eight to one", "From eight to one"),
        ("minus half an hour", "minus, uh, half an hour"),
        ("it's brand refresh", "it’s “Brand-Refresh"),
        ("the lobby", "the the lobby"),
        ("“the the lobby.”", "the the lobby"),
        ("from eight to one … minus half an hour", "From eight to one on the drawings, minus, uh, half an hour"),
        ("From eight to one, minus half an hour", "From eight to one on the drawings, minus, uh, half an hour"),
    ],
)
def test_quotes_are_found_whatever_stands_between_their_words(quote, words):
    span = found(TEXT, quote)
    assert span
    assert TEXT[span.start : span.end] == words


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "…",
        "!",
        "two hours",
        "two … hour",
        "half an hour … from eight",
        "ight to one",
        "two meeting",
        "brand refreshment",
    ],
)
def test_what_was_not_said_so_is_not_found(quote):
    assert found(TEXT, quote) is None


@given(st.text(alphabet="ab um,.…;'’-1 2£\n", max_size=30), st.text(alphabet="ab um,.…;'’-1 2£\n", max_size=30))
def test_any_text_and_quote_give_a_place_inside_the_text(text, quote):
    span = found(text, quote)
    assert span is None or 0 <= span.start < span.end <= len(text)
