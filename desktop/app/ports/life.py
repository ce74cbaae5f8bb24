"""The life of the services: opened for whoever is signed in, kept going, closed in order, opened anew."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desktop.agent.drafts import UNCONFIRMED, Draft
from desktop.agent.intents import Channel
from desktop.agent.journal.errors import JournalError
from desktop.agent.reading.certainty.apart import Apart
from desktop.app.ports import outbox
from desktop.app.ports.sign_in_steps import Entry, SignInSteps
from desktop.app.services import Services, open_services
from desktop.harvest.catalog import Account, Catalog, PastEntry
from desktop.harvest.errors import HarvestError, NotSignedIn, Unreachable
from desktop.paths import Home
from desktop.settings import SettingsError, take_notices
from desktop.ui.port import Decision, Port, Taught

SETTLE_EVERY = 20.0
"""Seconds between looks at what is confirmed but not settled, while something is."""
REFRESH_EVERY = 300.0
"""Seconds between looks at today's hours, since they change elsewhere, too."""
GRACE = 5.0
"""Seconds that work under way gets to end when somebody signs out."""

_PRACTICE = ("2h", "how much did I work last week")

_Who = tuple[Path, int]
Work = Callable[[Services], Coroutine[Any, Any, None]]
Learn = Callable[[Catalog, Sequence[PastEntry]], None]
ShowToday = Callable[[Sequence[PastEntry], Catalog, date], None]

log = logging.getLogger(__name__)


