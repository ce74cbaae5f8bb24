"""When to ask how the day was: a pure function of clock, settings and memory, and what keeps watch over it.

All policy is in `next_prompt`. APScheduler is only the alarm clock, and `Prompter` looks anew whenever it rings, the
settings change, or the machine has slept: timers stand still meanwhile, and nobody tells them that they are late.

No timer writes to Harvest. All that comes of it is `on_due`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import Enum
from pathlib import Path
from typing import Any

from desktop.harvest.zones import system_zone
from desktop.settings import PromptMemory, PromptSettings, SettingsError, load, update

SNOOZES = (15, 30, 60)
"""Minutes after which the prompt can be asked to come back."""
TICK = 30.0
"""Seconds between looks at whether the machine has slept."""
BUSY_FOR = timedelta(minutes=5)
"""After so long it is looked again whether the person may be disturbed."""
_JUMP = timedelta(seconds=5)
_DAY = timedelta(days=1)
_DAYS_AHEAD = 9  # the one weekday that is wanted may be tomorrow, and taken already

log = logging.getLogger(__name__)


class Excuse(Enum):
    """Why the person is not asked though it is time."""

    NONE = "none"
    DONE = "done"  # nothing is missing, or it is no working day: not today
    BUSY = "busy"  # they present something: later


def next_prompt(now: datetime, wanted: PromptSettings, memory: PromptMemory) -> datetime | None:
    """When the prompt is to come next, in UTC; a moment that is not after `now` means at once, None means never.

    Args:
        now: The time, in the zone whose days count.
        wanted: What the user has set up.
        memory: What came before.

    A prompt that fell due while nobody could see it comes once, as long as it is still the same day. It comes at most
    once a day, unless it was asked to come back; a snooze that would end after midnight ends with its day. In the hour
    that the clocks skip, the prompt comes an hour later by the clock; in the one that they repeat, the first time.
    """
    snoozed = memory.snoozed_until
    if snoozed is not None and snoozed.astimezone(now.tzinfo).date() == now.date() == memory.asked:
        return snoozed.astimezone(UTC)
    if not wanted.is_on:
        return None
    # Marks from the future were left by a clock that was wrong; tomorrow's may come from a flight to the west.
    asked = memory.asked if memory.asked is not None and memory.asked <= now.date() + _DAY else date.min
    since = memory.since if memory.since is not None and memory.since <= now else None
    for ahead in range(_DAYS_AHEAD):
        day = now.date() + ahead * _DAY
        if day.weekday() in wanted.weekdays and day > asked:
            due = _moment(day, wanted.at, now.tzinfo)
            if since is None or due >= since:
                return due
    return None


def after_asking(now: datetime, memory: PromptMemory) -> PromptMemory:
    """The prompt has come, or is not wanted any more today."""
    return memory.model_copy(update={"asked": now.date(), "snoozed_until": None})


def after_snoozing(now: datetime, memory: PromptMemory, minutes: int) -> PromptMemory:
    """The prompt is to come back."""
    until = now.astimezone(UTC) + timedelta(minutes=minutes)
    return memory.model_copy(update={"asked": now.date(), "snoozed_until": until})


def after_setting_up(now: datetime, memory: PromptMemory, wanted: PromptSettings) -> PromptMemory:
    """The settings have changed: what would have been due before by the new ones is not made up for."""
    snoozed = memory.snoozed_until if wanted.is_on else None
    return memory.model_copy(update={"since": now.astimezone(UTC), "snoozed_until": snoozed})


def snoozes(now: datetime) -> tuple[int, ...]:
    """Those of `SNOOZES` that end today."""
    ends = {minutes: now.astimezone(UTC) + timedelta(minutes=minutes) for minutes in SNOOZES}
    return tuple(minutes for minutes, end in ends.items() if end.astimezone(now.tzinfo).date() == now.date())


def local_now() -> datetime:
    """The time in this computer's zone."""
    return datetime.now(system_zone())


