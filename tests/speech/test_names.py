"""Names put right by sound, and what must not be touched."""

from __future__ import annotations

import pytest

from desktop.speech.names import Names
from desktop.speech.transcript import Transcript


@pytest.fixture
def names(words) -> Names:
    return Names(words.names)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("3 hours on glow backs", "3 hours on Globex"),
        ("one on the inner tech account", "one on the Initech account"),
        ("two hours on vandalay industries", "two hours on Vandelay Industries"),
        ("Soiland Foods yesterday", "Soylent Foods yesterday"),
        ("an hour on the gallomicro site", "an hour on the Gala Microsite"),
        ("North Wind took two hours", "Northwind took two hours"),
        ("4 hours of Acne, 2 of Hooly", "4 hours of Acme, 2 of Hooli"),
        ("star kindustries, 2 hours", "Stark Industries, 2 hours"),
        ("Pide Piper's API", "Pied Piper's API"),
        ("energy dash board", "Energy Dashboard"),
    ],
)
def test_a_misheard_name_is_put_right(names, heard, meant):
    assert names.correct(heard)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "Four hours on the Williams account and two on internal training.",
        "Three hours for Johnson and two for Contoso, then lunch with Wendy.",
        "I had a meeting with Martha about the website, and wrote the report.",
        "Two hours on the patient portal, one and a half on the mobile app.",
        "Forty minutes in a call about the new design, then support.",
        "We exported the data and marked it as tested.",
        "I was on holiday from Monday to Wednesday.",
        "Development on the Mobile App for Acme 5 and a half hours",
        "the Compression API in 45 minutes",
        "Patient Portal Maintenance took an hour",
    ],
)
def test_what_was_heard_right_is_left_alone(names, text):
    assert names.correct(text) == (text, ())


def test_a_correction_can_be_shown_and_undone(names):
    heard = "3 hours on glow backs, one on vandalay and two on hooly"
    text, corrections = names.correct(heard)
    assert text == "3 hours on Globex, one on Vandelay and two on Hooli"
    assert [(each.heard, text[each.start : each.end]) for each in corrections] == [
        ("glow backs", "Globex"),
        ("vandalay", "Vandelay"),
        ("hooly", "Hooli"),
    ]
    transcript = Transcript(text, corrections=corrections)
    one = transcript.without(corrections[0])
    assert one.text == "3 hours on glow backs, one on Vandelay and two on Hooli"
    assert all(one.text[each.start : each.end] == each.name for each in one.corrections)
    while one.corrections:
        one = one.without(one.corrections[0])
    assert one.text == heard


def test_two_names_as_near_as_each_other_are_not_chosen_between():
    assert Names(["Marlowe", "Barlowe"]).correct("two hours on Carlowe")[1] == ()
