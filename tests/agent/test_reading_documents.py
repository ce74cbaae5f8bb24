"""What is pasted is looked at as what it is: tables, records, calendars, chats, mails, check lists."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.intents import Kind
from desktop.agent.reading.documents.columns import columns_of, is_heading
from desktop.agent.reading.documents.document import Column
from desktop.agent.reading.documents.documents import look_at
from tests.agent.worlds import NOW, brief, codes, read

TODAY = NOW.date()
W = "Wed 11"
LABEL, BOOKING = ("Label", "Design", "1.75", "Mon 9"), ("Booking", "QA", "0.5", "Tue 10")

HARVEST = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Hours Rounded,Billable?,Invoiced?,Approved?,First Name,Last "
    "Name,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL\n"
    '2026-03-09,Two Rivers,Label,,Design,"die line, ""14""",1.75,2.0,Yes,No,No,Robin,Ellis,,Yes,100,175,50,9,Euro,\n'
    "2026-03-10,Four Seasons,Booking,,QA,,0.50,0.5,Yes,No,No,Robin,Ellis,,Yes,100,50,50,9,Euro,\n"
)
TOGGL = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"
    "Robin,r@example.com,Two Rivers,Label,Design,die line,Yes,2026-03-09,09:00:00,2026-03-09,10:45:00,01:45:00,\n"
    "Robin,r@example.com,Four Seasons,Booking,QA,,Yes,2026-03-10,09:00:00,2026-03-10,09:30:00,00:30:00,\n"
)
CLOCKIFY = (
    '"Project","Client","Description","Task","User","Email","Tags","Billable","Start Date","Start Time","End Date",'
    '"End Time","Duration (h)","Duration (decimal)","Billable Rate (USD)"\n'
    '"Label","Two Rivers","die line","Design","Robin","r@example.com","","Yes","03/09/2026","09:00:00 AM","03/09/2026",'
    '"10:45:00 AM","01:45:00","1.75","0"\n'
    '"Booking","Four Seasons","","QA","Robin","r@example.com","","Yes","03/10/2026","01:00:00 PM","03/10/2026",'
    '"01:30:00 PM","00:30:00","0.50","0"\n'
)
RECORDS = """[{"spent_date": "2026-03-09", "hours": 1.75, "notes": "die line", "project": {"id": 12, "name": "Label"},
  "client": {"name": "Two Rivers"}, "task": {"name": "Design"}, "billable": true},
 {"spent_date": "2026-03-10", "hours": 0.5, "notes": "", "project": {"name": "Booking"}, "task": {"name": "QA"}}]"""
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20260309T090000
DTEND:20260309T104500
SUMMARY:Label design: die
  line
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20260310T090000Z
DURATION:PT30M
SUMMARY:Booking QA
END:VEVENT
BEGIN:VEVENT
UID:3
STATUS:CANCELLED
DTSTART:20260310T090000Z
DURATION:PT30M
SUMMARY:Booking QA
END:VEVENT
END:VCALENDAR
"""
TABLES = {
    "harvest": HARVEST,
    "toggl": TOGGL,
    "clockify": CLOCKIFY,
    "json": RECORDS,
    "json under a key": '{"time_entries": ' + RECORDS + "}",
    "calendar": CALENDAR,
    "semicolons, commas for points": "Datum;Projekt;Aufgabe;Stunden\n09.03.2026;Label;Design;1,75\n"
    "10.03.2026;Booking;QA;0,5",
    "tabs with a sum": "Date\tProject\tTask\tTime\n9/3/2026\tLabel\tDesign\t1:45\n"
    "10/3/2026\tBooking\tQA\t0:30\nTotal\t\t\t2:15",
    "no heading": "2026-03-09,Two Rivers,Label,Design,die line,1.75,Yes\n2026-03-10,Four Seasons,Booking,QA,,0.5,Yes",
    "no heading, commas for points": "09.03.2026;Label;Design;1,75\n10.03.2026;Booking;QA;0,5",
    "no heading, commas for all": "09.03.2026,Label,Design,1,75\n10.03.2026,Booking,QA,0,5",
    "a heading, commas for all": "Date,Project,Task,Hours\n09.03.2026,Label,Design,1,75\n10.03.2026,Booking,QA,0,5",
    "no heading, clock times": "Label\tDesign\t2026-03-09\t9:00\t10:45\nBooking\tQA\t2026-03-10\t13:00\t13:30",
    "markdown": "| Day | Project | Task | Hrs |\n|---|:--|---|--:|\n| 2026-03-09 | Label | Design | 1h 45m |\n"
    "| 2026-03-10 | Booking | QA | 30m |",
    "iso lengths": "project,task,date,duration\nLabel,Design,2026-03-09,PT1H45M\nBooking,QA,2026-03-10,PT30M",
    "seconds": "project,task,date,duration (s)\nLabel,Design,2026-03-09,6300\nBooking,QA,2026-03-10,1800",
    "minutes": "project,task,date,minutes\nLabel,Design,2026-03-09,105\nBooking,QA,2026-03-10,30",
    "start and end": "date,project,task,from,to\n2026-03-09,Label,Design,9:00,10:45\n2026-03-10,Booking,QA,1pm,1:30pm",
    "open rows": "date,project,task,hours,status\n2026-03-09,Label,Design,1.75,done\n2026-03-10,Booking,QA,0.5,done\n"
    "2026-03-11,Booking,QA,3,planned",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_row_is_an_entry(name):
    found = read(TABLES[name])
    assert brief(found) == [LABEL, BOOKING]
    assert all(0 <= s.start < s.end <= len(TABLES[name]) for entry in found.entries for s in entry.spans.values())


@pytest.mark.parametrize(
    "line",
    [
        "09.03.2026;Label;1,75",
        "9.3.26; Label; 1,75",
        '09.03.2026;"Label";"1,75"',
        "09.03.2026\tLabel\t1,75",
        "09.03.2026|Label|1,75",
        "09.03.2026,Label,1,75",
        "2026-03-09;1:45;Label",
        "Label;09.03.;1,75 h",
    ],
)
def test_a_line_of_few_cells_is_an_entry(line):
    ((project, _, hours, day),) = brief(read(line))
    assert (project, hours, day) == ("Label", "1.75", "Mon 9")


@pytest.mark.parametrize("line", ["1.234;Label;3", "Label;2026", "Label;3;4"])
def test_a_line_of_figures_that_may_be_anything_is_no_entry(line):
    assert not any(entry.hours for entry in read(line).entries)


def test_notes_are_the_cell_as_it_was():
    assert [entry.notes for entry in read(HARVEST).entries] == ['die line, "14"', ""]
    assert [entry.notes for entry in read(CALENDAR).entries] == ["Label design: die line", "Booking QA"]


def test_clock_times_come_along_where_they_are_local():
    label, booking = read(CALENDAR).entries
    assert (label.started_time, label.ended_time) == (time(9), time(10, 45))
    assert (booking.started_time, booking.hours) == (None, read(TOGGL).entries[1].hours)


def test_a_grid_has_a_row_for_each_filled_cell():
    grid = "| | Mon | Tue |\n|---|---|---|\n| Label | 2 | |\n| Booking QA | 4.5 | 6 |"
    assert brief(read(grid)) == [
        ("Label", None, "2", "Mon 9"),
        ("Booking", "QA", "4.5", "Mon 9"),
        ("Booking", "QA", "6", "Tue 10"),
    ]


def test_a_day_in_front_of_a_table_is_its_rows_day():
    assert brief(read("Monday's hours:\nProject,Task,Hours\nLabel,Design,2")) == [("Label", "Design", "2", "Mon 9")]


def test_what_no_row_settles_is_asked():
    (entry,) = read("Project,Hours\nNothing of ours,2").entries
    assert entry.project is None
    assert entry.said_project == "Nothing of ours"
    assert entry.choices
    (entry,) = read("Project,Task,Hours\nLabel,Gardening,2").entries
    assert (entry.task, entry.said_task) == (None, "Gardening")
    (entry,) = read("Client,Project,Hours\n,Website Redesign,2").entries
    assert len(entry.choices) == 2
    assert read('{"project": "Label", "duration": 90}').entries[0].hours is None
    assert "date_unclear" in codes(read("Date,Project,Hours\n1/2/2026,Label,2"))


def test_rows_of_several_people_are_asked():
    found = read("User,Project,Hours\nRobin,Label,2\nSam,Booking,3")
    assert [entry.hours for entry in found.entries] == [None, None]


def test_an_archived_project_takes_no_rows():
    (entry,) = read("Project,Hours\nOld Label Site,2").entries
    assert entry.project is None
    assert "archived" in {warning.code for warning in entry.warnings}


MESSAGES = {
    "9/3/2026, 16:00 - Robin: 2h label": [("Label", None, "2", "Mon 9")],
    "[09.03.26, 16:00:12] Robin: 2h label": [("Label", None, "2", "Mon 9")],
    "[10/03/2026 16:00] Robin Ellis: yesterday 2h label\n[10/03/2026 16:01] Robin Ellis: and 1h booking": [
        ("Label", None, "2", "Mon 9"),
        ("Booking", None, "1", "Tue 10"),
    ],
    "Robin Ellis  4:45 PM\n2h label\n1h booking": [("Label", None, "2", W), ("Booking", None, "1", W)],
    "Robin Ellis, Monday 4:45 PM\n2h label": [("Label", None, "2", "Mon 9")],
    "[09:58] robin: 2h label\n[09:59] robin: 1h booking": [("Label", None, "2", W), ("Booking", None, "1", W)],
    "[10:30] Label: 2h\n[11:30] Booking: 1h": [("Label", None, "2", W), ("Booking", None, "1", W)],
    "<robin> 2h label": [("Label", None, "2", W)],
    "[9/3/26, 16:00] Robin: 2h label\n[9/3/26, 16:05] Sam: 3h booking": [
        ("Label", None, None, "Mon 9"),
        ("Booking", None, None, "Mon 9"),
    ],
    # check lists and plans
    "- [x] label 2h\n- [ ] booking 4h": [("Label", None, "2", W)],
    "☑ label 2h\n☐ booking 4h": [("Label", None, "2", W)],
    "label 2h\nTODO booking 4h": [("Label", None, "2", W)],
    "label 2h\n\nTomorrow:\n- booking 3h\n- label 2h": [("Label", None, "2", W)],
    "yesterday: label 2h. today: booking 3h (planned)": [("Label", None, "2", "Tue 10")],
    # mails
    "2h label\n\nOn Tue, 10 Mar 2026 at 16:12, Dana wrote:\n> 8h booking please": [("Label", None, "2", W)],
    "2h label\n\nFrom: Dana\nSent: Monday, March 2, 2026 4:12 PM\nTo: Robin\n\n3h booking": [("Label", None, "2", W)],
    "> 2h label\n> 1h booking": [("Label", None, "2", W), ("Booking", None, "1", W)],
    # moments as machines write them
    "2026-03-09T09:00 label 2h": [("Label", None, "2", "Mon 9")],
    "2026-03-09T09:00:00Z/2026-03-09T11:30:00Z label": [("Label", None, "2.5", "Mon 9")],
    "label 2026-03-09 09:00 - 2026-03-09 11:30": [("Label", None, "2.5", "Mon 9")],
    "2026-03-09 09:00-11:30 label": [("Label", None, "2.5", "Mon 9")],
}


@pytest.mark.parametrize("text", MESSAGES)
def test_messages_lists_and_mails(text):
    found = read(text)
    assert brief(found) == MESSAGES[text]
    assert not any("robin" in entry.notes.lower() for entry in found.entries)


@pytest.mark.parametrize("text", ["TODO label 2h", "- [ ] label 2h", "Today: label 4h (planned)"])
def test_what_is_open_is_no_entry_and_says_so(text):
    found = read(text)
    assert (found.kind, found.entries) == (Kind.NONE, ())
    assert found.question


@pytest.mark.parametrize(
    "text",
    [
        "2h Acme, then 1h on the label",
        "one; two; three",
        "[a] (b) {c}",
        "a, b, c, d and e",
        'note: {"hours": 2}',
        "label, design, 2h\nbooking, qa, 1h",
        "9:00 - 11:30: label",
        "Standup, 9:30",
    ],
)
def test_what_is_no_document_stays_as_it_is(text):
    document = look_at(text, TODAY)
    assert (document.words, document.table, document.messages) == (text, None, ())


@given(st.text(alphabet='ab1,;|\t\n"[](){}:-. <>', max_size=150))
def test_any_text_is_some_document(text):
    document = look_at(text, TODAY)
    assert len(document.words) == len(text)
    cells = [cell for row in document.table.rows for cell in row] if document.table else []
    assert all(0 <= cell.start <= cell.end <= len(text) for cell in cells)


names = st.sampled_from(["Label", "Booking", "Lobby"])
hours = st.integers(1, 96).map(lambda quarters: quarters / 4)


@given(st.lists(st.tuples(names, hours, st.dates(datetime(2025, 1, 1).date(), TODAY)), min_size=1, max_size=8))
def test_a_table_of_any_length_is_read_whole(rows):
    for mark in (",", ";", "\t"):
        lines = [mark.join(("Project", "Hours", "Date", "Notes"))]
        lines += [mark.join((name, f"{said:.2f}", day.isoformat(), "x")) for name, said, day in rows]
        found = read("\n".join(lines)).entries
        assert [(e.project.name, float(e.hours), e.spent_date) for e in found if e.project and e.hours] == rows


def test_titles_are_known_in_many_spellings():
    said = ["Start Date", "project_name", "Duration (decimal)", "timeSpent", "Billable?", "Matter No.", "Foo"]
    assert columns_of(said) == [
        Column.DATE,
        Column.PROJECT,
        Column.HOURS,
        Column.HOURS,
        Column.BILLABLE,
        Column.CODE,
        None,
    ]
    assert not is_heading(["Label", "Design", "2h"])
