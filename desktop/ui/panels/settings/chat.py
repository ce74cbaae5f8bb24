"""The chat: whether today's is still there after a restart, and all that was logged from here as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from desktop.preferences import Preferences
from desktop.text.language import tr
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import WordsLabel

_KEPT = "Today's words and answers stay on this computer until the next day begins."
_NONE = (
    "Nothing of the chat is kept. The journal of what you confirmed stays: it keeps entries from being logged twice."
)


class ChatSection(Section):
    """A switch, and a button that writes a CSV file."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Chat"), parent)
        self._port = port
        self.keeps = QCheckBox(tr("Keep today's chat"))
        self.keeps.setAccessibleName(tr("Keep today's chat for the next start"))
        self.keeps.clicked.connect(lambda wanted: port.preferences.choose_keeps_chat(is_wanted=wanted))
        self.about = WordsLabel(role="quiet")
        self.export = Button(tr("Export as CSV…"), "chip", tr("Export all that was logged from here as CSV"))
        self.export.clicked.connect(self._choose_file)
        self.done = WordsLabel(role="quiet")
        self.done.hide()
        self.rows.addWidget(self.keeps)
        self.rows.addWidget(self.about)
        self.add_row(tr("Logged from here"), self.export)
        self.rows.addWidget(self.done)
        port.preferences.changed.connect(self.show_value)
        port.chat.exported.connect(self._show_done)
        self.show_value(port.preferences.value)

    def show_value(self, value: Preferences) -> None:
        """Show whether it is kept, and what that means."""
        self.keeps.setChecked(value.keeps_chat)
        self.about.show_words(tr(_KEPT) if value.keeps_chat else tr(_NONE))

    def write_to(self, path: str) -> None:
        """Write the file there; "" where none was chosen."""
        if path:
            self._port.chat.export(Path(path))

    def _choose_file(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, tr("Export as CSV"), "gleaner.csv", "CSV (*.csv)")
        self.write_to(path)

    def _show_done(self, words: str) -> None:
        self.done.show_words(words)
        self.done.show()
