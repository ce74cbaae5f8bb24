"""The journal's file: how it is made, opened, checked and, where it is damaged, kept aside."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop.agent.journal.errors import JournalDamaged, JournalTooNew, JournalUnusable, explained
from desktop.agent.journal.operations import Operation
from desktop.agent.journal.rescue import DAMAGE, Rescue, copy_readable, is_readable

APPLICATION_ID: Final = 0x476C6E72
"""Marks the file as ours ("Glnr"); `PRAGMA application_id`."""

VERSION: Final = 2
"""The schema that this code writes; `PRAGMA user_version`. Older files are brought up step by step (`_MIGRATIONS`)."""

_PAGE: Final = 4096
_BUSY_MS: Final = 10_000

_SCHEMA: Final = """
CREATE TABLE operations (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT NOT NULL UNIQUE,
    kind            TEXT NOT NULL,
    payload         TEXT NOT NULL,
    digest          TEXT NOT NULL,
    summary         TEXT NOT NULL,
    user_id         INTEGER NOT NULL,
    batch           TEXT NOT NULL,
    card            TEXT NOT NULL,
    before          TEXT NOT NULL,
    undoes          TEXT,
    said            TEXT NOT NULL,
    state           TEXT NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    confirmed_at    TEXT NOT NULL,
    first_sent_at   TEXT,
    uncertain_since TEXT,
    settled_at      TEXT,
    verify_at       TEXT,
    answer          TEXT NOT NULL DEFAULT '',
    answer_id       INTEGER,
    reason          TEXT NOT NULL DEFAULT '',
    claimant        TEXT,
    resends         INTEGER NOT NULL DEFAULT 0,
    looks           INTEGER NOT NULL DEFAULT 0
);
-- What is taken back is taken back once, however many processes are asked to.
CREATE UNIQUE INDEX one_undo ON operations (undoes) WHERE undoes IS NOT NULL AND state NOT IN ('refused', 'discarded');
CREATE INDEX open_operations ON operations (user_id, seq) WHERE state IN ('confirmed', 'sending', 'unclear');
CREATE INDEX to_verify ON operations (user_id, verify_at) WHERE verify_at IS NOT NULL;
CREATE INDEX by_answer ON operations (answer_id) WHERE answer_id IS NOT NULL;
CREATE TABLE events (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    operation TEXT NOT NULL,
    at        TEXT NOT NULL,
    state     TEXT NOT NULL,
    note      TEXT NOT NULL
);
CREATE INDEX events_of ON events (operation);
-- What was learnt about the account from its answers: how it counts time, whether it keeps references.
CREATE TABLE facts (
    user_id INTEGER NOT NULL,
    name    TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (user_id, name)
) WITHOUT ROWID;
"""

_MIGRATIONS: Final[dict[int, str]] = {
    1: "ALTER TABLE operations ADD COLUMN resends INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE operations ADD COLUMN looks INTEGER NOT NULL DEFAULT 0",
}
"""From version n to n + 1."""

_COLUMNS: Final = frozenset(field.name for field in fields(Operation))
_PARTS: Final = ("", "-wal", "-shm")


def prepare(path: Path, now: datetime) -> Rescue | None:
    """Make sure that a sound journal is at `path`; the folder's lock must be held.

    Returns what became of a damaged one, or None. Raises JournalTooNew, JournalFull, JournalBusy, JournalUnusable.
    """
    aside: Path | None = None
    if path.exists():
        if path.is_dir():
            raise JournalUnusable(f"There is a folder where the journal should be: {path}")
        try:
            _check(path)
        except JournalDamaged:
            aside = _put_aside(path, now)
    elif _rest_of(path):
        aside = _put_aside(path, now)
    rescue: Rescue | None = None
    if not path.exists():
        rescue = _create(path, aside, now)
    if os.name == "posix":
        path.chmod(0o600)
    return rescue


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the settings that durability needs: write-ahead log, a sync at every commit."""
    with explained():
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000)
        connection.row_factory = sqlite3.Row
        # A text that one wrong byte hit is still read: what depends on it is checked by its digest.
        connection.text_factory = lambda raw: raw.decode(errors="replace")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # macOS: a plain fsync does not reach the platter there.
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _create(path: Path, damaged: Path | None = None, now: datetime | None = None) -> Rescue | None:
    """Make a new journal, with all that can be read of a damaged one."""
    # Built beside and moved into place whole: so a file that is there and empty is damage, never a beginning.
    building = path.with_name(path.name + ".new")
    for part in _PARTS:
        building.with_name(building.name + part).unlink(missing_ok=True)
    try:
        os.close(os.open(building, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise JournalUnusable(f"The journal cannot be made: {error}") from error
    rescue: Rescue | None = None
    with explained(), contextlib.closing(sqlite3.connect(building, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.executescript(
            f"BEGIN;{_SCHEMA}PRAGMA application_id = {APPLICATION_ID};PRAGMA user_version = {VERSION};COMMIT;"
        )
        connection.execute("PRAGMA journal_mode = WAL")
        if damaged is not None and now is not None:
            rescue = _rescued(damaged, connection, building.read_bytes()[:_PAGE], now)
    building.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return rescue


def _rescued(damaged: Path, fresh: sqlite3.Connection, head: bytes, now: datetime) -> Rescue:
    """Read from a copy: what was put aside stays as it was found."""
    with tempfile.TemporaryDirectory(dir=damaged.parent) as folder:
        copy = Path(folder) / "copy"
        for part in _PARTS:
            source = damaged.with_name(damaged.name + part)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + part))
        if not copy.exists():
            return Rescue(damaged, 0, 0, is_certain=False)
        fresh.execute("BEGIN")
        try:
            rescue = copy_readable(copy, fresh, damaged, head, now)
            fresh.execute("COMMIT")
        except DAMAGE:
            fresh.execute("ROLLBACK")
            rescue = Rescue(damaged, 0, 0, is_certain=False)
    return rescue


def _check(path: Path) -> None:
    if path.stat().st_size == 0:
        raise JournalDamaged("The journal file is empty.")
    # Without `connect`: a file that is not ours must not be changed, not even its journal mode.
    with _judged(), contextlib.closing(sqlite3.connect(path, timeout=_BUSY_MS / 1000)) as connection:
        connection.row_factory = sqlite3.Row
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if mark != APPLICATION_ID:
            raise JournalDamaged("The file is not Gleaner's journal.")
        if version > VERSION:
            raise JournalTooNew(
                "A newer Gleaner wrote the journal. Please start that one; nothing was touched and nothing sent."
            )
        # Not the quick check: it does not compare the indexes with what they lead to.
        if (
            version not in (*_MIGRATIONS, VERSION)
            or connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok"
        ):
            raise JournalDamaged("The journal file is damaged.")
        for step in range(version, VERSION):
            connection.executescript(f"BEGIN IMMEDIATE;{_MIGRATIONS[step]};PRAGMA user_version = {step + 1};COMMIT;")
        if not is_readable(connection, _COLUMNS):
            raise JournalDamaged("The journal file is damaged.")


@contextlib.contextmanager
def _judged() -> Iterator[None]:
    """Whatever cannot be read is damage; a disk or a lock that fails is not."""
    try:
        with explained():
            yield
    except JournalUnusable as error:
        cause = error.__cause__
        code = getattr(cause, "sqlite_errorcode", None) or 0
        if code & 0xFF in (0, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_MISMATCH):
            raise JournalDamaged("The journal file is damaged.") from error
        raise
    except (UnicodeError, ValueError, TypeError, OverflowError) as error:
        raise JournalDamaged("The journal file is damaged.") from error


def _rest_of(path: Path) -> bool:
    """Whether a log is there whose journal is gone."""
    return path.with_name(path.name + "-wal").exists()


def _put_aside(path: Path, now: datetime) -> Path:
    stamp = f"{now:%Y%m%dT%H%M%SZ}"
    target = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while any(target.with_name(target.name + part).exists() for part in _PARTS):
        count += 1
        target = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    try:
        for part in _PARTS:
            source = path.with_name(path.name + part)
            if source.exists():
                source.rename(target.with_name(target.name + part))
    except OSError as error:
        raise JournalUnusable(f"The journal is damaged and cannot be kept aside: {error}") from error
    return target
