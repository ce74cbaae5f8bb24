"""An answer's tables as plain text for a terminal, and as CSV for a spreadsheet.

Project            Hours  Billable
Acme › Website      12.5        10
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from desktop.agent.insights.answer import Answer, Cell, Column, Money, Table, Unit
from desktop.agent.wording import hours_text
from desktop.text.money_text import cents, money_text

_TO_THE_LEFT = (Unit.TEXT, Unit.DAY)
_WIDEST = 48
_WIDEST_OF_TWO = 200
#: What a spreadsheet takes as the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell_text(cell: Cell, column: Column) -> str:
    """One cell as people read it; "" for nothing."""
    match cell:
        case None:
            return ""
        case Money():
            return money_text(cell.amount, cell.currency)
        case Decimal():
            if column.unit in (Unit.HOURS, Unit.AMOUNT):
                return hours_text(cell)
            return f"{cents(cell).normalize():f}" + (" %" if column.unit is Unit.PERCENT else "")
        case date():
            return f"{cell:%a} {cell.day} {cell:%b %Y}"
        case _:
            return cell


def answer_lines(answer: Answer) -> list[str]:
    """What stands below an answer's sentence: its tables, what they count, texts to copy, Harvest's page."""
    lines: list[str] = []
    for table in answer.tables:
        lines += ["", *(f" {line}" for line in text_lines(table))]
    for copy in answer.copies:
        lines += ["", f" {copy.label}:", *(f" │ {line}" for line in copy.text.splitlines())]
    if answer.question:
        lines += [f"   {number}) {offer.label}" for number, offer in enumerate(answer.offers, 1)]
    elif not answer.tables:
        lines += [f"   For example: {offer.words}" for offer in answer.offers]
    if answer.counted:
        lines += ["", f" {answer.counted} As of {answer.as_of:%H:%M, %a} {answer.as_of.day} {answer.as_of:%b}."]
    if answer.link:
        lines.append(f" Open in Harvest: {answer.link}")
    return lines


def text_lines(table: Table) -> list[str]:
    """The table in columns of equal width, with a rule above its total. Long cells are cut with "…" where there are
    others to stand beside them."""
    widest = _WIDEST if len(table.columns) > 2 else _WIDEST_OF_TWO
    rows = [
        [_short(cell_text(cell, col), widest) for cell, col in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    head = [column.title for column in table.columns]
    last = [_short(cell_text(cell, col), widest) for cell, col in zip(table.total or (), table.columns, strict=False)]
    widths = [max(map(len, column)) for column in zip(head, *rows, *([last] if last else []), strict=True)]

    def line(cells: list[str]) -> str:
        padded = (
            text.ljust(width) if column.unit in _TO_THE_LEFT else text.rjust(width)
            for text, width, column in zip(cells, widths, table.columns, strict=True)
        )
        return "  ".join(padded).rstrip()

    lines = [table.title] if table.title else []
    lines += [line(head), *(line(row) for row in rows)]
    if last:
        lines += ["─" * (sum(widths) + 2 * (len(widths) - 1)), line(last)]
    return lines


def copied_text(table: Table) -> str:
    """The table for the clipboard: a line that a spreadsheet would take for a formula begins with an apostrophe."""
    return "\n".join(f"'{line}" if line.startswith(_FORMULA) else line for line in text_lines(table))


def csv_text(table: Table) -> str:
    """The table as CSV: days as ISO, numbers bare, an amount's currency in a column of its own.

    A text that a spreadsheet would take as a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([title for column in table.columns for title in _titles(column)])
    for row in (*table.rows, *([table.total] if table.total else [])):
        writer.writerow(
            [text for cell, column in zip(row, table.columns, strict=True) for text in _fields(cell, column)]
        )
    return out.getvalue()


def _titles(column: Column) -> list[str]:
    match column.unit:
        case Unit.MONEY:
            return [column.title, "Currency"]
        case Unit.AMOUNT:
            return [column.title, "Unit"]
        case _:
            return [column.title]


def _fields(cell: Cell, column: Column) -> list[str]:
    match cell:
        case Money():
            return [f"{cents(cell.amount):f}", cell.currency]
        case Decimal() if column.unit is Unit.AMOUNT:
            return [f"{cell:f}", "hours"]
        case Decimal():
            text = f"{cell:f}"
        case date():
            text = cell.isoformat()
        case None:
            text = ""
        case _:
            text = f"'{cell}" if cell.startswith(_FORMULA) else cell
    return [text, ""] if column.unit in (Unit.MONEY, Unit.AMOUNT) else [text]


def _short(text: str, widest: int) -> str:
    return text if len(text) <= widest else text[: widest - 1] + "…"
