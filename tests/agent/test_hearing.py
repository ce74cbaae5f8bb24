"""Doubts of the ear are checked on exactly the cards that rest on them, and asked where words were lost."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.corpus import FIRST_ACCOUNT, load_account
from desktop.agent.intents import Channel, Field, Interpretation, Kind, Revision, Span, Utterance
from desktop.agent.reading.certainty.hearing import Faint, with_doubts, with_second
from desktop.agent.reading.reader import Interpreter

NOW = datetime(2026, 11, 20, 17, 45)


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    catalog, workday = load_account(Path(FIRST_ACCOUNT))
    return Interpreter(catalog, workday=workday)


@pytest.fixture
def read(interpreter):
    """Words with a doubt at each word in stars; those with a tilde before them are faint."""

    def understand(marked: str) -> Interpretation:
        text, doubts = "", []
        for place, part in enumerate(marked.split("*")):
            words = part.removeprefix("~")
            if place % 2:
                doubts.append((Faint if part != words else Span)(len(text), len(text) + len(words)))
            text += words
        return with_doubts(interpreter.read(Utterance(text, NOW, Channel.VOICE)), doubts, text)

    return understand


def test_without_doubts_the_reading_is_the_same(interpreter):
    text = "Four hours on the Brand Refresh"
    reading = interpreter.read(Utterance(text, NOW, Channel.VOICE))
    assert with_doubts(reading, (), text) == reading


def test_a_doubted_number_stands_and_is_checked_on_its_own_card_alone(read):
    first, second = read("*Four* hours on the Brand Refresh and two on the Energy Dashboard").entries
    assert (first.hours, first.checks) == (Decimal(4), (Field.HOURS,))
    assert first.confidence < 1
    assert [(warning.code, "“Four”" in warning.text) for warning in first.warnings] == [("heard_unsure_hours", True)]
    assert first.project
    assert first.project.name == "Brand Refresh"
    assert (second.hours, second.warnings, second.checks) == (Decimal(2), (), ())


def test_a_doubted_start_or_end_is_a_matter_of_the_length(read):
    (entry,) = read("From 9 *to* 11 I was on the Brand Refresh").entries
    assert (entry.hours, entry.checks) == (Decimal(2), (Field.HOURS,))


def test_a_doubt_right_beside_a_length_is_about_the_length(read):
    assert Field.HOURS in read("Two hours* teen* on the Brand Refresh").entries[0].checks


def test_a_doubted_project_stands_and_is_checked(read):
    (entry,) = read("Two hours of design on the *Brand* Refresh").entries
    assert entry.project
    assert entry.project.name == "Brand Refresh"
    assert entry.checks == (Field.PROJECT,)
    assert (entry.hours, entry.task and entry.task.name) == (Decimal(2), "Design")
    assert [warning.code for warning in entry.warnings] == ["heard_unsure_project"]


def test_the_task_that_was_said_is_kept_for_the_project_that_is_asked(heard_twice):
    (entry,) = heard_twice("Two hours of design on the Import Tool", "Two hours of design on the Export Tool").entries
    assert (entry.project, entry.task, entry.said_task.casefold()) == (None, None, "design")
    assert entry.said_project == "", "it is no unknown name, so there is nothing to be taught"


def test_a_doubted_word_where_a_project_was_only_carried_over_asks_for_the_project(read):
    first, second = read("Two hours on the CRM Migration and two hours on *that* today").entries
    assert first.project
    assert second.project is None
    assert second.choices[0].project == first.project


def test_a_carried_project_that_was_heard_well_stays(read):
    first, second = read("Two hours on the *patient* portal yesterday and three hours on it today").entries
    assert (first.checks, second.checks) == ((Field.PROJECT,),) * 2, "both rest on the same doubted words"
    first, second = read("Two hours on the patient portal yesterday and three hours on it today").entries
    assert (first.project, first.checks) == (second.project, second.checks)


def test_a_correction_that_was_not_understood_opens_what_it_corrects(read):
    (entry,) = read("Ten hours on the TPS Reports Automation, no, make *natate*").entries
    assert entry.hours is None


def test_a_length_that_was_not_understood_is_not_replaced_by_a_later_one(read):
    text = "World of {0} on AI Strategy and 45 minutes on business development"
    assert read(text.format("*Hours*")).entries[0].hours is None
    (entry,) = read("Some *ours* on AI Strategy, 45 minutes").entries
    assert entry.hours is None
    (entry,) = read("45 minutes today on *hour* AI Strategy").entries
    assert entry.hours == Decimal("0.75"), "the length was heard before"


def test_a_doubtful_word_right_before_a_length_may_be_a_part_of_it(read):
    (entry,) = read("*Save* the under half an hour on the Brand Refresh on Wednesday").entries
    assert entry.hours is None


def test_a_doubted_day_stands_and_is_checked(read):
    (entry,) = read("Two hours on the Brand Refresh *on Monday*").entries
    assert (entry.spent_date.day, entry.hours, entry.checks) == (16, Decimal(2), (Field.DAY,))
    assert [warning.code for warning in entry.warnings] == ["heard_unsure_date"]


def test_a_doubt_in_the_notes_asks_nothing_where_the_day_was_said(read):
    (entry,) = read("Two hours today on the Brand Refresh for *Monique's* brochure").entries
    assert (entry.project is not None, entry.hours, entry.warnings) == (True, Decimal(2), ())


def test_a_doubtful_word_may_have_been_the_day_that_was_not_heard(read):
    first, second = read("Two hours on the Brand Refresh and two hours on the CRM Migration *us day*").entries
    assert (first.checks, second.checks) == ((), (Field.DAY,))
    assert [warning.code for warning in second.warnings] == ["heard_unsure_date"]


def test_a_doubted_change_of_a_card_changes_nothing():
    reading = Interpretation(Kind.REVISE, revisions=(Revision("one", hours=Decimal(3)),))
    asked = with_doubts(reading, [Span(8, 13)], "Make it three")
    assert asked.kind is Kind.NONE
    assert asked.revisions == ()
    assert asked.question
    assert "“three”" in asked.question


@pytest.fixture
def heard_twice(interpreter):
    """What two hearings of the same sound come to."""

    def understand(one: str, two: str) -> Interpretation:
        first, second = (interpreter.read(Utterance(text, NOW, Channel.VOICE)) for text in (one, two))
        return with_second(first, second, one, two)

    return understand


def test_hearings_that_mean_the_same_ask_nothing(heard_twice, interpreter):
    text = "Two and a half hours on the Brand Refresh on Monday"
    reading = interpreter.read(Utterance(text, NOW, Channel.VOICE))
    assert heard_twice(text, "2.5 hours on the brand refresh Monday.") == reading


def test_a_length_that_was_heard_otherwise_is_checked_with_the_other_as_an_answer(heard_twice):
    first, second = heard_twice(
        "Fourteen minutes on the Brand Refresh and two hours on the CRM Migration",
        "40 minutes on the Brand Refresh and two hours on the CRM Migration",
    ).entries
    assert (first.checks, second.checks) == ((Field.HOURS,), ())
    assert [round(hours * 60) for hours in first.alternatives.hours] == [40]
    assert [warning.text for warning in first.warnings] == ["Heard “Fourteen minutes” or “40 minutes”."]


def test_a_day_that_only_one_hearing_has_is_checked_and_offered(heard_twice):
    (entry,) = heard_twice("Last by the I spent 5 hours on Nucleus", "Last Friday I spent 5 hours on Nucleus").entries
    assert (entry.hours, entry.checks) == (Decimal(5), (Field.DAY,))
    assert entry.alternatives.days == (date(2026, 11, 13),)
    assert [(warning.code, warning.text) for warning in entry.warnings] == [
        ("heard_unsure_date", "Heard “Last Friday”, but not for sure.")
    ]


def test_two_projects_for_one_sound_are_both_offered(heard_twice):
    (entry,) = heard_twice("Two hours on the Import Tool", "Two hours on the Export Tool").entries
    assert entry.project is None
    assert [choice.project.name for choice in entry.choices[:2]] == ["Import Tool", "Export Tool"]


def test_an_entry_that_only_one_hearing_has_may_be_none(heard_twice):
    first, second = heard_twice("Two hours on Nucleus and three on Initech", "Two hours on Nucleus in Initech").entries
    assert (first.checks, second.checks) == ((), (Field.HOURS, Field.ENTRY))
    (entry,) = heard_twice("Two hours on Nucleus", "To our son knew").entries
    assert entry.checks == (Field.HOURS, Field.ENTRY)


def test_a_day_that_nobody_understood_is_checked_even_where_both_hearings_have_it(heard_twice):
    text = "But maybe before yesterday I spent six hours on the Compression API"
    (entry,) = heard_twice(text, text).entries
    assert (entry.checks, [warning.code for warning in entry.warnings]) == ((Field.DAY,), ["heard_unsure_date"])


def test_words_left_over_where_a_project_was_borrowed_may_have_been_the_project(heard_twice):
    text = "Spent the morning on the Nitech, three hours and the afternoon on Globex Phase 2, four hours"
    first, second = heard_twice(text, text).entries
    assert (first.project, second.project and second.project.name) == (None, "Data Platform Phase 2")
    assert "Nitech" in first.warnings[0].text


def test_a_change_of_a_card_that_was_heard_otherwise_changes_nothing():
    three, five = (Interpretation(Kind.REVISE, revisions=(Revision("one", hours=Decimal(hours)),)) for hours in (3, 5))
    assert with_second(three, three, "Make it three", "Make it 3") is three
    asked = with_second(three, five, "Make it three", "Make it five")
    assert (asked.kind, asked.revisions) == (Kind.NONE, ())
    assert asked.question


@pytest.mark.parametrize(
    "marked",
    [
        "Three hours *~golden* the Compression API",
        "Three hours *~on* the Compression API",
        "Three hours on the Nucleus *~Port* Tool",
    ],
)
def test_faint_words_where_a_task_or_the_rest_of_a_name_stands_are_checked_with_it(read, marked):
    (entry,) = read(marked).entries
    assert (entry.project is not None, entry.hours) == (True, Decimal(3))
    assert entry.checks == (Field.PROJECT, Field.TASK)
    assert [warning.code for warning in entry.warnings] == ["heard_unsure_project"]


def test_faint_words_that_lead_to_the_project_or_stand_behind_its_task_ask_nothing(read):
    (entry,) = read("Three hours on the *~Pooli* Nucleus today").entries
    assert entry.project
    (entry,) = read("Three hours of design *~on* the Brand Refresh today").entries
    assert entry.project
    assert entry.project.name == "Brand Refresh"


def test_a_faint_word_that_was_read_is_believed(read):
    (entry,) = read("*~Three* hours of *~design* on the *~Brand* Refresh *~today*").entries
    assert (entry.project is not None, entry.hours, entry.warnings, entry.checks) == (True, Decimal(3), (), ())


def test_faint_words_around_an_entry_may_have_been_its_day(read):
    (entry,) = read("*~First day*, two and three quarter hours on the Brand Refresh").entries
    assert (entry.checks, [warning.code for warning in entry.warnings]) == ((Field.DAY,), ["heard_unsure_date"])
    (entry,) = read("*~So long*, two hours on the Brand Refresh on Monday").entries
    assert (entry.hours, entry.checks) == (Decimal(2), ()), "the day was said"


@pytest.mark.parametrize(
    "text",
    [
        "A quarter and one hour on the Brand Refresh",
        "And our on the Soylent Newsletter, 5 hours",
        "Two hours on internal training yesterday and six to eight",
    ],
)
def test_words_of_a_length_that_were_not_read_open_the_length_beside_them(heard_twice, text):
    assert heard_twice(text, text).entries[-1].hours is None


def test_a_number_in_the_notes_and_a_length_taken_back_open_nothing(heard_twice):
    for text in ("Two hours on the Brand Refresh for flyer 12", "Ten hours on Nucleus, no, make that eight"):
        assert heard_twice(text, text).entries[0].hours is not None


def test_one_entry_of_the_other_hearing_confirms_only_one(heard_twice):
    first, second = heard_twice(
        "Eight hours of vacation on Thursday. 8 hours of vacation on Thursday.", "Eight hours of vacation on Thursday."
    ).entries
    assert (first.checks, second.checks) == ((), (Field.HOURS, Field.ENTRY))


def test_before_a_day_that_was_read_without_it_asks_for_the_day(heard_twice):
    text = "The date before the yesterday I spent six hours on the Compression API"
    (entry,) = heard_twice(text, text).entries
    assert [warning.code for warning in entry.warnings] == ["heard_unsure_date"]
    text = "The day before yesterday I spent six hours on the Compression API"
    assert heard_twice(text, text).entries[0].warnings == ()
