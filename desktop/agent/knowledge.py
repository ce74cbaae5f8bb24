"""What one conversation knows of Harvest: account, projects, recent entries, and what time it is for the person.

world, own = await knowledge.fresh()            # `own` is what the person logged, where it was read just now
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from desktop.agent.board import Board
from desktop.agent.commit import Committer
from desktop.agent.insights.source import OwnWork
from desktop.agent.understanding import World, world_of
from desktop.harvest.directory import Directory, Snapshot


class Knowledge:
    """Reads the directory where it is stale; the board hears when the person's history was read anew."""

    def __init__(self, directory: Directory, committer: Committer, board: Board) -> None:
        self._directory = directory
        self._committer = committer
        self._board = board
        self._known: Snapshot | None = None
        self._world: World | None = None
        self.said_at: datetime | None = None
        """The time at which the latest message was said, where its teller gave one."""

    async def world(self) -> World:
        """Account, projects and recent entries; loaded when stale. Raises HarvestError."""
        latest = self._committer.latest_seq()
        known = self._known = await self._directory.snapshot()
        if self._world is None or self._world.history is not known.history:
            self._board.read_history(known.account.user_id, latest)
        if self._world is None or self._world.catalog is not known.catalog or self._world.history is not known.history:
            self._world = world_of(known)
        return self._world

    async def fresh(self) -> tuple[World, OwnWork | None]:
        """The same, and the person's own work where it was read for this. Raises HarvestError."""
        before, world, known = self._known, await self.world(), self._known
        if known is None or known is before:
            return world, None
        return world, OwnWork(known.account.user_id, known.since, known.work)

    async def now(self) -> datetime:
        """The wall clock of the user's Harvest time zone, which decides what "today" is."""
        account = await self._directory.account()
        return datetime.now(account.zone).replace(tzinfo=None)

    async def today_hours(self) -> Decimal:
        """Hours that Harvest has for today. Raises HarvestError."""
        world, now = await self.world(), await self.now()
        return sum((entry.hours for entry in world.history if entry.spent_date == now.date()), Decimal(0))

    async def after_a_write(self) -> tuple[World, datetime]:
        """What is so now that something was written. Raises HarvestError."""
        await self._directory.refresh()
        return await self.world(), self.said_at or await self.now()
