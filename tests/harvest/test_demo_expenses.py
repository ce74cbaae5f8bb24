"""Expenses of the demo account: costs, receipts, locks."""

import pytest

from tests.harvest.demo_http import TODAY, demo_api


@pytest.fixture
def api():
    with demo_api() as api:
        yield api


@pytest.fixture
def categories(api):
    return {one["name"]: one["id"] for one in api.get("/expense_categories")["expense_categories"]}


@pytest.fixture
def body(api, categories):
    return {
        "project_id": api.target()["project_id"],
        "expense_category_id": categories["Travel"],
        "spent_date": TODAY,
        "total_cost": 84.6,
    }


def test_an_expense_from_creation_to_deletion(api, body):
    made = api.post("/expenses", **body, notes="Train")
    assert (made["total_cost"], made["units"], made["billable"], made["receipt"]) == (84.6, 1.0, True, None)
    assert made["client"]["currency"] == "USD"
    changed = api.patch(f"/expenses/{made['id']}", total_cost="90.10", billable=False)
    assert (changed["total_cost"], changed["billable"], changed["notes"]) == (90.1, False, "Train")
    api.delete(f"/expenses/{made['id']}")
    api.get(f"/expenses/{made['id']}", 404)


def test_a_unit_price_makes_the_cost(api, body, categories):
    body |= {"expense_category_id": categories["Mileage"], "units": 42}
    assert api.post("/expenses", **body)["total_cost"] == 28.14
    del body["units"]
    api.post("/expenses", 422, **body)


def test_a_receipt_is_a_file_of_a_multipart_request(api, body):
    files = {"receipt": ("train-ticket.pdf", b"%PDF-1.4 pretence", "application/pdf")}
    made = api.call("POST", "/expenses", 201, data=body, files=files)
    assert made["receipt"]["file_name"] == "train_ticket.pdf"
    assert (made["receipt"]["file_size"], made["receipt"]["content_type"]) == (17, "application/pdf")
    assert api.patch(f"/expenses/{made['id']}", delete_receipt=True)["receipt"] is None
    api.call("POST", "/expenses", 422, data=body, files={"receipt": ("notes.txt", b"text", "text/plain")})


@pytest.mark.parametrize("missing", ["project_id", "expense_category_id", "spent_date", "total_cost"])
def test_what_an_expense_needs(api, body, missing):
    del body[missing]
    api.post("/expenses", 422, **body)


def test_an_invoiced_expense_keeps_project_and_category_silently(api, body, categories):
    project = body["project_id"]
    made = api.post("/expenses", **body)
    client = api.get(f"/projects/{project}")["client"]["id"]
    wanted = {"project_ids": [project], "expenses": {"summary_type": "category", "from": TODAY, "to": TODAY}}
    invoice = api.post("/invoices", client_id=client, line_items_import=wanted)
    shown = api.get(f"/expenses/{made['id']}")
    assert (shown["is_billed"], shown["locked_reason"]) == (True, "Expense is invoiced.")
    assert shown["invoice"] == {"id": invoice["id"], "number": invoice["number"]}
    changed = api.patch(f"/expenses/{made['id']}", expense_category_id=categories["Meals"], notes="Late")
    assert (changed["expense_category"]["name"], changed["notes"]) == ("Travel", "Late")
    api.delete(f"/expenses/{made['id']}", 422)
    api.post("/expenses", 422, **body)
