"""Small helpers about looks that several widgets share."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget) -> None:
    """Make the style sheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()  # another role may have another padding
    widget.update()


def set_role(widget: QWidget, role: str) -> None:
    """Give the widget another role of the style sheet, if it has not got it."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        restyle(widget)
