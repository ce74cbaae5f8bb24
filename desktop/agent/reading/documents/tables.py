"""Tables out of text: CSV, TSV, Markdown, JSON records and calendars, each by its own parser.

"Date;Project;Hours\\n2026-11-18;Nucleus;1,75" gives the titles and one row of three cells. Text that is no table gives
None: a sentence with commas in it is for the readers of sentences.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from desktop.agent.reading.documents.columns import columns_of, is_heading
from desktop.agent.reading.documents.document import Cell, Column, Table

#: The fewest cells that make a line a row where no heading says that it is one.
_CELLS = {"\t": 2, ";": 3, ",": 4}
_RULE = re.compile(r"[\s|:=-]+")
_ROWS_IN = ("time_entries", "timeEntries", "timeentries", "entries", "data", "items", "results", "records")
_CALENDAR = re.compile(r"^BEGIN:V(?:CALENDAR|EVENT)\s*$", re.MULTILINE | re.IGNORECASE)
_MOST_COLUMNS = 60
#: Cells that are wholly a day, a length, or up to two figures.
_DAY = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{2}|\d{4})?|\d{4}-\d{2}-\d{2}")
_LENGTH = re.compile(r"(?:\d{1,2}(?:[.,]\d{1,2})?|[.,]\d{1,2}|\d{1,2}:\d{2})(?: ?h(?:ours?|rs?)?)?", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.,:-]+")
_FIGURES = re.compile(r"\d{1,2}")


def table_in(text: str) -> tuple[Table, int, int] | None:
    """The table that a text is or holds, and the half-open range of it; None where there is none."""
    if _CALENDAR.search(text):
        return _calendar(text)
    if text.lstrip()[:1] in ("{", "["):
        return _records(text)
    if "|" in text and (found := _markdown(text)) is not None:
        return found
    return _separated(text) if any(mark in text for mark in _CELLS) else None


# Separated values


def _separated(text: str) -> tuple[Table, int, int] | None:
    lines = _lines(text)
    for mark, fewest in _CELLS.items():
        marked = [k for k, (_, line) in enumerate(lines) if mark in line]
        if not marked:
            continue
        for first in marked[:3]:  # some words may stand in front of a table
            start = lines[first][0]
            rows = _parsed(text[start:], mark)
            if not rows:
                continue
            if mark == ",":
                rows = _with_decimal_commas(rows)
            headed = is_heading(rows[0]) and len(rows) > 1
            if headed or (first == marked[0] and _is_plain_table(rows, text[start:], mark, fewest)):
                end = len(text)
                return _placed(text, rows, headed=headed, start=start), start, end
    return None


def _parsed(text: str, mark: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=mark, skipinitialspace=True))
    except csv.Error:
        return []
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    return [] if any(len(row) > _MOST_COLUMNS for row in rows) else rows


def _is_plain_table(rows: Sequence[Sequence[str]], text: str, mark: str, fewest: int) -> bool:
    """Whether rows without a heading are a table: of one length, and no blanks behind the marks, as sentences have."""
    if len({len(row) for row in rows}) != 1:
        return False
    if len(rows[0]) <= fewest - (len(rows) > 1) and not all(_is_record(row, mark) for row in rows):
        return False
    return mark == "\t" or f"{mark} " not in re.sub(r'"[^"\n]*"', "", text)


def _is_record(row: Sequence[str], mark: str) -> bool:
    """Whether few cells are an entry: one is a length and nothing else, and between commas another one is a day."""
    days = [cell for cell in row if _DAY.fullmatch(cell)]
    lengths = [cell for cell in row if cell not in days and _LENGTH.fullmatch(cell)]
    words = [cell for cell in row if not _NUMBER.fullmatch(cell) and cell not in (*days, *lengths)]
    is_clear = len(lengths) == 1 and len(words) == len(row) - len(days) - 1 and bool(words)
    return is_clear and (mark != "," or len(days) == 1)


def _with_decimal_commas(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows in which a comma parts cells and decimals alike: "18.11.2026,Nucleus,3,5" has three cells.

    Below a heading only in rows that are a cell too long, and only its hours.
    """
    headed = is_heading(rows[0])
    columns = columns_of(rows[0]) if headed else []
    found = []
    for row in rows:
        pairs = [k for k, two in enumerate(pairwise(row)) if all(_FIGURES.fullmatch(cell) for cell in two)]
        if headed:
            pairs = [k for k in pairs if len(row) == len(columns) + 1 and columns[k : k + 1] == [Column.HOURS]]
        at = pairs[0] if len(pairs) == 1 else None
        found.append([*row] if at is None else [*row[:at], f"{row[at]},{row[at + 1]}", *row[at + 2 :]])
    return found


