"""The chat window: what was said, what it became, and the words to come."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.agent.drafts import Reply
from desktop.harvest.catalog import Catalog
from desktop.ui.cards.board import Board
from desktop.ui.cards.card_stack import CardStack
from desktop.ui.cards.card_text import SETTLED
from desktop.ui.icons import drawing
from desktop.ui.panels.desk import Desk
from desktop.ui.panels.header import Header
from desktop.ui.panels.messages import MessageList
from desktop.ui.panels.welcome import Welcome
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.labels import WordsLabel

_PATIENCE_MS = 300  # only a reply that takes longer is announced
_MINIMISED = Qt.WindowState.WindowMinimized


class ChatWindow(QWidget):
    """The main window. Closing hides it, with everything in it: the tray keeps the application alive.

    The close event is accepted and not turned into hiding: `QApplication.quit` gives up where a window refuses it.
    """

    def __init__(self, port: Port) -> None:
        super().__init__()
        self._port = port
        look = theme()
        self.setObjectName("chat")
        self.setWindowTitle("Gleaner")
        self.setWindowIcon(drawing("gleaner"))
        room = self.screen().availableSize() * 0.9
        self.resize(QSize(look.space(135), look.space(180)).boundedTo(room))
        self.setMinimumSize(QSize(look.space(95), look.space(90)).boundedTo(room))
        self.board = Board(port, self)
        self.header = Header(port)
        self.messages = MessageList(self._may_drop)
        self.welcome = Welcome()
        self.desk = Desk(port, self.board, "What did you work on?")
        self._said: QWidget | None = None
        self.thinking = WordsLabel("Reading…", "quiet")
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._build()
        self._connect()

    def show_and_raise(self) -> None:
        """Show the window in front, with the cursor in the words."""
        self.show()
        self.setWindowState(self.windowState() & ~_MINIMISED)
        self.raise_()
        self.activateWindow()
        self.desk.composer.edit.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Start with the cursor in the words."""
        super().showEvent(event)
        self.desk.composer.edit.setFocus()

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self.messages, 1)
        rows.addWidget(self.desk)
        self.messages.add_centred(self.welcome)
        self.messages.add(self.thinking)
        self.thinking.hide()

    def _connect(self) -> None:
        port = self._port
        port.replied.connect(self._reply)
        port.said.connect(self._say)
        port.spoken.connect(self._say)
        port.failed.connect(self._fail)
        port.catalog_changed.connect(self._show_catalog)
        self.welcome.chosen.connect(self._use_example)
        self.desk.composer.edit.paged.connect(self.messages.page_by)
        self.messages.dropped.connect(self._forget)
        self._patience.timeout.connect(self._show_patience)
        self.desk.wire_keys(self)
        self._show_catalog(port.catalog)

    def _say(self, words: str) -> None:
        if words.strip():
            self.welcome.hide()
            self._said = self.messages.add_words(words)
            self._patience.start()

    def _reply(self, reply: Reply) -> None:
        self._patience.stop()
        self.thinking.hide()
        self.welcome.hide()
        first: QWidget | None = self._said
        self._said = None
        if reply.text:
            answer = self.messages.add_reply(reply.text)
            first = first or answer
        fresh = self.board.adopt(reply.drafts)
        if fresh:
            stack = CardStack(fresh)
            self.messages.add(stack)
            self.messages.lead_to(first or stack)
        elif reply.question and reply.question != reply.text:  # where cards came, they ask for themselves
            self.messages.add_reply(reply.question, "question")
        announce(self, "\n".join([reply.text, *(card.accessibleName() for card in fresh)]))

    def _fail(self, words: str) -> None:
        self._patience.stop()
        self.thinking.hide()
        self.welcome.hide()
        self.messages.add_notice(words)
        announce(self, words)

    def _may_drop(self, row: QWidget) -> bool:
        """Old words and settled cards may go; nothing that waits for the user or for Harvest does."""
        if isinstance(row, CardStack):
            return all(card.draft.state in SETTLED for card in row.cards)
        return row not in (self.welcome, self.thinking)

    def _forget(self, row: QWidget) -> None:
        if isinstance(row, CardStack):
            self.board.forget([card.draft.id for card in row.cards])

    def _show_patience(self) -> None:
        self.messages.add(self.thinking)
        self.thinking.show()

    def _show_catalog(self, catalog: Catalog | None) -> None:
        self.welcome.show_catalog(catalog)

    def _use_example(self, words: str) -> None:
        self.desk.composer.edit.recall(words)
        self.desk.composer.edit.setFocus()
