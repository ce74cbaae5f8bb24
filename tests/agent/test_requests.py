"""Requests of several trades: the days that only questions name, and the project of a deed in a long story."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from desktop.agent.intents import Channel, Kind, Utterance
from desktop.agent.reading.reader import Interpreter
from desktop.agent.reading.requests.stretches import stretch_said, weekend_said
from desktop.harvest.catalog import Catalog, Client, Project, Task

TUESDAY = date(2026, 3, 24)
_TASKS = {name: Task(number, name, True) for number, name in enumerate("Survey Pruning Fitting Paperwork".split(), 1)}


def _project(number: int, client: str, name: str, *tasks: str) -> Project:
    return Project(number, name, "", Client(len(client), client), tuple(_TASKS[task] for task in tasks))


READER = Interpreter(
    Catalog(
        (
            _project(1, "Hotel Corvina", "Spa Tiles", "Survey", "Fitting"),
            _project(4, "Hotel Corvina", "Roof", "Survey"),
            _project(2, "Odell Council", "Linden Primary School", "Survey", "Pruning"),
            _project(3, "Own Work", "Office", "Paperwork"),
        )
    ),
    workday=Decimal(8),
)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("hours in the first half of February", "2026-02-01", "2026-02-15"),
        ("what did we bill in the 2nd half of last month", "2026-02-16", "2026-02-28"),
        ("everything between 9 and 13 march", "2026-03-09", "2026-03-13"),
        ("pruning from the 28th to the 30th of November", "2025-11-28", "2025-11-30"),
        ("the first two weeks of January", "2026-01-01", "2026-01-14"),
    ],
)
def test_parts_of_months(said: str, first: str, last: str):
    assert stretch_said(said, TUESDAY) == (date.fromisoformat(first), date.fromisoformat(last))


def test_the_weekend_is_the_latest():
    assert weekend_said("did anybody work on the weekend", TUESDAY) == (date(2026, 3, 21), date(2026, 3, 22))
    assert weekend_said("weekend rates", TUESDAY) is None
    assert stretch_said("from 9 to 13 on the tiles", TUESDAY) is None
    assert stretch_said("between 30 and 31 february", TUESDAY) is None


@pytest.mark.parametrize(
    ("kind", "words", "project"),
    [
        (Kind.DELETE, "delete yesterday's paperwork, wrong day", "Office"),
        (Kind.EDIT, "the paperwork of this morning should be an hour", "Office"),
        (Kind.EXPENSE, "hotel in Lund ninety euros for the school yesterday", "Linden Primary School"),
        (Kind.TIMER_START, "timer on for the tiles please I want to be faster than the five hours of spa", "Spa Tiles"),
    ],
)
def test_what_a_deed_is_for(kind: Kind, words: str, project: str):
    said = Utterance(words, datetime(2026, 3, 24, 17, 0), Channel.VOICE)
    meant = READER.read_as(said, kind)
    assert (meant.kind, meant.project and meant.project.name) == (kind, project)


@pytest.mark.parametrize("words", ["don't start the timer yet", "do not delete that", "please do not send the bill"])
def test_what_is_not_to_be_done_is_not_done(words: str):
    said = Utterance(words, datetime(2026, 3, 24, 17, 0))
    assert all(READER.read_as(said, kind).kind is Kind.NONE for kind in (Kind.TIMER_START, Kind.DELETE))


def test_an_appended_question_of_somebody_else_is_read_without_its_quotes():
    words = 'got this: "how many of our hours on Spa Tiles are left?" what do I tell him'
    meant = READER.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0)), Kind.BUDGET)
    assert meant.project is not None
    assert meant.project.name == "Spa Tiles"