class Life:
    """Runs on the worker's loop and tells the port what it learns. `learn_names` hears of fresh projects and history,
    `show_today` of the history at every look, at which `shows` are called, too.

    It brings the core with it, so it is imported there too, once the window shows.

    `account` and `catalog` are the latest ones, None while they are not known. `trouble` is why there are no services
    although somebody is signed in, "" where there are or nobody is.
    """

    def __init__(
        self,
        port: Port,
        door: SignInSteps,
        home: Home,
        learn_names: Learn,
        show_today: ShowToday,
        shows: Sequence[Work],
    ) -> None:
        self._port = port
        self._door = door
        self._home = home
        self._learn_names = learn_names
        self._show_today = show_today
        self._shows = shows
        self._is_ready = asyncio.Event()
        self._wake = asyncio.Event()
        self._works: set[asyncio.Task[Any]] = set()
        self._told = ""
        self._is_reached = True
        self._left: dict[_Who, tuple[Draft, ...]] = {}  # whose cards were open when they left
        self.services: Services | None = None
        self.account: Account | None = None
        self.catalog: Catalog | None = None
        self.trouble = ""

    async def live(self, *, demo: bool) -> None:
        """From one sign-in to the next, until the app ends."""
        if demo:
            self._door.enter_demo()
        else:
            await self._door.restore()
        while True:
            entry = await self._door.entry()
            try:
                await self._serve(entry)
                continue
            except (HarvestError, JournalError, SettingsError, OSError) as problem:
                self.trouble = f"{_sentence(problem)} Gleaner tries again by itself."
            except Exception as problem:  # the last net: without it the window would stay, and do nothing
                log.exception("The services ended")
                kind = type(problem).__name__
                self.trouble = f"Something went wrong inside Gleaner ({kind}). It tries again; nothing is lost."
            self._tell_once(self.trouble)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SETTLE_EVERY):
                    await self._door.left()

    async def _serve(self, entry: Entry) -> None:
        """Open the services, keep them going until that sign-in ends, and close them in order."""
        async with open_services(
            self._home,
            demo=entry.signed_in is None,
            signed_in=entry.signed_in,
            on_wait=self._port.waiting.emit,
            on_change=self._port.changed.emit,
            on_offer=self._port.offered.emit,
            second_reader=Apart(),
        ) as services:
            for notice in take_notices():
                self._port.failed.emit(notice)
            if services.journal.rescue:
                self._port.failed.emit(services.journal.rescue.sentence)
            self.services = services
            self.trouble = ""
            self._is_ready.set()
            going = asyncio.create_task(self._keep_going(services))
            left = asyncio.create_task(self._door.left())
            try:
                await asyncio.wait({going, left}, return_when=asyncio.FIRST_COMPLETED)
                if going.done():
                    going.result()
            finally:
                going.cancel()
                left.cancel()
                await asyncio.wait({going, left})
                await self._leave(services)

    async def finish(self) -> None:
        """The app is about to end: begin nothing more, and wait for what was begun. Whoever calls limits the time."""
        self._close_door()
        while self._works:
            await asyncio.wait(self._works)

    def _close_door(self) -> None:
        self._is_ready.clear()
        self.services = None

    async def _leave(self, services: Services) -> None:
        """Let what is under way end; open cards belong to this account: they go with it, and come back with it."""
        self._close_door()
        if self._works:
            _, late = await asyncio.wait(self._works, timeout=GRACE)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        conversation = services.conversation
        still_open = {card.id for card in conversation.cards if card.state in UNCONFIRMED}
        conversation.discard([card.id for card in (*conversation.cards, *conversation.deeds.all)])
        if self.account:
            cards = tuple(card for card in conversation.cards if card.id in still_open)
            self._left[services.home.root, self.account.user_id] = cards
        self.account, self.catalog = None, None
        self._port.signed_in.emit(None)
        self._port.chat.today_changed.emit(None)
        self._port.week.forget()
        self._port.timer.forget()
        self._port.outbox_changed.emit(())
        self._port.names_changed.emit(())

    async def _keep_going(self, services: Services) -> None:
        """Learn who it is, settle what waits, keep today's hours and the projects fresh."""
        has_practised = False
        while True:
            self._wake.clear()
            problem = await self._round(services)
            self._tell_once(problem)
            if self.account and not has_practised:
                has_practised = True
                await self.do_quietly(_practise)
            waits = self.account is None or problem or services.committer.waiting_count(self.account.user_id)
            waits = waits or not self._is_reached
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SETTLE_EVERY if waits else REFRESH_EVERY):
                    await self._wake.wait()

    async def _round(self, services: Services) -> str:
        """One look at everything. Returns what a person should know of it, or ""."""
        try:
            await self._show_account(services)
            await self._settle(services)
            await self.show_day(services)
            self.show_outbox(services)
            self._show_rest(services)
            self._tell_reach(is_reached=True)
        except NotSignedIn as problem:
            self._door.ask_again(str(problem))
            self.show_outbox(services)
        except JournalError as problem:
            return str(problem)
        except HarvestError as problem:
            log.info("Harvest could not be asked: %s", problem)
            self.show_outbox(services)
            self._tell_reach(is_reached=not isinstance(problem, Unreachable))
            if self.account is None:
                return f"{_sentence(problem)} Gleaner tries again by itself."
        return ""

    async def _show_account(self, services: Services) -> None:
        account, catalog = await services.directory.account(), await services.directory.catalog()
        if account != self.account:
            self.account = account
            self._port.signed_in.emit(account)
            outbox.learn_name(services.journal, account)
        if catalog is not self.catalog:
            self.catalog = catalog
            self._port.catalog_changed.emit(catalog)
            self._learn_names(catalog, await services.directory.history())
            self.show_names(services)
        who = services.home.root, account.user_id
        if left := self._left.get(who):
            services.conversation.take_up(left)
            await services.conversation.bring_back([card.id for card in left])
            del self._left[who]

    async def show_day(self, services: Services) -> None:
        """Tell today's hours and entries. Raises HarvestError."""
        self._port.day_changed.emit(await services.conversation.today_hours())
        world, now = await services.conversation.world(), await services.conversation.now()
        self._show_today(world.history, world.catalog, now.date())

    def _show_rest(self, services: Services) -> None:
        """What else stands on the screen is told when it is known: nobody waits for it, and it is asked for again."""

        async def show(telling: Work) -> None:
            try:
                await telling(services)
            except HarvestError as problem:
                log.info("Harvest could not be asked: %s", problem)

        for telling in self._shows:
            task = asyncio.create_task(show(telling))
            self._works.add(task)
            task.add_done_callback(self._works.discard)

    async def _settle(self, services: Services) -> None:
        services.conversation.check_again()
        done = await services.committer.settle_pending()
        if isinstance(done.stopped_by, NotSignedIn):
            raise done.stopped_by
        for operation in done.news:
            self._port.failed.emit(f"{operation.summary}: {operation.reason}")
        if done.operations:
            await services.directory.refresh()

    async def show_written(self, services: Services) -> None:
        """After a write: what waits now is tried again soon, not only at the next regular look."""
        self.show_outbox(services)
        if self.account and services.committer.waiting_count(self.account.user_id):
            self._wake.set()
        await self.show_day(services)
        self._show_rest(services)

    def show_outbox(self, services: Services) -> None:
        """Tell what waits. Raises JournalError."""
        user = self.account.user_id if self.account else None
        self._port.outbox_changed.emit(outbox.waiting_of(services.committer, services.journal, user))

    def show_names(self, services: Services) -> None:
        """Tell which names were taught."""
        catalog = self.catalog or Catalog(())
        known = {project.id: project.name for project in (*catalog.archived, *catalog.projects)}
        aliases = services.conversation.aliases.aliases
        names = (Taught(said, known.get(project_id, "a project of the past")) for said, project_id in aliases.items())
        self._port.names_changed.emit(tuple(sorted(names, key=lambda name: name.said)))

    def _tell_once(self, problem: str) -> None:
        """The same problem is not told every few seconds; "" ends it."""
        if problem and problem != self._told:
            self._port.failed.emit(problem)
        self._told = problem

    def _tell_reach(self, *, is_reached: bool) -> None:
        """Whether Harvest can be reached; where it no longer can, it is tried more often."""
        if is_reached is not self._is_reached:
            self._is_reached = is_reached
            self._port.reached.emit(is_reached)
            if not is_reached:
                self._wake.set()

    # --- work for others -------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """Look at everything now instead of in a few seconds or minutes."""
        self._wake.set()

    async def do(self, work: Work) -> None:
        """One piece of work, once there are services; whatever goes wrong becomes a sentence on the screen.

        Closing waits for it.
        """
        if self._door.view.is_outside:
            self._port.failed.emit("Connect to Harvest first, in the chat window. Up brings your words back.")
            return
        if self.trouble:
            self._port.failed.emit(f"{self.trouble} Up brings your words back.")
            return
        try:
            await self._is_ready.wait()
            if not await self._work(work):
                self._port.failed.emit("Gleaner was just leaving this account, so that was not done.")
        except NotSignedIn as problem:
            self._port.failed.emit(str(problem))
            self._door.ask_again(str(problem))
            if self.services is not None:
                with contextlib.suppress(JournalError):
                    self.show_outbox(self.services)  # what was confirmed is safe, and seen to be
        except (HarvestError, JournalError, SettingsError) as problem:
            self._port.failed.emit(str(problem))
            if isinstance(problem, Unreachable):
                self._tell_reach(is_reached=False)
        except Exception as problem:  # the last net: the user must learn that nothing happened
            log.exception("Unexpected failure")
            kind = type(problem).__name__
            self._port.failed.emit(f"Something went wrong inside Gleaner ({kind}). What was confirmed is kept.")

    async def do_quietly(self, work: Work) -> None:
        """What nobody waits for, as reading along with every letter: whatever goes wrong, no sentence tells of it."""
        if self._door.view.is_outside or self.trouble:
            return
        try:
            await self._is_ready.wait()
            await self._work(work)
        except NotSignedIn as problem:
            self._door.ask_again(str(problem))
        except (HarvestError, JournalError, SettingsError) as problem:
            log.info("Not done: %s", problem)
            if isinstance(problem, Unreachable):
                self._tell_reach(is_reached=False)
        except Exception:  # the last net: what was asked for in words tells of it
            log.exception("Unexpected failure")

    async def _work(self, work: Work) -> bool:
        """Returns False where the services have just gone."""
        task, services = asyncio.current_task(), self.services
        if task is None or services is None:
            return False
        self._works.add(task)
        task.add_done_callback(self._works.discard)
        await work(services)
        return True

    async def decide(self, services: Services, waiting_id: str, decision: Decision) -> None:
        """Settle what is unclear as the person says; where it is too late for that, say so."""
        problem = await outbox.decide(services.committer, waiting_id, decision)
        if problem:
            self._port.failed.emit(problem)
        self.show_outbox(services)


async def _practise(services: Services) -> None:
    """Read words that nobody said: the first letter shall not wait for what is made with a first reading."""
    for words in _PRACTICE:
        await services.conversation.read(words, Channel.TYPED, is_final=False)
        await asyncio.sleep(0)  # for what was asked meanwhile


def _sentence(problem: Exception) -> str:
    """What it says, ended, so that another sentence may follow."""
    words = str(problem).rstrip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
