"""What is work to be logged though no time was said, and what is talk though some was."""

from decimal import Decimal

import pytest

from benchmarks.corpus import FIRST_ACCOUNT, load_account
from desktop.agent.intents import Channel, Kind, Utterance
from desktop.agent.reading.reader import Interpreter
from tests.agent.worlds import LEARNED, NOW, brief, day, read, read_by_both

TALK = (
    "my train is late again, unbelievable",
    "slack is down again",
    "I was on hold with my bank for like two hours today",
    "I went to the design museum with my sister, three hours",
    "the vpn was down all afternoon, 3 hours gone",
    "Right, label, label, come on, label, two more emails and then I can go",
    "just two more hours and I can go home",
    "label is such a good film",
    "that meeting was way too long",
    "two hours of my life gone",
    "three hours of nothing",
    "label needs two more hours",
    "push the meeting to four and block an hour on Sunday",
    "move the call to three and block two hours on Monday",
    "ping me in an hour",
    "cleaned the kitchen",
    "had lunch at booking",
)

WORK = (
    ("finished the budget review for label", "Label"),
    ("reviewed the label budget today", "Label"),
    ("prepared the invoice template for label", "Label"),
    ("Did design on the tax tool before lunch, still not in the sheet", "Tax Tool"),
    ("did QA on the tax tool before lunch, can't say for how long", "Tax Tool"),
    ("I ran the training for label on Monday, please put that in.", "Label"),
    ("I was on brand refresh yesterday, designing, put that in please.", "Brand Refresh"),
    ("There was a label meeting this morning, I don't know how long, just put it in.", "Label"),
    ("need the lobby on today's sheet, I was on it before lunch", "Lobby"),
    ("I was designing for label yesterday and I haven't put any time in for it, can you do that?", "Label"),
    ("label testing yesterday, I did not log it, can you do it for me?", "Label"),
    ("called Two Rivers about label this afternoon", "Label"),
    ("label: bugfixing, review, deploy", "Label"),
)


@pytest.mark.parametrize("text", TALK)
def test_talk_is_nothing(text):
    assert read(text).kind is Kind.NONE


@pytest.mark.parametrize(("text", "project"), WORK)
def test_work_is_asked_for_its_hours(text, project):
    found = read(text)
    assert found.kind is Kind.LOG
    assert [(entry.project.name if entry.project else None, entry.hours) for entry in found.entries] == [
        (project, None)
    ]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("my train was late so I did 2h label at the station", "2"),
        ("the server was down all morning, 2 hours on label getting it back", "2"),
        ("server was down, spent two hours fixing it", "2"),
        ("two hours on label with my sister", "2"),
        ("went to the cinema for the label shoot, two hours", "2"),
        ("log 3h to, let me check, label", "3"),
        ("1h more on label and then home", "1"),
        ("label again, 2h", "2"),
        ("2h label, it was really boring", "2"),
        ("went through emails for two hours", "2"),
        ("label dev 9:30-11, cancel + delete account flow", "1.5"),
        ("could someone put 1h on label? They asked for the old files.", "1"),
        ("booking 0.75h admin (receipts for march)", "0.75"),
    ],
)
def test_talk_beside_work_takes_nothing_from_it(text, hours):
    found = read(text)
    assert found.kind is Kind.LOG
    assert [entry.hours for entry in found.entries] == [Decimal(hours)]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("update label for yesterday: 3 hours", "3"),
        ("edit yesterday's label: 3 hours", "3"),
        ("the four hours for label yesterday, make that five", "5"),
        ("those two hours on label yesterday, make them one", "1"),
        ("Yesterday I logged two hours for label but that needs changing to one and a half.", "1.5"),
        ("I put three hours on label yesterday but it needs to be two", "2"),
        ("Yesterday's label call was two hours, not one", "2"),
        ("yesterday's label meeting was 2h not 1h", "2"),
    ],
)
def test_what_is_known_is_changed(text, hours):
    found = read_by_both(text)
    assert (found.kind, found.hours, found.day) == (Kind.EDIT, Decimal(hours), day("2026-03-10"))
    assert found.project is not None
    assert found.project.name == "Label"


