"""Invoices of the demo account: lines, amounts, imports, states, messages and payments."""

from decimal import Decimal

import pytest

from desktop.demo.switches import Switches
from tests.harvest.demo_http import TODAY, demo_api

CLIENT = 5700113  # Acme Corporation
PROJECT = 14300211  # its Website Redesign, [ACME-01]
LINES = [
    {"kind": "Service", "unit_price": 100, "quantity": 2, "taxed": True, "taxed2": True},
    {"kind": "Product", "unit_price": 100, "taxed": True, "taxed2": True},
]


@pytest.fixture
def api():
    with demo_api() as api:
        yield api


def imported(summary="task", **span):
    return {"project_ids": [PROJECT], "time": {"summary_type": summary, **span}}


def test_amounts_follow_the_documented_example(api):
    invoice = api.post("/invoices", client_id=CLIENT, line_items=LINES, discount=10, tax=5, tax2=2)
    amounts = [invoice[key] for key in ("discount_amount", "tax_amount", "tax2_amount", "amount", "due_amount")]
    assert amounts == [30.0, 13.5, 5.4, 288.9, 288.9]
    assert (invoice["state"], invoice["issue_date"], invoice["due_date"]) == ("draft", TODAY, TODAY)


def test_numbers_count_on_and_are_unique(api):
    first = api.post("/invoices", client_id=CLIENT)
    second = api.post("/invoices", client_id=CLIENT)
    assert int(second["number"].split("-")[1]) == int(first["number"].split("-")[1]) + 1
    api.post("/invoices", 422, client_id=CLIENT, number=first["number"])
    api.account.switches = Switches(duplicate_number="accepted")
    api.post("/invoices", client_id=CLIENT, number=first["number"])


@pytest.mark.parametrize(("term", "due"), [("custom", "2026-12-24"), ("upon receipt", TODAY), ("net 30", "2026-12-20")])
def test_only_a_custom_term_listens_to_the_due_date(api, term, due):
    assert api.post("/invoices", client_id=CLIENT, payment_term=term, due_date="2026-12-24")["due_date"] == due


def test_lines_are_added_changed_and_removed(api):
    invoice = api.post("/invoices", client_id=CLIENT, line_items=[*LINES, {"kind": "Service"}])
    first, second = invoice["line_items"]  # The line with only a kind was dropped.
    changed = api.patch(
        f"/invoices/{invoice['id']}",
        line_items=[
            {"id": first["id"], "quantity": 3},
            {"id": second["id"], "_destroy": True},
            {"kind": "Service", "unit_price": 1.25, "description": "More"},
        ],
    )
    assert [(one["quantity"], one["amount"]) for one in changed["line_items"]] == [(3.0, 300.0), (1.0, 1.25)]
    assert changed["amount"] == 301.25


def test_an_import_bills_each_billable_entry_once(api):
    entries = [
        one
        for one in api.all("/time_entries", "time_entries", project_id=PROJECT, is_billed="false", to="2026-11-30")
        if one["billable"] and one["spent_date"] >= "2026-11-01"
    ]
    span = {"from": "2026-11-01", "to": "2026-11-30"}
    invoice = api.post("/invoices", client_id=CLIENT, line_items_import=imported(**span))
    worth = sum(Decimal(str(one["rounded_hours"])) * Decimal(str(one["billable_rate"])) for one in entries)
    assert Decimal(str(invoice["amount"])) == worth > 0
    assert sum(line["quantity"] for line in invoice["line_items"]) == sum(one["rounded_hours"] for one in entries)
    line = invoice["line_items"][0]
    assert (line["kind"], line["project"]["code"]) == ("Service", "ACME-01")
    assert line["description"].startswith("[ACME-01] Website Redesign: ")
    assert line["description"].endswith("(11/01/2026 - 11/30/2026)")
    days = [one["spent_date"] for one in entries]
    assert (invoice["period_start"], invoice["period_end"]) == (min(days), max(days))
    shown = api.get(f"/time_entries/{entries[0]['id']}")
    assert (shown["is_billed"], shown["invoice"]["number"]) == (True, invoice["number"])
    again = api.post("/invoices", client_id=CLIENT, line_items_import=imported(**span))
    assert (again["line_items"], again["amount"]) == ([], 0.0)
    api.delete(f"/invoices/{invoice['id']}")
    freed = api.get(f"/time_entries/{entries[0]['id']}")
    assert (freed["is_billed"], freed["is_locked"], freed["invoice"]) == (False, False, None)


@pytest.mark.parametrize("summary", ["project", "people", "detailed"])
def test_every_summary_has_the_same_total(api, summary):
    whole = api.post("/invoices", client_id=CLIENT, line_items_import=imported("task"))
    api.delete(f"/invoices/{whole['id']}")
    other = api.post("/invoices", client_id=CLIENT, line_items_import=imported(summary))
    assert other["amount"] == whole["amount"] > 0


def test_rounding_goes_into_the_lines(api):
    api.account.configure(rounding_mode="up", rounding_minutes=15)
    api.log(hours=1.1, spent_date=TODAY)
    api.log(hours=0.02, spent_date=TODAY)
    span = {"from": TODAY, "to": TODAY}
    invoice = api.post("/invoices", client_id=CLIENT, line_items_import=imported(**span))
    assert [one["quantity"] for one in invoice["line_items"]] == [1.5]


