"""What words say of deeds, in several trades: which entry, what it is to become, how an invoice is summed up."""

from datetime import date, time
from decimal import Decimal

import pytest

from desktop.agent.intents import Channel, Kind, Utterance
from desktop.agent.reading.reader import Interpreter
from desktop.harvest.catalog import Catalog, Client, Project, Task
from tests.agent.worlds import NOW, read

YESTERDAY = date(2026, 3, 10)


def catalog(*rows):
    """Projects from rows `client, name, tasks`."""
    names = list(dict.fromkeys(task for row in rows for task in row[2]))
    clients = list(dict.fromkeys(row[0] for row in rows))
    return Catalog(
        tuple(
            Project(
                number,
                name,
                "",
                Client(clients.index(client) + 1, client),
                tuple(Task(names.index(task) + 1, task, True) for task in tasks),
            )
            for number, (client, name, tasks) in enumerate(rows, start=1)
        )
    )


LAW = catalog(
    ("Hargrove Estate", "Probate", ("Drafting", "Research", "Court", "Client Meeting")),
    ("Pelham Shipping", "Arbitration", ("Drafting", "Research", "Hearing")),
)
BUILDING = catalog(
    ("Ridgeway School", "Roof Repair", ("Carpentry", "Site Visit", "Estimating")),
    ("Ames Family", "Kitchen Extension", ("Carpentry", "Plumbing", "Site Visit")),
)
CLINIC = catalog(
    ("Lakeside Clinic", "Ward Rota", ("Nursing", "Handover", "Training")),
    ("Lakeside Clinic", "Outpatients", ("Nursing", "Admin")),
)


def heard(words, world=None):
    if world is None:
        return read(words)
    return Interpreter(world, workday=Decimal(8)).read(Utterance(words, NOW, Channel.TYPED))


def name(thing):
    return thing.name if thing else None


# Which entry, and what it is to become


@pytest.mark.parametrize("words", ["change the last one to 3 hours", "make the last one 3 hours", "make it 3h"])
@pytest.mark.parametrize("world", [None, LAW, BUILDING, CLINIC])
def test_the_last_one_becomes_longer(words, world):
    found = heard(words, world)
    assert (found.kind, found.hours, found.details.is_last) == (Kind.EDIT, 3, True)


@pytest.mark.parametrize(
    "words",
    [
        "change my last entry to 3 hours",
        "please change my latest entry to 3h",
        "change what I just logged to 3 hours",
        "what I just logged should be 3h",
        "could you change the last thing I logged to three hours",
        "the entry I just logged should have been 3 hours, not 2",
        "my last entry was wrong, it should be 3 hours",
        "fix my last entry, it was 3 hours",
        "my last entry is wrong, 3 hours not 2",
        "sorry, my most recent entry should have said 3h",
        "I meant 3 hours for my last entry",
        "edit my last entry: 3 hours",
        "last entry to 3h",
    ],
)
@pytest.mark.parametrize("world", [None, LAW, BUILDING, CLINIC])
def test_the_latest_entry_has_many_names(words, world):
    found = heard(words, world)
    assert (found.kind, found.hours, found.details.is_last, found.project) == (Kind.EDIT, 3, True, None)


@pytest.mark.parametrize("world", [None, LAW, BUILDING, CLINIC])
def test_the_last_one_of_a_day(world):
    found = heard("change yesterday's last entry to 3 hours", world)
    assert (found.kind, found.hours, found.details.is_last, found.day) == (Kind.EDIT, 3, True, YESTERDAY)


@pytest.mark.parametrize(
    ("world", "words", "hours"),
    [
        (None, "could you add 2h to tax tool for last friday? forgot it completely, sorry", "2"),
        (LAW, "please add 4h to probate for yesterday, I was restoring records somebody had deleted", "4"),
        (BUILDING, "put 3h on roof repair for yesterday, fixing entries", "3"),
        (CLINIC, "add 1h to ward rota for monday, wrong entries and all", "1"),
        (catalog(("Half Day Tours", "Booking Site", ("Design",))), "add 4h to booking site for yesterday", "4"),
    ],
)
def test_hours_added_to_a_project_are_a_new_entry(world, words, hours):
    found = heard(words, world)
    assert (found.kind, [entry.hours for entry in found.entries]) == (Kind.LOG, [Decimal(hours)])


