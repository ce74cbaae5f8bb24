"""What every way to tell idle time offers."""

from __future__ import annotations

from typing import Protocol


class Idle(Protocol):
    """One way to tell. Used by one thread at a time; never raises."""

    def seconds(self) -> float | None:
        """Since the last key or movement of the mouse, in any program; None where nobody can tell now."""

    def close(self) -> None:
        """Let go of everything."""


class Nobody:
    """Where nobody can tell."""

    def seconds(self) -> float | None:
        """Unknown."""
        return None

    def close(self) -> None:
        """Nothing to let go of."""
