"""Expenses, invoices and e-mails: no reference of Harvest's to search by, and an e-mail is never sent a second time."""

from datetime import date, timedelta
from decimal import Decimal

import httpx
import pytest

from desktop.agent.journal import State
from desktop.agent.writes.expenses import receipt_digest
from desktop.agent.writes.payloads import CreateExpense, CreateInvoice, SendInvoiceEmail, SetInvoiceState
from desktop.harvest.errors import Unclear
from desktop.harvest.models import (
    InvoiceEvent,
    NewExpense,
    NewInvoice,
    NewInvoiceMessage,
    NewLineItem,
    NewRecipient,
    TimeEntry,
)
from tests.agent.writing import FRIDAY, bench_of

FAULTS = [None, "drop_before", "drop_after", "server_error_after", "truncated"]


@pytest.fixture
async def bench(server, journal_path):
    me = server.account.user
    server.account.set_access_roles(me.id, "administrator")
    async with bench_of(server, journal_path) as one:
        yield one


async def expense(bench, cost="12.50", notes="Train", **more):
    categories = await bench.harvest.expense_categories(is_active=True)
    category = next(one for one in categories if one.unit_price is None)
    wanted = NewExpense(
        project_id=bench.catalog.projects[0].id,
        expense_category_id=category.id,
        spent_date=FRIDAY,
        total_cost=Decimal(cost),
        notes=notes,
    )
    return CreateExpense(expense=wanted, **more)


async def expenses_of(bench):
    found = await bench.harvest.expenses(user_id=bench.account.user_id, start=FRIDAY, end=FRIDAY)
    return [(one.total_cost, one.notes) for one in found]


@pytest.mark.parametrize("kind", FAULTS)
async def test_expense_is_stored_once_and_taken_back(bench, kind):
    before = await expenses_of(bench)
    payload = await expense(bench)
    # The same expense twice is two expenses.
    await bench.committer.write(payload, summary="Train")
    if kind:
        bench.fault(kind, times=1)
    stored = await bench.committer.write(payload, summary="Train")
    assert stored.state is State.COMMITTED
    assert len(await expenses_of(bench)) == len(before) + 2
    for _ in range(2):
        assert (await bench.committer.undo_last()).is_done
    assert await expenses_of(bench) == before


async def test_expense_that_was_changed_is_not_taken_back(bench):
    stored = await bench.committer.write(await expense(bench), summary="Train")
    url, headers = f"{bench.address.url}/expenses/{stored.answer_id}", bench.address.headers
    async with httpx.AsyncClient() as somebody:
        (await somebody.patch(url, headers=headers, json={"total_cost": 99})).raise_for_status()
    told = await bench.committer.undo_last()
    assert (told.is_done, "changed in Harvest since" in told.text) == (False, True)


async def test_receipt_must_be_the_file_that_was_confirmed(bench, tmp_path):
    receipt = tmp_path / "receipt.png"
    receipt.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    payload = await expense(bench, receipt=str(receipt), receipt_digest=receipt_digest(receipt))
    stored = await bench.committer.write(payload, summary="Train")
    assert stored.state is State.COMMITTED
    assert (await bench.harvest.expense(stored.answer_id)).receipt is not None
    receipt.write_bytes(b"another picture")
    refused = await bench.committer.write(payload, summary="Train")
    assert (refused.state, "not the file that was confirmed" in refused.reason) == (State.REFUSED, True)


def invoice(bench, subject="November"):
    client = bench.catalog.projects[0].client
    lines = (NewLineItem(kind="Service", unit_price=Decimal(100), quantity=Decimal(3)),)
    wanted = NewInvoice(client_id=client.id, subject=subject, issue_date=date(2026, 11, 20), line_items=lines)
    return CreateInvoice(invoice=wanted)


async def invoices_of(bench):
    found = await bench.harvest.invoices(client_id=bench.catalog.projects[0].client.id)
    return sorted((one.id, one.subject) for one in found)