@pytest.mark.parametrize(
    ("world", "words", "project", "to"),
    [
        (None, "move yesterday's tax tool entry to trade show", "Tax Tool", "Trade Show"),
        (LAW, "move yesterday's probate entry to arbitration", "Probate", "Arbitration"),
        (LAW, "yesterday's arbitration should have been on probate", "Arbitration", "Probate"),
        (
            BUILDING,
            "switch yesterday's roof repair entry over to the kitchen extension",
            "Roof Repair",
            "Kitchen Extension",
        ),
        (CLINIC, "put yesterday's ward rota entry under outpatients", "Ward Rota", "Outpatients"),
    ],
)
def test_an_entry_is_moved_to_another_project(world, words, project, to):
    found = heard(words, world)
    assert (found.kind, name(found.project), found.day) == (Kind.EDIT, project, YESTERDAY)
    assert name(found.details.to_project) == to


@pytest.mark.parametrize(
    ("world", "words", "task", "to"),
    [
        (None, "change yesterday's tax tool entry from design to meetings", "Design", "Meetings"),
        (LAW, "change yesterday's probate entry from drafting to research", "Drafting", "Research"),
        (LAW, "change the task of the last entry to hearing", None, "Hearing"),
        (BUILDING, "the last entry should be plumbing", None, "Plumbing"),
        (CLINIC, "set the last entry to handover", None, "Handover"),
    ],
)
def test_an_entry_gets_another_task(world, words, task, to):
    found = heard(words, world)
    assert (found.kind, name(found.task), name(found.details.to_task)) == (Kind.EDIT, task, to)


@pytest.mark.parametrize(
    ("world", "words", "old", "new"),
    [
        (None, "change yesterday's tax tool entry from 2 to 3 hours", "2", "3"),
        (LAW, "change the 2h on probate yesterday to 2.5h", "2", "2.5"),
        (BUILDING, "correct yesterday's roof repair entry from 90 minutes to 2 hours", "1.5", "2"),
    ],
)
def test_what_it_was_and_what_it_is_to_be(world, words, old, new):
    found = heard(words, world)
    assert (found.kind, found.hours) == (Kind.EDIT, Decimal(new))
    assert found.details.old_hours in (Decimal(old), None)


@pytest.mark.parametrize(
    ("world", "words", "step"),
    [
        (None, "add 30 minutes to yesterday's tax tool entry", "0.5"),
        (LAW, "take 15 minutes off the last entry", "-0.25"),
        (BUILDING, "increase yesterday's roof repair entry by an hour", "1"),
        (CLINIC, "shorten the last one by half an hour", "-0.5"),
    ],
)
def test_an_entry_becomes_longer_or_shorter_by_a_step(world, words, step):
    found = heard(words, world)
    assert (found.kind, found.details.step) == (Kind.EDIT, Decimal(step))


@pytest.mark.parametrize(
    ("world", "words", "notes", "more"),
    [
        (None, 'change the note of the last entry to "2h call with Acme"', "2h call with Acme", ""),
        (LAW, "set the notes of yesterday's probate entry to the will, twice", "the will, twice", ""),
        (BUILDING, "add a note to the last entry: waiting for slates", None, "waiting for slates"),
        (CLINIC, "add “two wards” to the notes of yesterday's ward rota entry", None, "two wards"),
    ],
)
def test_notes_stand_as_they_are_said(world, words, notes, more):
    found = heard(words, world)
    assert (found.kind, found.details.to_notes, found.details.more_notes) == (Kind.EDIT, notes, more)


