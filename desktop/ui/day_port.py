"""The part of the port about the end of the day: when Gleaner asks how it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class DayView:
    """How the prompt is set up: at `at` by this computer's clock, on `weekdays` (0 is Monday).

    `snoozes`: the minutes after which it may be asked to come back, of those that end today.
    """

    is_on: bool = True
    at: time = time(17, 30)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    snoozes: tuple[int, ...] = (15, 30, 60)
    problem: str = ""


class DayPort(QObject):
    """Methods return at once. Signals, all on the screen's thread:

    due: it is time to ask. It is shown and no more: no timer writes to Harvest.
    changed: `DayView`.
    """

    due = Signal()
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view = DayView()

    @property
    def view(self) -> DayView:
        """As last shown."""
        return self._view

    def look(self) -> None:
        """Tell anew how it is set up; `changed` follows."""
        raise NotImplementedError

    def set_up(self, *, is_on: bool, at: time, weekdays: tuple[int, ...]) -> None:
        """Ask then from now on; `changed` follows."""
        raise NotImplementedError

    def snooze(self, minutes: int) -> None:
        """Ask again later today."""
        raise NotImplementedError

    def waive(self) -> None:
        """Do not ask today any more."""
        raise NotImplementedError

    def _show(self, view: DayView) -> None:
        self._view = view
        self.changed.emit(view)
