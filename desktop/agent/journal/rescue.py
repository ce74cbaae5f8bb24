"""What can be read of a damaged journal, copied into a fresh one: every operation that one wrong byte did not hit.

A flipped byte hits one value, one page, or the file's head. So rows are read without the indexes, page by page around
what cannot be read; values that have few forms (states, kinds, moments) are set right where that is certain.
The head and the table of contents are the same in every journal, and are borrowed from a fresh one where ours are hit.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from desktop.agent.journal.operations import OPEN, Kind, State, digest_of

Row = dict[str, Any]

DAMAGE: Final = (sqlite3.DatabaseError, UnicodeError, ValueError, TypeError, OverflowError)
"""What reading a damaged file may raise: sqlite3 also decodes its own messages."""

REASON: Final = "The journal's copy of this was damaged before it was sent, so it was not sent. Please log it anew."
UNSURE: Final = (
    "The journal was damaged, and it cannot be told any more whether this was sent. Please look, and decide."
)

_MOMENTS: Final = ("first_sent_at", "uncertain_since", "settled_at", "verify_at")
_TEXTS: Final = ("summary", "batch", "card", "before", "said", "answer", "reason")
_NUMBERS: Final = ("attempts", "resends", "looks")
_IS_NO_MOMENT: Final = (
    "{name} NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9]*+00:00'"
    " OR strftime('%Y-%m-%dT%H:%M:%S', {name}) IS NOT substr({name}, 1, 19)"
)
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TABLES: Final = ("operations", "events", "facts")
_MOST: Final = 1_000_000
"""Numbers of rows that are asked for one by one, at most."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """What became of a damaged journal. `lost`: operations that were in it and cannot be read, as far as is known.

    `named` are those of them whose line for people was found elsewhere in the file; `hurt` those that were saved, but
    hit themselves before they were sent, so that they are not sent.
    """

    kept_aside: Path
    saved: int
    lost: int
    is_certain: bool = True
    named: tuple[str, ...] = ()
    hurt: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """For people."""
        saved = f"What could be read was saved: {self.saved}." if self.saved else "Nothing in it could be read."
        names = f" ({'; '.join(self.named)})" if self.named else ""
        lost = f"Not saved: {'' if self.is_certain else 'at least '}{self.lost}{names}." if self.lost else ""
        if self.saved and not lost:
            lost = "Nothing is missing." if self.is_certain else "Whether something is missing cannot be told."
        hurt = f"Hit before it was sent, so please log it anew: {'; '.join(self.hurt)}." if self.hurt else ""
        kept = f"The damaged file is kept as {self.kept_aside}."
        return " ".join(filter(None, ("The journal was damaged.", saved, lost, hurt, kept)))


def is_readable(connection: sqlite3.Connection, columns: Iterable[str]) -> bool:
    """Whether all operations are what we write: `columns`, states, kinds, moments; open ones in every value."""
    if _columns(connection, "operations") != set(columns):
        return False
    moments = " OR ".join(f"({_IS_NO_MOMENT.format(name=name)})" for name in ("confirmed_at", *_MOMENTS))
    strange = f"state NOT IN {_list(State)} OR kind NOT IN {_list(Kind)} OR {moments}"
    if connection.execute(f"SELECT 1 FROM operations NOT INDEXED WHERE {strange} LIMIT 1").fetchone():  # noqa: S608
        return False
    for row in connection.execute(f"SELECT * FROM operations WHERE state IN {_list(OPEN)}"):  # noqa: S608
        values = dict(zip(row.keys(), row, strict=True))
        if _mended(dict(values), {}, "") != values:
            return False
    return True


def _list(names: Iterable[str]) -> str:
    return "({})".format(", ".join(f"'{name}'" for name in names))


def copy_readable(damaged: Path, fresh: sqlite3.Connection, kept_aside: Path, head: bytes, now: datetime) -> Rescue:
    """Copy what can be read of `damaged` (a copy: it is written to) into `fresh`, which is empty.

    `head` is the first page of a journal that has just been made.
    """
    if not _has_our_tables(damaged, fresh):
        _graft(damaged, head)
    return _copied(damaged, fresh, kept_aside, now)


def _has_our_tables(damaged: Path, fresh: sqlite3.Connection) -> bool:
    """Whether the table of contents can be read; columns that an earlier version lacks are no damage."""
    try:
        with contextlib.closing(sqlite3.connect(damaged)) as old:
            present = {table: _columns(old, table) for table in _TABLES}
    except DAMAGE:
        return False
    return all(columns and columns <= _columns(fresh, table) for table, columns in present.items())


def _copied(damaged: Path, fresh: sqlite3.Connection, kept_aside: Path, now: datetime) -> Rescue:
    with contextlib.closing(sqlite3.connect(damaged)) as old:
        old.row_factory = sqlite3.Row
        old.text_factory = lambda raw: raw.decode(errors="replace")
        by_index, all_ids = _scan(old, "SELECT seq, id FROM operations ORDER BY id")
        ids = {row["seq"]: str(row["id"]) for row in by_index}
        rows, all_rows = _all(old, "operations", ids)
        events, _ = _all(old, "events")
        facts, _ = _scan(old, "SELECT * FROM facts")
    states = {str(row["operation"]): str(row["state"]) for row in events}
    saved: set[str] = set()
    hurt: list[str] = []
    for row in rows:
        row["id"] = _id_of(row, ids.get(row["seq"]), states)
        if _insert(fresh, "operations", _mended(row, states, now.isoformat(timespec="microseconds"))):
            saved.add(row["id"])
            if row["reason"] == REASON:
                hurt.append(row["summary"])
    for row in events:
        if row["operation"] in saved and row["state"] in set(State):
            _insert(fresh, "events", row)
    for row in facts:
        _insert(fresh, "facts", row)
    # What stands in one place with a wrong byte stands in another without.
    known = {key for key in (*states, *ids.values()) if _UUID.fullmatch(key)}
    missing = sorted(key for key in known - saved if all(_distance(key, one) > 1 for one in saved))
    lines = {str(row["operation"]): str(row["note"]) for row in reversed(events) if row["state"] == State.CONFIRMED}
    named = tuple(lines[key] for key in missing if lines.get(key))
    return Rescue(kept_aside, len(saved), len(missing), all_rows or all_ids, named, tuple(hurt))


def _all(old: sqlite3.Connection, table: str, known: Iterable[int] = ()) -> tuple[list[Row], bool]:
    """All rows that can be read, in order, and whether that is all of them: from both ends, and then one by one."""
    found: dict[int, Row] = {}
    for order in ("ASC", "DESC"):
        rows, is_all = _scan(old, f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid {order}")  # noqa: S608
        found |= {row["seq"]: row for row in rows}
        if is_all:
            return [found[seq] for seq in sorted(found)], True
    for seq in range(1, min(max((*found, *known), default=0), _MOST) + 1):
        if seq not in found:
            rows, _ = _scan(old, f"SELECT * FROM {table} NOT INDEXED WHERE rowid = ?", seq)  # noqa: S608
            found |= {row["seq"]: row for row in rows}
    return [found[seq] for seq in sorted(found)], False


def _scan(old: sqlite3.Connection, query: str, *values: int) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    try:
        for row in old.execute(query, values):
            rows.append(dict(zip(row.keys(), row, strict=True)))
    except DAMAGE:
        return rows, False
    return rows, True


def _id_of(row: Row, by_index: str | None, known: dict[str, str]) -> str:
    """The id: where table and index disagree, the one that the events or the payload know, too."""
    own = str(row["id"])
    if by_index is None or by_index == own:
        return own
    return next((one for one in (own, by_index) if one in known or one in str(row["payload"])), own)


def _mended(row: Row, last_states: dict[str, str], now: str) -> Row:
    """The row with what is surely wrong set right; equal to what it was where nothing is."""
    row["confirmed_at"] = row["confirmed_at"] if _is_moment(row["confirmed_at"]) else now
    for name in _MOMENTS:
        if row.get(name) is not None and not _is_moment(row[name]):
            row[name] = row["confirmed_at"]
    for name in _TEXTS:
        row[name] = row[name] if isinstance(row[name], str) else ""
    for name in _NUMBERS:
        if name in row:
            row[name] = row[name] if isinstance(row[name], int) else 1
    row["kind"] = _nearest(Kind, row["kind"])
    state = _nearest(State, row["state"]) or _nearest(State, last_states.get(row["id"]))
    if state is None:
        row |= {"state": State.UNCLEAR.value, "reason": UNSURE}
    else:
        row["state"] = state
    payload, digest = str(row["payload"]), str(row["digest"])
    if row["state"] not in OPEN:
        return row  # nothing of it is sent any more
    if digest != digest_of(payload):
        if _distance(digest, digest_of(payload)) == 1:
            row["digest"] = digest_of(payload)
        elif row["state"] == State.CONFIRMED:
            row |= {"state": State.REFUSED.value, "reason": REASON, "settled_at": row["confirmed_at"]}
    return row


def _is_moment(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _nearest(names: type[StrEnum], value: object) -> str | None:
    """The name that this is, or was before one of its bytes changed; None where there is none."""
    near = (name.value for name in names if _distance(str(value), name.value) <= 1)
    return next(near, None)


def _distance(one: str, other: str) -> int:
    """In how many places two texts of one length differ; many, where they have other lengths."""
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 1000


def _insert(fresh: sqlite3.Connection, table: str, row: Row) -> bool:
    names = [name for name in row if name in _columns(fresh, table)]
    marks = ", ".join("?" for _ in names)
    query = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names are ours
    try:
        return fresh.execute(query, [row[name] for name in names]).rowcount == 1
    except (sqlite3.IntegrityError, *DAMAGE[1:]):
        return False


def _columns(fresh: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in fresh.execute(f"PRAGMA table_info({table})")}


def _graft(damaged: Path, head: bytes) -> None:
    """Put a sound head on the file: format, sizes and table of contents are the same in every journal."""
    content, page = damaged.read_bytes(), len(head)
    pages = len(content) // page
    sound = bytearray(head)
    sound[28:32] = pages.to_bytes(4, "big")
    sound[32:40] = bytes(8)  # free pages do not matter for reading
    damaged.write_bytes(bytes(sound) + content[page:])
