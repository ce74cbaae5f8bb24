"""Sentences to entries: shorthand, words, lists, splits, days, corrections, speech, names that look like times."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from desktop.agent.intents import Field, Kind
from desktop.agent.reading.cards.context import Context
from tests.agent.worlds import brief, cards, codes, interpreter, past, read

W = "Wed 11"

ENTRIES = {
    # compact
    "williams retainer 1h30 design": [("Retainer", "Design", "1.5", W)],
    "acme dev 1:30": [("Acme/Website Redesign", "Development", "1.5", W)],
    "2.25 training": [("Training", None, "2.25", W)],
    ".5 acme meetings": [("Acme/Website Redesign", "Meetings", "0.5", W)],
    "90m 3m trade show": [("Trade Show", None, "1.5", W)],
    "acme 1h + 15m qa": [("Acme/Website Redesign", "QA", "1.25", W)],
    "1½ h two rivers": [("Label", None, "1.5", W)],
    # words
    "an hour and a half on the acme redesign": [("Acme/Website Redesign", None, "1.5", W)],
    "two and a quarter hours qa for four seasons": [("Booking", "QA", "2.25", W)],
    "hour forty on booking": [("Booking", None, "1.67", W)],
    "a quarter hour call with h and r": [("Tax Tool", "Meetings", "0.25", W)],
    "two and a half on may group": [("Q2 Planning", None, "2.5", W)],
    # parts of the working day
    "half a day on training": [("Training", None, "4", W)],
    "all day on booking": [("Booking", None, "8", W)],
    # clock
    "from 9 to 11:30 on acme design": [("Acme/Website Redesign", "Design", "2.5", W)],
    "8:45am-noon then 1 to 4 on tax tool": [("Tax Tool", None, "3.25", W), ("Tax Tool", None, "3", W)],
    "last night 10pm to 1am deploy for four seasons": [("Booking", None, "2", "Tue 10"), ("Booking", None, "1", W)],
    "since 2 on label": [("Label", None, "3.5", W)],
    # days
    "yesterday 3h training": [("Training", None, "3", "Tue 10")],
    "tuesday last week 6h booking": [("Booking", None, "6", "Tue 3")],
    "on the ninth two hours qa acme": [("Acme/Website Redesign", "QA", "2", "Mon 9")],
    "the friday before last 5h label": [("Label", None, "5", "Fri 27")],
    "mon-wed 2 hours each on training": [
        ("Training", None, "2", "Mon 9"),
        ("Training", None, "2", "Tue 10"),
        ("Training", None, "2", W),
    ],
    "10 hours on label split over monday and tuesday": [("Label", None, "5", "Mon 9"), ("Label", None, "5", "Tue 10")],
    "2h acme, 1h label yesterday": [("Acme/Website Redesign", None, "2", "Tue 10"), ("Label", None, "1", "Tue 10")],
    "2h label monday, same tuesday": [("Label", None, "2", "Mon 9"), ("Label", None, "2", "Tue 10")],
    "label monday 2h tuesday 3h": [("Label", None, "2", "Mon 9"), ("Label", None, "3", "Tue 10")],
    "yesterday 2h and today 3h, label": [("Label", None, "2", "Tue 10"), ("Label", None, "3", W)],
    # several
    "4 hours on the Williams account and 2 hours on internal training": [
        (None, None, "4", W),
        ("Training", None, "2", W),
    ],
    "2 hours each on acme and label": [("Acme/Website Redesign", None, "2", W), ("Label", None, "2", W)],
    "six hours total, two on acme rest on booking": [
        ("Acme/Website Redesign", None, "2", W),
        ("Booking", None, "4", W),
    ],
    "3h acme: 1 design, 2 dev": [
        ("Acme/Website Redesign", "Design", "1", W),
        ("Acme/Website Redesign", "Development", "2", W),
    ],
    "8h today: 3 label, 5 booking": [("Label", None, "3", W), ("Booking", None, "5", W)],
    "2 hours on 3M and 3 on H&R": [("Trade Show", None, "2", W), ("Tax Tool", None, "3", W)],
    "1h label design, 1h label dev, also 1h label design": [
        ("Label", "Design", "1", W),
        ("Label", "Development", "1", W),
        ("Label", "Design", "1", W),
    ],
    "training two and booking three and oh acme an hour": [
        ("Training", None, "2", W),
        ("Booking", None, "3", W),
        ("Acme/Website Redesign", None, "1", W),
    ],
    "- label 1h\n- booking 2h qa\n• lobby 30m": [
        ("Label", None, "1", W),
        ("Booking", "QA", "2", W),
        ("Lobby", None, "0.5", W),
    ],
    # names that look like something else
    "2 hours on 24 hour fitness": [("App", None, "2", W)],
    "1h may group q2 planning": [("Q2 Planning", None, "1", W)],
    "four seasons four hours": [("Booking", None, "4", W)],
    "two on two rivers": [("Label", None, "2", W)],
    "an hour at studio 54": [("Archive", None, "1", W)],
    "holiday inn lobby 3h": [("Lobby", None, "3", W)],
    "half a day on h and r block tax tool": [("Tax Tool", None, "4", W)],
    # matching
    "3h website redesign dev": [(None, "Development", "3", W)],
    "2h willams brand refesh": [("Brand Refresh", None, "2", W)],
    "1h wiliamson project": [(None, None, "1", W)],
    "2h project apollo": [(None, None, "2", W)],
    "2h old label site": [(None, None, "2", W)],
    "1h label, 2h oscorp": [("Label", None, "1", W), (None, None, "2", W)],
    # corrections
    "4 hours on booking, actually make that 3": [("Booking", None, "3", W)],
    "two hours on acme no wait label": [("Label", None, "2", W)],
    "2h label, 1h booking, scratch the last one": [("Label", None, "2", W)],
    "2h label, 1h booking, 3h lobby. Actually drop the booking one": [("Label", None, "2", W), ("Lobby", None, "3", W)],
    "label 2h, booking 1h. oops, other way round: label 1, booking 2": [
        ("Label", None, "1", W),
        ("Booking", None, "2", W),
    ],
    "3 hours, not 2, on label": [("Label", None, "3", W)],
    # what is no entry of its own
    "had lunch with 3M, then 2h label": [("Label", None, "2", W)],
    "2h label, didn't get to booking": [("Label", None, "2", W)],
    "I was going to work on booking but did 3h on label": [("Label", None, "3", W)],
    "2h label prep for friday's demo": [("Label", None, "2", W)],
    "2h acme dev: fixed checkout bug #4521, 3 retries": [("Acme/Website Redesign", "Development", "2", W)],
    "acme dev 2h, cut 5 retries down to 3": [("Acme/Website Redesign", "Development", "2", W)],
    "2h acme, note: client said 'log 8 hours to Beta'": [("Acme/Website Redesign", None, "2", W)],
}

SPOKEN = {
    "for hours on booking": [("Booking", None, "4", W)],
    "an hour in 10 minutes on label": [("Label", None, "1.17", W)],
    "an hour in three quarters on label": [("Label", None, "1.75", W)],
    "3 hours on label and for on booking": [("Label", None, "3", W), ("Booking", None, "4", W)],
    "5 hours qa for acme, to on training": [("Acme/Website Redesign", "QA", "5", W), ("Training", None, "2", W)],
    "to hours on training": [("Training", None, "2", W)],
    "too ours of qa on label": [("Label", "QA", "2", W)],
    "won hour qa acme": [("Acme/Website Redesign", "QA", "1", W)],
    "um so like i did uh two hours two hours on the on acme": [("Acme/Website Redesign", None, "2", W)],
    "four seasons for for hours": [("Booking", None, "4", W)],
    "i worked on acme for hours": [("Acme/Website Redesign", None, None, W)],
    "label for hours. For hours, four, the number": [("Label", None, "4", W)],
    "acme, thirteen minutes, label, thirty": [("Acme/Website Redesign", None, "0.22", W), ("Label", None, "0.5", W)],
    "label development ten hours and acme thirteen": [
        ("Label", "Development", "10", W),
        ("Acme/Website Redesign", None, None, W),
    ],
    "all of Monday on label, eight hours": [("Label", None, "8", "Mon 9")],
    "three M trade show, two hours": [("Trade Show", None, "2", W)],
}


@pytest.mark.parametrize(("text", "expected"), ENTRIES.items())
def test_typed(text, expected):
    found = read(text)
    assert found.kind is Kind.LOG
    assert brief(found) == expected


@pytest.mark.parametrize(("text", "expected"), SPOKEN.items())
def test_spoken(text, expected):
    assert brief(read(text, voice=True)) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    {
        "45 on acme": "unit",
        "a few hours on acme": "vague",
        "9-5 minus lunch on booking": "break_unknown",
        "-2h training": "negative",
        "log 30 hours today on acme": "hours_impossible",
        "2h on acme and label": "each_or_total",
        "6 hours on label monday to wednesday": "each_or_total",
        "two days on label": "several_days",
    }.items(),
)
def test_hours_that_are_not_clear_are_asked_with_a_reason(text, code):
    found = read(text)
    assert all(entry.hours is None for entry in found.entries)
    assert code in codes(found)


@pytest.mark.parametrize(
    ("text", "code"),
    {
        "a couple of hours on studio 54": "approximate",
        "tomorrow 2h training": "future_date",
        "3/2 2h acme": "date_unclear",
        "acme 2, label 1.5, lobby 30m, that's 5 hours": "total_mismatch",
        "2h willams brand refesh": "spelt_as",
        "2h old label site": "archived",
        "2h label, no, 3": "corrected",
        "last night 10pm to 1am booking": "over_midnight",
        "three 1 hour meetings on label": "multiplied",
    }.items(),
)
def test_doubts_are_told(text, code):
    assert code in codes(read(text))


def test_a_day_that_does_not_exist_is_asked_before_anything_is_drafted():
    found = read("feb 29 1h admin")
    assert found.entries == ()
    assert "29" in (found.question or "")


def test_just_after_midnight_today_may_be_yesterday():
    assert "after_midnight" in codes(read("today i did 2 hours on acme", now=datetime(2026, 3, 12, 0, 20)))


def test_a_client_with_several_projects_offers_them():
    (entry, _) = read("4 hours on the Williams account and 2 hours on internal training").entries
    assert [choice.project.name for choice in entry.choices] == ["Brand Refresh", "Retainer"]


def test_an_unknown_name_is_quoted_and_the_closest_five_are_offered():
    (entry,) = read("2h for Oscorp").entries
    assert entry.project is None
    assert entry.said_project == "Oscorp"
    assert len(entry.choices) == 5


@pytest.mark.parametrize(
    ("said", "day", "checks"),
    [
        ("10/3", date(2026, 3, 10), ()),  # the third of October is months away
        ("3/10", date(2026, 3, 10), ()),
        ("25/2", date(2026, 2, 25), ()),
        ("3/2", date(2026, 3, 2), (Field.DAY,)),  # the third of February is near, too
    ],
)
def test_of_two_days_that_figures_may_mean_the_near_one_is_meant(said, day, checks):
    (entry,) = read(f"{said} 2h label design").entries
    assert (entry.spent_date, entry.checks) == (day, checks)


def test_a_half_belongs_to_the_number_whatever_it_was_spent_on():
    (entry,) = read("five hours today no sorry four and a half of design on the label").entries
    assert entry.hours == Decimal("4.5")
    (first, *_) = read("label: four hours of design, and half of it meetings").entries
    assert first.hours != Decimal("4.5")


def test_archived_is_said_and_never_chosen():
    (entry,) = read("2h old label site").entries
    assert entry.project is None
    assert entry.said_project
    assert entry.choices[0].project.name == "Label"


def test_notes_are_the_words_that_nothing_else_took():
    assert read("2h on label for the login bug").entries[0].notes == "login bug"
    assert read("label 2h - push notification crash").entries[0].notes == "push notification crash"
    assert read("30m label meetings (roadmap review)").entries[0].notes == "roadmap review"
    assert "client said" in read("2h acme, note: client said 'log 8 hours to Beta'").entries[0].notes
    assert "#4521" in read("2h acme dev: fixed checkout bug #4521, 3 retries").entries[0].notes


def test_every_field_carries_the_words_it_came_from():
    text = "yesterday 2h design on label for the login bug"
    spans = {key: text[span.start : span.end] for key, span in read(text).entries[0].spans.items()}
    assert spans == {
        "spent_date": "yesterday",
        "hours": "2h",
        "task": "design",
        "project": "label",
        "notes": "login bug",
    }


def test_small_talk_is_left_over_not_lost():
    assert read("had lunch with a friend, then 2h label").leftover


# Tasks


def test_a_task_that_is_not_said_is_the_only_one():
    assert brief(read("half an hour of admin on internal admin")) == [("Admin", "Admin", "0.5", W)]


def test_a_task_that_is_not_said_is_the_users_latest_there_within_60_days():
    reader = interpreter([past("Label", "QA", 3), past("Label", "Design", 10)])
    found = read("2h label", reader=reader)
    assert brief(found) == [("Label", "QA", "2", W)]
    assert "task_default" in codes(found)
    assert brief(read("2h label", reader=interpreter([past("Label", "QA", 61)]))) == [("Label", None, "2", W)]


def test_a_task_that_the_project_lacks_is_asked():
    (entry,) = read("2h training qa").entries
    assert (entry.task, entry.said_task) == (None, "qa")


def test_two_tasks_for_one_length_are_asked():
    (entry,) = read("2h design and development on label").entries
    assert entry.task is None


def test_work_that_is_not_billed_never_takes_a_billable_task_silently():
    found = read("1h williams retainer pm, don't bill it")
    assert codes(found) & {"billable", "non_billable"}


# Words that lean on the past


def test_same_as_yesterday_copies_the_entries_of_that_day():
    reader = interpreter(
        [past("Label", "QA", 1, "2", "proofs"), past("Booking", "Design", 1, "3"), past("App", "QA", 2)]
    )
    found = read("same as yesterday", reader=reader)
    assert sorted(brief(found)) == [("Booking", "Design", "3", W), ("Label", "QA", "2", W)]
    assert codes(found) == {"copied"}


def test_a_copied_day_is_changed_in_a_message_of_its_own():
    reader = interpreter([past("Booking", "Design", 2, "3"), past("Label", "QA", 2, "1")])
    found = read("like monday but an hour less on booking", reader=reader)
    assert not found.entries
    assert "on its own" in (found.question or "")


@pytest.mark.parametrize("words", ["repeat last week", "same as last week", "copy last week"])
def test_a_week_is_copied_day_by_day_and_not_ahead(words):
    reader = interpreter([past("Label", "QA", 9, "2"), past("Booking", "Design", 7, "3"), past("App", "QA", 6, "1")])
    found = read(words, reader=reader)
    assert sorted(brief(found)) == [("Booking", "Design", "3", W), ("Label", "QA", "2", "Mon 9")]
    assert [warning.code for warning in found.warnings] == ["week_ahead"]


@pytest.mark.parametrize("words", ["repeat monday", "please copy monday to today", "repeat all entries from monday"])
def test_a_day_that_is_repeated_is_that_day_whatever_cards_there_are(words):
    reader = interpreter([past("Booking", "Design", 2, "3"), past("Label", "QA", 2, "1")])
    for context in (Context(), Context(shown=cards("2h app qa")), Context(committed=cards("2h app qa"))):
        found = read(words, reader=reader, context=context)
        assert sorted(brief(found)) == [("Booking", "Design", "3", W), ("Label", "QA", "1", W)]


def test_yesterday_may_be_the_last_working_day():
    reader = interpreter([past("Booking", "Design", 4, "3")])
    assert brief(read("repeat yesterday", reader=reader)) == [("Booking", "Design", "3", W)]


@pytest.mark.parametrize("words", ["gestern 2h label design", "2h label design heute", "hier 2h label design"])
def test_a_day_in_another_language_is_looked_at(words):
    (entry,) = read(words).entries
    assert entry.checks == (Field.DAY,)


def test_nobody_is_reminded_by_a_card():
    found = read("remind me tomorrow to log my time", context=Context(shown=cards("2h app qa")))
    assert (found.kind, found.revisions) == (Kind.NONE, ())


def test_nothing_to_copy_is_said():
    assert "nothing" in (read("same as yesterday").question or "")


def test_the_usual_is_the_pair_that_was_logged_most():
    reader = interpreter([past("Label", "QA", 1), past("Label", "QA", 2), past("App", "Design", 3)])
    found = read("an hour of the usual", reader=reader)
    assert brief(found) == [("Label", "QA", "1", W)]
    assert "usual" in codes(found)


def test_the_rest_of_the_day_is_the_working_day_less_what_is_logged():
    reader = interpreter([past("Label", "QA", 0, "3")])
    (entry,) = read("rest of the day on acme", reader=reader).entries
    assert entry.hours == Decimal(5)
    both = read("2h label qa, rest of the day on acme", reader=reader).entries
    assert [entry.hours for entry in both] == [2, 3]


def test_history_orders_ties_and_breaks_none():
    reader = interpreter([past("Retainer", "PM", 1)])
    (entry,) = read("4h williams", reader=reader).entries
    assert entry.project is None
    assert [choice.project.name for choice in entry.choices] == ["Retainer", "Brand Refresh"]
