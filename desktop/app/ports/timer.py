"""Timers as the screen sees them: what Harvest says is running, and what the person is asked about it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.agent.drafts import Reply
from desktop.agent.intents import EntryIntent
from desktop.app.away import Away, AwayWatch
from desktop.harvest.catalog import Catalog, PastEntry
from desktop.harvest.errors import HarvestError, NotFound
from desktop.paths import Home
from desktop.text import plain
from desktop.ui.timer_port import Doubt, Place, Running, TimerAsk, TimerPort, TimerView

if TYPE_CHECKING:
    from desktop.app.ports.life import Work
    from desktop.app.services import Services
    from desktop.harvest.models import TimeEntry

LONG = Decimal(12)
LOOK_EVERY = 15.0
"""Seconds between looks at whether the person is there, while a timer runs."""
_MOST_PLACES = 6

log = logging.getLogger(__name__)


class TimerDesk(TimerPort):
    """`do` runs what needs the services, `do_inside` only while somebody is signed in; `reply` shows cards.

    `seconds_idle` tells for how long nobody has touched the machine, None where nobody knows.
    """

    def __init__(
        self,
        home: Home,
        do: Callable[[Work], None],
        do_inside: Callable[[Work], None],
        reply: Callable[[Reply], None],
        seconds_idle: Callable[[], float | None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self._home = home
        self._work, self._quietly = do, do_inside
        self._reply = reply
        self._seconds_idle = seconds_idle
        self._clock = clock
        self._watch = AwayWatch()
        self._running: Running | None = None
        self._away: Away | None = None
        self._told: set[tuple[int, Doubt]] = set()

    # --- the port --------------------------------------------------------------------------------------------------

    def start(self, place: Place) -> None:
        """A card that starts a timer there."""

        async def work(services: Services) -> None:
            world = await services.conversation.world()
            project = world.catalog.project(place.project_id)
            task = project.task(place.task_id) if project else None
            if project is not None and task is not None:
                self._reply(await services.conversation.by_hand.start_timer(project, task))

        self._work(work)

    def stop(self, entry_id: int, at: datetime | None = None) -> None:
        """A card that stops that timer."""

        async def work(services: Services) -> None:
            self._reply(await services.conversation.by_hand.stop_timer(entry_id, at))

        self._work(work)

    def split(self, ask: TimerAsk) -> None:
        """Cards for the time before, and for the time away."""

        async def work(services: Services) -> None:
            from desktop.agent.editing import new_draft

            conversation = services.conversation
            if ask.began is None or ask.ended is None:
                return
            stopped = await conversation.by_hand.stop_timer(ask.running.entry_id, ask.began)
            self._reply(stopped)
            if stopped.deeds:
                minutes = int((ask.ended - ask.began).total_seconds() // 60)
                hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"))
                times = (ask.began.time(), ask.ended.time())
                entry = EntryIntent(None, None, hours, ask.began.date(), *times)
                self._reply(await conversation.by_hand.put([new_draft(entry)]))

        self._work(work)

    # --- on the worker's loop --------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Look whether the person is there, for as long as a timer runs, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look_after()
            except Exception:  # everything else works without it
                log.exception("Nobody looks whether the person is away")
                return

    async def look_after(self) -> None:
        """One look: whoever comes back to a running timer is asked about the time away, once Harvest was asked."""
        running = self._running
        if running is None:
            self._watch.forget()
            self._away = None
            return
        minutes, away = self._minutes(), None
        if minutes:
            idle = await asyncio.to_thread(self._seconds_idle)  # the desktop may take its time to answer
            if self._running is None or self._running.entry_id != running.entry_id:
                return
            away = self._watch.look(self._clock(), idle, timedelta(minutes=minutes))
        if away is not None:
            self._away = Away(self._away.began, away.ended) if self._away else away
        if self._away is not None:
            self._quietly(self._ask_away)

    async def show(self, services: Services) -> None:
        """Tell what runs now, and ask where that has gone on for too long. Raises HarvestError."""
        world = await services.conversation.world()
        entries = await services.harvest.time_entries(user_id=world.account.user_id, is_running=True)
        running = next((_running(one) for one in entries if one.timer_started_at), None)
        if self._running is None or running is None or running.entry_id != self._running.entry_id:
            self._watch.forget()
            self._away = None
        self._running = running
        self.changed.emit(TimerView(running, _places(world.history, world.catalog)))
        if running is not None:
            zone, now = world.account.zone, self._clock()
            doubt = None
            if running.started.astimezone(zone).date() < now.astimezone(zone).date():
                doubt = Doubt.OVERNIGHT
            elif running.hours(now) > LONG:
                doubt = Doubt.LONG
            if doubt is not None and (running.entry_id, doubt) not in self._told:
                self._told.add((running.entry_id, doubt))
                local = running.started.astimezone(zone).replace(tzinfo=None)
                self.asked.emit(TimerAsk(doubt, running, began=local))

    def forget(self) -> None:
        """Nobody is signed in."""
        self._running = self._away = None
        self._watch.forget()
        self.changed.emit(None)

    async def _ask_away(self, services: Services) -> None:
        """Ask about the time away, if that very timer ran all the while; where Harvest is out of reach, later."""
        away, running = self._away, self._running
        if away is None or running is None:
            return
        with contextlib.suppress(HarvestError):
            try:
                entry = await services.harvest.time_entry(running.entry_id)
            except NotFound:
                self._away = None
                return
            if self._away is not away:
                return
            self._away = None
            now_running = _running(entry) if entry.is_running and entry.timer_started_at else None
            if now_running is None or now_running.started > away.began:
                await self.show(services)
                return
            zone = (await services.directory.account()).zone
            local = (one.astimezone(zone).replace(tzinfo=None) for one in (away.began, away.ended))
            began, ended = (one.replace(second=0, microsecond=0) for one in local)  # all cards count whole minutes
            self.asked.emit(TimerAsk(Doubt.AWAY, now_running, began, ended))

    def _minutes(self) -> int:
        from desktop.settings import SettingsError, load

        try:
            return load(self._home.settings).evidence.idle_minutes
        except SettingsError:
            return 0


def _running(entry: TimeEntry) -> Running:
    if entry.timer_started_at is None:
        raise ValueError("that entry does not run")
    return Running(
        entry.id,
        plain.shown(entry.project.name),
        plain.shown(entry.client.name),
        plain.shown(entry.task.name),
        entry.timer_started_at,
        entry.hours_without_timer or Decimal(0),
        plain.shown(entry.notes),
    )


def _places(history: Sequence[PastEntry], catalog: Catalog) -> tuple[Place, ...]:
    """Where the person worked lately, each project and task once, as long as it can be logged to."""
    found: dict[tuple[int, int], Place] = {}
    for entry in sorted(history, key=lambda one: (one.spent_date, one.id), reverse=True):
        project = catalog.project(entry.project_id)
        task = project.task(entry.task_id) if project else None
        if project is not None and task is not None:
            place = Place(project.id, task.id, project.name, project.client.name, task.name)
            found.setdefault((project.id, task.id), place)
        if len(found) == _MOST_PLACES:
            break
    return tuple(found.values())
