"""How many hours a working day should hold: the person's own target, or what Harvest has for them."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from desktop.preferences import Preferences
from desktop.text.language import tr
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.hours_edit import HoursEdit
from desktop.ui.widgets.labels import WordsLabel

_ABOUT = "What the week and the end of the day are measured against."
_OF_HARVEST = "Now it is your capacity as Harvest has it, spread over the working days."


class DayLengthSection(Section):
    """An hours field; empty is Harvest's own figure."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Day target"), parent)
        self._port = port.preferences
        self.hours = HoursEdit()
        self.hours.setProperty("role", "field")
        self.hours.setAccessibleName(tr("Hours of a working day"))
        self.hours.setPlaceholderText(tr("Harvest's"))
        self.hours.setFixedWidth(theme().space(20))
        self.of_harvest = Button(tr("Use Harvest's"), "link", tr("Use the capacity that Harvest has"))
        self.state = WordsLabel(tr(_OF_HARVEST), "quiet")
        self.rows.addWidget(WordsLabel(tr(_ABOUT), "quiet"))
        self.add_row(tr("Hours a day"), self.hours, self.of_harvest)
        self.rows.addWidget(self.state)
        self.hours.chosen.connect(self._port.choose_day_hours)
        self.hours.left.connect(lambda: self.window().close())
        self.of_harvest.clicked.connect(lambda: self._port.choose_day_hours(None))
        self._port.changed.connect(self.show_value)
        self.show_value(self._port.value)

    def show_value(self, value: Preferences) -> None:
        """Show the target."""
        self.hours.show_hours(value.day_hours)
        if value.day_hours is None and self.of_harvest.hasFocus():  # or the keyboard would wander off
            self.hours.setFocus()
        self.of_harvest.setVisible(value.day_hours is not None)
        self.state.setVisible(value.day_hours is None)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed counts, even if nothing ended it; what is no duration does not."""
        super().hideEvent(event)
        if not self.hours.take():
            self.hours.revert()
