"""Notifications as the screen sees them: plain words go out to the desktop, presses of their buttons come back."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSocketNotifier, Signal

from desktop.ui.notice_port import NoticePort

if TYPE_CHECKING:
    from desktop.platform.notify.backend import Notifier

Submit = Callable[[Coroutine[Any, Any, None]], object]

log = logging.getLogger(__name__)


class NoticeDesk(NoticePort):
    """`submit` puts a coroutine on the worker's loop: there the service is found; afterwards it is the screen's."""

    _opened = Signal(object)

    def __init__(self, submit: Submit) -> None:
        super().__init__()
        self._submit = submit
        self._notifier: Notifier | None = None
        self._listener: QSocketNotifier | None = None
        self._opened.connect(self._take)

    def start(self) -> None:
        """Look for the service."""
        self._submit(self._open())

    def close(self) -> None:
        """No button counts any more."""
        if self._listener:
            self._listener.setEnabled(False)
            self._listener = None
        if self._notifier:
            self._notifier.close()
            self._notifier = None

    def show(self, key: str, title: str, words: str, actions: tuple[tuple[str, str], ...] = ()) -> bool:
        """Show it, if the desktop has a service for that."""
        from desktop.platform.notify.backend import Note

        if self._notifier is None:
            return False
        try:
            self._notifier.show(Note(key, title, words, actions))
        except ConnectionError:
            self._lose()
            return False
        return True

    async def _open(self) -> None:
        from desktop.platform.notify import open_backend

        if found := open_backend(os.environ):
            self._opened.emit(found)

    def _take(self, found: Notifier) -> None:
        self._notifier = found
        self._listener = QSocketNotifier(found.fileno(), QSocketNotifier.Type.Read, self)
        self._listener.activated.connect(self._read)

    def _read(self) -> None:
        if self._notifier is None:
            return
        try:
            presses = self._notifier.presses()
        except ConnectionError:
            self._lose()
            return
        for press in presses:
            if press.token:
                os.environ["XDG_ACTIVATION_TOKEN"] = press.token  # Qt hands it in with the window that comes up
            self.pressed.emit(press.key, press.action)

    def _lose(self) -> None:
        log.warning("The desktop's notifications are gone; the tray says what is to be said")
        self.close()
