"""Deeds on their way to cards: what words or a click ask to be done is planned on what is known, and shown as cards.

planning = Planning(harvest, committer, knowledge, board, in_order)
reply = await planning.plan(meant, words, world, now)        # "stop the timer" becomes its card
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Set
from dataclasses import replace
from datetime import datetime
from typing import Final

from desktop.agent.board import Board
from desktop.agent.commit import INVOICES_MADE, Committer
from desktop.agent.deeds.card import Deed
from desktop.agent.deeds.plan import CannotDo, Ground
from desktop.agent.deeds.teammates import may_write_for_others, names_said
from desktop.agent.drafts import DraftState, Reply
from desktop.agent.intents import Interpretation, Kind
from desktop.agent.knowledge import Knowledge
from desktop.agent.understanding import World
from desktop.agent.wording import deeds_text
from desktop.harvest.client import Harvest
from desktop.harvest.errors import HarvestError
from desktop.harvest.models import User

_ABOUT_TIME: Final = frozenset({Kind.LOG, Kind.EDIT, Kind.DELETE, Kind.TIMER_START, Kind.TIMER_STOP})


class Planning:
    """Plans for one conversation; cards are put on `board` in the order that `in_order` keeps."""

    def __init__(
        self, harvest: Harvest, committer: Committer, knowledge: Knowledge, board: Board, in_order: asyncio.Lock
    ) -> None:
        self._harvest = harvest
        self._committer = committer
        self._knowledge = knowledge
        self._board = board
        self._in_order = in_order

    async def people_said(self, meant: Interpretation, words: str, world: World, now: datetime) -> tuple[User, ...]:
        """The teammates whose entries the words are about; none where Harvest cannot say who there is."""
        about_time = meant.kind in _ABOUT_TIME
        if not (about_time and may_write_for_others(world.account) and names_said(words)):
            return ()
        places = [entry.project for entry in meant.entries if entry.project] + (
            [meant.project] if meant.project else []
        )
        named = " ".join(f"{place.client.name} {place.name}" for place in places).casefold()
        with contextlib.suppress(HarvestError):
            people = await self._board.deeds.people_said(self.ground(world, now, words))
            return tuple(one for one in people if one.first_name.casefold() not in named.split())
        return ()

    async def plan(
        self,
        meant: Interpretation,
        words: str,
        world: World,
        now: datetime,
        people: tuple[User, ...] = (),
        replaceable: Set[str] | None = None,
    ) -> Reply:
        """A deed becomes cards; one that is said anew takes the place of the card that was not confirmed."""
        ground = replace(self.ground(world, now, words), people=people)
        return await self.planned(self._board.deeds.plan(meant, ground), words, replaceable)

    async def planned(
        self, planning: Awaitable[tuple[Deed, ...]], words: str, replaceable: Set[str] | None = None
    ) -> Reply:
        """Show these cards. `replaceable` are the ids of those whose place they may take; None: any."""
        try:
            planned = await planning
        except CannotDo as problem:
            return Reply(str(problem))
        async with self._in_order:
            is_handed_in = replaceable is not None
            if not is_handed_in:
                self._board.remember()
            self._board.tell_words(planned, words)
            for deed in planned:
                for older in self._board.deeds.replaced_by(deed):
                    if replaceable is not None and older.id not in replaceable:
                        continue
                    self._board.keep(replace(older, state=DraftState.DISCARDED))
                (self._board.keep_handed_in if is_handed_in else self._board.keep)(deed)
        asked = next((deed.asked.question for deed in planned if deed.asked), None)
        return Reply(deeds_text(planned), question=asked, deeds=planned)

    async def ground_now(self, now: datetime | None) -> Ground:
        """What is known now, for what no words asked for. Raises HarvestError."""
        return self.ground(await self._knowledge.world(), now or await self._knowledge.now())

    def ground(self, world: World, now: datetime, said: str = "") -> Ground:
        """What is known now, for plans and for the answers on their cards."""
        ours = [card.answer.id for card in self._board.logged if card.answer]
        user = world.account.user_id
        latest = (*ours, *self._committer.latest_of(user))  # which may be of another window, and is the latest of all
        invoices = self._committer.latest_of(user, INVOICES_MADE)
        return Ground(self._harvest, world.account, world.catalog, world.history, now, latest, said, invoices)
