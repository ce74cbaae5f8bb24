"""A field with type-to-find: letters narrow a ranked list, arrows choose, Enter takes, all from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QCompleter, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.text import plain
from desktop.text.language import tr
from desktop.ui.theme import theme
from desktop.ui.widgets.inline_edit import InlineEdit

_Index = QModelIndex | QPersistentModelIndex
_ROWS = 9
_DETAIL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick: `value` is handed back; `detail` stands smaller below the title ("" for none)."""

    title: str
    detail: str
    value: object


Finder = Callable[[str], Sequence[Option]]


class _Options(QAbstractListModel):
    """The options found, or one line that says there are none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.options: Sequence[Option] = ()
        self._nothing = ""

    def show_options(self, options: Sequence[Option], nothing: str) -> None:
        self.beginResetModel()
        self.options, self._nothing = options, nothing
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.options) or 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not self.options:
            return self._nothing if role == Qt.ItemDataRole.DisplayRole else None
        option = self.options[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain.shown(option.title)
        if role == _DETAIL:
            return plain.joined(option.detail.split("\n"))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.EditRole):
            return plain.joined([option.title, *option.detail.split("\n")], ", ")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if self.options else Qt.ItemFlag.NoItemFlags


class _TwoLines(QStyledItemDelegate):
    """Paints title and detail as plain text, elided."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        look = theme()
        lines = 2 if index.data(_DETAIL) else 1
        return QSize(0, option.fontMetrics.height() * lines + look.space(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look = theme()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, look.colour("selection"))
        area = option.rect.adjusted(look.space(2), look.space(1), -look.space(2), -look.space(1))
        usable = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.setPen(look.colour("on_selection" if chosen else "text" if usable else "quiet"))
        self._line(painter, area, str(index.data()))
        if detail := index.data(_DETAIL):
            painter.setPen(look.colour("on_selection" if chosen else "quiet"))
            self._line(painter, area.adjusted(0, option.fontMetrics.height(), 0, 0), str(detail))

    def _line(self, painter: QPainter, area: QRect, words: str) -> None:
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), cut)


class _List:
    """What a picker opens: the options, the view of them, and the completer that places it."""

    def __init__(self, field: QWidget, name: str) -> None:
        self.options = _Options(field)
        self.completer = QCompleter(self.options, field)
        self.completer.setWidget(field)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(_ROWS)
        self.view = QListView()
        self.completer.setPopup(self.view)
        self.view.setAccessibleName(tr("{name}: matches", name=name))
        self.view.setItemDelegate(_TwoLines(self.view))
        self.view.setUniformItemSizes(True)


class Picker(InlineEdit):
    """A value chosen from a list. Only what is in the list can be chosen. Signals: picked: the option's `value`."""

    picked = Signal(object)

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._nothing = nothing
        self._find: Finder = lambda _query: ()
        self._name = name
        self._list: _List | None = None  # made when it first opens: most cards are read and confirmed
        self.textEdited.connect(self.open_list)

    def set_finder(self, find: Finder) -> None:
        """`find` returns what fits the letters typed, best first; "" asks for everything."""
        self._find = find

    @property
    def matches(self) -> Sequence[Option]:
        """What the open list shows."""
        return self._list.options.options if self._list else ()

    @property
    def is_open(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and self._list.view.isVisible()

    def open_list(self, query: str = "") -> None:
        """Open the list for those letters, with the best one chosen."""
        if self.isReadOnly():
            return
        found = self._find(query)
        if self._list is None:
            self._list = _List(self, self._name)
            self._list.completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]
        self._list.options.show_options(found, self._nothing)
        area = self.rect().adjusted(0, 0, 0, theme().space(0.5))
        area.setWidth(max(self.width(), theme().space(72)))
        self._list.completer.complete(area)
        if found:
            self._list.view.setCurrentIndex(self._list.completer.completionModel().index(0, 0))

    def take(self) -> bool:
        """Typed letters are no choice: unless one was picked, what was shown comes back."""
        if self.is_dirty:
            self.revert()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the whole list; Enter with letters typed takes the best match."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self.is_open:
            self.open_list()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_dirty and self._find(self.text()):
            self._choose(self._find(self.text())[0])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the whole list and selects the words, so that typing starts anew."""
        super().mouseReleaseEvent(event)
        if not self.isReadOnly() and not self.is_open:
            self.selectAll()
            self.open_list()

    def _activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self.matches):
            self._choose(self.matches[index.row()])

    def _choose(self, option: Option) -> None:
        if self._list:
            self._list.view.hide()
        self.show_value(option.title, force=True)
        self.picked.emit(option.value)
        self.done.emit()
