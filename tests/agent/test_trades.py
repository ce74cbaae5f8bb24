"""Kinds of telling, each in several trades: which are ready at once, and which a person looks at."""

from decimal import Decimal

import pytest

from desktop.agent.intents import Field, Kind
from desktop.agent.reading.certainty.learned import LearnedReader
from desktop.agent.reading.reader import Interpreter
from tests.agent.trades import CATALOGS, brief, catalog_of, read, utterance


@pytest.fixture(scope="module")
def second() -> LearnedReader:
    return LearnedReader()


NOTES = [
    ("vets", "herd health: 1h meetings, .5 reports, 2 lab work"),
    ("surveyors", "bridge survey fieldwork 3h, sorry 2h"),
    ("surveyors", "boundary plan drawings 1h each mon tue wed"),
    ("brewery", "summer ale - brewing 2.5, tasting 1"),
]


@pytest.mark.parametrize(("trade", "text"), NOTES)
def test_a_note_every_word_of_which_has_its_part_is_ready(second: LearnedReader, trade: str, text: str):
    found = read(trade, text)
    looked = second.look(utterance(text), found, CATALOGS[trade], Decimal(8))
    assert found.is_plain
    assert not any(entry.checks for entry in looked.entries)


@pytest.mark.parametrize(
    ("trade", "text"),
    [("vets", "herd health: 1h lab work, chased results"), ("brewery", "porter 2h, ran out of labels")],
)
def test_words_without_a_part_make_no_such_note(trade: str, text: str):
    assert not read(trade, text).is_plain


BORROWED = [
    ("vets", "mon 2h herd health lab work, tue 3h vaccination round visits, wed 1.5 meetings"),
    ("surveyors", "mon 2h bridge survey fieldwork, tue 3h boundary plan drawings, wed 1.5 meetings"),
    ("brewery", "mon 2h summer ale brewing, tue 3h porter relaunch labels, wed 1 tasting"),
]


@pytest.mark.parametrize(("trade", "text"), BORROWED)
def test_a_project_that_was_said_for_another_day_is_checked(second: LearnedReader, trade: str, text: str):
    found = second.look(utterance(text), read(trade, text), CATALOGS[trade], Decimal(8))
    assert [Field.PROJECT in entry.checks for entry in found.entries] == [False, False, True]
    assert found.entries[2].alternatives.projects


@pytest.mark.parametrize(
    ("trade", "text"),
    [
        ("vets", "herd health got two hours of reports. The other one got an hour of lab work and that was it"),
        ("brewery", "summer ale got two hours of brewing. The other one got an hour of tasting and that was it"),
    ],
)
def test_the_other_one_may_be_of_another_project(trade: str, text: str):
    entries = read(trade, text).entries
    assert [any(w.code == "project_borrowed" for w in entry.warnings) for entry in entries] == [False, True]
    assert Field.PROJECT in entries[1].checks


def test_of_a_single_project_every_day_may_be():
    found = read("vets", "mon 2h herd health lab work, tue 3h reports, wed 1.5 meetings")
    assert [name.split("/")[0] for name in brief(found)] == ["Herd Health"] * 3
    assert not any(entry.checks for entry in found.entries)


@pytest.mark.parametrize(
    ("trade", "text"),
    [
        ("vets", "herd health visits 9-11, vaccination round lab work 10-12"),
        ("brewery", "summer ale brewing 8am-1pm and porter relaunch labels 12-2pm"),
        ("surveyors", "bridge survey fieldwork from 9 to 12:30, boundary plan drawings from 12 to 2"),
    ],
)
def test_two_entries_at_the_same_time_are_checked(trade: str, text: str):
    assert [entry.checks for entry in read(trade, text).entries] == [(Field.HOURS,)] * 2


def test_one_after_the_other_is_no_overlap():
    found = read("surveyors", "bridge survey fieldwork 9-11, boundary plan drawings 11-12")
    assert not any(entry.checks for entry in found.entries)


@pytest.mark.parametrize(
    ("trade", "text"),
    [
        ("brewery", "2h summer ale tasting next friday"),
        ("vets", "herd health visits 3h on Friday next week"),
        ("surveyors", "Absence, vacation 8h on 15 June"),
    ],
)
def test_a_day_to_come_is_checked_and_no_more_is_said_than_that(trade: str, text: str):
    (entry,) = read(trade, text).entries
    assert entry.checks == (Field.DAY,)
    assert "not_plain" not in {warning.code for warning in entry.warnings}


