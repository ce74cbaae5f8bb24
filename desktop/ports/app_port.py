"""The port over the worker thread: methods become work on its loop, results come back as queued signals."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from typing import Any

from desktop.agent.aliases import AliasOffer
from desktop.agent.drafts import Change, Reply
from desktop.agent.intents import Channel
from desktop.agent.journal.errors import JournalError
from desktop.harvest.catalog import Account, Catalog
from desktop.harvest.errors import HarvestError, NotSignedIn
from desktop.paths import Home
from desktop.ports import outbox
from desktop.ports.read_back import ReadBack
from desktop.ports.sign_in import Entry, SignInDesk
from desktop.ports.speech import SpeechDesk
from desktop.services import Services, open_services
from desktop.settings import SettingsError
from desktop.ui.port import Decision, Port, Taught
from desktop.ui.sign_in_port import SignInView, Step
from desktop.voice import Voice
from desktop.worker import Worker

SETTLE_EVERY = 20.0
"""Seconds between looks at what is confirmed but not settled, while something is."""
REFRESH_EVERY = 300.0
"""Seconds between looks at today's hours, since they change elsewhere, too."""
GRACE = 5.0
"""Seconds that work under way gets to end when somebody signs out."""

Work = Callable[[Services], Coroutine[Any, Any, None]]

log = logging.getLogger(__name__)


