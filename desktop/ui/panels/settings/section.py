"""A part of the settings: a heading and what belongs under it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.labels import WordsLabel


class Section(QFrame):
    """A sheet with a heading; `rows` is its layout."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setProperty("role", "sheet")
        self.setAccessibleName(heading)
        title = WordsLabel(heading)
        title.setFont(look.font(1.1, bold=True))
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(look.space(4), look.space(3), look.space(4), look.space(4))
        self.rows.setSpacing(look.space(2))
        self.rows.addWidget(title)

    def add_row(self, name: str, *widgets: QWidget) -> None:
        """A name at the left, and what it names at the right of it."""
        look = theme()
        label = WordsLabel(name, "quiet")
        label.setWordWrap(False)
        label.setFixedWidth(look.space(26))
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        row.addWidget(label)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch()
        self.rows.addLayout(row)