@pytest.mark.parametrize(
    ("world", "words", "parts"),
    [
        (None, "split the last entry: 1h design, 2h QA", [("1", "Design"), ("2", "QA")]),
        (
            LAW,
            "split yesterday's probate entry into 2h drafting and 1h research",
            [("2", "Drafting"), ("1", "Research")],
        ),
        (
            BUILDING,
            "split the last one evenly between carpentry and site visit",
            [(None, "Carpentry"), (None, "Site Visit")],
        ),
    ],
)
def test_an_entry_is_split(world, words, parts):
    found = heard(words, world)
    said = [(f"{part.hours.normalize():f}" if part.hours else None, name(part.task)) for part in found.details.parts]
    assert (found.kind, said) == (Kind.EDIT, parts)


@pytest.mark.parametrize(
    "words",
    [
        "add 2 hours to tax tool yesterday",
        "make that 3 hours on label",
        "moved the tax tool database to aws 3h",
        "change of plans meeting 2h tax tool",
        "split 3 hours between training and admin",
        "fixing the last entry form on tax tool 2h",
    ],
)
def test_work_is_no_wish(words):
    assert read(words).kind is Kind.LOG


@pytest.mark.parametrize("words", ["delete the last one", "delete what I just logged", "remove my last entry"])
@pytest.mark.parametrize("world", [None, LAW, BUILDING, CLINIC])
def test_the_last_one_is_deleted(words, world):
    found = heard(words, world)
    assert (found.kind, found.details.is_last, found.project) == (Kind.DELETE, True, None)


def test_all_of_a_day_are_deleted():
    found = read("delete all of yesterday's entries")
    assert (found.kind, found.day, found.details.is_all, found.details.old_hours) == (
        Kind.DELETE,
        YESTERDAY,
        True,
        None,
    )


# Timers


@pytest.mark.parametrize(
    ("words", "at", "either"),
    [
        ("stop the timer", None, False),
        ("stop the timer at 4", time(4), True),
        ("I forgot to stop the timer at 4:30pm", time(16, 30), False),
        ("I forgot to stop at four", time(4), True),
        ("the timer should have stopped at noon", time(12), False),
        ("stop the timer as of 16:15", time(16, 15), False),
    ],
)
def test_a_timer_is_stopped_as_of_a_time(words, at, either):
    found = read(words)
    assert (found.kind, found.details.at, found.details.at_either) == (Kind.TIMER_STOP, at, either)


def test_a_timer_has_notes_and_may_go_on():
    found = read("start a timer on tax tool meetings: sprint planning")
    assert (found.kind, name(found.task), found.notes) == (Kind.TIMER_START, "Meetings", "sprint planning")
    assert read("resume the timer").details.is_resumed
    assert not read("start a timer on tax tool").details.is_resumed


# Expenses


@pytest.mark.parametrize(
    ("world", "words", "amount", "notes"),
    [
        (None, "eighteen dollars parking for 3M yesterday", "18", "parking"),
        (None, "$18 parking for H&R Block yesterday", "18", "parking"),
        (LAW, "expense 120 filing fees for probate", "120", "filing fees"),
        (BUILDING, "84.10 euros lumber for the roof repair", "84.10", "lumber"),
        (CLINIC, "€25 train to the training for the ward rota", "25", "train to the training"),
    ],
)
def test_what_was_spent_on_what(world, words, amount, notes):
    found = heard(words, world)
    assert (found.kind, found.amount) == (Kind.EXPENSE, Decimal(amount))
    assert found.notes.split()[0] == notes.split()[0]
    assert "dollars" not in found.notes


@pytest.mark.parametrize(
    ("world", "words", "notes"),
    [
        (None, "log 18 dollars parking for 3M yesterday", "parking"),
        (LAW, "log an expense of 18 dollars on probate", ""),
        (LAW, "reimburse me $18 for parking, probate", "parking"),
        (
            BUILDING,
            "can you add a $15 expense for the roof repair, coffee for the workshop?",
            "coffee for the workshop",
        ),
        (BUILDING, "log $100 hotel, two nights, for the roof repair, not billable", "hotel, two nights"),
        (CLINIC, "um eighteen dollars for, uh, parking for outpatients", "parking"),
        (CLINIC, "claim 30 miles for outpatients yesterday", ""),
    ],
)
def test_notes_of_an_expense_say_what_it_was_or_nothing(world, words, notes):
    found = heard(words, world)
    assert (found.kind, found.notes) == (Kind.EXPENSE, notes)


