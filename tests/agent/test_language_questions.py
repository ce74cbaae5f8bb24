"""Everything that is no entry: questions, timers, changes to what is logged, money, chit-chat."""

from decimal import Decimal

import pytest

from desktop.agent.intents import Kind
from tests.agent.worlds import day, read, read_by_both

KINDS = {
    Kind.BUDGET: (
        "how much budget is left on brand refresh, when do we run out?",
        "budget booking",
        "booking burn rate",
        "are we over on label",
        "how many hours are left on the lobby",
    ),
    Kind.HOURS: (
        "billable vs non this month",
        "how many hours did I track last week?",
        "what did i work on yesterday",
        "my hours last month",
        "total booking hours, Q1",
    ),
    Kind.MISSING_TIME: (
        "which days last week am I short on hours",
        "any gaps in my timesheet this week?",
        "did i forget to log any time last month?",
        "which days are empty this month?",
    ),
    Kind.INVOICE_EXPLAIN: (
        "why is the acme invoice so high",
        "explain the last 3M invoice",
        "why was acme billed so much",
    ),
    Kind.INVOICE_CREATE: (
        "invoice acme for february with expenses",
        "bill 3M for last month",
        "create an invoice for acme",
    ),
    Kind.INVOICE_SEND: ("send the acme invoice", "get acme's invoice out the door", "can you mail acme their bill?"),
    Kind.COST: ("what has booking cost so far?", "total cost of label", "how much money have we spent on label"),
    Kind.EXPENSE: ("$42.50 taxi, label", "expense 25 euros for parking on label", "add a 30 dollar expense for label"),
    Kind.TIMER_START: (
        "start acme dev",
        "start the clock on booking",
        "switch to booking",
        "starting on label now",
        "timer label",
    ),
    Kind.TIMER_STOP: ("stop", "stop the timer", "okay, i'm done for now, stop the clock", "clock out"),
    Kind.EDIT: (
        "change yesterday's label entry to 3 hours",
        "yesterday's label should be 2h not 3h",
        "label on monday was 6 not 4, fix the entry",
        "set today's label to 3h",
        "i logged 3h on label yesterday but it was 2",
    ),
    Kind.DELETE: (
        "delete yesterday's label entry",
        "get rid of friday's label time",
        "monday's label entry can go, delete it",
    ),
    Kind.UNDO: ("undo", "take that back"),
    Kind.NONE: (
        "thank you.",
        "",
        "😀",
        "what time is it in New York?",
        "remind me to call Acme at 9 tomorrow",
        "log an hour to... actually never mind, I'll do it later",
        "had 2 coffees and half a bagel this morning",
        "meeting with acme tomorrow at 3",
        "the booking launch went well",
        "I might work on label later",
        "book me a table at Four Seasons at 8",
        "can you do the, uh, the thing, you know?",
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_kinds(kind, text):
    assert read_by_both(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "2h label budget review",
        "1h fixing the invoice export for label",
        "2h label start page",
        "1h label timer widget dev",
        "2h label delete account flow",
        "label 2h changed the entry form",
        "45m label cost estimate",
    ],
)
def test_cue_words_in_notes_do_not_make_a_question(text):
    found = read(text)
    assert found.kind is Kind.LOG
    assert [entry.project.name for entry in found.entries if entry.project] == ["Label"]


def test_periods_of_questions_are_whole():
    found = read("how many hours did I track last week?")
    assert (found.start, found.end) == (day("2026-03-02"), day("2026-03-08"))
    found = read("time on label so far this month?")
    assert (found.start, found.end) == (day("2026-03-01"), day("2026-03-11"))
    assert found.project is not None
    found = read("how much time have I put into Acme since the fourth?")
    assert (found.start, found.end) == (day("2026-03-04"), day("2026-03-11"))
    assert found.client is not None


def test_what_an_invoice_is_for():
    found = read("invoice williams for the retainer, february 1 through 15")
    assert found.client is not None
    assert found.client.name == "Williams Co"
    assert [project.name for project in found.projects] == ["Retainer"]
    assert (found.start, found.end) == (day("2026-02-01"), day("2026-02-15"))


def test_new_values_of_an_entry():
    found = read("change label on friday from 3 to 2 hours")
    assert (found.kind, found.hours, found.day) == (Kind.EDIT, Decimal(2), day("2026-03-06"))
    assert read("label on monday was 6 not 4, fix the entry").hours == Decimal(6)
    assert read(
        "The label time I logged on Tuesday should be two and a half hours, not three.", voice=True
    ).hours == Decimal("2.5")


def test_amounts():
    assert read("$42.50 taxi, label").amount == Decimal("42.50")
    assert read("Put in an expense, forty two fifty, taxi to 3M.", voice=True).amount == Decimal("42.50")
