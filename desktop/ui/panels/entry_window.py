"""A small window in front of the others: one line and its cards, gone with Escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.agent.drafts import Card, DraftState, Reply
from desktop.agent.insights.answer import Answer
from desktop.text.retold import retold
from desktop.ui.answers import view_of
from desktop.ui.cards.board import CardBoard
from desktop.ui.cards.card_stack import CardStack
from desktop.ui.cards.card_text import SETTLED
from desktop.ui.cards.deed_board import DeedBoard
from desktop.ui.cards.deed_stack import DeedStack
from desktop.ui.icons import drawing
from desktop.ui.panels.composer import LIVE
from desktop.ui.panels.desk import Desk
from desktop.ui.panels.live_reading import LiveReading
from desktop.ui.panels.messages import Notice
from desktop.ui.panels.stray_keys import StrayKeys
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.floating import Floating
from desktop.ui.widgets.labels import WordsLabel
from desktop.ui.widgets.reading_order import step
from desktop.ui.widgets.style import set_role

if TYPE_CHECKING:
    from desktop.ui.answers.answer_view import AnswerView

_LINGER_MS = 1600  # how long a committed card is seen before the window goes
_WIDE = 150  # units of space, where the screen is no narrower
_EDGE = 2  # border and margin of the panel, in device-independent pixels


class EntryWindow(Floating):
    """Quick entry and the end-of-day prompt are such windows.

    It shows only what was said in it; cards that stay open are also in the chat. `share` is how much of the screen's
    height it may take; on a low screen as many units as two cards need, one of them to be checked: `least`.
    """

    share = 2 / 3
    least = 88

    def __init__(self, port: Port, title: str, hint: str) -> None:
        super().__init__()
        self._port = port
        self._awaited: list[str] = []
        self._listens = self._expects = self._grows_up = self._walks = False
        look = theme()
        self.setWindowTitle(title)
        self.setWindowIcon(drawing("gleaner"))
        self.setFixedWidth(look.space(_WIDE) + 2 * self.around)
        self.board = CardBoard(port, self)
        self.deeds = DeedBoard(port, self)
        self.desk = Desk(port, self.board, hint)
        self.desk.take_in(self.deeds)
        self._fixed: list[QWidget] = [self.desk]
        self.stack = CardStack()
        self.deed_stack = DeedStack()
        self.live = LiveReading(port, self.desk.composer.edit, self)
        self.reply = WordsLabel(role="quiet")
        self.answer: AnswerView | None = None
        self.notice = Notice("")
        self._linger = QTimer(self, interval=_LINGER_MS, singleShot=True)
        self._build()
        self._connect()

    def show_and_raise(self) -> None:
        """Show the window in front, in the upper middle of the screen where the mouse is, with the keyboard in it."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        if not self.isVisible():
            self.prepare()
            room = self.room()
            self.setScreen(self._screen())
            self.put(QPoint(room.center().x() - self.width() // 2, room.top() + room.height() // 5 - self.around))
        self.show()
        self.raise_()
        self.activateWindow()
        self.desk.composer.edit.setFocus()
        self._port.get_ready()

    def expect_words(self) -> None:
        """The microphone is about to be opened for this window, whichever has the keyboard by then."""
        self._expects = True

    def prepare(self) -> None:
        """Before it is shown: make room, find the height."""
        self._clear_settled()
        fits = self.room().width() - 2 * theme().space(2)
        self.setFixedWidth(min(theme().space(_WIDE), fits) + 2 * self.around)
        self._fit()

    def put(self, corner: QPoint) -> None:
        """Put its upper left corner there. In the lower half of the screen its lower edge stays where it is then."""
        self.move(corner)
        self._grows_up = self.geometry().center().y() > self.room().center().y()

    def room(self) -> QRect:
        """The screen where the mouse is, without its panels."""
        return self._screen().availableGeometry()

    def _free(self) -> QRect:
        """What may be covered of the screen that it is on, or will be."""
        return (self.screen() if self.isVisible() else self._screen()).availableGeometry()

    def _screen(self) -> QScreen:
        return QGuiApplication.screenAt(QCursor.pos()) or self.screen()

    def showEvent(self, event: QShowEvent) -> None:
        """Start with the cursor in the words."""
        self._linger.stop()
        super().showEvent(event)
        self.desk.composer.edit.setFocus()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # as Qt names it
        """Tab goes in reading order, whatever was added when; from what was done the keyboard goes to the words."""
        return step(self, self.desk.composer.edit, is_next=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape anywhere hides; words and cards stay."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the height of what is shown."""
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def put_around(self, head: QWidget, foot: QWidget) -> None:
        """Put something above the words, and below everything."""
        self._fixed = [head, self.desk, foot]
        for widget in (head, foot):
            widget.installEventFilter(self)
        self._rows.insertWidget(0, head)
        self._rows.addWidget(foot)

    @property
    def is_bare(self) -> bool:
        """Whether it shows nothing but the field for words."""
        cards = self.stack.cards or self.deed_stack.cards
        return not cards and self.reply.isHidden() and self.notice.isHidden() and self.live.forming.isHidden()

    @property
    def has_failed(self) -> bool:
        """Whether it tells of something that went wrong."""
        return self.isVisible() and not self.notice.isHidden()

    def may_leave(self) -> bool:
        """Whether the window may go by itself, now that everything in it is settled."""
        return True

    def leave_soon(self) -> None:
        """Go in a moment, if everything in it is settled and nothing new is typed."""
        states = {card.draft.state for card in self.stack.cards}
        states |= {card.deed.state for card in self.deed_stack.cards}
        done = states and states <= SETTLED and DraftState.COMMITTED in states
        if done and not self.desk.composer.edit.words and self.may_leave():
            self._linger.start()
        else:
            self._linger.stop()

    def _build(self) -> None:
        look = theme()
        self.page = QWidget()
        self.page.setProperty("role", "page")
        self._inner = inner = QVBoxLayout(self.page)
        inner.setContentsMargins(look.space(4), 0, look.space(4), look.space(3))
        inner.setSpacing(look.space(2))
        for widget in (self.notice, self.reply, self.live.forming, self.stack, self.deed_stack):
            inner.addWidget(widget)
        inner.addStretch()
        self.notice.hide()
        self.reply.hide()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.board.unseen.connect(self.area.ensureWidgetVisible)
        self.deeds.unseen.connect(self.area.ensureWidgetVisible)
        self.deeds.left.connect(self.desk.composer.edit.setFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.page)
        self.area.setMinimumHeight(1)  # else its own least height squeezes the words
        self.page.installEventFilter(self)
        self.desk.installEventFilter(self)
        self._rows = rows = QVBoxLayout(self.panel)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        self.desk.setProperty("role", "")
        self.desk.put_composer_first()
        self.desk.composer.put_icon(self.windowIcon())
        self.desk.composer.edit.setFont(look.font("figure"))
        rows.addWidget(self.desk)
        rows.addWidget(self.area, 1)

    def _connect(self) -> None:
        port, composer = self._port, self.desk.composer
        composer.entered.connect(self._enter)
        composer.said.connect(self._said)
        self.stack.wanted_back.connect(port.bring_back)
        port.microphone.connect(self._note_listening)
        port.spoken.connect(self._spoken)
        port.replied.connect(self._reply)
        port.failed.connect(self._fail)
        port.told.connect(self._tell)
        port.changed.connect(self._changed)
        self.live.shown.connect(self._fit)
        composer.edit.tabbed.connect(self._tab)
        composer.edit.textChanged.connect(self._stay)
        self._linger.timeout.connect(self.hide)
        self.desk.wire_keys(self)
        StrayKeys(self, composer.edit, takes_escape=False)  # there it hides, from anywhere
        self.desk.let_escape_hide()
        self.desk.escaped.connect(self.hide)
        self.desk.numbered.connect(self._pick)

    def _enter(self, words: str) -> None:
        """Enter means what was seen of these words."""
        self._await(words)
        self.live.enter(words)

    def _said(self, words: str) -> None:
        """The reply to these words comes here, or cards that were asked for without any: it logs nothing."""
        self._await(words)
        self.live.pass_by()

    def _await(self, words: str) -> None:
        self._awaited.append(words)
        self._linger.stop()
        self._clear_settled()

    def _stay(self) -> None:
        """Whoever types on at once is not left with half a sentence."""
        if self.desk.composer.edit.words:
            self._linger.stop()

    def _tab(self) -> None:
        """Tab behind words that leave something open: they are read, and the keyboard goes to the first question."""
        if self.desk.composer.edit.words and self.live.asks and not self.board.summary.is_open:
            self.desk.composer.edit.tab_taken = self._walks = True
            self.desk.composer.edit.submit()

    def _note_listening(self, state: str) -> None:
        """Words that are spoken belong to the window in which listening began."""
        if state in LIVE and (state == "opening" or not self._listens):
            # A click on the button comes before the window system has made this window the active one.
            self._listens = self.isActiveWindow() or self.desk.composer.mic.isDown() or self._expects
        if state != "opening":
            self._expects = False

    def _spoken(self, words: str) -> None:
        if self._listens and self.isVisible():
            self._said(words)
        self._listens = False

    def _reply(self, reply: Reply) -> None:
        if reply.to not in self._awaited:
            return
        self._awaited.remove(reply.to)
        self.live.rest()
        self.notice.hide()
        bare = [part for part in reply.parts if not (part.drafts or part.deeds)]  # what made no card is told
        said = (text for one in bare or [reply] for text in (one.text, one.question) if text)
        words = retold("\n".join(dict.fromkeys(said)))
        self.reply.show_words(words)
        self.reply.setVisible(bool(words) and (bool(bare) or reply.left > 0 or not (reply.drafts or reply.deeds)))
        set_role(self.reply, "reply" if reply.answer else "quiet")
        self._show_answer(reply.answer)
        known = [*self.board.known(reply.drafts), *self.deeds.known(reply.deeds)]
        self.board.adopt(reply.drafts, self.stack, self.stack.add)
        deeds = self.deeds.adopt(reply.deeds, self.deed_stack, self.deed_stack.add)
        self._fit()
        if deeds and not reply.drafts:
            QTimer.singleShot(0, deeds[0], lambda: self.area.ensureWidgetVisible(deeds[0].confirm))  # once laid out
        if known:
            self.area.ensureWidgetVisible(known[0])
        self.board.commit_seen(self.live.meant(reply))
        self.live.answer(reply)
        if self._walks:
            self._walks = False
            QTimer.singleShot(0, self, self.board.focus_next)

    def _show_answer(self, answer: Answer | None) -> None:
        """The latest answer alone: this is a window for one thing at a time."""
        if self.answer is not None:
            self._inner.removeWidget(self.answer)
            self.answer.hide()
            self.answer.deleteLater()
            self.answer = None
        if (view := view_of(answer)) is not None:
            self.answer = view
            self.answer.chosen.connect(self.desk.composer.hand_over)
            self._inner.insertWidget(self._inner.indexOf(self.reply) + 1, self.answer)

    def _pick(self, number: int) -> None:
        if self.live.pick(number):
            self.desk.composer.edit.submit()
        elif self.answer is not None:
            self.answer.pick_offer(number)

    def _tell(self, words: str) -> None:
        if self.isVisible():
            self.notice.hide()
            self.reply.show_words(retold(words))
            self.reply.show()
            self._fit()

    def _fail(self, words: str) -> None:
        self.live.rest()
        if self.isVisible():
            self._awaited.clear()
            self.notice.line.say("warn", retold(words), "refused", "")
            self.notice.show()
            self._fit()

    def _changed(self, _card: Card) -> None:
        self.leave_soon()

    def _clear_settled(self) -> None:
        """Make room: cards that are in Harvest or gone leave this window; open ones stay."""
        if self.stack.cards and all(card.draft.state in SETTLED for card in self.stack.cards):
            self.board.forget([card.draft.id for card in self.stack.cards])
            self.stack.clear()
        if self.deed_stack.cards and all(card.deed.state in SETTLED for card in self.deed_stack.cards):
            self.deeds.forget([card.deed.id for card in self.deed_stack.cards])
            self.deed_stack.clear()
        self.reply.hide()
        self.notice.hide()
        self._show_answer(None)

    def _fit(self) -> None:
        """As tall as the content, up to its share of the screen."""
        bare = self.is_bare
        self.area.setVisible(not bare)
        self.stack.setVisible(bool(self.stack.cards))
        self.deed_stack.setVisible(bool(self.deed_stack.cards))
        self._inner.activate()
        wide = self.width() - 2 * (self.around + _EDGE)
        wraps = self._inner.hasHeightForWidth()
        needed = self._inner.totalHeightForWidth(wide) if wraps else self._inner.sizeHint().height()
        room = self._free().height()
        most = max(round(room * self.share), min(theme().space(self.least), room - 2 * theme().space(2)))
        top = sum(_height(widget, wide) for widget in self._fixed)
        height = min(most, top + (0 if bare else needed) + 2 * _EDGE) + 2 * self.around
        grown = height - self.height()
        self.setFixedHeight(height)
        if grown and self.isVisible():
            below = self.seen.bottom() - self.screen().availableGeometry().bottom()
            self.move(self.x(), self.y() - (grown if self._grows_up else max(0, below)))


def _height(widget: QWidget, width: int) -> int:
    """How high it is at that width: words wrap."""
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
