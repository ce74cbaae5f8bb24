"""Tasks are found by the project's own names: cut short, without vowels, in another form, in every trade."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.intents import Utterance
from desktop.agent.reading.reader import Interpreter
from desktop.agent.reading.tasks.tasks import TaskIndex
from desktop.agent.reading.text.tokens import tokenize
from desktop.harvest.catalog import Catalog, Client, Project, Task

NOW = datetime(2026, 11, 20, 18)
TRADES = {
    "it": "Programming|Code Review|Deployment|Helpdesk|Meetings|Server Administration|Data Analysis",
    "architects": "Specification Writing|Drawings & BIM|Site Visits|Site Supervision|Meetings|Phone Calls|3D Visuals",
    "film": "Scriptwriting|Podcast Recording|Podcast Editing|Sound Mixing|Client Calls|Travel",
    "engineers": "Calculations|Reports|Drawings & BIM|Site inspection|Design team meetings|Travel time",
    "law": "Due diligence|Legal research|Drafting|Client attendance|Correspondence",
    "translators": "Translation|Revision|Terminology|Proofreading|Subtitling|Post-Editing",
    "recruiters": "Reference Checks|Interviews|Workshops|Candidate Outreach|Briefing",
    "games": "Rigging|Bug Fixing|Gameplay Code|UI Implementation|Playtests",
}
SAID = {
    ("it", "coding"): "Programming",
    ("it", "prog"): "Programming",
    ("it", "dev"): "Programming",
    ("it", "fixing bugs"): "Programming",
    ("it", "bugfix"): "Programming",
    ("it", "PRs"): "Code Review",
    ("it", "pull requests"): "Code Review",
    ("it", "code review"): "Code Review",
    ("it", "mtg"): "Meetings",
    ("it", "standup"): "Meetings",
    ("architects", "mtg"): "Meetings",
    ("film", "on the train"): "Travel",
    ("engineers", "the drive"): "Travel time",
    ("it", "1on1"): "Meetings",
    ("it", "1:1"): "Meetings",
    ("it", "deploy"): "Deployment",
    ("architects", "spec"): "Specification Writing",
    ("architects", "dwgs"): "Drawings & BIM",
    ("architects", "drawing"): "Drawings & BIM",
    ("architects", "site sup"): "Site Supervision",
    ("architects", "visuals"): "3D Visuals",
    ("film", "script"): "Scriptwriting",
    ("film", "mix"): "Sound Mixing",
    ("film", "recording"): "Podcast Recording",
    ("film", "the edit"): "Podcast Editing",
    ("film", "call"): "Client Calls",
    ("engineers", "calcs"): "Calculations",
    ("engineers", "rpt"): "Reports",
    ("engineers", "insp"): "Site inspection",
    ("law", "dd"): "Due diligence",
    ("law", "corr"): "Correspondence",
    ("translators", "transl"): "Translation",
    ("translators", "rev"): "Revision",
    ("translators", "term"): "Terminology",
    ("translators", "subs"): "Subtitling",
    ("translators", "PE"): "Post-Editing",
    ("recruiters", "refs"): "Reference Checks",
    ("recruiters", "wkshp"): "Workshops",
    ("games", "rig"): "Rigging",
    ("games", "fixing bugs"): "Bug Fixing",
    ("games", "bugfix"): "Bug Fixing",
}


def _reader(trade: str) -> Interpreter:
    tasks = tuple(Task(k, name, True) for k, name in enumerate(TRADES[trade].split("|"), 1))
    projects = (
        Project(1, "Glasgarten", "GLA-1", Client(1, "Hooli"), tasks),
        Project(2, "Tower", "TOW-1", Client(2, "Wayne"), tasks[:2]),
    )
    return Interpreter(Catalog(projects, ()), workday=Decimal(8))


@pytest.mark.parametrize(("trade", "said"), SAID)
@pytest.mark.parametrize("text", ["glasgarten {} 1.5h", "1.5h {} for glasgarten"])
def test_a_task_in_short(trade, said, text):
    (entry,) = _reader(trade).read(Utterance(text.format(said), NOW)).entries
    assert entry.project is not None
    assert (entry.project.name, entry.hours) == ("Glasgarten", Decimal("1.5"))
    assert entry.task is not None
    assert entry.task.name == SAID[trade, said]


@pytest.mark.parametrize("word", ["with Dan", "for the new site team", "at the sea", "in an hour off", "the rest"])
def test_ordinary_words_are_no_task(word):
    index = TaskIndex(
        [Project(1, "A", "", Client(1, "B"), (Task(1, "Danish Translation", True), Task(2, "Sealing", True)))]
    )
    tokens = tokenize(f"worked {word}")
    assert [mention.names for mention in index.mentions(tokens, [False] * len(tokens)) if mention.names] == []


@given(st.sampled_from(list(TRADES)), st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_any_word_is_read_the_same_twice(trade, word):
    index = TaskIndex([Project(1, "A", "", Client(1, "B"), tuple(Task(1, n, True) for n in TRADES[trade].split("|")))])
    tokens = tokenize(word)
    first, second = (index.at(tokens, 0, [False]) for _ in range(2))
    assert first == second
    assert first is None or first.names <= set(TRADES[trade].split("|"))


@pytest.mark.parametrize("said", ["client calls 0:30, edit 2:45", "0:30 client calls, edit 2:45"])
def test_a_task_that_is_also_a_word_for_putting_right_may_have_a_time(said: str):
    tasks = tuple(Task(n, name, True) for n, name in enumerate(TRADES["film"].split("|"), 1))
    catalog = Catalog((Project(1, "Harbour Lights", "HL", Client(1, "Kestrel"), tasks),))
    found = Interpreter(catalog, workday=Decimal(8)).read(Utterance(f"Harbour Lights: {said}", NOW))
    read = {(entry.task and entry.task.name, entry.hours) for entry in found.entries}
    assert read == {("Client Calls", Decimal("0.5")), ("Podcast Editing", Decimal("2.75"))}
