"""An invoice's parts, each beside what it was on the invoice before."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.agent.insights.answer import Column, InvoiceParts, Money, Part, Table, Unit
from desktop.text import plain
from desktop.text.money_text import money_text
from desktop.ui.answers.picture import Key, Picture, fill, small_metrics, write
from desktop.ui.theme import theme

_WIDEST_NAME = 0.34  # of the picture


class InvoiceBarsPicture(Picture):
    """One row for each part: this invoice's bar over the thinner, hatched one of the invoice before."""

    def __init__(self, shown: InvoiceParts) -> None:
        keys = [Key(plain.shown(shown.name, 30), "accent")]
        if shown.before is not None:
            keys.append(Key(f"{plain.shown(shown.before, 30)} before it", "settled", hatched=True))
        super().__init__(shown.title, _said(shown), _table(shown), keys)
        self._shown = shown
        amounts = [amount for part in shown.parts for amount in (part.amount, part.before or Decimal(0))]
        self._most = max([Decimal(1), *(abs(amount) for amount in amounts)])

    def drawing_height(self) -> float:
        """As many rows as there are parts."""
        return len(self._shown.parts) * self._row()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """All rows."""
        look, metrics = theme(), small_metrics()
        names = max(metrics.horizontalAdvance(plain.shown(part.label)) for part in self._shown.parts) + look.space(2)
        left = min(names, area.width() * _WIDEST_NAME)
        amounts = [self._text(part.amount) for part in self._shown.parts]
        right = max(metrics.horizontalAdvance(text) for text in amounts) + look.space(2)
        start = area.left() + left
        scale = (area.width() - left - right) / float(self._most)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(QPointF(start, area.top()), QPointF(start, area.bottom()))
        for place, (part, text) in enumerate(zip(self._shown.parts, amounts, strict=True)):
            row = QRectF(area.left(), area.top() + place * self._row(), area.width(), self._row())
            write(painter, QRectF(row.left(), row.top(), left - look.space(2), row.height()), part.label, "text")
            self._draw_part(painter, row, start, scale, part)
            box = QRectF(row.right() - right, row.top(), right, row.height())
            write(painter, box, text, "text", Qt.AlignmentFlag.AlignRight)

    def _draw_part(self, painter: QPainter, row: QRectF, start: float, scale: float, part: Part) -> None:
        """Amounts below nothing have no bar; their number says it."""
        look = theme()
        thick = (row.height() - look.space(1.5)) / 2
        top = row.top() + look.space(0.5)
        if part.before is None:
            middle = row.center().y() - thick / 2
            fill(painter, QRectF(start, middle, max(0.0, float(part.amount) * scale), thick), "accent")
            return
        fill(painter, QRectF(start, top, max(0.0, float(part.amount) * scale), thick), "accent")
        before = QRectF(start, top + thick, max(0.0, float(part.before) * scale), thick)
        fill(painter, before, "settled", hatched=True)

    def _row(self) -> float:
        return small_metrics().height() * 1.5 + theme().space(0.5)

    def _text(self, amount: Decimal) -> str:
        return money_text(amount, self._shown.currency)


def _said(shown: InvoiceParts) -> str:
    def words(part: Part) -> str:
        was = f", before {money_text(part.before, shown.currency)}" if part.before is not None else ""
        return f"{plain.shown(part.label)} {money_text(part.amount, shown.currency)}{was}"

    return "; ".join(map(words, shown.parts)) + "."


def _table(shown: InvoiceParts) -> Table:
    heads = [Column("Part"), Column(shown.name, Unit.MONEY)]
    rows: list[tuple[str | Money | None, ...]] = [
        (part.label, Money(part.amount, shown.currency)) for part in shown.parts
    ]
    if shown.before is not None:
        heads.append(Column(shown.before, Unit.MONEY))
        rows = [
            (*row, None if part.before is None else Money(part.before, shown.currency))
            for row, part in zip(rows, shown.parts, strict=True)
        ]
    return Table(tuple(heads), tuple(rows), shown.title)
