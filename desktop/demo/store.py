"""The demo account's rows in SQLite: in memory, or in one file that several processes may share.

Every request runs in one transaction, a writing one under `BEGIN IMMEDIATE`; so two processes that use the same file
(the tray and the command line) see each other's writes and never half of one.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, cast, get_type_hints

from desktop.demo.records import TABLES, Record

R = TypeVar("R", bound=Record)
Value = str | int | float | bytes | None

BUSY_SECONDS = 30.0

FIRST_IDS = {
    "User": 4_100_101,
    "Client": 5_800_001,
    "Contact": 6_100_001,
    "Task": 8_100_001,
    "Project": 14_400_001,
    "TaskAssignment": 510_000_001,
    "UserAssignment": 415_000_001,
    "TimeEntry": 2_900_000_001,
    "ExpenseCategory": 7_700_001,
    "Expense": 33_800_001,
    "Invoice": 48_100_001,
    "LineItem": 190_300_001,
    "Message": 61_200_001,
    "Payment": 10_100_001,
    "ItemCategory": 1_460_001,
    "Estimate": 1_430_001,
    "Rate": 1_836_001,
    "Role": 618_001,
}

_INDEXES = (
    "CREATE INDEX IF NOT EXISTS entry_day ON TimeEntry (spent_date DESC, id DESC)",
    "CREATE INDEX IF NOT EXISTS entry_user ON TimeEntry (user_id, spent_date DESC, id DESC)",
    "CREATE INDEX IF NOT EXISTS entry_project ON TimeEntry (project_id, spent_date DESC, id DESC)",
    "CREATE INDEX IF NOT EXISTS entry_task ON TimeEntry (task_id)",
    "CREATE INDEX IF NOT EXISTS entry_invoice ON TimeEntry (invoice_id) WHERE invoice_id IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS entry_reference ON TimeEntry (reference_id) WHERE reference_id IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS entry_running ON TimeEntry (user_id) WHERE timer_started_at IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS expense_day ON Expense (spent_date DESC, id DESC)",
    "CREATE INDEX IF NOT EXISTS expense_project ON Expense (project_id)",
    "CREATE INDEX IF NOT EXISTS task_assignment ON TaskAssignment (project_id, task_id)",
    "CREATE INDEX IF NOT EXISTS user_assignment ON UserAssignment (user_id, project_id)",
    "CREATE INDEX IF NOT EXISTS user_assignment_project ON UserAssignment (project_id)",
    "CREATE INDEX IF NOT EXISTS line_owner ON LineItem (owner, owner_id)",
    "CREATE INDEX IF NOT EXISTS invoice_day ON Invoice (issue_date DESC, id DESC)",
    "CREATE INDEX IF NOT EXISTS invoice_span ON InvoicedSpan (project_id, kind)",
    "CREATE INDEX IF NOT EXISTS message_owner ON Message (owner, owner_id)",
    "CREATE INDEX IF NOT EXISTS payment_invoice ON Payment (invoice_id)",
    "CREATE INDEX IF NOT EXISTS rate_user ON Rate (user_id, kind)",
    "CREATE UNIQUE INDEX IF NOT EXISTS token_value ON Token (value)",
)


def instant_text(instant: datetime) -> str:
    """An instant as it is stored and shown: UTC, whole seconds, `Z`."""
    return instant.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def encode(value: object) -> Value:
    """A field's value as SQLite stores it. Instants and days are stored as text that sorts by time."""
    write = _ENCODERS.get(type(value))
    return cast(Value, value if write is None else write(value))


_ENCODERS: dict[type[Any], Callable[[Any], Value]] = {
    bool: int,
    datetime: instant_text,
    date: date.isoformat,
    Decimal: str,
    list: json.dumps,
}


_DECODERS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("datetime.datetime", datetime.fromisoformat),
    ("datetime.date", date.fromisoformat),
    ("decimal.Decimal", Decimal),
    ("bool", bool),
    ("list", json.loads),
)