@pytest.mark.parametrize(
    "text",
    [
        "four hours for label on Monday, make that five",
        "two hours on label yesterday, no wait, make it three",
        "the two hours on label yesterday were planning",
        "update for label yesterday: 3 hours",
        "label update yesterday: 3 hours",
        "updated label yesterday: 3 hours",
    ],
)
def test_what_is_new_is_logged(text):
    assert read(text).kind is Kind.LOG


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("did i leave any days blank last week?", "2026-03-02", "2026-03-08"),
        ("list the days this month i haven't filled in", "2026-03-01", "2026-03-31"),
        ("check my timesheet from the 2nd to the 6th for holes", "2026-03-02", "2026-03-06"),
        ("show days with less than 6 hours in february", "2026-02-01", "2026-02-28"),
        ("days in february with less than six hours", "2026-02-01", "2026-02-28"),
        ("list every day in february without time", "2026-02-01", "2026-02-28"),
        ("which days are empty for last week, I feel like I forgot Wednesday", "2026-03-02", "2026-03-08"),
        ("any gaps this week? i was sick on tuesday", "2026-03-09", "2026-03-15"),
        ("did everyone log their time last week?", "2026-03-02", "2026-03-08"),
    ],
)
def test_days_that_lack_time(text, start, end):
    found = read_by_both(text)
    assert (found.kind, found.start, found.end) == (Kind.MISSING_TIME, day(start), day(end))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.BUDGET, "how many hours can we still spend on label?"),
        (Kind.BUDGET, "when is label out of hours?"),
        (Kind.COST, "How many dollars have gone into label to date?"),
        (Kind.COST, "what has label cost us so far with expenses?"),
        (Kind.EXPENSE, "Claim 61.00 printing costs on label"),
        (Kind.HOURS, "read me my entries from yesterday"),
        (Kind.HOURS, "show me everything logged on label in february"),
        (Kind.HOURS, "overtime this month?"),
        (Kind.HOURS, "label total, february"),
        (Kind.HOURS, "break down my week by task"),
        (Kind.HOURS, "how did February look?"),
        (Kind.MISSING_TIME, "how far behind am I on my timesheet"),
        (Kind.MISSING_TIME, "which days did nobody log time last week"),
        (Kind.INVOICE_CREATE, "do the billing for Two Rivers, february"),
        (Kind.EDIT, "can you make label two hours for yesterday instead of three"),
        (Kind.EDIT, "yesterday I logged label wrong, should've been 2 hours"),
        (Kind.EDIT, "make yesterday's label 4 hours"),
        (Kind.EDIT, "make the label on monday three hours"),
    ],
)
def test_questions_of_time_and_money(kind, text):
    assert read_by_both(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow 2 hours lobby meeting",
        "label qa 2 hours monday to wednesday",
        "last week 30m retainer qa",
        "2h brand refresh design, checking how much budget is left",
        "lobby qa",
    ],
)
def test_work_with_a_length_is_never_taken_for_a_request_or_for_talk(text):
    found = read_by_both(text)
    assert found.kind is Kind.LOG
    assert found.entries[0].project is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tues: half a day on the Newsletter. Rest of the day lost to the boiler.", ("Newsletter", "4")),
    ],
)
def test_a_length_that_the_rules_could_not_read_is_looked_for_and_checked(text, expected):
    catalog, workday = load_account(FIRST_ACCOUNT)
    rules = Interpreter(catalog, workday=workday)
    said = Utterance(text, NOW, Channel.TYPED)
    assert any(entry.hours is None for entry in rules.read(said).entries)
    found = LEARNED.look(said, rules.read(said), catalog, workday)
    assert [(row[0], row[2]) for row in brief(found)] == [expected]
    assert all(entry.checks for entry in found.entries)
