"""Doubts of the ear become questions on exactly the cards that rest on them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.corpus import FIRST_ACCOUNT, load_account
from desktop.agent.hearing import with_doubts
from desktop.agent.intents import Channel, Interpretation, Kind, Revision, Span, Utterance
from desktop.agent.language.interpreter import Interpreter

NOW = datetime(2026, 11, 20, 17, 45)


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    catalog, workday = load_account(Path(FIRST_ACCOUNT))
    return Interpreter(catalog, workday=workday)


@pytest.fixture
def read(interpreter):
    """Words with a doubt at each word in stars."""

    def understand(marked: str) -> Interpretation:
        parts = marked.split("*")
        text = "".join(parts)
        starts = [len("".join(parts[:place])) for place in range(len(parts))]
        doubts = [Span(starts[place], starts[place] + len(parts[place])) for place in range(1, len(parts), 2)]
        return with_doubts(interpreter.read(Utterance(text, NOW, Channel.VOICE)), doubts, text)

    return understand


def test_without_doubts_the_reading_is_the_same(interpreter):
    text = "Four hours on the Brand Refresh"
    reading = interpreter.read(Utterance(text, NOW, Channel.VOICE))
    assert with_doubts(reading, (), text) is reading


def test_a_doubted_number_is_asked_and_named_on_its_own_card_alone(read):
    first, second = read("*Four* hours on the Brand Refresh and two on the Energy Dashboard").entries
    assert first.hours is None
    assert [(warning.code, "“Four”" in warning.text) for warning in first.warnings] == [("heard_unsure_hours", True)]
    assert first.project
    assert first.project.name == "Brand Refresh"
    assert (second.hours, second.warnings) == (Decimal(2), ())


def test_a_doubted_start_or_end_takes_the_times_along(read):
    (entry,) = read("From 9 *to* 11 I was on the Brand Refresh").entries
    assert (entry.hours, entry.started_time, entry.ended_time) == (None, None, None)


def test_a_doubt_right_beside_a_length_is_about_the_length(read):
    assert read("an hour* in 15* minutes on the Brand Refresh").entries[0].hours is None


def test_a_doubted_project_is_offered_first_but_not_taken(read):
    (entry,) = read("Two hours on the *Brand* Refresh").entries
    assert entry.project is None
    assert entry.choices[0].project.name == "Brand Refresh"
    assert entry.said_project == "", "it is no unknown name, so there is nothing to be taught"
    assert entry.hours == Decimal(2)
    assert [warning.code for warning in entry.warnings] == ["heard_unsure_project"]


def test_the_task_that_was_said_is_kept_for_the_project_that_is_chosen(read):
    (entry,) = read("Two hours of design on the *Brand* Refresh").entries
    assert (entry.task, entry.said_task) == (None, "Design")


def test_a_doubted_word_where_a_project_was_only_carried_over_asks_for_the_project(read):
    first, second = read("Two hours on the CRM Migration and two hours on *that* today").entries
    assert first.project
    assert second.project is None
    assert second.choices[0].project == first.project


def test_a_carried_project_that_was_heard_well_stays(read):
    first, second = read("Two hours on the *patient* portal yesterday and three hours on it today").entries
    assert (first.project, second.project) == (None, None), "both rest on the same doubted words"
    first, second = read("Two hours on the patient portal yesterday and three hours on it today").entries
    assert first.project == second.project


def test_a_correction_that_was_not_understood_opens_what_it_corrects(read):
    (entry,) = read("Ten hours on the TPS Reports Automation, no, make *natate*").entries
    assert entry.hours is None


def test_a_length_that_was_not_understood_is_not_replaced_by_a_later_one(read):
    text = "World of {0} on AI Strategy and 45 minutes on business development"
    assert read(text.format("*Hours*")).entries[0].hours is None
    (entry,) = read("Some *ours* on AI Strategy, 45 minutes").entries
    assert entry.hours is None
    (entry,) = read("45 minutes on *hour* AI Strategy").entries
    assert entry.hours == Decimal("0.75"), "the length was heard before"


def test_a_doubted_day_is_told(read):
    (entry,) = read("Two hours on the Brand Refresh *on Monday*").entries
    assert entry.spent_date.day == 16
    assert entry.hours == Decimal(2)
    assert [warning.code for warning in entry.warnings] == ["heard_unsure_date"]


def test_doubts_in_the_notes_and_elsewhere_ask_nothing(read):
    (entry,) = read("Two hours on the Brand Refresh for *Monique's* brochure").entries
    assert (entry.project is not None, entry.hours, entry.warnings) == (True, Decimal(2), ())


def test_a_doubted_change_of_a_card_changes_nothing():
    reading = Interpretation(Kind.REVISE, revisions=(Revision("one", hours=Decimal(3)),))
    asked = with_doubts(reading, [Span(8, 13)], "Make it three")
    assert asked.kind is Kind.NONE
    assert asked.revisions == ()
    assert asked.question
    assert "“three”" in asked.question