def _decoder(hint: object) -> Callable[[Any], Any] | None:
    named = hint.__module__ + "." + hint.__qualname__ if isinstance(hint, type) else str(hint)
    return next((decode for name, decode in _DECODERS if name in named), None)


class _Table:
    """Columns of one record class and how to build a record from a row."""

    def __init__(self, kind: type[Record]) -> None:
        hints = get_type_hints(kind)
        self.kind = kind
        self.name = kind.__name__
        self.columns = tuple(field.name for field in fields(kind))
        self.decoders = tuple(
            (place, decode) for place, name in enumerate(self.columns) if (decode := _decoder(hints[name]))
        )
        marks = ", ".join("?" * len(self.columns))
        names = ", ".join(self.columns)
        # Names come from the dataclasses above, never from a request.
        self.create = f"CREATE TABLE IF NOT EXISTS {self.name} (id INTEGER PRIMARY KEY, {', '.join(self.columns[1:])})"
        self.write = f"INSERT OR REPLACE INTO {self.name} ({names}) VALUES ({marks})"  # noqa: S608
        self.read = f"SELECT {names} FROM {self.name}"  # noqa: S608

    def record(self, row: Sequence[Any]) -> Record:
        values = list(row)
        for place, decode in self.decoders:
            if values[place] is not None:
                values[place] = decode(values[place])
        return self.kind(**dict(zip(self.columns, values, strict=True)))

    def row(self, record: Record) -> tuple[Value, ...]:
        return tuple(encode(getattr(record, name)) for name in self.columns)


