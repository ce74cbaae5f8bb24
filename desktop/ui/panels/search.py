"""Looking through what was logged from here: words go in, entries with their day, hours and project come out."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.text import local, plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.chat_port import Kept
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.buttons import GlyphButton
from desktop.ui.widgets.labels import ElidedLabel, WordsLabel

_TYPING_MS = 80
_NOTHING_YET = "Words from a project, a task, notes, a day, or what you said."


class SearchPanel(QFrame):
    """Stands in the place of the conversation while it is used. Signals: left: Escape, or the button that closes it."""

    left = Signal()

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port
        look = theme()
        self.field = QLineEdit()
        self.field.setProperty("role", "field")
        self.field.setPlaceholderText(tr("Find what you logged from here"))
        self.field.setAccessibleName(tr("Find what you logged from here"))
        self.away = GlyphButton("close", tr("Close the search"))
        self.away.rename(tr("Close the search"), "Esc")
        self.told = WordsLabel(tr(_NOTHING_YET), "quiet")
        self.page = QWidget()
        self.page.setProperty("role", "page")
        self.rows: list[QWidget] = []
        self._found = QVBoxLayout(self.page)
        self._found.setContentsMargins(look.space(4), 0, look.space(4), look.space(3))
        self._found.setSpacing(look.space(2))
        self._found.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.page)
        top = QHBoxLayout()
        top.setContentsMargins(look.space(4), look.space(3), look.space(4), 0)
        top.setSpacing(look.space(1))
        top.addWidget(self.field, 1)
        top.addWidget(self.away)
        self.told.setContentsMargins(look.space(4), 0, look.space(4), 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space(2))
        box.addLayout(top)
        box.addWidget(self.told)
        box.addWidget(area, 1)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typing.start)
        self.away.clicked.connect(self.left)
        port.chat.found.connect(self._show)
        self.hide()

    def open(self) -> None:
        """Show it, with the keyboard in the field and the words of last time chosen; what they find may be new."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if words := self.field.text().strip():
            self._port.chat.find(words)
        else:
            self._fill((), tr(_NOTHING_YET))

    def _show(self, words: str, found: tuple[Kept, ...]) -> None:
        if words == self.field.text().strip():
            told = _sum(found) if found else tr("Nothing logged from here has “{words}” in it.", words=words)
            self._fill(found, told)
            announce(self, told)

    def _fill(self, found: tuple[Kept, ...], told: str) -> None:
        self.told.show_words(told)
        for row in self.rows:
            self._found.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_row(one, self._port.today) for one in found]
        for place, row in enumerate(self.rows):
            self._found.insertWidget(place, row)


def _sum(found: tuple[Kept, ...]) -> str:
    """ "2 entries, 1.50 h; 1 taken back": what counts, and what does not."""
    counting = [one for one in found if one.counts]
    total = sum((one.hours for one in counting if one.hours is not None), Decimal(0))
    others = Counter(one.state for one in found if not one.counts)
    many = local.counted(len(counting), "entry", "entries")
    return "; ".join([f"{many}, {local.hours(total)} h", *(f"{n} {retold(state)}" for state, n in others.items())])


def _row(one: Kept, today: date) -> QWidget:
    """Two lines: the entry and its hours; its day, what became of it, and its notes."""
    look = theme()
    row = QFrame()
    row.setProperty("role", "sheet")
    first = ElidedLabel(plain.joined([one.project, one.client]))
    first.setFont(look.font(bold=True))
    hours = QLabel(f"{local.hours(one.hours)} h" if one.hours is not None else "")
    hours.setFont(look.font(bold=True))
    second = ElidedLabel(plain.joined([local.day(one.day, today), one.task, one.notes]), "quiet")
    state = QLabel(retold(one.state))
    state.setProperty("role", "committed" if one.state == "in Harvest" else "quiet")
    rows = QVBoxLayout(row)
    rows.setContentsMargins(look.space(3), look.space(1.5), look.space(3), look.space(1.5))
    rows.setSpacing(0)
    for left, right in ((first, hours), (second, state)):
        line = QHBoxLayout()
        line.addWidget(left, 1)
        line.addWidget(right)
        rows.addLayout(line)
    row.setAccessibleName(plain.joined([first.text(), hours.text(), second.text(), one.state], ", "))
    return row
