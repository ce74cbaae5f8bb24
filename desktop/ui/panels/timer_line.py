"""The running timer: a line in the chat, a menu for tray and chat, and what is asked about it, all from one clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from desktop.text import local, plain
from desktop.text.language import tr
from desktop.ui.icons import glyph
from desktop.ui.panels.offers import Offers
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.timer_port import Doubt, Place, Running, TimerAsk, TimerPort, TimerView
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import ElidedLabel

_TICK_MS = 10_000


class TimerClock(QObject):
    """Follows the port and counts on. Signals: changed: another timer, or its hours have grown by a minute."""

    changed = Signal()

    def __init__(
        self, port: TimerPort, parent: QObject | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__(parent)
        self.view = TimerView()
        self._now = now
        self._tick = QTimer(self, interval=_TICK_MS)
        self._shown = ""
        self._tick.timeout.connect(self.refresh)
        port.changed.connect(self._show)

    @property
    def running(self) -> Running | None:
        """The timer that runs, as far as is known."""
        return self.view.running

    @property
    def elapsed(self) -> str:
        """`1:05`, "" where none runs."""
        return clock_hours(self.running.hours(self._now())) if self.running else ""

    @property
    def words(self) -> str:
        """`Mobile App 1:05`, "" where none runs."""
        return f"{plain.shown(self.running.project, 60)} {self.elapsed}" if self.running else ""

    def refresh(self) -> None:
        """Tell where a minute has passed."""
        if self.words != self._shown:
            self._shown = self.words
            self.changed.emit()

    def _show(self, view: TimerView | None) -> None:
        self.view = view or TimerView()
        (self._tick.start if self.running else self._tick.stop)()
        self._shown = self.words
        self.changed.emit()


class TimerMenu(QMenu):
    """Stop the timer, or start one where the person worked lately. Each makes a card; nothing is written here.

    Signals: chosen: a card is coming; the surface that shows cards comes to the front.
    """

    chosen = Signal()

    def __init__(self, port: TimerPort, clock: TimerClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port, self._clock = port, clock
        self.setAccessibleName(tr("Timer"))
        clock.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        running, places = self._clock.running, self._clock.view.places
        self.setTitle(tr("Timer: {words}", words=plain.label(self._clock.words)) if running else tr("Timer"))
        if running is not None:
            self._add(tr("Stop: {words}", words=self._clock.words), lambda: self._port.stop(running.entry_id))
            self.addSeparator()
        here = (running.project, running.client, running.task) if running else None
        others = [one for one in places if (one.project, one.client, one.task) != here]
        self.setEnabled(bool(running or others))
        words = tr("Switch to {where}") if running else tr("Start on {where}")
        for place in others:
            self._add(words.format(where=_where(place)), partial(self._port.start, place))

    def _add(self, words: str, step: Callable[[], None]) -> None:
        def choose() -> None:
            step()
            self.chosen.emit()

        self.addAction(plain.label(words)).triggered.connect(choose)


class TimerLine(QFrame):
    """What runs and for how long, with Stop and Switch; hidden where nothing runs."""

    def __init__(self, port: Port, clock: TimerClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setProperty("role", "dock")
        self._port, self._clock = port.timer, clock
        self._sign = QLabel()
        self.words = ElidedLabel()
        self.elapsed = QLabel()
        self.elapsed.setFont(look.font("heading", bold=True))
        self.stop = Button(tr("Stop"), "chip", tr("Stop the timer"))
        self.switch = Button(tr("Switch  ▾"), "chip", tr("Switch the timer to another project"))
        self.menu = TimerMenu(port.timer, clock, self.switch)
        self.switch.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(4), look.space(1), look.space(3), look.space(1))
        row.setSpacing(look.space(2))
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        for widget in (self.elapsed, self.stop, self.switch):
            row.addWidget(widget)
        self.stop.clicked.connect(self._stop)
        clock.changed.connect(self._show)
        look.changed.connect(self._draw)
        self._draw()
        self._show()

    def lay_in(self) -> None:
        """For a window of a narrower purpose: no frame of its own, and only Stop."""
        self.setProperty("role", "")
        self.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self.switch.hide()

    def _show(self) -> None:
        running = self._clock.running
        self.setVisible(running is not None)
        if running is None:
            return
        where = plain.joined([running.project, running.client, running.task, running.notes])
        self.words.show_words(where)
        self.elapsed.setText(self._clock.elapsed)
        self.setAccessibleName(
            plain.shown(tr("Timer runs: {where}, {hours}", where=where, hours=plain.hours_spoken(running.hours())))
        )

    def _stop(self) -> None:
        if self._clock.running is not None:
            self._port.stop(self._clock.running.entry_id)

    def _draw(self) -> None:
        look = theme()
        side = QSize(look.space(4.5), look.space(4.5))
        self._sign.setPixmap(glyph("timer", look.colours.accent).pixmap(side, self.devicePixelRatioF()))


def ask_about(offers: Offers, port: TimerPort, ask: TimerAsk) -> str:
    """Put the question into the conversation. Returns its words."""
    running = ask.running
    where = plain.joined([running.project, running.task])
    entry = running.entry_id
    keep: tuple[str, Callable[[], None]] = (tr("It still runs"), lambda: None)
    answers: tuple[tuple[str, Callable[[], None]], ...] = (keep, (tr("Stop it…"), lambda: port.stop(entry)))
    if ask.doubt is Doubt.AWAY and ask.began is not None and ask.ended is not None:
        began, minutes = ask.began, Decimal(int((ask.ended - ask.began).total_seconds() // 60)) / 60
        left = f"{began.hour}:{began.minute:02}"
        words = tr(
            "You were away from {left} for {minutes} while the timer ran on {where}.",
            left=left,
            minutes=plain.hours_spoken(minutes),
            where=where,
        )
        answers = (
            (tr("Keep the time"), lambda: None),
            (tr("Discard: stop at {left}", left=left), lambda: port.stop(entry, began)),
        )
        if began.date() == ask.ended.date():
            answers += ((tr("Split: log it elsewhere"), lambda: port.split(ask)),)
    elif ask.doubt is Doubt.OVERNIGHT and ask.began is not None:
        since = f"{local.weekday(ask.began)} {ask.began.hour}:{ask.began.minute:02}"
        words = tr(
            "The timer on {where} has run since {since}, past midnight ({hours}).",
            where=where,
            since=since,
            hours=plain.hours_spoken(running.hours()),
        )
    else:
        words = tr("The timer on {where} has run for {hours}.", where=where, hours=plain.hours_spoken(running.hours()))
    offers.keep_only("timer:", [])
    offers.put(f"timer:{entry}", words, answers)
    return words


def clock_hours(hours: Decimal) -> str:
    """Hours as a clock shows them: `1:05`."""
    minutes = round(hours * 3600) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def _where(place: Place) -> str:
    return plain.joined([place.project, place.client, place.task])
