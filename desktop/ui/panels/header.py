"""The top of the chat: today's hours, and who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.harvest.catalog import Account
from desktop.text import local, plain
from desktop.text.language import tr
from desktop.ui.icons import drawing
from desktop.ui.panels.day_hours import DayBar, DayHours
from desktop.ui.panels.timer_line import TimerClock, TimerMenu
from desktop.ui.port import Port
from desktop.ui.sign_in_port import SignInView
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import GlyphButton
from desktop.ui.widgets.labels import ElidedLabel
from desktop.ui.widgets.style import set_role


class Header(QFrame):
    """Shows the product's name, the connection and the day so far. Signals: settings: they are asked for."""

    settings = Signal()

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self._port = port
        self._view = port.sign_in.view
        self._account: Account | None = None
        self._is_reached = True
        self._day = DayHours(port, self)
        self._build()
        self._day.changed.connect(self._show)
        port.signed_in.connect(self.show_account)
        port.sign_in.changed.connect(self.show_sign_in)
        port.reached.connect(self.show_reach)

    def show_account(self, account: Account | None) -> None:
        """Show who is signed in, or that nobody is."""
        self._account = account
        self._show_who()

    def show_sign_in(self, view: SignInView) -> None:
        """Show how the sign-in stands, until Harvest says who it is."""
        self._view = view
        self._show_who()

    def show_reach(self, is_reached: bool) -> None:
        """Show that Harvest cannot be reached, and that this loses nothing."""
        self._is_reached = is_reached
        self._show_who()

    def _build(self) -> None:
        look = theme()
        sign = QLabel()
        sign.setPixmap(drawing("gleaner").pixmap(QSize(look.space(8), look.space(8)), self.devicePixelRatioF()))
        self.name = QLabel("Gleaner")
        self.name.setFont(look.font("heading", bold=True))
        self.account = ElidedLabel(tr("Connecting…"), role="quiet")
        self.account.setFont(look.font("small"))
        self.today = QLabel()
        self.today.setFont(look.font("heading", bold=True))
        self.today.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.bar = DayBar(self._day)
        self.bar.setFixedWidth(look.space(28))
        self.set_up = GlyphButton("settings", tr("Settings"))
        self.set_up.rename(tr("Settings"), "Ctrl+,")
        self.set_up.clicked.connect(self.settings)
        self.search = GlyphButton("find", tr("Find what you logged from here"))
        self.search.rename(tr("Find what you logged from here"), "Ctrl+F")
        self._clock = TimerClock(self._port.timer, self)
        self.timer = GlyphButton("timer", tr("Start or stop a timer"))
        self.timer_menu = TimerMenu(self._port.timer, self._clock, self.timer)
        self.timer.clicked.connect(self._open_timers)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.account)
        day = QVBoxLayout()
        day.setSpacing(look.space(1.5))
        day.addStretch()
        day.addWidget(self.today)
        day.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignRight)
        day.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(4), look.space(2), look.space(4), look.space(2))
        row.setSpacing(look.space(3))
        row.addWidget(sign)
        row.addLayout(names, 1)
        row.addLayout(day)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        tools.addWidget(self.timer)
        tools.addWidget(self.search)
        tools.addWidget(self.set_up)
        row.addLayout(tools)
        self._show()

    def _open_timers(self) -> None:
        self.timer_menu.popup(self.timer.mapToGlobal(self.timer.rect().bottomLeft()))

    def _show_who(self) -> None:
        words = tr("Not signed in to Harvest")
        if self._account:
            is_demo, company = self._view.is_demo, self._account.company  # whose name it has is nobody's
            words = plain.joined([tr("Demo account"), company] if is_demo else [company, self._account.user_name])
        elif not self._view.is_outside:
            name = self._view.account_name
            words = tr("Connecting to {name}…", name=name) if name else tr("Connecting…")
        is_offline = not (self._is_reached or self._view.is_outside)
        self.account.show_words(tr("Offline: nothing is lost") if is_offline else words)
        if is_offline:
            kept = tr("Harvest cannot be reached: what you confirm is kept, and sent later.")
            self.account.setToolTip(kept)
            self.account.setAccessibleDescription(kept)
        set_role(self.account, "reply" if is_offline else "quiet")

    def _show(self) -> None:
        hours = self._day.hours
        self.today.setText(tr("Today  {hours} h", hours=local.hours(hours)) if hours is not None else "")
