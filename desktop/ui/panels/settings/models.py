"""The speech models: which there are, which are here, which one is used."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QRadioButton, QWidget

from desktop.ui import plain
from desktop.ui.panels.settings.sizes import size
from desktop.ui.speech_port import ModelRow, SpeechView
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import ElidedLabel


class ModelList(QWidget):
    """A row for each model. Signals: chosen: str, use that one; fetch: str, it is not here and is wanted."""

    chosen = Signal(str)
    fetch = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.space(3))
        self._grid.setVerticalSpacing(look.space(0.5))
        self._grid.setColumnStretch(2, 1)
        self._shown: tuple[ModelRow, ...] = ()
        self.radios: dict[str, QRadioButton] = {}
        self.gets: dict[str, Button] = {}
        self._sources: dict[str, ElidedLabel] = {}

    def show_view(self, view: SpeechView) -> None:
        """Show what is here and which one is used."""
        if tuple(row.name for row in view.models) != tuple(self.radios):
            self._build(view.models)
        for row in view.models:
            radio, get = self.radios[row.name], self.gets[row.name]
            radio.setEnabled(bool(row.source))
            radio.setChecked(row.name == view.model and bool(row.source))
            kind = "English only" if row.is_english_only else "many languages"
            radio.setAccessibleName(f"{row.name}, {kind}, {size(row.size)}, {row.source or 'not on this machine'}")
            missing = "chosen, not here yet" if row.name == view.model else "not here yet"
            self._sources[row.name].show_words(plain.joined([kind, row.source or missing]))
            get.setVisible(not row.source)

    def _build(self, rows: tuple[ModelRow, ...]) -> None:
        for number, row in enumerate(rows):
            radio = QRadioButton(row.name)
            radio.clicked.connect(lambda _checked=False, name=row.name: self.chosen.emit(name))
            amount = QLabel(size(row.size))
            amount.setProperty("role", "quiet")
            source = ElidedLabel(role="quiet")
            get = Button("Get…", "link", f"Get {row.name}: ask for its size first")
            get.clicked.connect(lambda _checked=False, name=row.name: self.fetch.emit(name))
            for column, widget in enumerate((radio, amount, source, get)):
                self._grid.addWidget(widget, number, column)
            self.radios[row.name], self.gets[row.name], self._sources[row.name] = radio, get, source
