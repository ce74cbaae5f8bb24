"""Labels for untrusted words: always plain text, cleaned, elided with a tooltip or wrapped."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyleOption, QWidget

from desktop.text import plain

_LEAST_WIDTH = 28  # letters
_LONGEST_WORD = 40  # more than an address that somebody copies from here has: a copied break would spoil it
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD}}}(?=\S)")
_MAY_BREAK = "\u200b"  # zero width space


class WordsLabel(QLabel):
    """Plain words that wrap; line breaks stay.

    Qt breaks no word, and one that is wider than its list would push everything in it out of sight: long words are
    given places where they may break, and never ask for more room than that.
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.show_words(text)

    def show_words(self, text: str) -> None:
        """Show `text`, cleaned."""
        self.setText(_LONG_WORD.sub(rf"\g<0>{_MAY_BREAK}", plain.shown_lines(text)))

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word, within reason."""
        least = super().minimumSizeHint()
        return least.boundedTo(QSize(self.fontMetrics().averageCharWidth() * _LEAST_WIDTH, least.height()))


class ElidedLabel(QLabel):
    """One line of plain words that ends in an ellipsis where room is short; the tooltip then has all of it."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_words(text)

    def show_words(self, text: str) -> None:
        """Show `text`, cleaned to one line."""
        cleaned = plain.shown(text)
        self.setText(cleaned)
        self.setAccessibleName(cleaned)
        self.setToolTip(plain.tooltip(cleaned))

    def minimumSizeHint(self) -> QSize:
        """A few letters wide at least, so that layouts may squeeze it."""
        return QSize(QFontMetrics(self.font()).averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the elided line in the label's own colours."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        area = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        role = self.foregroundRole()
        self.style().drawItemText(painter, area, int(self.alignment()), option.palette, self.isEnabled(), words, role)
