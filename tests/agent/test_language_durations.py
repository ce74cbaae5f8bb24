"""Numbers and lengths of time, said in every way that people say them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.reading.text.money import amount_at, spoken_amount_at
from desktop.agent.reading.text.numbers import TENS, UNITS, number_at, ordinal_at, small
from desktop.agent.reading.text.tokens import tokenize
from desktop.agent.reading.time.durations import duration_at

HOURS = {
    "1h30": "1.5",
    "1:30": "1.5",
    ".5h": "0.5",
    "0,75h": "0.75",
    "90m": "1.5",
    "1½ h": "1.5",
    "2½h": "2.5",
    "1 1/2 hours": "1.5",
    "3/4 of an hour": "0.75",
    "an hour and a half": "1.5",
    "an hour and a quarter": "1.25",
    "an hour and 20 minutes": "1.33",
    "1 hour, 20 mins": "1.33",
    "half an hour": "0.5",
    "a half hour": "0.5",
    "half-hour": "0.5",
    "quarter of an hour": "0.25",
    "a quarter hour": "0.25",
    "three quarters of an hour": "0.75",
    "three-quarters of an hour": "0.75",
    "two and a quarter hours": "2.25",
    "two hours and a half": "2.5",
    "hour forty": "1.67",
    "two hours fifteen": "2.25",
    "one point five hours": "1.5",
    "two point two five hours": "2.25",
    "a hundred and five minutes": "1.75",
    "1h 45m": "1.75",
    "2:15 hours": "2.25",
    "3.25h": "3.25",
    "6h": "6",
    "75 min": "1.25",
    "half a day": "4",
    "all day": "8",
    "a full day": "8",
    "a day and a half": "12",
    "two days": "16",
}


@pytest.mark.parametrize(("text", "hours"), HOURS.items())
def test_lengths_are_read_to_their_last_word(text, hours):
    tokens = tokenize(text)
    found = duration_at(tokens, 0, workday=Decimal(8))
    assert found is not None
    assert (found.hours, found.end) == (Decimal(hours), len(tokens))


@pytest.mark.parametrize(
    ("text", "hours"),
    {"for hours": 4, "to hours": 2, "too ours": 2, "won hour": 1, "ate hours": 8, "one our": 1}.items(),
)
def test_homophones_count_where_a_number_must_stand_and_are_flagged(text, hours):
    heard = duration_at(tokenize(text), 0, workday=Decimal(8), voice=True)
    assert heard is not None
    assert heard.hours == hours
    assert heard.heard
    typed = duration_at(tokenize(text), 0, workday=Decimal(8))
    assert typed is None or typed.hours is None


@pytest.mark.parametrize(
    ("joint", "more", "minutes"),
    [
        ("in", "10 minutes", 10),
        ("in", "45 minutes", 45),
        ("an", "20 minutes", 20),
        ("in", "three quarters", 45),
        ("in", "a half", 30),
        (",", "5 minutes", 5),
    ],
)
def test_minutes_behind_hours_are_heard_with_another_word_between(joint, more, minutes):
    text = f"two hours {joint} {more} on the kitchen"
    heard, typed = (duration_at(tokenize(text), 0, workday=Decimal(8), voice=voice) for voice in (True, False))
    assert heard is not None
    assert typed is not None
    assert heard.hours == round(2 + Decimal(minutes) / 60, 2)
    assert (typed.hours == 2) is (joint != ",")


@pytest.mark.parametrize("text", ["a few hours", "several hours", "2-3 hours", "two or three hours", "for hours"])
def test_vague_lengths_are_asked(text):
    found = duration_at(tokenize(text), 0, workday=Decimal(8))
    assert found is not None
    assert (found.hours, found.code) == (None, "vague")


@pytest.mark.parametrize(
    "text", ["about 2 hours", "~2h", "a couple of hours", "the best part of two hours", "2 hours or so"]
)
def test_rough_lengths_are_flagged(text):
    found = duration_at(tokenize(text), 0, workday=Decimal(8))
    assert found is not None
    assert (found.hours, found.code) == (Decimal(2), "approximate")


def test_a_number_alone_is_returned_as_such():
    found = duration_at(tokenize("2.25"), 0, workday=Decimal(8))
    assert found is not None
    assert found.bare
    assert (found.hours, found.value) == (None, Decimal("2.25"))


def _spelt(value: int) -> str:
    units = {number: word for word, number in UNITS.items() if word not in ("forteen", "ninteen")}
    tens = {number: word for word, number in TENS.items() if word != "fourty"}
    if value < 20:
        return units[value]
    return tens[value // 10 * 10] + (f" {units[value % 10]}" if value % 10 else "")


@given(st.integers(0, 99))
def test_words_and_digits_mean_the_same_number(value):
    assert small(tokenize(_spelt(value)), 0) == (value, len(_spelt(value).split()))
    digits = number_at(tokenize(str(value)), 0)
    assert digits is not None
    assert digits.value == value


@given(st.integers(0, 23), st.integers(0, 59))
def test_hours_and_minutes_agree_in_every_notation(hours, minutes):
    expected = (Decimal(hours) + Decimal(minutes) / 60).quantize(Decimal("0.01"))
    for text in (
        f"{hours}h{minutes:02d}",
        f"{hours}:{minutes:02d}",
        f"{hours}h {minutes}m" if minutes else f"{hours}h",
    ):
        found = duration_at(tokenize(text), 0, workday=Decimal(8))
        assert found is not None
        assert found.hours is not None
        assert abs(found.hours - expected) <= Decimal("0.01")


@pytest.mark.parametrize(("text", "day"), {"3rd": 3, "third": 3, "twenty-third": 23, "31st": 31, "twelfth": 12}.items())
def test_ordinals(text, day):
    found = ordinal_at(tokenize(text), 0)
    assert found is not None
    assert found.value == day


@pytest.mark.parametrize(
    ("text", "amount"),
    {"$42.50": "42.50", "eighteen dollars": "18", "€1,250.00": "1250.00", "22 euros": "22", "£5": "5"}.items(),
)
def test_amounts_of_money(text, amount):
    assert amount_at(tokenize(text), 0) == (Decimal(amount), len(tokenize(text)))


def test_whole_and_cents_said_one_after_the_other():
    assert spoken_amount_at(tokenize("forty two fifty"), 0) == (Decimal("42.5"), 3)
