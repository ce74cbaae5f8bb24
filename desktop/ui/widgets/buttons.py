"""Buttons that always have a name for screen readers and glyphs that follow the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.text import local, plain
from desktop.ui.icons import glyph
from desktop.ui.theme import theme


class PressedByEnter(QPushButton):
    """Enter presses it as Space does, on every system; a key that is held down presses it once."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers() & _COMMANDS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class Button(PressedByEnter):
    """A button of a role (`primary`, `plain`, `link`, `chip`, `example`) with plain words that may be untrusted."""

    def __init__(self, words: str, role: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(words, name)

    def say(self, words: str, name: str = "") -> None:
        """Show `words`; `name` is what a screen reader says where the words alone do not tell enough."""
        self.setText(plain.label(words))
        self.setAccessibleName(plain.shown(name or words))


class GlyphButton(PressedByEnter):
    """A button that shows only a glyph: its name is said aloud and shown as its tooltip."""

    def __init__(self, glyph_name: str, name: str, role: str = "icon", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph, self._ink = glyph_name, "quiet"
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look = theme()
        self.setIconSize(QSize(look.space(4), look.space(4)))
        self.rename(name)
        self._draw()
        look.changed.connect(self._draw)

    def rename(self, name: str, keys: str = "") -> None:
        """Say what the button does now; `keys` are its shortcut, shown in the tooltip alone."""
        self.setAccessibleName(name)
        self.setToolTip(plain.tooltip(f"{name} ({local.keys(keys)})" if keys else name))

    def show_glyph(self, glyph_name: str, ink: str = "quiet") -> None:
        """Show another glyph in the theme's colour `ink`."""
        if (glyph_name, ink) != (self._glyph, self._ink):
            self._glyph, self._ink = glyph_name, ink
            self._draw()

    def _draw(self) -> None:
        self.setIcon(glyph(self._glyph, getattr(theme().colours, self._ink)))


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
