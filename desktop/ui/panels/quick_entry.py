"""Quick entry: one line and its cards, in the upper middle of the screen, for a keyboard shortcut."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent

from desktop.text.language import tr
from desktop.ui.panels.again_rows import AgainRows
from desktop.ui.panels.entry_window import EntryWindow
from desktop.ui.port import Port


class QuickEntry(EntryWindow):
    """Goes by itself once everything said in it is in Harvest. While its line is empty it offers what was logged."""

    def __init__(self, port: Port) -> None:
        super().__init__(port, tr("Gleaner: quick entry"), "3h Acme website, 45m stand-up…")
        self.setObjectName("quick-entry")
        self.again = AgainRows(port)
        self._inner.insertWidget(0, self.again)
        edit = self.desk.composer.edit
        edit.textChanged.connect(self._show_again)
        edit.entering.connect(self._enter_number)
        edit.installEventFilter(self)
        self.live.is_choice = lambda: self._number >= 0 and not (self.stack.cards or self.deed_stack.cards)
        self.again.left.connect(edit.setFocus)
        self.again.said.connect(self.desk.composer.hand_over)
        self.again.taken.connect(lambda: self._said(""))
        port.preferences.changed.connect(self._follow_favourites)
        port.catalog_changed.connect(port.lately.look)
        port.lately.changed.connect(self._learn)
        self.again.refresh()

    @property
    def is_bare(self) -> bool:
        """Whether it shows nothing but the field for words."""
        return self._is_idle and not self._offers_again

    def prepare(self) -> None:
        """What is offered stays as it is while it is shown: somebody may be about to press its number."""
        self.again.refresh()
        super().prepare()
        self._show_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """See what was logged meanwhile, for the next time."""
        super().hideEvent(event)
        self._port.lately.look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the empty field leads to what it offers."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and watched is self.desk.composer.edit and self._go_down(cast("QKeyEvent", event)):
            return True
        return super().eventFilter(watched, event)

    def _go_down(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and self._offers_again:
            self.again.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    @property
    def _is_idle(self) -> bool:
        return super().is_bare

    @property
    def _number(self) -> int:
        """The number that is typed, from 0; -1 where it is none of those offered."""
        words = self.desk.composer.edit.words
        number = int(words) - 1 if len(words) == 1 and words.isdecimal() else -1
        return number if number < len(self.again.rows) else -1

    @property
    def _offers_again(self) -> bool:
        is_free = not self.desk.composer.edit.words or self._number >= 0
        return is_free and self._is_idle and not self._awaited and bool(self.again.rows)

    def _learn(self, _latest: object) -> None:
        if not self.isVisible() or not self.again.rows:
            self.again.refresh()
            self._show_again()

    def _follow_favourites(self, _value: object) -> None:
        """Somebody pressed a star, here or in the settings; the row that had the keyboard may be gone."""
        self.again.refresh()
        self.desk.composer.edit.setFocus()
        self._show_again()

    def _show_again(self) -> None:
        self.again.mark(self._number)
        self.again.setVisible(self._offers_again)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.again.setVisible(self._offers_again)
        super()._fit()

    def _enter_number(self, _words: str) -> None:
        if self._offers_again and self._number >= 0:
            self.desk.composer.edit.enter_taken = True
            number = self._number
            self.desk.composer.edit.clear()
            self.again.press(number)

    def _pick(self, number: int) -> None:
        if not (self._offers_again and self.again.press(number)):
            super()._pick(number)
