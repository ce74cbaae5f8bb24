"""Today so far: what Harvest has, and how much a full day is."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.harvest.catalog import Account
from desktop.text import local, plain
from desktop.text.language import tr
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.week_port import WeekView


class DayHours(QObject):
    """Follows the port. `hours` and `workday`, a full day, are None while they are not known. Signals: changed.

    `due` is what is due today: None on a day without work, too.
    """

    changed = Signal()

    def __init__(self, port: Port, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hours: Decimal | None = None
        self.workday: Decimal | None = None
        self._preferences = port.preferences
        self._capacity: Decimal | None = None
        self._is_free = False
        self._preferences.changed.connect(self._measure)
        port.day_changed.connect(self._show_day)
        port.signed_in.connect(self._show_account)
        port.week.changed.connect(self._show_week)

    @property
    def due(self) -> Decimal | None:
        """Hours that are to be logged today."""
        return None if self._is_free else self.workday

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing any more."""
        return self.hours is not None and self.due is not None and self.hours >= self.due

    @property
    def words(self) -> str:
        """The day in a sentence: `5.50 of 8.00 h logged today, 2.50 h to go`."""
        hours, workday = self.hours, self.due
        if hours is None:
            return tr("Looking at today's hours…")
        if not workday:
            return tr("{hours} h logged today", hours=local.hours(hours))
        if not hours:
            return tr("Nothing logged today, {workday} h to go", workday=local.hours(workday))
        if hours < workday:
            return tr(
                "{hours} of {workday} h logged today, {left} h to go",
                hours=local.hours(hours),
                workday=local.hours(workday),
                left=local.hours(workday - hours),
            )
        if hours > workday:
            return tr(
                "{hours} h logged today, {more} h more than a full day",
                hours=local.hours(hours),
                more=local.hours(hours - workday),
            )
        return tr("{hours} h logged today. That is a full day", hours=local.hours(hours))

    def _show_day(self, hours: Decimal) -> None:
        self.hours = hours
        self.changed.emit()

    def _show_week(self, view: WeekView | None) -> None:
        """Whether today is a day of work; a week that is turned to says nothing of it."""
        today = next((one for one in view.days if one.day == view.today), None) if view else None
        if today is not None and self._is_free is today.is_working:
            self._is_free = not today.is_working
            self.changed.emit()

    def _show_account(self, account: Account | None) -> None:
        self._capacity = account.workday if account else None
        if account is None:
            self.hours = None
        self._measure()

    def _measure(self) -> None:
        """By the person's own target, else by what Harvest has for them."""
        own = self._preferences.value.day_hours
        self.workday = own if own is not None and self._capacity is not None else self._capacity
        self.changed.emit()


class DayBar(QProgressBar):
    """The share of a full day that is logged; hidden while it is not known."""

    def __init__(self, day: DayHours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self.setTextVisible(False)
        self.setFixedHeight(theme().space(1))
        day.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the day as it is now."""
        hours, workday = self._day.hours, self._day.due
        self.setVisible(hours is not None and workday is not None)
        if hours is not None and workday:
            self.setValue(int(min(Decimal(1), hours / workday) * 100))
            words = tr("Today {hours} of {workday} hours", hours=local.hours(hours), workday=local.hours(workday))
            self.setAccessibleName(words)
            self.setToolTip(plain.tooltip(words))
