"""Privacy: what leaves this computer, what is kept on it, and where."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.text.language import tr
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import WordsLabel

_LEAVES = (
    (
        "To Harvest",
        "The entries that you confirmed, exactly as the cards showed them, and its own lists are read.",
    ),
    ("Your voice", "It becomes words on this computer. A recording is deleted once its words are on the screen."),
    ("Language model", "Only if you set one up, on the page of that name; what it is sent can be logged and read."),
    ("Connected tools", "Only those that you switch on: what the language model looks up in one is asked of it."),
    (
        "SMS and WhatsApp",
        "Only if you list a number: your messages and the answers, with names and figures, pass through Twilio.",
    ),
    ("Calendars", "One that you list by its address is fetched from there, whenever a day is looked at."),
    ("Downloads", "Only when you ask for a model: it comes from OpenAI or Hugging Face, who see what is fetched."),
    (
        "Other assistants",
        "Only if you give one the command “gleaner mcp”: it is told what it asks, and may pass that on.",
    ),
    ("Everything else", "Stays here. There is no telemetry, and no copy of Harvest on the disk."),
)


class PrivacySection(Section):
    """Sentences, and the folder where everything is."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Privacy"), parent)
        self._folder = port.preferences.folder
        for name, words in _LEAVES:
            self.add_words(tr(name), tr(words))
        where = tr(
            "The journal of what you confirmed, today's chat, settings and speech models. Tokens are in the keyring."
        )
        self.add_words(tr("On this computer"), where)
        self.show_folder = Button(tr("Show the folder"), "chip", tr("Show the folder with Gleaner's files"))
        self.show_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder)))
        self.place = WordsLabel(self._folder, "quiet")
        self.add_row("", self.show_folder).setVisible(bool(self._folder))
        self.rows.addWidget(self.place)
