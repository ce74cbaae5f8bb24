"""What every way to claim global shortcuts offers: wanted keys go in, what became of them and presses come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Protocol

from desktop.platform.hotkey.keys import Keys

INSTEAD = "Bind the command “gleaner quick” to keys in the system's keyboard settings instead."


class Deed(StrEnum):
    """What a shortcut is for."""

    QUICK = "quick"
    TALK = "talk"


class Standing(Enum):
    """What became of wanted keys."""

    ACTIVE = "active"
    WAITING = "waiting"
    TAKEN = "taken"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Status:
    """`sentence` is for people, and says what to do where the keys do not work.

    `given` are the keys in the system's own words, where it gave others than were wished for.
    """

    standing: Standing
    sentence: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """The keys of `deed` went down, or up again. Repeats of a key that is held are none.

    `token` lets a window come to the front, "" where none is needed.
    """

    deed: Deed
    is_down: bool
    token: str = ""


class Backend(Protocol):
    """One way to claim keys. Used by one thread at a time."""

    def bind(self, wanted: Mapping[Deed, Keys]) -> dict[Deed, Status]:
        """Claim these keys and let go of all others; {} lets go of all. Never raises."""

    def statuses(self) -> dict[Deed, Status]:
        """What became of the keys by now; it may have changed whenever there was something for `strokes`."""

    def fileno(self) -> int:
        """Readable when there is something for `strokes`; -1 where nothing will ever come."""

    def strokes(self) -> Sequence[Stroke]:
        """What has come since the last look, without waiting. Raises ConnectionError where the system is gone."""

    def close(self) -> None:
        """Let go of everything."""


class Nowhere:
    """Where no key can be claimed: says so, and what to do instead."""

    def __init__(self, reason: str) -> None:
        self._reason = reason
        self._statuses: dict[Deed, Status] = {}

    def bind(self, wanted: Mapping[Deed, Keys]) -> dict[Deed, Status]:
        """Not possible here."""
        self._statuses = {deed: Status(Standing.IMPOSSIBLE, f"{self._reason} {INSTEAD}") for deed in wanted}
        return dict(self._statuses)

    def statuses(self) -> dict[Deed, Status]:
        """As `bind` said."""
        return dict(self._statuses)

    def fileno(self) -> int:
        """Nothing ever comes."""
        return -1

    def strokes(self) -> Sequence[Stroke]:
        """None."""
        return ()

    def close(self) -> None:
        """Nothing to let go of."""
