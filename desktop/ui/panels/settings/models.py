"""Models that hear or read on this machine: which there are, which are here, which one is used."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QRadioButton, QWidget

from desktop.text import plain
from desktop.ui.panels.settings.sizes import size
from desktop.ui.speech_port import ModelRow
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button, GlyphButton
from desktop.ui.widgets.labels import ElidedLabel


class ModelList(QWidget):
    """A row for each model.

    Signals: chosen: str, use that one; fetch: str, it is not here and is wanted; drop: `ModelRow`, what was downloaded
    of it is not wanted any more.
    """

    chosen = Signal(str)
    fetch = Signal(str)
    drop = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.space(3))
        self._grid.setVerticalSpacing(look.space(0.5))
        self._grid.setColumnStretch(2, 1)
        self._rows: dict[str, ModelRow] = {}
        self.radios: dict[str, QRadioButton] = {}
        self.gets: dict[str, Button] = {}
        self.drops: dict[str, GlyphButton] = {}
        self._sources: dict[str, ElidedLabel] = {}

    def show_rows(self, rows: tuple[ModelRow, ...], chosen: str) -> None:
        """Show what is here and which one is used."""
        if tuple(row.name for row in rows) != tuple(self.radios):
            self._build(rows)
        for row in rows:
            radio, get = self.radios[row.name], self.gets[row.name]
            radio.setEnabled(bool(row.source))
            radio.setChecked(row.name == chosen and bool(row.source))
            kind = "English only" if row.is_english_only else "many languages"
            radio.setAccessibleName(f"{row.name}, {kind}, {size(row.size)}, {row.source or 'not on this machine'}")
            missing = f"{size(row.come)} here" if row.come else "not here"
            missing = f"chosen, {missing}" if row.name == chosen else missing
            self._sources[row.name].show_words(plain.joined([kind, row.source or missing]))
            get.say("Resume…" if row.come else "Get…", f"Get {row.name}: ask for its size first")
            get.setVisible(not row.source)
            self.drops[row.name].setVisible(bool(row.held))
        self._rows = {row.name: row for row in rows}

    def pause(self, *, is_paused: bool) -> None:
        """While a model is on its way, no other is fetched and none deleted."""
        for button in (*self.gets.values(), *self.drops.values()):
            button.setEnabled(not is_paused)

    def _build(self, rows: tuple[ModelRow, ...]) -> None:
        for number, row in enumerate(rows):
            radio = QRadioButton(row.name)
            radio.clicked.connect(lambda _checked=False, name=row.name: self.chosen.emit(name))
            amount = QLabel(size(row.size))
            amount.setProperty("role", "quiet")
            source = ElidedLabel(role="quiet")
            get = Button("Get…", "link")
            get.clicked.connect(lambda _checked=False, name=row.name: self.fetch.emit(name))
            drop = GlyphButton("close", f"Delete what was downloaded of {row.name}; it is asked first")
            drop.clicked.connect(lambda _checked=False, name=row.name: self.drop.emit(self._rows[name]))
            self._grid.addWidget(radio, number, 0)
            self._grid.addWidget(amount, number, 1)
            rest = QHBoxLayout()  # one cell, so that a row without buttons has more room for words
            rest.addWidget(source, 1)
            rest.addWidget(get)
            rest.addWidget(drop)
            self._grid.addLayout(rest, number, 2)
            self.radios[row.name], self.gets[row.name], self._sources[row.name] = radio, get, source
            self.drops[row.name] = drop
