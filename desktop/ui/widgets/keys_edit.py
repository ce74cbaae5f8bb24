"""A field that records a key press: Ctrl+Alt+G pressed in it becomes "Ctrl+Alt+G"."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.text import local, plain
from desktop.text.language import tr

_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
    (Qt.KeyboardModifier.AltModifier, "Alt"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift"),
    (Qt.KeyboardModifier.MetaModifier, "Meta"),
)
_ALONE = (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_LEAVES = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


class KeysEdit(QLineEdit):
    """Shows keys; while it has the keyboard, the next press replaces them. Tab and Escape leave it as it is.

    Signals: pressed: str, the new keys. recording: bool, whether it waits for a press.
    """

    pressed = Signal(str)
    recording = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = ""
        self.setProperty("role", "field")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setToolTip(plain.tooltip(tr("Click, then press the keys")))

    def show_keys(self, keys: str) -> None:
        """Show those keys."""
        self._keys = keys
        self.setText(local.keys(keys))

    def event(self, event: QEvent) -> bool:
        """Take keys before they are shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _leaves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Record; bare Tab and Escape go their way."""
        if _leaves(event):
            super().keyPressEvent(event)
        elif event.key() not in _ALONE and not event.isAutoRepeat():
            held = [name for flag, name in _MODIFIERS if event.modifiers() & flag]
            key = QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText)
            self.pressed.emit("+".join((*held, key)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Wait for keys."""
        super().focusInEvent(event)
        self.recording.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No longer."""
        super().focusOutEvent(event)
        self.recording.emit(False)


def _leaves(event: QKeyEvent) -> bool:
    commands = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return event.key() in _LEAVES and not commands
