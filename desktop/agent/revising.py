"""What words do to the cards that are open: a reading in; cards made, changed or dropped, and a reply out.

reply = revising.answer(reading, world, now)    # "make it 3": the card has 3 hours, and the reply says so
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime
from typing import Final

from desktop.agent.board import Board
from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import UNCONFIRMED, Draft, DraftState, Reply
from desktop.agent.editing import change_of, edited, unchanged
from desktop.agent.intents import Interpretation, Kind, Revision
from desktop.agent.reading.cards.wording import SAYS_SO
from desktop.agent.referring import Referring
from desktop.agent.understanding import Reading, World
from desktop.agent.wording import asked_text, changed_text, count_text

NOTHING_CHANGED: Final = "That changes nothing that I understand, so the cards are as they were."
_FEW: Final = 5
"""So many cards are all looked at where nobody knows which of them was to be changed."""
_STAYS: Final = "No card is open. What was logged stays; “undo” takes it back."
_GONE: Final = "That is dropped already; “undo” brings it back. What was logged stays."


class Revising:
    """Changes the cards of one conversation's board; writes nothing."""

    def __init__(self, board: Board, referring: Referring) -> None:
        self._board = board
        self._referring = referring

    def answer(self, reading: Reading, world: World, now: datetime) -> Reply:
        """Keep the cards that were read, and do what the words ask to be done to those that are open."""
        meant = reading.interpretation
        if reading.drafts or meant.kind is Kind.REVISE or (meant.kind is Kind.DISCARD and self._board.open):
            self._board.remember(meant.revisions)
        if reading.drafts:
            for revision in meant.revisions:  # "both": two cards come in the place of the one that asked
                if revision.discard:
                    self._board.drop([revision.draft_id])
            edits = [revision for revision in meant.revisions if not revision.discard]
            changed = self._revise(edits, world, now) if edits else Reply("")
            for draft in reading.drafts:
                self._board.keep(draft)
            shown = (*changed.drafts, *reading.drafts)
            text = " ".join(filter(None, [changed.text, reading.reply]))
            return Reply(text, shown, asked_text(shown) or meant.question)
        if meant.kind is Kind.REVISE:
            return self._revise(meant.revisions, world, now)
        if meant.kind is Kind.DISCARD:
            cards = self._board.open if meant.details.is_all else self._referring.droppable
            if gone := self._board.drop([card.id for card in cards]):
                others = ["What else is open stays."] if self._board.open else []
                return Reply(" ".join([_dropped_cards(len(gone)), *others]))
            if self._board.can_put_back:
                return Reply(_GONE)
            return Reply(_STAYS if self._board.logged else "Fine.")
        if meant.kind is Kind.NONE and self._board.open_drafts:
            if not meant.question:
                return Reply(NOTHING_CHANGED)
            self._hold(meant)
        return Reply(reading.reply, question=meant.question)

    def _hold(self, meant: Interpretation) -> None:
        """A change was wished for and not made: the cards that it may be of are looked at before they are logged."""
        fitting = {revision.draft_id for revision in meant.revisions} or set(self._referring.focus)
        if not meant.revisions and len(self._board.open_drafts) <= _FEW:
            fitting = {card.id for card in self._board.open_drafts}
        for card in self._board.open_drafts:
            if card.id in fitting and meant.question != SAYS_SO:
                self._board.keep(unchanged(card))

    def _revise(self, revisions: Sequence[Revision], world: World, now: datetime) -> Reply:
        touched: list[Draft] = []
        changed: list[tuple[Draft, Draft]] = []
        for revision in revisions:
            draft = next((card for card in self._board.open_drafts if card.id == revision.draft_id), None)
            if draft is None:
                continue
            if revision.discard:
                self._board.keep(replace(draft, state=DraftState.DISCARDED))
            else:
                self._board.keep(self._board.checked(edited(draft, change_of(revision), world.history), world, now))
                changed.append((draft, self._board.draft(draft.id)))
            touched.append(self._board.draft(draft.id))
        shown = [card for card in touched if card.state in UNCONFIRMED]
        several = len(self._board.open_drafts) > 1
        text = changed_text(changed, now.date(), is_named=several) if changed else "Dropped."
        return Reply(text, tuple(touched), asked_text(shown))

    def puts_back(self, meant: Interpretation) -> bool:
        """Whether "undo" is about the cards as they were before, and not about entries that Harvest has by now.

        Words may name such entries: "undo the newsletter".
        """
        logged = {card.id for card in self._board.logged}
        names_logged = bool(meant.revisions) and all(revision.draft_id in logged for revision in meant.revisions)
        return meant.kind is Kind.UNDO and self._board.can_put_back and not names_logged

    def put_back(self) -> Reply:
        """The cards as they were before the latest message or act by hand that made, changed or dropped some."""
        cards, dropped = self._board.put_back()
        text = "The cards are as they were before that." if cards else "Dropped what was just said."
        told = [f"{text} Nothing was written.", *([dropped_text(dropped)] if dropped else [])]
        left = len(self._board.portions)
        if left:
            told.append(self._board.portions.sentence(len(self._board.open_drafts)))
        drafts = tuple(card for card in cards if isinstance(card, Draft))
        deeds = tuple(card for card in cards if isinstance(card, Deed))
        return Reply(" ".join(told), drafts, deeds=deeds, left=left)

    def dropped_first(self, meant: Interpretation, handed_in: Set[str]) -> tuple[Deed, ...]:
        """Open deeds that an "undo" of nothing by name drops before it takes anything out of Harvest.

        A program's (`handed_in`) are none of the person's doing.
        """
        if meant.kind is not Kind.UNDO or meant.revisions:
            return ()
        return tuple(deed for deed in self._board.deeds.open if deed.id not in handed_in)

    def drop_deeds(self, deeds: Sequence[Deed]) -> Reply:
        """Drop these; an "undo" after it is about what came before."""
        self._board.drop(deed.id for deed in deeds)
        stays = [_STAYS] if self._board.logged and not self._board.open else []
        return Reply(" ".join([_dropped_cards(len(deeds)), *stays]))


def dropped_text(number: int) -> str:
    """What is said of entries that were read and are dropped unseen."""
    return f"{count_text(number, 'entry that was not shown is', 'entries that were not shown are')} dropped, too."


def _dropped_cards(number: int) -> str:
    return f"Dropped {count_text(number, 'card', 'cards')}. Nothing was written."
