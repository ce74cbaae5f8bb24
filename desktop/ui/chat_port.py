"""The part of the port about what stands above and behind the chat: today's entries, and what was said and logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.agent.drafts import Card


@dataclass(frozen=True, slots=True)
class Logged:
    """One of the person's entries of today as Harvest has it; `hours` are exact. Names and notes are untrusted."""

    id: int
    hours: Decimal
    project: str
    client: str
    task: str
    notes: str = ""
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """One line of today's chat from before this start: `said` by the person, or the answer's `text` and its cards.

    The cards are as the journal has them now; `lost` counts those that were never confirmed.
    """

    said: str = ""
    text: str = ""
    cards: tuple[Card, ...] = ()
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that was logged from here, and what became of it in a word or two (`state`); whether its hours count."""

    day: date
    hours: Decimal | None
    client: str
    project: str
    task: str
    notes: str
    state: str
    counts: bool = True


class ChatPort(QObject):
    """Methods return at once. Signals, all on the screen's thread:

    today_changed: tuple of `Logged`, oldest first; None while it is not known.
    earlier: tuple of `Earlier`, oldest first: today's chat from before this start; once for each who signs in.
    found: str and tuple of `Kept`, newest first: what those words find.
    exported: str, a sentence about the file that was written.
    """

    today_changed = Signal(object)
    earlier = Signal(object)
    found = Signal(str, object)
    exported = Signal(str)

    def repeat(self, entry_id: int) -> None:
        """A card like that entry, for today; the port's `replied` follows."""
        raise NotImplementedError

    def change(self, entry_id: int) -> None:
        """A card that changes that entry; the port's `replied` follows."""
        raise NotImplementedError

    def find(self, words: str) -> None:
        """Look through what was logged from here; `found` follows."""
        raise NotImplementedError

    def export(self, path: Path) -> None:
        """Write all that was logged from here as CSV; `exported` follows, or the port's `failed`."""
        raise NotImplementedError
