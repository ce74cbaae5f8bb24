"""Names are data: signs, emoji, nothing at all; whatever an account holds, reading never stops."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.agent import checking
from desktop.agent.drafts import Draft, DraftState
from desktop.agent.editing import new_draft
from desktop.agent.intents import Alternatives, Choice, Field, Utterance
from desktop.agent.reading.cards.context import Context
from desktop.agent.reading.reader import Interpreter
from desktop.cli.as_json import draft_json
from desktop.cli.terminal import card_lines
from desktop.harvest import answers
from desktop.harvest.catalog import Catalog, Client, Project, Task, twins
from desktop.harvest.directory import catalog_of
from desktop.harvest.models import ProjectAssignment
from desktop.speech.vocabulary import vocabulary

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


SPOKEN = (
    "2h {0}", "{0}", "make it 3", "the first one", "no, {0}", "how much budget is left on {0}", "hours by project",
    "start a timer on {0}", "stop", "invoice {0} for october", "what did {0} cost", "add an expense of 12.50 for {0}",
    "change the last one to {0}", "delete it", "same as yesterday", "9-12 {0} and 1-3 {0}", "- 2h {0}\n- 3h",
    "who worked on {0}",
)  # fmt: skip


@pytest.mark.parametrize("name", [*ODD, None, "a" * 300, "\n", "\ud83d", "👩‍👩‍👧"])
def test_what_harvest_answers_with_such_names_is_read_whatever_is_said(name):
    """Null where a name should be, a project without tasks or without a client: as Harvest's own JSON."""
    task = {"id": 1, "is_active": True, "billable": True, "task": {"id": 1, "name": name}}
    rows = [
        {"id": k, "project": {"id": k, "name": name, "code": name}, "client": client, "task_assignments": tasks}
        for k, client, tasks in ((1, {"id": 1, "name": name}, [task]), (2, None, None), (3, {"id": 1}, []))
    ]
    catalog = catalog_of([answers.read(ProjectAssignment, {"is_active": True, **row}) for row in rows], ())
    assert len(catalog.projects) == 3
    vocabulary(catalog, ())
    interpreter = Interpreter(catalog, workday=Decimal(8))
    cards: list[Draft] = []
    for text in SPOKEN:
        said = Utterance(text.format(name or ""), NOW)
        for context in (Context(), Context(tuple(cards[:2]), (), tuple(card.id for card in cards[:1]))):
            cards += [new_draft(entry) for entry in interpreter.read(said, context).entries]
    for card in cards:
        assert draft_json(card)["hours"] is not None or card.missing
        assert card_lines(1, card, NOW.date())


def test_alternatives_and_offers_of_one_name_show_their_codes():
    one, other = (Project(k, "Retainer", code, Client(1, "Acme")) for k, code in enumerate(("RET-25", "RET-26")))
    third = Project(7, "Website", "WEB", Client(1, "Acme"))
    draft = Draft("1", DraftState.NEEDS_CHECK, one, None, Decimal(1), NOW.date(), checks=(Field.PROJECT,))
    draft = replace(draft, alternatives=Alternatives(projects=(other, third)))
    assert [pick.words for pick in checking.options(draft, NOW.date())][:2] == [
        "Retainer · Acme · RET-26",
        "Website · Acme",
    ]
    assert twins((one, other, third)) == {0, 1}
