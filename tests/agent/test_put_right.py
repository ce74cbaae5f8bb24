"""Words that put right what Harvest has, in several trades: a change of that entry, and never work of their own."""

from datetime import timedelta
from decimal import Decimal

import pytest

from desktop.agent.intents import Interpretation, Kind
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import PastEntry
from tests.agent.trades import CATALOGS, NOW, utterance

#: For each trade what was logged: project, task, hours and how many days ago.
LOGGED = {
    "vets": "Front Desk/Admin/1/0, Herd Health/Visits/3/1, Herd Health/Reports/1.5/0",
    "brewery": "Office/Admin/1/0, Summer Ale/Tasting/2/1, Porter Relaunch/Labels/6/0",
    "surveyors": "Internal/Admin/1/0, Bridge Survey/Fieldwork/5/0, Boundary Plan/Meetings/2/1",
}


def _read(trade: str, text: str) -> Interpretation:
    catalog = CATALOGS[trade]
    entries = []
    for number, row in enumerate(LOGGED[trade].split(", "), 1):
        name, said, hours, ago = row.split("/")
        project = next(one for one in catalog.projects if one.name == name)
        task = next(one for one in project.tasks if one.name == said)
        entries.append(PastEntry(number, project.id, task.id, NOW.date() - timedelta(days=int(ago)), Decimal(hours)))
    return Interpreter(catalog, workday=Decimal(8), history=entries).read(utterance(text))


def _told(found: Interpretation) -> str:
    """Which entry, and what it is to be."""
    to, place = found.details, found.project.name if found.project else "?"
    new = [to.to_project.name if to.to_project else "", to.to_task.name if to.to_task else ""]
    hours = found.hours if to.step is None else to.step
    new += [f"{hours.normalize():f} h" if hours is not None else "", f"{to.to_day:%a}" if to.to_day else ""]
    return f"{place} {found.task.name if found.task else '?'} -> {' '.join(part for part in new if part)}"


@pytest.mark.parametrize(
    ("trade", "text", "told"),
    [
        ("vets", "the hour on admin this morning make that training", "Front Desk Admin -> Training"),
        ("surveyors", "the hour of admin, make that training", "Internal Admin -> Training"),
        ("brewery", "that admin hour should have been training", "Office Admin -> Training"),
        ("vets", "the 3 hours I put on herd health yesterday should be the vaccination round",
         "Herd Health ? -> Vaccination Round"),
        ("brewery", "the summer ale tasting was 1 hour, I'd put 2", "Summer Ale Tasting -> 1 h"),
        ("surveyors", "I said 2 hours meetings yesterday but it was 3", "Boundary Plan Meetings -> 3 h"),
        ("brewery", "it says 6 now for the porter, make it a full 8", "Porter Relaunch ? -> 8 h"),
        ("vets", "was 2,5 hrs not 1,5", "Herd Health ? -> 2.5 h"),
        ("surveyors", "take forty minutes for lunch out of today's fieldwork", "Bridge Survey Fieldwork -> -0.67 h"),
        ("surveyors", "oh wrong one, should be the boundary plan not the bridge, switch it",
         "Bridge Survey ? -> Boundary Plan"),
        ("brewery", "yesterday's tasting was for Copper Lane, not Harrow", "Summer Ale Tasting -> Porter Relaunch"),
    ],
)  # fmt: skip
def test_what_is_so_of_an_entry_and_what_ought_to_be_is_a_change_of_it(trade: str, text: str, told: str):
    found = _read(trade, text)
    assert found.kind is Kind.EDIT
    assert _told(found) == told
    assert not found.entries


@pytest.mark.parametrize(
    ("trade", "text"),
    [
        ("vets", "put the herd health visits down for 2 hours"),
        ("surveyors", "2h fieldwork on the bridge survey"),
        ("brewery", "put in an hour of tasting on the summer ale today"),
        ("vets", "the hour of reports on the vaccination round was mine"),
    ],
)
def test_work_on_what_was_logged_before_is_work(trade: str, text: str):
    assert _read(trade, text).kind is Kind.LOG


def test_of_several_that_fit_it_says_what_is_so_of_all_and_the_card_asks_which():
    found = _read("vets", "the herd health work should have been on the vaccination round")
    assert found.kind is Kind.EDIT
    assert _told(found) == "Herd Health ? -> Vaccination Round"
    assert (found.day, found.details.old_hours) == (None, None)
