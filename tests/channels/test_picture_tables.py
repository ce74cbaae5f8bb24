"""Pictures as tables: every value of the picture stands in a cell."""

from datetime import date, timedelta
from decimal import Decimal

from desktop.agent.insights.answer import Bar, Bars, BurnDown, InvoiceParts, Money, Part
from desktop.channels.picture_tables import table_of

DAY = date(2026, 11, 2)


def test_bars_have_billable_other_and_both():
    table = table_of(
        Bars("Hours", (Bar("Mon", Decimal(5), Decimal(2), Decimal(8)), Bar("Sat", Decimal(0), Decimal(1))))
    )
    assert [column.title for column in table.columns] == ["", "Billable", "Other", "All", "Full"]
    assert table.rows[0] == ("Mon", 5, 2, 7, 8)
    assert table.rows[1] == ("Sat", 0, 1, 1, None)


def test_a_long_budget_is_told_by_a_dozen_days_and_its_last_is_there():
    spent = tuple((DAY + timedelta(days=number), Decimal(number)) for number in range(100))
    table = table_of(BurnDown("Budget", "EUR", Decimal(120), DAY, spent))
    assert len(table.rows) <= 12
    assert table.rows[-1] == (DAY + timedelta(days=99), Money(Decimal(99), "EUR"), Money(Decimal(21), "EUR"))
    assert table_of(BurnDown("Budget", None, Decimal(120), DAY, spent[:3])).rows[1][1:] == (1, 119)


def test_an_invoice_stands_beside_the_one_before_if_there_was_one():
    parts = (Part("Design", Decimal(10), Decimal(5)), Part("Travel", Decimal(3)))
    table = table_of(InvoiceParts("Parts", "EUR", "7", "6", parts))
    assert table.rows == (
        ("Design", Money(Decimal(10), "EUR"), Money(Decimal(5), "EUR")),
        ("Travel", Money(Decimal(3), "EUR"), None),
    )
    assert len(table_of(InvoiceParts("Parts", "EUR", "7", None, parts)).columns) == 2
