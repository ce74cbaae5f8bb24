"""Days and clock ranges: what was said, seen from one Wednesday, and at the edges of the calendar."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.reading.text.tokens import tokenize
from desktop.agent.reading.time.clock import range_at
from desktop.agent.reading.time.dates import date_at
from desktop.agent.reading.time.days import Calendar
from tests.agent.worlds import day

TODAY = date(2026, 3, 11)  # a Wednesday

DAYS = {
    "today": "2026-03-11",
    "yesterday evening": "2026-03-10",
    "last night": "2026-03-10",
    "the day before yesterday": "2026-03-09",
    "two days ago": "2026-03-09",
    "a week ago": "2026-03-04",
    "tomorrow": "2026-03-12",
    "wednesday": "2026-03-11",
    "last wednesday": "2026-03-04",
    "monday": "2026-03-09",
    "last monday": "2026-03-09",
    "last friday": "2026-03-06",
    "tuesday last week": "2026-03-03",
    "last week tuesday": "2026-03-03",
    "the friday before last": "2026-02-27",
    "on the ninth": "2026-03-09",
    "the 3rd": "2026-03-03",
    "on the 30th": "2026-01-30",
    "March 3": "2026-03-03",
    "3 March": "2026-03-03",
    "the 3rd of March": "2026-03-03",
    "tuesday the 3": "2026-03-03",
    "monday the 9": "2026-03-09",
    "last friday the 27": "2026-02-27",
    "November 19th": "2025-11-19",
    "2026-02-12": "2026-02-12",
    "12.02.2026": "2026-02-12",
    "yestreday": "2026-03-10",
    "tommorow": "2026-03-12",
    "mnday": "2026-03-09",
    "Teusday": "2026-03-10",
}


def days_of(text: str, today: date = TODAY) -> list[date]:
    found = date_at(tokenize(text), 0, Calendar(today))
    assert found is not None, text
    assert found.end == len(tokenize(text)), f"{text}: unread words"
    return list(found.days)


@pytest.mark.parametrize("word", ["Frida", "sundry", "sundae", "to", "money"])
def test_what_only_looks_like_a_day_is_none(word):
    assert date_at(tokenize(word), 0, Calendar(TODAY)) is None


@pytest.mark.parametrize(("text", "end"), [("18.02. 2,5h", 4), ("18.02. 2 hours", 4)])
def test_a_day_with_points_ends_before_a_length(text, end):
    found = date_at(tokenize(text), 0, Calendar(TODAY))
    assert found is not None
    assert (list(found.days), found.end) == ([date(2026, 2, 18)], end)


@pytest.mark.parametrize(("text", "expected"), DAYS.items())
def test_single_days(text, expected):
    assert days_of(text) == [day(expected)]


@pytest.mark.parametrize(
    ("text", "first", "last", "count"),
    [
        ("mon-wed", "2026-03-09", "2026-03-11", 3),
        ("Monday to Thursday", "2026-03-02", "2026-03-05", 4),
        ("3rd to the 5th", "2026-03-03", "2026-03-05", 3),
        ("March 2 through 6", "2026-03-02", "2026-03-06", 5),
        ("1-10 March", "2026-03-01", "2026-03-10", 10),
        ("mon, wed and fri", "2026-03-09", "2026-03-06", 3),
        ("Tuesday and Wednesday", "2026-03-10", "2026-03-11", 2),
        ("last week", "2026-03-02", "2026-03-08", 7),
        ("last month", "2026-02-01", "2026-02-28", 28),
        ("this month", "2026-03-01", "2026-03-31", 31),
        ("between the 1st and the 5th", "2026-03-01", "2026-03-05", 5),
        ("in October", "2025-10-01", "2025-10-31", 31),
    ],
)
def test_lists_and_stretches(text, first, last, count):
    days = days_of(text)
    assert (days[0], days[-1], len(days)) == (day(first), day(last), count)


def test_a_list_ends_where_the_next_entry_begins():
    found = date_at(tokenize("Monday 4, Tuesday 6"), 0, Calendar(TODAY))
    assert found is not None
    assert found.days == (day("2026-03-09"),)


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("the 29th", date(2024, 3, 1), "2024-02-29"),
        ("the 29th", date(2026, 3, 1), "2026-01-29"),
        ("yesterday", date(2024, 3, 1), "2024-02-29"),
        ("yesterday", date(2026, 1, 1), "2025-12-31"),
        ("last friday", date(2026, 1, 1), "2025-12-26"),
        ("december 31", date(2026, 1, 1), "2025-12-31"),
        ("monday last week", date(2021, 1, 3), "2020-12-21"),  # Sunday of week 53
        ("the 31st", date(2026, 3, 1), "2026-01-31"),
    ],
)
def test_edges_of_the_calendar(text, today, expected):
    assert days_of(text, today) == [day(expected)]


def test_a_day_that_no_calendar_has_is_named():
    found = date_at(tokenize("feb 29"), 0, Calendar(TODAY))
    assert found is not None
    assert found.days == ()
    assert "29" in found.impossible


@pytest.mark.parametrize("text", ["sat in meetings", "may group", "second one", "march madness"])
def test_words_that_only_look_like_days(text):
    assert date_at(tokenize(text), 0, Calendar(TODAY)) is None


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.sampled_from([t for t in DAYS if t not in ("tomorrow", "tommorow")]),
)
def test_no_day_is_to_come_unless_the_words_say_so(today, text):
    found = date_at(tokenize(text), 0, Calendar(today))
    assert found is not None
    if not any(word in text.lower() for word in ("march", "november", "2026", "friday the 6th")):
        assert all(found_day <= today for found_day in found.days)
        assert all(today - found_day < timedelta(days=70) for found_day in found.days)


NOW = datetime(2026, 3, 11, 17, 30)

RANGES = {
    "from 9 to 11:30": "2.5",
    "nine to eleven thirty": "2.5",
    "9-5 less an hour for lunch": "7",
    "9-5 minus half an hour": "7.5",
    "09:00-17:30 with a one hour break": "7.5",
    "8:45am-noon": "3.25",
    "1 to 4": "3",
    "1pm-4pm": "3",
    "from 3 to 5": "2",
    "10pm to 1am": "3",
    "quarter past nine to eleven": "1.75",
    "between 2 and 4": "2",
    "11 to 1:30": "2.5",
    "since 2": "3.5",
    "since 9:15": "8.25",
    "from 10 to now": "7.5",
    "10:00–12:30": "2.5",
    "7pm till 9": "2",
}


@pytest.mark.parametrize(("text", "hours"), RANGES.items())
def test_clock_ranges(text, hours):
    tokens = tokenize(text)
    found = range_at(tokens, 0, now=NOW, workday=Decimal(8))
    assert found is not None
    assert (found.hours, found.end) == (Decimal(hours), len(tokens))


def test_a_break_of_unknown_length_is_asked():
    found = range_at(tokenize("9-5 minus lunch"), 0, now=NOW, workday=Decimal(8))
    assert found is not None
    assert (found.hours, found.code) == (None, "break_unknown")


@pytest.mark.parametrize("text", ["2 to 3 hours", "5 days", "ACME-02", "3rd to 5th"])
def test_what_is_no_clock_range(text):
    assert range_at(tokenize(text), 0, now=NOW, workday=Decimal(8)) is None
