"""The demo account's clock: the system's, or one that starts elsewhere and ticks on from there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class DemoClock:
    """Tells the time as aware UTC datetimes.

    With `start` the clock shows that instant when it is made and ticks at the system's pace from then on; without it,
    it is the system clock. `start` must be aware.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = timedelta(0)
        if start is not None:
            self.set(start)

    def now(self) -> datetime:
        """The present instant, UTC, with microseconds."""
        return datetime.now(UTC) + self._offset

    def set(self, instant: datetime) -> None:
        """Show `instant` now and tick on from there. Raises ValueError for an instant without a zone."""
        if instant.tzinfo is None:
            raise ValueError("the demo clock needs an instant with a time zone")
        self._offset = instant.astimezone(UTC) - datetime.now(UTC)

    def advance(self, by: timedelta) -> None:
        """Jump ahead (or back, if negative)."""
        self._offset += by
