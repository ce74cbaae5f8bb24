"""The cards of one reply, one under the other; those that were discarded are one line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.agent.drafts import DraftState
from desktop.text import plain
from desktop.ui.cards.card_text import brief
from desktop.ui.cards.entry_card import EntryCard
from desktop.ui.theme import theme
from desktop.ui.widgets.labels import WordsLabel


class CardStack(QWidget):
    """Cards in order. The commit bar of the surface speaks for the cards of all its stacks."""

    def __init__(self, cards: Iterable[EntryCard] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Time entries")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme().space(2))
        self.cards: list[EntryCard] = []
        self.gone = WordsLabel(role="quiet")
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
        dropped = [card for card in self.cards if card.draft.state is DraftState.DISCARDED]
        for card in self.cards:
            if card.isHidden() is not (card in dropped):  # showing what is shown costs Qt a look at all of it
                card.setVisible(card not in dropped)
        self.gone.show_words(f"Discarded: {plain.joined([brief(card.draft) for card in dropped], ', ')}")
        self.gone.setVisible(bool(dropped))
