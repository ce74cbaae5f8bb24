"""The composition root of the tray app: windows, tray, and the door for later starts, around one port."""

from __future__ import annotations

import signal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.app.ports.app_port import AppPort
from desktop.app.single import Doorkeeper
from desktop.app.telling import Command
from desktop.paths import Home
from desktop.ui.panels.chat import ChatWindow
from desktop.ui.panels.day_prompt import DayPrompt
from desktop.ui.panels.entry_window import EntryWindow
from desktop.ui.panels.quick_entry import QuickEntry
from desktop.ui.speech_port import LeftRecording
from desktop.ui.theme import theme
from desktop.ui.tray import Tray

if TYPE_CHECKING:
    from desktop.ui.first_frame import FirstFrame
    from desktop.ui.panels.settings.window import SettingsWindow

_LATER_MINUTES = 15


class App:
    """Windows, tray and the door for later starts, around one port."""

    def __init__(self, qt: QApplication, home: Home, *, demo: bool) -> None:
        self._qt = qt
        self.port = AppPort(home, demo=demo)
        theme().wear(self.port.preferences.value.appearance)
        self.port.preferences.changed.connect(lambda value: theme().wear(value.appearance))
        self.chat = ChatWindow(self.port)
        self._settings: SettingsWindow | None = None
        self.tray = Tray(self.port, self.chat)
        self.tray.chat.connect(self.chat.show_and_raise)
        self.tray.talk.connect(self.chat.desk.composer.talk)
        self.tray.quick.connect(self.show_quick)
        self.tray.day.connect(self.show_day)
        self.tray.later.connect(lambda: self.day.put_off(_LATER_MINUTES))
        self.tray.not_today.connect(lambda: self.day.waive())
        self.port.shortcut.quick.connect(self.show_quick)
        self.port.shortcut.talk_began.connect(self.listen)
        self.port.shortcut.talk_ended.connect(self.port.let_go_microphone)
        self.port.day.due.connect(self.ask_about_day)
        self.tray.quit.connect(qt.quit)
        for wish in (self.tray.settings, self.chat.settings):
            wish.connect(self.show_settings)
        self.tray.missing.connect(self.chat.show_and_raise)
        self.port.speech.weights_missing.connect(self.chat.show_and_raise)
        self.port.speech.left_over.connect(self._lead_to_left)
        qt.aboutToQuit.connect(self.port.stop)

    def start(self, command: Command | None) -> None:
        """Show what was asked for, then connect: the window is on the screen before the core begins to load.

        The small windows come in between, since they hear of the day from the core.
        """
        self.tray.start()
        if command:
            self.obey(command)
        for step in (lambda: self.quick, lambda: self.day, self.port.start):
            QTimer.singleShot(0, step)

    @cached_property
    def quick(self) -> QuickEntry:
        """Quick entry, kept ready: a shortcut shows it at once."""
        return QuickEntry(self.port)

    @cached_property
    def day(self) -> DayPrompt:
        """The end of the day."""
        return DayPrompt(self.port)

    @property
    def settings(self) -> SettingsWindow:
        """The settings window, made when it is first asked for."""
        if self._settings is None:
            from desktop.ui.panels.settings.window import SettingsWindow

            self._settings = SettingsWindow(self.port)
            self._settings.connect_wanted.connect(self.chat.show_and_raise)
        return self._settings

    def show_settings(self) -> None:
        """The settings, as they were left."""
        self.settings.show_and_raise()

    def show_quick(self) -> None:
        """Quick entry; the chat with its sign-in panel while nobody is signed in."""
        self._show(self.quick)

    def listen(self) -> None:
        """Quick entry, listening for as long as the keys are held."""
        self.show_quick()
        if self.quick.isVisible():
            self.quick.expect_words()
            self.port.hold_microphone()

    def show_day(self) -> None:
        """The end of the day, asked for by hand, or the one that has come by itself, with the keyboard in it."""
        self._show(self.day)

    def ask_about_day(self) -> None:
        """It is time: show the prompt without taking the keyboard from whatever the person is doing.

        Where it would lie over what they are typing in, or over the settings, there is only the tray's message.
        """
        if not self.day.isVisible():
            self.day.show_quietly(self.tray.icon.geometry(), self._at_work())
            self.tray.remind(self.day.reminder)

    def _at_work(self) -> list[QRect]:
        """Where the person is at work, in this application or another, and the settings."""
        windows = {QApplication.activeWindow(), self._settings}
        own = [one.frameGeometry() for one in windows if one is not None and one.isVisible()]
        return own if QApplication.activeWindow() else [*own, *self._elsewhere()]

    def _elsewhere(self) -> list[QRect]:
        """The other program's window that has the keyboard, where that can be known."""
        active = self.port.active_window()
        if active is None:
            return []
        screen = QGuiApplication.screenAt(QCursor.pos()) or self.day.screen()
        scale, corner = screen.devicePixelRatio(), screen.geometry().topLeft()
        place = QPointF(active.x - corner.x(), active.y - corner.y()) / scale + QPointF(corner)
        return [QRectF(place, QSizeF(active.width, active.height) / scale).toRect()]

    def _lead_to_left(self, left: tuple[LeftRecording, ...]) -> None:
        """What was just said into a small window, and could not be read, is offered again in the chat."""
        if left and any(window.has_failed for window in (self.quick, self.day)):
            self.chat.show_and_raise()

    def _show(self, window: EntryWindow) -> None:
        (self.chat if self.port.sign_in.view.is_outside else window).show_and_raise()

    def obey(self, command: Command) -> None:
        """What a start of Gleaner asks for, this one's or a later one's."""
        if command is Command.QUIT:
            self._qt.quit()
        elif command is Command.QUICK:
            self.show_quick()
        else:
            self.chat.show_and_raise()
            if command is Command.RECORD:
                self.chat.desk.composer.talk()

    def take_draft(self, text: str, sender: str) -> None:
        """Another program hands in words: their cards are shown, and wait for the person."""
        self.chat.show_and_raise()
        self.port.hand_in(text, sender)


def run_app(
    qt: QApplication, frame: FirstFrame | None, home: Home, place: Path, command: Command | None, *, demo: bool
) -> int | None:
    """Be the app whose socket and lock are in `place`; no command is the tray alone.

    The chat takes the place of `frame`, which is on the screen already, and what was typed there. Returns the exit
    code, None where another one was faster.
    """
    app = App(qt, home, demo=demo)
    door = Doorkeeper(place, app.obey, app.take_draft)
    if not door.listen():
        return None
    qt.aboutToQuit.connect(door.close)
    _end_on_signals(qt)
    if frame is not None:
        qt.processEvents()  # keys that were pressed while the app was loaded
        app.chat.setGeometry(frame.geometry())
    app.start(command)
    if frame is not None:
        app.chat.desk.composer.edit.insertPlainText(frame.words)
        frame.close()
        frame.deleteLater()
    return qt.exec()


def _end_on_signals(qt: QApplication) -> None:
    """Let Ctrl+C and the session's end quit cleanly: Python sees signals only when its own code runs."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: qt.quit())
    waker = QTimer(qt)
    waker.timeout.connect(lambda: None)
    waker.start(1000)
