"""Hours against capacity: the days of a week side by side, or people one under the other where names are long."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.agent.insights.answer import Bar, Bars, Column, Table, Unit
from desktop.text import plain
from desktop.ui.answers.picture import Key, Picture, fill, small_metrics, ticks, write
from desktop.ui.theme import theme

_SIDE_BY_SIDE = 14
_SHORT = 7  # letters under a bar
_WIDEST_NAME = 0.32  # of the picture


class HourBarsPicture(Picture):
    """Billable hours below, others on top of them; what is over capacity is hatched in the colour of a doubt."""

    def __init__(self, shown: Bars) -> None:
        keys = [Key("Billable", "accent"), Key("Not billable", "sending")]
        if any(bar.capacity for bar in shown.bars):
            keys.append(Key("A full day" if _stands(shown) else "Capacity", "text", dashed=True))
        if any(_over(bar) for bar in shown.bars):
            keys.append(Key("Over capacity", "asking", hatched=True))
        super().__init__(shown.title, _said(shown), _table(shown), keys)
        self._shown = shown
        self._stands = _stands(shown)
        most = max([Decimal(1), *(max(_sum(bar), bar.capacity or Decimal(0)) for bar in shown.bars)])
        self._ticks = ticks(most, 4)

    def drawing_height(self) -> float:
        """Rows need as much as there are of them."""
        if self._stands:
            return float(theme().space(34))
        return len(self._shown.bars) * self._row()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """All bars."""
        if self._stands:
            self._draw_standing(painter, area)
        else:
            self._draw_lying(painter, area)

    def _row(self) -> float:
        return small_metrics().height() + theme().space(2)

    def _draw_standing(self, painter: QPainter, area: QRectF) -> None:
        look, metrics = theme(), small_metrics()
        left = metrics.horizontalAdvance(f"{plain_hours(self._ticks[-1])} h") + look.space(2)
        plot = area.adjusted(left, metrics.height() * 1.2, 0, -metrics.height() - look.space(1))
        for tick in self._ticks:
            y = plot.bottom() - plot.height() * float(tick / self._ticks[-1])
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            box = QRectF(area.left(), y - metrics.height() / 2, left - look.space(1), metrics.height())
            write(painter, box, f"{plain_hours(tick)} h", "quiet", Qt.AlignmentFlag.AlignRight)
        slot = plot.width() / max(1, len(self._shown.bars))
        wide = min(slot * 0.6, float(look.space(9)))
        for place, bar in enumerate(self._shown.bars):
            middle = plot.left() + slot * (place + 0.5)
            self._draw_bar(painter, QRectF(middle - wide / 2, plot.top(), wide, plot.height()), bar)
            under = QRectF(middle - slot / 2, plot.bottom() + look.space(1), slot, metrics.height())
            write(painter, under, bar.label, "quiet", Qt.AlignmentFlag.AlignHCenter)

    def _draw_bar(self, painter: QPainter, room: QRectF, bar: Bar) -> None:
        """One bar that stands in `room`, with its hours above it and its capacity across."""
        look, metrics = theme(), small_metrics()
        per_hour = room.height() / float(self._ticks[-1])

        def part(start: Decimal, end: Decimal) -> QRectF:
            top = room.bottom() - float(end) * per_hour
            return QRectF(room.left(), top, room.width(), float(end - start) * per_hour)

        total = _sum(bar)
        fill(painter, part(Decimal(0), bar.billable), "accent")
        fill(painter, part(bar.billable, total), "sending")
        if over := _over(bar):
            over_box = part(total - over, total)
            painter.fillRect(over_box, look.colour("card"))
            fill(painter, over_box, "asking", hatched=True)
        if bar.capacity:
            y = room.bottom() - float(bar.capacity) * per_hour
            painter.setPen(QPen(look.colour("text"), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(room.left() - look.space(1.5), y), QPointF(room.right() + look.space(1.5), y))
        top = part(Decimal(0), total).top() - metrics.height() - 1
        words = plain_hours(total) if total else "–"
        wide = room.adjusted(-look.space(4), 0, look.space(4), 0)
        box = QRectF(wide.left(), top, wide.width(), metrics.height())
        write(painter, box, words, "asking" if over else "text", Qt.AlignmentFlag.AlignHCenter)

    def _draw_lying(self, painter: QPainter, area: QRectF) -> None:
        look, metrics = theme(), small_metrics()
        names = max(metrics.horizontalAdvance(plain.shown(bar.label)) for bar in self._shown.bars) + look.space(2)
        left = min(names, area.width() * _WIDEST_NAME)
        right = metrics.horizontalAdvance("000.00 h") + look.space(1)
        per_hour = (area.width() - left - right) / float(self._ticks[-1])
        tall = self._row()
        for place, bar in enumerate(self._shown.bars):
            top = area.top() + place * tall
            write(painter, QRectF(area.left(), top, left - look.space(2), tall), bar.label, "text")
            start, thick = area.left() + left, tall - look.space(2)
            total, over = _sum(bar), _over(bar)
            row = QRectF(start, top + look.space(1), 0, thick)
            billable, whole = float(bar.billable) * per_hour, float(total) * per_hour
            fill(painter, row.adjusted(0, 0, billable, 0), "accent")
            fill(painter, row.adjusted(billable, 0, whole, 0), "sending")
            if over:
                over_box = row.adjusted(whole - float(over) * per_hour, 0, whole, 0)
                painter.fillRect(over_box, look.colour("card"))
                fill(painter, over_box, "asking", hatched=True)
            if bar.capacity:
                x = start + float(bar.capacity) * per_hour
                painter.setPen(QPen(look.colour("text"), 1.5, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(x, row.top() - 2), QPointF(x, row.bottom() + 2))
            end = max(whole, float(bar.capacity or 0) * per_hour)
            box = QRectF(start + end + look.space(1), top, right, tall)
            write(painter, box, f"{plain_hours(total)} h", "asking" if over else "text")


def plain_hours(hours: Decimal) -> str:
    """`8`, `7.5`: hours without their unit."""
    return f"{hours.quantize(Decimal('0.01')).normalize():f}"


def _stands(shown: Bars) -> bool:
    return len(shown.bars) <= _SIDE_BY_SIDE and all(len(bar.label) <= _SHORT for bar in shown.bars)


def _sum(bar: Bar) -> Decimal:
    return bar.billable + bar.other


def _over(bar: Bar) -> Decimal:
    """Hours beyond capacity; none where no capacity is known."""
    return max(Decimal(0), _sum(bar) - bar.capacity) if bar.capacity else Decimal(0)


def _said(shown: Bars) -> str:
    parts = [f"{plain.shown(bar.label)} {plain.hours_spoken(_sum(bar))}" for bar in shown.bars]
    over = [plain.shown(bar.label) for bar in shown.bars if _over(bar)]
    return ", ".join(parts) + (f". Over capacity: {', '.join(over)}." if over else ".")


def _table(shown: Bars) -> Table:
    heads = ("", "Billable", "Not billable", "In all", "Capacity")
    columns = tuple(Column(head, Unit.TEXT if not head else Unit.HOURS) for head in heads)
    rows = tuple((bar.label, bar.billable, bar.other, _sum(bar), bar.capacity) for bar in shown.bars)
    return Table(columns, rows, shown.title)
