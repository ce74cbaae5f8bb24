"""The entries of the day that is open in the week: to be repeated today or changed, and more to be added to it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.text import local, plain
from desktop.text.language import tr
from desktop.ui.panels.day_hours import DayHours
from desktop.ui.panels.today_list import LoggedRow, share_width
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.week_port import WeekView
from desktop.ui.widgets.buttons import Button, GlyphButton
from desktop.ui.widgets.labels import ElidedLabel, WordsLabel

_MOST = 5  # rows that are seen at once; the others are scrolled to


class DaySheet(QFrame):
    """Hidden until a day is opened. Signals: closed: it is not wanted any more."""

    closed = Signal()

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._view: WeekView | None = None
        self._hours = DayHours(port, self)
        look = theme()
        self.setProperty("role", "dock")
        self.rows: list[LoggedRow] = []
        self.title = QLabel()  # whole at any width: it says where what is typed goes
        self.title.setFont(look.font("heading", bold=True))
        self.sum = ElidedLabel(role="quiet")
        self.again = Button("", "chip")
        self.away = GlyphButton("close", tr("Close this day"))
        self.nothing = WordsLabel("", "quiet")
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(self.title)
        head.addWidget(self.sum, 1)
        head.addWidget(self.again)
        head.addWidget(self.away)
        page = QWidget()
        page.setProperty("role", "page")
        self._list = QVBoxLayout(page)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(look.space(4), look.space(1.5), look.space(3), look.space(1.5))
        outer.setSpacing(look.space(1))
        outer.addLayout(head)
        outer.addWidget(self.nothing)
        outer.addWidget(self.area)
        self.again.clicked.connect(port.week.repeat_before)
        self.away.clicked.connect(self.closed)
        port.week.changed.connect(self.show_view)
        self._hours.changed.connect(self._say_sum)
        self.hide()

    def show_view(self, view: WeekView | None) -> None:
        """Show its chosen day."""
        is_same = view is not None and self._view is not None and view.entries == self._view.entries
        self._view = view
        if view is None:
            return
        day = local.day(view.chosen, view.today)
        self.setAccessibleName(tr("Entries of {day}", day=local.day_spoken(view.chosen)))
        self.title.setText(day)
        if not is_same:
            self._fill(view)
        self.area.setVisible(bool(view.entries))
        self.nothing.setVisible(not view.entries)
        self.nothing.show_words(tr("Nothing is logged on this day."))
        self.again.setVisible(view.before is not None)
        if view.before is not None:
            much = local.hours(view.before_hours)
            days = (view.today - view.before).days
            words = {0: tr("Repeat today · {hours} h", hours=much), 1: tr("Repeat yesterday · {hours} h", hours=much)}
            day = local.short_day(view.before)
            self.again.say(words.get(days) or tr("Repeat {day} · {hours} h", day=day, hours=much))
        self._say_sum()

    def _fill(self, view: WeekView) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [LoggedRow(entry, self._port.chat, with_client=True, parent=self) for entry in view.entries]
        for row in self.rows:
            self._list.addWidget(row)
        share_width(self.rows)
        if self.rows:
            self.area.setFixedHeight(self.rows[0].sizeHint().height() * min(_MOST, len(self.rows)) + 2)

    def _say_sum(self) -> None:
        if self._view is None:
            return
        hours = sum((entry.hours for entry in self._view.entries), Decimal(0))
        day = next((one for one in self._view.days if one.day == self._view.chosen), None)
        full = self._hours.workday if day is None or day.is_working else None
        holiday = day.holiday if day else ""
        of = (
            tr("{hours} of {full} h", hours=local.hours(hours), full=local.hours(full))
            if full
            else f"{local.hours(hours)} h"
        )
        self.sum.show_words(plain.joined([of, holiday]))
