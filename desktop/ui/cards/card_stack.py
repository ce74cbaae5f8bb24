"""The cards of one reply, one under the other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.cards.entry_card import EntryCard
from desktop.ui.theme import theme


class CardStack(QWidget):
    """Cards in order. The commit bar of the surface speaks for the cards of all its stacks."""

    def __init__(self, cards: Iterable[EntryCard] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Time entries")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme().space(2))
        self.cards: list[EntryCard] = []
        for card in cards:
            self.add(card)

    def add(self, card: EntryCard) -> None:
        """Put a card below the others."""
        self.cards.append(card)
        self._rows.addWidget(card)

    def clear(self) -> None:
        """Remove all cards from the screen; their drafts are not touched."""
        for card in self.cards:
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