#: What is told beside the hours, and what they are.
TOLD = [
    (
        "vets",
        "three hours visits on herd health no wait it was two because the mare was fine",
        ["Herd Health/Visits 2 Wed"],
    ),
    (
        "brewery",
        "four hours brewing the summer ale no sorry it was five because I stayed through lunch",
        ["Summer Ale/Brewing 5 Wed"],
    ),
    (
        "surveyors",
        "boundary plan drawings three hours no hang on two and a half because the plotter jammed",
        ["Boundary Plan/Drawings 2.5 Wed"],
    ),
    ("vets", "did 9 to 5 on herd health visits with an hour for lunch so 7h", ["Herd Health/Visits 7 Wed"]),
    ("brewery", "8 to 4 summer ale brewing, half an hour lunch, so 7.5h", ["Summer Ale/Brewing 7.5 Wed"]),
    ("surveyors", "bridge survey fieldwork 8-5 less an hour lunch so 8h", ["Bridge Survey/Fieldwork 8 Wed"]),
    (
        "vets",
        "Thu 2h, Fri 3.5h - herd health, lab work both",
        ["Herd Health/Lab Work 2 Thu", "Herd Health/Lab Work 3.5 Fri"],
    ),
    (
        "surveyors",
        "mon 3h, tue 2h - boundary plan, drawings both",
        ["Boundary Plan/Drawings 3 Mon", "Boundary Plan/Drawings 2 Tue"],
    ),
    ("vets", "tmrw 4h herd health visits, today 3h visits", ["Herd Health/Visits 3 Wed"]),
    ("brewery", "tomorrow 4h labels for porter relaunch, today 3h labels", ["Porter Relaunch/Labels 3 Wed"]),
    ("surveyors", "tomorrow another 2h fieldwork bridge survey, today 4h fieldwork", ["Bridge Survey/Fieldwork 4 Wed"]),
    ("vets", "we said 10h for the herd health reports, I've now done 3 of it today", ["Herd Health/Reports 3 Wed"]),
    ("brewery", "we said 6h for the porter relaunch labels, I did 2 of it", ["Porter Relaunch/Labels 2 Wed"]),
    (
        "vets",
        "4h herd health lab work, half of it meetings",
        ["Herd Health/Lab Work 2 Wed", "Herd Health/Meetings 2 Wed"],
    ),
    (
        "brewery",
        "3h porter relaunch labels yesterday, half of it was tasting",
        ["Porter Relaunch/Labels 1.5 Tue", "Porter Relaunch/Tasting 1.5 Tue"],
    ),
    (
        "surveyors",
        "boundary plan fieldwork 5h, half of that drawings",
        ["Boundary Plan/Fieldwork 2.5 Wed", "Boundary Plan/Drawings 2.5 Wed"],
    ),
    ("vets", "training 2h this morning (vaccination webinar)", ["Front Desk/Training 2 Wed"]),
    ("brewery", "training 1.5h (porter course)", ["Office/Training 1.5 Wed"]),
    ("surveyors", "2h training yesterday (boundary law webinar)", ["Internal/Training 2 Tue"]),
    ("surveyors", "1h bridge survey fieldwork 9-11", ["Bridge Survey/Fieldwork ? Wed"]),
    ("vets", "3h herd health lab work 9-11", ["Herd Health/Lab Work ? Wed"]),
    # By how much it ran over, or was meant to last, is no length of work.
    ("vets", "herd health meeting ran 20 minutes over, so it came to two hours", ["Herd Health/Meetings 2 Wed"]),
    ("brewery", "summer ale tasting started half an hour late, 1.5h", ["Summer Ale/Tasting 1.5 Wed"]),
    # A part of the day with a colon begins a piece of its own.
    (
        "surveyors",
        "morning: bridge survey fieldwork 3h. afternoon: call w/ their clerk, 45m",
        ["Bridge Survey/Fieldwork 3 Wed", "Bridge Survey/Meetings 0.75 Wed"],
    ),
    (
        "brewery",
        "morning: porter relaunch labels 2h. afternoon: meeting w. printer, 30m",
        ["Porter Relaunch/Labels 2 Wed", "Porter Relaunch/Meetings 0.5 Wed"],
    ),
    # A week that is said behind bare days is the week of all of them.
    (
        "vets",
        "herd health visits 2h each mon and tue last week",
        ["Herd Health/Visits 2 Mon", "Herd Health/Visits 2 Tue"],
    ),
    (
        "surveyors",
        "bridge survey fieldwork all day thu and fri last week, 8h each",
        ["Bridge Survey/Fieldwork 8 Thu", "Bridge Survey/Fieldwork 8 Fri"],
    ),
    # A project in front of a colon is the list's, whatever words of other names follow.
    (
        "brewery",
        "porter/copper lane: summer tasting 2h, labels 1h",
        ["Porter Relaunch/Tasting 2 Wed", "Porter Relaunch/Labels 1 Wed"],
    ),
    (
        "surveyors",
        "bridge survey: boundary drawings 2h, fieldwork 1h",
        ["Bridge Survey/Drawings 2 Wed", "Bridge Survey/Fieldwork 1 Wed"],
    ),
    # Initials of a project beside its client.
    ("vets", "oakwell VR visits 2h", ["Vaccination Round/Visits 2 Wed"]),
    ("surveyors", "marlow BS meeting 45m", ["Bridge Survey/Meetings 0.75 Wed"]),
    # Those one meets are of the client before.
    (
        "surveyors",
        "two hours of bridge survey fieldwork and half an hour meeting with their head of IT",
        ["Bridge Survey/Fieldwork 2 Wed", "Bridge Survey/Meetings 0.5 Wed"],
    ),
    (
        "vets",
        "two hours of herd health lab work and an hour meeting with their head of HR",
        ["Herd Health/Lab Work 2 Wed", "Herd Health/Meetings 1 Wed"],
    ),
    # What lasted "all day" and then so many hours is told once.
    ("brewery", "all day on summer ale brewing seven hours", ["Summer Ale/Brewing 7 Wed"]),
    ("surveyors", "boundary plan drawings took the whole afternoon four hours", ["Boundary Plan/Drawings 4 Wed"]),
    # The day on which nothing was written down is the work's.
    (
        "vets",
        "Monday I logged nothing, it was 3h herd health visits",
        ["Herd Health/Visits 3 Mon"],
    ),
    ("brewery", "yesterday I logged nothing, it was 2h summer ale tasting", ["Summer Ale/Tasting 2 Tue"]),
]


