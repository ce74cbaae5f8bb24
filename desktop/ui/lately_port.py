"""The part of the port about what was logged lately: each is a card again with one key, or becomes a favourite."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Repeatable:
    """An entry as it would be logged again today. `key` is its own; hours are exact."""

    key: str
    hours: Decimal
    project: str
    client: str
    task: str
    notes: str = ""


class LatelyPort(QObject):
    """Methods return at once. Signals, all on the screen's thread: changed: tuple of `Repeatable`, the latest first."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._latest: tuple[Repeatable, ...] = ()

    @property
    def latest(self) -> tuple[Repeatable, ...]:
        """As last told."""
        return self._latest

    def look(self) -> None:
        """See what was logged meanwhile; `changed` follows where it is something else."""
        raise NotImplementedError

    def take(self, key: str) -> None:
        """Make a card of it, for today; the port's `replied` follows. Nothing is written."""
        raise NotImplementedError

    def keep(self, key: str) -> None:
        """Make a favourite of it: `preferences.changed` follows, or the port's `failed`."""
        raise NotImplementedError

    def _show(self, latest: tuple[Repeatable, ...]) -> None:
        if latest != self._latest:
            self._latest = latest
            self.changed.emit(latest)
