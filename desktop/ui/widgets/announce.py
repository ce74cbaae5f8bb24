"""Tells screen readers what has appeared, since nothing takes the focus by itself."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from desktop.text import plain


def announce(widget: QWidget, words: str) -> None:
    """Have `words` read out where a screen reader runs; costs nothing where none does."""
    cleaned = plain.shown_lines(words)
    if cleaned and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, cleaned))