@pytest.mark.parametrize("kind", FAULTS)
async def test_invoice_is_made_once_and_taken_back(bench, kind):
    before = await invoices_of(bench)
    if kind:
        bench.fault(kind, times=1)
    made = await bench.committer.write(invoice(bench), summary="Invoice")
    after = await invoices_of(bench)
    assert (made.state, set(after) - set(before)) == (State.COMMITTED, {(made.answer_id, "November")})
    assert (await bench.committer.undo_last()).is_done
    assert await invoices_of(bench) == before


async def test_invoices_that_could_both_be_ours_are_for_the_person_to_judge(bench):
    client = bench.committer._harvest

    class Lossy:
        """Delivers the invoice twice and loses the answer."""

        def __getattr__(self, name):
            return getattr(client, name)

        async def create_invoice(self, wanted):
            await client.create_invoice(wanted)
            await client.create_invoice(wanted)
            raise Unclear

    bench.committer._harvest = Lossy()
    made = await bench.committer.write(invoice(bench), summary="Invoice")
    assert made.state is State.UNCLEAR
    assert made.reason.startswith("Several new invoices could be this one")


async def made_invoice(bench):
    made = await bench.committer.write(invoice(bench), summary="Invoice")
    return made.answer_id


@pytest.mark.parametrize("kind", FAULTS)
async def test_invoice_is_marked_once_and_set_back(bench, kind):
    number = await made_invoice(bench)
    if kind:
        bench.fault(kind, times=1)
    payload = SetInvoiceState(invoice_id=number, event=InvoiceEvent(event_type="send"))
    marked = await bench.committer.write(payload, summary="Mark as sent")
    assert (marked.state, (await bench.harvest.invoice(number)).state) == (State.COMMITTED, "open")
    assert marked.answer_id == number
    assert bench.demo.outbox() == []
    assert (await bench.committer.undo_last()).is_done
    assert (await bench.harvest.invoice(number)).state == "draft"


async def test_an_invoice_is_marked_only_from_the_state_that_was_seen(bench):
    number = await made_invoice(bench)
    payload = SetInvoiceState(invoice_id=number, event=InvoiceEvent(event_type="send"))
    await bench.harvest.mark_invoice(number, InvoiceEvent(event_type="send"))
    refused = await bench.committer.write(payload, summary="Mark as sent")
    assert (refused.state, "is open by now" in refused.reason) == (State.REFUSED, True)


async def test_sent_invoice_is_not_deleted_by_undo(bench):
    number = await made_invoice(bench)
    await bench.harvest.mark_invoice(number, InvoiceEvent(event_type="send"))
    told = await bench.committer.undo_last()
    assert (told.is_done, "open and no draft any more" in told.text) == (False, True)


def mail(number):
    message = NewInvoiceMessage(
        recipients=(NewRecipient(email="pat@williams.example", name="Pat"),), subject="Your invoice", body="Enclosed."
    )
    return SendInvoiceEmail(invoice_id=number, message=message)


@pytest.mark.parametrize("kind", [None, "drop_after", "server_error_after", "truncated"])
async def test_email_that_harvest_lists_was_sent(bench, kind):
    number = await made_invoice(bench)
    if kind:
        bench.fault(kind, times=1)
    sent = await bench.committer.write(mail(number), summary="E-mail")
    assert (sent.state, len(bench.demo.outbox())) == (State.COMMITTED, 1)
    told = await bench.committer.undo(sent.id)
    assert (told.is_done, told.text) == (False, "An e-mail that was sent cannot be taken back.")


@pytest.mark.parametrize("kind", ["drop_before", "server_error"])
async def test_email_of_unclear_outcome_is_never_sent_again_by_itself(bench, kind):
    number = await made_invoice(bench)
    bench.fault(kind, times=1)
    unclear = await bench.committer.write(mail(number), summary="E-mail")
    for _ in range(3):
        await bench.committer.settle_pending()
    assert (bench.journal.operation(unclear.id).state, bench.demo.outbox()) == (State.UNCLEAR, [])
    assert "please look, and decide" in unclear.reason
    assert await bench.committer.pending_count() == 1
    # The person looks, and decides.
    again = await bench.committer.send_again(unclear.id)
    assert (again.state, len(bench.demo.outbox())) == (State.COMMITTED, 1)


