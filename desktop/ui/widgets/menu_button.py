"""A button that shows what is chosen and opens a menu of what else there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.text import plain
from desktop.ui.widgets.buttons import Button

_LONGEST = 44  # letters of the chosen value; the tooltip has all of it


class MenuButton(Button):
    """One value of several. Enter, Space or a click opens the menu. Signals: chosen: str, another value was taken."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", "chip", name, parent)
        self._name = name
        self._choices: tuple[tuple[str, str], ...] = ()
        self._value = ""
        self._menu = QMenu(self)
        self._menu.setAccessibleName(name)
        self.setMenu(self._menu)

    @property
    def value(self) -> str:
        """The value that is shown."""
        return self._value

    def show_choices(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Show (value, words) pairs, in order, and which of them is chosen."""
        wanted = tuple(choices)
        if (wanted, value) == (self._choices, self._value) and self._menu.actions():
            return
        self._choices, self._value = wanted, value
        self._menu.clear()
        group = QActionGroup(self._menu)
        for each, words in wanted:
            action = self._menu.addAction(plain.label(words))
            action.setCheckable(True)
            action.setChecked(each == value)
            action.setActionGroup(group)
            action.setData(each)
            action.triggered.connect(lambda _checked=False, each=each: self._choose(each))
        words = next((words for each, words in wanted if each == value), "–")
        self.say(f"{plain.shown(words, _LONGEST)}  ▾", f"{self._name}: {words}")
        self.setToolTip(plain.tooltip(words if len(words) > _LONGEST else ""))

    def _choose(self, value: str) -> None:
        if value != self._value:
            self.show_choices(self._choices, value)
            self.chosen.emit(value)
