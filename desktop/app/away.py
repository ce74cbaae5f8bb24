"""When the person was away: moments of their latest keystroke come in, a stretch without any goes out once, at its end.

`watch.look(now, idle=2.0)` after forty quiet minutes gives `Away(began, ended)`. A machine that slept was left, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Away:
    """Nobody touched the machine in between; both with zone."""

    began: datetime
    ended: datetime

    @property
    def length(self) -> timedelta:
        """How long."""
        return self.ended - self.began


class AwayWatch:
    """Pure: clock and idle seconds are passed in."""

    def __init__(self) -> None:
        self._active: datetime | None = None

    def look(self, now: datetime, idle: float | None, least: timedelta) -> Away | None:
        """The stretch of at least that length that has just ended, else None.

        `idle`: seconds since the last keystroke or movement; None where nobody can tell. A clock that was set back
        begins anew.
        """
        if idle is None:
            self._active = None
            return None
        before, self._active = self._active, now - timedelta(seconds=idle)
        if before is None or self._active < before:
            return None
        away = Away(before, self._active)
        return away if away.length >= least else None

    def forget(self) -> None:
        """Begin anew."""
        self._active = None
