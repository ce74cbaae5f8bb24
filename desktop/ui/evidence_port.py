"""The part of the port about what a day left behind: what is offered for it, and where it is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.agent.evidence.found import Suggestion


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What today left behind and is not logged. `offers` keep their order: what comes later is put at the end.

    `problem` has a line for each place that could not be looked into; `holiday` is today's, "" where it is none.
    """

    offers: tuple[Suggestion, ...] = ()
    problem: str = ""
    is_looking: bool = False
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class PlacesView:
    """Where is looked, and whose holidays count; `countries` are all that are known, with their regions.

    `problem` is about the latest change, and says why it was not made.
    """

    calendars: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    idle_minutes: int = 10
    countries: tuple[tuple[str, tuple[str, ...]], ...] = ()
    problem: str = ""


class EvidencePort(QObject):
    """Methods return at once. Signals, all on the screen's thread:

    gathered: `EvidenceView`, after `gather`, and again when more was found.
    changed: `PlacesView`.
    """

    gathered = Signal(object)
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view = PlacesView()

    @property
    def view(self) -> PlacesView:
        """As last shown."""
        return self._view

    def gather(self) -> None:
        """Look for what today left behind; `gathered` follows."""
        raise NotImplementedError

    def take(self, keys: tuple[str, ...]) -> None:
        """Make cards of these offers, as they were shown; the port's `replied` follows. Nothing is written."""
        raise NotImplementedError

    def look(self) -> None:
        """Tell anew where is looked; `changed` follows."""
        raise NotImplementedError

    def add_place(self, place: str, *, is_calendar: bool) -> None:
        """Look there, too; `changed` follows, with a problem where that is no such place."""
        raise NotImplementedError

    def forget_place(self, place: str) -> None:
        """Look there no more."""
        raise NotImplementedError

    def set_holidays(self, country: str, region: str) -> None:
        """Whose holidays count; "" for none."""
        raise NotImplementedError

    def set_idle(self, minutes: int) -> None:
        """Ask about a running timer after so many minutes away; 0 is never."""
        raise NotImplementedError

    def _show(self, view: PlacesView) -> None:
        self._view = view
        self.changed.emit(view)