@pytest.mark.parametrize(("trade", "text", "wanted"), TOLD)
def test_what_is_told_beside_the_hours(trade: str, text: str, wanted: list[str]):
    assert brief(read(trade, text)) == wanted


#: Stories, and the hours of what is logged of them.
STORIES = [
    (
        "brewery",
        "six hours in total today that was four for the brewing of the summer ale and the other two for the bottling",
        ["Summer Ale/Brewing 4 Wed", "Summer Ale/Bottling 2 Wed"],
    ),
    (
        "vets",
        "seven hours today all in all four of them on herd health lab work and the other three on vaccination",
        ["Herd Health/Lab Work 4 Wed", "Vaccination Round/? 3 Wed"],
    ),
    (
        "surveyors",
        (
            "seven hours today in total three of them on the bridge survey drawings two on the meetings for it "
            "and the other two on boundary plan fieldwork"
        ),
        ["Bridge Survey/Drawings 3 Wed", "Bridge Survey/Meetings 2 Wed", "Boundary Plan/Fieldwork 2 Wed"],
    ),
    (
        "vets",
        (
            "two hours of lab work on herd health and then an hour and a half of visits so you know three and a "
            "half hours all together and then I went home to feed the cat"
        ),
        ["Herd Health/Lab Work 2 Wed", "Herd Health/Visits 1.5 Wed"],
    ),
    (
        "surveyors",
        (
            "three hours of drawings for the bridge survey and half an hour of meetings with Marlow so three and "
            "a half hours of Marlow all told and yeah too hot to think"
        ),
        ["Bridge Survey/Drawings 3 Wed", "Bridge Survey/Meetings 0.5 Wed"],
    ),
    (
        "brewery",
        (
            "two hours brewing the summer ale and then one hour tasting so three hours all together for them and "
            "nothing else today really"
        ),
        ["Summer Ale/Brewing 2 Wed", "Summer Ale/Tasting 1 Wed"],
    ),
    (
        "vets",
        (
            "three hours of visits for herd health this morning and the rest of the day I was just fighting with "
            "my laptop and the printer"
        ),
        ["Herd Health/Visits 3 Wed"],
    ),
    (
        "brewery",
        (
            "two hours on the porter relaunch labels and the rest of the day I watched the football on the sofa "
            "to be honest with you"
        ),
        ["Porter Relaunch/Labels 2 Wed"],
    ),
    (
        "surveyors",
        (
            "boundary plan fieldwork sheet five from nine to eleven thirty sheet six from eleven thirty to one "
            "and that was it for today"
        ),
        ["Boundary Plan/Fieldwork 2.5 Wed", "Boundary Plan/Fieldwork 1.5 Wed"],
    ),
    (
        "vets",
        (
            "an hour of meetings about herd health and then with the owner of Fernside for two hours of visits in"
            " the rain because the vet before me was late"
        ),
        ["Herd Health/Meetings 1 Wed", "Herd Health/Visits 2 Wed"],
    ),
]


