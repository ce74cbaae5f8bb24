"""A part of the settings: a heading and what belongs under it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import WordsLabel

_NAMES, _NARROW = 26, 92  # width of the names of rows, and of a row that has no room for both, in units


class Section(QFrame):
    """A sheet with a heading; `rows` is its layout. Signals: connect_wanted: the sign-in panel is asked for."""

    connect_wanted = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setProperty("role", "sheet")
        self.setAccessibleName(heading)
        title = WordsLabel(heading)
        title.setFont(look.font("heading", bold=True))
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(look.space(4), look.space(3), look.space(4), look.space(4))
        self.rows.setSpacing(look.space(2))
        self.rows.addWidget(title)

    def add_row(self, name: str, *widgets: QWidget) -> QWidget:
        """A name, and at the right of it (below it, where the window is narrow) what it names. Returns the row."""
        row = _Row(name, _line(widgets))
        self.rows.addWidget(row)
        return row

    def add_words(self, name: str, words: str) -> None:
        """A name, and a sentence or two beside it."""
        self.rows.addWidget(_Row(name, WordsLabel(words)))

    def add_line(self, *widgets: QWidget) -> QWidget:
        """Widgets beside each other, in further lines where the window is narrow. Returns the line."""
        line = _line(widgets)
        self.rows.addWidget(line)
        return line


class _Row(QWidget):
    """A name and what it names, beside each other where there is room for both."""

    def __init__(self, name: str, line: QWidget) -> None:
        super().__init__()
        look = theme()
        self._line = line
        self._label = WordsLabel(name, "quiet")
        self._label.setWordWrap(False)
        self._label.setMinimumWidth(look.space(_NAMES))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.space(1))
        is_text = isinstance(line, WordsLabel)  # stands beside its first line
        self._box.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop if is_text else Qt.AlignmentFlag(0))
        self._box.addWidget(line, 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest of the two, since one may stand below the other."""
        least = self._label.minimumSizeHint().expandedTo(self._line.minimumSizeHint())
        return QSize(least.width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other or below each other."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme().space(_NARROW)
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)


def _line(widgets: tuple[QWidget, ...]) -> QWidget:
    line = QWidget()
    flow = FlowLayout(theme().space(1), line)
    for widget in widgets:
        flow.addWidget(widget)
    return line
