"""Today's entries above the conversation: small rows of hours, project and task, each to be repeated or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.text import local, plain
from desktop.text.language import tr
from desktop.ui.chat_port import ChatPort, Logged
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button, GlyphButton
from desktop.ui.widgets.labels import ElidedLabel

_MOST = 5
"""Rows that are shown at first, the latest ones: the rest of a long day is one click away."""


class LoggedRow(QWidget):
    """One entry, and two quiet buttons for what can be done with it."""

    def __init__(self, entry: Logged, port: ChatPort, *, with_client: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        what = plain.joined([entry.project, entry.client if with_client else "", entry.task])
        self.hours = QLabel(f"{local.hours(entry.hours)} h")
        self.hours.setFont(look.font(bold=True))
        self.hours.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hours.setFixedWidth(self.hours.fontMetrics().horizontalAdvance("00.00 h"))
        self.words = ElidedLabel(what)
        self.notes = ElidedLabel(plain.joined([tr("running") if entry.is_running else "", entry.notes]), "quiet")
        tip = plain.joined([entry.client, entry.project, entry.task])
        self.words.setToolTip(plain.tooltip("\n".join(filter(None, [tip, entry.notes]))))
        self.repeat = GlyphButton("again", tr("Repeat {hours} h {what}", hours=local.hours(entry.hours), what=what))
        self.change = GlyphButton("edit", tr("Change {hours} h {what}", hours=local.hours(entry.hours), what=what))
        self.repeat.setToolTip(plain.tooltip(tr("Repeat: a card like this one")))
        self.change.setToolTip(plain.tooltip(tr("Change this entry")))
        self.repeat.clicked.connect(lambda: port.repeat(entry.id))
        self.change.clicked.connect(lambda: port.change(entry.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(1), 0, 0, 0)
        row.setSpacing(look.space(2))
        row.addWidget(self.hours)
        row.addWidget(self.words, 3)
        row.addWidget(self.notes, 2)
        row.addWidget(self.repeat)
        row.addWidget(self.change)
        self.setAccessibleName(plain.joined([f"{local.hours(entry.hours)} h", tip, entry.notes], ", "))


def share_width(rows: Sequence[LoggedRow]) -> None:
    """The notes of a list stand in one column, which takes no more from the names than its longest line needs."""
    widest = max((row.notes.sizeHint().width() for row in rows), default=0)
    for row in rows:
        row.notes.setMaximumWidth(widest)
        row.notes.setVisible(widest > 0)


class TodayList(QWidget):
    """Hidden while nothing is logged, or nobody knows."""

    def __init__(self, port: ChatPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._entries: tuple[Logged, ...] = ()
        self._is_whole = False
        self.rows: list[LoggedRow] = []
        self.title = QLabel(tr("Today so far"))
        self.title.setProperty("role", "quiet")
        self.title.setFont(theme().font("small"))
        self.more = Button("", "link")
        self.more.clicked.connect(self._show_all)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.more)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addLayout(head)
        self.setAccessibleName(tr("Today so far"))
        self.hide()
        port.today_changed.connect(self.show_entries)

    def show_entries(self, entries: tuple[Logged, ...] | None) -> None:
        """Show those; nothing happens where they are on the screen already."""
        if (entries or ()) != self._entries:
            self._entries = entries or ()
            self._fill()

    def _show_all(self) -> None:
        self._is_whole = True
        self._fill()

    def _fill(self) -> None:
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        left = 0 if self._is_whole else max(0, len(self._entries) - _MOST)
        clients = {(entry.project, entry.client) for entry in self._entries}
        alike = {name for name, times in Counter(project for project, _ in clients).items() if times > 1}
        for entry in self._entries[left:]:
            self.rows.append(LoggedRow(entry, self._port, with_client=entry.project in alike, parent=self))
            self._rows.addWidget(self.rows[-1])
        share_width(self.rows)
        self.more.say(
            tr("{left} earlier", left=left),
            tr("Show {many} of today", many=local.counted(left, "earlier entry", "earlier entries")),
        )
        self.more.setVisible(left > 0)
        self.setVisible(bool(self._entries))