@pytest.mark.parametrize(("trade", "text", "wanted"), STORIES)
def test_what_is_logged_of_a_story(trade: str, text: str, wanted: list[str]):
    assert brief(read(trade, text, voice=True)) == wanted


@pytest.mark.parametrize(
    ("trade", "text"),
    [
        ("vets", "so eight hours on herd health well no seven and a half so lab work four hours and visits 3.5"),
        (
            "brewery",
            "today was five hours on the summer ale I mean it brewing three hours of it and tasting two hours then",
        ),
        (
            "surveyors",
            "right six hours on the bridge survey in the rain so drawings for four hours and meetings two hours",
        ),
    ],
)
def test_what_is_as_long_as_all_else_in_a_story_is_never_sure(second: LearnedReader, trade: str, text: str):
    found = second.look(utterance(text, voice=True), read(trade, text, voice=True), CATALOGS[trade], Decimal(8))
    total = sum(entry.hours or 0 for entry in found.entries)
    assert all(entry.checks for entry in found.entries if len(found.entries) > 2 and entry.hours == total / 2)


@pytest.mark.parametrize(
    ("trade", "text", "days"),
    [
        ("vets", "monday and tuesday 2h herd health visits", ["Mon", "Tue"]),
        ("brewery", "mon, tue and wed 2h summer ale brewing", ["Mon", "Tue", "Wed"]),
        ("surveyors", "on friday and today 2 hours bridge survey fieldwork", ["Fri", "Wed"]),
        ("vets", "mon/tue 3h herd health lab work", ["Mon", "Tue"]),
        ("brewery", "8th and 9th 2h porter relaunch labels", ["Mon", "Tue"]),
        ("surveyors", "boundary plan drawings 8 June and 9 June 2h", ["Mon", "Tue"]),
        ("surveyors", "mon and tue of last week 2h boundary plan drawings", ["Mon", "Tue"]),
    ],
)
def test_several_days_said_before_the_hours_are_all_meant_and_asked_about(trade: str, text: str, days: list[str]):
    entries = read(trade, text).entries
    assert [f"{entry.spent_date:%a}" for entry in entries] == days
    assert all("each_or_total" in {warning.code for warning in entry.warnings} for entry in entries)
    assert not any(entry.hours for entry in entries)


@pytest.mark.parametrize(
    ("trade", "text", "entries"),
    [
        (
            "vets",
            "Friday I was at herd health and Monday two hours vaccination round visits",
            ["Herd Health/? ? Fri", "Vaccination Round/Visits 2 Mon"],
        ),
        (
            "brewery",
            "2h summer ale brewing, monday and tuesday 3h porter relaunch labels",
            ["Summer Ale/Brewing 2 Mon", "Porter Relaunch/Labels 3 Tue"],
        ),
        (
            "surveyors",
            "mon 2h bridge survey fieldwork, tue and wed 3h each boundary plan drawings",
            ["Bridge Survey/Fieldwork 2 Mon", "Boundary Plan/Drawings 3 Tue", "Boundary Plan/Drawings 3 Wed"],
        ),
        ("surveyors", "today, wednesday, 2h boundary plan drawings", ["Boundary Plan/Drawings 2 Wed"]),
    ],
)
def test_a_day_that_heads_an_entry_of_its_own_stays_with_it(trade: str, text: str, entries: list[str]):
    assert brief(read(trade, text)) == entries


@pytest.mark.parametrize(
    ("trade", "text"),
    [
        ("vets", "on monday I was at herd health visits and tuesday 3h"),
        ("brewery", "on monday I was at summer ale brewing and tuesday 3h"),
        ("surveyors", "on monday I was at bridge survey fieldwork and tuesday 3h"),
    ],
)
def test_no_day_that_was_said_is_passed_over(second: LearnedReader, trade: str, text: str):
    (entry,) = second.look(utterance(text), read(trade, text), CATALOGS[trade], Decimal(8)).entries
    assert Field.DAY in entry.checks
    assert "day_left" in {warning.code for warning in entry.warnings}


@pytest.mark.parametrize(
    ("trade", "text"),
    [
        ("vets", "tomas did 3 hours on herd health visits"),
        ("brewery", "jun spent 2h on summer ale brewing"),
        ("surveyors", "priya logged 2 hours on bridge survey fieldwork"),
        ("surveyors", "Tomas worked 2 hours on boundary plan drawings"),
    ],
)
def test_somebody_elses_work_is_not_logged_in_small_letters_either(trade: str, text: str):
    assert read(trade, text).kind is Kind.NONE
    assert read(trade, text, is_work=True).kind is Kind.NONE  # whoever else takes it for work


