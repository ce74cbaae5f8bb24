"""The cards of one reply, one under the other; those that were discarded are one line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.agent.drafts import DraftState
from desktop.text import plain
from desktop.text.language import tr
from desktop.ui.cards.card_text import brief
from desktop.ui.cards.entry_card import EntryCard
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import ElidedLabel


class CardStack(QWidget):
    """Cards in order. The commit bar of the surface speaks for the cards of all its stacks.

    Signals: wanted_back: tuple of str, the ids of drafts that were discarded.
    """

    wanted_back = Signal(object)

    def __init__(self, cards: Iterable[EntryCard] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Time entries"))
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme().space(2))
        self.cards: list[EntryCard] = []
        self.gone = QWidget(self)
        self.gone_words = ElidedLabel(role="quiet")
        self.bring_back = Button(tr("Bring back"), "link", tr("Bring the discarded entries back"))
        self.bring_back.clicked.connect(self._want_back)
        row = QHBoxLayout(self.gone)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().space(1))
        row.addWidget(self.gone_words, 1)
        row.addWidget(self.bring_back)
        self.gone.hide()
        self._rows.addWidget(self.gone)
        for card in cards:
            self.add(card)

    def add(self, card: EntryCard) -> None:
        """Put a card below the others."""
        self.cards.append(card)
        self._rows.insertWidget(self._rows.count() - 1, card)
        card.shown.connect(self._fold)
        self._fold()

    def clear(self) -> None:
        """Remove all cards from the screen; their drafts are not touched."""
        for card in self.cards:
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self._fold()

    def _fold(self) -> None:
        """Say in one line which cards were discarded; what is brought back is a card again."""
        dropped = self._dropped()
        for card in self.cards:
            if card.isHidden() is not (card in dropped):  # showing what is shown costs Qt a look at all of it
                card.setVisible(card not in dropped)
        which = plain.joined([brief(card.draft) for card in dropped], ", ")
        self.gone_words.show_words(tr("{count} discarded: {which}", count=len(dropped), which=which))
        self.gone.setVisible(bool(dropped))

    def _dropped(self) -> list[EntryCard]:
        return [card for card in self.cards if card.draft.state is DraftState.DISCARDED]

    def _want_back(self) -> None:
        self.wanted_back.emit(tuple(card.draft.id for card in self._dropped()))
