"""The composition root of the tray app: builds the services on the worker thread and joins them to the screen.

Nothing slow happens here: Harvest is asked on the worker's loop, speech is recognised in a process of its own, and
results come back as queued signals.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.agent.aliases import AliasOffer
from desktop.agent.drafts import Change, Reply
from desktop.agent.intents import Channel
from desktop.agent.journal.errors import JournalError
from desktop.harvest.catalog import Catalog
from desktop.harvest.errors import HarvestError, KeyringProblem, NotSignedIn
from desktop.paths import Home, find_home
from desktop.services import Services, open_services
from desktop.single import Command, Doorkeeper, tell
from desktop.ui.panels.chat import ChatWindow
from desktop.ui.panels.quick_entry import QuickEntry
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.tray import Tray
from desktop.voice import Voice
from desktop.worker import Worker

APP_ID = "gleaner"
SETTLE_EVERY = 20.0
"""Seconds between looks at what is confirmed but not settled, while something is."""
REFRESH_EVERY = 300.0
"""Seconds between looks at today's hours, since they change elsewhere, too."""

log = logging.getLogger(__name__)


class AppPort(Port):
    """The screen's door to the worker thread. Methods return at once; signals arrive on the screen's thread."""

    def __init__(self, home: Home, *, demo: bool) -> None:
        super().__init__()
        self._home = home
        self._demo = demo
        self._worker = Worker()
        self._services: Services | None = None
        self._is_ready = asyncio.Event()
        self._catalog: Catalog | None = None
        self._voice = Voice(self, home)

    # --- life ------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin working; `signed_in` and `catalog_changed` follow, or `failed`."""
        self._worker.start()
        self._worker.submit(self._live())

    def stop(self) -> None:
        """End the worker, waiting a few seconds for what is being sent."""
        self._voice.close()
        self._worker.stop()

    async def _live(self) -> None:
        try:
            async with open_services(
                self._home,
                demo=self._demo,
                on_wait=self.waiting.emit,
                on_change=self.changed.emit,
                on_offer=self.offered.emit,
            ) as services:
                self._services = services
                self._is_ready.set()
                if services.journal.kept_aside:
                    self.failed.emit(f"The journal was damaged. It was kept as {services.journal.kept_aside}.")
                await self._announce(services)
                await self._keep_going(services)
        except NotSignedIn as problem:
            self.signed_in.emit(None)
            self.failed.emit(f"{problem} Run “gleaner login”, or try it out with “gleaner --demo”.")
        except KeyringProblem as problem:
            self.signed_in.emit(None)
            self.failed.emit(f"{problem} {problem.advice}")
        except (HarvestError, JournalError, OSError) as problem:
            self.failed.emit(str(problem))
        except Exception as problem:  # the last net: without it the window would stay, and do nothing
            log.exception("The services ended")
            self.failed.emit(f"Gleaner must be started again ({type(problem).__name__}). Nothing is lost.")

    async def _announce(self, services: Services) -> None:
        try:
            self.signed_in.emit(await services.directory.account())
            self._catalog = await services.directory.catalog()
            self.catalog_changed.emit(self._catalog)
            self._voice.learn_names(self._catalog, await services.directory.history())
        except HarvestError as problem:
            self.failed.emit(str(problem))

    async def _keep_going(self, services: Services) -> None:
        """Settle what waits, and keep today's hours and the projects fresh, until the app ends."""
        while True:
            try:
                if (await services.committer.settle_pending()).operations:
                    await services.directory.refresh()
                await self._show_day(services)
                catalog = await services.directory.catalog()
                if catalog is not self._catalog:
                    self._catalog = catalog
                    self.catalog_changed.emit(catalog)
            except HarvestError as problem:
                log.info("Harvest could not be asked: %s", problem)
            waits = await services.committer.pending_count()
            await asyncio.sleep(SETTLE_EVERY if waits else REFRESH_EVERY)

    async def _show_day(self, services: Services) -> None:
        self.day_changed.emit(await services.conversation.today_hours())

    # --- the port --------------------------------------------------------------------------------------------------

    @property
    def catalog(self) -> Catalog | None:
        """The latest catalog, or None before it was loaded."""
        return self._catalog

    def say(self, text: str, channel: Channel) -> None:
        """Hand words to the conversation."""

        async def work(services: Services) -> None:
            self.replied.emit(await services.conversation.say(text, channel))

        self._submit(work)

    def edit(self, draft_id: str, change: Change) -> None:
        """Change a card."""

        async def work(services: Services) -> None:
            await services.conversation.edit(draft_id, change)

        self._submit(work)

    def commit(self, draft_ids: tuple[str, ...]) -> None:
        """Write these very cards."""

        async def work(services: Services) -> None:
            await services.conversation.commit(draft_ids)
            await self._show_day(services)

        self._submit(work)

    def discard(self, draft_ids: tuple[str, ...]) -> None:
        """Drop cards."""

        async def work(services: Services) -> None:
            services.conversation.discard(draft_ids)

        self._submit(work)

    def undo(self, draft_id: str | None = None) -> None:
        """Take a commit back."""

        async def work(services: Services) -> None:
            undone = await services.conversation.undo(draft_id)
            if not undone.is_done:
                self.failed.emit(undone.text)
            await self._show_day(services)

        self._submit(work)

    def teach(self, offer: AliasOffer, *, is_wanted: bool) -> None:
        """Answer an offer of an alias."""

        async def work(services: Services) -> None:
            services.conversation.teach(offer, is_wanted=is_wanted)

        self._submit(work)

    def sketch(self, text: str) -> None:
        """Read words that are still being typed; nothing is kept."""

        async def work(services: Services) -> None:
            reading = await services.conversation.read(text, Channel.TYPED)
            self.sketched.emit(text, Reply(reading.reply, reading.drafts))

        self._submit(work)

    def toggle_microphone(self) -> None:
        """Listen, or turn what was said into words."""
        self._voice.toggle()

    def cancel_microphone(self) -> None:
        """Drop what is being recorded."""
        self._voice.cancel()

    def _submit(self, work: Callable[[Services], Coroutine[Any, Any, None]]) -> None:
        self._worker.submit(self._run(work))

    async def _run(self, work: Callable[[Services], Coroutine[Any, Any, None]]) -> None:
        """One piece of work on the loop; whatever goes wrong becomes a sentence on the screen, never silence."""
        await self._is_ready.wait()
        assert self._services is not None  # noqa: S101 - set before the event
        try:
            await work(self._services)
        except (HarvestError, JournalError) as problem:
            self.failed.emit(str(problem))
        except Exception as problem:  # the last net: the user must learn that nothing happened
            log.exception("Unexpected failure")
            self.failed.emit(f"Something went wrong inside Gleaner ({type(problem).__name__}). Nothing was written.")