@pytest.mark.parametrize(
    ("trade", "text"),
    [
        ("vets", "quickly did 3h herd health visits"),
        ("brewery", "brewing did 3h summer ale today"),
        ("surveyors", "yesterday worked 3h on bridge survey fieldwork"),
        ("surveyors", "tomas did 2h of boundary plan drawings and I did 3h"),
    ],
)
def test_ones_own_work_is_logged_whatever_word_comes_first(trade: str, text: str):
    assert "3" in " ".join(brief(read(trade, text))).split()


@pytest.mark.parametrize(
    ("trade", "text", "code"),
    [
        ("vets", "between 2 and 3 hours of herd health visits", "vague"),
        ("brewery", "summer ale brewing between two and three hours", "vague"),
        ("surveyors", "2h bridge survey fieldwork x3", "each_or_total"),
        ("vets", "2h herd health visits twice", "each_or_total"),
        ("brewery", "porter relaunch labels 1h 3 times", "each_or_total"),
    ],
)
def test_how_long_it_was_in_all_is_asked_where_it_was_not_said(trade: str, text: str, code: str):
    (entry,) = read(trade, text).entries
    assert entry.hours is None
    assert code in {warning.code for warning in entry.warnings}


@pytest.mark.parametrize(
    ("trade", "text", "entry"),
    [
        ("vets", "worked from 8 to 5 on herd health visits, 30 min break", "Herd Health/Visits 8.5 Wed"),
        ("brewery", "9-5 summer ale brewing, half an hour break", "Summer Ale/Brewing 7.5 Wed"),
        ("surveyors", "bridge survey fieldwork 8 to 4 yesterday, 45 min break", "Bridge Survey/Fieldwork 7.25 Tue"),
    ],
)
def test_a_break_said_last_is_taken_off_the_one_range(trade: str, text: str, entry: str):
    assert brief(read(trade, text)) == [entry]


@pytest.mark.parametrize(
    ("trade", "text", "checks"),
    [
        ("vets", "1.5 herd health, 2 vaccination round, .5 lab work", (Field.PROJECT,)),
        ("brewery", "2h summer ale, 1h porter relaunch, 30m tasting", (Field.PROJECT,)),
        ("surveyors", "1.5 bridge survey, 2 boundary plan, .5 meetings there", ()),
        ("vets", "2h vaccination round visits, 1h driving, 3h herd health lab work", ()),
    ],
)
def test_a_task_alone_behind_a_project_alone_may_be_of_either(trade: str, text: str, checks: tuple[Field, ...]):
    assert {check for entry in read(trade, text).entries for check in entry.checks} == set(checks)


@pytest.mark.parametrize(
    ("trade", "text", "checks"),
    [
        ("vets", "mon 1:30 herd health visits", (Field.HOURS,)),
        ("brewery", "yesterday 2:15 summer ale brewing", (Field.HOURS,)),
        ("surveyors", "mon 0:45 bridge survey fieldwork", ()),
        ("surveyors", "1:30 bridge survey fieldwork", ()),
        ("brewery", "mon 1:30 summer ale brewing, tue 2:15 porter relaunch labels", ()),
    ],
)
def test_what_may_be_a_time_of_the_day_is_checked_as_a_length(trade: str, text: str, checks: tuple[Field, ...]):
    found = read(trade, text)
    assert all(entry.hours for entry in found.entries)
    assert {check for entry in found.entries for check in entry.checks} == set(checks)


@pytest.mark.parametrize(
    ("trade", "text"),
    [
        ("vets", "I should log 2 hours of herd health visits tomorrow"),
        ("brewery", "need to put 3h on the summer ale later"),
        ("surveyors", "going to log 2h bridge survey fieldwork tonight"),
    ],
)
def test_what_is_still_to_be_done_and_logged_makes_no_card(trade: str, text: str):
    found = read(trade, text)
    assert (found.kind, found.entries) == (Kind.NONE, ())
    assert found.question


@pytest.mark.parametrize(
    ("trade", "text", "entry"),
    [
        ("vets", "need to log 3h herd health visits", "Herd Health/Visits 3 Wed"),
        ("vets", "annual leave yesterday", "Leave/Annual Leave ? Tue"),
        ("brewery", "I was on holiday yesterday", "Time Off/Holiday ? Tue"),
        ("surveyors", "sick leave on monday", "Absence/Sick Leave ? Mon"),
        ("brewery", "2h summer ale brewing, wait, forget that, it was the porter", "Porter Relaunch/Brewing 2 Wed"),
        ("vets", "2h herd health visits - no, forget it, it was vaccination round", "Vaccination Round/Visits 2 Wed"),
    ],
)
def test_what_was_or_is_to_be_logged_now_is(trade: str, text: str, entry: str):
    assert brief(read(trade, text)) == [entry]


