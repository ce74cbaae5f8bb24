"""Seven days against a full one: each a bar that is open, full, or runs over its end; a click or an arrow opens it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QPolygonF, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from desktop.text import local, plain
from desktop.text.language import tr
from desktop.ui.panels.day_hours import DayHours
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.week_port import WeekDay, WeekView
from desktop.ui.widgets.buttons import GlyphButton

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


class Fill(Enum):
    """How a day stands against a full one."""

    FREE = "nothing is due"
    AHEAD = "still ahead"
    SHORT = "missing"
    FULL = "full"
    OVER = "over"


def fill_of(day: WeekDay, today: date, full: Decimal | None) -> Fill:
    """Today is short until it is full; a day without work is free until something is logged on it."""
    if not full:
        return Fill.FREE
    if day.hours > full:
        return Fill.OVER
    if day.hours == full:
        return Fill.FULL
    if not day.is_working:
        return Fill.FREE
    return Fill.AHEAD if day.day > today else Fill.SHORT


class DayCell(QAbstractButton):
    """One day: its name, its hours, its bar. Painted, since a bar that runs over is no widget that Qt has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = WeekDay(date.min)
        self.fill = Fill.FREE
        self.share = Decimal(0)
        self.is_today = self.is_low = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_day(self, day: WeekDay, today: date, full: Decimal | None) -> None:
        """Show that day."""
        self.day, self.fill, self.is_today = day, fill_of(day, today, full), day.day == today
        self.share = min(day.hours / full, Decimal(1)) if full else Decimal(0)
        words = [local.day_spoken(day.day), tr("{hours} hours", hours=local.hours(day.hours))]
        if full and self.fill is Fill.SHORT:
            words.append(tr("{hours} missing", hours=local.hours(full - day.hours)))
        elif full and self.fill is Fill.OVER:
            words.append(tr("{hours} over a full day", hours=local.hours(day.hours - full)))
        elif self.fill is Fill.FULL:
            words.append(tr("a full day"))
        words.append(day.holiday)
        self.setAccessibleName(plain.joined(words, ", "))
        self.setToolTip(plain.tooltip(plain.joined(words, ", ")))
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines and a bar; in a low window one line."""
        lines = 1 if self.is_low else 2
        return QSize(theme().space(10), self.fontMetrics().height() * lines + theme().space(3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter are the strip's: Qt would only move the focus."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The name, the hours, the bar; the chosen day on a ground of its own."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = "selection" if self.isChecked() else "hover" if self.underMouse() else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(ground))
            painter.drawRoundedRect(frame, look.radius("field"), look.radius("field"))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, look.radius("field"), look.radius("field"))
        inner = frame.adjusted(look.space(1.5), look.space(0.5), -look.space(1.5), -look.space(1.5))
        self._write(painter, inner)
        self._draw_bar(painter, QRectF(inner.left(), inner.bottom() - 1, inner.width(), look.space(1)))

    def _write(self, painter: QPainter, area: QRectF) -> None:
        look = theme()
        ink = "on_selection" if self.isChecked() else "text" if self.is_today else "quiet"
        painter.setPen(look.colour(ink))
        painter.setFont(look.font("small", bold=self.is_today))
        line = painter.fontMetrics().height()
        hours = local.hours(self.day.hours) if self.day.hours or self.fill is Fill.SHORT else "–"
        weekday = local.weekday(self.day.day)
        names = (f"{weekday} {self.day.day.day}", weekday, weekday[:2])
        name = next((one for one in names if painter.fontMetrics().horizontalAdvance(one) <= area.width()), weekday[0])
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), name)
        if self.is_low:
            return
        painter.setFont(look.font("body", bold=bool(self.day.hours)))
        is_strong = self.isChecked() or self.day.hours
        painter.setPen(look.colour(("on_selection" if self.isChecked() else "text") if is_strong else "quiet"))
        painter.drawText(area.adjusted(0, line, 0, 0), int(Qt.AlignmentFlag.AlignLeft), hours)

    def _draw_bar(self, painter: QPainter, area: QRectF) -> None:
        """Short: an open groove, filled in part. Full: closed. Over: closed, and a wedge that stands up at its end."""
        look = theme()
        round_ = area.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        if self.fill is Fill.FREE and not self.day.hours:
            return
        if self.fill is Fill.AHEAD and not self.day.hours:
            painter.setBrush(look.colour("line"))
            painter.drawRoundedRect(area.adjusted(0, round_ / 2, 0, -round_ / 2), round_ / 2, round_ / 2)
            return
        if self.fill is Fill.OVER:
            wedge = area.height() * 2.4
            points = [area.bottomRight(), QPointF(area.right() - wedge, area.bottom())]
            points.append(QPointF(area.right(), area.bottom() - wedge))
            painter.setBrush(look.colour("asking"))
            painter.drawRoundedRect(area.adjusted(0, 0, -wedge - 2, 0), round_, round_)
            painter.drawPolygon(QPolygonF(points))
            return
        painter.setBrush(look.colour("card"))
        painter.setPen(QPen(look.colour("quiet"), 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), round_, round_)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.share:
            painter.setBrush(look.colour("committed" if self.fill is Fill.FULL else "accent"))
            width = max(area.height(), area.width() * float(self.share))
            painter.drawRoundedRect(QRectF(area.left(), area.top(), width, area.height()), round_, round_)


class WeekStrip(QWidget):
    """Hidden while the week is not known. Tab reaches the chosen day, Left and Right go on from it, Enter opens it.

    Signals: opened: a day was asked for by hand; closed: the open day was asked for once more.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port.week
        self._view: WeekView | None = None
        self._hours = DayHours(port, self)
        self.is_open = False
        self._is_low = self._is_crowded = False
        self.setAccessibleName(tr("This week"))
        look = theme()
        self.earlier = GlyphButton("left", tr("The week before"))
        self.later = GlyphButton("right", tr("The week after"))
        self.cells = [DayCell() for _ in range(7)]
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(2), look.space(0.5), look.space(2), look.space(0.5))
        row.setSpacing(look.space(0.5))
        row.addWidget(self.earlier)
        for cell in self.cells:
            row.addWidget(cell, 1)
            cell.installEventFilter(self)
            cell.clicked.connect(lambda _checked=False, cell=cell: self._click(cell))
        row.addWidget(self.later)
        self.earlier.clicked.connect(lambda: self._step(-_WEEK))
        self.later.clicked.connect(lambda: self._step(_WEEK))
        self._port.changed.connect(self.show_view)
        self._hours.changed.connect(self._fill)
        look.changed.connect(self.update)
        self.hide()

    def wire_keys(self, window: QWidget) -> None:
        """Alt+Left and Alt+Right go from day to day anywhere in `window`."""
        for key, step in (("Alt+Left", -_DAY), ("Alt+Right", _DAY)):
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda step=step: self._step(step))

    def show_view(self, view: WeekView | None) -> None:
        """Show that week."""
        self._view = view
        self._fill()

    def show_low(self, *, is_low: bool) -> None:
        """In a low window a day is one line, and none while cards need the room, unless a day is open."""
        self._is_low = is_low
        for cell in self.cells:
            if cell.is_low != is_low:
                cell.is_low = is_low
                cell.updateGeometry()
                cell.update()
        self._fill()

    def make_room(self, *, is_needed: bool) -> None:
        """Whether cards are open, which come first where there is little room."""
        self._is_crowded = is_needed
        self._fill()

    def mark_open(self, *, is_open: bool) -> None:
        """Whether the chosen day's entries are on the screen."""
        self.is_open = is_open
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on from the chosen day, Enter opens it."""
        steps = {Qt.Key.Key_Left: -_DAY, Qt.Key.Key_Right: _DAY, Qt.Key.Key_PageUp: -_WEEK, Qt.Key.Key_PageDown: _WEEK}
        cell = next((one for one in self.cells if one.hasFocus()), None)
        if cell is not None and event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        elif cell is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._click(cell)
        else:
            super().keyPressEvent(event)

    def _step(self, step: timedelta) -> None:
        if self._view is not None:
            self.opened.emit()
            self._port.turn_to(self._view.chosen + step)

    def _click(self, cell: DayCell) -> None:
        if self._view is None:
            return
        if self.is_open and cell.day.day == self._view.chosen:
            self.closed.emit()
        else:
            self.opened.emit()
            self._port.turn_to(cell.day.day)

    def _fill(self) -> None:
        view = self._view
        self.setVisible(view is not None and (self.is_open or not (self._is_low and self._is_crowded)))
        if view is None:
            return
        had_focus = any(cell.hasFocus() for cell in self.cells)
        for cell, day in zip(self.cells, view.days, strict=True):
            chosen = day.day == view.chosen
            cell.show_day(day, view.today, self._hours.workday)
            cell.setChecked(chosen and self.is_open)
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
            if chosen and had_focus:
                cell.setFocus()
