"""Parts that several lines of a deed's card have: options as buttons, and what boxes said once all is settled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.agent.deeds.card import Option
from desktop.text import plain
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.inline_edit import inset
from desktop.ui.widgets.labels import WordsLabel


class Settled(WordsLabel):
    """The last of a line's widgets: what its boxes said, once they cannot be ticked any more."""

    def __init__(self, rows: QVBoxLayout) -> None:
        super().__init__()
        self.setContentsMargins(inset(theme().unit), theme().space(1), 0, theme().space(1))
        self.hide()
        rows.addWidget(self)

    def say(self, words: str, *, is_settled: bool) -> None:
        """Show `words` where they stand for boxes."""
        self.show_words(words)
        self.setVisible(is_settled)


class Chips(QWidget):
    """Options as buttons. Signals: picked: the key of one."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(theme().space(1), self)
        self._shown: tuple[Option, ...] = ()
        self.buttons: list[Button] = []
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_options(self, options: list[Option] | tuple[Option, ...]) -> None:
        """Offer these in place of the present ones."""
        wanted = tuple(options)
        self.setVisible(bool(wanted))
        if wanted == self._shown:
            return
        self._shown = wanted
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for option in wanted:
            button = Button(plain.shown(option.text, 64), "chip", option.text)
            button.setToolTip(plain.tooltip(option.text))
            button.clicked.connect(lambda _checked=False, key=option.key: self.picked.emit(key))
            self._flow.addWidget(button)
            self.buttons.append(button)
            button.show()
        self.updateGeometry()
