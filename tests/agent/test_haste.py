"""Words typed in haste on a phone are read like well-spelt ones, and nothing else is touched."""

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.intents import Interpretation, Kind
from desktop.agent.reading.reader import Interpreter
from desktop.agent.reading.requests.line import hasty_words
from desktop.agent.reading.text.haste import CALENDAR, ways
from desktop.agent.reading.text.neighbours import NEIGHBOURS
from desktop.agent.reading.text.tokens import tokenize
from desktop.agent.reading.text.words import ORDINARY, TIME_WORDS
from desktop.harvest.catalog import Catalog, Client, Project, Task
from tests.agent.worlds import brief, read

DATA = Path(__file__).parents[1] / "data"
HASTE = hasty_words()
#: What was written in haste in the files of lines; none of it is a word.
KNOWN = set(
    "2morrow ajust autum drafing lst n nite ppl r reciepts sry tday u writting del doubel ths frm wich mornin".split()
)


def lows(text: str) -> list[str]:
    return [token.low for token in HASTE.undone(tokenize(text), is_other=lambda word, meant: False)]


def meaning(found: Interpretation) -> tuple[object, ...]:
    """All that was understood, without the letters that it was read from."""
    return (
        found.kind,
        brief(found),
        [p.name for p in (found.project, *found.projects) if p],
        (found.project.client if found.project else found.client),
        found.task and found.task.name,
        (found.start, found.end, found.day, found.hours, found.amount),
        found.team,
    )


HASTY = {
    # questions
    "how mny hrs on label lst month": "how many hours on label last month",
    "hw many h did i do on label this mnth": "how many h did i do on label this month",
    "wich days r empty in feb 4 me": "which days are empty in feb for me",
    "wat am i missing ths wk": "what am i missing this week",
    "y is the may group invoice so high": "why is the may group invoice so high",
    # deeds
    "strt timer tax tool qa": "start timer tax tool qa",
    "cn u stp the tmier plz": "can you stop the timer please",
    "del the 1h label thing frm ths mornin": "delete the 1h label thing from this morning",
    "delet everythng from 2day on label": "delete everything from today on label",
    "chnage todays label 2h to 3h pls": "change today's label 2h to 3h please",
    "pls chnge ystrdays label to 3h": "please change yesterday's label to 3h",
    "chnage wendesdays label to 3h": "change wednesday's label to 3h",
    # entries
    "2h label ystd": "2h label yesterday",
    "2hrs label dev yestrday": "2hrs label dev yesterday",
    "2h label mondya": "2h label monday",
    "2h label wednsday, 1h booking satrday": "2h label wednesday, 1h booking saturday",
    "3h 2day label dev": "3h today label dev",
    "1h label b4 lunch, 2h booking 2day": "1h label before lunch, 2h booking today",
    "label shld b 3h tday": "label should be 3h today",
    "Mnday 2h label": "Monday 2h label",
}


@pytest.mark.parametrize(("hasty", "well"), HASTY.items())
def test_haste_means_what_was_meant(hasty: str, well: str) -> None:
    assert meaning(read(hasty)) == meaning(read(well))


def test_each_word_comes_back_from_each_way_of_haste_that_is_no_word_and_no_other_words_way() -> None:
    assert set("yesterday wednesday month start change delete timer everything hours".split()) <= HASTE.words
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for word in HASTE.words:
        for way in ways(word):
            meant[way].add(word)
    for way in meant.keys() - NEIGHBOURS - ORDINARY - TIME_WORDS - HASTE.words:
        assert {HASTE.table.get(way)} == (meant[way] if len(meant[way]) == 1 else {None})


def test_no_word_is_ever_another() -> None:
    words = ORDINARY | NEIGHBOURS | CALENDAR | HASTE.words
    assert not {word for word in words if len(word) > 3} & HASTE.table.keys()


def test_well_spelt_lines_stay_as_they_are() -> None:
    changed = set()
    for path in sorted(DATA.glob("*utterances.jsonl")):
        for raw in path.read_text(encoding="utf-8").splitlines():
            tokens = tokenize(json.loads(raw)["text"])
            before = {token.start: token.low for token in tokens}
            after = HASTE.undone(tokens, is_other=lambda word, meant: False)
            changed |= {token.text.lower() for token in after if token.low != before[token.start]}
    assert changed <= KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "the consent form",  # is a word
        "PLN 200 and the STRT module",  # abbreviations
        "call with Satrday and Mnth",  # names in a sentence, unless days and months
        "feature/chnge-x, a.delet, r&d, strt2",  # pieces of something
        "a 2day workshop",
        "acme 4 today",
        "n. 5, b 4",
    ],
)
def test_what_is_something_else_is_left(text: str) -> None:
    after = [low for low in lows(text) if low not in ("saturday", "month")]
    assert after == [token.low for token in tokenize(text) if token.low not in ("satrday", "mnth")]


def test_a_name_of_the_account_is_never_taken_for_a_hasty_word() -> None:
    assert HASTE.undone(tokenize("2h strt"), is_other=lambda word, meant: word == "strt")[-1].low == "strt"


def test_notes_and_spans_keep_the_letters_of_the_person() -> None:
    text = "2h label ystrday, chnges of the ordr form"
    (entry,) = read(text).entries
    assert entry.notes == "chnges of the ordr form"
    assert text[entry.spans["spent_date"].start : entry.spans["spent_date"].end] == "ystrday"


_NAMES = "Compressed Air Audit|Thermal Bridge Calcs|The Salt Orchard|Garden Guidebook|Second Floor|Sewer Tunnel Lot 2"
_TASK = Task(1, "Design", True)
_ACCOUNT = Interpreter(
    Catalog(
        tuple(
            Project(number, name, "", Client(number, f"Client {number}"), (_TASK,))
            for number, name in enumerate(_NAMES.split("|"), start=1)
        )
    ),
    workday=Decimal(8),
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("strt timer compresed air", "Compressed Air Audit"),
        ("start timer on sewer tunel", "Sewer Tunnel Lot 2"),
        ("start timer on the thrml bridge calcs", "Thermal Bridge Calcs"),
        ("strt timer salt orchrd", "The Salt Orchard"),
        ("strt timer grden guidebk", "Garden Guidebook"),
        ("start timer 2nd floor", "Second Floor"),
    ],
)
def test_a_request_knows_names_with_a_slip_in_each_word(text: str, name: str) -> None:
    found = read(text, reader=_ACCOUNT)
    assert found.kind is Kind.TIMER_START
    assert found.project is not None
    assert found.project.name == name


def test_an_ordinal_is_still_a_day() -> None:
    (entry,) = read("2h salt orchard on the 2nd", reader=_ACCOUNT).entries
    assert f"{entry.spent_date:%d}" == "02"
