"""Each call asks what it says: method, path, parameters, body."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from desktop.harvest.models import (
    InvoiceEvent,
    NewExpense,
    NewInvoice,
    NewInvoiceMessage,
    NewTimer,
    ReceiptFile,
    TimeEntryChange,
)
from tests.harvest.scripted import Reply

DAY = date(2026, 3, 10)


async def test_filters_of_time_entries(server, harvest, listing):
    server.on("GET /time_entries", Reply(listing("time_entries", [])))
    moment = datetime(2026, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    await harvest.time_entries(
        user_id=1, project_id=2, task_id=3, client_id=4, start=DAY, end=DAY, is_running=False, is_billed=True,
        external_reference_id="a b&c", updated_since=moment,
    )  # fmt: skip
    assert server.seen[0].query == {
        "user_id": "1", "project_id": "2", "task_id": "3", "client_id": "4", "from": "2026-03-10", "to": "2026-03-10",
        "is_running": "false", "is_billed": "true", "external_reference_id": "a b&c",
        "updated_since": "2026-02-28T23:30:00Z", "per_page": "2000",
    }  # fmt: skip


async def test_a_moment_without_zone_is_a_mistake(harvest):
    with pytest.raises(ValueError, match="zone"):
        await harvest.time_entries(updated_since=datetime(2026, 3, 1))


async def test_the_life_of_a_time_entry(server, harvest, entry, new_entry):
    server.on("POST /time_entries", Reply(entry(9), 201))
    server.on("PATCH /time_entries/9", Reply(entry(9, hours=2)))
    server.on("PATCH /time_entries/9/stop", Reply(entry(9)))
    server.on("PATCH /time_entries/9/restart", Reply(entry(10, is_running=True)))
    server.on("GET /time_entries/9", Reply(entry(9)))
    server.on("DELETE /time_entries/9", Reply(b" "))
    await harvest.create_time_entry(new_entry)
    assert server.seen[-1].json == new_entry.payload()
    assert (await harvest.update_time_entry(9, TimeEntryChange(hours=2))).hours == 2
    assert server.seen[-1].json == {"hours": 2}
    assert (await harvest.stop_time_entry(9)).id == 9
    assert (await harvest.restart_time_entry(9)).id == 10
    assert (await harvest.time_entry(9)).id == 9
    assert await harvest.delete_time_entry(9) is None
    await harvest.start_timer(NewTimer(project_id=3, task_id=4, spent_date=DAY))
    assert server.seen[-1].json == {"project_id": 3, "task_id": 4, "spent_date": "2026-03-10"}


EXPENSE = {"id": 6, "spent_date": "2026-03-10", "total_cost": 9.5, "project": {"id": 3}, "expense_category": {"id": 8}}


async def test_an_expense_without_a_receipt_is_json(server, harvest):
    server.on("POST /expenses", Reply(EXPENSE, 201))
    new = NewExpense(project_id=3, expense_category_id=8, spent_date=DAY, total_cost="9.50", billable=False)
    assert (await harvest.create_expense(new)).total_cost == Decimal("9.5")
    assert server.seen[0].json["total_cost"] == 9.5


async def test_a_receipt_goes_along_in_one_multipart_request(server, harvest):
    server.on("POST /expenses", Reply(EXPENSE, 201))
    receipt = ReceiptFile("tram ticket.png", b"\x89PNG\r\n\0", "image/png")
    new = NewExpense(project_id=3, expense_category_id=8, spent_date=DAY, total_cost="9.50", notes="ü", billable=False)
    await harvest.create_expense(new, receipt)
    (first,) = server.seen
    assert first.headers["content-type"].startswith("multipart/form-data")
    assert b'name="receipt"; filename="tram ticket.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\0' in first.body
    assert b'name="total_cost"\r\n\r\n9.5\r\n' in first.body
    assert b'name="billable"\r\n\r\nfalse\r\n' in first.body
    assert 'name="notes"\r\n\r\nü\r\n'.encode() in first.body


async def test_the_life_of_an_invoice(server, harvest, listing):
    invoice = {"id": 5, "client": {"id": 1}, "state": "draft", "amount": 10}
    server.on("POST /invoices", Reply(invoice, 201))
    server.on("POST /invoices/5/messages", Reply({"id": 8, "event_type": None}, 201))
    server.on("GET /invoices/5/messages/new", Reply({"invoice_id": 5, "subject": "Invoice 1"}))
    server.on("GET /invoices/5/messages", Reply(listing("invoice_messages", [{"id": 8}])))
    server.on("DELETE /invoices/5", Reply(b""))
    assert (await harvest.create_invoice(NewInvoice(client_id=1))).id == 5
    assert (await harvest.propose_invoice_message(5, reminder=True)).subject == "Invoice 1"
    assert server.seen[-1].query == {"reminder": "true"}
    await harvest.send_invoice_message(5, NewInvoiceMessage(send_me_a_copy=True))
    assert server.seen[-1].json == {"recipients": [], "send_me_a_copy": True}
    await harvest.mark_invoice(5, InvoiceEvent(event_type="send"))
    assert server.seen[-1].json == {"event_type": "send"}
    assert (await harvest.invoice_messages(5))[0].id == 8
    await harvest.delete_invoice(5)
    assert [request.path for request in server.requests("DELETE")] == ["/v2/invoices/5"]


LISTS = [
    (lambda h: h.users(is_active=True), "/users", "users", {"is_active": "true"}),
    (lambda h: h.project_assignments(7), "/users/7/project_assignments", "project_assignments", {}),
    (lambda h: h.projects(client_id=3), "/projects", "projects", {"client_id": "3"}),
    (lambda h: h.tasks(), "/tasks", "tasks", {}),
    (lambda h: h.task_assignments(), "/task_assignments", "task_assignments", {}),
    (lambda h: h.task_assignments(3), "/projects/3/task_assignments", "task_assignments", {}),
    (lambda h: h.user_assignments(user_id=1), "/user_assignments", "user_assignments", {"user_id": "1"}),
    (lambda h: h.user_assignments(3), "/projects/3/user_assignments", "user_assignments", {}),
    (lambda h: h.clients(is_active=False), "/clients", "clients", {"is_active": "false"}),
    (lambda h: h.contacts(client_id=1), "/contacts", "contacts", {"client_id": "1"}),
    (lambda h: h.expenses(start=DAY), "/expenses", "expenses", {"from": "2026-03-10"}),
    (lambda h: h.expense_categories(), "/expense_categories", "expense_categories", {}),
    (lambda h: h.invoices(state="open"), "/invoices", "invoices", {"state": "open"}),
    (lambda h: h.item_categories(), "/invoice_item_categories", "invoice_item_categories", {}),
    (lambda h: h.project_budget_report(is_active=True), "/reports/project_budget", "results", {"is_active": "true"}),
]  # fmt: skip


@pytest.mark.parametrize(("call", "path", "key", "query"), LISTS)
async def test_lists(server, harvest, listing, call, path, key, query):
    server.on(f"GET {path}", Reply(listing(key, [])))
    assert await call(harvest) == ()
    assert server.seen[0].query == {**query, "per_page": "2000"}


@pytest.mark.parametrize("name", ["user", "project", "task", "client"])
async def test_single_objects(server, harvest, name):
    server.on(f"GET /{name}s/12", Reply({"id": 12}))
    assert (await getattr(harvest, name)(12)).id == 12
