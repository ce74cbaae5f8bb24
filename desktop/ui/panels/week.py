"""The week on top of the chat: the strip, the timer that runs, the open day; what is typed is meant for that day."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.text import local
from desktop.text.language import tr
from desktop.ui.cards.board import CardBoard
from desktop.ui.panels.day_sheet import DaySheet
from desktop.ui.panels.desk import Desk
from desktop.ui.panels.timer_line import TimerClock, TimerLine
from desktop.ui.panels.week_strip import WeekStrip
from desktop.ui.port import Port
from desktop.ui.week_port import WeekView

_HINT = "What did you work on?"


class Week(QWidget):
    """While a day is open, what is typed into `desk` or said there is logged on it, unless its words name another day.

    Signals: aimed: `date` that words are meant for where they name none, None for today.
    """

    aimed = Signal(object)

    def __init__(self, port: Port, desk: Desk, board: CardBoard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._desk = desk
        self._view: WeekView | None = None
        self.strip = WeekStrip(port)
        self.sheet = DaySheet(port)
        self.clock = TimerClock(port.timer, self)
        self.timer = TimerLine(port, self.clock)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.strip)
        rows.addWidget(self.timer)
        rows.addWidget(self.sheet)
        self.strip.opened.connect(self.open)
        self.strip.closed.connect(self.close_day)
        self.sheet.closed.connect(self.close_day)
        desk.escaped.connect(self.close_day)
        port.week.changed.connect(self._show)
        board.summarised.connect(lambda summary: self.strip.make_room(is_needed=summary.is_open))

    def wire_keys(self, window: QWidget) -> None:
        """Alt+Left and Alt+Right open the day before and after, anywhere in `window`."""
        self.strip.wire_keys(window)

    def show_low(self, *, is_low: bool) -> None:
        """Take less room."""
        self.strip.show_low(is_low=is_low)

    def open(self) -> None:
        """Show the chosen day's entries."""
        self.sheet.show()
        self.strip.mark_open(is_open=True)
        self._aim()

    def close_day(self) -> None:
        """Back to today, and to the conversation alone."""
        if self.sheet.isHidden():
            return
        had_focus = self.sheet.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.sheet.hide()
        self.strip.mark_open(is_open=False)
        self._aim()
        if self._view is not None and self._view.chosen != self._view.today:
            self._port.week.turn_to(self._view.today)
        if had_focus:
            self._desk.composer.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the day that is open."""
        if event.key() == Qt.Key.Key_Escape and not self.sheet.isHidden():
            self.close_day()
            self._desk.composer.edit.setFocus()
        else:
            super().keyPressEvent(event)

    def _show(self, view: WeekView | None) -> None:
        self._view = view
        if view is None:
            self.close_day()
        self._aim()

    def _aim(self) -> None:
        """What is typed is meant for the open day, and the field says so."""
        view = self._view
        is_other = view is not None and not self.sheet.isHidden() and view.chosen != view.today
        day = self._desk.composer.day = view.chosen if view is not None and is_other else None
        self._desk.say_hint(
            tr("For {day}: 2h acme…", day=local.day(view.chosen, view.today)) if view and is_other else tr(_HINT)
        )
        self.aimed.emit(day)
