"""A text edit that grows with its words and hands them over on Enter."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from desktop.text.language import tr
from desktop.ui.history import History
from desktop.ui.theme import theme
from desktop.ui.widgets.style import restyle

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_MOST_LINES = 6
_TINT = 40  # of 255, behind marked words
_BETWEEN = " · "  # the parts of a hint


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that mean something: half-open offsets as Qt counts them, in UTF-16 units, and the name of a colour."""

    start: int
    end: int
    ink: str


class WordsEdit(QPlainTextEdit):
    """Words to be said. Shift+Enter makes a new line; Up in an empty field recalls what was said before.

    Signals:
        sent: str, Enter was pressed and there are words; the field is empty now.
        submitted: str, as `sent`, by `submit` and no Enter.
        confirmed: Enter was pressed on the empty field, or Ctrl+Enter anywhere.
        escaped: Escape was pressed.
        undone: Ctrl+Z was pressed and there is nothing typed to undo.
        paged: int, -1 for Page Up, 1 for Page Down: the owner scrolls what is above.
        tabbed: Tab was pressed; the owner may set `tab_taken` while it handles this.
        entering: str, words are about to be handed over; the owner may set `enter_taken` while it handles this.
    """

    sent = Signal(str)
    submitted = Signal(str)
    confirmed = Signal()
    escaped = Signal()
    undone = Signal()
    paged = Signal(int)
    tabbed = Signal()
    entering = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tab_taken = self.enter_taken = False
        self._hint = ""
        self._is_heard = False
        self._most = 0
        self._history = History()
        self.setProperty("role", "words")
        self.setAccessibleName(tr("What did you work on?"))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(theme().space(1))
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @property
    def hint(self) -> str:
        """The hint, whether or not there is room for all of it."""
        return self._hint

    @property
    def words(self) -> str:
        """What is typed, without blanks around it."""
        return self.toPlainText().strip()

    def show_hint(self, words: str) -> None:
        """Show `words` while nothing is typed; where room is short, the parts after the last " · " go first."""
        self._hint, self._is_heard = words, False
        self.setAccessibleDescription("")
        self._fit_hint()

    def show_heard(self, words: str) -> None:
        """Show words that are being spoken where they will stand; where room is short, the last of them."""
        self._hint, self._is_heard = words, True
        self.setAccessibleDescription(words)
        self._fit_hint()

    def recall(self, words: str) -> None:
        """Put `words` in the field, with the cursor behind them; what was typed can be undone back."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(words)
        self.setTextCursor(cursor)

    def grow_to(self, height: int) -> None:
        """Let it become that tall, but never less than six lines."""
        self._most = height
        self._fit()

    def mark(self, places: Iterable[Mark]) -> None:
        """Show which words mean something, until other marks take their place."""
        selections = []
        for place in places:
            one = QTextEdit.ExtraSelection()
            one.cursor = self.textCursor()
            one.cursor.setPosition(place.start)
            one.cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
            ink = theme().colour(place.ink)
            one.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            one.format.setUnderlineColor(ink)
            ink.setAlpha(_TINT)
            one.format.setBackground(ink)
            selections.append(one)
        self.setExtraSelections(selections)

    def sizeHint(self) -> QSize:
        """As tall as the words, up to six lines or what `grow_to` allows."""
        return QSize(theme().space(80), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Escape, Ctrl+Z, Tab and Up mean something here; a key that is held down confirms nothing."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held & _SHIFT:
            if not event.isAutoRepeat():
                self._enter(confirm=bool(held & _CTRL))
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in _PAGES:
            self.paged.emit(_PAGES[key])
        elif key == Qt.Key.Key_Z and held == _CTRL and not self.document().isUndoAvailable():
            self.undone.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not held & _SHIFT and self._browse(key):
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the hint to the new width. Where all words have room, the first line stands on top."""
        super().resizeEvent(event)
        self._fit_hint()
        self._fit()  # a narrower field may need another line, of which its document tells nobody

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes where the owner wants it, else along the tab order."""
        if forward:
            self.tab_taken = False
            self.tabbed.emit()
            if self.tab_taken:
                return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the frame around the field show the focus."""
        super().focusInEvent(event)
        self._show_focus(focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the frame around the field show the focus."""
        super().focusOutEvent(event)
        self._show_focus(focused=False)

    def submit(self) -> None:
        """Hand the words over to be read: a button or another key than Enter was pressed."""
        self._hand_over(self.submitted)

    def _enter(self, *, confirm: bool) -> None:
        if confirm or not self.words:
            self.confirmed.emit()
        else:
            self._hand_over(self.sent)

    def _hand_over(self, signal: SignalInstance) -> None:
        words = self.words
        if not words:
            return
        self.enter_taken = False
        self.entering.emit(words)
        if self.enter_taken:
            return
        self._history.add(words)
        self.clear()
        signal.emit(words)

    def _browse(self, key: Qt.Key) -> bool:
        recalling = self._history.shows(self.words)
        if self.words and not recalling:
            return False
        words = self._history.older() if key == Qt.Key.Key_Up else self._history.newer()
        if words is not None:
            self.recall(words)
        return words is not None

    def _fit(self, _size: object = None) -> None:
        first = self.document().firstBlock().layout()
        tall = first.lineAt(0).height() if first.lineCount() else 0  # a little more than the font says
        line = max(math.ceil(tall), self.fontMetrics().lineSpacing())
        margin = 2 * round(self.document().documentMargin())
        most = max(_MOST_LINES, (self._most - margin) // line)
        lines = max(1, round(self.document().size().height()))
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(line * min(lines, most) + margin + 1)  # with less Qt thinks that the last line has no room
        self._show_top()

    def _show_top(self) -> None:
        """Qt scrolls to the cursor before a new line has got its room, and stays there."""
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            self.verticalScrollBar().setValue(0)

    def _fit_hint(self) -> None:
        """Qt draws the whole line anew only where the hint appears or goes, not where it becomes another one."""
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        elide = Qt.TextElideMode.ElideLeft
        hint = self.fontMetrics().elidedText(self._hint, elide, room) if self._is_heard else self._hint
        parts = hint.split(_BETWEEN)
        while len(parts) > 1 and self.fontMetrics().horizontalAdvance(_BETWEEN.join(parts)) > room:
            parts.pop()
        if (fitting := _BETWEEN.join(parts)) != self.placeholderText():
            self.setPlaceholderText(fitting)
            self.viewport().update()

    def _show_focus(self, *, focused: bool) -> None:
        frame = self.parentWidget()
        if frame is not None:
            frame.setProperty("focused", focused)
            restyle(frame)
