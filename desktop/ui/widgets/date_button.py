"""The day of a card: shown with its weekday, moved with the arrow keys, or picked from a calendar."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.text import local, plain
from desktop.text.language import tr
from desktop.ui.icons import glyph
from desktop.ui.theme import theme

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}
_TURNS = (("qt_calendar_prevmonth", "left", "Previous month"), ("qt_calendar_nextmonth", "right", "Next month"))


class CalendarPopup(QFrame):
    """A month to pick a day from; closes itself. Signals: picked: `date`."""

    picked = Signal(object)

    def __init__(self, chosen: date, today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget(self)
        self.calendar.setAccessibleName(tr("Calendar"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.calendar.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        self.calendar.setMaximumDate(QDate(today.year + 1, 12, 31))
        words = QTextCharFormat()
        words.setForeground(theme().colour("text"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekend, words)
        for name, sign, words_for_it in _TURNS:
            button = self.calendar.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(glyph(sign, theme().colours.text))
                button.setAccessibleName(tr(words_for_it))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.calendar)
        self.calendar.activated.connect(self._take)
        self.calendar.clicked.connect(self._take)
        self.calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


class DateButton(QPushButton):
    """Shows a day. Up and Down move it by a day, Page Up and Page Down by a week.

    Signals:
        chosen: `date`, another day was taken.
        left: Escape was pressed; every change was in force at once, so nothing is put back.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "inline")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._day: date | None = None
        self._today = date.min
        self.popup: CalendarPopup | None = None
        self.clicked.connect(self.open_calendar)

    def show_day(self, day: date, today: date) -> None:
        """Show that day; `today` is the user's own day in Harvest's time zone."""
        self._day, self._today = day, today
        self.setText(local.day(day, today))
        self.setAccessibleName(tr("Date: {day}", day=local.day_spoken(day)))
        self.setToolTip(
            plain.tooltip(tr("{day}\nUp and Down move by a day, Enter opens the calendar", day=local.day_spoken(day)))
        )

    def open_calendar(self) -> None:
        """Open the month of the day shown, under the button."""
        if self._day is None:
            return
        self.popup = CalendarPopup(self._day, self._today, self)
        self.popup.picked.connect(self._choose)
        self.popup.adjustSize()
        corner = self.mapToGlobal(QPoint(self.width() - self.popup.width(), self.height()))
        room = self.screen().availableGeometry()
        if corner.y() + self.popup.height() > room.bottom():
            corner.setY(self.mapToGlobal(QPoint(0, 0)).y() - self.popup.height())
        corner.setX(max(room.left(), corner.x()))
        self.popup.move(corner)
        self.popup.show()
        self.popup.calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the day, Enter opens the calendar, Escape leaves."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step and self._day is not None:
            self._choose(self._day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.open_calendar()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, day: date) -> None:
        if day != self._day:
            self.show_day(day, self._today)
            self.chosen.emit(day)
