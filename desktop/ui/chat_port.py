"""The part of the port about what stands above and behind the chat: today's entries, to be repeated or changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject, Signal


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


class ChatPort(QObject):
    """Methods return at once. Signals, all on the screen's thread:

    today_changed: tuple of `Logged`, oldest first; None while it is not known.
    """

    today_changed = Signal(object)

    def repeat(self, entry_id: int) -> None:
        """A card like that entry, for today; the port's `replied` follows."""
        raise NotImplementedError

    def change(self, entry_id: int) -> None:
        """A card that changes that entry; the port's `replied` follows."""
        raise NotImplementedError