@pytest.mark.parametrize(
    ("trade", "text", "entries"),
    [
        # A heading holds for whatever is listed behind it, whoever took part
        ("vets", "herd health: 2.25h lab work, 0.5h meeting with Judit", "Herd Health/Meetings 0.5 Wed"),
        (
            "brewery",
            "Porter relaunch: 1.5h labels, half an hour meeting with Judit",
            "Porter Relaunch/Meetings 0.5 Wed",
        ),
        # What is put off, still to go, or only asked, is nothing to log
        ("vets", "2h herd health visits, will log the rest later", "Herd Health/Visits 2 Wed"),
        ("brewery", "2h summer ale brewing, rest later", "Summer Ale/Brewing 2 Wed"),
        (
            "vets",
            "still two hours to go on herd health reports but today I did 3h of lab work",
            "Herd Health/Lab Work 3 Wed",
        ),
        (
            "surveyors",
            "another three hours to go on the bridge survey drawings, did 2h fieldwork today",
            "Bridge Survey/Fieldwork 2 Wed",
        ),
        (
            "brewery",
            "Summer ale: 1h brewing, 2h tasting, and tomorrow I'll need about 6h on the bottling",
            "Summer Ale/Tasting 2 Wed",
        ),
        ("vets", "Did it rain all day at your end too? 2h herd health visits", "Herd Health/Visits 2 Wed"),
        (
            "brewery",
            "quick one, how do you even spell sommelier? anyway: 1h summer ale tasting",
            "Summer Ale/Tasting 1 Wed",
        ),
        # What was planned, or is another's, stands in brackets as well
        ("vets", "herd health visits 2h (tomas 3h reports, not mine)", "Herd Health/Visits 2 Wed"),
        ("brewery", "3h summer ale brewing (was gonna be 2)", "Summer Ale/Brewing 3 Wed"),
        # A range in brackets is none of another that was over by then
        (
            "brewery",
            "spent the morning (9-12) on summer ale brewing, afternoon (1-4) tasting",
            "Summer Ale/Brewing 3 Wed, Summer Ale/Tasting 3 Wed",
        ),
        (
            "surveyors",
            "bridge survey: (8-10) fieldwork, (10-1) drawings",
            "Bridge Survey/Fieldwork 2 Wed, Bridge Survey/Drawings 3 Wed",
        ),
        # Both are of one kind, and an err is put right
        (
            "vets",
            "7.5h herd health visits on Friday, 7 on Monday, both at Fernside",
            "Herd Health/Visits 7.5 Fri, Herd Health/Visits 7 Mon",
        ),
        ("surveyors", "3h bridge survey fieldwork, err 2h", "Bridge Survey/Fieldwork 2 Wed"),
        # Numbers in words that only a length can be
        ("vets", "herd health visits took two fifteen", "Herd Health/Visits 2.25 Wed"),
        ("brewery", "summer ale brewing took three forty", "Summer Ale/Brewing 3.67 Wed"),
        # Whose it is was said before, whoever else has such a task
        (
            "vets",
            "1h meeting with oakwell and two hours of their lab work",
            "Vaccination Round/Lab Work 2 Wed",
        ),
        ("brewery", "one hour meeting with harrow inns and two hours changing their labels after", "?/Labels 2 Wed"),
        ("vets", "meeting with Penrose Farm 1h, herd health lab work 2h again", "Herd Health/Lab Work 2 Wed"),
    ],
)
def test_everyday_words_around_the_work(trade: str, text: str, entries: str):
    assert ", ".join(brief(read(trade, text))).endswith(entries)


def test_a_length_in_a_question_is_no_work():
    assert read("surveyors", "Did it rain all day at your end too?").kind is Kind.NONE


@pytest.mark.parametrize(
    ("trade", "text", "code"),
    [
        ("vets", "put 2h on herd health visits if the boss agrees", "conditional"),
        ("surveyors", "suppose you can put 2h on bridge survey fieldwork if it is approved", "conditional"),
        ("brewery", "2h training on the new kettle", "project_borrowed"),
        ("surveyors", "training for that new drone 1h", "project_borrowed"),
    ],
)
def test_what_is_taken_so_is_checked_whatever_the_second_reader_says(
    second: LearnedReader, trade: str, text: str, code: str
):
    (entry,) = second.look(utterance(text), read(trade, text), CATALOGS[trade], Decimal(8)).entries
    assert code in {warning.code for warning in entry.warnings}
    assert entry.checks


