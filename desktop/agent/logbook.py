"""What was logged from here, out of the journal: found by words, and written as CSV.

find(records, "acme login") -> (Record(day=2026-11-20, hours=2, project="Website", …),)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from pydantic import ValidationError

from desktop.agent.cards import card_of
from desktop.agent.drafts import Draft
from desktop.agent.insights.answer import Column, Table, Unit
from desktop.agent.insights.plain_tables import csv_text
from desktop.agent.journal.operations import Kind, Operation, State
from desktop.harvest.models import TimeEntry
from desktop.harvest.text import plain as plain_name
from desktop.text import plain

DELETED: Final = "deleted"
_IN_HARVEST: Final = "in Harvest"
_STATES: Final = {
    State.CONFIRMED: "waits",
    State.SENDING: "waits",
    State.UNCLEAR: "needs a look",
    State.COMMITTED: _IN_HARVEST,
    State.REFUSED: "refused",
    State.UNDONE: "taken back",
    State.DISCARDED: "forgotten",
}
_COUNTING: Final = frozenset({"waits", "needs a look", _IN_HARVEST})
_BEGINS: Final = frozenset({Kind.CREATE_ENTRY, Kind.START_TIMER})
_CHANGES: Final = frozenset({Kind.UPDATE_ENTRY, Kind.STOP_TIMER, Kind.SPLIT_ENTRY, Kind.DELETE_ENTRY})


@dataclass(frozen=True, slots=True)
class Record:
    """One confirmed write. `at` is when it was confirmed (UTC); an entry has all of `day` to `notes`, as Harvest
    answered last or, where it has not, as the card said; so has a timer, without `hours` until it is stopped from here.
    Any other deed has its `summary` alone. `said` are the words.
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

    @property
    def counts(self) -> bool:
        """Whether it is time that was logged: neither taken back, deleted, refused nor forgotten."""
        return self.state in _COUNTING


def records_of(operations: Iterable[Operation], user_id: int) -> tuple[Record, ...]:
    """The records of that person, in the order of the operations, newest first; what took something back is told by its
    state, and what was changed, stopped or deleted from here since by what Harvest answered then.
    """
    mine = [one for one in operations if one.user_id == user_id and one.undoes is None]
    since = _since(mine)
    begun = {one.answer_id for one in mine if one.kind in _BEGINS}
    return tuple(_record(operation, since, begun) for operation in mine)


def _since(operations: Iterable[Operation]) -> dict[int, tuple[TimeEntry, bool]]:
    """Entries by their ids as Harvest had them after their latest change from here, and whether that deleted them."""
    found: dict[int, tuple[TimeEntry, bool]] = {}
    for one in operations:
        if one.state is not State.COMMITTED or one.kind not in _CHANGES:
            continue
        is_gone = one.kind is Kind.DELETE_ENTRY
        image = entry_of(one.before if is_gone else one.answer)
        if image is not None:
            found.setdefault(image.id, (image, is_gone))
    return found


def entry_of(image: str) -> TimeEntry | None:
    """The entry that is kept as this JSON; None where there is none."""
    try:
        return TimeEntry.model_validate_json(image) if image else None
    except ValidationError:
        return None


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


def _record(operation: Operation, since: Mapping[int, tuple[TimeEntry, bool]], begun: Collection[int | None]) -> Record:
    number = operation.answer_id
    state = _STATES[operation.state]
    record = Record(operation.confirmed_at, state, operation.summary, operation.said, harvest_id=number)
    is_entry = operation.kind in _BEGINS or (operation.kind is Kind.STOP_TIMER and number not in begun)
    entry = entry_of(operation.answer) if is_entry else None
    if entry is not None and number is not None and number in since:
        entry, is_gone = since[number]
        if is_gone and operation.state is State.COMMITTED:
            record = replace(record, state=DELETED)
    card = card_of(operation)
    if entry is not None:
        is_open = operation.kind is Kind.START_TIMER and number not in since
        return replace(
            record,
            day=entry.spent_date,
            hours=None if is_open else entry.hours,
            client=plain_name(entry.client.name or ""),
            project=plain_name(entry.project.name or ""),
            task=plain_name(entry.task.name or ""),
            notes=plain_name(entry.notes or ""),
        )
    if not isinstance(card, Draft):
        return record
    return replace(
        record,
        day=card.spent_date,
        hours=card.hours,
        client=card.project.client.name if card.project else "",
        project=card.project.name if card.project else "",
        task=card.task.name if card.task else "",
        notes=card.notes,
    )


def _haystack(one: Record) -> str:
    day = f"{plain.day_spoken(one.day)} {one.day.isoformat()}" if one.day else ""
    return _plain(" ".join((one.client, one.project, one.task, one.notes, one.said, day)))


def _plain(words: str) -> str:
    """In small letters without accents: "café" is found by "cafe"."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
