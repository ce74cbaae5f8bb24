"""Looks: light, dark, or as the system is."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.preferences import Appearance, Preferences
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port

_WORDS = {Appearance.SYSTEM: "As the system is", Appearance.LIGHT: "Light", Appearance.DARK: "Dark"}


class AppearanceSection(Section):
    """The choice is seen at once."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__("Appearance", parent)
        group = QButtonGroup(self)
        self.radios: dict[Appearance, QRadioButton] = {}
        for appearance, words in _WORDS.items():
            radio = QRadioButton(words)
            radio.setAccessibleName(words)
            radio.clicked.connect(lambda _=False, one=appearance: port.preferences.choose_appearance(one))
            group.addButton(radio)
            self.radios[appearance] = radio
        self.add_line(*self.radios.values())
        port.preferences.changed.connect(self.show_value)
        self.show_value(port.preferences.value)

    def show_value(self, value: Preferences) -> None:
        """Show which one it is."""
        self.radios[value.appearance].setChecked(True)
