"""The end of the day as the screen sees it: every wish becomes a step on the worker's loop, which keeps the watch."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop.paths import Home
from desktop.ui.day_port import DayPort, DayView

if TYPE_CHECKING:
    from desktop.app.schedule import Excuse, Prompter

log = logging.getLogger(__name__)

Submit = Callable[[Coroutine[Any, Any, None]], object]


class DayDesk(DayPort):
    """`submit` puts a coroutine on the worker's loop; `is_busy` tells there whether the person may not be disturbed."""

    def __init__(self, home: Home, submit: Submit, is_busy: Callable[[], bool] = lambda: False) -> None:
        super().__init__()
        self._is_busy = is_busy
        self._busy: bool | None = None  # as the system has just told; None: it is to be asked
        self._is_looking = False
        self._full_on: date | None = None
        self._home = home
        self._submit = submit
        self._watch: Prompter | None = None

    async def run(self) -> None:
        """Keep watch until cancelled. On the worker's loop."""
        try:
            self._tell()
            await self._prompter.run()
        except Exception:  # everything else works without it
            log.exception("Nobody watches for the end of the day")

    def allow(self, *, is_allowed: bool) -> None:
        """Whether somebody is signed in, who may be asked."""
        self._do(lambda prompter: prompter.allow(is_allowed=is_allowed))

    def know(self, day: date, hours: Decimal | None, full: Decimal | None) -> None:
        """What is logged on that day, and how much a full one is; None where that is not known."""
        self._full_on = day if hours is not None and full and hours >= full else None

    # --- the port --------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Tell how it is set up."""
        self._do(lambda prompter: None)

    def set_up(self, *, is_on: bool, at: time, weekdays: tuple[int, ...]) -> None:
        """Ask then from now on."""

        def change(prompter: Prompter) -> None:
            prompter.change(prompter.wanted.model_copy(update={"is_on": is_on, "at": at, "weekdays": weekdays}))

        self._do(change)

    def snooze(self, minutes: int) -> None:
        """Ask again later today."""
        self._do(lambda prompter: prompter.snooze(minutes))

    def waive(self) -> None:
        """Not today."""
        self._do(lambda prompter: prompter.waive())

    # --- on the worker's loop --------------------------------------------------------------------------------------

    @property
    def _prompter(self) -> Prompter:
        if self._watch is None:
            from desktop.app.schedule import (
                Prompter,  # with the settings, which take longer to load than a window to show
            )

            self._watch = Prompter(self._home.settings, self._ask, excuse=self._excuse)
        return self._watch

    def _excuse(self, day: date) -> Excuse:
        """Nothing is missing on a full day, and nobody works on a holiday; a film or a talk is not interrupted."""
        from desktop.agent.evidence.days_off import holiday
        from desktop.app.schedule import Excuse
        from desktop.settings import SettingsError, load

        if self._full_on == day:
            return Excuse.DONE
        try:
            wanted = load(self._home.settings).evidence
            if holiday(day, wanted.country, wanted.region):
                return Excuse.DONE
        except SettingsError as problem:
            log.warning("%s", problem)
        if self._busy is None and not self._is_looking:
            self._is_looking = True
            self._submit(self._look_around())
        return Excuse.NONE if self._busy is False else Excuse.BUSY

    async def _look_around(self) -> None:
        """The system may take its time to tell whether the person is busy; then it is time anew."""
        try:
            self._busy = await asyncio.to_thread(self._is_busy)
            self._prompter.look()
        finally:
            self._busy, self._is_looking = None, False

    def _ask(self) -> None:
        self._tell()
        self.due.emit()

    def _do(self, step: Callable[[Prompter], None]) -> None:
        async def work() -> None:
            step(self._prompter)
            self._tell()

        self._submit(work())

    def _tell(self) -> None:
        from desktop.app.schedule import local_now, snoozes

        prompter = self._prompter
        wanted = prompter.wanted
        self._show(DayView(wanted.is_on, wanted.at, wanted.weekdays, snoozes(local_now()), prompter.problem))
