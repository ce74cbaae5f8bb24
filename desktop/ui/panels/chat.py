"""The chat window: what was said, what it became, and the words to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.agent.aliases import AliasOffer
from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import Draft, Reply
from desktop.harvest.catalog import Catalog
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.answers import view_of
from desktop.ui.cards.board import CardBoard
from desktop.ui.cards.card_stack import CardStack
from desktop.ui.cards.card_text import SETTLED, spoken
from desktop.ui.cards.deed_board import DeedBoard
from desktop.ui.cards.deed_stack import DeedStack
from desktop.ui.cards.entry_card import EntryCard
from desktop.ui.cards.forming import Forming
from desktop.ui.cards.marks import marks
from desktop.ui.chat_port import Earlier
from desktop.ui.icons import drawing
from desktop.ui.panels.desk import Desk
from desktop.ui.panels.header import Header
from desktop.ui.panels.messages import Bubble, LostCards, MessageList, answer_label
from desktop.ui.panels.offers import OfferLine, Offers, offer_alias, offer_left, offer_rest, offer_weights
from desktop.ui.panels.outbox import OutboxLine, offer_decisions
from desktop.ui.panels.reading_along import ReadingAlong
from desktop.ui.panels.search import SearchPanel
from desktop.ui.panels.stray_keys import StrayKeys
from desktop.ui.panels.timer_line import ask_about
from desktop.ui.panels.today_list import TodayList
from desktop.ui.panels.week import Week
from desktop.ui.panels.welcome import Welcome
from desktop.ui.port import Port, Waiting
from desktop.ui.sign_in_port import SignInView
from desktop.ui.speech_port import LeftRecording
from desktop.ui.theme import theme
from desktop.ui.timer_port import TimerAsk, TimerView
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.labels import WordsLabel
from desktop.ui.widgets.reading_order import step

if TYPE_CHECKING:
    from desktop.ui.answers.answer_view import AnswerView
    from desktop.ui.panels.sign_in import SignInPanel

_PATIENCE_MS = 300  # only a reply that takes longer is announced
_SHARE = 0.95  # of the screen, at most: on a small one every line counts, and the frame needs some, too
_MINIMISED = Qt.WindowState.WindowMinimized


class ChatWindow(QWidget):
    """The main window. Closing hides it, with everything in it: the tray keeps the application alive.

    The close event is accepted and not turned into hiding: `QApplication.quit` gives up where a window refuses it.

    Signals: settings: they are asked for.
    """

    settings = Signal()

    def __init__(self, port: Port) -> None:
        super().__init__()
        self._port = port
        look = theme()
        self.setObjectName("chat")
        self.setWindowTitle("Gleaner")
        self.setWindowIcon(drawing("gleaner"))
        room = self.screen().availableSize() * _SHARE
        self.resize(QSize(look.space(135), look.space(180)).boundedTo(room))
        self.setMinimumSize(QSize(look.space(95), look.space(90)).boundedTo(room))
        self.board = CardBoard(port, self)
        self.deeds = DeedBoard(port, self)
        self.header = Header(port)
        self.messages = MessageList(self._may_drop)
        self.welcome = Welcome()
        self.today = TodayList(port.chat)
        self._search: SearchPanel | None = None
        self._sign_in: SignInPanel | None = None
        self.offers = Offers(self.messages)
        self.outbox = OutboxLine(port)
        self.desk = Desk(port, self.board, tr("What did you work on?"))
        self.week = Week(port, self.desk, self.board)
        self.forming = Forming()
        self.desk.put_above_words(self.forming)
        self._along = ReadingAlong(port, self.desk.composer.edit, self)
        self.being_read = Forming()
        self._reading = ""
        self._said: QWidget | None = None
        self._latest_answer: AnswerView | None = None
        self._is_outside: bool | None = None
        self._is_low = False
        self.thinking = WordsLabel(tr("Working on it…  Esc stops"), "quiet")
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._build()
        self._connect()

    def show_and_raise(self) -> None:
        """Show the window in front, with the cursor in the words."""
        self.show()
        self.setWindowState(self.windowState() & ~_MINIMISED)
        self.raise_()
        self.activateWindow()
        self._focus()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # as Qt names it
        """Tab goes in reading order, whatever was added when; from what was done the keyboard goes to the words."""
        return step(self, self.desk.composer.edit, is_next=next)

    def showEvent(self, event: QShowEvent) -> None:
        """Start with the cursor in the words."""
        super().showEvent(event)
        self._focus()

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back to the window may paste a page and press Enter: what reads it gets ready now."""
        super().changeEvent(event)
        is_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and self._port.account:  # not at the launch, which has enough to do
            self._port.get_ready()

    def _build(self) -> None:
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self.week)
        rows.addWidget(self.messages, 1)
        rows.addWidget(self.outbox)
        rows.addWidget(self.desk)
        self.messages.put_first(self.today)
        self.messages.add_centred(self.welcome)
        self.messages.add(self.being_read)
        self.messages.add(self.thinking)
        self.thinking.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words may take a third of the window, and what they become no more."""
        super().resizeEvent(event)
        is_low = self._is_low = self.height() < theme().space(110)
        self.board.show_low(is_low=is_low)
        self.forming.most = 2 if is_low else 3
        self.welcome.show_small(is_small=is_low)
        self.week.show_low(is_low=is_low)
        self.desk.composer.edit.grow_to(self.height() // 3)

    def _connect(self) -> None:
        port = self._port
        port.replied.connect(self._reply)
        port.said.connect(self._say)
        port.spoken.connect(self._say)
        port.failed.connect(self._fail)
        port.catalog_changed.connect(self._show_catalog)
        self.welcome.chosen.connect(self._use_example)
        port.chat.today_changed.connect(lambda entries: self.welcome.show_known(is_known=bool(entries)))
        self._along.read.connect(self._read_along)
        self.week.aimed.connect(self._along.read_for)
        port.sketched.connect(self._sketched)
        self.desk.composer.edit.paged.connect(self.messages.page_by)
        self.messages.dropped.connect(self._forget)
        self._patience.timeout.connect(self._show_patience)
        port.told.connect(self._tell)
        port.chat.earlier.connect(self._show_earlier)
        port.offered.connect(self._offer_alias)
        port.outbox_changed.connect(self._show_outbox)
        port.timer.asked.connect(self._ask_about_timer)
        port.timer.changed.connect(self._end_timer_questions)
        port.speech.left_over.connect(self._offer_left)
        port.speech.weights_missing.connect(self._offer_weights)
        port.sign_in.changed.connect(self._show_sign_in)
        self.outbox.asked.connect(self._show_waiting)
        self.outbox.entering.connect(lambda: self.sign_in.focus_first())
        self.desk.numbered.connect(self._pick_offer)
        self.board.unseen.connect(self.messages.ensureWidgetVisible)
        self.deeds.unseen.connect(self.messages.ensureWidgetVisible)
        self.deeds.left.connect(self.desk.composer.edit.setFocus)
        self.desk.take_in(self.deeds)
        self.header.settings.connect(self.settings)
        for keys, action in (("Ctrl+,", self.settings.emit), ("Ctrl+F", self.open_search)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(action)
        self.header.search.clicked.connect(self.open_search)
        self.desk.uncover = self._close_search
        self.desk.wire_keys(self)
        self.week.wire_keys(self)
        StrayKeys(self, self.desk.composer.edit, takes_escape=True)
        self._show_catalog(port.catalog)
        self._show_sign_in(port.sign_in.view)

    @property
    def sign_in(self) -> SignInPanel:
        """The panel to sign in, made when somebody is to."""
        if self._sign_in is None:
            from desktop.ui.panels.sign_in import SignInPanel

            self._sign_in = SignInPanel(self._port.sign_in)
            self._sign_in.hide()
            self._rows.insertWidget(self._rows.indexOf(self.messages), self._sign_in, 1)
        return self._sign_in

    @property
    def search(self) -> SearchPanel:
        """What looks through the journal; made when it is used first."""
        if self._search is None:
            self._search = SearchPanel(self._port)
            self._search.left.connect(self._close_search)
            self._rows.insertWidget(self._rows.indexOf(self.messages), self._search, 1)
        return self._search

    def open_search(self) -> None:
        """Look through what was logged from here; the conversation waits behind it."""
        if not self._is_outside:
            self.messages.hide()
            self.search.open()

    def _close_search(self) -> bool:
        """Bring the conversation back. Returns whether the search stood before it."""
        if self._search is None or not self._search.isVisible():
            return False
        self._search.hide()
        self.messages.setVisible(not self._is_outside)
        self._focus()
        return True

    def _say(self, words: str) -> None:
        if words.strip():
            self._close_search()
            self.welcome.hide()
            self._said = self.messages.add_words(words)
            self._patience.start()
            self._reading = words.strip()
            drafts = self._along.known(self._reading)
            if drafts is None:  # said before it was read along, or spoken: after the reading itself, if that lasts
                self.being_read.clear()
                QTimer.singleShot(0, self, lambda: self._port.sketch(words.strip(), day=self.desk.composer.day))
            else:
                self._show_being_read(drafts)

    def _read_along(self, drafts: tuple[Draft, ...]) -> None:
        """The cards form, and the words that gave their values are marked."""
        self.forming.show_drafts(drafts, self._port.today)
        edit = self.desk.composer.edit
        edit.mark(marks(edit.toPlainText(), drafts))

    def _sketched(self, words: str, reply: Reply) -> None:
        if words == self._reading:
            self._show_being_read(reply.drafts)

    def _show_being_read(self, drafts: Sequence[Draft]) -> None:
        """Until the reply comes, the cards stand below their words as they formed, in grey."""
        self.messages.add(self.being_read)
        self.being_read.show_drafts(drafts, self._port.today)

    def _settle(self) -> None:
        """Nothing is on its way any more."""
        self._patience.stop()
        self._reading = ""
        self.being_read.clear()
        self.thinking.hide()
        self.welcome.hide()

    def _reply(self, reply: Reply) -> None:
        self._settle()
        first: QWidget | None = self._said
        self._said = None
        text = retold(reply.text)
        if text:
            answer = self.messages.add_reply(text)
            first = first or answer
        if (view := view_of(reply.answer)) is not None:
            self._show_answer(view)
            self.messages.lead_to(first or self.messages)
        cards = CardStack(parent=self.messages.page)
        fresh = self._stacked(cards, reply.drafts)
        deeds = self._stacked_deeds(reply.deeds)
        if fresh or deeds:
            stack = cards if fresh else deeds or cards
            for one in (cards if fresh else None, deeds):
                if one is not None:
                    self.messages.add(one)
            lead = stack if self._is_low else first or stack
            button = deeds.cards[0].confirm if deeds and not fresh else None
            self.messages.lead_to(lead, of_words=lead is not stack, to=button)
        elif reply.question and reply.question not in reply.text:  # where cards came, they ask for themselves
            self.messages.add_reply(retold(reply.question), "question")
        if fresh:
            offer_rest(self.offers, self._port, reply.left)
        elif not deeds and (known := [*self.board.known(reply.drafts), *self.deeds.known(reply.deeds)]):
            self.messages.lead_to(known[0], of_words=False)  # words changed it, wherever it stands
        if fresh or deeds:
            self._lead_keyboard()
        names = [spoken(draft, self._port.today) for draft in reply.drafts] if fresh else []
        announce(self, "\n".join([text, *names, *(deed.accessibleName() for deed in (deeds.cards if deeds else ()))]))

    def _lead_keyboard(self) -> None:
        """From the row of a list whose button asked for a card to where that is gone on with."""
        now = QApplication.focusWidget()
        if now is not None and (self.week.isAncestorOf(now) or self.today.isAncestorOf(now)):
            self.desk.composer.edit.setFocus()
            if self.deeds.open:
                QTimer.singleShot(0, self, self.deeds.focus_next)  # once it is laid out

    def _show_answer(self, view: AnswerView) -> None:
        """Below its sentence; what it offers is said as if it had been typed."""
        view.chosen.connect(self.desk.composer.hand_over)
        self._latest_answer = view
        self.messages.add(view)

    def _pick_offer(self, number: int) -> None:
        """A number that no card takes answers the latest question."""
        if self._latest_answer is not None:
            self._latest_answer.pick_offer(number)

    def _stacked(self, stack: CardStack, drafts: Sequence[Draft]) -> list[EntryCard]:
        """The cards that are new, in that stack; without any it goes away."""
        fresh = self.board.adopt(drafts, stack, stack.add)
        stack.wanted_back.connect(self._port.bring_back)
        if not fresh:
            stack.deleteLater()
        return fresh

    def _stacked_deeds(self, deeds: Iterable[Deed]) -> DeedStack | None:
        """The cards that are new; None without any."""
        stack = DeedStack(parent=self.messages.page)
        if self.deeds.adopt(deeds, stack, stack.add):
            return stack
        stack.deleteLater()
        return None

    def _fail(self, words: str) -> None:
        self._settle()
        self.messages.add_notice(words)
        announce(self, words)

    def _may_drop(self, row: QWidget) -> bool:
        """Old words and settled cards may go; nothing that waits for the user or for Harvest does."""
        if isinstance(row, CardStack):
            return all(card.draft.state in SETTLED for card in row.cards)
        if isinstance(row, DeedStack):
            return all(card.deed.state in SETTLED for card in row.cards)
        if isinstance(row, OfferLine):
            return False
        return row not in (self.today, self.welcome, self.thinking, self.being_read)

    def _forget(self, row: QWidget) -> None:
        if row is self._latest_answer:
            self._latest_answer = None
        if isinstance(row, CardStack):
            self.board.forget([card.draft.id for card in row.cards])
        if isinstance(row, DeedStack):
            self.deeds.forget([card.deed.id for card in row.cards])

    def _show_patience(self) -> None:
        self.messages.add(self.thinking)
        self.thinking.show()

    def _show_catalog(self, catalog: Catalog | None) -> None:
        self.welcome.show_catalog(catalog)

    def _focus(self) -> None:
        if self._is_outside:
            self.sign_in.focus_first()
        else:
            self.desk.composer.edit.setFocus()

    def _show_sign_in(self, view: SignInView) -> None:
        """The panel takes the place of the conversation, which stays as it is behind it."""
        outside = view.is_outside
        if outside is not self._is_outside:
            self._is_outside = outside
            if outside or self._sign_in is not None:
                self.sign_in.setVisible(outside)
            if self._search is not None:
                self._search.hide()
            for tool in (self.header.search, self.header.timer):
                tool.setVisible(not outside)
            self.messages.setVisible(not outside)
            self.week.setVisible(not outside)
            self.desk.setVisible(not outside)
            self._focus()

    def _tell(self, words: str) -> None:
        self._settle()
        self.messages.add_reply(retold(words), "quiet")
        announce(self, retold(words))

    def _offer_alias(self, offer: AliasOffer) -> None:
        offer_alias(self.offers, self._port, offer)

    def _ask_about_timer(self, ask: TimerAsk) -> None:
        ask_about(self.offers, self._port.timer, ask)

    def _end_timer_questions(self, view: TimerView | None) -> None:
        """A question about a timer that runs no more is none."""
        running = view.running if view else None
        self.offers.keep_only("timer:", [f"timer:{running.entry_id}"] if running else [])

    def _offer_left(self, left: tuple[LeftRecording, ...]) -> None:
        offer_left(self.offers, self._port, left)

    def _offer_weights(self, model: str) -> None:
        offer_weights(self.offers, model, self.settings.emit)

    def _show_outbox(self, waiting: tuple[Waiting, ...]) -> None:
        self.offers.keep_only("waiting:", [f"waiting:{one.id}" for one in waiting])

    def _show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """What an earlier run confirmed: cards where there are some, lines for the rest."""
        self.welcome.hide()
        cards = CardStack(parent=self.messages.page)
        drafts = [one.card for one in waiting if isinstance(one.card, Draft) and not one.is_unclear]
        fresh = self._stacked(cards, drafts)
        if fresh:
            self.messages.add_reply(tr("Confirmed, and still on the way to Harvest:"), "quiet")
            self.messages.add(cards)
        elif known := [card for card in self.board.cards if card.draft.id in {one.id for one in waiting}]:
            self.messages.ensureWidgetVisible(known[0])
            known[0].setFocus()  # its ring shows which one it is
        if deeds := self._stacked_deeds(
            one.card for one in waiting if isinstance(one.card, Deed) and not one.is_unclear
        ):
            self.messages.add(deeds)
        offer_decisions(self.offers, self._port, [one for one in waiting if one.is_unclear or not one.card])

    def _show_earlier(self, lines: tuple[Earlier, ...]) -> None:
        """The chat of today from before this start, above what was said since."""
        rows: list[QWidget] = []
        said = ""
        for line in lines:
            if line.said:
                said = line.said
                rows.append(Bubble(said))
            if line.text:
                rows.append(answer_label(retold(line.text), "quiet"))
            cards = CardStack(parent=self.messages.page)
            if self._stacked(cards, [card for card in line.cards if isinstance(card, Draft)]):
                rows.append(cards)
            if deeds := self._stacked_deeds(card for card in line.cards if isinstance(card, Deed)):
                rows.append(deeds)
            if line.lost:
                rows.append(lost := LostCards(line.lost))
                lost.again.clicked.connect(lambda _=False, said=said: self._use_example(said))
        self.welcome.hide()
        self.messages.put_before(rows)

    def _use_example(self, words: str) -> None:
        self.desk.composer.edit.recall(words)
        self.desk.composer.edit.setFocus()