def test_imports_that_cannot_be(api):
    span = {"from": TODAY, "to": TODAY}
    api.post("/invoices", 422, client_id=5700000, line_items_import=imported(**span))
    api.post("/invoices", 422, client_id=CLIENT, line_items_import=imported("weekly"))
    api.post("/invoices", 422, client_id=CLIENT, line_items_import=imported(**{"from": TODAY}))
    before = api.get("/invoices")["total_entries"]
    api.log(hours=None)
    api.post("/invoices", 422, client_id=CLIENT, line_items_import=imported(**span))
    api.account.switches = Switches(running_timer_blocks_import=False, empty_import="rejected")
    api.post("/invoices", 422, client_id=CLIENT, line_items_import=imported(**span))
    assert api.get("/invoices")["total_entries"] == before  # A refused import leaves nothing behind.


def test_states(api):
    invoice = api.post("/invoices", client_id=CLIENT, line_items=LINES)
    messages = f"/invoices/{invoice['id']}/messages"

    def state():
        return api.get(f"/invoices/{invoice['id']}")["state"]

    for event in ("close", "draft", "re-open", "view"):
        api.post(messages, 422, event_type=event)
    sent = api.post(messages, event_type="send")
    assert (sent["event_type"], sent["recipients"], sent["subject"], state()) == ("send", [], None, "open")
    assert api.post(messages, 422, event_type="send")["message"] == (
        "Event type can't be send unless invoice is a draft"
    )
    for event, after in (("close", "closed"), ("re-open", "open"), ("draft", "draft")):
        api.post(messages, event_type=event)
        assert state() == after
    assert api.account.outbox() == []
    assert len(api.get(messages)["invoice_messages"]) == 4


def test_an_email_goes_to_the_outbox_once(api):
    invoice = api.post("/invoices", client_id=CLIENT, line_items=LINES, payment_options=["ach"])
    messages = f"/invoices/{invoice['id']}/messages"
    api.post(messages, 422, subject="Nobody", body="to read this")
    sent = api.post(
        messages,
        recipients=[{"name": "Ines", "email": "ines@example.com"}],
        subject="Invoice",
        body="Hello",
        send_me_a_copy=True,
        include_link_to_client_invoice=False,
    )
    assert [one["email"] for one in sent["recipients"]] == ["ines@example.com", "robin@brightline.example"]
    mail = api.account.outbox()
    assert [(one.recipients, one.subject, one.about_id) for one in mail] == [
        (["ines@example.com", "robin@brightline.example"], "Invoice", invoice["id"])
    ]
    shown = api.get(f"/invoices/{invoice['id']}")
    assert (shown["state"], shown["payment_options"]) == ("open", [])
    new = api.get(f"{messages}/new", reminder="true")
    assert (new["invoice_id"], new["reminder"], invoice["number"] in new["subject"]) == (invoice["id"], True, True)


def test_payments_pay_and_unpay(api):
    invoice = api.post("/invoices", client_id=CLIENT, line_items=LINES)
    payments = f"/invoices/{invoice['id']}/payments"
    api.post(payments, 422, amount=1)  # A draft cannot be paid.
    api.post(f"/invoices/{invoice['id']}/messages", event_type="send")
    api.post(payments, amount=100, paid_date="2026-11-19")
    assert api.get(f"/invoices/{invoice['id']}")["due_amount"] == 200.0
    rest = api.post(payments, amount=200, paid_date="2026-11-20", notes="Rest")
    shown = api.get(f"/invoices/{invoice['id']}")
    assert (shown["state"], shown["paid_date"], shown["due_amount"]) == ("paid", "2026-11-20", 0.0)
    assert [mail.kind for mail in api.account.outbox()] == ["thank_you"]
    api.delete(f"{payments}/{rest['id']}")
    assert api.get(f"/invoices/{invoice['id']}")["state"] == "open"


def test_seeded_invoices_add_up_with_their_entries(api):
    invoices = api.get("/invoices")["invoices"]
    assert {one["state"] for one in invoices} == {"draft", "open", "paid"}
    for invoice in invoices:
        billed = [
            one
            for one in api.all("/time_entries", "time_entries", client_id=invoice["client"]["id"], is_billed="true")
            if one["invoice"]["id"] == invoice["id"]
        ]
        worth = sum(Decimal(str(one["rounded_hours"])) * Decimal(str(one["billable_rate"])) for one in billed)
        service = [line for line in invoice["line_items"] if line["kind"] == "Service"]
        assert sum(Decimal(str(line["amount"])) for line in service) == worth


def test_estimates_go_through_their_states(api):
    estimate = api.post("/estimates", client_id=CLIENT, line_items=LINES, tax=10)
    assert (estimate["amount"], estimate["state"]) == (330.0, "draft")
    messages = f"/estimates/{estimate['id']}/messages"
    api.post(messages, 422, event_type="accept")
    for event, after in (("send", "sent"), ("accept", "accepted"), ("re-open", "sent"), ("decline", "declined")):
        message = api.post(messages, event_type=event)
        assert api.get(f"/estimates/{estimate['id']}")["state"] == after
    api.delete(f"{messages}/{message['id']}")
    assert api.get(f"/estimates/{estimate['id']}")["state"] == "declined"
    api.delete(f"/estimates/{estimate['id']}")
