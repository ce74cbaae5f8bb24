"""A field for the time of day."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.text import plain
from desktop.text.clock_text import parse_clock, shown_clock
from desktop.text.language import tr
from desktop.ui.widgets.inline_edit import InlineEdit

_STEP = 15
_DAY = 24 * 60
_HINT = "Type 17:30 or 5:30 pm"


class ClockEdit(InlineEdit):
    """The time of day; Up and Down step by a quarter of an hour. Signals: chosen: `time`."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setProperty("role", "field")
        self.setMaxLength(12)
        self.textEdited.connect(lambda _text: self.mark(wrong=False))

    def show_time(self, value: time) -> None:
        """Show that time."""
        self.show_value(shown_clock(value))
        self.setToolTip(plain.tooltip(tr(_HINT)))

    def take(self) -> bool:
        """Take over what was typed; False and a mark where it is no time of day."""
        if not self.is_dirty:
            return True
        value = parse_clock(self.text())
        if value is None:
            if not self.text().strip():
                self.revert()
                return True
            self.mark(wrong=True)
            self.setToolTip(plain.tooltip(tr("Not a time of day. Type 17:30 or 5:30 pm.")))
            return False
        self._choose(value)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the next and the previous quarter of an hour."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            now = parse_clock(self.text()) or parse_clock(self.value) or time()
            minutes = now.hour * 60 + now.minute
            up = event.key() == Qt.Key.Key_Up
            quarters = minutes // _STEP + 1 if up else -(-minutes // _STEP) - 1
            hour, minute = divmod(quarters * _STEP % _DAY, 60)
            self._choose(time(hour, minute))
            return
        super().keyPressEvent(event)

    def _choose(self, value: time) -> None:
        changed = shown_clock(value) != self.value
        self.mark(wrong=False)
        self.show_value(shown_clock(value), force=True)
        if changed:
            self.chosen.emit(value)
