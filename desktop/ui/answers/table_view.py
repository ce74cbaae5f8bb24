"""An answer's table: rows to read, walk over with the arrow keys, and copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.agent.insights.answer import Cell, Column, Table, Unit
from desktop.agent.insights.plain_tables import cell_text, copied_text
from desktop.text import plain
from desktop.text.language import tr
from desktop.ui.theme import theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LETTERS = 9  # that a column of words has room for at least
_SHORT = 12  # characters of words that need no more room than they take


class TableView(QTableWidget):
    """Shows up to `most` rows and the total; words are elided where room is short, numbers never."""

    def __init__(self, table: Table, most: int = 0, parent: QWidget | None = None) -> None:
        rows = table.rows[:most] if most else table.rows
        super().__init__(len(rows) + bool(table.total), len(table.columns), parent)
        self.table = table
        self.setProperty("role", "figures")
        self.setAccessibleName(
            tr("Table: {title}", title=plain.shown(table.title or ", ".join(one.title for one in table.columns)))
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + theme().space(1.5))
        self._show_heads()
        for place, row in enumerate(rows):
            self._show_row(place, row)
        if table.total:
            self._show_row(len(rows), table.total, bold=True)
        self._share_room()

    def sizeHint(self) -> QSize:
        """All rows at once: the list around it scrolls."""
        return QSize(theme().space(90), self._height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as may be; what does not fit is reached by scrolling sideways."""
        return QSize(theme().space(40), self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the whole table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(copied_text(self.table))
        else:
            super().keyPressEvent(event)

    def _height(self) -> int:
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + below + 2

    def _show_heads(self) -> None:
        for place, column in enumerate(self.table.columns):
            head = QTableWidgetItem(plain.shown(column.title))
            head.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(place, head)

    def _show_row(self, place: int, row: Sequence[Cell], *, bold: bool = False) -> None:
        for number, (cell, column) in enumerate(zip(row, self.table.columns, strict=True)):
            words = plain.shown(cell_text(cell, column))
            item = QTableWidgetItem(words)
            item.setTextAlignment(_side(column))
            item.setToolTip(plain.tooltip(words))
            if bold:
                item.setFont(theme().font(bold=True))
            self.setItem(place, number, item)

    def _share_room(self) -> None:
        """Numbers and short words take what they need, columns of longer words share the rest."""
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * _LETTERS)
        words = [number for number, column in enumerate(self.table.columns) if column.unit is Unit.TEXT] or [0]
        words = [number for number in words if self._longest(number) > _SHORT] or words[:1]
        for number in range(len(self.table.columns)):
            stretches = number in words
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(number, mode)

    def _longest(self, number: int) -> int:
        """The characters of that column's longest cell."""
        column = self.table.columns[number]
        return max((len(cell_text(row[number], column)) for row in self.table.rows), default=0)


def _side(column: Column) -> Qt.AlignmentFlag:
    return _LEFT if column.unit in (Unit.TEXT, Unit.DAY) else _RIGHT
