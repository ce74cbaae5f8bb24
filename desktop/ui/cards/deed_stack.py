"""The cards of deeds of one reply, one under the other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.cards.deed_card import DeedCard
from desktop.ui.theme import theme


class DeedStack(QWidget):
    """Cards in order; each has a button of its own."""

    def __init__(self, cards: Iterable[DeedCard] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme().space(2))
        self.cards: list[DeedCard] = []
        for card in cards:
            self.add(card)

    def add(self, card: DeedCard) -> None:
        """Put a card below the others."""
        self.cards.append(card)
        self._rows.addWidget(card)

    def clear(self) -> None:
        """Remove all cards from the screen; their deeds are not touched."""
        for card in self.cards:
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
