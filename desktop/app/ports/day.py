"""The end of the day as the screen sees it: every wish becomes a step on the worker's loop, which keeps the watch."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from datetime import time
from typing import TYPE_CHECKING, Any

from desktop.paths import Home
from desktop.ui.day_port import DayPort, DayView

if TYPE_CHECKING:
    from desktop.app.schedule import Prompter

log = logging.getLogger(__name__)

Submit = Callable[[Coroutine[Any, Any, None]], object]


class DayDesk(DayPort):
    """`submit` puts a coroutine on the worker's loop."""

    def __init__(self, home: Home, submit: Submit) -> None:
        super().__init__()
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

            self._watch = Prompter(self._home.settings, self._ask)
        return self._watch

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
