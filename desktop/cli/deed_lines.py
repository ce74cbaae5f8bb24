"""The card of a deed as lines of text for a terminal."""

from __future__ import annotations

from desktop.agent.deeds.card import Deed, FormField, Table
from desktop.agent.drafts import DraftState
from desktop.cli.choices import choices_of_field
from desktop.text.language import tr
from desktop.text.retold import retold


def deed_lines(number: int, deed: Deed, *, with_choices: bool = False) -> list[str]:
    """The card as lines: whose time, the fields with what they were, the tables, doubts, what became of it.

    `with_choices`: below a field that asks stands what it may be answered with.
    """
    lines = [f" {number}. {retold(deed.title)}"]
    if deed.person:
        lines.append(f"    {tr('FOR {who}', who=deed.person.upper())}")
    for field in deed.fields:
        lines += _field_lines(field)
        lines += choices_of_field(field) if with_choices else []
    for table in deed.tables:
        lines += _table_lines(table)
    lines += [f"    ! {retold(warning.text)}" for warning in deed.warnings]
    lines += outcome_lines(deed)
    return lines


def _field_lines(field: FormField) -> list[str]:
    if field.question:
        return [f"    {retold(field.name)}: {retold(field.question)}"]
    if not field.text and not field.is_changed:
        return []

    def shown(value: str) -> str:
        return (retold(value) if field.is_told else value) or tr("nothing")

    before = f"{shown(field.before or '')} → " if field.is_changed else ""
    first, *rest = f"{before}{shown(field.text)}".splitlines() or [""]
    return [f"    {retold(field.name)}: {first}", *(f"      {line}" for line in rest)]


def _table_lines(table: Table) -> list[str]:
    rows = [tuple(map(retold, table.columns)), *table.rows, *([table.total] if table.total else [])]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]

    def line(row: tuple[str, ...]) -> str:
        cells = (
            cell.rjust(width) if place in table.numeric else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return f"      {'  '.join(cells)}".rstrip()

    return [f"    {retold(table.title)}", *(line(row) for row in rows)]


def outcome_lines(deed: Deed) -> list[str]:
    """What became of it: nothing while it is open."""
    match deed.state:
        case DraftState.COMMITTED:
            return [f"    ✓ {retold(deed.outcome)}", *([f"    ! {retold(deed.reason)}"] if deed.reason else [])]
        case DraftState.REFUSED:
            return [f"    ✗ {tr('Not done: {why}', why=retold(deed.reason))}"]
        case DraftState.CONFIRMED | DraftState.SENDING:
            why = retold(deed.reason) or tr("it is sent when Harvest answers")
            return [f"    … {tr('waiting: {why}', why=why)}"]
        case DraftState.UNDONE:
            return [f"    ↶ {tr('taken back')}"]
        case _:
            return []