class App:
    """Windows, tray and the door for later starts, around one port."""

    def __init__(self, qt: QApplication, home: Home, *, demo: bool) -> None:
        self._qt = qt
        self.port = AppPort(home, demo=demo)
        self.chat = ChatWindow(self.port)
        self.quick = QuickEntry(self.port)
        self.tray = Tray(self.port, self.chat)
        self.tray.chat.connect(self.chat.show_and_raise)
        self.tray.quick.connect(self.quick.show_and_raise)
        self.tray.quit.connect(qt.quit)
        self.tray.missing.connect(self.chat.show_and_raise)
        qt.aboutToQuit.connect(self.port.stop)

    def start(self, command: Command) -> None:
        """Show what was asked for, then connect."""
        self.tray.start()
        self.obey(command)
        self.port.start()

    def obey(self, command: Command) -> None:
        """What a start of Gleaner asks for, this one's or a later one's."""
        if command is Command.QUIT:
            self._qt.quit()
        elif command is Command.QUICK:
            self.quick.show_and_raise()
        else:
            self.chat.show_and_raise()
            if command is Command.RECORD:
                self.port.toggle_microphone()


def run_app(options: argparse.Namespace) -> int:
    """Start the tray app, or hand the command to the one that runs. Returns the exit code."""
    command = Command(options.command or "show")
    home = find_home(options.home)
    place = home.demo.root if options.demo else home.root
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    if tell(place, command):
        return 0
    if command is Command.QUIT:
        print("Gleaner is not running.", file=sys.stderr)  # noqa: T201
        return 0
    logging.basicConfig(level=os.environ.get("GLEANER_LOG", "WARNING"))
    qt = QApplication([APP_ID])
    qt.setApplicationName("Gleaner")
    qt.setDesktopFileName(APP_ID)
    qt.setQuitOnLastWindowClosed(False)
    theme()
    app = App(qt, home, demo=options.demo)
    door = Doorkeeper(place, app.obey)
    if not door.listen():
        tell(place, command)
        return 0
    qt.aboutToQuit.connect(door.close)
    _end_on_signals(qt)
    app.start(command)
    return qt.exec()


def _end_on_signals(qt: QApplication) -> None:
    """Let Ctrl+C and the session's end quit cleanly: Python sees signals only when its own code runs."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: qt.quit())
    waker = QTimer(qt)
    waker.timeout.connect(lambda: None)
    waker.start(1000)
