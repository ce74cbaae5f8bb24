"""What was confirmed and is not in Harvest yet: one quiet line, and the rest on demand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.text import plain
from desktop.ui.panels.offers import Offers
from desktop.ui.port import Decision, Port, Waiting
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import ElidedLabel

_DECISIONS = (("It was done", Decision.DONE), ("Send again", Decision.AGAIN), ("Forget it", Decision.FORGET))


def words_for(waiting: Sequence[Waiting]) -> str:
    """`2 entries wait for Harvest`, and what needs a look; "" where nothing is open."""
    still = [one for one in waiting if not one.is_unclear]
    unclear = len(waiting) - len(still)
    parts = []
    if still:
        nouns = ("entry", "entries") if all(one.card for one in still) else ("change", "changes")
        parts.append(f"{plain.counted(len(still), *nouns)} {'waits' if len(still) == 1 else 'wait'} for Harvest")
    if unclear:
        parts.append(f"{unclear} {'needs' if unclear == 1 else 'need'} a look from you")
    return " · ".join(parts)


class OutboxLine(QFrame):
    """Hidden while all is settled. Signals: asked: tuple of `Waiting`, show them."""

    asked = Signal(object)

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._waiting: tuple[Waiting, ...] = ()
        self.words = ElidedLabel(role="quiet")
        self.see = Button("Show", "link", "Show what waits for Harvest")
        self.retry = Button("Retry now", "link", "Retry now: send what waits for Harvest")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(4), look.space(1), look.space(4), look.space(1))
        row.setSpacing(look.space(1))
        row.addWidget(self.words, 1)
        row.addWidget(self.see)
        row.addWidget(self.retry)
        self.see.clicked.connect(lambda: self.asked.emit(self._waiting))
        self.retry.clicked.connect(port.retry_outbox)
        port.outbox_changed.connect(self.show_waiting)
        self.hide()

    def show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """Say how much is open."""
        self._waiting = waiting
        self.words.show_words(words_for(waiting))
        self.words.setToolTip(plain.tooltip("\n".join(f"{one.summary}\n{one.reason}" for one in waiting)))
        self.retry.setVisible(any(not one.is_unclear for one in waiting))
        self.setVisible(bool(waiting))


def offer_decisions(offers: Offers, port: Port, waiting: Sequence[Waiting]) -> None:
    """Lines for what has no card: the unclear ones ask for a decision."""
    for one in waiting:
        answers = [
            (name, lambda one=one, decision=decision: port.decide(one.id, decision)) for name, decision in _DECISIONS
        ]
        words = ". ".join(part.rstrip(".") for part in (one.summary, one.reason) if part) + "."
        offers.put(f"waiting:{one.id}", words, answers if one.is_unclear else [("Fine", lambda: None)])
