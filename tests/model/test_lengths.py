"""Quoted lengths and days become hours by our own finders, whatever way a person puts them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.intents import Channel, Utterance
from desktop.agent.model.lengths import Lengths

NOW = datetime(2026, 11, 20, 18, 0)  # a Friday
LENGTHS = Lengths(Decimal(8))


def hours(words, minus="", before=None, text=""):
    said = Utterance(text or words, NOW, Channel.VOICE)
    return LENGTHS.length(said, words, minus, Decimal(str(before)) if before is not None else None).hours


@pytest.mark.parametrize(
    ("words", "minus", "value"),
    [
        ("from ten to four", "an hour for lunch", 5),
        ("from eight to one", "half an hour for the fire drill", 4.5),
        ("9 to 6", "an hour out for lunch", 8),
        ("from 11.30 till 4", "45 minutes for lunch", 3.75),
        ("six hours", "an hour", 5),
        ("eight hours", "two half hour breaks", 7),
        ("started at six thirty at the club mowing till ten", "", 3.5),
        ("from eight until they broke for lunch at noon", "", 4),
        ("back at one and drafted the pad in the trailer till three thirty", "half an hour for a call", 2),
        ("in at 8:15 a.m. with the crew and worked to half past 11", "", 3.25),
    ],
)
def test_what_was_taken_off_is_taken_off(words, minus, value):
    assert hours(words, minus) == Decimal(str(value))


@pytest.mark.parametrize(
    "words",
    [
        "from eight, then nine, until noon",
        "from the start until noon",
    ],
)
def test_a_range_with_other_numbers_between_is_open(words):
    assert hours(words) is None


def test_a_break_of_unknown_length_leaves_the_length_open():
    assert hours("from ten to four", "lunch") is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the same again", 2),
        ("the same", 2),
        ("the same amount", 2),
        ("twice as long", 4),
        ("double that", 4),
        ("half as long", 1),
        ("an hour", 1),
        ("as long as it took", None),
        ("a bit less than that", None),
    ],
)
def test_a_length_may_be_told_by_the_one_before(words, value):
    assert hours(words, before=2) == (None if value is None else Decimal(value))


@pytest.mark.parametrize("words", ["the same again", "twice as long", "half that"])
def test_a_length_told_by_another_is_open_where_there_is_none(words):
    assert hours(words) is None


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("it was seven hours, no, six", "six", 6),
        ("fifteen minutes on the phone, no, twenty", "twenty", Decimal("0.33")),
        ("three hours in all, one of those on site and the other two on drawings", "the other two", 2),
        ("three hours in all, one of those on site and the other two on drawings", "one of those", 1),
        ("five hours, two on visuals, two on concept and the last one in a meeting", "the last one", 1),
        ("I did two, sorry, two and a half hours", "two and a half", Decimal("2.5")),
        ("forty five minutes of mail and then two of calls", "two", None),
        ("an hour of mail and then forty five of calls", "forty five", None),
    ],
)
def test_a_number_without_a_unit_has_the_one_that_stands_nearest_if_that_is_believable(text, words, value):
    found = hours(words, text=text)
    assert (found is None) if value is None else abs(found - value) < Decimal("0.01")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("an hour each", 1),
        ("two hours a day", 2),
        ("half a day", 4),
        ("all day", 8),
        ("for hours", 4),
        ("one point five hours", 1.5),
    ],
)
def test_other_ways_to_tell_a_length(words, value):
    assert hours(words) == Decimal(str(value))


@pytest.mark.parametrize("words", ["a while", "some time", "an hour or two", "most of the day", "a couple of things"])
def test_what_is_no_length_is_asked(words):
    assert hours(words) is None


def test_one_length_on_several_days_is_an_entry_for_each():
    said = Utterance("two hours a day Monday to Wednesday", NOW, Channel.VOICE)
    days = [date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)]
    assert LENGTHS.days(said, "Monday to Wednesday") == days
    assert [(day, length.hours) for day, length in LENGTHS.on_days(said, "two hours a day", "Monday to Wednesday")] == [
        (day, Decimal(2)) for day in days
    ]


@given(whole=st.integers(2, 12), off=st.integers(5, 90), parts=st.integers(1, 9))
def test_taking_off_and_sharing_are_exact_arithmetic(whole, off, parts):
    said = Utterance("", NOW, Channel.VOICE)
    length = LENGTHS.length(said, f"{whole} hours", f"{off} minutes")
    wanted = Decimal(whole) - Decimal(off) / 60
    assert abs(length.hours - wanted) <= Decimal("0.005")
    assert abs(length.shared(parts).hours * parts - wanted) <= Decimal("0.01") * parts
