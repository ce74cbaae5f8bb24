"""Questions about one thing: what is unbilled, when last, the longest day, who, weekends, days off; and what is not."""

from datetime import date, timedelta

import pytest

from desktop.agent.intents import By, Kind, Topic, Whose
from tests.agent.worlds import NOW, read

TODAY = NOW.date()
ASKED = {
    Topic.UNBILLED: (
        "how much money haven't we billed yet",
        "what is unbilled?",
        "what's uninvoiced",
        "what can I invoice?",
        "how much can we still bill Acme?",
        "what have I not invoiced yet?",
        "unbilled hours by project",
        "anything left to invoice?",
        "what's ready to be billed?",
        "have we invoiced everything for Acme in February?",
        "which clients have unbilled time?",
        "how much did we not bill?",
    ),
    Topic.LAST: (
        "when did I last work on the Brand Refresh?",
        "when was the Acme website last worked on",
        "when did anybody last touch Acme?",
        "when did Priya last work on the Brand Refresh?",
        "how long has nobody worked on Brand Refresh?",
        "when was the last time we worked for Acme?",
    ),
    Topic.LONGEST: (
        "what was my longest day this month?",
        "which day did I work the most last month?",
        "our busiest week this year",
        "busiest week in 2026",
        "longest day for Acme?",
    ),
    Topic.WHO: (
        "who is working on the Brand Refresh?",
        "who worked for Acme last month?",
        "who is on the Brand Refresh?",
        "did anyone work last weekend?",
        "who else has worked on Brand Refresh?",
        "which people worked on the retainer in February?",
    ),
    Topic.WEEKEND: (
        "did anybody work on the weekend?",
        "did I work weekends this month?",
        "who worked on the weekend?",
    ),
    Topic.ABSENCE: (
        "how many vacation days do I have left?",
        "how much holiday do I have left",
        "how many days off did I take this year?",
        "what's my remaining PTO balance?",
        "do I have any vacation days left?",
    ),
}
OTHERS = (
    ("which invoices are unpaid?", Kind.INVOICE_EXPLAIN, Topic.INVOICES),
    ("who owes us money?", Kind.INVOICE_EXPLAIN, Topic.INVOICES),
    ("what did we bill Acme this year?", Kind.INVOICE_EXPLAIN, Topic.BILLED),
    ("what is on the last Acme invoice?", Kind.INVOICE_EXPLAIN, Topic.USUAL),
    ("invoice everything unbilled at Acme", Kind.INVOICE_CREATE, Topic.USUAL),
    ("who is working right now?", Kind.HOURS, Topic.TIMER),
    ("who hasn't logged their time this week?", Kind.MISSING_TIME, Topic.USUAL),
    ("has everyone logged their time this week?", Kind.MISSING_TIME, Topic.USUAL),
    ("how many hours did we log by person last week?", Kind.HOURS, Topic.USUAL),
    ("did I work on Sunday?", Kind.HOURS, Topic.USUAL),
    ("how's the budget for Holiday Inn doing?", Kind.BUDGET, Topic.USUAL),
    ("2h on Brand Refresh, unbilled", Kind.LOG, Topic.USUAL),
    ("longest day ever, 10 hours on Brand Refresh", Kind.LOG, Topic.USUAL),
    ("3h weekend work on Brand Refresh", Kind.LOG, Topic.USUAL),
)


@pytest.mark.parametrize(("topic", "text"), [(topic, text) for topic, texts in ASKED.items() for text in texts])
def test_what_is_asked(topic, text):
    found = read(text)
    assert found.asked.topic is topic, text
    assert found.kind is (Kind.COST if topic is Topic.UNBILLED else Kind.HOURS)


PROFITABLE = (
    "are we making money on Brand Refresh",
    "are we losing money on Acme?",
    "is Brand Refresh profitable?",
    "what's our margin on Brand Refresh",
    "how much profit did we make last month?",
    "how much have we made on Brand Refresh?",
)
NAMES = {
    By.PROJECT: (
        "list my projects",
        "what projects do I have?",
        "which projects does Acme have?",
        "how many projects do we have?",
        "list Acme projects",
    ),
    By.CLIENT: ("which clients do I have", "show me my clients", "who are our customers?"),
}
NO_NAMES = (
    "which projects did I work on last week?",
    "which projects have budgets?",
    "which clients have unbilled time?",
    "1h Acme projects list",
    "list my projects and log 2h on Brand Refresh",
)


@pytest.mark.parametrize("text", PROFITABLE)
def test_whether_it_pays(text):
    found = read(text)
    assert (found.kind, found.asked.topic) == (Kind.COST, Topic.PROFIT)
    assert read("how much margin is left on Brand Refresh?").kind is Kind.BUDGET


@pytest.mark.parametrize(("by", "text"), [(by, text) for by, texts in NAMES.items() for text in texts])
def test_what_there_is_to_log_to(by, text):
    found = read(text)
    assert (found.kind, found.asked.topic, found.asked.by) == (Kind.NONE, Topic.NAMES, by)
    assert (found.client is not None) == ("Acme" in text)


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_asks_more_than_names(text):
    assert read(text).asked.topic is not Topic.NAMES


@pytest.mark.parametrize(("text", "kind", "topic"), OTHERS)
def test_what_only_sounds_like_it(text, kind, topic):
    found = read(text)
    assert (found.kind, found.asked.topic) == (kind, topic)


def test_what_it_is_about():
    found = read("how much can we bill Acme this month?")
    assert (found.client.name, found.start, found.end) == ("Acme", date(2026, 3, 1), date(2026, 3, 31))
    assert read("which clients have unbilled work?").asked.by is By.CLIENT
    assert read("what was my longest day this month?").asked.by is By.DAY
    assert read("what was my longest week this year?").asked.by is None
    assert read("when did I last work on the Brand Refresh?").asked.whose is Whose.MINE
    assert read("when did Priya last work on the Brand Refresh?").asked.names == ("Priya",)
    found = read("who is working on the Brand Refresh?")
    assert (found.project.name, found.team) == ("Brand Refresh", True)
    assert (found.start, found.end) == (TODAY - timedelta(days=13), TODAY), "of late"
    assert read("who has worked on the Brand Refresh?").start is None
