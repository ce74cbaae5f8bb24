"""What a person does on a day's list without words: a click goes in, cards as any other come out.

reply = await by_hand.repeat(entry_id)          # a card like that entry, for today
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

from desktop.agent.board import Board
from desktop.agent.drafts import Draft, Reply
from desktop.agent.editing import new_draft
from desktop.agent.intents import EntryIntent, Interpretation, Kind
from desktop.agent.knowledge import Knowledge
from desktop.agent.planning import Planning
from desktop.agent.referring import Referring
from desktop.agent.wording import asked_text, reply_text
from desktop.harvest.catalog import Project, Task


class ByHand:
    """Puts cards on the `board` of one conversation, in the order that `in_order` keeps. All raise HarvestError."""

    def __init__(
        self, knowledge: Knowledge, board: Board, planning: Planning, referring: Referring, in_order: asyncio.Lock
    ) -> None:
        self._knowledge = knowledge
        self._board = board
        self._planning = planning
        self._referring = referring
        self._in_order = in_order

    async def put(self, drafts: Sequence[Draft], now: datetime | None = None) -> Reply:
        """Cards that the person picked from what was offered (an event, an entry to repeat); checked as any other."""
        world = await self._knowledge.world()
        moment = now or await self._knowledge.now()
        async with self._in_order:
            self._board.remember()
            unread = self._board.unread()
            shown: list[Draft] = []
            for draft in drafts:
                shown.append(self._board.checked(draft, world, moment, (*unread, *shown)))
                self._board.keep(shown[-1])
            self._referring.show_put(shown)
        return Reply(reply_text(shown, moment.date()), tuple(shown), asked_text(shown), kind=Kind.LOG)

    async def repeat(self, entry_id: int, now: datetime | None = None) -> Reply | None:
        """A card like that entry of one's own, for today; None where it cannot be logged to any more."""
        world, moment = await self._knowledge.world(), now or await self._knowledge.now()
        entry = next((one for one in world.history if one.id == entry_id), None)
        project = world.catalog.project(entry.project_id) if entry else None
        task = project.task(entry.task_id) if project and entry else None
        if entry is None or task is None:
            return None
        hours = None if entry.is_running else entry.hours
        return await self.put([new_draft(EntryIntent(project, task, hours, moment.date(), notes=entry.notes))], moment)

    async def change(self, entry_id: int, now: datetime | None = None) -> Reply:
        """A card that changes this very entry; what it is to be is filled in there."""
        ground = await self._planning.ground_now(now)
        return await self._planning.planned(self._board.deeds.change(entry_id, ground), "")

    async def start_timer(self, project: Project, task: Task, now: datetime | None = None) -> Reply:
        """A card that starts a timer there, and stops the one that runs."""
        meant = Interpretation(Kind.TIMER_START, project=project, task=task)
        ground = await self._planning.ground_now(now)
        return await self._planning.planned(self._board.deeds.plan(meant, ground), "")

    async def stop_timer(self, entry_id: int, at: datetime | None = None, now: datetime | None = None) -> Reply:
        """A card that stops this very timer, now or as of then, by the person's wall clock."""
        ground = await self._planning.ground_now(now)
        return await self._planning.planned(self._board.deeds.stop(entry_id, at, ground), "")
