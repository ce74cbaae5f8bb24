"""The part of the port about timers: the one that runs, where one may be started, and what is asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Running:
    """A timer that runs in Harvest since `started` (with zone), on an entry that had `before` hours then."""

    entry_id: int
    project: str
    client: str
    task: str
    started: datetime
    before: Decimal = Decimal(0)
    notes: str = ""

    def hours(self, now: datetime | None = None) -> Decimal:
        """All its hours by now."""
        seconds = ((now or datetime.now(UTC)) - self.started).total_seconds()
        return self.before + Decimal(max(0, int(seconds))) / 3600


@dataclass(frozen=True, slots=True)
class Place:
    """Where a timer may be started: a project and a task of it, by their ids and names."""

    project_id: int
    task_id: int
    project: str
    client: str
    task: str


@dataclass(frozen=True, slots=True)
class TimerView:
    """`running` is None where none runs; `places` are those that were used lately, the latest first."""

    running: Running | None = None
    places: tuple[Place, ...] = ()


class Doubt(Enum):
    """Why a timer is asked about."""

    AWAY = "away"  # nobody was there while it ran
    LONG = "long"  # over twelve hours
    OVERNIGHT = "overnight"  # past midnight


@dataclass(frozen=True, slots=True)
class TimerAsk:
    """A question about that very timer. `began` and `ended` are the person's wall clock, set where they were away."""

    doubt: Doubt
    running: Running
    began: datetime | None = None
    ended: datetime | None = None


class TimerPort(QObject):
    """Methods return at once; none writes, all make cards. Signals, all on the screen's thread:

    changed: `TimerView`, None while it is not known.
    asked: `TimerAsk`; Harvest was asked just before whether it is still so.
    """

    changed = Signal(object)
    asked = Signal(object)

    def start(self, place: Place) -> None:
        """A card that starts a timer there, and stops the one that runs; the port's `replied` follows."""
        raise NotImplementedError

    def stop(self, entry_id: int, at: datetime | None = None) -> None:
        """A card that stops that timer, now or as of then; the port's `replied` follows."""
        raise NotImplementedError

    def forget(self) -> None:
        """Nobody is signed in; `changed` follows."""
        raise NotImplementedError

    def split(self, ask: TimerAsk) -> None:
        """Cards: one stops the timer as of when the person left, one logs the time away, on what they choose."""
        raise NotImplementedError
