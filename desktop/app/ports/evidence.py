"""What a day left behind, as the screen sees it: looked for on the worker's loop, offered, and made into cards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.agent.drafts import Draft, DraftState, Reply
from desktop.agent.evidence.found import Found, Suggestion
from desktop.agent.intents import Channel
from desktop.paths import Home
from desktop.ui.evidence_port import EvidencePort, EvidenceView, PlacesView

if TYPE_CHECKING:
    from desktop.app.ports.life import Work
    from desktop.app.services import Services
    from desktop.settings import EvidenceSettings

PROMPT = 1.5
"""Seconds that places get before what is known without them is shown."""

_GONE = frozenset({DraftState.DISCARDED, DraftState.UNDONE})

log = logging.getLogger(__name__)


class EvidenceDesk(EvidencePort):
    """`submit` puts a coroutine on the worker's loop, `do` one that needs the services; `reply` shows cards."""

    def __init__(
        self,
        home: Home,
        submit: Callable[[Coroutine[Any, Any, None]], object],
        do: Callable[[Work], None],
        reply: Callable[[Reply], None],
    ) -> None:
        super().__init__()
        self._home = home
        self._submit = submit
        self._work = do
        self._reply = reply
        self._offers: dict[str, Suggestion] = {}
        self._taken: dict[str, str] = {}
        self._round = 0

    # --- the port --------------------------------------------------------------------------------------------------

    def gather(self) -> None:
        """Look for what today left behind."""
        self._work(self._gather)

    def take(self, keys: tuple[str, ...]) -> None:
        """Make cards of these offers."""

        async def work(services: Services) -> None:
            wanted = [self._offers.pop(key) for key in keys if key in self._offers]
            self._taken |= {one.key: one.draft.id for one in wanted}
            if wanted:
                self._reply(await services.conversation.by_hand.put([one.draft for one in wanted]))

        self._work(work)

    def look(self) -> None:
        """Tell where is looked."""
        self._change(lambda wanted: wanted)

    def add_place(self, place: str, *, is_calendar: bool) -> None:
        """Look there, too."""

        def add(wanted: EvidenceSettings) -> EvidenceSettings:
            checked = _checked(place, is_calendar=is_calendar)
            name = "calendars" if is_calendar else "repositories"
            return wanted.model_copy(update={name: tuple(dict.fromkeys([*getattr(wanted, name), checked]))})

        self._change(add)

    def forget_place(self, place: str) -> None:
        """Look there no more."""

        def forget(wanted: EvidenceSettings) -> EvidenceSettings:
            names = ("calendars", "repositories")
            left = {name: tuple(one for one in getattr(wanted, name) if one != place) for name in names}
            return wanted.model_copy(update=left)

        self._change(forget)

    def set_holidays(self, country: str, region: str) -> None:
        """Whose holidays count."""
        self._change(lambda wanted: wanted.model_copy(update={"country": country, "region": region}))

    def set_idle(self, minutes: int) -> None:
        """When to ask about a running timer."""
        self._change(lambda wanted: wanted.model_copy(update={"idle_minutes": minutes}))

    # --- on the worker's loop --------------------------------------------------------------------------------------

    async def _gather(self, services: Services) -> None:
        """What is known at once, then what the places give; only the latest round is shown."""
        from desktop.agent.evidence.days_off import holiday
        from desktop.agent.evidence.gathering import look_around
        from desktop.agent.evidence.offering import last_working_day, to_repeat
        from desktop.settings import load

        self._round += 1
        mine = self._round
        wanted = load(self._home.settings).evidence
        world, now = await services.conversation.world(), await services.conversation.now()
        day = now.date()
        before = to_repeat(last_working_day(world.history, day), world.catalog)
        look = asyncio.create_task(look_around(wanted.calendars, wanted.repositories, day, world.account.zone))
        view = EvidenceView(holiday=await asyncio.to_thread(holiday, day, wanted.country, wanted.region))
        try:
            done, _ = await asyncio.wait({look}, timeout=PROMPT)
            if not done and mine == self._round:
                view = replace(view, offers=await self._offered(services, before), is_looking=True)
                self.gathered.emit(view)
            looked = await look
        finally:
            look.cancel()
        found = await self._offered(services, (*looked.found, *before))
        if mine == self._round:
            shown = {one.key: place for place, one in enumerate(view.offers)}
            offers = tuple(sorted(found, key=lambda one: shown.get(one.key, len(shown))))
            self._offers = {one.key: one for one in offers}
            self.gathered.emit(replace(view, offers=offers, problem=looked.problem, is_looking=False))

    async def _offered(self, services: Services, found: tuple[Found, ...]) -> tuple[Suggestion, ...]:
        """What is not logged, and not on a card already. Its card keeps the id under which it was offered."""
        from desktop.agent.evidence.offering import suggestions

        conversation = services.conversation
        world, now = await conversation.world(), await conversation.now()
        cards = {card.id: card.state for card in conversation.cards}

        async def read(words: str) -> tuple[Draft, ...]:
            return (await conversation.read(words, Channel.TYPED, is_final=False)).drafts

        free = [one for one in found if cards.get(self._taken.get(one.key, ""), DraftState.UNDONE) in _GONE]
        offers = await suggestions(free, read, world.catalog, world.history, now.date())
        self._offers |= {one.key: one for one in offers}
        return offers

    def _change(self, step: Callable[[EvidenceSettings], EvidenceSettings]) -> None:
        async def work() -> None:
            from desktop.agent.evidence.days_off import countries
            from desktop.agent.evidence.fetching import CannotRead
            from desktop.settings import EvidenceSettings, SettingsError, load, update

            wanted, problem = EvidenceSettings(), ""
            try:
                wanted = load(self._home.settings).evidence
                changed = step(wanted)
                if changed != wanted:
                    update(self._home.settings, evidence=changed)
                    wanted = changed
            except (CannotRead, SettingsError) as error:
                problem = str(error)
            known = self._view.countries or tuple((await asyncio.to_thread(countries)).items())
            self._show(
                PlacesView(
                    *(wanted.calendars, wanted.repositories, wanted.country, wanted.region),
                    idle_minutes=wanted.idle_minutes,
                    countries=known,
                    problem=problem,
                )
            )

        self._submit(work())


def _checked(place: str, *, is_calendar: bool) -> str:
    """A place as it is kept. Raises CannotRead."""
    from desktop.agent.evidence.fetching import CannotRead, checked_place

    if is_calendar:
        checked = checked_place(place)
        if "://" not in checked and not Path(checked).is_file():
            raise CannotRead("There is no such file.")
        return checked
    folder = Path(place.strip()).expanduser()
    if not place.strip() or not folder.is_absolute() or not folder.is_dir():
        raise CannotRead("There is no such folder; give its whole path.")
    return str(folder)