def _placed(text: str, rows: Sequence[Sequence[str]], *, headed: bool, start: int) -> Table:
    """The rows as cells with their places in the text; short rows are filled up."""
    width = max(len(row) for row in rows)
    at, cells = start, []
    for row in rows:
        placed = []
        for cell in [*row, *[""] * (width - len(row))]:
            found = text.find(cell, at) if cell else -1
            placed.append(Cell(cell, found, found + len(cell)) if found >= 0 else Cell(cell))
            at = found + len(cell) if found >= 0 else at
        cells.append(tuple(placed))
    titles = tuple(cell.text for cell in cells[0]) if headed else ()
    return Table(titles, tuple(cells[1:] if headed else cells))


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines with their offsets."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        found.append((at, line))
        at += len(line)
    return found


# Markdown


def _markdown(text: str) -> tuple[Table, int, int] | None:
    """Lines between bars with a rule under the first, or with a heading of known columns."""
    lines = [(at, line.strip()) for at, line in _lines(text)]
    barred = [k for k, (_, line) in enumerate(lines) if line.count("|") > 1 and (line[0], line[-1]) == ("|", "|")]
    if len(barred) < 2 or barred[-1] - barred[0] + 1 != len(barred):
        return None
    rows = [[cell.strip(" *_`") for cell in lines[k][1][1:-1].split("|")] for k in barred]
    ruled = _RULE.fullmatch(lines[barred[1]][1]) is not None
    rows = [row for k, row in zip(barred, rows, strict=True) if not _RULE.fullmatch(lines[k][1])]
    if not rows or max(map(len, rows)) > _MOST_COLUMNS:
        return None
    headed = len(rows) > 1 and (ruled or is_heading(rows[0]) or not rows[0][0])
    start, end = lines[barred[0]][0], lines[barred[-1]][0] + len(lines[barred[-1]][1])
    return _placed(text, rows, headed=headed, start=start), start, end


# Records


def _records(text: str) -> tuple[Table, int, int] | None:
    """JSON: one object, a list of them, or a list under a key, as a table with their keys as titles."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, Mapping):
        within = next((found[key] for key in _ROWS_IN if isinstance(found.get(key), list)), None)
        found = within if within is not None else [found]
    if not isinstance(found, list) or not found or not all(isinstance(row, Mapping) for row in found):
        return None
    flat = [dict(_flattened(row)) for row in found]
    titles = list(dict.fromkeys(key for row in flat for key in row))
    if not titles or len(titles) > _MOST_COLUMNS:
        return None
    rows = [[row.get(title, "") for title in titles] for row in flat]
    table = _placed(text, [titles, *rows], headed=True, start=0)
    return table, 0, len(text)


def _flattened(row: Mapping[str, Any], depth: int = 0) -> Iterable[tuple[str, str]]:
    """The values of a record as text; of `{"project": {"id": 1, "name": "Nucleus"}}` the name under "project"."""
    for key, value in row.items():
        if isinstance(value, Mapping):
            if isinstance(value.get("name"), str):
                yield key, value["name"].strip()
                if isinstance(value.get("code"), str):
                    yield f"{key} code", value["code"].strip()
            elif depth < 1:
                yield from _flattened(value, depth + 1)
        elif isinstance(value, bool):
            yield key, "yes" if value else "no"
        elif isinstance(value, str | int | float):
            yield key, str(value).strip()


# Calendars


def _calendar(text: str) -> tuple[Table, int, int] | None:
    """Events as rows of summary, day, start, end and length; all-day ones have no length, cancelled ones are out."""
    from icalendar import Calendar, Event

    whole = text if "BEGIN:VCALENDAR" in text.upper() else f"BEGIN:VCALENDAR\n{text.strip()}\nEND:VCALENDAR"
    try:
        events = [event for calendar in Calendar.from_ical(whole, multiple=True) for event in calendar.walk("VEVENT")]
        rows = [_event(event) for event in events if isinstance(event, Event)]
    except (ValueError, IndexError, KeyError, AttributeError, TypeError):
        return None
    kept = [row for row in rows if row is not None]
    titles = ["summary", "date", "start", "end", "hours"]
    return (_placed(text, [titles, *kept], headed=True, start=0), 0, len(text)) if kept else None


def _event(event: Any) -> list[str] | None:
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or event.get("DTSTART") is None:
        return None
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if event.get("DTEND") is not None else None
    if end is None and event.get("DURATION") is not None:
        end = start + event["DURATION"].dt
    summary = str(event.get("SUMMARY", "")).strip()
    if not isinstance(start, datetime):
        return [summary, start.isoformat() if isinstance(start, date) else "", "", "", ""]
    length = end - start if isinstance(end, datetime) else None
    seconds = int(length.total_seconds()) if isinstance(length, timedelta) and length > timedelta() else None
    local = str(start.tzinfo) not in ("UTC", "utc")  # what the clock on the wall said is not known of others
    clock = [start.strftime("%H:%M"), end.strftime("%H:%M")] if local and isinstance(end, datetime) else ["", ""]
    hours = "" if seconds is None else f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return [summary, start.date().isoformat(), *clock, hours]
