"""Keys that nobody took: letters typed on a button still become words, and Escape leads back to them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.words_edit import WordsEdit

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class StrayKeys(QObject):
    """Watches the keys that reach `window` itself, which is where Qt brings those that no widget inside it took."""

    def __init__(self, window: QWidget, edit: WordsEdit, *, takes_escape: bool) -> None:
        super().__init__(window)
        self._edit, self._takes_escape = edit, takes_escape
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead what may be words, and Escape where it is wanted, to the field for words."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take(event):
            return True
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        edit, letters = self._edit, event.text()
        if edit.hasFocus() or not edit.isVisible():
            return False
        if event.key() == Qt.Key.Key_Escape:
            if self._takes_escape:
                edit.setFocus()
            return self._takes_escape
        if not letters.strip() or not letters.isprintable() or event.modifiers() & _COMMANDS:
            return False
        edit.setFocus()
        edit.insertPlainText(letters)
        return True
