"""A budget over time: what is used by each day, the pace from here on, the budget itself, and where both meet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.agent.insights.answer import BurnDown, Cell, Column, Money, Table, Unit
from desktop.agent.wording import hours_text
from desktop.text import plain
from desktop.text.money_text import money_text
from desktop.ui.answers.picture import Key, Picture, small_metrics, ticks, write
from desktop.ui.theme import theme

_MOST_ROWS = 12
_DAYS_SHOWN = 4


class BurnDownPicture(Picture):
    """Days from left to right, amounts from bottom to top."""

    def __init__(self, shown: BurnDown) -> None:
        keys = [Key("Used", "accent")]
        if shown.projected:
            keys.append(Key("At this pace", "accent", dashed=True))
        keys.append(Key("Budget", "text", dashed=True))
        super().__init__(shown.title, _said(shown), _table(shown), keys)
        self._shown = shown
        ends = [day for day, _ in (*shown.spent, *shown.projected)] or [shown.today]
        self._first = min(ends)
        self._last = max([*ends, self._first + timedelta(days=1)])
        amounts = [amount for _, amount in (*shown.spent, *shown.projected)]
        self._ticks = ticks(max([shown.budget, *amounts]))
        self._least = min([Decimal(0), *amounts])

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Grid, what is used, the pace, the budget, today, and the day on which the budget is used up."""
        look, metrics = theme(), small_metrics()
        names = [self._text(tick) for tick in self._ticks]
        left = max(metrics.horizontalAdvance(name) for name in names) + look.space(2)
        plot = area.adjusted(left, metrics.height() / 2, -look.space(2), -metrics.height() - look.space(1))
        self._draw_grid(painter, plot, names, left)
        self._draw_days(painter, plot)
        used = self._line(plot, self._shown.spent)
        if len(used) > 1:
            ground = QPolygonF([*used, QPointF(used[-1].x(), self._y(plot, Decimal(0)))])
            ground.append(QPointF(used[0].x(), self._y(plot, Decimal(0))))
            pale = look.colour("accent")
            pale.setAlpha(45)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pale)
            painter.drawPolygon(ground)
            self._draw_excess(painter, plot, ground)
        self._draw_budget(painter, plot)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("accent"), 2.5))
        painter.drawPolyline(QPolygonF(used))
        painter.setPen(QPen(look.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(self._line(plot, self._shown.projected)))
        self._draw_end(painter, plot)

    def _draw_grid(self, painter: QPainter, plot: QRectF, names: Sequence[str], left: float) -> None:
        tall = small_metrics().height()
        for tick, name in zip(self._ticks, names, strict=True):
            y = self._y(plot, tick)
            painter.setPen(QPen(theme().colour("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            box = QRectF(plot.left() - left, y - tall / 2, left - theme().space(1), tall)
            write(painter, box, name, "quiet", Qt.AlignmentFlag.AlignRight)

    def _draw_days(self, painter: QPainter, plot: QRectF) -> None:
        """A few days under the plot; today is among them, and has a line of its own."""
        look, metrics = theme(), small_metrics()
        today, top = self._shown.today, plot.bottom() + look.space(1)
        x = self._x(plot, today)
        painter.setPen(QPen(look.colour("quiet"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        span = (self._last - self._first).days
        days = [self._first + timedelta(days=round(span * part / _DAYS_SHOWN)) for part in range(_DAYS_SHOWN + 1)]
        taken: list[QRectF] = []
        for day in [today, *days]:
            name = "Today" if day == today else _day(day, today)
            wide = metrics.horizontalAdvance(name) + 4
            middle = min(max(self._x(plot, day), plot.left() + wide / 2), plot.right() - wide / 2)
            box = QRectF(middle - wide / 2, top, wide, metrics.height())
            if not any(other.adjusted(-8, 0, 8, 0).intersects(box) for other in taken):
                taken.append(box)
                write(painter, box, name, "text" if day == today else "quiet", Qt.AlignmentFlag.AlignHCenter)

    def _draw_excess(self, painter: QPainter, plot: QRectF, ground: QPolygonF) -> None:
        """What is used beyond the budget, in the colour of what went wrong."""
        budget = self._y(plot, self._shown.budget)
        colour = theme().colour("refused")
        colour.setAlpha(90)
        painter.save()
        painter.setClipRect(QRectF(plot.left(), plot.top(), plot.width(), max(0.0, budget - plot.top())))
        painter.setBrush(colour)
        painter.drawPolygon(ground)
        painter.restore()

    def _draw_budget(self, painter: QPainter, plot: QRectF) -> None:
        look, metrics = theme(), small_metrics()
        y = self._y(plot, self._shown.budget)
        painter.setPen(QPen(look.colour("text"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        words = f"Budget {self._text(self._shown.budget)}"
        below = y - metrics.height() < plot.top() - metrics.height() / 2
        box = QRectF(plot.left() + look.space(1), y + (1 if below else -metrics.height() - 1), plot.width() / 2, 0)
        box.setHeight(metrics.height())
        write(painter, box, words, "text")

    def _draw_end(self, painter: QPainter, plot: QRectF) -> None:
        """A dot where the budget is used up, with its day."""
        end, look = self._shown.exhausted_on, theme()
        if end is None or not self._first <= end <= self._last:
            return
        point = QPointF(self._x(plot, end), self._y(plot, self._shown.budget))
        painter.setPen(QPen(look.colour("card"), 2))
        painter.setBrush(look.colour("refused"))
        painter.drawEllipse(point, look.space(1), look.space(1))
        metrics, name = small_metrics(), f"Used up {_day(end, self._shown.today)}"
        wide = metrics.horizontalAdvance(name) + 4
        top = point.y() - metrics.height() - look.space(1.5)  # the pace comes from below
        box = QRectF(max(plot.left(), point.x() - wide - look.space(1)), top, wide, metrics.height())
        write(painter, box, name, "refused", Qt.AlignmentFlag.AlignRight)

    def _line(self, plot: QRectF, points: Sequence[tuple[date, Decimal]]) -> list[QPointF]:
        return [QPointF(self._x(plot, day), self._y(plot, amount)) for day, amount in points]

    def _x(self, plot: QRectF, day: date) -> float:
        return plot.left() + plot.width() * (day - self._first).days / (self._last - self._first).days

    def _y(self, plot: QRectF, amount: Decimal) -> float:
        most = self._ticks[-1]
        return plot.bottom() - plot.height() * float((amount - self._least) / (most - self._least))

    def _text(self, amount: Decimal) -> str:
        return amount_text(amount, self._shown.currency)


def amount_text(amount: Decimal, currency: str | None) -> str:
    """Hours without a currency, else money; cents only where there are some."""
    if currency is None:
        return hours_text(amount)
    return money_text(amount, currency).replace(".00", "")


def _day(day: date, today: date) -> str:
    words = f"{day.day} {plain.MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def _said(shown: BurnDown) -> str:
    used = shown.spent[-1][1] if shown.spent else Decimal(0)
    words = f"{amount_text(used, shown.currency)} of {amount_text(shown.budget, shown.currency)} are used"
    end = f", at this pace all of it by {plain.day_spoken(shown.exhausted_on)}" if shown.exhausted_on else ""
    return f"{words}{end}."


def _table(shown: BurnDown) -> Table:
    """At most a dozen days of the line, evenly chosen, the latest among them; then the pace."""
    unit = Unit.HOURS if shown.currency is None else Unit.MONEY
    step = max(1, -(-len(shown.spent) // _MOST_ROWS))
    rows = [*reversed(shown.spent[::-1][::step])]
    cells = [(day, _cell(amount, shown), "used") for day, amount in rows]
    cells += [(day, _cell(amount, shown), "at this pace") for day, amount in shown.projected[1:]]
    columns = (Column("By the end of", Unit.DAY), Column("Used", unit), Column(""))
    return Table(columns, tuple(cells), shown.title, ("Budget", _cell(shown.budget, shown), ""))


def _cell(amount: Decimal, shown: BurnDown) -> Cell:
    return amount if shown.currency is None else Money(amount, shown.currency)
