"""The learned second reader: what it sights, what it doubts, and that it may do no more."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.corpus import FIRST_ACCOUNT, load_account
from desktop.agent.intents import Alternatives, Asked, Channel, EntryIntent, Field, Interpretation, Kind, Utterance
from desktop.agent.reading.certainty.doubts import to_check
from desktop.agent.reading.certainty.engine import FOLDER, Awake, missing
from desktop.agent.reading.certainty.kinds import kind_instead
from desktop.agent.reading.certainty.learned import LearnedReader
from desktop.agent.reading.certainty.likeness import abbreviates
from desktop.agent.reading.certainty.meaning import Meaning
from desktop.agent.reading.certainty.meant_project import lacks_a_project, with_meant
from desktop.agent.reading.certainty.pieces import Pieces
from desktop.agent.reading.certainty.sighting import Observer
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task

NOW = datetime(2026, 11, 20, 18, 5)
WORDS = ("grading", "marking", "coding", "programming")
MEANING = Meaning(WORDS, np.array([[1, 0], [0.9, 0.436], [0, 1], [0.1, 0.995]], np.float32))
DRAWINGS, CALLS, CALCULATIONS = Task(1, "Drawings", True), Task(2, "Phone Calls", True), Task(3, "Calculations", True)
MILL = Project(10, "Mill Lane Conversion", "ML-1", Client(1, "Harcourt"), (DRAWINGS, CALLS, CALCULATIONS))
FLATS = Project(11, "Courtyard Flats", "CF-2", Client(2, "Greenway"), (DRAWINGS, CALLS))
CATALOG = Catalog((MILL, FLATS))


def said(text: str, channel: Channel = Channel.TYPED) -> Utterance:
    return Utterance(text, NOW, channel)


@pytest.fixture(scope="module")
def observer() -> Observer:
    return Observer(CATALOG, Decimal(8), MEANING)


def test_every_likely_project_is_sighted_also_a_misspelt_one(observer: Observer):
    sight = observer.observe(said("2h mil lane and 1h for greenway"))
    assert {0, 1} <= {one.value for one in sight.projects}


def test_a_length_may_be_worth_its_own_its_share_or_what_a_break_leaves(observer: Observer):
    first = observer.observe(said("from 9 to 5 minus an hour for lunch, split between two")).lengths[0]
    hours = {value.hours for value in first.values}
    assert {Decimal(7), Decimal("3.5")} & hours
    assert observer.observe(said("3 hours on mill lane")).lengths[0].plain == 3


@pytest.mark.parametrize("words", ["an hour on the phone with them", "had a call for an hour", "calcs 1h"])
def test_a_task_that_the_rules_know_a_word_for_is_sighted(words: str, observer: Observer):
    """Also where the table of meanings knows nothing of it."""
    assert {"Phone Calls", "Calculations"} & {one.value for one in observer.observe(said(words)).tasks}


def test_the_value_that_stands_is_not_among_what_else_it_may_be():
    entry = EntryIntent(MILL, DRAWINGS, Decimal(1), NOW.date())
    others = Alternatives(projects=(FLATS, MILL), tasks=(DRAWINGS, CALLS), hours=(Decimal(1),), days=(NOW.date(),))
    offered = to_check(entry, (Field.PROJECT,), others=others).alternatives
    assert offered == Alternatives(projects=(FLATS,), tasks=(CALLS,))


def test_today_may_always_be_meant(observer: Observer):
    assert NOW.date() in {one.value for one in observer.observe(said("3 hours yesterday")).days}


def test_tasks_are_sighted_by_name_and_in_short(observer: Observer):
    assert "Calculations" in {one.value for one in observer.observe(said("2h calcs on mill lane")).tasks}
    assert "Phone Calls" in {one.value for one in observer.observe(said("2h calls for greenway")).tasks}


def test_words_that_are_close_in_meaning_are_close():
    closeness = MEANING.closeness(["grading", "coding", "unheard"], ["Marking", "Programming"])
    assert closeness[0, 0] > 0.8 > closeness[0, 1]
    assert closeness[1, 1] > 0.8 > closeness[1, 0]
    assert not closeness[2].any()


@pytest.mark.parametrize(
    ("short", "whole"), [("mtg", "meeting"), ("calcs", "calculations"), ("prog", "programming"), ("dev", "development")]
)
def test_short_forms_stand_for_their_words(short: str, whole: str):
    assert abbreviates(short, whole)


@pytest.mark.parametrize(("word", "whole"), [("meat", "meeting"), ("cat", "calculations"), ("call", "call")])
def test_other_words_do_not(word: str, whole: str):
    assert not abbreviates(word, whole)


def test_unknown_words_are_taken_apart():
    pieces = Pieces(["[PAD]", "cal", "##cs", "two"])
    assert pieces.of("calcs") == (1, 2)
    assert pieces.of("two") == (3,)
    assert pieces.of("zebra") == (100,)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.sampled_from(Channel))
def test_any_text_can_be_looked_at(text: str, channel: Channel):
    sight = Observer(CATALOG, Decimal(8), MEANING).observe(said(text, channel))
    for length in sight.lengths:
        assert 0 <= length.start < length.end <= len(sight.tokens)
        assert all(0 < value.hours <= 60 for value in length.values)


def test_without_weights_the_rules_reading_stands(tmp_path: Path):
    found = Interpreter(CATALOG, workday=Decimal(8)).read(said("2h drawings mill lane"))
    reader = LearnedReader(Awake(60, tmp_path))
    assert reader.look(said("2h drawings mill lane"), found, CATALOG, Decimal(8)) == found
    assert "not installed" in missing(tmp_path)


@pytest.fixture(scope="module")
def reader() -> LearnedReader:
    assert missing() == ""
    return LearnedReader(Awake(60, FOLDER))


def looked_at(reader: LearnedReader, text: str, channel: Channel = Channel.TYPED):
    words = said(text, channel)
    found = Interpreter(CATALOG, workday=Decimal(8)).read(words)
    return found, reader.look(words, found, CATALOG, Decimal(8))


@pytest.mark.parametrize(
    "text", ["2h drawings on mill lane conversion", "courtyard flats 45 min phone calls yesterday"]
)
def test_plain_words_stay_ready(reader: LearnedReader, text: str):
    _, looked = looked_at(reader, text)
    assert [entry.checks for entry in looked.entries] == [()]
    assert all(entry.confidence > 0.9 for entry in looked.entries)


def test_values_that_the_rules_read_stand(reader: LearnedReader):
    text = (
        "so this morning I was on mill lane for about three hours well two and a half really doing the drawings then "
        "an hour on the phone about the flats and tomorrow I need four hours for them so three and a half in total"
    )
    found, looked = looked_at(reader, text, Channel.VOICE)
    assert len(looked.entries) == len(found.entries)
    for before, after in zip(found.entries, looked.entries, strict=True):
        assert (after.project, after.hours, after.spent_date) == (before.project, before.hours, before.spent_date)
        assert 0 <= after.confidence <= 1


OPEN = (
    "so this morning I did two hours of design on the brand refresh and then a call with the soylent people about "
    "their newsletter that took half an hour and after lunch another hour and a half of copy for it and now I am done"
)


@pytest.mark.parametrize(
    ("text", "projects"),
    [
        (OPEN, ["Brand Refresh", "Newsletter", "Newsletter"]),
        # Who says little leaves out what is not known: it is asked for.
        ("an hour of meetings and two of design", [None, None]),
    ],
)
def test_what_the_rules_leave_open_in_a_dictation_is_read_and_to_be_checked(
    reader: LearnedReader, text: str, projects: list[str | None]
):
    catalog, workday = load_account(FIRST_ACCOUNT)
    words = said(text, Channel.VOICE)
    found = Interpreter(catalog, workday=workday).read(words)
    first, second, *more = found.entries
    found = replace(found, entries=(first, replace(second, project=None), *more))
    looked = reader.look(words, found, catalog, workday)
    assert [entry.project.name if entry.project else None for entry in looked.entries] == projects
    assert [entry.hours for entry in looked.entries] == [entry.hours for entry in found.entries]
    assert all(entry.checks or entry.project is None for entry in looked.entries)


def test_weights_that_nobody_needs_are_let_go():
    awake = Awake(60, FOLDER)
    engine = awake.engine()
    assert awake.engine() is engine
    awake.rest()
    assert awake.engine() is not engine


def meant(observer: Observer, text: str, found: Interpretation, place: int = 0) -> Interpretation:
    """The request where the network is sure that it is about the project at that place."""
    sight = observer.observe(said(text))
    scores = np.array([[0.0, *(9.0 if one.value == place else 0.0 for one in sight.projects)]], np.float32)
    return with_meant(found, sight, {"project": scores}, observer)


def test_a_request_is_about_the_project_that_it_names_and_says_so(observer: Observer):
    found = meant(observer, "what is left for the mil lane thing", Interpretation(Kind.BUDGET))
    assert (found.project, found.client) == (MILL, MILL.client)
    assert [warning.text for warning in found.warnings] == ["Taken for Mill Lane Conversion (Harcourt)."]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what is left for zorblax on the lane", Asked(names=("zorblax",))),
        ("what is left for calculations", Asked()),  # a task that one project alone has names none
    ],
)
def test_a_project_that_nobody_named_is_taken_for_none(observer: Observer, text: str, asked: Asked):
    found = Interpretation(Kind.BUDGET, asked=asked)
    assert meant(observer, text, found) is found


@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.DELETE, Kind.TIMER_START, Kind.EXPENSE, Kind.MISSING_TIME])
def test_nothing_is_done_but_with_what_was_named(kind: Kind):
    assert not lacks_a_project(Interpretation(kind))


def kind_of(reader: LearnedReader, text: str) -> tuple[Kind, Kind]:
    """As what the rules alone read the words, and as what both do."""
    words, rules = said(text), Interpreter(CATALOG, workday=Decimal(8))
    found = rules.read(words)
    return found.kind, reader.look(words, found, CATALOG, Decimal(8), partial(rules.read_as, words)).kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("will the money for courtyard flats last until the summer", Kind.BUDGET),
        ("start a timer on mill lane and backdate it to 11:15", Kind.TIMER_START),
        (
            "could I ask how many hours tom and I did on mill lane since the start of october as I need it for monday",
            Kind.HOURS,
        ),
    ],
)
def test_what_the_rules_do_not_know_is_read_as_the_kind_that_the_network_is_sure_of(
    reader: LearnedReader, text: str, kind: Kind
):
    before, after = kind_of(reader, text)
    assert before is not after is kind


@pytest.mark.parametrize(
    "text",
    [
        "2h drawings on mill lane",
        "2h mill lane, 1h calls for greenway",
        "2h drawings mill lane and how much is left there",
        "what can you do?",
    ],
)
def test_what_both_read_alike_and_what_was_answered_stays(reader: LearnedReader, text: str):
    before, after = kind_of(reader, text)
    assert before is after


@given(st.sampled_from(Kind), st.floats(0, 0.69))
def test_several_lengths_are_not_read_as_something_else_without_being_very_sure(kind: Kind, share: float):
    entry = EntryIntent(MILL, DRAWINGS, Decimal(2), NOW.date())
    shares = {Kind.LOG: (1 - share) / 2, Kind.NONE: (1 - share) / 2} | {kind: share}
    assert kind_instead(Interpretation(Kind.LOG, (entry, entry)), shares) is None


def test_work_in_unheard_words_is_no_deed_of_another_kind():
    entry = EntryIntent(None, None, Decimal(3), NOW.date())
    court = Interpretation(Kind.LOG, (entry,))  # "court on Hartley 9 to 12"
    for kind in (Kind.INVOICE_CREATE, Kind.TIMER_START, Kind.NONE):
        assert kind_instead(court, {kind: 0.85, Kind.LOG: 0.15}) is None
    assert kind_instead(court, {Kind.EDIT: 0.85, Kind.LOG: 0.15}) is Kind.EDIT


@given(st.sampled_from(Kind), st.sampled_from(sorted(set(Kind))))
def test_a_poor_opinion_changes_nothing(found: Kind, opinion: Kind):
    others = {Kind.LOG: 0.3, Kind.NONE: 0.3} | {opinion: 0.4}
    assert kind_instead(Interpretation(found), others) is None
