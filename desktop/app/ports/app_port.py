"""The port over the worker thread: methods become work on its loop, results come back as queued signals."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.agent.aliases import AliasOffer
from desktop.agent.drafts import Change, Reply
from desktop.agent.intents import Channel, Span
from desktop.app.handed_in import HandedIn
from desktop.app.ports.cards import CardDesk
from desktop.app.ports.chat import ChatDesk
from desktop.app.ports.day import DayDesk
from desktop.app.ports.evidence import EvidenceDesk
from desktop.app.ports.lately import LatelyDesk
from desktop.app.ports.model import ModelDesk
from desktop.app.ports.notice import NoticeDesk
from desktop.app.ports.preferences import PreferencesDesk
from desktop.app.ports.presence import PresenceDesk
from desktop.app.ports.read_back import ReadBack
from desktop.app.ports.shortcut import ShortcutDesk
from desktop.app.ports.sign_in import SignInDesk
from desktop.app.ports.speech import SpeechDesk
from desktop.app.ports.texting import TextingDesk
from desktop.app.ports.timer import TimerDesk
from desktop.app.ports.week import WeekDesk
from desktop.app.worker import Worker
from desktop.harvest.catalog import Account, Catalog, PastEntry
from desktop.harvest.errors import HarvestError
from desktop.paths import Home, locate_home
from desktop.platform.autostart import open_autostart
from desktop.platform.program import own_command
from desktop.text import plain
from desktop.ui.panels.day_hours import DayHours
from desktop.ui.port import Decision, Port
from desktop.ui.sign_in_port import SignInView, Step

if TYPE_CHECKING:
    from desktop.app.language_model import LanguageModel
    from desktop.app.ports.life import Life, Work
    from desktop.app.services import Services
    from desktop.app.voice import Voice
    from desktop.platform.presence.backend import Active

GRACE = 5.0
"""Seconds that what is being sent gets when the app ends."""

log = logging.getLogger(__name__)


class AppPort(Port):
    """The screen's door to the worker thread. Methods return at once; signals arrive on the screen's thread.

    Nothing of the core is imported before `start`, and then on the worker's thread: the window shows without it, and
    what is asked meanwhile waits for it on the loop.
    """

    _loaded = Signal()
    _learnt = Signal(object, object)

    def __init__(self, home: Home, *, demo: bool) -> None:
        self._worker = Worker()
        self._door = SignInDesk(self._worker.submit, self._tell_problem, None if demo else home)
        self._speech = SpeechDesk(home, self._worker.submit)
        self._presence = PresenceDesk()
        self._day = DayDesk(home, self._worker.submit, self._presence.is_busy)
        self._model = ModelDesk(home, self._worker.submit, self._use_model)
        self._shortcut = ShortcutDesk(home, self._worker.submit)
        preferences = PreferencesDesk(home, self._worker.submit, open_autostart(_at_login(home), os.environ))
        evidence = EvidenceDesk(home, self._worker.submit, self._do, self._reply)
        self._cards = CardDesk(self._do, self._reply, self._tell_unanswered, self._tell_problem, self._show_written)
        self._notices = NoticeDesk(self._worker.submit)
        lately = LatelyDesk(preferences, self._do, self._do_inside, self._reply, self._tell_problem)
        chat = self._chat = ChatDesk(
            home,
            self._worker.submit,
            self._do,
            self._reply,
            self._tell_problem,
            demo=demo,
            keeps=preferences.value.keeps_chat,
        )
        week = self._week = WeekDesk(home, self._do, self._reply)
        idle = self._presence.seconds_idle
        timer = self._timer = TimerDesk(home, self._do, self._do_inside, self._reply, idle)
        texting = TextingDesk(home, self._worker.submit)
        own = (self._speech, self._day, self._model, self._shortcut)
        super().__init__(self._door, *own, preferences, evidence, chat, lately, self._notices, week, timer, texting)
        preferences.failed.connect(self.failed)
        self._home = home
        self._demo = demo
        self._handed = HandedIn()
        self._read_back = ReadBack(self)
        self._core: Life | None = None
        self._joined: Voice | None = None
        self._typed: tuple[str, date | None] = ("", None)
        self._hours = DayHours(self, self)
        self._hours.changed.connect(lambda: self._day.know(self.today, self._hours.hours, self._hours.workday))
        self.replied.connect(self._read_back.hear)
        for words in (self.said, self.spoken):
            words.connect(chat.hear)
        self.replied.connect(chat.note)
        self.signed_in.connect(self._know)
        preferences.changed.connect(chat.prefer)
        self._door.changed.connect(self._look_again)
        self._loaded.connect(self._offer_left)
        self._learnt.connect(self._learn_names)

    def start(self) -> None:
        """Begin working: `sign_in.changed`, `signed_in` and `catalog_changed` follow, or `failed`."""
        self._worker.start()
        self._worker.submit(self._live())
        self._shortcut.start()
        self._notices.start()

    def stop(self) -> None:
        """End the worker; what is being sent may end first, for at most `GRACE` seconds."""
        if self._joined:
            self._joined.close()
        self._speech.close()
        self._model.close()
        self._shortcut.close()
        self._notices.close()
        self._worker.stop(self._finish(), GRACE)

    # --- the port --------------------------------------------------------------------------------------------------

    @property
    def catalog(self) -> Catalog | None:
        """The latest catalog, or None before it was loaded."""
        return self._core.catalog if self._core else None

    @property
    def today(self) -> date:
        """The day in the account's time zone; the computer's until that is known."""
        account = self._core.account if self._core else None
        return datetime.now(account.zone).date() if account else super().today

    def active_window(self) -> Active | None:
        """The window that has the keyboard, as the system tells; None where it does not."""
        return self._presence.active()

    def say(
        self,
        text: str,
        channel: Channel,
        doubts: tuple[Span, ...] = (),
        second: str = "",
        *,
        day: date | None = None,
    ) -> None:
        """Hand words to the conversation."""
        self._cards.say(text, channel, doubts, second, day)

    def stop_answering(self) -> None:
        """Give up the answer that is being worked out."""

        async def work(services: Services) -> None:
            services.conversation.stop_answering()

        self._do(work)

    def hand_in(self, text: str, sender: str) -> None:
        """Words of another program become cards."""

        async def work(services: Services) -> None:
            self.said.emit(f"{plain.shown(sender, 40) or 'Another program'}: {text}")
            reply = await services.conversation.hand_in(text)
            self._handed.add(text, [card.id for card in (*reply.drafts, *reply.deeds)])
            self.replied.emit(replace(reply, to=text))

        self._do(work)

    def edit(self, draft_id: str, change: Change) -> None:
        """Change a card."""
        self._cards.edit(draft_id, change)

    def fill_in(self, deed_id: str, key: str, value: str) -> None:
        """Fill in a field of a deed's card."""
        self._cards.fill_in(deed_id, key, value)

    def commit(self, draft_ids: tuple[str, ...]) -> None:
        """Write these very cards."""
        self._cards.commit(draft_ids)

    def discard(self, draft_ids: tuple[str, ...]) -> None:
        """Drop cards."""
        self._cards.discard(draft_ids)

    def bring_back(self, draft_ids: tuple[str, ...]) -> None:
        """Open discarded cards again."""
        self._cards.bring_back(draft_ids)

    def undo(self, draft_id: str | None = None) -> None:
        """Take a commit back; without one, the latest thing that was done here."""
        self._cards.undo(draft_id)

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
            await self._life.decide(services, waiting_id, decision)

        self._do(work)

    def sketch(self, text: str, *, day: date | None = None) -> None:
        """Read words that are still being typed; nothing is kept. Of words typed faster than read, the latest are."""
        latest = self._typed = (text, day)

        async def work(services: Services) -> None:
            if latest is not self._typed:
                return
            with contextlib.suppress(HarvestError):  # told when the words are said
                await services.conversation.get_ready()
                reading = await services.conversation.read(text, Channel.TYPED, is_final=False, day=day)
                self.sketched.emit(text, Reply(reading.reply, reading.drafts))

        self._do_inside(work)

    def get_ready(self) -> None:
        """Let the second reader get ready."""

        async def work(services: Services) -> None:
            with contextlib.suppress(HarvestError):  # told when the words are said
                await services.conversation.get_ready()

        self._do_inside(work)

    def toggle_microphone(self, *, day: date | None = None) -> None:
        """Listen, or turn what was said into words. While nobody is signed in there is nobody to listen for."""
        if self._voice.is_busy or self._is_inside:
            self.get_ready()
            self._voice.toggle(day)

    def hold_microphone(self) -> None:
        """Listen until it is let go."""
        if self._is_inside:
            self.get_ready()
            self._voice.hold()

    def let_go_microphone(self) -> None:
        """Turn into words what was said while it was held."""
        self._voice.let_go()

    def cancel_microphone(self) -> None:
        """Drop what is being recorded."""
        self._voice.cancel()

    # --- what is made when it is needed ----------------------------------------------------------------------------

    @property
    def _life(self) -> Life:
        """For the worker's thread alone."""
        if self._core is None:
            from desktop.app.ports.life import Life

            show = (self._chat.show_today, (self._week.show, self._timer.show))
            self._core = Life(self, self._door.steps, self._home, self._learnt.emit, *show)
        return self._core

    @property
    def _voice(self) -> Voice:
        """For the screen's thread alone."""
        if self._joined is None:
            from desktop.app.voice import Voice

            self._joined = Voice(self, self._home, self._speech.settings, self._expect_reply)
            self._speech.join(self._joined)
        return self._joined

    # --- work ------------------------------------------------------------------------------------------------------

    async def _live(self) -> None:
        try:
            life = self._life
        except ImportError as problem:
            log.exception("The core cannot be loaded")
            self.failed.emit(f"Gleaner is not wholly installed ({problem}). Please install it again.")
            return
        self._loaded.emit()
        self._worker.submit(self._day.run())
        self._worker.submit(self._timer.run())
        await life.live(demo=self._demo)

    def _use_model(self, opened: LanguageModel | None) -> None:
        """Another language model from now on. On the worker's loop."""
        if self._core and self._core.services:
            self._core.services.models.use(opened)

    async def _finish(self) -> None:
        if self._core:
            await self._core.finish()

    def _learn_names(self, catalog: Catalog, history: Sequence[PastEntry]) -> None:
        self._voice.learn_names(catalog, history)

    def _know(self, account: Account | None) -> None:
        self._chat.know(account, lambda: self.today)

    def _offer_left(self) -> None:
        self._voice.offer_left()

    def _expect_reply(self) -> None:
        if self._speech.settings.read_back:
            self._read_back.expect()

    @property
    def _is_inside(self) -> bool:
        """Whether somebody is signed in, or may be found to be."""
        return not self._door.view.is_outside

    def _look_again(self, view: SignInView) -> None:
        """Signed in, perhaps anew: what waits need not wait any longer, and there is somebody to ask about the day."""
        self._day.allow(is_allowed=view.step is Step.DONE)
        if view.step is Step.DONE:
            self.retry_outbox()

    def _reply(self, reply: Reply) -> None:
        self.replied.emit(reply)

    def _tell_problem(self, words: str) -> None:
        self.failed.emit(words)

    def _tell_unanswered(self, deed_id: str, words: str) -> None:
        self.unanswered.emit(deed_id, words)

    async def _show_written(self, services: Services) -> None:
        await self._life.show_written(services)

    def _do_inside(self, work: Work) -> None:
        """What nobody waits for, and nobody is told of: only while somebody is signed in."""

        async def run() -> None:
            await self._life.do_quietly(work)

        if self._door.view.step is Step.DONE:
            self._worker.submit(run())

    def _do(self, work: Work) -> None:
        async def then_tell(services: Services) -> None:
            await work(services)
            await self._handed.tell(services)

        async def run() -> None:
            await self._life.do(then_tell)

        self._worker.submit(run())


def _at_login(home: Home) -> tuple[str, ...]:
    """The command that starts the app for that home."""
    is_usual = home.root == locate_home().root and not os.environ.get("GLEANER_HOME")
    return (*own_command(), "--in-tray", *(() if is_usual else ("--home", str(home.root.absolute()))))
