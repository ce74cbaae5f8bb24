"""Client and demo account over real HTTP: expenses with receipts, invoices from draft to paid."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.harvest.errors import Forbidden, NotFound, Refused
from desktop.harvest.models import (
    ExpenseImport,
    InvoiceEvent,
    InvoiceImport,
    NewExpense,
    NewInvoice,
    NewInvoiceMessage,
    NewLineItem,
    NewRecipient,
    ReceiptFile,
    TimeImport,
)
from tests.harvest.scripted import demo_client

TODAY = date(2026, 3, 11)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture
def running(new_demo):
    return new_demo()


@pytest.fixture
async def client(running, patience):
    async with demo_client(running, patience) as harvest:
        yield harvest


@pytest.fixture
async def project(client):
    return (await client.project_assignments())[0].project.id


@pytest.fixture
async def categories(client):
    return {bool(category.unit_price): category for category in await client.expense_categories(is_active=True)}


async def test_an_expense_with_a_receipt(client, project, categories):
    new = NewExpense(
        project_id=project, expense_category_id=categories[False].id, spent_date=TODAY, total_cost="84.60", notes="Zug"
    )
    made = await client.create_expense(new, ReceiptFile("ticket.png", PNG, "image/png"))
    assert (made.total_cost, made.notes, made.spent_date) == (Decimal("84.60"), "Zug", TODAY)
    assert (made.receipt.file_name, made.receipt.file_size, made.receipt.content_type) == (
        "ticket.png",
        len(PNG),
        "image/png",
    )
    assert made in await client.expenses(project_id=project, start=TODAY, end=TODAY)
    assert await client.expense(made.id) == made
    await client.delete_expense(made.id)
    with pytest.raises(NotFound):
        await client.expense(made.id)


async def test_units_are_multiplied_by_harvest(client, project, categories):
    mileage = categories[True]
    new = NewExpense(project_id=project, expense_category_id=mileage.id, spent_date=TODAY, units=42)
    assert (await client.create_expense(new)).total_cost == 42 * mileage.unit_price


async def test_a_receipt_of_another_kind_is_refused(client, project, categories):
    new = NewExpense(project_id=project, expense_category_id=categories[False].id, spent_date=TODAY, total_cost=1)
    with pytest.raises(Refused):
        await client.create_expense(new, ReceiptFile("song.mp3", b"ID3", "audio/mpeg"))


async def test_a_free_form_invoice_from_draft_to_open(client, running):
    customer = (await client.clients(is_active=True))[0]
    kind = next(category.name for category in await client.item_categories() if category.use_as_service)
    line = NewLineItem(kind=kind, unit_price="95.50", quantity=4, description="Care", taxed=True)
    made = await client.create_invoice(
        NewInvoice(client_id=customer.id, line_items=(line,), tax=Decimal(10), subject="March", issue_date=TODAY)
    )
    assert (made.state, made.amount, made.line_items[0].amount) == ("draft", Decimal("420.20"), 382)

    proposal = await client.propose_invoice_message(made.id)
    assert proposal.subject
    before = len(running.account.outbox())
    await client.mark_invoice(made.id, InvoiceEvent(event_type="send"))
    assert len(running.account.outbox()) == before, "marking sends nothing"
    await client.mark_invoice(made.id, InvoiceEvent(event_type="draft"))
    recipient = NewRecipient(email="ap@example.com", name="Accounts")
    message = await client.send_invoice_message(
        made.id, NewInvoiceMessage(recipients=(recipient,), subject=proposal.subject, body=proposal.body)
    )
    assert [reader.email for reader in message.recipients] == ["ap@example.com"]
    assert len(running.account.outbox()) == before + 1
    assert message in await client.invoice_messages(made.id)
    opened = await client.invoice(made.id)
    assert (opened.state, opened.sent_at is not None) == ("open", True)

    await client.delete_invoice(made.id)
    with pytest.raises(NotFound):
        await client.invoice(made.id)


async def test_an_import_bills_what_was_not_billed(client):
    start, end = date(2026, 3, 1), TODAY
    open_time = [one for one in await client.time_entries(start=start, end=end, is_billed=False) if one.billable_rate]
    project, customer = open_time[0].project.id, open_time[0].client.id
    imported = InvoiceImport(
        project_ids=(project,),
        time=TimeImport(summary_type="task", start=start, end=end),
        expenses=ExpenseImport(summary_type="category", start=start, end=end),
    )
    made = await client.create_invoice(NewInvoice(client_id=customer, line_items_import=imported))
    assert made.line_items
    billed = await client.time_entries(project_id=project, start=start, end=end, is_billed=True)
    assert billed
    assert {entry.invoice.id for entry in billed} == {made.id}
    assert all(entry.is_locked and entry.locked_reason for entry in billed)


async def test_invoices_are_listed_by_state_and_day(client):
    everything = await client.invoices()
    for state in ("draft", "open", "paid"):
        assert await client.invoices(state=state) == tuple(item for item in everything if item.state == state)
    days = sorted(item.issue_date for item in everything)
    assert {item.id for item in await client.invoices(start=days[1])} == {
        item.id for item in everything if item.issue_date >= days[1]
    }


async def test_members_see_no_invoices(client, running):
    running.account.set_access_roles(running.account.user.id, "member")
    with pytest.raises(Forbidden):
        await client.invoices()


async def test_what_an_invoice_cannot_do_is_refused_with_words(client):
    draft = next(iter(await client.invoices(state="paid")))
    with pytest.raises(Refused) as caught:
        await client.mark_invoice(draft.id, InvoiceEvent(event_type="send"))
    assert caught.value.message
