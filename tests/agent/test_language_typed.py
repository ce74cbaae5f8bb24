"""Entries as they are typed: shorthand, corrections, tables, exports, figures and people that belong to the notes."""

from decimal import Decimal

import pytest

from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task
from tests.agent.worlds import brief, codes, day, read

W = "Wed 11"

ENTRIES = {
    # lengths
    "90' label qa": [("Label", "QA", "1.5", W)],
    "label 45', booking 1h30'": [("Label", None, "0.75", W), ("Booking", None, "1.5", W)],
    "45 m label": [("Label", None, "0.75", W)],
    "label 2h, cable 30 m long": [("Label", None, "2", W)],
    "half hr label": [("Label", None, "0.5", W)],
    "label 2 hrs 10 design": [("Label", "Design", "2.17", W)],
    "label 2 hrs 10 meetings": [("Label", "Meetings", "2", W)],
    "2 and a bit on label": [("Label", None, None, W)],
    "label 1h+ (say 1.25)": [("Label", None, "1.25", W)],
    "6h: 1/2 label, 1/2 booking": [("Label", None, "3", W), ("Booking", None, "3", W)],
    "label 2, zenith 0.2": [("Label", None, "2", W), (None, None, "0.2", W)],
    # corrections
    "2h label\n*2.5h": [("Label", None, "2.5", W)],
    "*2h label\n*1h booking": [("Label", None, "2", W), ("Booking", None, "1", W)],
    "2h label, edit: 2.25, edit 2: ok 2.5 final": [("Label", None, "2.5", W)],
    "copy edit: 2h label": [("Label", None, "2", W)],
    "label 3h, typo sry 2h": [("Label", None, "2", W)],
    "label 1h30. hang on that was 1h20": [("Label", None, "1.33", W)],
    # days
    "label 2h last nite": [("Label", None, "2", "Tue 10")],
    "mon 2h label, tues nothing, wed 1h label": [("Label", None, "2", "Mon 9"), ("Label", None, "1", W)],
    "Mo 2h label\nTu 1h booking": [("Label", None, "2", "Mon 9"), ("Booking", None, "1", "Tue 10")],
    "w10: Mo 2h label, Tu 1h booking": [("Label", None, "2", "Mon 2"), ("Booking", None, "1", "Tue 3")],
    "label 2h, hearing on 3 may": [("Label", None, "2", W)],
    "label 2h, demo moved to friday": [("Label", None, "2", W)],
    # breaks
    "label 8-4:30, half hour break": [("Label", None, "8", W)],
    # figures that count or number
    "2h label, wards 7+8": [("Label", None, "2", W)],
    "2h label, captions for ch 4 + 5": [("Label", None, "2", W)],
    "2h label, pile caps 4 thru 9": [("Label", None, "2", W)],
    "booking 3h, 2 bookings made": [("Booking", None, "3", W)],
    # people
    "label w/ Williams and the board, 1h meeting": [("Label", "Meetings", "1", W)],
    "1h booking, sat down with the Acme people": [("Booking", None, "1", W)],
    "2h on label, then 1h w/ acme": [("Label", None, "2", W), ("Acme/Website Redesign", None, "1", W)],
    # lists
    "label 2h, booking 1h, both design": [("Label", "Design", "2", W), ("Booking", "Design", "1", W)],
    "williams: brand 2h, retainer 20m": [("Brand Refresh", None, "2", W), ("Retainer", None, "0.33", W)],
    "label: .75 design, .5 pm, .25 qa": [
        ("Label", "Design", "0.75", W),
        ("Label", "PM", "0.5", W),
        ("Label", "QA", "0.25", W),
    ],
    # tables and exports
    "Label | QA | 1:45 | 5 proofs": [("Label", "QA", "1.75", W)],
    "Row 1: Label | Design | 1:45\nRow 2: Booking | QA | 0:30": [
        ("Label", "Design", "1.75", W),
        ("Booking", "QA", "0.5", W),
    ],
    "Two Rivers;Label;Design;09.03.2026;1:15;die line 14": [("Label", "Design", "1.25", "Mon 9")],
    "date,project,task,hours,notes\n2026-03-09,Label,Design,2.00,proof": [("Label", "Design", "2", "Mon 9")],
    "Label\tDesign\t1.5": [("Label", "Design", "1.5", W)],
    "| | Mon | Tue |\n|---|---|---|\n| Label | 2 | |\n| Booking | 4.5 | 6 |": [
        ("Label", None, "2", "Mon 9"),
        ("Booking", None, "4.5", "Mon 9"),
        ("Booking", None, "6", "Tue 10"),
    ],
    '{"date":"2026-03-09","client":"Two Rivers","project":"Label","hours":2.5,"notes":"the 3-colour proof"}': [
        ("Label", None, "2.5", "Mon 9")
    ],
    "[09:58] robin: 2h label\n[09:59] robin: 1h booking": [("Label", None, "2", W), ("Booking", None, "1", W)],
    "#label 1h30 #design #proof": [("Label", "Design", "1.5", W)],
}


