"""The chat of today, kept for the next start: plain lines in, plain lines out, in a small SQLite file.

Cards are not in it, only the ids that they have in the journal: what became of them is what the journal says. Lines of
earlier days go with the first look of a new one. A file that cannot be used is begun anew: nothing depends on it.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)

_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS lines"
    " (seq INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL)"
)
KINDS: Final = ("said", "answered", "cards")
"""Words of the person, what was answered, or ids of cards with blanks between them."""
MOST: Final = 400
"""Lines that are read back, the latest ones."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chat: of `KINDS`."""

    kind: str
    text: str


class KeptChat:
    """The file at `path`. No method raises: without the file there is only no chat at the next start."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, kind: str, text: str, user_id: int, day: date) -> None:
        """Keep a line of that day, and none of an earlier one."""

        def work(file: sqlite3.Connection) -> None:
            file.execute("DELETE FROM lines WHERE day < ?", (day.isoformat(),))
            file.execute(
                "INSERT INTO lines (user_id, day, kind, text) VALUES (?, ?, ?, ?)",
                (user_id, day.isoformat(), kind, text),
            )

        self._do(work)

    def lines(self, user_id: int, day: date) -> tuple[Line, ...]:
        """What that person said and was told on that day, in order; what is older goes."""

        def work(file: sqlite3.Connection) -> list[tuple[str, str]]:
            file.execute("DELETE FROM lines WHERE day < ?", (day.isoformat(),))
            wanted = "SELECT kind, text FROM lines WHERE user_id = ? AND day = ? ORDER BY seq DESC LIMIT ?"
            return file.execute(wanted, (user_id, day.isoformat(), MOST)).fetchall()

        rows = (self._do(work) or []) if self._path.exists() else []
        return tuple(Line(kind, text) for kind, text in reversed(rows) if kind in KINDS)

    def forget(self) -> None:
        """Keep nothing, nor what SQLite lays beside the file while it writes."""
        for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Whatever `work` gives, in one transaction; None where the file cannot be used."""
        try:
            self._path.touch(mode=0o600)
            with contextlib.closing(sqlite3.connect(self._path, timeout=2)) as file, file:
                file.execute("PRAGMA secure_delete = ON")
                file.execute(_SCHEMA)
                return work(file)
        except (sqlite3.Error, OSError) as problem:
            log.info("The chat of today is not kept: %s", problem)
            if isinstance(problem, sqlite3.DatabaseError) and not isinstance(problem, sqlite3.OperationalError):
                self.forget()  # it is no database
            return None
