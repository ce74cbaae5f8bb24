"""What makes a reading unsafe is asked: plans, other people's work, odd shares, odd times, numbers of no clear kind."""

import pytest

from desktop.agent.intents import Field, Kind
from tests.agent.worlds import brief, codes, read

W = "Wed 11"

NOT_YOURS = [
    "I need to do 2h on booking",
    "I should have done 2h on booking",
    "planning to spend 4h on booking",
    "I'll spend 2 hours on booking later",
    "maybe I'll do 2h of booking tonight",
    "if I worked 2h on booking what would be left?",
    "we estimated 6 hours for booking",
    "she spent 3 hours on booking",
    "my colleague did four hours on booking",
    "Dave told me he did five hours on booking today",
    "It took the guy from Studio 54 two hours to answer",
]


@pytest.mark.parametrize("text", NOT_YOURS)
def test_plans_and_the_work_of_others_are_not_drafted(text):
    found = read(text)
    assert found.kind is Kind.NONE
    assert "plan" in (found.question or "")


@pytest.mark.parametrize(
    "text", ["I need to log 2h on booking", "can you put 2h on booking", "I want to add 2h on booking please"]
)
def test_asking_for_it_to_be_logged_is_no_plan(text):
    assert brief(read(text)) == [("Booking", None, "2", W)]


#: Sentences all of whose hours are asked, and the code that says why.
ASKED = {
    # shares
    "6h split 2:1 between booking and label": "share_unclear",
    "8h split 60/40 between booking and label": "share_unclear",
    "8h, 25% booking, 75% label": "share_unclear",
    "2h booking (of which 1h meetings)": "share_unclear",
    "3 of 5 hours on booking": "share_unclear",
    "twice 2h on booking": "share_unclear",
    "4h label: 2h design, 1h dev": "share_unclear",
    # days
    "2h booking over the weekend": "date_unclear",
    "2h booking 12-feb": "date_unclear",
    # clock
    "booking 5-3": "clock_unclear",
    "booking 10:30-10": "clock_unclear",
    "booking 14:00": "clock_unclear",
    "booking until 5": "start_unknown",
    "9-5 booking, 1h lunch": "break_unknown",
    # numbers
    "2 booking 3": "unit",
    "booking 4 label 5 lobby": "unit",
    "booking 2h lobby 1h label": "unit",
    "10 booking 5 label 6 lobby": "day_too_long",
    "mon tue wed 3h booking": "each_or_total",
    "booking 3h on mon, tue, wed": "each_or_total",
    "30 days on booking, mon and tue": "hours_impossible",
    "three days on booking, mon and tue": "several_days",
}


@pytest.mark.parametrize("text", ASKED)
def test_hours_that_are_not_plain_are_asked(text):
    found = read(text)
    assert found.entries
    assert all(entry.hours is None for entry in found.entries)
    assert ASKED[text] in codes(found)


READ = {
    "booking 22:00-01:00": [("Booking", None, "2", "Tue 10"), ("Booking", None, "1", W)],
    "8-10pm booking": [("Booking", None, "2", W)],
    "9-12 booking, then label until 5": [("Booking", None, "3", W), ("Label", None, "5", W)],
    "started at 9, booking till 11:30, then label till 1": [("Booking", None, "2.5", W), ("Label", None, "1.5", W)],
    "booking started 9 ended 11:30": [("Booking", None, "2.5", W)],
    "booking 8h - 1h lunch": [("Booking", None, "7", W)],
    "10:00 standup booking 15m": [("Booking", "Meetings", "0.25", W)],
    "two full days on booking, mon and tue": [("Booking", None, "8", "Mon 9"), ("Booking", None, "8", "Tue 10")],
    "label meetings 1h design 2h": [("Label", "Meetings", "1", W), ("Label", "Design", "2", W)],
    "2h design / 3h dev on label": [("Label", "Design", "2", W), ("Label", "Development", "3", W)],
    "label from 9 to 12 and from 1 to 5, design": [("Label", "Design", "3", W), ("Label", "Design", "4", W)],
    "six hours label, two of those in meetings, so four hours design and two hours meetings": [
        ("Label", "Design", "4", W),
        ("Label", "Meetings", "2", W),
    ],
    "label...2h": [("Label", None, "2", W)],
    "2h booking, will continue tomorrow": [("Booking", None, "2", W)],
    "1h booking\n2h label\nyesterday": [("Booking", None, "1", "Tue 10"), ("Label", None, "2", "Tue 10")],
    "the rest of the day, five hours, on label": [("Label", None, "5", W)],
}


@pytest.mark.parametrize("text", READ)
def test_what_is_plain_is_still_read(text):
    assert brief(read(text)) == READ[text]


HEARD = {
    "booking from ten to twelve thirty doing design": [("Booking", "Design", "2.5", W)],
    "for our meeting on booking I spent two hours": [("Booking", "Meetings", "2", W)],
    "two meetings today, one on booking for an hour and one on label for half an hour": [
        ("Booking", "Meetings", "1", W),
        ("Label", None, "0.5", W),
    ],
}


@pytest.mark.parametrize("text", HEARD)
def test_misheard_numbers_are_told(text):
    assert brief(read(text, voice=True)) == HEARD[text]


@pytest.mark.parametrize("text", ["williams brand retainer 2h", "two rivers lobby 2h"])
def test_words_of_two_projects_are_asked(text):
    entry = read(text).entries[0]
    assert entry.project is None
    assert len(entry.choices) >= 2


def test_an_ordinary_word_offers_its_projects_and_keeps_the_note():
    entry = read("1.5h website fixed checkout").entries[0]
    assert {choice.project.client.name for choice in entry.choices} == {"Acme", "Beta LLC"}
    assert entry.notes == "fixed checkout"


def test_work_that_is_not_billed_needs_a_task_that_is_not():
    found = read("2h design for label, don't bill it")
    assert found.entries[0].task is None
    assert "billable" in codes(found)


def test_a_task_that_one_project_has_stands_for_it():
    assert brief(read("2 label, 1 yoga")) != brief(read("2 label, 1 admin"))
    assert brief(read("3 booking design, 2 label, 1 QA"))[2] == ("Label", "QA", "1", W)


@pytest.mark.parametrize(
    "text",
    [
        "2h label qa, move yesterday",
        "1h booking design fix",
    ],
)
def test_an_entry_with_nothing_but_a_verb_of_changing_is_checked(text):
    found = read(text)
    assert "change_wished" in codes(found)
    assert Field.ENTRY in found.entries[-1].checks


@pytest.mark.parametrize("text", ["1h nucleus qa fix login bug", "2h label dev, change requests", "1h nucleus qa"])
def test_changing_something_may_be_the_work(text):
    assert "change_wished" not in codes(read(text))
