"""What each length of a message is for: only what the speaker worked becomes an entry."""

import pytest

from desktop.agent.intents import Kind
from tests.agent.worlds import brief, read

W = "Wed 11"
BOOKING = [("Booking", "Design", "2", W)]

#: One entry each, beside a length that is none.
ONE = [
    "2h booking design, Priya did 4",
    "2h booking design, 1h lunch not work",
    "I did two hours of design on booking and then Marcus took another three hours on the tax tool",
    "design for booking two hours and Lena did three hours of QA which goes on her own timesheet",
    "two hours design on booking and tomorrow I will do another three hours",
    "I had estimated three hours for booking and it was two hours of design",
    "booking was planned for an hour and it took two hours of design",
    "so this morning two hours of booking design and then the seminar was three hours but don't count it please",
]


@pytest.mark.parametrize("text", ONE)
def test_what_was_not_worked_is_no_entry(text):
    assert brief(read(text)) == BOOKING


def test_the_sum_of_what_was_said_is_said_once():
    found = read("two hours design on booking, an hour of QA on the tax tool, so three hours in the end")
    assert [hours for _, _, hours, _ in brief(found)] == ["2", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "Monday, one hour, booking design. Tuesday, one hour, booking design. Wednesday, booking, QA, two hours",
        "Monday one hour of booking design, Tuesday one hour of the same and Wednesday, two hours, booking QA",
    ],
)
def test_a_length_that_closes_a_piece_of_work_is_no_sum_of_those_before(text):
    assert [(hours, day) for _, _, hours, day in brief(read(text))] == [("1", "Mon 9"), ("1", "Tue 10"), ("2", W)]


def test_of_two_peoples_work_ones_own_is_logged():
    found = read("Dave spent 3 hours on the tax tool and I spent two on booking, design")
    assert brief(found) == BOOKING


@pytest.mark.parametrize("text", ["the booking design is done: 2h", "no lunch, but the booking design is done, 2h"])
def test_work_that_is_told_to_be_done_takes_the_length_behind_it(text):
    assert brief(read(text)) == BOOKING


def test_nothing_is_left_out_where_nothing_would_be_left():
    assert read("Dave spent 3 hours on booking").kind is Kind.NONE


#: Long messages in which something is asked, denied or deleted beside a day's work.
TOLD = [
    "to be put down for today, two hours of design on booking, an hour of QA on the tax tool and the lunch not at all",
    "I never logged Monday, let's do it now please, two hours design on booking and three hours QA on the lobby",
]


@pytest.mark.parametrize("text", TOLD)
def test_a_told_day_is_logged_whatever_else_is_said(text):
    found = read(text)
    assert found.kind is Kind.LOG
    assert len(found.entries) >= 2


def test_in_a_story_a_client_is_the_project_of_it_that_was_named():
    found = read(
        "so I was on the brand refresh for Williams this morning for three hours of design and then I was on the phone"
        " with Williams for an hour"
    )
    assert [name for name, *_ in brief(found)] == ["Brand Refresh", "Brand Refresh"]
    assert all(entry.checks for entry in found.entries)
