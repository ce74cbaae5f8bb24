"""Finders know without context what is a length, a time or a day, and what is none: links, files, versions, numbers."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.reading.text.loops import as_said
from desktop.agent.reading.text.quantities import in_hours
from desktop.agent.reading.text.tokens import tokenize
from desktop.agent.reading.text.zones import zone_tokens, zones
from desktop.agent.reading.time.durations import duration_at
from tests.agent.worlds import NOW, brief, codes, read

W = "Wed 11"

WHOLE = [
    "https://jira.example.com/browse/NUC-45?days=3h",
    "www.example.com/2026-03-02",
    "docs.example.org/v2/9-5",
    "report_2026-03-02_v3.pdf",
    "Plan 2h.dwg".split()[-1],
    "feature/hoo-123-90min-limit",
    "src/timer/2h.py",
    "release 2026.3.2",
    "v2.5.1",
    "NUC-45",
    "robin.2h@example.com",
    "+1 415 555 0199",
    "1,200 words",
    "12,000 rows",
    "9f3a2c1",
    "C++ parser",
    "A/B variants",
    "invoice_2026_03",
]


@pytest.mark.parametrize("piece", WHOLE)
@pytest.mark.parametrize("text", ["2h label, {}", "{} - label 2h", "label 2h ({})", "label 2h: {}."])
def test_a_zone_says_no_time_and_stays_whole(piece, text):
    (entry,) = read(text.format(piece)).entries
    assert brief(read(text.format(piece))) == [("Label", None, "2", W)]
    assert piece in entry.notes


@pytest.mark.parametrize(
    "text", ["2h label", "9-5", "1/2 day", "1.5h", "2026-03-09", "9.3.2026", "label/booking", "mid-2026", "w/ Acme"]
)
def test_what_may_be_a_time_is_no_zone(text):
    assert zones(text) == []


@given(st.text(alphabet="ab1 2./:-_@+,(\n", max_size=120))
def test_zones_lie_in_the_text_in_order(text):
    found = zones(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    tokens = tokenize(text)
    assert all(0 <= start < end <= len(tokens) for start, end in zone_tokens(text, tokens).items())


LENGTHS = {
    "2-1/2 hours label": "2.5",
    "1-1/4 hrs label": "1.25",
    "label .5+15m": "0.75",
    "label 1+30m": "1.5",
    "label 01:30:00": "1.5",
    "label 0:45:36": "0.76",
    "from 930 to 11 label": "1.5",
    "label from 1245 to 2": "1.25",
    "label 1030-12": "1.5",
    "9-1130 label": "2.5",
    "between 930 and 1130 label": "2",
    "22:00-24:00 label": "2",
    "quarter past nine to noon on label": "2.75",
    "90 minutes between 2 and 4 on label": "1.5",
    "three label calls, 20 minutes each": "1",
    "two calls of 20 minutes each for label": "0.67",
    "label 2h (est. 3h, spent 2h)": "2",
    "Label\nEstimated: 8h\nLogged: 2h\nRemaining: 6h": "2",
    "1h label 1on1 with Jane": "1",
    "1h label 1:1 with Jane": "1",
}


@pytest.mark.parametrize("text", LENGTHS)
def test_a_length_is_read(text):
    (entry,) = read(text).entries
    assert (entry.project and entry.project.name, entry.hours) == ("Label", Decimal(LENGTHS[text]))


@pytest.mark.parametrize("text", ["label 2h, lines 1200-1250", "label 2h, rows 100 to 120"])
def test_figures_that_count_are_no_clock(text):
    assert brief(read(text)) == [("Label", None, "2", W)]


@given(st.integers(0, 15), st.integers(0, 59), st.integers(0, 59))
def test_hours_minutes_and_seconds(hours, minutes, seconds):
    found = duration_at(tokenize(f"{hours}:{minutes:02}:{seconds:02}"), 0, workday=Decimal(8))
    assert found is not None
    assert found.hours == in_hours(Decimal(hours * 3600 + minutes * 60 + seconds) / 3600)


@given(st.integers(1, 9), st.sampled_from([(1, 2), (1, 4), (3, 4)]))
def test_mixed_fractions_are_one_number(whole, part):
    for joint in ("-", " "):
        found = duration_at(tokenize(f"{whole}{joint}{part[0]}/{part[1]} hours"), 0, workday=Decimal(8))
        assert found is not None
        assert found.hours == whole + Decimal(part[0]) / part[1]


@given(st.integers(7, 11), st.sampled_from((0, 5, 15, 30, 45)), st.integers(1, 5))
def test_ranges_without_a_colon(hour, minute, length):
    text = f"from {hour}{minute:02} to {(hour + length - 1) % 12 + 1} label"
    (entry,) = read(text).entries
    assert entry.hours == in_hours(Decimal(length * 60 - minute) / 60)


def test_weekdays_said_in_their_order_are_of_one_week():
    monday = NOW - timedelta(days=NOW.weekday())
    found = read("2h label monday and 3h tuesday", now=monday)
    assert [monday.date() - entry.spent_date for entry in found.entries] == [timedelta(7), timedelta(6)]
    found = read("2h a day on label mon, tue and wed", now=monday)
    assert [monday.date() - entry.spent_date for entry in found.entries] == [timedelta(n) for n in (7, 6, 5)]
    assert [entry.spent_date.weekday() for entry in read("label 2h friday, 3h monday", now=monday).entries] == [4, 0]


LOOPS = [
    "Two hours on the label. Two hours on the label. Two hours on the label.",
    "two hours on the label two hours on the label two hours on the label two hours on the label",
    "Two hours on the label. Thanks for watching!",
    "Two hours on the label. Thank you for watching. Please subscribe to my channel.",
]


@pytest.mark.parametrize("text", LOOPS)
def test_what_a_recogniser_makes_up_is_dropped(text):
    found = read(text, voice=True)
    assert brief(found) == [("Label", None, "2", W)]
    assert [entry.notes for entry in found.entries] == [""]


@given(st.text(alphabet="ab. ", max_size=80))
def test_offsets_stay_when_loops_go(text):
    assert len(as_said(text)) == len(text)


def test_said_twice_may_be_two():
    assert as_said("two hours label. two hours label.") == "two hours label. two hours label."


def test_several_alike_are_told():
    assert "multiplied" in codes(read("three label calls, 20 minutes each"))


NOTES = {
    "2h label code review": "code review",
    "1h label, call with Jane about the export": "call with Jane about the export",
    "2h label, travel to the client": "travel to the client",
    "2h label homepage dev": "homepage dev",
    "2h label, header and footer": "header and footer",
    "2h label fixed the header and the footer": "fixed the header and the footer",
    "today I started with label 2h": "",
    "finished label, 2h": "",
    "[NUC-45] label 2h": "NUC-45",
    "label 2h, C++ parser and C# bridge": "C++ parser and C# bridge",
    "label 01:30:00": "",
}


@pytest.mark.parametrize("text", NOTES)
def test_notes_are_the_persons_own_clause_or_nothing(text):
    assert [entry.notes for entry in read(text).entries] == [NOTES[text]]


def test_when_lunch_ended_is_asked():
    first, second = read("quarter past nine to noon on label, then lunch, then back on it until 3").entries
    assert (first.hours, second.hours) == (Decimal("2.75"), None)
    assert "break_unknown" in {warning.code for warning in second.warnings}
    first, second = read("9-12 on label, then booking until 5").entries
    assert (first.hours, second.hours) == (3, 5)


FURTHER = {
    "two hours for label yesterday and three the day before": [
        ("Label", None, "2", "Tue 10"),
        ("Label", None, "3", "Mon 9"),
    ],
    "label 2.5h a day mon tue and wed": [
        ("Label", None, "2.5", "Mon 9"),
        ("Label", None, "2.5", "Tue 10"),
        ("Label", None, "2.5", W),
    ],
}


@pytest.mark.parametrize("text", FURTHER)
def test_days_and_counts(text):
    assert brief(read(text)) == FURTHER[text]


@pytest.mark.parametrize("text", ["3h label design, billable no", "3h label design, billable: no"])
def test_not_billable_in_a_column_of_its_own(text):
    assert codes(read(text)) & {"billable", "non_billable"}
