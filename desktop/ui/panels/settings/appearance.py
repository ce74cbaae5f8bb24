"""Looks and language: light, dark, or as the system is; English or German."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.preferences import Appearance, Preferences
from desktop.text.language import LANGUAGES, SAY_IT_IN_ENGLISH, tr
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.widgets.labels import WordsLabel
from desktop.ui.widgets.menu_button import MenuButton

_WORDS = {Appearance.SYSTEM: "As the system is", Appearance.LIGHT: "Light", Appearance.DARK: "Dark"}


class AppearanceSection(Section):
    """The choice is seen at once."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Appearance"), parent)
        group = QButtonGroup(self)
        self.radios: dict[Appearance, QRadioButton] = {}
        for appearance, words in _WORDS.items():
            radio = QRadioButton(tr(words))
            radio.setAccessibleName(radio.text())
            radio.clicked.connect(lambda _=False, one=appearance: port.preferences.choose_appearance(one))
            group.addButton(radio)
            self.radios[appearance] = radio
        self.add_line(*self.radios.values())
        self.language = MenuButton(tr("Language of Gleaner"))
        self.language.chosen.connect(port.preferences.choose_language)
        self.add_row(tr("Language"), self.language)
        self.rows.addWidget(WordsLabel(tr(SAY_IT_IN_ENGLISH), "quiet"))
        self.rows.addWidget(WordsLabel(tr("Windows that are open change when Gleaner starts again."), "quiet"))
        port.preferences.changed.connect(self.show_value)
        self.show_value(port.preferences.value)

    def show_value(self, value: Preferences) -> None:
        """Show which one it is."""
        self.radios[value.appearance].setChecked(True)
        names = [(code, name if code else tr(name)) for code, name in LANGUAGES]
        self.language.show_choices(names, value.language)