async def test_person_settles_an_unclear_email(bench):
    number = await made_invoice(bench)
    results = []
    for decide in (bench.committer.was_sent, bench.committer.drop):
        bench.demo.faults.clear()
        bench.fault("drop_before", times=1)
        unclear = await bench.committer.write(mail(number), summary="E-mail")
        results.append(decide(unclear.id).state)
    await bench.committer.settle_pending()
    assert (results, bench.demo.outbox()) == ([State.COMMITTED, State.DISCARDED], [])


async def test_email_that_never_left_waits_and_is_sent(bench):
    number = await made_invoice(bench)
    bench.fault("rate_limited", times=1, retry_after="60")
    waits = await bench.committer.write(mail(number), summary="E-mail")
    assert (waits.state, bench.demo.outbox()) == (State.CONFIRMED, [])
    await bench.committer.settle_pending()
    assert (bench.journal.operation(waits.id).state, len(bench.demo.outbox())) == (State.COMMITTED, 1)


async def test_member_who_may_not_invoice_is_told_in_a_sentence(bench):
    bench.demo.set_access_roles(bench.account.user_id, "member")
    refused = await bench.committer.write(invoice(bench), summary="Invoice")
    assert (refused.state, refused.reason != "") == (State.REFUSED, True)


async def test_stored_answers_hold_no_rates(bench):
    await bench.committer.commit([bench.card()])
    (operation,) = bench.journal.history()
    live = await bench.harvest.time_entry(operation.answer_id)
    kept = TimeEntry.model_validate_json(operation.answer)
    assert (live.billable_rate is None, kept.billable_rate, kept.cost_rate) == (False, None, None)


async def test_second_copy_is_told_and_told_again_when_the_first_is_taken_back(bench):
    before = await expenses_of(bench)
    bench.fault("duplicate", times=1)
    stored = await bench.committer.write(await expense(bench), summary="Train")
    (copied,) = bench.committer.operations([stored.id])
    assert (copied.state, "stored this twice" in copied.reason) == (State.COMMITTED, True)
    assert len(await expenses_of(bench)) == len(before) + 2
    assert (await bench.committer.undo(stored.id)).is_done
    bench.time.now += timedelta(minutes=2)
    done = await bench.committer.settle_pending()
    assert [(one.state, "stored this twice" in one.reason) for one in done.news] == [(State.UNDONE, True)]
    assert len(await expenses_of(bench)) == len(before) + 1


async def test_expense_that_arrives_late_is_told(bench):
    payload = await expense(bench)
    bench.fault("drop_before", times=1)
    stored = await bench.committer.write(payload, summary="Train")
    # Not before a minute has passed: a copy of it could not be told from somebody's own.
    assert (sum(bench.time.slept), stored.resends) == (60.0, 1)
    await bench.harvest.create_expense(payload.expense)
    bench.time.now += timedelta(minutes=1)
    done = await bench.committer.settle_pending()
    assert [one.id for one in done.news] == [stored.id]
    assert "stored this twice" in done.news[0].reason


async def test_answer_about_another_expense_is_looked_up(bench):
    foreign = await bench.harvest.create_expense((await expense(bench, "99", "by hand")).expense)
    create = bench.harvest.create_expense

    async def answered(*arguments):
        bench.harvest.create_expense = create
        await create(*arguments)
        return foreign

    bench.harvest.create_expense = answered
    stored = await bench.committer.write(await expense(bench), summary="Train")
    assert stored.state is State.COMMITTED
    assert stored.answer_id != foreign.id
    assert [cost for cost, _ in await expenses_of(bench)].count(Decimal("12.50")) == 1
