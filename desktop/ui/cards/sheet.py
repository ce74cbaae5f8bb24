"""The ground of every card: a quiet sheet, and at its left a strip in the colour and the pattern of its state."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.cards.card_text import Look, Strip
from desktop.ui.theme import theme


def paint_sheet(card: QWidget, look: Look) -> None:
    """Paint it; only within a paint event of the card."""
    size, painter = theme(), QPainter(card)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(card.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    radius = float(size.space(2))
    sheet = QPainterPath()
    sheet.addRoundedRect(area, radius, radius)
    painter.fillPath(sheet, size.colour("window" if look.collapsed else "card"))
    painter.save()
    painter.setClipPath(sheet)
    paint_strip(painter, area, look)
    painter.restore()
    edge = size.colour("focus" if card.hasFocus() else "line")
    painter.setPen(QPen(edge, 2 if card.hasFocus() else 1))
    painter.drawPath(sheet)


def paint_strip(painter: QPainter, area: QRectF, look: Look) -> None:
    """The strip alone, at the left of `area`."""
    size = theme()
    ink, width = size.colour(look.ink), float(size.space(1.5))
    if look.strip is Strip.SOLID:
        painter.fillRect(QRectF(area.left(), area.top(), width, area.height()), ink)
        return
    dotted = look.strip is Strip.DOTTED
    step = width if dotted else float(size.space(2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    top = area.top() + (step if dotted else 0)
    while top < area.bottom():
        part = QRectF(area.left() + (1 if dotted else 0), top, width, step)
        painter.drawEllipse(part) if dotted else painter.drawRect(part)
        top += step * (1.8 if dotted else 1.6)
