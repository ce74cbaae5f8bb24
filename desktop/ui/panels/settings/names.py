"""The names that the user taught: what they mean, and how to forget them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import plain
from desktop.text.language import tr
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port, Taught
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import ElidedLabel, WordsLabel

_NONE = "None. When you choose the same project twice for the same words, Gleaner offers to remember it."


class NamesSection(Section):
    """One row for each name."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Names I taught"), parent)
        self._port = port
        self.none = WordsLabel(tr(_NONE), "quiet")
        self.rows.addWidget(self.none)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().space(1))
        self.rows.addLayout(self._list)
        self.lines: list[QWidget] = []
        self.buttons: list[Button] = []
        port.names_changed.connect(self.show_names)
        self.show_names(port.names)

    def show_names(self, names: Sequence[Taught]) -> None:
        """Show those names in place of the present ones."""
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines, self.buttons = [], []
        for name in names:
            self._add(name)
        self.none.setVisible(not names)

    def _add(self, name: Taught) -> None:
        said = plain.shown(name.said)
        forget = Button(tr("Forget"), "link", tr("Forget “{said}”", said=said))
        forget.clicked.connect(lambda: self._port.forget_name(name.said))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(ElidedLabel(plain.joined([f"“{said}”", name.project], "  →  ")), 1)
        row.addWidget(forget)
        self._list.addWidget(line)
        self.lines.append(line)
        self.buttons.append(forget)
