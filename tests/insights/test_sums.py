"""Sums and what is written of them: rounding entry by entry, stretches in words, tables as text and as CSV."""

import csv
import io
import json
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agent.insights.answer import Column, Money, Table, Unit
from desktop.agent.insights.plain_tables import csv_text, text_lines
from desktop.agent.insights.spans import Stretch, in_words, month_of, week_of
from desktop.agent.insights.sums import total
from desktop.harvest.models import TimeEntry
from desktop.harvest.work import Work, parse_page, work_of
from desktop.text.money_text import money_text

HOURS = st.decimals(0, 24, places=2)
TODAY = date(2026, 11, 20)


def _row(hours: Decimal, *, billable: bool) -> Work:
    rounded = (hours * 4).to_integral_value(ROUND_CEILING) / 4
    return Work(1, TODAY, hours, rounded, 1, "C", 1, "P", 1, "T", 1, "U", billable, False, False, None, None, None)


@given(st.lists(st.tuples(HOURS, st.booleans()), max_size=30))
def test_hours_are_rounded_one_by_one_before_they_are_added(entries: list[tuple[Decimal, bool]]):
    whole = total(_row(hours, billable=billable) for hours, billable in entries)
    assert whole.hours == sum((hours for hours, _ in entries), Decimal(0))
    assert whole.rounded % Decimal("0.25") == 0
    assert whole.hours <= whole.rounded < whole.hours + Decimal("0.25") * len(entries) + Decimal("0.001")
    assert whole.billable + whole.other == whole.hours


@given(st.dates(date(2023, 12, 1), date(2029, 1, 31)))
def test_weeks_and_months_hold_their_day(day: date):
    for stretch in (week_of(day), month_of(day)):
        assert stretch.start is not None
        assert stretch.end is not None
        assert stretch.start <= day <= stretch.end
    month = month_of(day)
    assert (month.end + timedelta(days=1)).day == 1
    assert (week_of(day).start.weekday(), week_of(day).end.weekday()) == (0, 6)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-11-20", "2026-11-20", "today, Fri 20 Nov"),
        ("2026-11-19", "2026-11-19", "yesterday, Thu 19 Nov"),
        ("2026-11-16", "2026-11-22", "this week, Mon 16 Nov to Sun 22 Nov"),
        ("2026-11-09", "2026-11-15", "last week, Mon 9 Nov to Sun 15 Nov"),
        ("2024-02-01", "2024-02-29", "in February 2024"),
        ("2025-01-01", "2025-12-31", "in 2025"),
        ("2026-11-03", "2026-11-12", "from Tue 3 Nov to Thu 12 Nov"),
        (None, None, ""),
    ],
)
def test_a_stretch_in_words(start: str | None, end: str | None, words: str):
    stretch = Stretch(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
    assert in_words(stretch, TODAY) == words


@given(st.lists(st.tuples(st.text(max_size=20), HOURS), min_size=1, max_size=5))
def test_a_spreadsheet_takes_no_cell_as_a_formula(cells: list[tuple[str, Decimal]]):
    columns = (Column("Name"), Column("Hours", Unit.HOURS), Column("Amount", Unit.MONEY))
    table = Table(columns, tuple((name, hours, Money(-hours, "EUR")) for name, hours in cells))
    read = list(csv.reader(io.StringIO(csv_text(table), newline="")))
    assert read[0] == ["Name", "Hours", "Amount", "Currency"]
    for row in read[1:]:
        assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert row[3] == "EUR"


def test_a_table_as_text_stands_in_columns():
    table = Table(
        (Column("Task"), Column("Hours", Unit.HOURS)),
        (("Design", Decimal("1.50")), ("QA", Decimal(10))),
        total=("Total", Decimal("11.5")),
    )
    assert text_lines(table) == [
        "Task     Hours",
        "Design   1.5 h",
        "QA        10 h",
        "──────────────",
        "Total   11.5 h",
    ]


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1234.5", "USD", "$1,234.50"),
        ("-0.005", "EUR", "−€0.01"),
        ("-0.004", "EUR", "€0.00"),
        ("1200", "JPY", "1,200 JPY"),
        ("80", "CHF", "80.00 CHF"),
    ],
)
def test_money_as_people_read_it(amount: str, currency: str, text: str):
    assert money_text(Decimal(amount), currency) == text


@given(st.decimals(0, 99999, places=2), st.text(max_size=12))
def test_a_row_read_from_bytes_is_the_entry_itself(hours: Decimal, notes: str):
    value = {
        "id": 9_000_000_001,
        "spent_date": "2026-02-28",
        "hours": float(hours),
        "rounded_hours": None,
        "notes": notes,
        "project": {"id": 1, "name": "P", "code": None},
        "task": {"id": 2, "name": "T"},
        "user": None,
        "billable": True,
        "billable_rate": 0.1,
    }

    page = parse_page(json.dumps({"time_entries": [value], "links": {"next": None}}).encode())
    assert [work_of(row) for row in page["time_entries"]] == [work_of(TimeEntry.model_validate(value))]
    assert work_of(page["time_entries"][0]).hours == hours
