"""The hours field of a card."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.text import local, plain
from desktop.text.hours_text import MAX_HOURS, parse_hours
from desktop.text.language import tr
from desktop.ui.widgets.inline_edit import InlineEdit

_STEP = Decimal("0.25")


class HoursEdit(InlineEdit):
    """Hours as people type them; Up and Down step by a quarter. Signals: chosen: Decimal hours, over 0, at most 24."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Hours"), parent)
        self._hours: Decimal | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setPlaceholderText(local.hours(Decimal(0)))
        self.setMaxLength(40)
        self.textEdited.connect(lambda _text: self.mark(wrong=False))

    def show_hours(self, hours: Decimal | None) -> None:
        """Show those hours, or an empty field."""
        self._hours = hours
        self.show_value("" if hours is None else local.hours(hours))
        hint = tr("Type 1.5, 1:30, 1h30 or 90m")
        self.setToolTip(plain.tooltip(hint if hours is None else f"{plain.hours_spoken(hours)}\n{hint}"))

    def take(self) -> bool:
        """Take over what was typed; False and a mark where it is no duration."""
        if not self.is_dirty:
            return True
        hours = parse_hours(self.text())
        if hours is None:
            if not self.text().strip() or self.isReadOnly():
                self.revert()
                return True
            self.mark(wrong=True)
            self.setToolTip(plain.tooltip(tr("Not a duration up to 24 hours. Type 1.5, 1:30, 1h30 or 90m.")))
            return False
        self._choose(hours)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the next and the previous quarter of an hour."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.isReadOnly():
            now = parse_hours(self.text()) or self._hours or Decimal(0)
            quarters = now / _STEP
            if event.key() == Qt.Key.Key_Up:
                wanted = (quarters // 1 + 1) * _STEP
            else:
                wanted = (-(-quarters // 1) - 1) * _STEP if quarters % 1 == 0 else (quarters // 1) * _STEP
            if _STEP <= wanted <= MAX_HOURS:
                self._choose(wanted)
            return
        super().keyPressEvent(event)

    def _choose(self, hours: Decimal) -> None:
        changed = hours != self._hours
        self.mark(wrong=False)
        self._hours = hours
        self.show_value(local.hours(hours), force=True)
        if changed:
            self.chosen.emit(hours)
