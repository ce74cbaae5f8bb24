"""Favourites: sentences that are offered again where the line of quick entry is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.preferences import Preferences
from desktop.text import plain
from desktop.text.language import tr
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button, GlyphButton
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import ElidedLabel, WordsLabel

_ABOUT = "Sentences that you log often. Quick entry offers them, numbered, while its line is empty."


class FavouritesSection(Section):
    """A row for each, the first on top; one line to add another."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Favourites"), parent)
        self._port = port.preferences
        self.lines: list[QWidget] = []
        self.removes: list[GlyphButton] = []
        self.ups: list[GlyphButton] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().space(1))
        self.words = Field(tr("Sentence"), tr("15 min on the stand-up"))
        self.add = Button(tr("Add"), "chip", tr("Add this favourite"))
        row = QHBoxLayout()
        row.setSpacing(theme().space(2))
        row.addWidget(self.words, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self.rows.addWidget(WordsLabel(tr(_ABOUT), "quiet"))
        self.rows.addLayout(self._list)
        self.rows.addLayout(row)
        self.words.entered.connect(self._add)
        self.add.clicked.connect(self._add)
        self._port.changed.connect(self.show_value)
        self.show_value(self._port.value)

    def show_value(self, value: Preferences) -> None:
        """Show them in their order."""
        shown = [line.property("words") for line in self.lines]
        if shown == list(value.favourites):
            return
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines, self.removes, self.ups = [], [], []
        for place, words in enumerate(value.favourites):
            self._show(place, words)

    def _show(self, place: int, words: str) -> None:
        up = GlyphButton("up", tr("Move up: {words}", words=plain.shown(words)))
        up.setEnabled(place > 0)
        up.clicked.connect(lambda: self._move_up(place))
        remove = GlyphButton("close", tr("Remove: {words}", words=plain.shown(words)))
        remove.clicked.connect(lambda: self._remove(place))
        line = QWidget()
        line.setProperty("words", words)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(ElidedLabel(words), 1)
        row.addWidget(up)
        row.addWidget(remove)
        self._list.addWidget(line)
        self.lines.append(line)
        self.ups.append(up)
        self.removes.append(remove)

    def _add(self) -> None:
        words = plain.shown(self.words.words)
        if words:
            self.words.edit.clear()
            self._port.choose_favourites((*(one for one in self._port.value.favourites if one != words), words))
            self.words.setFocus()

    def _remove(self, place: int) -> None:
        before = self._port.value.favourites
        self._port.choose_favourites((*before[:place], *before[place + 1 :]))
        self.words.setFocus()

    def _move_up(self, place: int) -> None:
        now = list(self._port.value.favourites)
        now[place - 1 : place + 1] = reversed(now[place - 1 : place + 1])
        self._port.choose_favourites(tuple(now))
        (self.ups[place - 1] if place > 1 else self.removes[0]).setFocus()
