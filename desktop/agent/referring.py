"""What "that", "the last one" and "make it 3" may refer to: turns of a conversation in, a `Context` out."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.agent.board import Board
from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import UNCONFIRMED, Card
from desktop.agent.intents import Interpretation, Kind, Revision
from desktop.agent.reading.cards.context import Context

_ABOUT_CARDS = frozenset({Kind.LOG, Kind.REVISE, Kind.DISCARD, Kind.UNDO, Kind.CONFIRM})


class Referring:
    """Remembers what the latest message made, changed, asked and wrote; see `Context`."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._unsettled: tuple[Revision, ...] = ()
        self._written: tuple[str, ...] = ()
        self._is_fresh = True
        self._logs = False
        self._done: frozenset[Kind] = frozenset()
        self._deeds: frozenset[str] = frozenset()
        self.focus: tuple[str, ...] = ()
        """The ids of the cards that the latest message, or act by hand, made or changed."""

    def read(self, meant: Interpretation) -> None:
        """A message was understood so: what it leaves unsettled may be settled by the next."""
        self._unsettled = meant.revisions if meant.kind is Kind.NONE else ()
        self._logs = self._logs and meant.kind not in _ABOUT_CARDS
        self._is_fresh = meant.kind in _ABOUT_CARDS or (meant.kind is Kind.NONE and bool(self._unsettled))

    def show(self, cards: Iterable[Card]) -> None:
        """These cards were made or changed now."""
        shown = tuple(card.id for card in cards if card.state in UNCONFIRMED)
        self.focus = shown or self.focus
        if shown:
            self._deeds = frozenset(shown)

    def show_deeds(self, deeds: Iterable[Deed]) -> None:
        """These were asked for now."""
        self._deeds = frozenset(deed.id for deed in deeds)

    @property
    def written(self) -> tuple[str, ...]:
        """The ids of the cards that the latest confirmation wrote."""
        return self._written

    @property
    def droppable(self) -> tuple[Card, ...]:
        """The open cards that "drop it" means: the deeds that were asked for last, else the entries."""
        deeds = self._board.deeds.open
        return tuple(deed for deed in deeds if deed.id in self._deeds) or self._board.open_drafts or deeds[-1:]

    def show_put(self, cards: Iterable[Card]) -> None:
        """These were put there by hand: words that follow are about them."""
        self._is_fresh = True
        self.show(cards)

    def write(self, operation_ids: Iterable[str], done: Iterable[Kind]) -> None:
        """That was confirmed, with deeds of these kinds."""
        self._written = tuple(operation_ids)
        self._logs = True
        self._done = frozenset(done)

    def context(self) -> Context:
        """What words may be about now."""
        return Context(
            self._board.open_drafts,
            self._board.logged,
            self.focus,
            self._unsettled,
            self._board.applied,
            self._written,
            self._is_fresh,
            len(self._board.deeds.open),
            done=self._done,
            asks_deed=any(deed.id in self._deeds for deed in self._board.deeds.open),
            dropped=self._board.can_put_back and not self._board.open,
            logs=self._logs,
        )
