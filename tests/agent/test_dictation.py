"""The end of the day told in one breath, without a full stop: where each piece of it begins, and what is none."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest

from desktop.agent.intents import Choice, EntryIntent, Field, Span
from desktop.agent.reading.certainty.comparing import UNSEEN
from desktop.agent.reading.certainty.learned import with_day, with_project
from desktop.agent.reading.certainty.meaning import Meaning
from desktop.agent.reading.certainty.sighting import Observer
from tests.agent.trades import CATALOGS, NOW, brief, read

#: What stands in front of a length is said of it, though no break parts it from the length before.
PIECES = [
    (
        "vets",
        (
            "so at Oakwell I did the vaccination round visits that was two hours uh the drive was fifty "
            "minutes and then an hour of meetings"
        ),
        ["Vaccination Round/Visits 2 Wed", "Vaccination Round/Driving 0.83 Wed", "Vaccination Round/Meetings 1 Wed"],
    ),
    (
        "brewery",
        (
            "today I was brewing the summer ale for three hours tomorrow I want to get another four hours of "
            "bottling into it"
        ),
        ["Summer Ale/Brewing 3 Wed"],
    ),
    (
        "surveyors",
        (
            "an hour and a half of drawings for the bridge survey Jonas checked the levels that took him "
            "three hours but he logs his own"
        ),
        ["Bridge Survey/Drawings 1.5 Wed"],
    ),
    (
        "surveyors",
        (
            "on monday I did the drawings of the boundary plan it took me about two hours today I was at the "
            "bridge survey for fieldwork five hours"
        ),
        ["Boundary Plan/Drawings 2 Mon", "Bridge Survey/Fieldwork 5 Wed"],
    ),
]
#: Told before, or only told: sums, figures put right, pauses, days to come.
SAID_AGAIN = [
    (
        "vets",
        (
            "well the vaccination round had me on visits for two hours and the driving was an hour each way "
            "so two hours driving and then the meetings half an hour"
        ),
        ["Vaccination Round/Visits 2 Wed", "Vaccination Round/Driving 2 Wed", "Vaccination Round/Meetings 0.5 Wed"],
    ),
    (
        "brewery",
        (
            "brewing the porter relaunch four hours and tasting it for one hour thirty and labels for two "
            "hours thirty makes eight hours even my back hurts"
        ),
        ["Porter Relaunch/Brewing 4 Wed", "Porter Relaunch/Tasting 1.5 Wed", "Porter Relaunch/Labels 2.5 Wed"],
    ),
    (
        "surveyors",
        (
            "fieldwork on the bridge survey for three hours then a break of fifteen minutes then an hour of "
            "drawings of the same bridge survey in the office"
        ),
        ["Bridge Survey/Fieldwork 3 Wed", "Bridge Survey/Drawings 1 Wed"],
    ),
    (
        "brewery",
        (
            "we are off on holiday next week but today I did the tasting of the summer ale six hours and "
            "half an hour of meetings"
        ),
        ["Summer Ale/Tasting 6 Wed", "Summer Ale/Meetings 0.5 Wed"],
    ),
]
SAID_AGAIN += [
    (
        "brewery",
        (
            "so I did the brewing of the summer ale two hours and in the afternoon the porter relaunch tasting three "
            "hours and after that half an hour of labels for it so yeah five and a half hours"
        ),
        ["Summer Ale/Brewing 2 Wed", "Porter Relaunch/Tasting 3 Wed", "Porter Relaunch/Labels 0.5 Wed"],
    ),
    (
        "vets",
        (
            "I had a meeting about herd health at Fernside it was meant to be an hour and turned into two then I wrote "
            "the visits report for another hour"
        ),
        ["Herd Health/Meetings 2 Wed", "Herd Health/Reports 1 Wed"],
    ),
]
#: A sum in front of its parts, and a day that is told piece by piece.
IN_PARTS = [
    (
        "brewery",
        (
            "six hours in total today three of those were brewing the summer ale two were bottling it and "
            "the last one I was tasting the porter relaunch"
        ),
        ["Summer Ale/Brewing 3 Wed", "Summer Ale/Bottling 2 Wed", "Porter Relaunch/Tasting 1 Wed"],
    ),
    (
        "vets",
        (
            "eight hours today so let me see three went into herd health reports another three into the lab "
            "work for it and the remaining two were meetings"
        ),
        ["Herd Health/Reports 3 Wed", "Herd Health/Lab Work 3 Wed", "Herd Health/Meetings 2 Wed"],
    ),
    (
        "surveyors",
        (
            "so this morning an hour of meetings for the boundary plan and then after lunch four hours on the bridge "
            "survey two on the fieldwork and two on the drawings"
        ),
        ["Boundary Plan/Meetings 1 Wed", "Bridge Survey/Fieldwork 2 Wed", "Bridge Survey/Drawings 2 Wed"],
    ),
    (
        "surveyors",
        (
            "I need a whole day in the books so the bridge survey fieldwork two hours then drawings for it "
            "an hour and after that the boundary plan meetings for an hour"
        ),
        ["Bridge Survey/Fieldwork 2 Wed", "Bridge Survey/Drawings 1 Wed", "Boundary Plan/Meetings 1 Wed"],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), [*PIECES, *SAID_AGAIN, *IN_PARTS])
def test_a_day_in_one_breath(trade: str, text: str, expected: list[str]):
    assert brief(read(trade, text, voice=True)) == expected


@pytest.mark.parametrize(
    ("trade", "text", "hours"),
    [
        ("vets", "three hours on herd health, two on the vaccination round and one on the front desk", ["3", "2", "1"]),
        ("brewery", "summer ale brewing 2h, porter relaunch tasting 1h, office admin one", ["2", "1", "1"]),
    ],
)
def test_numbers_that_happen_to_make_the_first_are_no_parts_of_it(trade: str, text: str, hours: list[str]):
    assert [str(entry.hours.normalize()) for entry in read(trade, text).entries if entry.hours] == hours


ALONE = [
    (
        "surveyors",
        (
            "drawings for the bridge survey two hours and then I cleared out the cupboard behind the printer for an "
            "hour and a half which is admin I suppose"
        ),
        "Internal/Admin 1.5 Wed",
    ),
    (
        "brewery",
        (
            "two hours of brewing the summer ale in the cellar and before all of that from nine to ten thirty a "
            "training on the new filling line"
        ),
        "Office/Training 1.5 Wed",
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), ALONE)
def test_a_single_project_that_has_a_task_is_meant_by_it_in_a_story(trade: str, text: str, expected: str):
    assert brief(read(trade, text, voice=True))[-1] == expected


@pytest.mark.parametrize(
    ("share", "checks", "choices", "taken"),
    [
        (0.75, 1, (), True),
        (0.6, 1, (), False),
        (0.75, 0, (), False),
        (0.95, 0, (), True),
        (0.95, 0, (0, 1), True),
        (0.95, 0, (0, 2), False),
        (0.95, 1, (0, 2), True),
    ],
)
def test_a_project_that_is_not_named_in_full_is_taken_by_its_words_and_looked_at(share, checks, choices, taken):
    """In a story from a lower share; elsewhere it must be one of those between which the words leave it open."""
    catalog = CATALOGS["vets"]
    observer = Observer(catalog, Decimal(8), Meaning([], np.zeros((0, 1), np.float32)))
    open_between = tuple(Choice(observer.projects[place], 90) for place in choices)
    spans = {"project": Span(0, 2)} if choices else {}
    entry = EntryIntent(None, None, Decimal(1), NOW.date(), choices=open_between, spans=spans)
    entry = replace(entry, checks=(Field.ENTRY,) * checks)
    found = with_project(entry, replace(UNSEEN, likely_project=(1, share)), observer)
    assert (found.project == observer.projects[1]) is taken
    assert (Field.PROJECT in found.checks) is taken


def test_a_task_that_was_said_is_looked_up_anew_in_the_project_that_is_taken():
    """ "2h writing for the school. Then a call with them about it, 45 min"."""
    catalog = CATALOGS["vets"]
    observer = Observer(catalog, Decimal(8), Meaning([], np.zeros((0, 1), np.float32)))
    entry = EntryIntent(None, None, Decimal(1), NOW.date(), said_task="driving")
    found = with_project(entry, replace(UNSEEN, likely_project=(1, 0.95)), observer)
    assert found.task in observer.projects[1].tasks
    assert "Driving" in str(found.task)


@pytest.mark.parametrize(("share", "checks", "moved"), [(0.95, 1, True), (0.8, 1, False), (0.95, 0, False)])
def test_the_day_of_a_story_that_the_network_is_sure_of_stands_and_the_other_is_offered(share, checks, moved):
    """ "five hours on the guide, and before that forty minutes of seo because they had asked since Monday"."""
    monday = NOW.date() - timedelta(days=2)
    entry = EntryIntent(None, None, Decimal(1), monday, checks=(Field.ENTRY,) * checks)
    found = with_day(entry, replace(UNSEEN, likely_day=(NOW.date(), share)))
    assert found.spent_date == (NOW.date() if moved else monday)
    assert (Field.DAY in found.checks) is moved
    assert found.alternatives.days == ((monday,) if moved else ())