def _moment(day: date, at: time, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


class Alarm:
    """Rings once, on the asyncio loop that starts it. Late rather than never: no time is too late to ring."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._scheduler: Any = None

    def start(self) -> None:
        """Begin; within the loop."""
        from apscheduler.executors.debug import DebugExecutor  # runs the job where it is, on the loop's own thread
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        defaults = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        executors = {"default": DebugExecutor()}
        self._scheduler = AsyncIOScheduler(timezone=UTC, executors=executors, job_defaults=defaults)
        self._scheduler.start()

    def set(self, wait: timedelta | None) -> None:
        """Ring after that time and not before; None: not at all."""
        from apscheduler.triggers.date import DateTrigger

        self._scheduler.remove_all_jobs()
        if wait is not None:
            self._scheduler.add_job(self._come, DateTrigger(datetime.now(UTC) + wait, timezone=UTC))

    def _come(self) -> None:
        # The scheduler takes the job out when it has run, so it must still be there: whoever is rung may set anew.
        asyncio.get_running_loop().call_soon(self._ring)

    def close(self) -> None:
        """Ring no more."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)


class Prompter:
    """Keeps watch on one asyncio loop, where all its methods are called. `on_due`: it is time to ask.

    That the prompt has come is written down first and done then, so that no crash brings it twice.

    Args:
        path: The settings file.
        on_due: Told at most once a day, and once more for each snooze.
        clock: Gives the time in the zone whose days count.
        tick: Seconds between looks at whether the machine has slept.
        excuse: Asked when it is time: whether the person is to be left alone on that day, or for now.
    """

    def __init__(
        self,
        path: Path,
        on_due: Callable[[], None],
        clock: Callable[[], datetime] = local_now,
        tick: float = TICK,
        excuse: Callable[[date], Excuse] = lambda _day: Excuse.NONE,
    ) -> None:
        self._path = path
        self._on_due = on_due
        self._clock = clock
        self._tick = tick
        self._excuse = excuse
        self._alarm = Alarm(self.look)
        self._is_running = self._is_allowed = False
        self.problem = ""
        self.wanted, self._memory = self._load()

    async def run(self) -> None:
        """Keep watch until cancelled."""
        if self._memory.since is None:
            self._keep(after_setting_up(self._clock(), self._memory, self.wanted))
        self._alarm.start()
        self._is_running = True
        try:
            while True:
                self.look()
                await self._sleep_of_the_machine()
        finally:
            self._is_running = False
            self._alarm.close()

    def allow(self, *, is_allowed: bool) -> None:
        """Whether there is anybody to ask. What falls due meanwhile comes afterwards, if it is still the same day."""
        self._is_allowed = is_allowed
        self.look()

    def change(self, wanted: PromptSettings) -> None:
        """Set the prompt up anew."""
        self.wanted = wanted
        self._keep(after_setting_up(self._clock(), self._memory, wanted))
        self.look()

    def snooze(self, minutes: int) -> None:
        """Ask again later today."""
        self._keep(after_snoozing(self._clock(), self._memory, minutes))
        self.look()

    def waive(self) -> None:
        """Do not ask today any more."""
        self._keep(after_asking(self._clock(), self._memory))
        self.look()

    def look(self) -> None:
        """Ask, if it is time."""
        if not self._is_running:
            return
        now = self._clock()
        due = next_prompt(now, self.wanted, self._memory) if self._is_allowed else None
        if due is not None and due <= now:
            excuse = self._excuse(now.date())
            if excuse is Excuse.BUSY:
                self._alarm.set(BUSY_FOR)
                return
            self._keep(after_asking(now, self._memory))
            if excuse is Excuse.NONE:
                self._on_due()
            due = next_prompt(now, self.wanted, self._memory)
        self._alarm.set(due - now if due else None)

    async def _sleep_of_the_machine(self) -> None:
        """Until the clock on the wall has moved on, or back, without the one that counts seconds."""
        steady = asyncio.get_running_loop().time
        while True:
            wall, began = self._clock(), steady()
            await asyncio.sleep(self._tick)
            if abs(self._clock().astimezone(UTC) - wall - timedelta(seconds=steady() - began)) > _JUMP:
                return

    def _load(self) -> tuple[PromptSettings, PromptMemory]:
        try:
            settings = load(self._path)
        except SettingsError as problem:
            self.problem = str(problem)
            return PromptSettings(), PromptMemory()
        return settings.prompt, settings.prompt_memory

    def _keep(self, memory: PromptMemory) -> None:
        """Remember; where that cannot be written, for as long as the app runs."""
        self._memory, self.problem = memory, ""
        try:
            update(self._path, prompt=self.wanted, prompt_memory=memory)
        except SettingsError as problem:
            log.warning("%s", problem)
            self.problem = str(problem)
