"""The microphone button: a click starts and stops; held down, it listens until it is let go."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.text.language import tr
from desktop.ui.widgets.buttons import GlyphButton
from desktop.ui.widgets.style import restyle

HOLD_MS = 400
"""Held for longer than this, letting go means: that was all."""


class TalkButton(GlyphButton):
    """Shows whether the microphone is open. Signals: toggled_by_hand: start to listen, or stop."""

    toggled_by_hand = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("mic", tr("Speak"), "mic", parent)
        self.hold_ms = HOLD_MS
        self._is_live = False
        self._held = QElapsedTimer()
        self.pressed.connect(self._press)
        self.released.connect(self._release)
        self.show_live(live=False)

    def show_live(self, *, live: bool) -> None:
        """Show an open or a closed microphone."""
        self._is_live = live
        self.show_glyph("stop", "window") if live else self.show_glyph("mic")
        self.rename(tr("Stop listening") if live else tr("Speak"), "Ctrl+M" if live else tr("Ctrl+M, or hold to talk"))
        if bool(self.property("live")) != live:
            self.setProperty("live", live)
            restyle(self)

    def _press(self) -> None:
        # Listening begins with the press, so that the first word of somebody who holds the button is whole.
        if self._is_live:
            self._held.invalidate()
        else:
            self._held.start()
        self.toggled_by_hand.emit()

    def _release(self) -> None:
        held = self._held.isValid() and self._held.elapsed() >= self.hold_ms
        self._held.invalidate()
        if held and self._is_live:
            self.toggled_by_hand.emit()
