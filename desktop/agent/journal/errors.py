"""What can go wrong with the journal, as one tree. Each text is for people: what is the matter, and what to do.

Whether anything was sent is not for the journal to say: the committer, which knows, adds it.

JournalError
├── JournalFull      no room on the disk
├── JournalBusy      another copy of Gleaner holds it for too long
├── JournalDamaged   the file cannot be read, or was replaced while it was in use
├── JournalTooNew    a newer Gleaner wrote it
├── JournalUnusable  it cannot be opened or written: permissions, a folder in its place, a failing disk
└── ClaimLost        an outcome for an operation that this process does not hold: a defect, never a person's fault
"""

# ruff: noqa: N818 - the names say what is wrong with the journal; all are exceptions by their base

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class JournalError(Exception):
    """The journal could not do what it was asked; nothing of that step was stored."""


class JournalFull(JournalError):
    """There is no room left on the disk."""


class JournalBusy(JournalError):
    """Another process kept the journal locked for longer than we wait."""


class JournalDamaged(JournalError):
    """The file is not a sound journal (any more)."""


class JournalTooNew(JournalError):
    """The file has a schema that this version does not know. It is left untouched."""


class JournalUnusable(JournalError):
    """The file cannot be opened or written."""


class ClaimLost(JournalError):
    """Somebody tried to store an outcome for an operation that they had not claimed."""


_SENTENCES: dict[int, tuple[type[JournalError], str]] = {
    sqlite3.SQLITE_FULL: (
        JournalFull,
        "The disk is full. Please make room.",
    ),
    sqlite3.SQLITE_BUSY: (JournalBusy, "Another Gleaner is using the journal for too long."),
    sqlite3.SQLITE_LOCKED: (JournalBusy, "Another Gleaner is using the journal for too long."),
    sqlite3.SQLITE_CORRUPT: (
        JournalDamaged,
        "The journal file is damaged. Please start Gleaner again: it saves what can be read.",
    ),
    sqlite3.SQLITE_NOTADB: (
        JournalDamaged,
        "The journal file is not a journal. Please start Gleaner again: it keeps the file aside.",
    ),
}


@contextmanager
def explained() -> Iterator[None]:
    """Turn SQLite's errors into ours. A programming error (a broken constraint) passes through as it is."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.Error as error:
        # Extended codes carry the primary one in their low byte.
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        hint = " Is the disk full, or its folder read-only?" if code == sqlite3.SQLITE_IOERR else ""
        kind, sentence = _SENTENCES.get(code, (JournalUnusable, f"The journal cannot be written ({error}).{hint}"))
        raise kind(sentence) from error
