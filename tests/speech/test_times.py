"""Times of day as Whisper writes them down."""

from __future__ import annotations

import pytest

from desktop.speech.times import with_times


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("From 9 to 11, 30 I was on Acme", "From 9 to 11:30 I was on Acme"),
        ("on Acme from 10 to 12, 15.", "on Acme from 10 to 12:15."),
        ("From 415 to 5 on Acme", "From 4:15 to 5 on Acme"),
        ("from 1 15 until 1345", "from 1:15 until 13:45"),
        ("from 8 30 to noon", "from 8:30 to noon"),
    ],
)
def test_a_stretch_of_the_day_is_written_as_times(heard, meant):
    assert with_times(heard) == meant


@pytest.mark.parametrize(
    "said",
    [
        "from 9 to 11, 30 minutes on Acme",
        "from 9:15 to 11:30 on Acme",
        "from 10 to 12, 2026",
        "from 100 to 200 dollars",
        "15 minutes on Acme and 12, 15 on Globex",
        "from 475 to 5",
    ],
)
def test_other_numbers_stay_as_they_are(said):
    assert with_times(said) == said
