"""Tab in the order in which things are read: lines from top to bottom, each from left to right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QRadioButton, QWidget


def stops(area: QWidget) -> list[QWidget]:
    """What Tab stops at in `area`, in reading order; of radio buttons that belong together the checked one."""
    found = [
        widget
        for widget in area.findChildren(QWidget)
        if widget.isVisibleTo(area)
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(widget, QRadioButton) and not widget.isChecked())
    ]
    return sorted(found, key=lambda widget: _place(widget, area))


def _place(widget: QWidget, area: QWidget) -> tuple[int, int]:
    """Its middle line, in steps of half a line of text, since things of one line differ by some pixels; its left."""
    corner = widget.mapTo(area, QPoint(0, 0))
    step = max(widget.fontMetrics().height() // 2, 1)
    return (corner.y() + widget.height() // 2) // step, corner.x()
