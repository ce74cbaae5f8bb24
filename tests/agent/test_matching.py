"""Names in words: whole, shortened, misspelt, misheard, torn apart; and what is no name."""

import pytest

from desktop.agent.reading.names.matching import NameIndex
from desktop.agent.reading.names.spelling import name_words
from desktop.agent.reading.names.vocabulary import How, Vocabulary
from desktop.agent.reading.text.tokens import tokenize
from desktop.harvest.catalog import Catalog, Client, Project, Task
from tests.agent.worlds import CATALOG

_NAMES = (
    ("Energy Dashboard", "STK-ED", "Stark Industries"),
    ("E-commerce Store", "SOY-ECOM", "Soylent Foods"),
    ("AI Strategy", "MD-AI", "Massive Dynamic"),
    ("CRM Migration", "NW-CRM", "Northwind Traders"),
    ("Data Platform", "GLX-1", "Globex"),
    ("Data Platform Phase 2", "GLX-2", "Globex"),
    ("Gala Microsite", "WAY-GALA", "Wayne Foundation"),
    ("Compression API", "PP-API", "Pied Piper"),
    ("Menü-App", "CZ-MA", "Café Zürich"),
    ("Till Upgrade", "OB-7", "O'Brien's"),
    ("Brand Refresh", "WIL-01", "Williams & Co"),
    ("Archive", "1042", "Studio 54"),
    ("Autumn Campaign", "Q3", "March Madness"),
)
PLACE = Catalog(
    tuple(
        Project(number, name, code, Client(sum(map(ord, client)), client), (Task(1, "Design", True),))
        for number, (name, code, client) in enumerate(_NAMES, start=1)
    )
)
INDEX = NameIndex(PLACE)


def named(text: str, *, voice: bool = False, index: NameIndex = INDEX) -> list[str]:
    """What the whole and partial mentions of a text name, in order."""
    out = []
    for mention in index.mentions(tokenize(text), voice=voice):
        projects = sorted(index.projects[p].name for p in mention.projects)
        out.append("/".join(projects or sorted(index.clients[c].name for c in mention.clients)))
    return out


@pytest.mark.parametrize(
    ("text", "name"),
    {
        "energy dashboard": "Energy Dashboard",
        "enrgy dashbord": "Energy Dashboard",
        "ecommerce store": "E-commerce Store",
        "ecommerce": "E-commerce Store",
        "e commerce store": "E-commerce Store",
        "data platform": "Data Platform",
        "data platform phase two": "Data Platform Phase 2",
        "stk-ed": "Energy Dashboard",
        "glx1": "Data Platform",
        "GLX 1": "Data Platform",
        "menu app": "Menü-App",
        "cafe zurich": "Café Zürich",
        "obriens": "O'Brien's",
        "O'Brien's": "O'Brien's",
        "starks": "Stark Industries",
        "stark": "Stark Industries",
        "williams and company": "Williams & Co",
        "wiliams": "Williams & Co",
        "pateint": "",
        "1042": "Archive",
        "Q3": "Autumn Campaign",
    }.items(),
)
def test_typed_names(text, name):
    assert named(text) == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "name"),
    {
        "north wind": "Northwind Traders",
        "G L X one": "Data Platform",
        "A.I. strategy": "AI Strategy",
        "compression A P I": "Compression API",
        "gala micro sight": "Gala Microsite",
        "pied paper": "Pied Piper",
        "wane foundation": "Wayne Foundation",
        "data platform phase to": "Data Platform Phase 2",
        "one zero four two": "Archive",
        "studio fifty four": "Studio 54",
        "globe x": "Globex",
    }.items(),
)
def test_spoken_names(text, name):
    assert named(text, voice=True) == [name]


@pytest.mark.parametrize("text", ["fixed the start page", "2026-10-42", "stack", "notes and minutes", "the off hours"])
def test_ordinary_words_name_nothing(text):
    assert named(text) == []


def test_a_longer_name_of_which_more_words_are_said_is_a_tie():
    catalog = Catalog(
        tuple(
            Project(n, name, "", Client(1, "Hooli"), ())
            for n, name in enumerate(("Nucleus", "Nucleus Marketing Site"), 1)
        )
    )
    index = NameIndex(catalog)
    assert named("nucleus", index=index) == ["Nucleus"]
    assert named("nucleus marketing site", index=index) == ["Nucleus Marketing Site"]
    assert named("nucleus marketing", index=index) == ["Nucleus/Nucleus Marketing Site"]


def test_one_name_under_two_clients_is_both():
    index = NameIndex(CATALOG)
    (mention,) = index.mentions(tokenize("website redesign"))
    assert {index.projects[p].client.name for p in mention.projects} == {"Acme", "Beta LLC"}


def test_aliases_name_projects():
    index = NameIndex(PLACE, {"the big one": 5})
    assert named("the big one", index=index) == ["Data Platform"]


def test_numbers_of_parts_and_years_are_kept_apart():
    client = Client(1, "Acme")
    catalog = Catalog((Project(1, "CRM (Phase I)", "", client, ()), Project(2, "Report 2025", "", client, ())))
    index = NameIndex(catalog)
    (phase,) = index.mentions(tokenize("crm phase 1"))
    assert (phase.full, phase.projects) == (True, {0})
    assert not any(m.full and m.projects for m in index.mentions(tokenize("crm phase 2")))
    (year,) = index.mentions(tokenize("report twenty twenty five"), voice=True)
    assert (year.full, year.projects) == (True, {1})


def test_name_words_are_folded_and_numbers_are_digits():
    assert name_words("H&R Block") == ("h", "r", "block")
    assert name_words("Phase Two") == ("phase", "2")
    assert name_words("Jean-Luc & Fils") == ("jean", "luc", "fils")


def test_the_closest_names_come_best_first():
    index = NameIndex(CATALOG)
    best = index.closest("wiliamson brand refresch")
    assert index.projects[best[0][0]].name == "Brand Refresh"
    assert len(best) == 5
    assert [score for _, score in best] == sorted((score for _, score in best), reverse=True)


def test_words_are_exact_before_prefix_before_typo():
    words = Vocabulary(["portal", "maintenance", "microsite"])
    assert [guess.how for guess in words.guesses("portal")] == [How.EXACT]
    assert words.guesses("portals")[0].how is How.FORM
    assert words.guesses("maint")[0].how is How.PREFIX
    assert words.guesses("portla")[0].how is How.TYPO
    assert words.guesses("meeting") == ()
