"""What every way to look at the person's screen offers: the window that has the keyboard, and whether it fills all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Active:
    """The window that has the keyboard: its corner and size in the system's pixels, frame aside.

    `process` is whose it is, 0 where that is not known; `fills_screen`: it is a film, a game, a presentation.
    """

    x: int
    y: int
    width: int
    height: int
    process: int = 0
    fills_screen: bool = False


class Presence(Protocol):
    """One way to look. Used by one thread at a time; never raises."""

    def active(self) -> Active | None:
        """The window that has the keyboard now; None where there is none, or nobody can tell."""

    def close(self) -> None:
        """Let go of everything."""


class Nobody:
    """Where programs cannot see each other's windows."""

    def active(self) -> Active | None:
        """Nobody can tell."""
        return None

    def close(self) -> None:
        """Nothing to let go of."""