_SHOP = catalog_of(
    {
        ("Hotel Quintessa", "Bedroom Wardrobes"): "Design Fitting Meetings",
        ("Hotel Quintessa", "Reception Desk"): "Design Fitting Meetings",
        ("May Gallagher", "Wardrobes"): "Design Fitting",
        ("Number 12 Guesthouse", "Sash Windows"): "Fitting Snagging",
        ("Sunny Clinics", "Patient Portal"): "Design Meetings",
        ("Sunny Clinics", "Reading Room"): "Design Meetings",
        ("Tjaden", "Transfer Impact Assessments"): "Design",
        ("Lindqvist", "Shop Fit-out"): "Design Fitting",
        ("Workshop", "Admin"): "Paperwork",
    }
)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Quintessa wardrobes fitting 4h", ["Bedroom Wardrobes/Fitting 4 Wed"]),
        ("wardrobes fitting 4h", ["Wardrobes/Fitting 4 Wed"]),
        ("2h fitting at No 12", ["Sash Windows/Fitting 2 Wed"]),
        (
            "10 minutes snagging no12, 3h fitting there before that",
            ["Sash Windows/Snagging 0.17 Wed", "Sash Windows/Fitting 3 Wed"],
        ),
        ("2h wardrobes fitting, no 3", ["Wardrobes/Fitting 3 Wed"]),
        ("2h patient portal impact assessment for sunny clinics", ["Patient Portal/? 2 Wed"]),
        ("meeting with Sunny Clinics about the reading room 1h", ["Reading Room/Meetings 1 Wed"]),
        (
            "2h quintessa fitting, 1h quintessa design (both reception desk)",
            ["Reception Desk/Fitting 2 Wed", "Reception Desk/Design 1 Wed"],
        ),
        ("fifty minutes sorting out the timber orders, call it paperwork", ["Admin/Paperwork 0.83 Wed"]),
        ("2h fitting at the fit-out", ["Shop Fit-out/Fitting 2 Wed"]),
        ("half an hour snagging number 12, drawer fitting again", ["Sash Windows/Snagging 0.5 Wed"]),
    ],
)
def test_names_as_they_are_said_of_a_day(text: str, entries: list[str]):
    reader = Interpreter(_SHOP, workday=Decimal(8))
    assert brief(reader.read(utterance(text))) == entries


