"""What is no work of its own makes no entry, and what was said of several counts for each, in every trade."""

from datetime import datetime
from decimal import Decimal

import pytest

from desktop.agent.intents import Channel, Utterance
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task

NOW = datetime(2026, 11, 20, 18)
TRADES = {
    "law": ("Half Moon Chambers", "Boundary dispute", "Supply agreement", "Interviews", "Research"),
    "film": ("Half Light Pictures", "Hill Climb", "Lantern Night", "Screenings", "Sound Mixing"),
    "garden": ("Half Acre Parks", "Walled garden", "Tram stop", "Site visits", "Surveying"),
}
SAID = {
    "9:00-10:30 {a} {y}\n10:30-11:00 break\n11:00-13:00 {b} {y}": ["1.50", "2.00"],
    "{a}: {x} 0.5, {y} 2.1, {y} 1.4 (4.0)": ["0.50", "2.10", "1.40"],
    "{a}: 3 {x} a 40min": ["2.00"],
    "{a} {y} 10-4, lunch 1h off": ["5.00"],
    "3 or so hours on {a} {y} and 45 mins on {b} {y}": ["3.00", "0.75"],
    "{a} {y} 3-ish hours, {b} {y} 40 odd minutes": ["3.00", "0.67"],
    "half an hour {y} on {a}": ["0.50"],
    "{a} {y}, half an hour": ["0.50"],
}


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("channel", Channel)
def test_hours(trade, words, channel):
    client, first, second, *tasks = TRADES[trade]
    known = tuple(Task(number, task, True) for number, task in enumerate(tasks, start=1))
    projects = (
        Project(1, first, "", Client(1, client), known),
        Project(2, second, "", Client(2, "Ashdown"), known),
    )
    said = words.format(a=first, b=second, x=tasks[0], y=tasks[1])
    found = Interpreter(Catalog(projects, ()), workday=Decimal(8)).read(Utterance(said, NOW, channel))
    assert [entry.hours for entry in found.entries] == [Decimal(hours) for hours in SAID[words]]


@pytest.mark.parametrize("trade", TRADES)
def test_time_that_was_only_set_aside_is_not_worked(trade):
    _, first, second, _, task = TRADES[trade]
    tasks = (Task(1, task, True),)
    projects = [Project(n, name, "", Client(n, f"Client {n}"), tasks) for n, name in enumerate((first, second), 1)]
    said = f"I had three hours blocked out for {first} but then it was two hours on {second}"
    found = Interpreter(Catalog(tuple(projects), ()), workday=Decimal(8)).read(Utterance(said, NOW))
    assert [(entry.project, entry.hours) for entry in found.entries if entry.hours] == [(projects[1], 2)]
