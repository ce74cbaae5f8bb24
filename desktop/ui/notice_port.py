"""The part of the port about notifications of the desktop, whose buttons come back as signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

CLICK = "default"
"""The action that is a click on the notification itself."""


class NoticePort(QObject):
    """Signals: pressed: str and str, the key of a notice and the id of its button, or `CLICK`."""

    pressed = Signal(str, str)

    def show(self, key: str, title: str, words: str, actions: tuple[tuple[str, str], ...] = ()) -> bool:
        """Show plain words and buttons (ids and what they say). False where nobody can: the tray is to say it."""
        raise NotImplementedError