@pytest.mark.parametrize(
    ("words", "units", "unit"),
    [("30 miles for the tax tool yesterday", "30", "miles")],
)
def test_what_is_counted_has_units_and_no_amount(words, units, unit):
    found = read(words)
    assert (found.kind, found.amount) == (Kind.EXPENSE, None)
    assert (found.details.units, found.details.unit) == (Decimal(units), unit)


@pytest.mark.parametrize(
    ("words", "sums"),
    [
        ("30 miles and $5 toll for Acme", [("30", "miles", ""), ("5", "", "toll")]),
        ("mileage 40 km plus parking 12.50 for Acme", [("40", "km", "mileage"), ("12.50", "", "parking")]),
        ("expense lunch 20 and taxi 15 for Acme", [("20", "", "lunch"), ("15", "", "taxi")]),
        (
            "£20 taxi + £13.50 lunch, and 12 miles for Acme",
            [("20", "", "taxi"), ("13.50", "", "lunch"), ("12", "miles", "")],
        ),
        ("€9 train for Acme yesterday and €30 hotel", [("9", "", "train"), ("30", "", "hotel")]),
    ],
)
def test_each_of_several_outlays_is_an_expense(words, sums):
    found = read(words)
    told = [(str(one.amount or one.details.units), one.details.unit, one.notes) for one in found.outlays]
    assert (found.kind, told) == (Kind.EXPENSE, sums)


@pytest.mark.parametrize(
    "words",
    [
        "lunch 20 dollars and 50 cents for Acme",
        "hotel $120, 2 nights, Acme",
        "30 miles at $0.67 for Acme",
        "expense $45, no wait, $54 for Acme",
        "$20 lunch for Acme, $5 of it for drinks",
        "$20 lunch with Jo and dinner, $30 for Acme",
    ],
)
def test_what_is_one_expense_or_unclear_is_not_parted(words):
    assert read(words).outlays == ()


def test_an_expense_may_be_said_to_be_billable_or_not():
    assert read("expense 42.50 train for the tax tool, not billable").details.billable is False
    assert read("expense 42.50 train for the tax tool, billable").details.billable is True
    assert read("expense 42.50 train for the tax tool").details.billable is None


# Invoices


@pytest.mark.parametrize(
    ("world", "words", "summary", "is_all"),
    [
        (None, "create an invoice for Acme for everything unbilled, one line per person", "people", True),
        (None, "invoice Beta LLC for last month by project", "project", False),
        (LAW, "invoice Pelham Shipping for all uninvoiced time, detailed", "detailed", True),
        (BUILDING, "create an invoice for the Ames Family for February, by task", "task", False),
        (CLINIC, "bill Lakeside Clinic for February", "", False),
    ],
)
def test_how_an_invoice_is_summed_up(world, words, summary, is_all):
    found = heard(words, world)
    assert (found.kind, found.details.summary, found.details.is_all) == (Kind.INVOICE_CREATE, summary, is_all)


@pytest.mark.parametrize(
    ("words", "number", "recipients", "pdf", "marks"),
    [
        ("email invoice 1042 to jane@acme.test", "1042", ("jane@acme.test",), None, False),
        ("send invoice #2026-011 without the pdf", "2026-011", (), False, False),
        (
            "send Acme's invoice to a@acme.test and b@acme.test with the PDF",
            "",
            ("a@acme.test", "b@acme.test"),
            True,
            False,
        ),
        ("mark invoice 1042 as sent", "1042", (), None, True),
    ],
)
def test_who_gets_an_invoice_and_how(words, number, recipients, pdf, marks):
    found = read(words)
    details = found.details
    assert (found.kind, details.number, details.recipients) == (Kind.INVOICE_SEND, number, recipients)
    assert (details.with_pdf, details.marks_sent) == (pdf, marks)
