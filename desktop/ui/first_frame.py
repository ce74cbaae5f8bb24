"""The first thing on the screen: the chat's frame, drawn before the chat is loaded; what is typed meanwhile is kept.

Nothing of the chat is imported here, since most of a start goes into that; and nothing of `Qt`, whose hundred
enumerations are made with the first look at it, in 20 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.text.language import tr
from desktop.ui.icons import drawing
from desktop.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class _Words(QPlainTextEdit):
    """Takes words; Enter waits for the chat, which shows what it would do."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only letters count."""
        from PySide6.QtCore import Qt

        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            super().keyPressEvent(event)


class FirstFrame(QWidget):
    """Header and field of the chat, in their places. `takes_words`: somebody is expected to be signed in."""

    def __init__(self, *, takes_words: bool) -> None:
        super().__init__()
        look = theme()
        self.setWindowTitle("Gleaner…")
        self.setAccessibleName(tr("Gleaner is starting"))
        self.setWindowIcon(drawing("gleaner"))
        self.resize(QSize(look.space(135), look.space(180)).boundedTo(self.screen().availableSize() * 0.9))
        self._words = _Words()
        self._words.setAccessibleName(tr("Words for Gleaner, which is starting"))
        self._words.setProperty("role", "words")
        self._words.setFont(look.font("heading"))
        self._words.verticalScrollBar().setFixedWidth(0)
        self._words.document().setDocumentMargin(look.space(1))
        self._words.setFixedHeight(self._words.fontMetrics().height() + look.space(3))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._header())
        rows.addStretch(1)
        rows.addWidget(self._dock())
        self._words.setVisible(takes_words)
        self._words.setFocus()

    @property
    def words(self) -> str:
        """What was typed so far."""
        return self._words.toPlainText()

    def _header(self) -> QFrame:
        look = theme()
        header = QFrame()
        header.setProperty("role", "header")
        sign = QLabel()
        sign.setPixmap(drawing("gleaner").pixmap(QSize(look.space(8), look.space(8)), self.devicePixelRatioF()))
        name, state = QLabel("Gleaner"), QLabel(tr("Starting…"))
        name.setFont(look.font("heading", bold=True))
        state.setFont(look.font("small"))
        state.setProperty("role", "quiet")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(name)
        names.addWidget(state)
        row = QHBoxLayout(header)
        row.setContentsMargins(look.space(4), look.space(2), look.space(4), look.space(2))
        row.setSpacing(look.space(3))
        row.addWidget(sign)
        row.addLayout(names, 1)
        return header

    def _dock(self) -> QFrame:
        look = theme()
        dock, field = QFrame(), QFrame()
        dock.setProperty("role", "dock")
        field.setProperty("role", "composer")
        field.setProperty("focused", True)
        inner = QHBoxLayout(field)
        inner.setContentsMargins(look.space(2), look.space(1), look.space(2), look.space(1))
        inner.addWidget(self._words)
        row = QHBoxLayout(dock)
        row.setContentsMargins(look.space(4), look.space(3), look.space(4), look.space(3))
        row.addWidget(field)
        return dock
