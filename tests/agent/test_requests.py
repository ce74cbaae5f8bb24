"""Requests of several trades: the days that only questions name, and the project of a deed in a long story."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from desktop.agent.intents import Channel, Field, Interpretation, Kind, Utterance
from desktop.agent.reading.certainty.kinds import kind_instead
from desktop.agent.reading.reader import Interpreter
from desktop.agent.reading.requests.stretches import stretch_said, weekend_said
from desktop.harvest.catalog import Catalog, Client, Project, Task

TUESDAY = date(2026, 3, 24)
_TASKS = {name: Task(number, name, True) for number, name in enumerate("Survey Pruning Fitting Paperwork".split(), 1)}


def _project(number: int, client: str, name: str, *tasks: str) -> Project:
    return Project(number, name, "", Client(len(client), client), tuple(_TASKS[task] for task in tasks))


READER = Interpreter(
    Catalog(
        (
            _project(1, "Hotel Corvina", "Spa Tiles", "Survey", "Fitting"),
            _project(4, "Hotel Corvina", "Roof", "Survey"),
            _project(2, "Odell Council", "Linden Primary School", "Survey", "Pruning"),
            _project(3, "Own Work", "Office", "Paperwork"),
        )
    ),
    workday=Decimal(8),
)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("hours in the first half of February", "2026-02-01", "2026-02-15"),
        ("what did we bill in the 2nd half of last month", "2026-02-16", "2026-02-28"),
        ("everything between 9 and 13 march", "2026-03-09", "2026-03-13"),
        ("pruning from the 28th to the 30th of November", "2025-11-28", "2025-11-30"),
        ("the first two weeks of January", "2026-01-01", "2026-01-14"),
        ("utilisation of the first full week of January", "2026-01-05", "2026-01-11"),
        ("the last full week of february", "2026-02-16", "2026-02-22"),
        ("everybody's hours, calendar weeks 9 to 11", "2026-02-23", "2026-03-15"),
        ("cw 9-10 by person", "2026-02-23", "2026-03-08"),
    ],
)
def test_parts_of_months(said: str, first: str, last: str):
    assert stretch_said(said, TUESDAY) == (date.fromisoformat(first), date.fromisoformat(last))


def test_the_weekend_is_the_latest():
    assert weekend_said("did anybody work on the weekend", TUESDAY) == (date(2026, 3, 21), date(2026, 3, 22))
    assert weekend_said("weekend rates", TUESDAY) is None
    assert stretch_said("from 9 to 13 on the tiles", TUESDAY) is None
    assert stretch_said("between 30 and 31 february", TUESDAY) is None


@pytest.mark.parametrize(
    ("kind", "words", "project"),
    [
        (Kind.DELETE, "delete yesterday's paperwork, wrong day", "Office"),
        (Kind.EDIT, "the paperwork of this morning should be an hour", "Office"),
        (Kind.EXPENSE, "hotel in Lund ninety euros for the school yesterday", "Linden Primary School"),
        (Kind.TIMER_START, "timer on for the tiles please I want to be faster than the five hours of spa", "Spa Tiles"),
    ],
)
def test_what_a_deed_is_for(kind: Kind, words: str, project: str):
    said = Utterance(words, datetime(2026, 3, 24, 17, 0), Channel.VOICE)
    meant = READER.read_as(said, kind)
    assert (meant.kind, meant.project and meant.project.name) == (kind, project)


@pytest.mark.parametrize("words", ["don't start the timer yet", "do not delete that", "please do not send the bill"])
def test_what_is_not_to_be_done_is_not_done(words: str):
    said = Utterance(words, datetime(2026, 3, 24, 17, 0))
    assert all(READER.read_as(said, kind).kind is Kind.NONE for kind in (Kind.TIMER_START, Kind.DELETE))


def test_an_appended_question_of_somebody_else_is_read_without_its_quotes():
    words = 'got this: "how many of our hours on Spa Tiles are left?" what do I tell him'
    meant = READER.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0)), Kind.BUDGET)
    assert meant.project is not None
    assert meant.project.name == "Spa Tiles"


def _read(words: str, channel: Channel = Channel.TYPED) -> Interpretation:
    return READER.read(Utterance(words, datetime(2026, 3, 24, 17, 0), channel))


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("I typed 60 hours instead of 6 for the spa tiles yesterday, fix it?", "6"),
        ("on the roof on Monday I said four hours of survey but it was really three because the rest was lunch", "3"),
        ("on Friday it says 45 hours instead of 4.5 for the roof, how do I get that right", "4.5"),
        ("yesterday I put 5 hrs on the spa tiles should be 3", "3"),
        ("there are 24 hours on the roof on Monday. The real figure is 2.4, can you repair it?", "2.4"),
        ("the spa tiles yesterday should only be eight tenths of an hour not eight hours", "0.8"),
        ("the rain came at four, so please have yesterday's roof changed from three hours to two and a half", "2.5"),
        ("yesterday I told you five hours for the roof but I was there from nine to one so make that four", "4"),
        ("the roof today says five hours but I stopped at three so take it down to two and three quarters", "2.75"),
        ("the roof yesterday was 2,5 hrs not 1,5", "2.5"),
        ("the roof wasn't 2 hrs it was more like 4 and a half, the one from yesterday", "4.5"),
        ("yesterday's roof should be 3 hours instead of 2", "3"),
    ],
)
def test_the_hours_that_an_entry_is_to_have(words: str, hours: str):
    meant = READER.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0)), Kind.EDIT)
    assert (meant.kind, meant.hours) == (Kind.EDIT, Decimal(hours))


@pytest.mark.parametrize(
    ("words", "project"),
    [
        ("My 3 hrs on the roof this morning, could they go to the spa tiles instead?", "Roof"),
        ("The 2h at Linden Primary School today belongs to the roof, same task", "Linden Primary School"),
        ("the four hours on the roof that I gave you today should be split into survey and fitting", "Roof"),
        ("can the 3h on the roof today be moved to the school?", "Roof"),
        ("my two hours on the spa tiles today should really be on the roof", "Spa Tiles"),
        ("Can you put today's 2h of the roof on the spa tiles instead?", "Roof"),
        ("those three hours for the roof today were actually for the school", "Roof"),
        ("my entry of today was half roof, half spa tiles, could you split it 50/50", None),
    ],
)
def test_what_is_to_be_anothers_is_looked_for_where_it_is(words: str, project: str | None):
    meant = _read(words)
    assert (meant.kind, meant.project and meant.project.name, meant.hours) == (Kind.EDIT, project, None)
    assert meant.day == TUESDAY


def test_work_beside_a_verb_of_parting_is_work():
    assert _read("split the roof battens for Linden Primary School, 2h pruning").kind is Kind.LOG
    assert _read("3h roof survey, then split logs for 1h at Linden Primary School").kind is Kind.LOG


def test_a_note_for_an_entry_that_is_named_first():
    meant = _read("on the roof survey from today could you add a note that the slates are ordered", Channel.VOICE)
    assert (meant.kind, meant.project and meant.project.name, meant.day) == (Kind.EDIT, "Roof", TUESDAY)
    assert meant.details.more_notes == "the slates are ordered"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Did Olga book anything on the roof this week", Kind.HOURS),
        ("has Tom logged any time on the spa tiles this week", Kind.HOURS),
        ("Was I over 40h this week?", Kind.HOURS),
        ("did anyone touch the roof yesterday", Kind.HOURS),
        ("did some work on the roof yesterday, 2h", Kind.LOG),
        ("tom thinks we are at sixty hours on the roof and I say it is more, so who is right", Kind.HOURS),
        ("the spa tiles were meant to be 9,000 euros, tell me how bad it is", Kind.BUDGET),
        ("all hours on the roof in March that aren't invoiced", Kind.COST),
        ("can you resume the pruning one from this morning", Kind.TIMER_START),
        ("continue the survey one again", Kind.TIMER_START),
    ],
)
def test_what_begins_without_a_question_mark_or_with_somebody_elses_hours(words: str, kind: Kind):
    assert _read(words).kind is kind


_PARTS = Interpreter(
    Catalog(
        (
            _project(1, "Juno Gardens", "Hedge 360 Survey", "Survey"),
            _project(2, "Juno Gardens", "Drainage Test", "Survey"),
            _project(3, "May & Partners", "Terrace", "Pruning"),
            _project(4, "Odell Council", "School", "Pruning"),
        )
    ),
    workday=Decimal(8),
)


@pytest.mark.parametrize(
    "words", ["how much of the Juno budget is left", "how much of the Juno budget is left in 2026"]
)
def test_a_client_alone_is_no_project(words: str):
    assert _PARTS.read(Utterance(words, datetime(2026, 3, 24, 17, 0))).project is None


@pytest.mark.parametrize(
    ("words", "first", "client"),
    [
        ("which of my days in june have less than eight hours", "2025-06-01", None),
        ("how many hours did I do in June", "2025-06-01", None),
        ("I would like an invoice for Odell Council with all the hours from may", "2025-05-01", "Odell Council"),
        ("who did what for Odell Council since new year", "2026-01-01", "Odell Council"),
        ("hours on the Terrace since the beginning of the quarter", "2026-01-01", "May & Partners"),
        ("who worked for Odell Council since february", "2026-02-01", "Odell Council"),
    ],
)
def test_a_month_is_no_client_that_sounds_like_it(words: str, first: str, client: str | None):
    meant = _PARTS.read(Utterance(words, datetime(2026, 3, 24, 17, 0), Channel.VOICE))
    assert (meant.start, meant.client and meant.client.name) == (date.fromisoformat(first), client)


def test_a_question_without_its_mark_needs_both_readers():
    words = "did olga work on the roof this week"
    assert _read(words, Channel.VOICE).kind is Kind.LOG
    said = Utterance(words, datetime(2026, 3, 24, 17, 0), Channel.VOICE)
    assert READER.read_as(said, Kind.HOURS).kind is Kind.HOURS
    assert READER.read_as(replace(said, text="worked on the roof this week"), Kind.HOURS).kind is Kind.LOG


def test_hours_that_are_known_are_not_logged_once_more():
    moved = _read("can the 3h on the roof today be moved to the school?")
    assert kind_instead(moved, {Kind.LOG: 0.9, Kind.EDIT: 0.1}) is None
    assert kind_instead(moved, {Kind.LOG: 0.95, Kind.EDIT: 0.05}) is Kind.LOG


@pytest.mark.parametrize(
    ("words", "project"),
    [
        ("switch my timer from the roof to the spa tiles", "Spa Tiles"),
        ("stop the roof, start the spa tiles", "Spa Tiles"),
        ("put the timer on the spa tiles instead of the roof", "Spa Tiles"),
    ],
)
def test_a_timer_goes_to_what_is_named_as_new(words: str, project: str):
    meant = READER.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0)), Kind.TIMER_START)
    assert (meant.kind, meant.project and meant.project.name) == (Kind.TIMER_START, project)


@pytest.mark.parametrize(
    ("words", "project", "day", "to_project", "to_day"),
    [
        ("change the date of the roof survey from 16 March to 17 March", "Roof", 16, None, 17),
        ("the roof survey of 16 March was for the school, not the roof", "Roof", 16, "Linden Primary School", None),
        ("put Monday's survey on the spa tiles instead of the roof", "Roof", 23, "Spa Tiles", None),
        ("Friday's, sorry, Monday's roof survey should be on the spa tiles", "Roof", 23, "Spa Tiles", None),
        ("the pruning yesterday should be 3h, not 2", "Linden Primary School", 23, None, None),
    ],
)
def test_what_was_and_what_is_to_be(words: str, project: str, day: int, to_project: str | None, to_day: int | None):
    meant = READER.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0)), Kind.EDIT)
    details = meant.details
    assert (meant.kind, meant.project and meant.project.name, meant.day) == (Kind.EDIT, project, date(2026, 3, day))
    assert (details.to_project and details.to_project.name) == to_project
    assert details.to_day == (date(2026, 3, to_day) if to_day else None)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("set yesterday's roof to 18:00-22:30, it has 18:00-20:30", "4.5"),
        ("merge those two little 15 min entries of the roof today", None),
        ("move my 2h on the roof yesterday to the spa tiles", None),
        ("move yesterday's roof to the spa tiles and make it 3 hours", "3"),
    ],
)
def test_hours_that_are_known_are_no_new_ones(words: str, hours: str | None):
    meant = READER.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0)), Kind.EDIT)
    assert (meant.kind, meant.hours) == (Kind.EDIT, Decimal(hours) if hours else None)


def test_an_entry_that_is_there_twice_is_removed_where_the_verb_says():
    words = "I logged the roof twice once on Friday and once yesterday could you get rid of yesterday's"
    meant = READER.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0), Channel.VOICE), Kind.DELETE)
    assert (meant.kind, meant.day) == (Kind.DELETE, date(2026, 3, 23))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("hrs Tobias last wk", "2026-03-16", "2026-03-22"),
        ("hours roof by task this week", "2026-03-23", "2026-03-29"),
        ("per person on the roof since 1 March", "2026-03-01", "2026-03-24"),
        ("how many billable hours in the year so far", "2026-01-01", "2026-03-24"),
        ("am I at 20 hours for the week already?", "2026-03-23", "2026-03-29"),
        ("hours on the roof this month, they think it is dearer than last year", "2026-03-01", "2026-03-31"),
    ],
)
def test_headings_and_current_periods_ask_for_hours(words: str, first: str, last: str):
    meant = _read(words)
    assert (meant.kind, meant.start, meant.end) == (Kind.HOURS, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("words", "hours", "waits"),
    [
        ("1h survey on the roof. How much have I logged today?", "1", True),
        ("How much is left on the spa tiles? 2h fitting there, the spa tiles", "2", True),
        ("Is it too late to add something? If not: roof, survey, 5 hrs", "5", False),
        ("Spa tiles: 6 hours fitting today. Do I need a note on that?", "6", False),
        ("2h survey on the roof. Start a timer on the spa tiles.", "2", True),
        ("3h survey on the roof yesterday. Taxi 20 euros for the school", "3", True),
        ("Will it rain at the roof tomorrow? Whatever, 5 hours survey for it today", "5", False),
        ("would you be so kind and note four hours of survey on the roof", "4", False),
    ],
)
def test_work_beside_a_question_is_logged_and_the_question_is_told_to_wait(words: str, hours: str, waits: bool):
    meant = _read(words)
    assert (meant.kind, [entry.hours for entry in meant.entries]) == (Kind.LOG, [Decimal(hours)])
    assert any(warning.code == "not_answered" for warning in meant.warnings) is waits


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We said 20 hours for the roof. Where are we?", Kind.BUDGET),
        ("parking 12 euro school yesterday, bill it to them", Kind.EXPENSE),
        ("break down the roof by task for me, hours only", Kind.HOURS),
        ("has Odell Council's invoice go out today", Kind.INVOICE_EXPLAIN),
        ("swap me over to the spa tiles", Kind.TIMER_START),
        (
            "change Monday's roof from 2h20 to 2h50, I forgot the half hour that I spent on it with 2h of rain",
            Kind.EDIT,
        ),
        ('yesterday\'s survey for the roof, 2h: needs to say "slates" in the notes', Kind.EDIT),
    ],
)
def test_requests_that_are_said_shortly(words: str, kind: Kind):
    assert _read(words).kind is kind


def test_an_invoice_that_is_not_to_be_sent_is_made():
    words = "make an invoice for Odell Council for February, the 3 hour walk included, and don't send it"
    for kind in (Kind.INVOICE_CREATE, Kind.INVOICE_SEND):
        assert READER.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0)), kind).kind is Kind.INVOICE_CREATE


def test_what_wants_something_is_told_by_all_kinds_together():
    work = _read("2h survey on the roof")
    wants = {Kind.EDIT: 0.5, Kind.DELETE: 0.4, Kind.LOG: 0.1}
    assert kind_instead(work, wants) is None  # nine tenths, but of no one kind
    assert kind_instead(work, wants | {Kind.EDIT: 0.85, Kind.DELETE: 0.05}) is Kind.EDIT
    assert kind_instead(Interpretation(Kind.NONE), {Kind.HOURS: 0.5, Kind.BUDGET: 0.3, Kind.NONE: 0.2}) is Kind.HOURS


@pytest.mark.parametrize("doubt", ["Or was it the Roof?", "The Linden school too?", "Or maybe 3?", "Rest on the Roof?"])
def test_a_doubt_behind_the_work_is_no_question_beside_it(doubt: str):
    found = _read(f"2h fitting on the spa tiles. {doubt}")
    assert not any(warning.code == "not_answered" for warning in found.warnings)
    assert len(found.entries) != 1 or found.entries[0].checks or found.entries[0].hours is None


@pytest.mark.parametrize(
    ("kind", "words", "first", "last"),
    [
        (Kind.HOURS, "the school rang for half an hour, anyway how is my week looking", "2026-03-23", "2026-03-29"),
        (Kind.HOURS, "what did I do all year, per project", "2026-01-01", "2026-12-31"),
        (
            Kind.HOURS,
            "how many hours should I have in a week and how many do I have so far",
            "2026-03-23",
            "2026-03-24",
        ),
        (Kind.HOURS, "am I at 40 yet", "2026-03-23", "2026-03-29"),
        (Kind.HOURS, "all hours on the roof from January until now", "2026-01-01", "2026-03-24"),
        (Kind.HOURS, "from the middle of january till yesterday, last week I was ill", "2026-01-15", "2026-03-23"),
        (
            Kind.HOURS,
            "I was not on the roof since November, so how many hours is it this year",
            "2026-01-01",
            "2026-12-31",
        ),
        (Kind.HOURS, "what do I have on the roof from monday until now day by day", "2026-03-23", "2026-03-24"),
        (Kind.HOURS, "what do my hours add up to for this month", "2026-03-01", "2026-03-31"),
        (Kind.HOURS, "how many hours in 2026 so far", "2026-01-01", "2026-03-24"),
        (Kind.MISSING_TIME, "who has gaps? I want to approve the week tonight", "2026-03-23", "2026-03-29"),
        (Kind.MISSING_TIME, "I lay awake and there were gaps, can you look for september", "2025-09-01", "2025-09-30"),
        (
            Kind.MISSING_TIME,
            "which days are empty between the 26th and the end of the month",
            "2026-03-26",
            "2026-03-31",
        ),
        (Kind.COST, "what did the roof cost us up to the 15th", None, "2026-03-15"),
    ],
)
def test_the_days_that_a_request_is_about(kind: Kind, words: str, first: str | None, last: str):
    meant = READER.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0)), kind)
    assert (meant.kind, meant.start and meant.start.isoformat(), str(meant.end)) == (kind, first, last)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.MISSING_TIME, "Missing days May?"),
        (Kind.HOURS, "Drainage Test total may"),
        (Kind.INVOICE_CREATE, "Make an invoice for Juno Gardens, Drainage Test only, May"),
    ],
)
def test_a_bare_month_at_an_end_is_no_client_that_is_called_so(kind: Kind, words: str):
    meant = _PARTS.read_as(Utterance(words, datetime(2026, 6, 24, 17, 0)), kind)
    assert (meant.kind, meant.start, meant.end) == (kind, date(2026, 5, 1), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.TIMER_STOP, "we had guests at the school until three and I never stopped the timer, so please stop it"),
        (
            Kind.BUDGET,
            "I was on the phone with them and said eighty hours, can you tell me how much is left on the roof",
        ),
        (Kind.COST, "I have been thinking about that roof so what has it cost us until now"),
        (Kind.INVOICE_CREATE, "we finished the roof last week so could you make them a bill for everything"),
        (Kind.INVOICE_CREATE, "Invoice for the spa tiles in February. Draft only, don't send."),
        (Kind.INVOICE_CREATE, "don't send it to anyone but do create an invoice for Odell Council"),
    ],
)
def test_a_story_before_a_request_is_no_work(kind: Kind, words: str):
    assert READER.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0), Channel.VOICE), kind).kind is kind


_TWO_SITES = Interpreter(
    Catalog(
        (
            _project(1, "Town of Erlenau", "Cycle Plan", "Survey"),
            _project(2, "Village of Wiesbach", "Cycle Plan", "Survey"),
            _project(3, "Village of Wiesbach", "Night Market", "Survey"),
            _project(4, "Own Office", "Time Off", "Paperwork"),
        )
    ),
    workday=Decimal(8),
)


@pytest.mark.parametrize(
    ("words", "client", "to_client"),
    [
        ("Wrong client, the 2h cycle plan from this morning should be Erlenau not Wiesbach", "Wiesbach", "Erlenau"),
        ("put this mornings 2h from the Wiesbach cycle plan on the Erlenau one instead", "Wiesbach", "Erlenau"),
        ("Today's 2h on the Erlenau cycle plan should be Wiesbach", "Erlenau", "Wiesbach"),
    ],
)
def test_projects_of_one_name_are_told_apart_by_what_is_not_to_be(words: str, client: str, to_client: str):
    meant = _TWO_SITES.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0)), Kind.EDIT)
    assert meant.client is not None
    assert meant.details.to_project is not None
    assert (meant.client.name.split()[-1], meant.details.to_project.client.name.split()[-1]) == (client, to_client)
    assert (meant.day, meant.hours) == (TUESDAY, None)


def test_a_part_of_the_day_is_no_more_than_that_in_front_of_a_name():
    meant = _TWO_SITES.read_as(
        Utterance("delete today's Night Market entry", datetime(2026, 3, 24, 17, 0)), Kind.DELETE
    )
    assert (meant.project and meant.project.name, meant.day) == ("Night Market", TUESDAY)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("how many vacation days did I take this year", "2026-01-01"),
        ("have I any vacation booked between the 21st and the end of the month", "2026-03-21"),
        ("I had not one day off since may, so how many holidays have I taken since november", "2025-11-01"),
        ("has he got any leave between june and now", "2025-06-01"),
    ],
)
def test_days_off_name_the_project_that_holds_them(words: str, first: str):
    said = Utterance(words, datetime(2026, 3, 24, 17, 0), Channel.VOICE)
    meant, elsewhere = _TWO_SITES.read_as(said, Kind.HOURS), READER.read_as(said, Kind.HOURS)
    assert (meant.project and meant.project.name, str(meant.start)) == ("Time Off", first)
    assert (elsewhere.project, elsewhere.asked.topic) == (None, meant.asked.topic)


@pytest.mark.parametrize(
    ("words", "projects"),
    [
        ("An invoice for Village of Wiesbach please. Both projects on one invoice.", {"Cycle Plan", "Night Market"}),
        ("Invoice Village of Wiesbach for February, night market only. Leave the cycle plan out.", {"Night Market"}),
        ("bill Village of Wiesbach for February without the night market", {"Cycle Plan"}),
    ],
)
def test_what_goes_on_an_invoice(words: str, projects: set[str]):
    meant = _TWO_SITES.read_as(Utterance(words, datetime(2026, 3, 24, 17, 0)), Kind.INVOICE_CREATE)
    assert meant.client is not None
    assert (meant.client.name, {one.name for one in meant.projects}) == ("Village of Wiesbach", projects)


@pytest.mark.parametrize(
    ("words", "with_expenses"),
    [
        ("hours only", False),
        ("time only", False),
        ("just the hours", False),
        ("without expenses", False),
        ("no expenses please", False),
        ("leave the expenses out", False),
        ("everything but the travel costs", False),
        ("expenses should not be included", False),
        ("don't bill the expenses", False),
        ("this time only for the cycle plan", True),
        ("not only the hours", True),
        ("hours and expenses", True),
        ("don't forget the expenses", True),
        ("all expenses that are not billed", True),
        ("without the night market", True),
    ],
)
def test_an_invoice_may_be_without_expenses(words: str, with_expenses: bool):
    meant = _TWO_SITES.read(Utterance(f"invoice Village of Wiesbach, {words}", datetime(2026, 3, 24, 17, 0)))
    assert (meant.kind, meant.details.with_expenses) == (Kind.INVOICE_CREATE, with_expenses)
    assert words == "all expenses that are not billed" or not meant.details.is_all


@pytest.mark.parametrize(
    ("words", "with_hours"),
    [
        ("for February, only the expenses", False),
        ("the expenses alone", False),
        ("just the costs, no hours", False),
        ("hours and expenses", True),
        ("no expenses", True),
    ],
)
def test_an_invoice_may_be_of_the_expenses_alone(words: str, with_hours: bool):
    meant = _TWO_SITES.read(Utterance(f"invoice Village of Wiesbach, {words}", datetime(2026, 3, 24, 17, 0)))
    assert (meant.kind, meant.details.with_hours) == (Kind.INVOICE_CREATE, with_hours)


@pytest.mark.parametrize(
    ("words", "kind", "team"),
    [
        ("who is behind on their timesheets this week", Kind.MISSING_TIME, True),
        ("who's late with their timesheets", Kind.MISSING_TIME, True),
        ("who is behind in logging this week", Kind.MISSING_TIME, True),
        ("who still owes me their timesheet", Kind.MISSING_TIME, True),
        ("who is behind with payments", Kind.INVOICE_EXPLAIN, False),
        ("who still owes us for the hours of May", Kind.INVOICE_EXPLAIN, False),
    ],
)
def test_who_is_behind_with_time_and_who_with_money(words: str, kind: Kind, team: bool):
    meant = READER.read(Utterance(words, datetime(2026, 3, 24, 17, 0)))
    assert (meant.kind, meant.team, meant.asked.names) == (kind, team, ())


@pytest.mark.parametrize(
    "words",
    [
        "which budgets are nearly gone",
        "which projects are nearly over budget",
        "which budgets are almost used up",
        "which projects are practically out of budget",
        "which projects will soon be over budget",
    ],
)
def test_how_nearly_is_no_name(words: str):
    meant = READER.read(Utterance(words, datetime(2026, 3, 24, 17, 0)))
    assert (meant.kind, meant.asked.names, meant.project) == (Kind.BUDGET, (), None)


def test_an_amount_with_cents_is_no_count():
    meant = READER.read_as(Utterance("taxi 2 the spa tiles 18,50", datetime(2026, 3, 24, 17, 0)), Kind.EXPENSE)
    assert (meant.amount, meant.project and meant.project.name) == (Decimal("18.50"), "Spa Tiles")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("what did we earn last month", Kind.INVOICE_EXPLAIN),
        ("how much did we make in february", Kind.INVOICE_EXPLAIN),
        ("am I over 40 this week already?", Kind.HOURS),
        ("am I past 30 this week", Kind.HOURS),
        ("merge my two roof entries of Friday", Kind.NONE),
        ("I'd like Monday recorded as survey on the roof, 8 hours", Kind.LOG),
        ("duplicate on Friday for the roof, get rid of one of them", Kind.DELETE),
    ],
)
def test_what_is_asked_in_other_words(words: str, kind: Kind):
    meant = _read(words)
    assert meant.kind is kind
    assert bool(meant.entries) is (kind is Kind.LOG)


def test_their_week_is_that_of_today():
    meant = _read("has everyone filled in their week")
    assert (meant.kind, meant.start, meant.end) == (Kind.MISSING_TIME, date(2026, 3, 23), date(2026, 3, 29))


@pytest.mark.parametrize(
    ("words", "hours", "step"),
    [
        ("Friday's roof was 2h shorter", None, "-2"),
        ("yesterday's spa tiles took half an hour longer than I put", None, "0.5"),
        ("yesterday's roof wasn't 45 minutes, it was an hour and 15. Please correct it", "1.25", None),
        (
            "I said four hours on the roof today but that was before the gutter, so change it to five and a half",
            "5.5",
            None,
        ),
    ],
)
def test_the_old_hours_are_not_the_new_ones(words: str, hours: str | None, step: str | None):
    meant = _read(words)
    expected = (Decimal(hours) if hours else None, Decimal(step) if step else None)
    assert (meant.kind, meant.hours, meant.details.step) == (Kind.EDIT, *expected)


@pytest.mark.parametrize("words", ["delete the office hour", "remove the hour on the office", "scrap that office hour"])
def test_an_hour_that_is_to_go_has_its_length(words: str):
    meant = _read(words)
    assert (meant.kind, meant.details.old_hours) == (Kind.DELETE, Decimal(1))


def test_where_all_of_an_entry_is_in_doubt_nobody_said_that_it_was_work():
    work = _read("2h survey on the roof")
    doubtful = replace(work, entries=tuple(replace(one, checks=tuple(Field)) for one in work.entries))
    talk = {Kind.NONE: 0.98, Kind.LOG: 0.02}
    assert (kind_instead(work, talk), kind_instead(doubtful, talk)) == (None, Kind.NONE)
