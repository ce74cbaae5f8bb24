"""The week as the screen sees it: out of the person's own entries as they were last read, without asking Harvest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.agent.drafts import Reply
from desktop.agent.evidence.found import Found
from desktop.app.ports.chat import logged
from desktop.harvest.catalog import Catalog, PastEntry
from desktop.paths import Home
from desktop.ui.week_port import WeekDay, WeekPort, WeekView

if TYPE_CHECKING:
    from desktop.app.ports.life import Work
    from desktop.app.services import Services

_DAY = timedelta(days=1)
_BACK = timedelta(days=80)  # the person's own entries are read for ninety days
_AHEAD = timedelta(days=60)


class WeekDesk(WeekPort):
    """`do` puts work on the worker's loop, `reply` takes cards to the screen."""

    def __init__(self, home: Home, do: Callable[[Work], None], reply: Callable[[Reply], None]) -> None:
        super().__init__()
        self._home = home
        self._work = do
        self._reply = reply
        self._chosen: date | None = None  # None is today, whichever day that is

    # --- the port --------------------------------------------------------------------------------------------------

    def turn_to(self, day: date) -> None:
        """Show that day."""

        async def work(services: Services) -> None:
            today = (await services.conversation.now()).date()
            self._chosen = None if day == today else max(today - _BACK, min(today + _AHEAD, day))
            await self.show(services)

        self._work(work)

    def repeat_before(self) -> None:
        """Cards like those of the last working day before the chosen one."""

        async def work(services: Services) -> None:
            from desktop.agent.evidence.offering import suggestions

            conversation = services.conversation
            world, today = await conversation.world(), (await conversation.now()).date()
            day = self._chosen or today
            found = _again(world.history, world.catalog, day)
            offers = await suggestions(found, _reads_nothing, world.catalog, world.history, day)
            if offers:
                self._reply(await conversation.by_hand.put([one.draft for one in offers]))

        self._work(work)

    def forget(self) -> None:
        """Whoever comes next begins with today."""
        self._chosen = None
        self.changed.emit(None)

    # --- on the worker's loop --------------------------------------------------------------------------------------

    async def show(self, services: Services) -> None:
        """Tell the week as it was last read. Raises HarvestError."""
        from desktop.agent.evidence.days_off import holiday
        from desktop.settings import Settings, SettingsError, load

        conversation = services.conversation
        world, today = await conversation.world(), (await conversation.now()).date()
        try:
            settings = load(self._home.settings)
        except SettingsError:  # told by whoever writes them
            settings = Settings()
        weekdays, country, region = settings.prompt.weekdays, settings.evidence.country, settings.evidence.region
        chosen = self._chosen or today
        view = week_of(world.history, world.catalog, today, chosen, world.account.week_starts)
        days = (replace(one, holiday=holiday(one.day, country, region)) for one in view.days)
        days = (replace(one, is_working=one.day.weekday() in weekdays and not one.holiday) for one in days)
        self.changed.emit(replace(view, days=tuple(days)))


def week_of(history: Sequence[PastEntry], catalog: Catalog, today: date, chosen: date, starts: int) -> WeekView:
    """The chosen day's week; it begins on the weekday `starts`, 0 for Monday."""
    first = chosen - (chosen.weekday() - starts) % 7 * _DAY
    hours = dict.fromkeys((first + place * _DAY for place in range(7)), Decimal(0))
    for entry in history:
        if entry.spent_date in hours:
            hours[entry.spent_date] += entry.hours
    entries = sorted((one for one in history if one.spent_date == chosen), key=lambda one: one.id)
    again = _again(history, catalog, chosen)
    return WeekView(
        today=today,
        days=tuple(WeekDay(day, amount) for day, amount in hours.items()),
        chosen=chosen,
        entries=tuple(logged(one, catalog) for one in entries),
        before=again[0].day if again else None,
        before_hours=sum((one.hours for one in again if one.hours), Decimal(0)),
    )


def _again(history: Sequence[PastEntry], catalog: Catalog, day: date) -> tuple[Found, ...]:
    """What of the last working day before that one can be logged again, and is not there."""
    from desktop.agent.evidence.offering import last_working_day, to_repeat

    there = {(one.project_id, one.task_id) for one in history if one.spent_date == day}
    found = to_repeat(last_working_day(history, day), catalog)
    return tuple(one for one in found if (one.project_id, one.task_id) not in there)


async def _reads_nothing(_words: str) -> tuple[()]:
    """What is repeated has its project."""
    return ()
