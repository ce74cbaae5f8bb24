"""The end of the day: whether, when and on which days Gleaner asks."""

from __future__ import annotations

from datetime import time

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.day_port import DayView
from desktop.ui.panels.messages import Notice
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.clock_edit import ClockEdit
from desktop.ui.widgets.labels import WordsLabel

_ABOUT = (
    "Once a day a small window asks what you worked on. It never takes the keyboard, and it logs nothing by itself."
)


class DaySection(Section):
    """Shows `DayView`s; every change is in force at once."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("End of the day"), parent)
        self._port = port.day
        self._time = self._port.view.at
        self.notice = Notice("")
        self.switch = QCheckBox(tr("Ask me how my day was"))
        self.switch.setAccessibleName(self.switch.text())
        self.at = ClockEdit(tr("Time of day"))
        self.at.setFixedWidth(theme().space(16))
        self.days = [
            Button(tr(words), "chip", tr(name)) for words, name in zip(plain.WEEKDAYS, plain.FULL_DAYS, strict=True)
        ]
        for widget in (WordsLabel(tr(_ABOUT), "quiet"), self.notice, self.switch):
            self.rows.addWidget(widget)
        self.add_row(tr("At"), self.at)
        self.add_row(tr("On"), *self.days)
        self.switch.clicked.connect(self._set_up)
        self.at.chosen.connect(self._set_up)
        self.at.left.connect(lambda: self.window().close())
        for day in self.days:
            day.setCheckable(True)
            day.clicked.connect(self._set_up)
        self._port.changed.connect(self.show_view)
        self.show_view(self._port.view)

    def show_view(self, view: DayView) -> None:
        """Show how it is set up."""
        self.notice.line.say("warn", retold(view.problem), "refused", "")
        self.notice.setVisible(bool(view.problem))
        self.switch.setChecked(view.is_on)
        self._time = view.at
        self.at.show_time(view.at)
        self.at.setEnabled(view.is_on)
        for number, day in enumerate(self.days):
            day.setChecked(number in view.weekdays)
            day.setEnabled(view.is_on)

    def showEvent(self, event: QShowEvent) -> None:
        """Look how it is set up now."""
        super().showEvent(event)
        self._port.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed counts, even if nothing ended it; what is no time does not."""
        super().hideEvent(event)
        if not self.at.take():
            self.at.revert()

    def _set_up(self, value: object = None) -> None:
        at = value if isinstance(value, time) else self._time
        weekdays = tuple(number for number, day in enumerate(self.days) if day.isChecked())
        self._port.set_up(is_on=self.switch.isChecked(), at=at, weekdays=weekdays)
