"""What was logged from here, out of the journal: found by words, and written as CSV.

find(records, "acme login") -> (Record(day=2026-11-20, hours=2, project="Website", …),)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from desktop.agent.cards import card_of
from desktop.agent.drafts import Draft
from desktop.agent.insights.answer import Column, Table, Unit
from desktop.agent.insights.plain_tables import csv_text
from desktop.agent.journal.operations import Operation, State
from desktop.text import plain

_STATES: Final = {
    State.CONFIRMED: "waits",
    State.SENDING: "waits",
    State.UNCLEAR: "needs a look",
    State.COMMITTED: "in Harvest",
    State.REFUSED: "refused",
    State.UNDONE: "taken back",
    State.DISCARDED: "forgotten",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One confirmed write. `at` is when it was confirmed (UTC); an entry has all of `day` to `notes`, as Harvest
    answered or, where it has not, as the card said; any other deed has its `summary` alone. `said` are the words.
    """

    at: datetime
    state: str
    summary: str
    said: str = ""
    day: date | None = None
    hours: Decimal | None = None
    client: str = ""
    project: str = ""
    task: str = ""
    notes: str = ""
    harvest_id: int | None = None


def records_of(operations: Iterable[Operation], user_id: int) -> tuple[Record, ...]:
    """The records of that person, in the order of the operations; what took something back is told by its state."""
    mine = (one for one in operations if one.user_id == user_id and one.undoes is None)
    return tuple(_record(operation) for operation in mine)


def find(records: Iterable[Record], words: str, most: int = 50) -> tuple[Record, ...]:
    """The entries in which each of the words occurs, be it in names, notes, day or what was said; at most `most`."""
    wanted = _plain(words).split()
    found = (one for one in records if one.day is not None and all(word in _haystack(one) for word in wanted))
    return tuple(one for one, _ in zip(found, range(most), strict=False)) if wanted else ()


def csv_of(records: Iterable[Record]) -> str:
    """All of it as CSV with a head, oldest last as it came; what a spreadsheet would run is made harmless."""
    titles = ("Confirmed (UTC)", "State", "Date", "Client", "Project", "Task", "Hours", "Notes", "Said", "What", "Id")
    columns = tuple(Column(title, Unit.HOURS if title == "Hours" else Unit.TEXT) for title in titles)
    rows = tuple(
        (
            f"{one.at:%Y-%m-%d %H:%M:%S}",
            one.state,
            one.day,
            one.client,
            one.project,
            one.task,
            one.hours,
            one.notes,
            one.said,
            one.summary,
            str(one.harvest_id or ""),
        )
        for one in records
    )
    return csv_text(Table(columns, rows))


def _record(operation: Operation) -> Record:
    card = card_of(operation)
    state = _STATES[operation.state]
    if not isinstance(card, Draft):
        return Record(operation.confirmed_at, state, operation.summary, operation.said, harvest_id=operation.answer_id)
    answer = card.answer
    return Record(
        operation.confirmed_at,
        state,
        operation.summary,
        operation.said,
        answer.spent_date if answer else card.spent_date,
        answer.hours if answer else card.hours,
        card.project.client.name if card.project else "",
        answer.project if answer else (card.project.name if card.project else ""),
        answer.task if answer else (card.task.name if card.task else ""),
        answer.notes if answer else card.notes,
        operation.answer_id,
    )


def _haystack(one: Record) -> str:
    day = f"{plain.day_spoken(one.day)} {one.day.isoformat()}" if one.day else ""
    return _plain(" ".join((one.client, one.project, one.task, one.notes, one.said, day)))


def _plain(words: str) -> str:
    """In small letters without accents: "café" is found by "cafe"."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
