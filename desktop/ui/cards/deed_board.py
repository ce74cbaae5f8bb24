"""All cards of deeds of one surface: made, kept up to date, and confirmed by Enter where one of them is meant."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import UNCONFIRMED, DraftState
from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.cards.deed_card import SETTLE_MS, DeedCard
from desktop.ui.cards.in_turn import InTurn, Put
from desktop.ui.port import Port

AT_ONCE = 2
"""As many cards are made in one go, at some 17 ms each."""


class DeedBoard(QObject):
    """The deeds that a surface shows.

    Signals:
        left: the card with the keyboard is done with: it is on its way, or dropped, or Escape was pressed on it.
        summarised: what is open changed.
        unseen: QWidget, a part of a card that is to come into view.
    """

    left = Signal()
    summarised = Signal()
    unseen = Signal(object)

    def __init__(self, port: Port, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._cards: dict[str, DeedCard] = {}
        self._later = InTurn(self._make, self)
        self.settle_ms = SETTLE_MS
        port.changed.connect(self._changed)
        port.unanswered.connect(self._unanswered)
        port.failed.connect(self._failed)

    @property
    def cards(self) -> tuple[DeedCard, ...]:
        """All cards, oldest first."""
        return tuple(self._cards.values())

    @property
    def open(self) -> tuple[DeedCard, ...]:
        """Those that are not confirmed."""
        return tuple(card for card in self._cards.values() if card.deed.state in UNCONFIRMED)

    def adopt(self, deeds: Iterable[Deed], place: QWidget, put: Put) -> list[DeedCard]:
        """Make cards for deeds that have none yet, `put` them, and return these; the others are brought up to date.

        Of many only the first few are made now, as those of entries are.
        """
        fresh: list[DeedCard] = []
        for deed in deeds:
            if (known := self._cards.get(deed.id)) is not None:
                known.show_deed(deed)
            elif self._later.is_coming(deed.id):
                self._later.update(deed)
            elif len(fresh) < AT_ONCE:
                fresh.append(self._make(deed, place, put))
            else:
                self._later.add(deed, place, put)
        return fresh

    def _make(self, deed: Deed, place: QWidget, put: Put) -> DeedCard:
        card = DeedCard(self._port, deed, place)
        card.settle_ms = self.settle_ms
        card.left.connect(self.left)
        self._cards[deed.id] = card
        put(card)
        self.summarised.emit()
        return card

    def known(self, deeds: Iterable[Deed]) -> list[DeedCard]:
        """The cards of those deeds that have one."""
        return [self._cards[deed.id] for deed in deeds if deed.id in self._cards]

    def forget(self, deed_ids: Iterable[str]) -> None:
        """Stop keeping those cards up to date, because their widgets go away."""
        keys = tuple(deed_ids)
        self._later.forget(keys)
        for key in keys:
            self._cards.pop(key, None)
        self.summarised.emit()

    def keys(self, escape: str) -> str:
        """What the keys do now, in a few words that end in `escape`; "" where no card is open."""
        cards = self.open
        if not cards:
            return ""
        if len(cards) > 1 or self._later.is_busy:
            return tr("Tab goes to the newest card · {escape}", escape=escape)
        deed = cards[0].deed
        if deed.state is not DraftState.READY:
            return tr("Tab answers · {escape}", escape=escape)
        action = plain.shown(retold(deed.action), 60)
        if deed.is_grave:
            return tr("Enter goes to “{action}” · {escape}", action=action, escape=escape)
        return tr("Enter: {action} · {tab} · {escape}", action=action, tab=tr("Tab edits"), escape=escape)

    def confirm_ready(self) -> bool:
        """Confirm the one open card, where it is ready and in view; what asks, or is grave, gets the keyboard instead.

        Returns False where no card is open. Of several, none is meant by an Enter in the words.
        """
        cards = self.open
        if not cards:
            return False
        card = cards[-1]
        if card.visibleRegion().isEmpty():
            self._show(card)
        elif len(cards) > 1 or self._later.is_busy or not card.confirm_ready():
            self._show(card)
            if card.deed.is_grave and card.deed.state is DraftState.READY:
                card.confirm.setFocus()
            else:
                card.focus_asked()
        return True

    def discard_open(self) -> bool:
        """Drop every card that is not confirmed. Returns False where there is none."""
        going = (*(card.deed.id for card in self.open), *self._later.open)
        if going:
            self._port.discard(going)
        return bool(going)

    def focus_next(self) -> bool:
        """Put the keyboard on the newest open card. False where none is open."""
        return bool(self.open) and self.open[-1].focus_asked()

    def focused_card(self) -> DeedCard | None:
        """The card that has the keyboard, or None."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, DeedCard):
            widget = widget.parentWidget()
        return widget if widget in self._cards.values() else None

    def undo_focused(self) -> bool:
        """Take back what the card with the keyboard did. False where there is none."""
        card = self.focused_card()
        if card is None or card.deed.state is not DraftState.COMMITTED:
            return False
        self._port.undo(card.deed.id)
        return True

    def _changed(self, card: object) -> None:
        if isinstance(card, Deed):
            self._later.update(card)
            if (known := self._cards.get(card.id)) is not None:
                self._show_changed(known, card)

    def _show_changed(self, card: DeedCard, deed: Deed) -> None:
        """What was done stays in sight, and the keyboard leaves it: another Enter there would mean nothing."""
        is_seen = not card.visibleRegion().isEmpty()
        is_left = card.deed.state in UNCONFIRMED and deed.state not in UNCONFIRMED and card is self.focused_card()
        card.show_deed(deed)
        self.summarised.emit()
        if is_left:
            self.left.emit()
        if is_seen and deed.state not in UNCONFIRMED:
            QTimer.singleShot(0, card, lambda: self._show(card))  # once it is laid out anew

    def _show(self, card: DeedCard) -> None:
        """All of it, where there is room, else its end: its buttons, or what became of it."""
        self.unseen.emit(card)
        self.unseen.emit(card.confirm if card.deed.state in UNCONFIRMED else card.footer)

    def _unanswered(self, deed_id: str, words: str) -> None:
        if (card := self._cards.get(deed_id)) is not None:
            card.show_problem(words)

    def _failed(self, _words: str) -> None:
        for card in self.open:
            card.show_deed(card.deed)
