"""What an edit on a card changes, what it settles and what it asks anew."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from desktop.agent.drafts import Change, Draft, DraftState
from desktop.agent.editing import edited
from desktop.agent.intents import Alternatives, Field, Warn
from desktop.harvest.catalog import Client, PastEntry, Project, Task

DAY = date(2026, 11, 20)
DESIGN, DEVELOPMENT, ADMIN = Task(1, "Design", True), Task(2, "Development", True), Task(3, "Admin", False)
WEBSITE = Project(10, "Website", "", Client(1, "Acme"), (DESIGN, DEVELOPMENT))
APP = Project(11, "App", "", Client(1, "Acme"), (DEVELOPMENT, ADMIN))
INTERNAL = Project(12, "Internal", "", Client(2, "Us"), (ADMIN,))
CARD = Draft(
    "id", DraftState.READY, WEBSITE, DESIGN, Decimal(2), DAY, time(9), time(11), warnings=(Warn("heard_as", ""),)
)


def test_new_hours_settle_what_was_heard_and_drop_times_that_contradict():
    card = edited(CARD, Change(hours=Decimal(3)), ())
    assert (card.hours, card.started_time, card.ended_time, card.warnings) == (3, None, None, ())


def test_the_same_hours_keep_the_times():
    assert edited(CARD, Change(hours=Decimal(2)), ()).started_time == time(9)


def test_another_project_keeps_a_task_that_it_has_too():
    assert edited(replace(CARD, task=DEVELOPMENT), Change(project=APP), ()).task == DEVELOPMENT


def test_another_project_asks_for_a_task_that_it_lacks():
    assert edited(CARD, Change(project=APP), ()).task is None


def test_a_project_with_one_task_needs_no_question():
    assert edited(replace(CARD, task=None), Change(project=INTERNAL), ()).task == ADMIN


def test_an_unsaid_task_becomes_the_latest_on_the_new_project_and_says_so():
    history = (PastEntry(1, APP.id, ADMIN.id, date(2026, 11, 2), Decimal(1)),)
    card = edited(replace(CARD, task=None), Change(project=APP), history)
    assert card.task == ADMIN
    assert [warning.code for warning in card.warnings] == ["heard_as", "task_default"]


def test_a_latest_task_of_long_ago_is_no_default():
    history = (PastEntry(1, APP.id, ADMIN.id, date(2026, 8, 1), Decimal(1)),)
    assert edited(replace(CARD, task=None), Change(project=APP), history).task is None


def test_a_guessed_task_does_not_follow_to_another_project():
    guessed = replace(CARD, task=DEVELOPMENT, warnings=(Warn("task_default", ""),))
    assert edited(guessed, Change(project=APP), ()).task is None


def test_notes_can_be_cleared_and_other_fields_stay():
    card = edited(replace(CARD, notes="x"), Change(notes=""), ())
    assert (card.notes, card.hours, card.project) == ("", 2, WEBSITE)


DOUBTED = replace(
    CARD,
    state=DraftState.NEEDS_CHECK,
    checks=(Field.PROJECT, Field.HOURS),
    alternatives=Alternatives(projects=(APP,), hours=(Decimal(4),)),
    confidence=0.4,
)


def test_saying_a_doubtful_field_anew_settles_it_and_leaves_the_others_to_be_checked():
    card = edited(DOUBTED, Change(hours=Decimal(2)), ())  # the value that stands, but now a person's
    assert card.checks == (Field.PROJECT,)
    assert card.alternatives == Alternatives(projects=(APP,))
    assert card.confidence == 0.4


def test_a_card_that_was_looked_at_is_sure():
    card = edited(DOUBTED, Change(checked=True), ())
    assert (card.checks, card.alternatives, card.confidence) == ((), Alternatives(), 1.0)
    assert (card.project, card.hours) == (WEBSITE, 2)


def test_an_edit_of_the_notes_settles_no_doubt():
    assert edited(DOUBTED, Change(notes="kick-off"), ()).checks == DOUBTED.checks
