"""The tray icon and its menu."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from desktop.agent.drafts import Card, Draft, DraftState
from desktop.harvest.catalog import Account
from desktop.text import local
from desktop.text.language import tr
from desktop.ui.icons import TrayState, drawing, tray_drawing
from desktop.ui.panels.composer import LIVE
from desktop.ui.panels.timer_line import TimerClock, TimerMenu
from desktop.ui.port import Port, Waiting
from desktop.ui.timer_port import Doubt, TimerAsk

_PATIENCE_S = 60  # at login the panel may come up after us
_GRACE_S = 5  # how long the application may stay out of sight for that
_QUESTION = "How was your day?"
_GATHER_MS = 400  # several commits become one message
_NO_MARKUP = str.maketrans("<>&", "   ")
_PRESSING = (TrayState.LISTENING, TrayState.OUTSIDE, TrayState.WAITING, TrayState.RUNNING)


class Tray(QObject):
    """Knows its icon, its menu and its signals, nothing else.

    Signals:
        chat, quick, day, settings, quit: that was asked for.
        talk: the chat, which was asked for just before, is to listen, or to stop.
        later, not_today: the question about the day is put off, for a quarter of an hour or until tomorrow.
        missing: there is no tray on this desktop; the application must show a window instead.
    """

    chat = Signal()
    talk = Signal()
    quick = Signal()
    day = Signal()
    settings = Signal()
    quit = Signal()
    later = Signal()
    not_today = Signal()
    missing = Signal()

    def __init__(self, port: Port, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port, self._window = port, window
        self._waited = 0
        self._today = ""
        self._logged: dict[str, Decimal] = {}
        self._message_of = self.chat  # what a click on the message that is shown asks for
        self._states: set[TrayState] = set()
        self.icon = QSystemTrayIcon(tray_drawing(TrayState.IDLE), self)
        self.icon.setToolTip("Gleaner")
        self.menu = QMenu()
        self._clock = TimerClock(port.timer, self)
        self._build_menu()
        self._poll = QTimer(self, interval=1000)
        self._gather = QTimer(self, interval=_GATHER_MS, singleShot=True)
        self._connect()

    def start(self) -> None:
        """Show the icon as soon as there is a tray, for which it waits a minute.

        After a few seconds without one `missing` is emitted, so that the application is never out of reach.
        """
        if not self._try_show():
            self._poll.start()

    @property
    def is_shown(self) -> bool:
        """Whether the icon is in a tray."""
        return self.icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def _build_menu(self) -> None:
        self.speak = self._action("speak", tr("Speak"))
        self.quick_entry = self._action("quick-entry", tr("Quick entry"))
        self.log_day = self._action("day", tr("Log my day…"))
        self.open_chat = self._action("chat", tr("Chat"))
        self.timer = TimerMenu(self._port.timer, self._clock)
        self.menu.addMenu(self.timer).setObjectName("timer")
        self.menu.addSeparator()
        self.today = self._action("today", tr("Today: –"))
        self.menu.addSeparator()
        self.set_up = self._action("settings", tr("Settings…"))
        self.leave = self._action("quit", tr("Quit"))
        self.icon.setContextMenu(self.menu)

    def _action(self, name: str, words: str) -> QAction:
        action = QAction(words, self)
        action.setObjectName(name)
        self.menu.addAction(action)
        return action

    def _connect(self) -> None:
        port = self._port
        self.speak.triggered.connect(self._speak)
        self.quick_entry.triggered.connect(self.quick)
        self.log_day.triggered.connect(self.day)
        self.open_chat.triggered.connect(self.chat)
        self.today.triggered.connect(self.chat)
        self.set_up.triggered.connect(self.settings)
        self.leave.triggered.connect(self.quit)
        self.icon.activated.connect(self._activated)
        port.notices.pressed.connect(self._pressed)
        self.icon.messageClicked.connect(lambda: self._message_of.emit())
        self._poll.timeout.connect(self._wait_for_tray)
        self._gather.timeout.connect(self._tell)
        port.day_changed.connect(self.show_day)
        port.signed_in.connect(self.show_account)
        port.microphone.connect(self.show_microphone)
        port.outbox_changed.connect(self._show_waiting)
        port.sign_in.changed.connect(lambda view: self.mark(TrayState.OUTSIDE, is_on=view.is_outside))
        self.mark(TrayState.OUTSIDE, is_on=port.sign_in.view.is_outside)
        port.changed.connect(self._changed)
        port.timer.asked.connect(self._ask_about_timer)
        self.timer.chosen.connect(self.chat)
        self._clock.changed.connect(self._show_timer)

    def mark(self, state: TrayState, *, is_on: bool) -> None:
        """That state begins or ends; of those that hold at once the most pressing one is shown."""
        (self._states.add if is_on else self._states.discard)(state)
        shown = next((one for one in _PRESSING if one in self._states), TrayState.IDLE)
        self.icon.setIcon(tray_drawing(shown))

    def _show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Something is on its way; what waits for another account is not, as long as that is so."""
        self.mark(TrayState.WAITING, is_on=any(one.elsewhere is None for one in waiting))

    def remind(self, words: str) -> None:
        """Say that it is time to log the day; a click on the message asks for it."""
        buttons = (("day", tr("Log my day")), ("later", tr("In 15 minutes")), ("not_today", tr("Not today")))
        if self._port.notices.show("day", tr(_QUESTION), words, buttons):
            return
        if self.is_shown:
            self._message_of = self.day
            self.icon.showMessage(tr(_QUESTION), words, drawing("gleaner"))

    def _pressed(self, key: str, action: str) -> None:
        """A button of the desktop's notification, or the notification itself."""
        if key == "day":
            {"later": self.later, "not_today": self.not_today}.get(action, self.day).emit()
        elif key == "logged":
            self.chat.emit()

    def show_day(self, hours: Decimal) -> None:
        """Show today's hours in the menu and the tooltip."""
        self.today.setText(tr("Today: {hours} h", hours=local.hours(hours)))
        self._today = tr("today {hours} h", hours=local.hours(hours))
        self._say_tip()

    def show_account(self, account: Account | None) -> None:
        """Signed out: there is no day to tell of."""
        if account is None:
            self.today.setText(tr("Today: –"))
            self._today = ""
            self._say_tip()

    def _show_timer(self) -> None:
        """Another shape while a timer runs; its project and hours in the tooltip."""
        self.mark(TrayState.RUNNING, is_on=self._clock.running is not None)
        self._say_tip()

    def _say_tip(self) -> None:
        # Desktops may read markup in a tooltip: a name loses what could be some.
        running = self._clock.words.translate(_NO_MARKUP)
        self.icon.setToolTip(" · ".join(part for part in ("Gleaner", running, self._today) if part))

    def _ask_about_timer(self, ask: TimerAsk) -> None:
        """Say that the chat asks something, without any name; a click leads there."""
        if self.is_shown and not self._window.isActiveWindow():
            away = ask.doubt is Doubt.AWAY
            words = tr("You were away while it ran.") if away else tr("It has run for a long time.")
            self._message_of = self.chat
            self.icon.showMessage(tr("A timer is running"), words, drawing("gleaner"))

    def show_microphone(self, state: str) -> None:
        """Show by another shape that the microphone is open."""
        live = state in LIVE
        self.mark(TrayState.LISTENING, is_on=live)
        self.speak.setText(tr("Stop and read") if live else tr("Speak"))

    def _speak(self) -> None:
        self.chat.emit()
        self.talk.emit()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.chat.emit()
        elif reason == QSystemTrayIcon.ActivationReason.MiddleClick:
            self.quick.emit()

    def _try_show(self) -> bool:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        self.icon.show()
        return True

    def _wait_for_tray(self) -> None:
        self._waited += 1
        if self._try_show():
            self._poll.stop()
            return
        if self._waited == _GRACE_S:
            self.missing.emit()
        if self._waited >= _PATIENCE_S:
            self._poll.stop()

    def _changed(self, draft: Card) -> None:
        if not isinstance(draft, Draft):
            return
        if draft.state is DraftState.COMMITTED and draft.answer is not None:
            self._logged[draft.id] = draft.answer.hours
            self._gather.start()
        elif draft.state is DraftState.UNDONE:
            self._logged.pop(draft.id, None)

    def _tell(self) -> None:
        """Say what was logged, where no window of ours has the keyboard and shows it.

        Without any name: desktops may read markup in a message.
        """
        count, hours = len(self._logged), sum(self._logged.values(), Decimal(0))
        self._logged.clear()
        if not count or self._window.isVisible() or QApplication.activeWindow():
            return
        words = tr(
            "{many} in Harvest, {hours} h", many=local.counted(count, "entry", "entries"), hours=local.hours(hours)
        )
        if (
            not self._port.notices.show("logged", tr("Logged"), words, (("show", tr("Show")),))
            and self.icon.isVisible()
        ):
            self._message_of = self.chat
            self.icon.showMessage(tr("Logged"), words, drawing("gleaner"))
