"""Answers are read tolerantly and exactly; requests say exactly what was meant."""

import json
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from desktop.harvest import answers
from desktop.harvest.errors import Unclear
from desktop.harvest.models import (
    Clock,
    Expense,
    Invoice,
    InvoiceImport,
    NewExpense,
    NewInvoice,
    NewInvoiceMessage,
    NewLineItem,
    NewRecipient,
    NewTimeEntry,
    NewTimer,
    TimeEntry,
    TimeEntryChange,
    TimeImport,
    format_clock,
    json_number,
)
from desktop.harvest.models.base import parse_clock

DAY = date(2026, 3, 10)


def test_numbers_are_exact(entry):
    read = answers.read(TimeEntry, answers.parse(json.dumps(entry(hours=0.1, rounded_hours=2)).encode()))
    assert read.hours == Decimal("0.1")
    assert str(read.hours + read.hours + read.hours) == "0.3"
    assert read.rounded_hours == Decimal(2)


def test_unknown_keys_are_ignored_and_null_counts_as_missing(entry):
    extra = {"is_explicitly_locked": False, "new": {"deep": [1]}, "client": {"id": 5, "name": None, "x": 1}}
    read = answers.read(TimeEntry, entry(notes=None, invoice=None, **extra))
    assert (read.notes, read.invoice, read.client.name, read.external_reference) == ("", None, "", None)


REQUIRED = {"id", "spent_date", "hours", "project", "task"}


@pytest.mark.parametrize("name", sorted(TimeEntry.model_fields))
def test_a_time_entry_can_go_without_all_but_what_makes_it_one(entry, name):
    for body in (entry(**{name: None}), {key: value for key, value in entry().items() if key != name}):
        if name in REQUIRED:
            with pytest.raises(Unclear, match=name):
                answers.read(TimeEntry, body)
        else:
            answers.read(TimeEntry, body)


def test_ids_beyond_32_bits_numbers_as_text_and_text_as_numbers_are_read(entry):
    reference = {"id": 214, "group_id": 10031}
    read = answers.read(TimeEntry, entry(2914450871999, hours="1.50", external_reference=reference))
    assert (read.id, read.hours) == (2914450871999, Decimal("1.50"))
    assert (read.external_reference.id, read.external_reference.group_id) == ("214", "10031")


def test_answers_cannot_be_changed(entry):
    with pytest.raises(ValidationError):
        answers.read(TimeEntry, entry()).hours = Decimal(9)


def test_an_unreadable_answer_names_the_field_and_not_its_content(entry):
    with pytest.raises(Unclear, match="hours") as caught:
        answers.read(TimeEntry, entry(hours="confidential"))
    assert "confidential" not in str(caught.value)


def test_half_a_surrogate_pair_does_not_break_what_comes_after(entry):
    read = answers.read(TimeEntry, answers.parse(json.dumps(entry(notes="a\ud800b \N{GRINNING FACE}")).encode()))
    assert read.notes == "a\N{REPLACEMENT CHARACTER}b \N{GRINNING FACE}"


@pytest.mark.parametrize(
    ("text", "value"),
    [("8:00am", time(8)), ("12:05am", time(0, 5)), ("12:05pm", time(12, 5)), ("2:59pm", time(14, 59)),
     ("14:59", time(14, 59)), ("08:00", time(8)), ("8:00 AM", time(8)), ("0:00", time(0))],
)  # fmt: skip
def test_times_are_read_in_both_clocks(entry, text, value):
    assert answers.read(TimeEntry, entry(started_time=text)).started_time == value


@given(st.times(), st.sampled_from(Clock))
def test_a_time_that_is_written_is_read_back(value, clock):
    assert parse_clock(format_clock(value, clock)) == value.replace(second=0, microsecond=0, fold=0)


@given(st.decimals(min_value=0, max_value=100_000, places=4))
def test_hours_are_sent_as_the_very_number(hours):
    body = json.dumps(NewTimeEntry(project_id=1, task_id=2, spent_date=DAY, hours=hours).payload())
    assert json.loads(body, parse_float=Decimal, parse_int=Decimal)["hours"] == hours


def test_sums_and_thirds_carry_no_noise():
    assert json_number(Decimal("0.1") + Decimal("0.2")) == 0.3
    assert json.dumps(json_number(Decimal(1) / 3)) == "0.333333333333333"
    assert json.dumps(json_number(Decimal("8.00"))) == "8"
    with pytest.raises(ValueError, match="finite"):
        json_number(Decimal("NaN"))


def test_a_new_entry_says_only_what_was_set():
    entry = NewTimeEntry(project_id=3, task_id=4, spent_date=DAY, hours=Decimal("1.40"), external_reference_id="a-b")
    assert entry.payload() == {
        "project_id": 3,
        "task_id": 4,
        "spent_date": "2026-03-10",
        "hours": 1.4,
        "external_reference": {"id": "a-b"},
    }


