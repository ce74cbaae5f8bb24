"""How things stand: lists of invoices, what was billed, the timer, two periods; and what only sounds like it."""

from datetime import date, timedelta

import pytest

from desktop.agent.intents import Kind, Standing, Topic
from desktop.agent.reading.requests.standings import previous
from tests.agent.worlds import NOW, read

LISTS = {
    Standing.OVERDUE: (
        "which invoices are overdue?",
        "what is overdue at Acme?",
        "any late invoices?",
        "overdue invoices",
    ),
    Standing.UNPAID: (
        "what invoices are open",
        "who owes us money?",
        "list unpaid invoices",
        "how much does Acme owe us?",
        "who hasn't paid yet?",
        "how much money is outstanding?",
        "did Acme pay",
        "has Acme paid us yet",
        "did Acme pay the last invoice",
    ),
    Standing.DRAFT: (
        "which invoices are drafts?",
        "show me all draft invoices",
        "list drafts",
        "which bills aren't sent yet?",
    ),
    Standing.PAID: ("which invoices were paid this month?", "what did Acme pay us this year?"),
    Standing.DUE: ("which invoices are due this week?",),
    Standing.ANY: ("Acme invoices", "list all invoices", "how many invoices did we send last month?"),
}


@pytest.mark.parametrize(("standing", "text"), [(state, text) for state, texts in LISTS.items() for text in texts])
def test_lists_of_invoices(standing, text):
    found = read(text)
    assert (found.kind, found.asked.topic) == (Kind.INVOICE_EXPLAIN, Topic.INVOICES)
    assert found.asked.standing is standing
    assert (found.client.name if found.client else None) == ("Acme" if "Acme" in text else None)


TOPICS = {
    Topic.BILLED: (
        "how much did we bill Acme this year?",
        "what did we invoice everyone last month?",
        "total billed in 2026",
        "revenue last month",
        "how much has been invoiced to Acme so far?",
    ),
    Topic.TIMER: (
        "what is running?",
        "is a timer on?",
        "is my timer still running?",
        "how long has the timer been running?",
        "when did I start the timer?",
        "running timer",
        "whose timers are running?",
    ),
}


@pytest.mark.parametrize(("topic", "text"), [(topic, text) for topic, texts in TOPICS.items() for text in texts])
def test_topics(topic, text):
    assert read(text).asked.topic is topic


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.INVOICE_EXPLAIN, "why is the latest Acme invoice so high?"),
        (Kind.INVOICE_EXPLAIN, "which projects are on the Acme invoice?"),
        (Kind.INVOICE_CREATE, "draft invoices for Acme for last month"),
        (Kind.COST, "how much can we still bill Acme?"),
        (Kind.COST, "what is unbilled at Acme?"),
        (Kind.HOURS, "billable vs non-billable this month"),
        (Kind.TIMER_STOP, "the timer is still running, stop it"),
        (Kind.BUDGET, "which budget is running out?"),
        (Kind.NONE, "the weather was nice"),
        (Kind.LOG, "did Acme pay page"),
        (Kind.LOG, "chased three overdue invoices for Acme label 30m"),
    ],
)
def test_what_only_sounds_like_it(kind, text):
    found = read(text)
    assert (found.kind, found.asked.than) == (kind, None)
    assert found.asked.topic in (Topic.USUAL, Topic.UNBILLED)


@pytest.mark.parametrize(
    ("text", "first", "other"),
    [
        ("did I work more this week than last?", (0, 6), (-7, -1)),
        ("compare this week with last week", (0, 6), (-7, -1)),
        ("Acme hours last week vs this week", (-7, -1), (0, 6)),
        ("am I working more today than yesterday?", None, None),
    ],
)
def test_two_periods(text, first, other):
    found = read(text)
    today = NOW.date()
    monday = today - timedelta(days=today.weekday())
    assert found.kind is Kind.HOURS
    if first is None:
        assert (found.start, found.asked.than) == (today, (today - timedelta(days=1),) * 2)
        return
    assert (found.start, found.end) == tuple(monday + timedelta(days=one) for one in first)
    assert found.asked.than == tuple(monday + timedelta(days=one) for one in other)


def test_the_month_before_is_a_whole_month():
    assert previous(date(2024, 3, 1), date(2024, 3, 31)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert previous(date(2026, 1, 1), date(2026, 3, 31)) == (date(2025, 10, 1), date(2025, 12, 31))
    assert previous(date(2026, 1, 1), date(2026, 12, 31)) == (date(2025, 1, 1), date(2025, 12, 31))
    assert previous(date(2026, 11, 16), date(2026, 11, 22)) == (date(2026, 11, 9), date(2026, 11, 15))
