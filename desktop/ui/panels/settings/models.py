"""Models that hear or read on this machine: which there are, which are here, which one is used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QRadioButton, QWidget

from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.panels.settings.sizes import size
from desktop.ui.speech_port import ModelRow
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button, GlyphButton
from desktop.ui.widgets.labels import WordsLabel


def speed_words(speed: float) -> str:
    """How fast a model is on this computer, where that was measured: `16× as fast as speech`, `slower than speech`."""
    if not speed:
        return ""
    return tr("{speed:.0f}× as fast as speech", speed=1 / speed) if speed < 0.67 else tr("slower than speech")


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
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, ModelRow] = {}
        self.radios: dict[str, QRadioButton] = {}
        self.gets: dict[str, Button] = {}
        self.drops: dict[str, GlyphButton] = {}
        self._sources: dict[str, WordsLabel] = {}
        self._sizes: dict[str, QLabel] = {}
        self._ranks: dict[str, str] = {}
        self._chosen = ""
        self._is_all = False
        self.more = Button(tr("More…"), "link", tr("Show every model"))
        self.more.clicked.connect(self._show_all)

    def show_rows(self, rows: tuple[ModelRow, ...], chosen: str, ranks: dict[str, str]) -> None:
        """Show what is here and which one is used.

        `ranks` says by name what the models are good for that suit most people; the others are behind *More*. Where it
        is empty, all are shown.
        """
        self._chosen, self._ranks = chosen, ranks
        is_all = self._is_all or not ranks
        if tuple(row.name for row in rows) != tuple(self.radios):
            self._build(rows)
        for row in rows:
            radio, get = self.radios[row.name], self.gets[row.name]
            rank = ranks.get(row.name, "")
            is_shown = bool(rank) or is_all or row.name == chosen
            radio.setText(rank or row.name)
            for part in (radio, self._sizes[row.name], self._sources[row.name]):
                part.setVisible(is_shown)
            radio.setEnabled(bool(row.source))
            radio.setChecked(row.name == chosen and bool(row.source))
            kind = tr("English only") if row.is_english_only else tr("many languages")
            speed = speed_words(row.speed)
            source = retold(tr(row.source)) if row.source else ""
            said = [rank, row.name, kind, size(row.size), source or tr("not on this machine"), speed]
            radio.setAccessibleName(", ".join(filter(None, said)))
            missing = tr("{amount} here", amount=size(row.come)) if row.come else tr("not here")
            missing = tr("chosen, {missing}", missing=missing) if row.name == chosen else missing
            parts = [row.name if rank else "", speed, kind, source or missing]
            self._sources[row.name].show_words(plain.joined(parts))
            get.say(tr("Resume…") if row.come else tr("Get…"), tr("Get {name}: ask for its size first", name=row.name))
            get.setVisible(is_shown and not row.source)
            self.drops[row.name].setVisible(is_shown and bool(row.held))
        self.more.setVisible(not is_all)
        self._rows = {row.name: row for row in rows}

    def pause(self, *, is_paused: bool) -> None:
        """While a model is on its way, no other is fetched and none deleted."""
        for button in (*self.gets.values(), *self.drops.values()):
            button.setEnabled(not is_paused)

    def _show_all(self) -> None:
        self._is_all = True
        self.show_rows(tuple(self._rows.values()), self._chosen, self._ranks)
        first = next((radio for radio in self.radios.values() if radio.isChecked()), None)
        if first is not None:
            first.setFocus()

    def _build(self, rows: tuple[ModelRow, ...]) -> None:
        look = theme()
        for number, row in enumerate(rows):
            radio = QRadioButton(row.name)
            radio.clicked.connect(lambda _checked=False, name=row.name: self.chosen.emit(name))
            amount = QLabel(size(row.size))
            amount.setProperty("role", "quiet")
            source = WordsLabel(role="quiet")
            get = Button(tr("Get…"), "link")
            get.clicked.connect(lambda _checked=False, name=row.name: self.fetch.emit(name))
            drop = GlyphButton("close", tr("Delete what was downloaded of {name}; it is asked first", name=row.name))
            drop.clicked.connect(lambda _checked=False, name=row.name: self.drop.emit(self._rows[name]))
            source.setIndent(look.space(6))  # under the name, whose mark stands before it
            self._grid.addWidget(radio, 2 * number, 0)
            self._grid.addWidget(amount, 2 * number, 1)
            self._grid.addWidget(get, 2 * number, 2)
            self._grid.addWidget(drop, 2 * number, 3)
            self._grid.addWidget(source, 2 * number + 1, 0, 1, 4)
            self.radios[row.name], self.gets[row.name], self._sources[row.name] = radio, get, source
            self.drops[row.name], self._sizes[row.name] = drop, amount
        self._grid.addWidget(self.more, 2 * len(rows), 0, 1, 4, Qt.AlignmentFlag.AlignLeft)
