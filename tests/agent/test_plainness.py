"""Whatever a message says beyond its entries makes a person look at them; what is short and plain is ready at once."""

import pytest

from desktop.agent.intents import Field, Kind
from tests.agent.worlds import interpreter, past, read

PLAIN = [
    "2h booking",
    "an hour of meetings on the website relaunch and two hours of design on the booking app",
    "yesterday 3h booking - fixed the calendar for 12 rooms",
    "3 hours on booking, no, make that 4",
    "Mon 2h booking, Tue 1h menu",
    "I need to log 2h on booking",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_short_and_plain_needs_no_check(text):
    found = read(text)
    assert found.kind is Kind.LOG
    assert not any(entry.checks for entry in found.entries)


#: Stories of more than their entries, from several trades, and a field that they make doubtful.
STORIES = {
    "so I was on the booking app for two hours and then my son called from school and after that it was the kettle and"
    " another hour for booking in which I only looked at the ceiling": Field.PROJECT,
    "right today was booking from nine to eleven and Priya checked the numbers with me and then she wrote the letter"
    " which took an hour and that is hers to put down": Field.ENTRY,
    "the trench for booking took two hours this morning and I got to the yard at eight and left the yard at one with"
    " the van and the digger on it": Field.HOURS,
    "two hours cutting the film for booking this afternoon and the sound is still to do which will be another three"
    " hours tomorrow I should think": Field.ENTRY,
    "an hour with the partners about booking and the deed and half an hour on the deed itself for the same, all of it"
    " an hour and a half in the end today": Field.HOURS,
}


@pytest.mark.parametrize("text", STORIES)
def test_a_story_is_checked_as_a_whole(text):
    found = read(text)
    assert found.kind is Kind.LOG
    assert all(STORIES[text] in entry.checks for entry in found.entries)
    assert all("not_plain" in {warning.code for warning in entry.warnings} for entry in found.entries)


@pytest.mark.parametrize(
    "text",
    [
        "2h booking tomorrow",
        "2h booking, of which none was useful",
        "booking 1h, then their call 2u",
    ],
)
def test_some_words_make_any_message_doubtful(text):
    found = read(text)
    assert found.entries
    assert all(entry.checks for entry in found.entries)


@pytest.mark.parametrize("text", ["2h booking chasing tiles", "1h30 booking the tiles"])
def test_words_that_may_be_a_task_are_no_reason_to_take_the_last_one(text):
    reader = interpreter([past("Booking", "QA", 1)])
    (entry,) = read(text, reader=reader).entries
    assert entry.task is None
    (plain,) = read("2h booking", reader=reader).entries
    assert plain.task is not None
    assert plain.task.name == "QA"
