"""What was confirmed goes to Harvest, and comes back where it is undone: cards in, their new states out.

Nothing here writes by itself: `commit` hands the very cards that were confirmed to the committer, which journals them
first.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Final

from desktop.agent.board import Board
from desktop.agent.commit import Committer
from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import UNCONFIRMED, Card, Change, Draft, DraftState, NotAsSeen, Reply
from desktop.agent.editing import NOT_CHANGED, edited
from desktop.agent.intents import Interpretation, Kind, Revision
from desktop.agent.journal import JournalError
from desktop.agent.knowledge import Knowledge
from desktop.agent.referring import Referring
from desktop.agent.taking_back import Undone
from desktop.agent.wording import asked_text, outcome_text
from desktop.harvest.errors import HarvestError

AsSeen = Callable[[Card], bool]
"""Whether a card is still as the person saw it."""

_NOTHING: Final = "There is nothing to log right now."
PRESS_ENTER: Final = "Press Enter to log what the cards show."


class Confirming:
    """Confirms and undoes for one conversation, in the order that `in_order` keeps."""

    def __init__(
        self, committer: Committer, knowledge: Knowledge, board: Board, referring: Referring, in_order: asyncio.Lock
    ) -> None:
        self._committer = committer
        self._knowledge = knowledge
        self._board = board
        self._referring = referring
        self._in_order = in_order

    async def commit(self, card_ids: Sequence[str], as_seen: AsSeen | None = None) -> tuple[Card, ...]:
        """See `Conversation.commit`."""
        async with self._in_order:
            self._board.compare()
            held = self._board.release(card_ids)  # told now: whoever confirms once more has seen it
            for key in card_ids:
                refuse_unseen(self._board.get(key), as_seen)
            ready = [
                card for key in card_ids if key not in held and (card := self._board.get(key)).state is DraftState.READY
            ]
            operations = await self._committer.confirm(ready, said=self._board.words) if ready else ()
            if operations:  # a card that is held, or nothing at all, leaves what "undo" brings back
                self._board.forget()
        if operations:
            done = {one.kind for one in ready if isinstance(one, Deed)}
            self._referring.write((operation.id for operation in operations), done)
            await self._committer.send([operation.id for operation in operations])
            await self._look_again()
        return tuple(self._board.get(key) for key in card_ids)

    async def undo(self, card_id: str | None = None) -> Undone:
        """Take that commit back, or the latest one. Raises HarvestError."""
        undoing = self._committer.undo(card_id) if card_id else self._committer.undo_last()
        outcome = await undoing
        await self._look_again()
        return outcome

    async def act(self, meant: Interpretation) -> Reply:
        """Do what words such as "yes" and "undo" ask for."""
        if meant.kind is Kind.UNDO:
            return Reply(await self._taken_back(meant.revisions))
        chosen = {revision.draft_id for revision in meant.revisions}
        cards = tuple(card for card in self._board.open_drafts if not chosen or card.id in chosen)
        deeds = () if chosen else self._board.deeds.open
        if not self._board.deeds.question and (doubtful := _doubtful(cards)):
            return await self._found_right(doubtful)
        if not (cards or deeds) or (question := asked_text(cards) or self._board.deeds.question):
            return Reply("Something is still open.", question=question) if cards or deeds else Reply(_NOTHING)
        if grave := next((deed for deed in deeds if deed.is_grave), None):
            return Reply(f"That cannot be taken back, so it is confirmed on its card alone: “{grave.action}”.")
        done = await self.commit([card.id for card in (*cards, *deeds)])
        held = [card for card in done if isinstance(card, Draft) and card.state in UNCONFIRMED]
        return Reply(outcome_text(done), question=asked_text(held))

    async def _found_right(self, drafts: Sequence[Draft]) -> Reply:
        """ "yes" to "Is that right?": the cards are checked, and the next one logs them."""
        world, now = await self._knowledge.world(), await self._knowledge.now()
        async with self._in_order:
            self._board.compare()
            cards = tuple(self._board.draft(draft.id) for draft in drafts)
            if cards != tuple(drafts):  # changed meanwhile, or the same work was just logged
                return Reply("Something is still open.", cards, question=asked_text(cards))
            self._board.remember()
            for draft in drafts:
                self._board.show(draft.id)
                self._board.keep(self._board.checked(edited(draft, Change(checked=True), world.history), world, now))
            cards = tuple(self._board.draft(draft.id) for draft in drafts)
        return Reply("Checked. “yes” logs what the cards show.", cards, asked_text(cards))

    def hint(self, kind: Kind) -> Reply:
        """What a microphone heard, or a script sent, writes nothing: a radio could say yes, too."""
        if kind is Kind.UNDO:
            return Reply("Nothing was taken back. Press Ctrl+Z, or type “undo”, to take the last entries back.")
        cards = self._board.open_drafts
        if not cards and self._board.deeds.open:
            return Reply("Confirm it on its card.", question=self._board.deeds.question)
        return Reply(PRESS_ENTER if cards else _NOTHING, question=asked_text(cards))

    async def _taken_back(self, named: Sequence[Revision]) -> str:
        """Undo these commits, or all that the latest confirmation wrote."""
        if not named:
            return self._gone_already() or (await self.undo()).text
        texts = [(await self.undo(one.draft_id)).text for one in named]
        return " ".join(dict.fromkeys(texts))

    def _gone_already(self) -> str:
        """Why what was confirmed last here cannot be taken back; what was confirmed before it is not meant."""
        states = {self._board.get(key).state for key in self._referring.written if self._board.knows(key)}
        if not states or not states <= {DraftState.UNDONE, DraftState.REFUSED}:
            return ""
        is_undone = DraftState.UNDONE in states
        return "That was taken back already." if is_undone else "Harvest refused that, so there is nothing to undo."

    async def _look_again(self) -> None:
        """After a write: what was just logged counts for every open card. Offline, the older reading serves on."""
        with contextlib.suppress(HarvestError, JournalError):
            world, now = await self._knowledge.after_a_write()
            async with self._in_order:
                for card in self._board.open_drafts:
                    self._board.keep_if_new(self._board.checked(card, world, now))
                self._board.compare()


def _doubtful(cards: Sequence[Draft]) -> tuple[Draft, ...]:
    """The cards that are not ready, where they ask nothing but whether they are right.

    One of them alone may be whichever a change was not understood of; of several nobody has seen which one it was.
    """
    waiting = tuple(card for card in cards if card.state is not DraftState.READY)
    missed = len(waiting) > 1 and any(warning.code == NOT_CHANGED for card in waiting for warning in card.warnings)
    is_asked = all(card.state is DraftState.NEEDS_CHECK for card in waiting) and not missed
    return waiting if is_asked else ()


def refuse_unseen(card: Card, as_seen: AsSeen | None) -> None:
    """What is written or under way already is not done twice, however it looks by now. Raises NotAsSeen."""
    if as_seen and card.state in UNCONFIRMED and not as_seen(card):
        raise NotAsSeen
