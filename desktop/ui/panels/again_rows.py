"""What an empty line offers: favourites and the latest entries, numbered; Alt+2, or 2 and Enter, takes the second."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.text import local, plain
from desktop.text.language import tr
from desktop.ui.lately_port import Repeatable
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import GlyphButton, PressedByEnter
from desktop.ui.widgets.labels import ElidedLabel
from desktop.ui.widgets.style import restyle

_MOST = 6
_KEYS = 9


class AgainRow(PressedByEnter):
    """One of them: its number, what it is, and its hours where it is an entry. Signals: moved: int, 1 down, -1 up."""

    moved = Signal(int)

    def __init__(self, number: int, title: str, more: str, hours: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.number = QLabel(str(number))
        self.number.setProperty("role", "key")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setFixedWidth(look.space(5))
        self.title = ElidedLabel(title)
        self.more = ElidedLabel(more, role="quiet")
        self.hours = QLabel(hours)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(1.5), look.space(1), look.space(1.5), look.space(1))
        row.setSpacing(look.space(2))
        row.addWidget(self.number)
        row.addWidget(self.title, 3 if more else 1)
        if more:
            row.addWidget(self.more, 2)
        row.addWidget(self.hours)
        for label in (self.number, self.title, self.more, self.hours):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(plain.joined([str(number), hours, title, more], ", "))
        self.setAccessibleDescription(f"Alt+{number}")

    def sizeHint(self) -> QSize:
        """As tall as its line."""
        return self.layout().sizeHint()  # type: ignore[union-attr]

    def minimumSizeHint(self) -> QSize:
        """It may be squeezed to the side, not in height."""
        return QSize(theme().space(30), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from row to row."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mark(self, *, chosen: bool) -> None:
        """Whether Enter would take it."""
        if bool(self.property("chosen")) != chosen:
            self.setProperty("chosen", chosen)
            restyle(self)


class AgainRows(QWidget):
    """Favourites first, then the latest entries.

    Signals:
        said: str, a favourite was taken: these words are to be said.
        taken: an entry was asked for from the port; its card follows.
        left: Up on the first row.
    """

    said = Signal(str)
    taken = Signal()
    left = Signal()

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._shown: tuple[tuple[str, ...], tuple[Repeatable, ...]] = ((), ())
        self.rows: list[AgainRow] = []
        self.stars: list[GlyphButton] = []
        self._lines: list[QWidget] = []
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.setAccessibleName(tr("Favourites and latest entries"))
        self._deeds: list[Callable[[], None]] = []

    def refresh(self) -> None:
        """Show them as they are now. Not while somebody may be about to press a number."""
        favourites = self._port.preferences.value.favourites[:_KEYS]
        latest = self._port.lately.latest[: max(0, _MOST - len(favourites))]
        if (favourites, latest) == self._shown:
            return
        self._shown = (favourites, latest)
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.rows, self.stars, self._lines, self._deeds = [], [], [], []
        for words in favourites:
            self._add(words, "", "", is_kept=True)
            self.stars[-1].clicked.connect(lambda _checked=False, words=words: self._drop(words))
            self._deeds.append(partial(self.said.emit, words))
        for entry in latest:
            title = plain.joined([entry.project, entry.client])
            more = plain.joined([entry.task, entry.notes])
            self._add(title, more, f"{local.hours(entry.hours)} h", is_kept=False)
            self.stars[-1].clicked.connect(lambda _checked=False, key=entry.key: self._port.lately.keep(key))
            self._deeds.append(partial(self._take, entry.key))

    def press(self, number: int) -> bool:
        """Take the one of that number, from 0. False where there is none."""
        if not 0 <= number < len(self._deeds):
            return False
        self._deeds[number]()
        return True

    def mark(self, number: int) -> None:
        """Show that Enter takes the one of that number, from 0; -1 for none."""
        for place, row in enumerate(self.rows):
            row.mark(chosen=place == number)

    def _move(self, number: int) -> None:
        if number < 0:
            self.left.emit()
        elif number < len(self.rows):
            self.rows[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, key: str) -> None:
        self.taken.emit()
        self._port.lately.take(key)

    def _drop(self, words: str) -> None:
        kept = self._port.preferences.value.favourites
        self._port.preferences.choose_favourites(tuple(one for one in kept if one != words))

    def _add(self, title: str, more: str, hours: str, *, is_kept: bool) -> None:
        number = len(self.rows)
        row = AgainRow(number + 1, title, more, hours)
        row.clicked.connect(lambda: self.press(number))
        row.moved.connect(lambda step: self._move(number + step))
        deed = tr("Remove from the favourites") if is_kept else tr("Make a favourite")
        glyph = GlyphButton("starred" if is_kept else "star", f"{deed}: {plain.joined([title, more])}")
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(row, 1)
        across.addWidget(glyph)
        self._list.addWidget(line)
        self.rows.append(row)
        self.stars.append(glyph)
        self._lines.append(line)
