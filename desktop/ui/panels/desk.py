"""The lower part that chat and quick entry share: the line about waiting, the commit bar and the composer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.cards.board import CardBoard
from desktop.ui.cards.commit_bar import CommitBar
from desktop.ui.cards.deed_board import DeedBoard
from desktop.ui.cards.entry_card import EntryCard
from desktop.ui.cards.summary import Summary
from desktop.ui.panels.composer import Composer
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.labels import WordsLabel

_ANSWERS = 9


class Desk(QFrame):
    """Wires keys and buttons of one surface to its board and the port.

    Signals:
        escaped: Escape had nothing to drop or to stop.
        numbered: int, Alt and a number, from 0, that no card takes.
    """

    escaped = Signal()
    numbered = Signal(int)

    def __init__(self, port: Port, board: CardBoard, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port, self._board = port, board
        self._deeds: DeedBoard | None = None
        self._hint = hint
        self.escape_discards = True
        self.uncover: Callable[[], bool] = lambda: False  # brings back cards that something stands before, if it does
        self._is_asked = False
        self.setProperty("role", "dock")
        look = theme()
        self.waiting = WordsLabel(role="quiet")
        self.waiting.hide()
        self.bar = CommitBar()
        self.composer = Composer(port, hint)
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(look.space(4), look.space(3), look.space(4), look.space(3))
        rows.setSpacing(look.space(2))
        for widget in (self.waiting, self.bar, self.composer):
            rows.addWidget(widget)
        self._connect()

    def put_composer_first(self) -> None:
        """Put the words above the commit bar, for surfaces whose cards come below."""
        self._rows.removeWidget(self.composer)
        self._rows.insertWidget(0, self.composer)

    def put_above_words(self, widget: QWidget) -> None:
        """Put something right above the words."""
        self._rows.insertWidget(self._rows.indexOf(self.composer), widget)

    def let_escape_hide(self) -> None:
        """For surfaces that Escape hides with everything in them, instead of discarding the cards."""
        self.escape_discards = False
        self.bar.discard.say(tr("Discard"), tr("Discard the open entries"))

    def say_hint(self, hint: str) -> None:
        """Say that in the empty field, while no card is open."""
        self._hint = hint
        self._summarise(self._board.summary)

    def take_in(self, deeds: DeedBoard) -> None:
        """Let Enter, Tab, Escape and undo reach the cards of deeds too, where no entry's card is meant."""
        self._deeds = deeds
        deeds.summarised.connect(lambda: self._summarise(self._board.summary))

    def wire_keys(self, window: QWidget) -> None:
        """Make the shortcuts that work anywhere in `window`."""
        for key, action in (("Ctrl+Return", self._seen(self._board.go_on)), ("Ctrl+M", self.composer.talk)):
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setAutoRepeat(False)  # a key that is held down means one thing once
            shortcut.activated.connect(action)
        for number in range(_ANSWERS):
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._seen(partial(self._pick, number)))
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), window)
        undo.setAutoRepeat(False)
        undo.activated.connect(self._seen(self._undo))

    def _connect(self) -> None:
        port, board = self._port, self._board
        port.waiting.connect(self._wait)
        for signal, is_asked in ((port.said, True), (port.spoken, True), (port.replied, False), (port.failed, False)):
            signal.connect(lambda _said, is_asked=is_asked: self._note_asked(is_asked=is_asked))
        board.summarised.connect(self._summarise)
        board.finished.connect(self._finish)
        board.left.connect(self.composer.edit.setFocus)
        self.bar.confirmed.connect(self._seen(board.go_on))
        self.bar.discarded.connect(self._seen(board.discard_open))
        self.composer.confirmed.connect(self._seen(self._go_on))
        self.composer.undone.connect(self._seen(self._undo))
        self.composer.escaped.connect(self._escape)
        self.composer.edit.tabbed.connect(self._tab)

    def _seen(self, deed: Callable[[], object]) -> Callable[[], None]:
        """That deed on the cards; where something stands before them it brings them back, and does nothing else."""

        def do() -> None:
            if not self.uncover():
                deed()

        return do

    def _summarise(self, summary: Summary) -> None:
        self.bar.show_summary(summary)
        self.composer.show_hint(self._keys(summary) or self._hint)

    def _keys(self, summary: Summary) -> str:
        escape = tr("Esc discards") if self.escape_discards else tr("Esc hides")
        return summary.keys(escape) or (self._deeds.keys(escape) if self._deeds is not None else "")

    def _wait(self, words: str) -> None:
        self.waiting.show_words(retold(words))
        self.waiting.setVisible(bool(words))

    def _go_on(self) -> None:
        """Enter in the words: entries first; a deed where it alone is open."""
        if self._board.summary.is_open or self._deeds is None or not self._deeds.confirm_ready():
            self._board.go_on()

    def _undo(self) -> None:
        if self._deeds is None or not self._deeds.undo_focused():
            self._board.undo()

    def _note_asked(self, *, is_asked: bool) -> None:
        """Whether a reply is on its way, which Escape would stop."""
        self._is_asked = is_asked

    def _pick(self, number: int) -> None:
        if not self._board.pick_answer(number):
            self.numbered.emit(number)

    def _tab(self) -> None:
        if self.uncover():
            self.composer.edit.tab_taken = True
            return
        on_deed = self._deeds is not None and not self._board.summary.is_open and self._deeds.focus_next()
        self.composer.edit.tab_taken = on_deed or self._board.focus_next()

    def _escape(self) -> None:
        if self._is_asked:
            self._port.stop_answering()
            return
        if self.uncover():
            return
        drops = self.escape_discards and not self.composer.edit.words
        dropped = drops and self._board.discard_open()
        dropped = (drops and self._deeds is not None and self._deeds.discard_open()) or dropped
        if not dropped:
            self.escaped.emit()

    def _finish(self, card: EntryCard) -> None:
        """After an edit: back to the words, where Enter logs."""
        self.composer.edit.setFocus()
