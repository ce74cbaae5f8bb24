"""Small helpers about looks that several widgets share."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.text.language import tr


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


def mark_doubted(widget: QWidget, *, doubted: bool) -> None:
    """Mark a field as one whose value is to be checked, for eyes and for screen readers."""
    if bool(widget.property("doubted")) != doubted:
        widget.setProperty("doubted", doubted)
        widget.setAccessibleDescription(tr("To be checked") if doubted else "")
        restyle(widget)
