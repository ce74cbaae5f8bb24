"""The part of the port about global shortcuts: which keys, whether they work, and that they were pressed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class KeysView:
    """One shortcut: its keys such as "Ctrl+Alt+G", and a sentence about whether they work, "" while that is unknown.

    `given` are the keys that the system gave instead, "" where they are the same.
    """

    keys: str = ""
    status: str = ""
    is_active: bool = False
    given: str = ""

    @property
    def pressed(self) -> str:
        """What a person has to press."""
        return self.given or self.keys


@dataclass(frozen=True, slots=True)
class ShortcutView:
    """`problem` is why the latest wish was not followed; `trial` what a trial asks for or has found, "" without one."""

    is_on: bool = False
    quick: KeysView = KeysView()
    talk: KeysView = KeysView()
    problem: str = ""
    trial: str = ""
    is_trying: bool = False


class ShortcutPort(QObject):
    """Methods return at once. Signals, all on the screen's thread:

    quick: quick entry is asked for.
    talk_began, talk_ended: the keys to talk went down, and up again.
    changed: `ShortcutView`.
    """

    quick = Signal()
    talk_began = Signal()
    talk_ended = Signal()
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view = ShortcutView()

    @property
    def view(self) -> ShortcutView:
        """As last shown."""
        return self._view

    def switch(self, *, is_on: bool) -> None:
        """Claim the keys from now on, or let go of them; `changed` follows."""
        raise NotImplementedError

    def choose(self, *, quick: str, talk: str) -> None:
        """Use these keys from now on; `changed` follows, with a `problem` where they cannot be used."""
        raise NotImplementedError

    def record(self, *, is_recording: bool) -> None:
        """While new keys are being pressed the present ones do nothing."""
        raise NotImplementedError

    def try_out(self, *, is_wanted: bool) -> None:
        """Tell of the next press instead of following it; or no longer. `changed` follows."""
        raise NotImplementedError

    def _show(self, view: ShortcutView) -> None:
        self._view = view
        self.changed.emit(view)
