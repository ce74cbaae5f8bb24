"""Expenses, invoices and e-mails by words: what the card shows is what Harvest gets, each confirmed on its own."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.agent.deeds.answers import NoAnswer, money_answer
from desktop.agent.deeds.categories import category_of
from desktop.agent.deeds.emails import with_plain_days
from desktop.agent.drafts import DraftState
from desktop.app.services import open_services
from desktop.harvest.models import ClientRef, ExpenseCategory, Invoice, NewInvoice, NewLineItem
from desktop.paths import Home
from tests.agent.test_deeds import done, project, say, today


@pytest.fixture
async def services(tmp_path: Path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as opened:
        yield opened


async def answered(services, deed, **answers):
    for key, value in answers.items():
        deed = await services.conversation.answer(deed.id, key, value)
    return deed


# Expenses


async def test_an_expense_is_logged_as_its_card_shows_and_taken_back(services):
    (deed,) = (await say(services, "expense 42.50 train for the export tool")).deeds
    assert (deed.state, deed.field("category").text) == (DraftState.READY, "Travel")
    assert "category_read" in {warning.code for warning in deed.warnings}
    assert await expenses(services) == []
    await done(services, deed)
    ((cost, category, notes),) = await expenses(services)
    assert (cost, category, notes) == (Decimal("42.50"), "Travel", deed.field("notes").text)
    assert (await services.conversation.undo()).is_done
    assert await expenses(services) == []


async def expenses(services):
    me, day = (await services.directory.account()).user_id, await today(services)
    found = await services.harvest.expenses(user_id=me, start=day, end=day)
    return [(one.total_cost, one.expense_category.name, one.notes) for one in found]


async def test_units_are_asked_where_the_category_counts_them(services):
    (deed,) = (await say(services, "expense 42.50 for the export tool")).deeds
    assert deed.asked.key == "category"
    deed = await answered(services, deed, category="Mileage")
    assert deed.asked.key == "units"
    deed = await answered(services, deed, units="30")
    assert deed.field("total").text == "$20.10"
    await done(services, deed)
    ((cost, category, _),) = await expenses(services)
    assert (cost, category) == (Decimal("20.10"), "Mileage")


async def test_a_receipt_goes_with_the_expense(services, tmp_path):
    picture = tmp_path / "receipt.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    (deed,) = (await say(services, "expense 42.50 train for the export tool")).deeds
    for wrong in (str(tmp_path / "none.png"), str(tmp_path / "notes.txt")):
        with pytest.raises(NoAnswer):
            await answered(services, deed, receipt=wrong)
    deed = await answered(services, deed, receipt=str(picture))
    assert deed.field("receipt").text == "receipt.png"
    card = await done(services, deed)
    assert card.state is DraftState.COMMITTED
    expense_id = services.journal.operation(deed.id).answer_id
    assert (await services.harvest.expense(expense_id)).receipt.file_name == "receipt.png"


def category(number, name, unit="", price=None):
    return ExpenseCategory(id=number, name=name, unit_name=unit, unit_price=price)


AGENCY = (category(1, "Travel"), category(2, "Meals"), category(3, "Software"), category(4, "Mileage", "mile", 0.67))
LAW = (category(1, "Filing Fees"), category(2, "Courier & Postage"), category(3, "Hotel"), category(4, "Airfare"))
BUILDERS = (category(1, "Materials"), category(2, "Fuel"), category(3, "Tool Rental"), category(4, "Parking"))


async def test_a_receipt_at_home_is_found_when_it_is_sent(services, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "train.pdf").write_bytes(b"%PDF-1.4")
    (deed,) = (await say(services, "expense 42.50 train for the export tool")).deeds
    with pytest.raises(NoAnswer):
        await answered(services, deed, receipt="~nobody-of-this-name/train.pdf")
    deed = await answered(services, deed, receipt="~/train.pdf")
    assert deed.field("receipt").value == str(tmp_path / "train.pdf")
    assert (await done(services, deed)).state is DraftState.COMMITTED


@pytest.mark.parametrize(
    ("categories", "said", "unit", "name"),
    [
        (AGENCY, "eighteen dollars parking for Stark", "", "Travel"),
        (AGENCY, "lunch with the client 42.50", "", "Meals"),
        (AGENCY, "30 miles to the office", "miles", "Mileage"),
        (AGENCY, "font licence 90 euros", "", "Software"),
        (AGENCY, "a present 20 euros", "", None),
        (LAW, "filing fees 120", "", "Filing Fees"),
        (LAW, "fedex 18.40", "", "Courier & Postage"),
        (LAW, "flight to Boston 310", "", "Airfare"),
        (LAW, "one night in a motel", "", "Hotel"),
        (BUILDERS, "lumber 84.10", "", "Materials"),
        (BUILDERS, "diesel 60", "", "Fuel"),
        (BUILDERS, "parking 8", "", "Parking"),
    ],
)
def test_the_accounts_own_categories_are_found_by_name_or_by_kind(categories, said, unit, name):
    found, _ = category_of(categories, said, unit)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("said", "amount"),
    [("18", "18"), ("$1,234.50", "1234.50"), ("1.234,50 €", "1234.50"), ("18,5", "18.5"), ("1,234", "1234")],
)
def test_amounts_are_read_as_people_type_them(said, amount):
    assert money_answer(said) == Decimal(amount)


@pytest.mark.parametrize("said", ["", "much", "0", "-3", "1.234", "3.999", "1e9", "nan"])
def test_what_is_no_amount_is_refused(said):
    with pytest.raises(NoAnswer):
        money_answer(said)


# Invoices


async def invoices(services):
    return {one.id: one for one in await services.harvest.invoices()}


async def an_invoice(services):
    """The card of an invoice of all that Globex was not billed for."""
    (deed,) = (await say(services, "create an invoice for Globex")).deeds
    return await answered(services, deed, period="all")


async def test_an_invoice_is_what_its_card_shows_and_is_freed_by_undo(services):
    before = await invoices(services)
    deed = await an_invoice(services)
    assert deed.state is DraftState.READY
    shown = json.loads(deed.figures)
    assert set(await invoices(services)) == set(before)
    card = await done(services, deed)
    assert (card.state, card.reason) == (DraftState.COMMITTED, "")
    (made,) = [one for key, one in (await invoices(services)).items() if key not in before]
    assert (float(made.amount), made.state, made.client.name) == (shown["amount"], "draft", "Globex")
    again = await an_invoice(services)
    assert (again.state, "Nothing there" in again.asked.question) == (DraftState.ASKING, True)
    assert (await services.conversation.undo()).is_done
    assert set(await invoices(services)) == set(before)
    deed = await an_invoice(services)
    assert json.loads(deed.figures) == shown


async def test_what_is_left_out_is_told_with_its_reason(services):
    (timer,) = (await say(services, "start a timer on data platform phase 2 development")).deeds
    await done(services, timer)
    deed = await an_invoice(services)
    left = next(table for table in deed.tables if table.title == "Left out")
    assert "its timer is running" in {row[1] for row in left.rows}
    assert "running" in {warning.code for warning in deed.warnings}
    deed = await answered(services, deed, period=deed.field("period").options[1].key)
    deed = await answered(services, deed, **{"from": (await today(services) - timedelta(days=300)).isoformat()})
    left = next(table for table in deed.tables if table.title == "Left out")
    assert "already invoiced" in {row[1] for row in left.rows}


async def test_days_are_asked_where_none_are_said_and_options_change_the_card(services):
    (deed,) = (await say(services, "create an invoice for Globex")).deeds
    assert (deed.state, deed.asked.key) == (DraftState.ASKING, "period")
    deed = await an_invoice(services)
    assert deed.state is DraftState.READY
    whole = json.loads(deed.figures)["amount"]
    deed = await answered(services, deed, tax="10", term="net 30", subject="Autumn")
    assert json.loads(deed.figures)["amount"] == pytest.approx(whole * 1.1, abs=0.01)
    place = next(option for option in deed.field("projects").options if "Phase 2" in option.text)
    deed = await answered(services, deed, projects=place.key)
    assert {line["project"] for line in json.loads(deed.figures)["lines"]} == {"Data Platform Phase 2"}
    await done(services, deed)
    made = max((await invoices(services)).values(), key=lambda one: one.id)
    assert (made.subject, made.payment_term, made.tax) == ("Autumn", "net 30", 10)
    assert float(made.amount) == json.loads(deed.figures)["amount"]


async def test_a_difference_between_card_and_invoice_is_told(services):
    from desktop.harvest.models import NewTimeEntry

    deed = await an_invoice(services)
    place = await project(services, "Data Platform Phase 2")
    task = next(task for task in place.tasks if task.name == "Development")
    await services.harvest.create_time_entry(
        NewTimeEntry(project_id=place.id, task_id=task.id, spent_date=await today(services), hours=Decimal(1))
    )
    card = await done(services, deed)
    assert (card.state, "not the" in card.reason) == (DraftState.COMMITTED, True)


async def test_a_whole_fee_that_is_billed_is_said(services):
    (deed,) = (await say(services, "create an invoice for Globex for last month")).deeds
    (told,) = [warning.text for warning in deed.warnings if warning.code == "whole_fee"]
    assert told.startswith("The whole fee of Data Platform, $60,000.00, is billed. A fee is for the whole project")
    place = next(option for option in deed.field("projects").options if "Phase 2" in option.text)
    deed = await answered(services, deed, projects=place.key)
    assert "whole_fee" not in {warning.code for warning in deed.warnings}


async def test_an_invoice_of_the_hours_alone_starts_with_the_expenses_off(services):
    words = "create an invoice for Globex for everything unbilled"
    (whole,) = (await say(services, words)).deeds
    (hours,) = (await say(services, f"{words}, hours only")).deeds
    assert (whole.field("expenses").value, hours.field("expenses").value) == ("yes", "no")
    assert json.loads(hours.figures)["expenses"] == 0 < json.loads(whole.figures)["expenses"]
    again = await answered(services, hours, expenses="yes")
    assert json.loads(again.figures)["amount"] == json.loads(whole.figures)["amount"]
    (costs,) = (await say(services, f"{words}, only the expenses")).deeds
    assert json.loads(costs.figures)["amount"] == json.loads(whole.figures)["expenses"]
    (invoice,) = await services.conversation.commit([costs.id])
    (imported,) = {line.kind for line in (await services.harvest.invoices())[0].line_items}
    assert invoice.state is DraftState.COMMITTED
    assert imported != "Service"


async def test_expenses_that_were_invoiced_are_no_part_of_a_fee(services):
    place = await project(services, "Data Platform")
    lines = (("Product", "202.93"), ("Service", "1000"))
    await services.harvest.create_invoice(
        NewInvoice(
            client_id=place.client.id,
            line_items=tuple(
                NewLineItem(kind=kind, unit_price=Decimal(price), project_id=place.id) for kind, price in lines
            ),
        )
    )
    (deed,) = (await say(services, "create an invoice for Globex for last month")).deeds
    (told,) = [warning.text for warning in deed.warnings if warning.code == "whole_fee"]
    assert told.startswith("All that is left of the fee of Data Platform, $59,000.00, is billed.")
    assert "yet" not in " ".join(field.shown + " ".join(one.text for one in field.options) for field in deed.fields)


# E-mails


async def a_draft(services):
    deed = await an_invoice(services)
    await done(services, deed)
    return services.journal.operation(deed.id).answer_id


async def messages(services, invoice_id):
    return await services.harvest.invoice_messages(invoice_id)


async def test_an_email_goes_to_contacts_or_typed_addresses_and_never_by_yes(services):
    invoice_id = await a_draft(services)
    (deed,) = (await say(services, "send the invoice to Globex")).deeds
    assert (deed.is_grave, deed.field("to").value) == (True, "dana.kim@globex.example")
    await say(services, "yes")
    assert await messages(services, invoice_id) == ()
    with pytest.raises(NoAnswer):
        await answered(services, deed, to="somebody")
    deed = await answered(services, deed, to="Dana, Bo <bo@globex.example>", subject="Hello", body="One\nTwo", pdf="no")
    await done(services, deed)
    (message,) = await messages(services, invoice_id)
    assert [one.email for one in message.recipients] == ["dana.kim@globex.example", "bo@globex.example"]
    assert (message.subject, message.body, message.attach_pdf) == ("Hello", "One\nTwo", False)
    undone = await services.conversation.undo()
    assert (undone.is_done, "cannot be taken back" in undone.text) == (False, True)


async def test_an_email_without_text_or_recipients_asks(services):
    await a_draft(services)
    (deed,) = (await say(services, "send the invoice to Globex")).deeds
    assert (await answered(services, deed, to="")).asked.key == "to"
    deed = await answered(services, deed, to="dana.kim@globex.example", body="")
    assert (deed.asked.key, deed.writing) == ("body", None)


async def test_which_invoice_is_asked_where_several_may_be_meant(services):
    (deed,) = (await say(services, "send the invoice")).deeds
    assert (deed.state, deed.asked.key, len(deed.asked.options) > 1) == (DraftState.ASKING, "invoice", True)
    deed = await answered(services, deed, invoice=deed.asked.options[0].key)
    assert deed.field("subject").value


async def test_days_ago_is_no_detail(services):
    # Expenses of another day are for that day.
    (deed,) = (await say(services, "expense 42.50 train for the export tool yesterday")).deeds
    assert deed.field("day").value == (await today(services) - timedelta(days=1)).isoformat()


async def test_send_it_means_the_invoice_that_was_just_made(services):
    assert (await say(services, "send it to Dana")).deeds == ()
    invoice_id = await a_draft(services)
    (deed,) = (await say(services, "email it to Dana")).deeds
    assert (deed.field("invoice").value, deed.field("to").value) == (str(invoice_id), "dana.kim@globex.example")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Invoice 12-01 is due on 12/01/2026.", "Invoice 12-01 is due on 1 December 2026."),
        ("Due 2026-12-01, issued 01.11.2026", "Due 1 December 2026, issued 1 November 2026"),
        ("Paid on 11/12/2026", "Paid on 11/12/2026"),  # 12 November or 11 December: both are the invoice's
        ("Call us before 12/24/2026 or at 01/12/2026-7", "Call us before 12/24/2026 or at 01/12/2026-7"),
    ],
)
def test_an_e_mail_says_the_invoices_days_as_nobody_misreads_them(text, shown):
    days = {"issue_date": date(2026, 11, 1), "due_date": date(2026, 12, 1), "paid_date": date(2026, 11, 12)}
    invoice = Invoice(id=1, client=ClientRef(), state="paid", amount=Decimal(1), **days)
    if "11/12" in text:
        invoice = invoice.model_copy(update={"due_date": date(2026, 12, 11)})
    assert with_plain_days(text, invoice) == shown


# To whom, which one, and how many


@pytest.mark.parametrize(
    ("words", "to", "copy"),
    [
        ("send invoice 2026-010 to myself", ["robin@"], "no"),
        ("email me invoice 2026-010", ["robin@"], "no"),
        ("send invoice 2026-010 to samir and me", ["samir", "robin@"], "no"),
        ("send invoice 2026-010 to jo@x.test, cc me", ["jo@x.test"], "yes"),
        ("send invoice 2026-010", ["samir"], "no"),
    ],
)
async def test_an_invoice_goes_to_the_person_only_where_that_is_said(services, words, to, copy):
    (deed,) = (await say(services, words)).deeds
    addresses = deed.field("to").value.split(", ")
    assert len(addresses) == len(to)
    assert all(one.startswith(start) for one, start in zip(addresses, to, strict=True))
    assert deed.field("copy").value == copy


@pytest.mark.parametrize(
    "words", ["bill umbrella for november and send it to jo@umbrella.test", "bill umbrella for november, then email it"]
)
async def test_what_is_billed_and_sent_is_made_first(services, words):
    reply = await say(services, words)
    (deed,) = reply.deeds
    assert (reply.kind, deed.field("client").text) == ("invoice_create", "Umbrella Health")
    assert "once it is made" in reply.text


@pytest.mark.parametrize(
    "words",
    [
        "cancel the invoice for acme",
        "mark the acme invoice as paid",
        "void invoice 2026-010",
        "delete acme's last invoice",
        "mark invoice 2026-010 as paid",
        "record a payment for the acme invoice",
    ],
)
async def test_what_is_not_done_to_invoices_here_makes_none(services, words):
    reply = await say(services, words)
    assert (reply.kind, reply.deeds, reply.drafts) == ("none", (), ())
    assert "open it in Harvest" in reply.text


@pytest.mark.parametrize(
    ("words", "sums"),
    [
        ("spent $18 parking and $30 lunch on the export tool", [("18.00", "Travel"), ("30.00", "Meals")]),
        ("30 miles and $5 toll for nucleus", [("20.10", "Mileage"), ("5.00", "Travel")]),
    ],
)
async def test_two_expenses_in_a_sentence_are_two_cards(services, words, sums):
    reply = await say(services, words)
    assert [deed.state for deed in reply.deeds] == [DraftState.READY, DraftState.READY]
    for deed in reply.deeds:
        await done(services, deed)
    assert sorted((f"{cost:.2f}", category) for cost, category, _ in await expenses(services)) == sorted(sums)


async def test_sums_that_cannot_be_told_apart_are_asked_about(services):
    reply = await say(services, "spent $18 of $30 for parking on the export tool")
    (deed,) = reply.deeds
    assert (deed.state, deed.field("amount").value) == (DraftState.ASKING, "")
    assert "More than one amount" in reply.text


async def test_kilometres_are_no_miles(services):
    (deed,) = (await say(services, "mileage 40 km for nucleus")).deeds
    assert (deed.field("category").text, deed.asked.key) == ("Mileage", "units")