class AppPort(Port):
    """The screen's door to the worker thread. Methods return at once; signals arrive on the screen's thread."""

    def __init__(self, home: Home, *, demo: bool) -> None:
        self._worker = Worker()
        self._door = SignInDesk(self._worker.submit, self._tell_problem)
        self._speech = SpeechDesk(home, self._worker.submit)
        super().__init__(self._door, self._speech)
        self._home = home
        self._demo = demo
        self._services: Services | None = None
        self._is_ready = asyncio.Event()
        self._wake = asyncio.Event()
        self._works: set[asyncio.Task[Any]] = set()
        self._account: Account | None = None
        self._catalog: Catalog | None = None
        self._trouble = ""
        self._told = ""
        self._read_back = ReadBack(self)
        self._voice = Voice(self, home, self._speech.settings, self._expect_reply)
        self._speech.join(self._voice)
        self.replied.connect(self._read_back.hear)
        self._door.changed.connect(self._look_again)

    # --- life ------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin working: `sign_in.changed`, `signed_in` and `catalog_changed` follow, or `failed`."""
        self._worker.start()
        self._worker.submit(self._live())
        self._voice.offer_left()

    def stop(self) -> None:
        """End the worker, waiting a few seconds for what is being sent."""
        self._voice.close()
        self._speech.close()
        self._worker.stop()

    async def _live(self) -> None:
        """From one sign-in to the next, until the app ends."""
        if self._demo:
            self._door.enter_demo()
        else:
            await self._door.restore()
        while True:
            entry = await self._door.entry()
            try:
                await self._serve(entry)
                continue
            except (HarvestError, JournalError, SettingsError, OSError) as problem:
                self._trouble = f"{_sentence(problem)} Gleaner tries again by itself."
            except Exception as problem:  # the last net: without it the window would stay, and do nothing
                log.exception("The services ended")
                kind = type(problem).__name__
                self._trouble = f"Something went wrong inside Gleaner ({kind}). It tries again; nothing is lost."
            self._tell_once(self._trouble)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SETTLE_EVERY):
                    await self._door.left()

    async def _serve(self, entry: Entry) -> None:
        """Open the services, keep them going until that sign-in ends, and close them in order."""
        async with open_services(
            self._home,
            demo=entry.signed_in is None,
            signed_in=entry.signed_in,
            on_wait=self.waiting.emit,
            on_change=self.changed.emit,
            on_offer=self.offered.emit,
        ) as services:
            if services.journal.kept_aside:
                self.failed.emit(f"The journal was damaged. It was kept as {services.journal.kept_aside}.")
            self._services = services
            self._trouble = ""
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
                await self._leave(services)

    async def _leave(self, services: Services) -> None:
        """Let what is under way end; open cards belong to this sign-in and go with it."""
        self._is_ready.clear()
        self._services = None
        if self._works:
            _, late = await asyncio.wait(self._works, timeout=GRACE)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        services.conversation.discard([card.id for card in services.conversation.cards])
        self._account, self._catalog = None, None
        self.signed_in.emit(None)
        self.outbox_changed.emit(())
        self.names_changed.emit(())

    async def _keep_going(self, services: Services) -> None:
        """Learn who it is, settle what waits, keep today's hours and the projects fresh."""
        while True:
            self._wake.clear()
            problem = await self._round(services)
            self._tell_once(problem)
            waits = self._account is None or problem or await services.committer.pending_count()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SETTLE_EVERY if waits else REFRESH_EVERY):
                    await self._wake.wait()

    async def _round(self, services: Services) -> str:
        """One look at everything. Returns what a person should know of it, or ""."""
        try:
            await self._show_account(services)
            await self._settle(services)
            await self._show_day(services)
            self._show_outbox(services)
        except NotSignedIn as problem:
            self._door.ask_again(str(problem))
        except JournalError as problem:
            return str(problem)
        except HarvestError as problem:
            log.info("Harvest could not be asked: %s", problem)
            self._show_outbox(services)
            if self._account is None:
                return f"{_sentence(problem)} Gleaner tries again by itself."
        return ""

    async def _show_account(self, services: Services) -> None:
        account, catalog = await services.directory.account(), await services.directory.catalog()
        if account != self._account:
            self._account = account
            self.signed_in.emit(account)
        if catalog is not self._catalog:
            self._catalog = catalog
            self.catalog_changed.emit(catalog)
            self._voice.learn_names(catalog, await services.directory.history())
            self._show_names(services)

    async def _show_day(self, services: Services) -> None:
        self.day_changed.emit(await services.conversation.today_hours())

    async def _settle(self, services: Services) -> None:
        done = await services.committer.settle_pending()
        if isinstance(done.stopped_by, NotSignedIn):
            raise done.stopped_by
        if done.operations:
            await services.directory.refresh()

    async def _show_written(self, services: Services) -> None:
        """After a write: what waits now is tried again soon, not only at the next regular look."""
        self._show_outbox(services)
        if await services.committer.pending_count():
            self._wake.set()
        await self._show_day(services)

    def _show_outbox(self, services: Services) -> None:
        user = self._account.user_id if self._account else None
        self.outbox_changed.emit(outbox.waiting_of(services.committer, user))

    def _show_names(self, services: Services) -> None:
        catalog = self._catalog or Catalog(())
        known = {project.id: project.name for project in (*catalog.archived, *catalog.projects)}
        aliases = services.conversation.aliases.aliases
        names = (Taught(said, known.get(project_id, "a project of the past")) for said, project_id in aliases.items())
        self.names_changed.emit(tuple(sorted(names, key=lambda name: name.said)))

    # --- the port --------------------------------------------------------------------------------------------------

    @property
    def catalog(self) -> Catalog | None:
        """The latest catalog, or None before it was loaded."""
        return self._catalog

    @property
    def today(self) -> date:
        """The day in the account's time zone; the computer's until that is known."""
        account = self._account
        return datetime.now(account.zone).date() if account else super().today

    def say(self, text: str, channel: Channel) -> None:
        """Hand words to the conversation."""

        async def work(services: Services) -> None:
            self.replied.emit(await services.conversation.say(text, channel))

        self._do(work)

    def edit(self, draft_id: str, change: Change) -> None:
        """Change a card."""

        async def work(services: Services) -> None:
            await services.conversation.edit(draft_id, change)

        self._do(work)

    def commit(self, draft_ids: tuple[str, ...]) -> None:
        """Write these very cards."""

        async def work(services: Services) -> None:
            await services.conversation.commit(draft_ids)
            await self._show_written(services)

        self._do(work)

    def discard(self, draft_ids: tuple[str, ...]) -> None:
        """Drop cards."""

        async def work(services: Services) -> None:
            services.conversation.discard(draft_ids)

        self._do(work)

    def undo(self, draft_id: str | None = None) -> None:
        """Take a commit back."""

        async def work(services: Services) -> None:
            undone = await services.conversation.undo(draft_id)
            if not undone.is_done:
                self.failed.emit(undone.text)
            await self._show_written(services)

        self._do(work)

    def teach(self, offer: AliasOffer, *, is_wanted: bool) -> None:
        """Answer an offer of an alias."""

        async def work(services: Services) -> None:
            services.conversation.teach(offer, is_wanted=is_wanted)
            self._show_names(services)

        self._do(work)

    def forget_name(self, said: str) -> None:
        """Forget an alias."""

        async def work(services: Services) -> None:
            services.conversation.forget_alias(said)
            self._show_names(services)

        self._do(work)

    def retry_outbox(self) -> None:
        """Look at what waits now instead of in a few seconds."""

        async def wake() -> None:
            self._wake.set()

        self._worker.submit(wake())

    def decide(self, waiting_id: str, decision: Decision) -> None:
        """Settle what is unclear."""

        async def work(services: Services) -> None:
            await outbox.decide(services.committer, waiting_id, decision)
            self._show_outbox(services)

        self._do(work)

    def sketch(self, text: str) -> None:
        """Read words that are still being typed; nothing is kept."""

        async def work(services: Services) -> None:
            with contextlib.suppress(HarvestError):  # told when the words are said
                reading = await services.conversation.read(text, Channel.TYPED)
                self.sketched.emit(text, Reply(reading.reply, reading.drafts))

        if self._door.view.step is Step.DONE:
            self._do(work)

    def toggle_microphone(self) -> None:
        """Listen, or turn what was said into words. While nobody is signed in there is nobody to listen for."""
        if self._voice.is_busy or self._is_inside:
            self._voice.toggle()

    def cancel_microphone(self) -> None:
        """Drop what is being recorded."""
        self._voice.cancel()

    # --- work ------------------------------------------------------------------------------------------------------

    def _expect_reply(self) -> None:
        if self._speech.settings.read_back:
            self._read_back.expect()

    @property
    def _is_inside(self) -> bool:
        """Whether somebody is signed in, or may be found to be."""
        return self._door.view.step in (Step.LOOKING, Step.DONE)

    def _look_again(self, view: SignInView) -> None:
        """Signed in, perhaps anew: what waits need not wait any longer."""
        if view.step is Step.DONE:
            self.retry_outbox()

    def _tell_once(self, problem: str) -> None:
        """The same problem is not told every few seconds; "" ends it."""
        if problem and problem != self._told:
            self.failed.emit(problem)
        self._told = problem

    def _tell_problem(self, words: str) -> None:
        self.failed.emit(words)

    def _do(self, work: Work) -> None:
        self._worker.submit(self._run(work))

    async def _run(self, work: Work) -> None:
        """One piece of work on the loop; whatever goes wrong becomes a sentence on the screen, never silence."""
        if not self._is_inside:
            self.failed.emit("Connect to Harvest first, in the chat window. Up brings your words back.")
            return
        if self._trouble:
            self.failed.emit(f"{self._trouble} Up brings your words back.")
            return
        await self._is_ready.wait()
        task = asyncio.current_task()
        services = self._services
        if task is None or services is None:
            return
        self._works.add(task)
        task.add_done_callback(self._works.discard)
        try:
            await work(services)
        except NotSignedIn as problem:
            self.failed.emit(str(problem))
            self._door.ask_again(str(problem))
        except (HarvestError, JournalError, SettingsError) as problem:
            self.failed.emit(str(problem))
        except Exception as problem:  # the last net: the user must learn that nothing happened
            log.exception("Unexpected failure")
            self.failed.emit(f"Something went wrong inside Gleaner ({type(problem).__name__}). Nothing was written.")


def _sentence(problem: Exception) -> str:
    """What it says, ended, so that another sentence may follow."""
    words = str(problem).rstrip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
