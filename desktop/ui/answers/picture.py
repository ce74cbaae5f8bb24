"""What all pictures share: a title and a legend over a drawing, the keyboard, and an image of it to copy.

A picture never stands alone: `table` has the same figures in rows, for screen readers and for who would rather read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.agent.insights.answer import Table
from desktop.text import plain
from desktop.text.language import tr
from desktop.ui.theme import theme
from desktop.ui.widgets.inline_edit import inset

_COPIED_SCALE = 2.0  # pixels of a copied image for each of the screen's, so that it is sharp in a document
_COPIED_WIDTH = 150  # units
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend. `hatched` and `dashed` tell it apart without its colour."""

    words: str
    ink: str
    hatched: bool = False
    dashed: bool = False


class Picture(QLabel):
    """Abstract. A drawing with a title; Ctrl+C copies it as an image. `said` is all of it in a sentence.

    It is a label with an empty picture, since that is what screen readers are told of as a graphic.
    """

    def __init__(self, title: str, said: str, table: Table, keys: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        empty = QPixmap(1, 1)
        empty.fill(Qt.GlobalColor.transparent)
        self.setPixmap(empty)
        self.title, self.table = plain.shown(title), table
        self._keys = keys
        self.setAccessibleName(tr("Picture: {title}. {said}", title=self.title, said=said))
        self.setAccessibleDescription(tr("Ctrl+C copies it; its figures are in a table below"))
        self.setToolTip(plain.tooltip(said))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As tall as the drawing needs."""
        return QSize(theme().space(90), round(self.head() + self.drawing_height()))

    def drawing_height(self) -> float:
        """The height of the drawing under title and legend."""
        return float(theme().space(38))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw everything but title and legend."""
        raise NotImplementedError

    def copy_image(self) -> None:
        """Put the picture on the clipboard, sharp and on its own ground."""
        QGuiApplication.clipboard().setImage(self.image())

    def image(self) -> QImage:
        """The picture at twice the size of the screen's pixels."""
        look = theme()
        margin = look.space(3)
        size = QSize(look.space(_COPIED_WIDTH), self.sizeHint().height() + 2 * margin)
        image = QImage(size * _COPIED_SCALE, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(_COPIED_SCALE)
        image.fill(look.colour("card"))
        painter = QPainter(image)
        self._draw_all(painter, QRectF(0, 0, size.width(), size.height()).adjusted(margin, margin, -margin, -margin))
        painter.end()
        return image

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing, and a ring around it while it has the keyboard."""
        look, painter = theme(), QPainter(self)
        area = QRectF(self.rect())
        edge = inset(look.unit)
        self._draw_all(painter, area.adjusted(edge, 2, -edge, -2))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            radius = float(look.radius("field"))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_image()
        else:
            super().keyPressEvent(event)

    def head(self) -> float:
        """The height of title and legend."""
        look = theme()
        lines = QFontMetricsF(look.font(bold=True)).height()
        return lines + (small_metrics().height() + look.space(1) if self._keys else 0) + look.space(2)

    def _draw_all(self, painter: QPainter, area: QRectF) -> None:
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(bold=True))
        line = painter.fontMetrics().height()
        write(painter, QRectF(area.left(), area.top(), area.width(), line), self.title, "text")
        painter.setFont(look.font("tiny"))
        self._draw_keys(painter, area.left(), area.top() + line + look.space(1), area.right())
        self.draw(painter, area.adjusted(0, self.head(), 0, 0))

    def _draw_keys(self, painter: QPainter, left: float, top: float, right: float) -> None:
        look = theme()
        side = float(look.space(3))
        tall = small_metrics().height()
        for key in self._keys:
            wide = small_metrics().horizontalAdvance(key.words)
            if left + side + wide > right:
                return
            wider = 2.2 if key.dashed else 1.0  # a line shows that it is dashed only from two dashes on
            box = QRectF(left, top + (tall - side) / 2, side * wider, side)
            if key.dashed:
                painter.setPen(QPen(look.colour(key.ink), 2, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
            else:
                fill(painter, box, key.ink, hatched=key.hatched)
            left += box.width() + look.space(1)
            write(painter, QRectF(left, top, wide + 2, tall), key.words, "quiet")
            left += wide + look.space(3)


def small_metrics() -> QFontMetricsF:
    """Of the letters inside a picture."""
    return QFontMetricsF(theme().font("tiny"))


def write(
    painter: QPainter, area: QRectF, words: str, ink: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    """One line of plain words, ended by an ellipsis where they do not fit."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(plain.shown(words), Qt.TextElideMode.ElideRight, area.width())
    painter.setPen(theme().colour(ink))
    painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def fill(painter: QPainter, box: QRectF, ink: str, *, hatched: bool = False) -> None:
    """A part of a bar; hatched with a rim, it can be told apart without its colour."""
    if box.width() <= 0 or box.height() <= 0:
        return
    colour = theme().colour(ink)
    if not hatched:
        painter.fillRect(box, colour)
        return
    pale = QColor(colour)
    pale.setAlpha(60)
    painter.fillRect(box, pale)
    painter.fillRect(box, QBrush(colour, Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def ticks(most: Decimal, count: int = 4) -> list[Decimal]:
    """Round numbers from 0 up to `most` or a little more, about `count` steps apart: 0, 50, 100, 150."""
    if most <= 0:
        return [Decimal(0), Decimal(1)]
    rough = most / count
    power = Decimal(10) ** rough.adjusted()
    step = next(power * each for each in _STEPS if power * each >= rough)
    steps = int((most / step).to_integral_value(ROUND_CEILING))
    return [step * index for index in range(steps + 1)]
