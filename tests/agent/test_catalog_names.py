"""Names are data: signs, emoji, nothing at all; whatever an account holds, reading never stops."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.agent.drafts import Draft, DraftState
from desktop.agent.intents import Choice, Utterance
from desktop.agent.reading.reader import Interpreter
from desktop.cli.as_json import draft_json
from desktop.harvest.catalog import Catalog, Client, Project, Task

NOW = datetime(2026, 11, 20, 18)
ODD = ("🚀", "---", "", "null", " ", "...", "½", "()", "#1", "12", "C++", "1h", "today", "🚀 fuel", "_", "\u202e", "İ")
names = st.one_of(st.sampled_from(ODD), st.text(max_size=12))


def _reader(*rows: tuple[str, str, str, tuple[str, ...]]) -> Interpreter:
    """An interpreter of an account with such clients, projects, codes and tasks."""
    projects = tuple(
        Project(k, project, code, Client(k % 2, client), tuple(Task(j, task, True) for j, task in enumerate(tasks)))
        for k, (client, project, code, tasks) in enumerate(rows)
    )
    return Interpreter(Catalog(projects, projects[:1]), workday=Decimal(8), aliases={rows[0][1]: 0})


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_stops_nothing(name):
    reader = _reader((name, name, name, (name,)), ("Acme", "Website", "", ()), ("Globex", "App", "A", (name, "Design")))
    (entry,) = reader.read(Utterance("2h globex app design", NOW)).entries
    assert (entry.project and entry.project.name, entry.task and entry.task.name) == ("App", "Design")
    (bare,) = reader.read(Utterance("1h acme website", NOW)).entries
    assert (bare.project and bare.project.name, bare.task) == ("Website", None)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(names, names, names, st.tuples(names, names)), min_size=1, max_size=5), names)
def test_any_account_can_be_read(rows, said):
    reader = _reader(*rows)
    for text in (f"2h {said}", f"{said}, 1h and 30m {rows[0][1]} {rows[0][3][0]}"):
        found = reader.read(Utterance(text, NOW))
        assert all(entry.project is None or entry.project.is_active for entry in found.entries)


def test_a_picture_names_its_project():
    reader = _reader(("Acme", "🚀", "", ("Design",)), ("Globex", "App", "", ("Design",)))
    (entry,) = reader.read(Utterance("2h 🚀 design", NOW)).entries
    assert entry.project is not None
    assert entry.project.name == "🚀"


def test_projects_of_one_name_are_told_apart_by_their_codes():
    twins = [Project(k, "Retainer", code, Client(1, "Acme")) for k, code in enumerate(("RET-25", "RET-26"))]
    choices = tuple(Choice(project, 90) for project in twins)
    draft = Draft("1", DraftState.ASKING, None, None, Decimal(1), NOW.date(), choices=choices)
    assert [choice["code"] for choice in draft_json(draft)["choices"]] == ["RET-25", "RET-26"]
