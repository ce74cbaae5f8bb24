"""Cards of a long reply, made one by one between the keys, the painting and whatever else the screen has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.agent.drafts import UNCONFIRMED, Card

Put = Callable[[Any], None]
"""Lays a finished card out where it belongs."""


class InTurn(QObject):
    """`make` makes a card's widget as a child of its place, and puts it there; it is called once for each turn."""

    def __init__(self, make: Callable[[Any, QWidget, Put], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._coming: dict[str, tuple[Card, QWidget, Put]] = {}
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether there are more to come."""
        return bool(self._coming)

    @property
    def open(self) -> tuple[str, ...]:
        """The ids of those that are to come and wait for the person."""
        return tuple(key for key, (card, *_) in self._coming.items() if card.state in UNCONFIRMED)

    def add(self, card: Card, place: QWidget, put: Put) -> None:
        """Make that one when it is its turn, if its place is still there then."""
        self._coming[card.id] = card, place, put
        self._next.start()

    def is_coming(self, key: str) -> bool:
        """Whether that one is to come."""
        return key in self._coming

    def update(self, card: Card) -> None:
        """It has changed before it was made."""
        if card.id in self._coming:
            _, place, put = self._coming[card.id]
            self._coming[card.id] = card, place, put

    def forget(self, keys: Iterable[str]) -> None:
        """Those are not wanted any more."""
        for key in keys:
            self._coming.pop(key, None)

    def _go_on(self) -> None:
        if not self._coming:
            return
        card, place, put = self._coming.pop(next(iter(self._coming)))
        try:
            if isValid(place):
                self._make(card, place, put)
        finally:
            if self._coming:
                self._next.start()
