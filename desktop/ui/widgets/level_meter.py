"""Loudness as a row of bars, newest at the right."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.text.language import tr
from desktop.ui.theme import theme

_BARS = 28


class LevelMeter(QWidget):
    """Shows the last loudness values, 0 to 1. It repaints only when a value arrives."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.levels: deque[float] = deque([0.0] * _BARS, _BARS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Microphone level"))
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for all bars."""
        return QSize(theme().space(_BARS), theme().space(6))

    def add(self, level: float) -> None:
        """Show another value; outside 0 to 1 it is clipped."""
        self.levels.append(min(1.0, max(0.0, level)))
        self.update()

    def reset(self) -> None:
        """Show silence."""
        self.levels.extend([0.0] * _BARS)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw rounded bars around the middle line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("refused"))
        step = self.width() / _BARS
        wide = step * 0.55
        for index, level in enumerate(self.levels):
            tall = max(wide, self.height() * level)
            area = QRectF(index * step, (self.height() - tall) / 2, wide, tall)
            painter.drawRoundedRect(area, wide / 2, wide / 2)
