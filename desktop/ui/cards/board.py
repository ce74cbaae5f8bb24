"""All cards of one surface: makes them from replies, keeps them up to date, confirms, discards and undoes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.agent.drafts import Draft, DraftState
from desktop.ui.cards.entry_card import EntryCard
from desktop.ui.cards.in_turn import InTurn, Put
from desktop.ui.cards.summary import Summary, summarise
from desktop.ui.port import Port

AT_ONCE = 4
"""As many cards are made in one go, at some 7 ms each. The others of a long text follow one by one, between the keys,
the painting and whatever else the screen has to do meanwhile."""
SETTLE_MS = 350  # a card younger than this was not read by anybody: Enter does not confirm it yet


class CardBoard(QObject):
    """The cards that a surface shows, by draft.

    Signals:
        summarised: `Summary`, whenever what is ready or asked changed.
        finished: `EntryCard`, an edit on it was ended with Enter.
        left: Escape was pressed on a card.
        unseen: `EntryCard`, one that is to come into view: Enter leads to it, or it was to be confirmed out of view.
    """

    summarised = Signal(object)
    finished = Signal(object)
    left = Signal()
    unseen = Signal(object)

    def __init__(self, port: Port, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._cards: dict[str, EntryCard] = {}
        self._confirmed: set[str] = set()
        self._checked: set[str] = set()
        self._later = InTurn(self._make_next, self)
        self._age = QElapsedTimer()
        self.settle_ms = SETTLE_MS
        self._is_low = False
        port.changed.connect(self._changed)
        port.failed.connect(self._failed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._show_numbers)

    @property
    def cards(self) -> tuple[EntryCard, ...]:
        """All cards, oldest first."""
        return tuple(self._cards.values())

    @property
    def summary(self) -> Summary:
        """What is ready and what is asked now; cards on their way to Harvest no longer count."""
        return summarise(card.draft for key, card in self._cards.items() if key not in self._confirmed)

    def show_low(self, *, is_low: bool) -> None:
        """Where room is short only the card that is to be answered now shows its answers."""
        if is_low is not self._is_low:
            self._is_low = is_low
            self._show_numbers()

    def adopt(self, drafts: Iterable[Draft], place: QWidget, put: Put) -> list[EntryCard]:
        """Make cards for drafts that have none yet, `put` them, and return these; the others are brought up to date.

        Of many only the first few are made now; `put` gets the others in their turn, and nothing is confirmed before
        they are all there. The cards are made as children of `place`, where they are to be laid out: moving a finished
        card to another parent makes Qt style every widget in it anew.
        """
        fresh: list[EntryCard] = []
        for draft in drafts:
            if (known := self._cards.get(draft.id)) is not None:
                self._confirmed.discard(draft.id)
                known.show_draft(draft)
            elif self._later.is_coming(draft.id):
                self._later.update(draft)
            elif len(fresh) < AT_ONCE:
                fresh.append(self._make(draft, place, put))
            else:
                self._later.add(draft, place, put)
        if fresh:
            self._age.start()
        self._tell()
        return fresh

    def _make(self, draft: Draft, place: QWidget, put: Put) -> EntryCard:
        card = EntryCard(self._port, draft, place)
        card.finished.connect(lambda: self.finished.emit(card))
        card.left.connect(self.left)
        card.looked_right.connect(lambda: self._found_right(card))
        self._cards[draft.id] = card
        put(card)
        return card

    def _make_next(self, draft: Draft, place: QWidget, put: Put) -> None:
        self._make(draft, place, put)
        self._age.start()
        self._tell()

    def known(self, drafts: Iterable[Draft]) -> list[EntryCard]:
        """The cards of those drafts that have one."""
        return [self._cards[draft.id] for draft in drafts if draft.id in self._cards]

    def forget(self, draft_ids: Iterable[str]) -> None:
        """Stop keeping those cards up to date, because their widgets go away."""
        keys = tuple(draft_ids)
        self._later.forget(keys)
        for key in keys:
            self._cards.pop(key, None)
            self._confirmed.discard(key)
            self._checked.discard(key)
        self._tell()

    def go_on(self) -> bool:
        """What Enter means where no words are: on to the next card to check, and only past the last of them log.

        Returns False where there was nothing to do, or nobody can have seen the cards.
        """
        if self._is_too_fresh:
            return False
        return self.check_next() if self.summary.checking else self.commit_ready()

    def check_next(self) -> bool:
        """Put the keyboard on "Looks right" of the first card to check. False where there is none."""
        left = [self._cards[key] for key in self.summary.checking if key not in self._checked]
        if not left or not left[0].focus_check():
            return False
        self._age.start()  # one look for each
        self.unseen.emit(left[0])
        return True

    def commit_ready(self) -> bool:
        """Confirm every ready card as shown. Returns False where nothing was confirmed.

        Cards that are all hidden or scrolled away were not shown: `unseen` brings the first one up instead.
        """
        if self._is_too_fresh:
            return False
        cards = [self._cards[key] for key in self.summary.ready]
        if cards and all(card.visibleRegion().isEmpty() for card in cards):
            self.unseen.emit(cards[0])
            return False
        return self._commit(self.summary.ready)

    def commit_seen(self, draft_ids: Iterable[str]) -> None:
        """Confirm those cards: a person saw them form before they pressed Enter."""
        self._commit([key for key in self.summary.ready if key in set(draft_ids)])

    def _commit(self, keys: Iterable[str]) -> bool:
        ready = tuple(key for key in keys if self._cards[key].flush())
        if ready:
            self._confirmed.update(ready)
            self._port.commit(ready)
            self._tell()
        return bool(ready)

    def discard_open(self) -> bool:
        """Drop every card that is not confirmed. Returns False where there is none."""
        summary = self.summary
        going = summary.ready + summary.checking + summary.asking + self._later.open
        if going:
            self._port.discard(going)
        return bool(going)

    def undo(self) -> None:
        """Take back the commit of the card that has the focus, or the latest one."""
        focused = self.focused_card()
        own = focused is not None and focused.draft.state is DraftState.COMMITTED
        self._port.undo(focused.draft.id if focused and own else None)

    def focused_card(self) -> EntryCard | None:
        """The card that has the keyboard, or None."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, EntryCard):
            widget = widget.parentWidget()
        return widget if widget in self._cards.values() else None

    def focus_next(self) -> bool:
        """Put the keyboard on the card that waits for an answer, else on the first open one. False where none is."""
        ready = self.summary.ready
        card = self._waiting_card() or (self._cards[ready[0]] if ready else None)
        return card is not None and card.focus_asked()

    def pick_answer(self, number: int) -> bool:
        """Answer the card with numbered chips by the chip of that number, from 0; one out of view comes up instead."""
        card = self._waiting_card()
        if card is not None and card.visibleRegion().isEmpty():
            self.unseen.emit(card)
            return True
        return card is not None and card.pick_answer(number)

    @property
    def _is_too_fresh(self) -> bool:
        return self._later.is_busy or (self._age.isValid() and self._age.elapsed() < self.settle_ms)

    def _waiting_card(self) -> EntryCard | None:
        """The card that waits for an answer: the one with the keyboard, else the first one."""
        summary = self.summary
        focused = self.focused_card()
        if focused is not None and focused.draft.id in summary.asking + summary.checking:
            return focused
        first = next((key for key in self._cards if key in summary.asking + summary.checking), None)
        return self._cards[first] if first else None

    def _found_right(self, card: EntryCard) -> None:
        """Mark it; then on to the next card to check, else back to the words, where Enter logs."""
        if self._is_too_fresh or not card.flush():
            return
        self._checked.add(card.draft.id)
        if not self.check_next():
            self._age.start()
            self.finished.emit(card)
        card.mark_right()

    def _tell(self) -> None:
        self._show_numbers()
        self.summarised.emit(self.summary)

    def _show_numbers(self) -> None:
        waiting = self._waiting_card()
        for card in self._cards.values():
            card.chips.show_numbers(shown=card is waiting)
            card.chips.fold(is_folded=self._is_low and card is not waiting)

    def _changed(self, draft: Draft) -> None:
        card = self._cards.get(draft.id)
        self._later.update(draft)
        if card is not None:
            self._confirmed.discard(draft.id)
            self._checked.discard(draft.id)
            card.show_draft(draft)
            self._tell()

    def _failed(self, _words: str) -> None:
        self._checked.clear()
        if self._confirmed:
            self._confirmed.clear()
            self._tell()
