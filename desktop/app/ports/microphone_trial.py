"""A look at the microphone without recording: how loud it is now, and what is heard."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.speech.audio import peak
from desktop.speech.microphone import Microphone

if TYPE_CHECKING:
    from desktop.speech.dictation import Dictation

_QUIETEST_DB = -60.0


class MicrophoneTrial(QObject):
    """What arrives is measured, read by a dictation if there is one, and forgotten.

    Signals: level: float 0 to 1; changed: devices came or went.
    """

    level = Signal(float)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._microphone = Microphone(self)
        self._microphone.arrived.connect(self._arrived)
        self._microphone.changed.connect(self.changed)
        self._dictation: Dictation | None = None

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        return self._microphone.is_open

    def open(self, device_id: str) -> bool:
        """Listen to that one, or to the default one. False where there is none."""
        return self._microphone.open(device_id or None)

    def read_by(self, dictation: Dictation) -> None:
        """Let it have what arrives, too."""
        self._forget()
        if self.is_open:
            self._dictation = dictation

    def close(self) -> None:
        """Let it go."""
        self._microphone.close()
        self._forget()

    def _forget(self) -> None:
        if self._dictation is not None:
            self._dictation.cancel()
            self._dictation = None

    def _arrived(self, pcm: bytes) -> None:
        if self._dictation is not None:
            self._dictation.feed(pcm)
        loudest = peak(pcm)
        decibels = 20 * math.log10(loudest) if loudest > 0 else _QUIETEST_DB
        self.level.emit(min(1.0, max(0.0, 1 - decibels / _QUIETEST_DB)))
