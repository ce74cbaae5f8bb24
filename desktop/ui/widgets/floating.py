"""A window without a frame that floats over the others: rounded, with a shadow where the screen can blend one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBitmap, QColor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.platform.compositing import is_composited
from desktop.ui.theme import theme

_SHADOW = 6  # units of space around the panel
_FALLS = 1  # units by which it falls lower
_DARKEST = 13  # of 255, of each of its layers


class Floating(QWidget):
    """`panel` is what is seen; the window is larger by `around` on each side, in device-independent pixels."""

    def __init__(self) -> None:
        super().__init__(None, _FLAGS)
        look = theme()
        blends = is_composited(QGuiApplication.platformName())
        self.around = look.space(_SHADOW) if blends else 0
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, blends)
        self.panel = QFrame(self)
        self.panel.setProperty("role", "panel")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(self.around, self.around, self.around, self.around)
        outer.addWidget(self.panel)

    @property
    def seen(self) -> QRect:
        """Where the panel is on the screen."""
        return self.geometry().adjusted(self.around, self.around, -self.around, -self.around)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shadow: layers that grow and together fade."""
        super().paintEvent(event)
        if not self.around:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area, radius, fall = QRectF(self.panel.geometry()), theme().space(3), theme().space(_FALLS)
        reach = self.around - fall
        for step in range(reach, 0, -1):
            left = 1 - step / reach
            painter.setBrush(QColor(0, 0, 0, round(_DARKEST * left * left)))
            layer = area.adjusted(-step, fall - step, step, fall + step)
            painter.drawRoundedRect(layer, radius + step, radius + step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without blending, at least no square corners."""
        super().resizeEvent(event)
        if not self.around:
            shape = QBitmap(self.size())
            shape.clear()
            painter = QPainter(shape)
            painter.setBrush(Qt.GlobalColor.color1)
            painter.setPen(Qt.GlobalColor.color1)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme().space(3), theme().space(3))
            painter.end()
            self.setMask(shape)


_FLAGS = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