LENGTHS = [
    ("brewery", "bottling summer ale batch ep 9 — 1h20", ["Summer Ale/Bottling 1.33 Wed"]),
    ("vets", "herd health reports, chapter 9 - 1:20", ["Herd Health/Reports 1.33 Wed"]),
    ("surveyors", "bridge survey drawings page 9-11", ["Bridge Survey/Drawings ? Wed"]),
    ("surveyors", "bridge survey drawings 9-11", ["Bridge Survey/Drawings 2 Wed"]),
    ("vets", "Started the lab work for herd health at 1pm, done at 3:40pm", ["Herd Health/Lab Work 2.67 Wed"]),
    ("brewery", "began tasting the porter relaunch at 2, wrapped up by 4:30", ["Porter Relaunch/Tasting 2.5 Wed"]),
    (
        "surveyors",
        "all week 1h per day on the boundary plan, mon to wed, drawings",
        [f"Boundary Plan/Drawings 1 {day}" for day in ("Mon", "Tue", "Wed")],
    ),
    (
        "vets",
        "on both monday and tuesday 2h of herd health visits",
        [f"Herd Health/Visits 2 {day}" for day in ("Mon", "Tue")],
    ),
    (
        "brewery",
        "2h 2h 1h summer ale: brewing, tasting, bottling",
        ["Summer Ale/Brewing 2 Wed", "Summer Ale/Tasting 2 Wed", "Summer Ale/Bottling 1 Wed"],
    ),
    (
        "surveyors",
        "boundary plan fieldwork and drawings, 3h and 1h",
        ["Boundary Plan/Fieldwork 3 Wed", "Boundary Plan/Drawings 1 Wed"],
    ),
    (
        "vets",
        "six hours on herd health, half lab work and half reports",
        ["Herd Health/Lab Work 3 Wed", "Herd Health/Reports 3 Wed"],
    ),
    ("vets", "4h herd health, half of it reports", ["Herd Health/? 2 Wed", "Herd Health/Reports 2 Wed"]),
    (
        "brewery",
        "summer ale, brewing, three hours; same ale, tasting, thirty minutes",
        ["Summer Ale/Brewing 3 Wed", "Summer Ale/Tasting 0.5 Wed"],
    ),
    (
        "surveyors",
        "all morning nothing but fieldwork for the bridge survey, eight thirty until twelve",
        ["Bridge Survey/Fieldwork 3.5 Wed"],
    ),
    ("brewery", "all day brewing summer ale on monday, 7 hours", ["Summer Ale/Brewing 7 Mon"]),
    ("vets", "3h, er, 2h herd health reports", ["Herd Health/Reports 2 Wed"]),
    ("vets", "hlf hr herd health reports", ["Herd Health/Reports 0.5 Wed"]),
    ("surveyors", "15 min bridge survey meeting three times today", ["Bridge Survey/Meetings ? Wed"]),
    (
        "surveyors",
        "2h bridge survey sv, 1h meetings",
        ["Bridge Survey/Site Visits 2 Wed", "Bridge Survey/Meetings 1 Wed"],
    ),
    (
        "brewery",
        "porter relaunch: labels 4.5, tasting the first batch 1",
        ["Porter Relaunch/Labels 4.5 Wed", "Porter Relaunch/Tasting 1 Wed"],
    ),
    ("vets", "I'd like monday recorded as sick leave, 8 hours, if that's okay", ["Leave/Sick Leave 8 Mon"]),
    (
        "vets",
        "herd health reports 3h, lab work 1h, rest of the day I was at the dentist",
        ["Herd Health/Reports 3 Wed", "Herd Health/Lab Work 1 Wed"],
    ),
    (
        "brewery",
        "summer ale brewing: 45 minutes\nsummer ale tasting: 15 minutes\nsummer ale bottling: 1 hour",
        ["Summer Ale/Brewing 0.75 Wed", "Summer Ale/Tasting 0.25 Wed", "Summer Ale/Bottling 1 Wed"],
    ),
    (
        "vets",
        "2h herd health reports as well because Fernside wants them out on Friday",
        ["Herd Health/Reports 2 Wed"],
    ),
    (
        "brewery",
        "need to finish the summer ale tomorrow, probably another 3h. today 2h porter relaunch labels",
        ["Porter Relaunch/Labels 2 Wed"],
    ),
    (
        "vets",
        "yesterday I was there at eight and left at four, herd health visits",
        ["Herd Health/Visits 8 Tue"],
    ),
    (
        "surveyors",
        "Feels like Friday. 4h bridge survey fieldwork and 2h boundary plan drawings",
        ["Bridge Survey/Fieldwork 4 Wed", "Boundary Plan/Drawings 2 Wed"],
    ),
]


@pytest.mark.parametrize(("trade", "text", "entries"), LENGTHS)
def test_each_length_is_of_its_work(trade: str, text: str, entries: list[str]):
    assert brief(read(trade, text)) == entries


def test_one_kind_of_project_of_several_clients_is_each_of_theirs():
    clients = ("Huber Farm", "Prana Yoga", "Velo Works")
    catalog = catalog_of(
        {(client, project): "Updates Support" for client in clients for project in ("Care Plan", "Shop")}
    )
    said = utterance("twenty minutes of updates each on the care plans for huber prana and velo", voice=True)
    found = Interpreter(catalog, workday=Decimal(8)).read(said)
    assert [(entry.project.client.name, entry.project.name) for entry in found.entries] == [
        (client, "Care Plan") for client in clients
    ]
    assert {entry.hours for entry in found.entries} == {Decimal("0.33")}


def test_initials_that_are_a_word_stand_at_the_end():
    catalog = catalog_of({("Meier", "Listings"): "Back-end Support", ("Prana", "Booking"): "Back-end WordPress"})
    reader = Interpreter(catalog, workday=Decimal(8))
    said = ("2h meier listings be, 30m support", "prana booking wp 1h")
    assert [brief(reader.read(utterance(text))) for text in said] == [
        ["Listings/Back-end 2 Wed", "Listings/Support 0.5 Wed"],
        ["Booking/WordPress 1 Wed"],
    ]


def test_a_client_that_begins_with_a_weekday_is_no_day():
    catalog = catalog_of(
        {("Friday Coffee Roasters", "Newsletter"): "Writing", ("Monday Motors Group", "Website"): "Writing"}
    )
    reader = Interpreter(catalog, workday=Decimal(8))
    said = (
        "friday coffee newsletter 1h30 writing",
        "2h website for monday motors, writing",
        "friday 2h newsletter writing",
    )
    assert [brief(reader.read(utterance(text))) for text in said] == [
        ["Newsletter/Writing 1.5 Wed"],
        ["Website/Writing 2 Wed"],
        ["Newsletter/Writing 2 Fri"],
    ]
