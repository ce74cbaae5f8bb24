"""The part of the port about the week: seven days against a full one, and the entries of the day that is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from desktop.ui.chat_port import Logged


@dataclass(frozen=True, slots=True)
class WeekDay:
    """Exact hours of one day. `is_working`: a full day is due on it; `holiday` is its name, "" where it is none."""

    day: date
    hours: Decimal = Decimal(0)
    is_working: bool = True
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class WeekView:
    """Seven days in order, and one of them, `chosen`, with its entries, oldest first.

    `before` is the last day in front of it on which something was logged that can be logged again, and is not on the
    chosen day; None where there is none. `before_hours` is all of that.
    """

    today: date
    days: tuple[WeekDay, ...]
    chosen: date
    entries: tuple[Logged, ...] = ()
    before: date | None = None
    before_hours: Decimal = Decimal(0)


class WeekPort(QObject):
    """Methods return at once. Signals, all on the screen's thread: changed: `WeekView`, None while it is not known."""

    changed = Signal(object)

    def turn_to(self, day: date) -> None:
        """Show that day's week and its entries; `changed` follows."""
        raise NotImplementedError

    def repeat_before(self) -> None:
        """Cards like the entries of the last working day, for the chosen day; the port's `replied` follows."""
        raise NotImplementedError

    def forget(self) -> None:
        """Nobody is signed in; `changed` follows, with None."""
        raise NotImplementedError
