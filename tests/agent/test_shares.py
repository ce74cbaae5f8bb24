"""What is left of a day, and one length for several tasks: each share is what the words come to, in every trade."""

from datetime import datetime
from decimal import Decimal

import pytest

from desktop.agent.intents import Kind, Utterance
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task

NOW = datetime(2026, 11, 20, 18)
PHARMEXA = ("Assessment", "Coaching", "Travel", "Proposals")
TRADES = {
    "law": ("Norwood Estates", "Boundary dispute", "Supply agreement", "Drafting", "Research"),
    "film": ("Kestrel Pictures", "Hill Climb", "Lantern Night", "Grading", "Sound Mixing"),
    "garden": ("Ashdown Parks", "Walled garden", "Tram stop", "Planting", "Surveying"),
}


def _entries(trade: str, words: str) -> list[tuple[str | None, str | None, Decimal | None]]:
    client, first, second, *tasks = TRADES[trade]
    known = tuple(Task(number, task, True) for number, task in enumerate(tasks, start=1))
    projects = tuple(
        Project(number, name, "", Client(1, client), known) for number, name in enumerate((first, second), 1)
    )
    said = words.format(a=first, b=second, x=tasks[0], y=tasks[1])
    found = Interpreter(Catalog(projects, ()), workday=Decimal(8)).read(Utterance(said, NOW))
    assert found.kind is Kind.LOG
    return [(e.project and e.project.name, e.task and e.task.name, e.hours) for e in found.entries]


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize(
    "words",
    ["{a} 3h and the rest of my 8 hours on {b}", "3h {a}, the remainder of my 8 hours {b}", "3h {a}, rest of 8h {b}"],
)
def test_the_rest_of_a_length_is_what_is_left_of_it(trade, words):
    assert [hours for _, _, hours in _entries(trade, words)] == [3, 5]


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("words", ["rest of my 8 hours on {b}", "{a} 2h on Monday, rest of my 8 hours {b} Tuesday"])
def test_a_rest_of_what_was_not_told_is_asked(trade, words):
    assert _entries(trade, words)[-1][2] is None


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("words", ["4h {a} split between {x} and {y}", "4h on {a}, split between {x} and {y}"])
def test_a_length_is_split_between_tasks_of_one_project(trade, words):
    _, project, _, *tasks = TRADES[trade]
    assert _entries(trade, words) == [(project, task, 2) for task in tasks]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "six hours assessment at Pharmexa, then two hours travel",
            [("Assessment Centre", "6"), ("Assessment Centre", "2")],
        ),
        ("coaching at Pharmexa 3h, travel 1h", [("Executive Coaching", "3"), ("Executive Coaching", "1")]),
        ("coaching at Pharmexa 3h, proposals 1h", [("Executive Coaching", "3"), ("Business", "1")]),
    ],
)
def test_a_piece_that_names_nothing_takes_the_project_that_a_task_told(text, wanted):
    pharmexa, tasks = Client(1, "Pharmexa"), [Task(n, name, True) for n, name in enumerate(PHARMEXA, start=1)]
    assessment, coaching, travel, proposals = tasks
    projects = (
        Project(1, "Assessment Centre", "", pharmexa, (assessment, travel)),
        Project(2, "Executive Coaching", "", pharmexa, (coaching, travel)),
        Project(3, "Business", "", Client(2, "Own"), (proposals,)),
    )
    read = Interpreter(Catalog(projects, ()), workday=Decimal(8)).read(Utterance(text, NOW))
    assert [(e.project and e.project.name, format(e.hours.normalize(), "f")) for e in read.entries] == wanted
