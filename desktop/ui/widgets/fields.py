"""Fields of a form: a label above a line, and a line for secrets that keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.theme import theme

_LONGEST = 4096


class Field(QWidget):
    """A line with its name above. Signals: entered: Enter was pressed; changed: what is typed changed."""

    entered = Signal()
    changed = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setProperty("role", "field")
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(hint)
        self.edit.setMaxLength(_LONGEST)
        label = QLabel(name)
        label.setWordWrap(True)  # a narrow window is not to be wider for its name
        label.setBuddy(self.edit)
        label.setProperty("role", "quiet")
        label.setFont(theme().font("small"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme().space(0.5))
        rows.addWidget(label)
        rows.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.returnPressed.connect(self.entered)
        self.edit.textChanged.connect(self.changed)

    @property
    def words(self) -> str:
        """What is typed, without blanks around it."""
        return self.edit.text().strip()


class SecretField(Field):
    """Shows dots instead of letters. What was typed leaves it once, by `take`; hiding the field clears it."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, hint, parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    def take(self) -> str:
        """What was typed; the field is empty afterwards, and nothing brings it back."""
        secret = self.words
        self.clear()
        return secret

    def clear(self) -> None:
        """Forget what was typed, the steps of undo too."""
        self.edit.setText("")

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees any more is forgotten."""
        super().hideEvent(event)
        self.clear()
