"""Which days are no working days, and when a running timer is asked about."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.text.language import tr
from desktop.ui.evidence_port import PlacesView
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.labels import WordsLabel
from desktop.ui.widgets.menu_button import MenuButton
from desktop.ui.widgets.picker import Option, Picker

_ABOUT = "On a holiday Gleaner does not ask how the day was, and nothing is missing."
_IDLE = (0, 5, 10, 15, 30, 60)
_NOWHERE = "no holidays"


class DaysOffSection(Section):
    """Shows `PlacesView`s; every change is in force at once."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Holidays and timers"), parent)
        self._port = port.evidence
        self._view = PlacesView()
        self.country = Picker(tr("Country of the holidays"), tr("No such country"))
        self.region = MenuButton(tr("Region"))
        self.idle = MenuButton(tr("Ask about a running timer"))
        self.country.setFixedWidth(theme().space(30))
        self.rows.addWidget(WordsLabel(tr(_ABOUT), "quiet"))
        self.add_row(tr("Holidays"), self.country, self.region)
        self.add_row(tr("Timer runs, I am away"), self.idle)
        self.country.set_finder(self._countries)
        self.country.picked.connect(lambda code: self._port.set_holidays(str(code), ""))
        self.region.chosen.connect(lambda region: self._port.set_holidays(self._view.country, region))
        self.idle.chosen.connect(lambda minutes: self._port.set_idle(int(minutes)))
        self._port.changed.connect(self.show_view)
        self.show_view(self._port.view)

    def showEvent(self, event: QShowEvent) -> None:
        """Look how it is set up now."""
        super().showEvent(event)
        self._port.look()

    def show_view(self, view: PlacesView) -> None:
        """Show how it is set up."""
        self._view = view
        self.country.show_value(_name(view.country) if view.country else tr(_NOWHERE))
        regions = dict(view.countries).get(view.country, ())
        self.region.show_choices([("", tr("whole country")), *((one, one) for one in regions)], view.region)
        self.region.setVisible(bool(regions))
        known = sorted({*_IDLE, view.idle_minutes})
        self.idle.show_choices([(str(one), _idle_words(one)) for one in known], str(view.idle_minutes))

    def _countries(self, query: str) -> list[Option]:
        wanted = query.strip().casefold()
        names = sorted((_name(code), code) for code, _ in self._view.countries)
        found = [(name, code) for name, code in names if wanted in name.casefold() or wanted == code.casefold()]
        found.sort(key=lambda one: wanted != one[1].casefold() and not one[0].casefold().startswith(wanted))
        nowhere = [] if wanted else [Option(tr(_NOWHERE), "", "")]
        return [*nowhere, *(Option(name, "", code) for name, code in found)]


def _name(code: str) -> str:
    """A country's name, as Qt knows it; its two letters where it does not."""
    territory = QLocale.codeToTerritory(code)
    return code if territory == QLocale.Country.AnyCountry else QLocale.territoryToString(territory)


def _idle_words(minutes: int) -> str:
    return tr("ask after {minutes} minutes", minutes=minutes) if minutes else tr("never ask")