@pytest.mark.parametrize(("clock", "texts"), [("12h", ("9:00am", "5:30pm")), ("24h", ("09:00", "17:30"))])
def test_times_go_out_as_the_company_writes_them(clock, texts):
    span = {"started_time": time(9), "ended_time": time(17, 30), "clock": clock}
    body = NewTimeEntry(project_id=3, task_id=4, spent_date=DAY, **span).payload()
    assert (body["started_time"], body["ended_time"]) == texts
    assert "hours" not in body
    assert "clock" not in body


@pytest.mark.parametrize("missing", [{}, {"started_time": time(9)}, {"ended_time": time(9)}, {"hours": -1},
                                     {"hours": "NaN"}, {"hours": 1, "started_time": time(9)}])  # fmt: skip
def test_a_new_entry_that_would_run_or_make_no_sense_cannot_be_made(missing):
    with pytest.raises(ValidationError):
        NewTimeEntry(project_id=3, task_id=4, spent_date=DAY, **missing)


def test_only_a_timer_is_sent_without_hours_and_end():
    timer = NewTimer(project_id=3, task_id=4, spent_date=DAY, started_time=time(8), notes="n")
    assert timer.payload().keys() == {"project_id", "task_id", "spent_date", "notes", "started_time"}
    assert "hours" in NewTimeEntry(project_id=3, task_id=4, spent_date=DAY, hours=0).payload()


def test_a_change_says_only_what_changes():
    assert TimeEntryChange().payload() == {}
    assert TimeEntryChange(notes="", hours=2).payload() == {"notes": "", "hours": 2}


@given(
    st.builds(
        NewTimeEntry,
        hours=st.decimals(min_value=0, max_value=24, places=3),
        started_time=st.none(),
        ended_time=st.none(),
        spent_date=st.dates(),
        external_reference_id=st.uuids().map(str),
    )
)
def test_a_request_that_was_stored_is_the_same_request(entry):
    stored = entry.model_dump_json()
    assert NewTimeEntry.model_validate_json(stored) == entry
    assert NewTimeEntry.model_validate_json(stored).payload() == entry.payload()


def test_an_import_names_projects_and_spans():
    span = TimeImport(summary_type="detailed", start=date(2026, 1, 1), end=date(2026, 1, 31))
    body = NewInvoice(client_id=1, line_items_import=InvoiceImport(project_ids=(5,), time=span)).payload()
    assert body == {
        "client_id": 1,
        "line_items_import": {
            "project_ids": [5],
            "time": {"summary_type": "detailed", "from": "2026-01-01", "to": "2026-01-31"},
        },
    }


def test_free_form_lines():
    line = NewLineItem(kind="Service", unit_price="95.50", quantity=4, description="Care")
    body = NewInvoice(client_id=1, line_items=(line,), tax=Decimal("19.0")).payload()
    assert body["line_items"] == [{"kind": "Service", "unit_price": 95.5, "quantity": 4, "description": "Care"}]
    assert body["tax"] == 19


@pytest.mark.parametrize(
    "make",
    [
        lambda: NewInvoice(client_id=1, due_date=DAY, payment_term="net 30"),
        lambda: InvoiceImport(project_ids=(), time=TimeImport()),
        lambda: InvoiceImport(project_ids=(1,)),
        lambda: TimeImport(start=DAY),
        lambda: NewInvoiceMessage(),
        lambda: NewExpense(project_id=1, expense_category_id=1, spent_date=DAY, typo=1),
    ],
)
def test_requests_that_harvest_would_misread_cannot_be_made(make):
    with pytest.raises(ValidationError):
        make()


def test_an_email_is_an_email():
    message = NewInvoiceMessage(recipients=(NewRecipient(email="a@b.example", name="A"),), subject="S", body="B")
    assert "event_type" not in message.payload()
    assert message.payload()["recipients"] == [{"email": "a@b.example", "name": "A"}]


def test_invoices_and_expenses_with_loosely_typed_fields_are_read():
    invoice = answers.read(Invoice, {"id": 1, "client": {"id": 2}, "state": "draft", "amount": 10, "number": 14,
                                     "tax_amount": None, "line_items": None})  # fmt: skip
    assert (invoice.number, invoice.line_items, invoice.tax_amount) == ("14", (), None)
    category = {"id": 3, "name": "Mileage", "unit_price": "0.45"}
    expense = answers.read(Expense, {"id": 1, "spent_date": "2026-01-02", "total_cost": 18.9, "units": 42,
                                     "project": {"id": 1}, "expense_category": category})  # fmt: skip
    assert expense.expense_category.unit_price == Decimal("0.45")
