"""What a person does with the cards that are shown, without words: edit, fill in, drop, open again; checked each time.

draft = await edits.edit(draft_id, Change(hours=Decimal(3)))
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from desktop.agent.aliases import AliasOffer
from desktop.agent.board import Board
from desktop.agent.confirming import AsSeen, refuse_unseen
from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import UNCONFIRMED, Card, Change, Draft, DraftState
from desktop.agent.editing import edited
from desktop.agent.knowledge import Knowledge
from desktop.agent.planning import Planning
from desktop.agent.reading.certainty.hearing import UNSURE_PROJECT
from desktop.agent.understanding import Understanding
from desktop.harvest.catalog import Project


class CardEdits:
    """Changes cards of one conversation's board, in the order that `in_order` keeps; "undo" takes the latest back."""

    def __init__(
        self,
        knowledge: Knowledge,
        board: Board,
        planning: Planning,
        understanding: Understanding,
        in_order: asyncio.Lock,
        on_offer: Callable[[AliasOffer], None] | None,
    ) -> None:
        self._knowledge = knowledge
        self._board = board
        self._planning = planning
        self._understanding = understanding
        self._in_order = in_order
        self._on_offer = on_offer

    async def edit(self, draft_id: str, change: Change, now: datetime | None, as_seen: AsSeen | None) -> Draft:
        """See `Conversation.edit`."""
        async with self._in_order:
            world = await self._knowledge.world()
            moment = now or await self._knowledge.now()
            draft = self._board.draft(draft_id)  # as it is now: it may have been dropped meanwhile
            if draft.state not in UNCONFIRMED and draft.state is not DraftState.REFUSED:
                return draft
            refuse_unseen(draft, as_seen)
            self._board.remember()
            if draft.project is None and change.project is not None:
                self._learn(draft, change.project)
            if change.checked:
                self._board.show(draft_id)
            self._board.keep(self._board.checked(edited(draft, change, world.history), world, moment))
            return self._board.draft(draft_id)

    async def answer(self, deed_id: str, key: str, value: str, now: datetime | None, as_seen: AsSeen | None) -> Deed:
        """See `Conversation.answer`."""
        async with self._in_order:
            ground = await self._planning.ground_now(now)
            deed = self._board.deeds.get(deed_id)
            if deed.state not in UNCONFIRMED | {DraftState.REFUSED}:
                return deed
            refuse_unseen(deed, as_seen)
            before = self._board.as_it_is()
            self._board.keep(await self._board.deeds.answer(deed_id, key, value, ground))
            self._board.remember(before=before)
            return self._board.deeds.get(deed_id)

    def discard(self, card_ids: Sequence[str]) -> tuple[Card, ...]:
        """See `Conversation.discard`."""
        if any(self._board.get(key).state in UNCONFIRMED for key in card_ids):
            self._board.remember()
        return self._board.drop(card_ids)

    async def bring_back(self, draft_ids: Sequence[str], now: datetime | None) -> None:
        """See `Conversation.bring_back`."""
        async with self._in_order:
            world, moment = await self._knowledge.world(), now or await self._knowledge.now()
            self._board.remember()
            for key in draft_ids:
                card = self._board.draft(key)
                if card.state is DraftState.DISCARDED:
                    self._board.keep(self._board.checked(replace(card, state=DraftState.ASKING), world, moment))

    def _learn(self, draft: Draft, project: Project) -> None:
        """What stood where a project should, and what it turned out to mean; what was misheard teaches nothing."""
        if any(warning.code == UNSURE_PROJECT for warning in draft.warnings):
            return
        span = draft.spans.get("project")
        said = draft.said_project or (self._board.words.get(draft.id, "")[span.start : span.end] if span else "")
        offer = self._understanding.aliases.chosen(said, project.id, project.name)
        if offer and self._on_offer:
            self._on_offer(offer)
