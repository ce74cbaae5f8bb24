"""The part of the port about SMS and WhatsApp: whose numbers are answered, by which address, and with which token."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class TextingView:
    """How it is set up. `webhook` is what Twilio is told, "" while there is no address; `problem` why a wish failed.

    `has_token`: Twilio's token is kept. `is_installed`: Twilio's package is there.
    """

    numbers: tuple[str, ...] = ()
    address: str = ""
    webhook: str = ""
    has_token: bool = False
    is_installed: bool = True
    problem: str = ""


class TextingPort(QObject):
    """Methods return at once. Signals, on the screen's thread: changed: `TextingView`."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view = TextingView()

    @property
    def view(self) -> TextingView:
        """As last shown."""
        return self._view

    def look(self) -> None:
        """Tell anew how it is set up; `changed` follows."""
        raise NotImplementedError

    def keep(self, numbers: str, address: str, token: str) -> None:
        """Keep these, as they were typed; an empty token leaves the one that is kept. `changed` follows."""
        raise NotImplementedError

    def forget_token(self) -> None:
        """Forget Twilio's token: nothing is answered from the server's next start on. `changed` follows."""
        raise NotImplementedError

    def _show(self, view: TextingView) -> None:
        self._view = view
        self.changed.emit(view)