@pytest.mark.parametrize("text", ENTRIES)
def test_typed_words_become_these_entries(text):
    assert brief(read(text)) == ENTRIES[text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2h label, wards 7+8", "wards 7+8"),
        ("booking 3h, 2 bookings made", "2 bookings made"),
        ("label w/ Williams and the board, 1h meeting", "Williams and the board"),
        ("label 2h, hearing on 3 may", "hearing on 3 may"),
        ("Label | QA | 1:45 | 5 proofs", "5 proofs"),
        ("fixed totals ($1,240.50 vs $1,420.50) 2h label", "$1,240.50 vs $1,420.50"),
        ("2h label, case no 3304121/2026", "case no 3304121/2026"),
    ],
)
def test_what_tells_of_the_work_stays_in_its_notes(text, words):
    (entry,) = read(text).entries
    assert words in entry.notes


def test_one_note_behind_a_list_is_for_all_of_it():
    assert [entry.notes for entry in read("label & booking, 2h each, cleaned the backlog").entries] == [
        "cleaned the backlog",
        "cleaned the backlog",
    ]


def test_of_a_pasted_mail_only_what_was_written_is_read():
    mail = """From: Dana White <dana@hooli.com>
Sent: Friday, November 20, 2026 4:12 PM
To: Robin Ellis
Subject: RE: booking sprint 14

Could you add 3 hours of design on label for Monday?

Dana
+1 415 555 0199"""
    (entry,) = read(mail).entries
    assert (entry.project and entry.project.name, entry.hours, entry.spent_date) == ("Label", 3, day("2026-03-09"))


def _account() -> Interpreter:
    tasks = {
        name: Task(number, name, True)
        for number, name in enumerate(
            ("Design", "Design Review", "Calculations", "Meetings", "Client Meetings", "Internal Meetings", "Support"),
            1,
        )
    }
    rows = (
        ("Harper Valley Foods", "Packaging", "", "Design|Design Review|Client Meetings"),
        ("Harper Valley Foods", "Händlerportal", "", "Design|Internal Meetings"),
        ("Maystone Rail", "Tram Depot Phase 2", "MR-P2", "Calculations|Design|Meetings"),
        ("Maystone Rail", "Tram Depot Phase 3", "MR-P3", "Calculations|Design|Meetings"),
        ("Second Street", "Support", "", "Support|Meetings"),
        ("Weekend", "Menu", "", "Design|Support"),
        ("Studio", "Internal", "INT", "Internal Meetings"),
    )
    clients = {name: number for number, name in enumerate(dict.fromkeys(row[0] for row in rows), 1)}
    projects = tuple(
        Project(number, name, code, Client(clients[client], client), tuple(tasks[t] for t in said.split("|")), True)
        for number, (client, name, code, said) in enumerate(rows, 1)
    )
    return Interpreter(Catalog(projects, ()), workday=Decimal(8))


NAMED = {
    "HVF packaging 45m": [("Packaging", None, "0.75", W)],
    "haendlerportal 2h": [("Händlerportal", None, "2", W)],
    "handlerportal, internal meetings, 30 min": [("Händlerportal", "Internal Meetings", "0.5", W)],
    "1h internal meetings": [("Internal", "Internal Meetings", "1", W)],
    "packaging 1h client call": [("Packaging", "Client Meetings", "1", W)],
    "packaging 2h designing": [("Packaging", "Design", "2", W)],
    "harper valley: 1h design review": [(None, "Design Review", "1", W)],
    "tram depot ph 3 - 3,5h calcs": [("Tram Depot Phase 3", "Calculations", "3.5", W)],
    "tram depot p2 calcs 1.5, p3 calcs 1.5": [
        ("Tram Depot Phase 2", "Calculations", "1.5", W),
        ("Tram Depot Phase 3", "Calculations", "1.5", W),
    ],
}


@pytest.mark.parametrize("text", NAMED)
def test_names_and_tasks_in_short(text):
    found = brief(read(text, reader=_account()))
    assert [(p, t or e[1], h, d) for (p, t, h, d), e in zip(found, NAMED[text], strict=True)] == NAMED[text]


def test_a_correction_is_told():
    assert "corrected" in codes(read("label 3h, typo sry 2h"))
