"""The port over the worker thread: methods become work on its loop, results come back as queued signals."""

from __future__ import annotations

import contextlib
import logging
from datetime import date, datetime

from desktop.agent.aliases import AliasOffer
from desktop.agent.drafts import Change, Reply
from desktop.agent.intents import Channel
from desktop.agent.journal.errors import JournalError
from desktop.harvest.catalog import Catalog
from desktop.harvest.errors import HarvestError, NotSignedIn
from desktop.paths import Home
from desktop.ports import outbox
from desktop.ports.life import Life, Work
from desktop.ports.read_back import ReadBack
from desktop.ports.sign_in import SignInDesk
from desktop.ports.speech import SpeechDesk
from desktop.services import Services
from desktop.settings import SettingsError
from desktop.ui.port import Decision, Port
from desktop.ui.sign_in_port import SignInView, Step
from desktop.voice import Voice
from desktop.worker import Worker

log = logging.getLogger(__name__)


class AppPort(Port):
    """The screen's door to the worker thread. Methods return at once; signals arrive on the screen's thread."""

    def __init__(self, home: Home, *, demo: bool) -> None:
        self._worker = Worker()
        self._door = SignInDesk(self._worker.submit, self._tell_problem)
        self._speech = SpeechDesk(home, self._worker.submit)
        super().__init__(self._door, self._speech)
        self._demo = demo
        self._read_back = ReadBack(self)
        self._voice = Voice(self, home, self._speech.settings, self._expect_reply)
        self._speech.join(self._voice)
        self._life = Life(self, self._door, home, self._voice.learn_names)
        self.replied.connect(self._read_back.hear)
        self._door.changed.connect(self._look_again)

    def start(self) -> None:
        """Begin working: `sign_in.changed`, `signed_in` and `catalog_changed` follow, or `failed`."""
        self._worker.start()
        self._worker.submit(self._life.live(demo=self._demo))
        self._voice.offer_left()

    def stop(self) -> None:
        """End the worker, waiting a few seconds for what is being sent."""
        self._voice.close()
        self._speech.close()
        self._worker.stop()

    # --- the port --------------------------------------------------------------------------------------------------

    @property
    def catalog(self) -> Catalog | None:
        """The latest catalog, or None before it was loaded."""
        return self._life.catalog

    @property
    def today(self) -> date:
        """The day in the account's time zone; the computer's until that is known."""
        account = self._life.account
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
            await self._life.show_written(services)

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
            await self._life.show_written(services)

        self._do(work)

    def teach(self, offer: AliasOffer, *, is_wanted: bool) -> None:
        """Answer an offer of an alias."""

        async def work(services: Services) -> None:
            services.conversation.teach(offer, is_wanted=is_wanted)
            self._life.show_names(services)

        self._do(work)

    def forget_name(self, said: str) -> None:
        """Forget an alias."""

        async def work(services: Services) -> None:
            services.conversation.forget_alias(said)
            self._life.show_names(services)

        self._do(work)

    def retry_outbox(self) -> None:
        """Look at what waits now instead of in a few seconds."""

        async def wake() -> None:
            self._life.wake()

        self._worker.submit(wake())

    def decide(self, waiting_id: str, decision: Decision) -> None:
        """Settle what is unclear."""

        async def work(services: Services) -> None:
            await outbox.decide(services.committer, waiting_id, decision)
            self._life.show_outbox(services)

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

    def _tell_problem(self, words: str) -> None:
        self.failed.emit(words)

    def _do(self, work: Work) -> None:
        self._worker.submit(self._run(work))

    async def _run(self, work: Work) -> None:
        """One piece of work on the loop; whatever goes wrong becomes a sentence on the screen, never silence."""
        if not self._is_inside:
            self.failed.emit("Connect to Harvest first, in the chat window. Up brings your words back.")
            return
        if self._life.trouble:
            self.failed.emit(f"{self._life.trouble} Up brings your words back.")
            return
        try:
            await self._life.do(work)
        except NotSignedIn as problem:
            self.failed.emit(str(problem))
            self._door.ask_again(str(problem))
        except (HarvestError, JournalError, SettingsError) as problem:
            self.failed.emit(str(problem))
        except Exception as problem:  # the last net: the user must learn that nothing happened
            log.exception("Unexpected failure")
            self.failed.emit(f"Something went wrong inside Gleaner ({type(problem).__name__}). Nothing was written.")
