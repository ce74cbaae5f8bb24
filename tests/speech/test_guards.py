"""What is not believed, and what is."""

from __future__ import annotations

import pytest

from desktop.speech import guards

PHRASES = ("Brand Refresh for Williams & Co", "Nucleus for Hooli", "Mobile App for Acme Corporation")


@pytest.mark.parametrize(
    "text",
    [
        "Thank you.",
        " you",
        "Thanks for watching!",
        "[Music]",
        "(applause) ♪♪",
        "...",
        "",
        "Brand Refresh for Williams & Co, Nucleus for Hooli, Mobile App for Acme Corporation.",
        "Nucleus for Hooli, Mobile App for Acme Corporation",
    ],
)
def test_made_up_words_are_dropped(text):
    assert guards.clean(text, PHRASES) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Four hours on the Williams account and two on internal training.",
        "Mobile App for Acme Corporation",
        "Nucleus",
        "Two hours on Nucleus for Hooli and one on the Mobile App for Acme Corporation, mostly meetings.",
        "No, make that three, thank you.",
    ],
)
def test_what_was_said_is_kept(text):
    assert guards.clean(text, PHRASES) == text


def test_a_loop_is_said_once():
    assert guards.clean("two hours on Acme, on Acme, on Acme, on Acme, on Acme") == "two hours on Acme"


def test_a_number_may_be_said_three_times():
    assert guards.clean("two, two, two hours") == "two, two, two hours"


def test_a_sentence_twice_faster_than_speech_was_said_once():
    twice = "Four hours of internal training. Four hours of internal training."
    assert guards.clean(twice, PHRASES, 2.4) == "Four hours of internal training."
    assert guards.clean(twice, PHRASES, 5.0) == twice


def test_tokens_that_only_repeat_are_counted():
    sentence = [7, 1, 2, 3, 4, 5, 6]
    assert guards.repeated([9, *sentence, *sentence]) == 7
    assert guards.repeated([9, 1, 2, 1, 2, 1, 2]) == 4
    assert guards.repeated([9, 1, 2, 1, 2]) == 0, "two hours, two hours"
    assert guards.repeated([*sentence, *sentence, 8]) == 0, "it went on"
    assert guards.repeated([]) == 0
