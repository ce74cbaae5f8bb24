"""What a service for notifications offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

CLICK: Final = "default"
"""The action that is a click on the notification itself."""


@dataclass(frozen=True, slots=True)
class Note:
    """Plain words. One of the same `key` takes the place of the one before; `actions` are ids and what buttons say."""

    key: str
    title: str
    words: str
    actions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Press:
    """A button of the note `key` was pressed; `token` lets a window come to the front, "" where none is needed."""

    key: str
    action: str
    token: str = ""


class Notifier(Protocol):
    """Used by one thread at a time."""

    def show(self, note: Note) -> None:
        """Show it. Raises ConnectionError where the service is gone."""

    def fileno(self) -> int:
        """Readable when there is something for `presses`."""

    def presses(self) -> Sequence[Press]:
        """What has come since the last look, without waiting. Raises ConnectionError where the service is gone."""

    def close(self) -> None:
        """What is shown stays; its buttons do nothing any more."""