@contextmanager
def _of_disk() -> Iterator[None]:
    """What SQLite says of a disk that is full, read-only or broken, as an OSError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(f"The demo account cannot be kept on this disk ({error}).") from error


class Store:
    """Typed access to the rows. All reads and writes belong inside `transaction()`.

    Raises OSError where the disk will not do; the file is shared under a busy timeout of 30 seconds.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._tables = {kind: _Table(kind) for kind in TABLES}
        self._seen: dict[tuple[type[Record], int], Record] = {}
        with _of_disk():
            self._db = sqlite3.connect(
                path if path is not None else ":memory:",
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            if path is not None:
                path.chmod(0o600)
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = NORMAL")
        with self.transaction():
            for table in self._tables.values():
                self._db.execute(table.create)
            for index in _INDEXES:
                self._db.execute(index)
            self._db.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
            self._db.execute("CREATE TABLE IF NOT EXISTS sequence (name TEXT PRIMARY KEY, last INTEGER NOT NULL)")

    def copy_from(self, other: Store) -> None:
        """Become a copy of another store. Outside any transaction of either."""
        with self._lock, other._lock:
            other._db.backup(self._db)

    def close(self) -> None:
        """Close the database. The store cannot be used afterwards."""
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self, *, write: bool = True) -> Iterator[None]:
        """All or nothing: commits at the end, rolls back if the block raises. Nested blocks join the outer one."""
        with self._lock, _of_disk():
            if self._depth:
                yield
                return
            self._db.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            self._depth = 1
            self._seen.clear()
            try:
                yield
            except BaseException:
                if self._db.in_transaction:  # SQLite ends it by itself where the disk is full
                    self._db.execute("ROLLBACK")
                raise
            else:
                self._db.execute("COMMIT")
            finally:
                self._depth = 0
                self._seen.clear()

    def find(self, kind: type[R], record_id: int) -> R | None:
        """The record of that id, or None."""
        known = self._seen.get((kind, record_id))
        if known is not None:
            return cast(R, known)
        found = self.select(kind, "id = ?", (record_id,))
        if not found:
            return None
        self._seen[kind, record_id] = found[0]
        return found[0]

    def get(self, kind: type[R], record_id: int) -> R:
        """The record of that id. Raises KeyError where there is none: for references that must hold."""
        found = self.find(kind, record_id)
        if found is None:
            raise KeyError(f"{kind.__name__} {record_id}")
        return found

    def select(
        self,
        kind: type[R],
        where: str = "",
        values: Iterable[object] = (),
        *,
        order: str = "id DESC",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[R]:
        """Records that meet `where` (SQL written in this package, with `?` for every value)."""
        table = self._tables[kind]
        sql = table.read + (f" WHERE {where}" if where else "") + f" ORDER BY {order}"
        if limit is not None:
            sql += f" LIMIT {limit:d} OFFSET {offset:d}"
        rows = self._db.execute(sql, [encode(value) for value in values])
        return [cast(R, table.record(row)) for row in rows]

    def first(
        self, kind: type[R], where: str = "", values: Iterable[object] = (), *, order: str = "id DESC"
    ) -> R | None:
        """The first record that meets `where`, or None."""
        return next(iter(self.select(kind, where, values, order=order, limit=1)), None)

    def count(self, kind: type[Record], where: str = "", values: Iterable[object] = ()) -> int:
        """How many records meet `where`."""
        sql = f"SELECT COUNT(*) FROM {kind.__name__}" + (f" WHERE {where}" if where else "")  # noqa: S608
        return int(self._db.execute(sql, [encode(value) for value in values]).fetchone()[0])

    def save(self, record: R) -> R:
        """Insert or replace; a record with id 0 gets the next number of its kind. Returns what was stored."""
        if not record.id:
            record = replace(record, id=self._next_id(type(record)))
        self._db.execute(self._tables[type(record)].write, self._tables[type(record)].row(record))
        self._seen.pop((type(record), record.id), None)
        return record

    def save_all(self, records: Sequence[R]) -> list[R]:
        """As `save`, for many records of one kind at once, numbered in their order."""
        if not records:
            return []
        table = self._tables[type(records[0])]
        new = sum(not record.id for record in records)
        following = self._next_id(table.kind, new) if new else 0
        stored = []
        for record in records:
            if record.id:
                stored.append(record)
            else:
                stored.append(replace(record, id=following))
                following += 1
        self._db.executemany(table.write, (table.row(record) for record in stored))
        self._seen.clear()
        return stored

    def set_all(self, kind: type[Record], assignments: str, where: str, values: Iterable[object]) -> None:
        """Change columns of every record that meets `where`; `values` fill the `?` of both, in order."""
        self._db.execute(
            f"UPDATE {kind.__name__} SET {assignments} WHERE {where}",  # noqa: S608
            [encode(value) for value in values],
        )
        self._seen.clear()

    def delete(self, kind: type[Record], where: str, values: Iterable[object]) -> None:
        """Delete every record that meets `where`."""
        self._db.execute(f"DELETE FROM {kind.__name__} WHERE {where}", [encode(value) for value in values])  # noqa: S608
        self._seen.clear()

    def clear(self) -> None:
        """Delete every row of every table."""
        for name in [*(table.name for table in self._tables.values()), "meta", "sequence"]:
            self._db.execute(f"DELETE FROM {name}")  # noqa: S608
        self._seen.clear()

    def rows(self, sql: str, values: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """Rows of a query written in this package, undecoded: for sums that need no records."""
        return self._db.execute(sql, [encode(value) for value in values]).fetchall()

    def read_meta(self, key: str) -> str | None:
        """A remembered text, or None."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def write_meta(self, key: str, value: str) -> None:
        """Remember a text."""
        self._db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    def _next_id(self, kind: type[Record], count: int = 1) -> int:
        """The first of `count` fresh numbers. Numbers are never given twice, also not after a delete."""
        name = kind.__name__
        row = self._db.execute("SELECT last FROM sequence WHERE name = ?", (name,)).fetchone()
        if row is not None:
            following = int(row[0]) + 1
        else:
            highest = self._db.execute(f"SELECT MAX(id) FROM {name}").fetchone()[0]  # noqa: S608
            following = max(FIRST_IDS.get(name, 1), int(highest or 0) + 1)
        self._db.execute("INSERT OR REPLACE INTO sequence (name, last) VALUES (?, ?)", (name, following + count - 1))
        return following
