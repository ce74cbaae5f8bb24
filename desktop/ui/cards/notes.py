"""The lower parts of a card: its warnings, and the line that says what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.agent.intents import Warn
from desktop.text import local, plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.cards.card_text import HINTS, TOLD, Look
from desktop.ui.icons import glyph
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import ElidedLabel, WordsLabel
from desktop.ui.widgets.style import set_role


class GlyphLine(QWidget):
    """A glyph and a sentence that wraps, both in one colour of the theme."""

    def __init__(self, glyph_name: str, words: str, ink: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph, self._ink = glyph_name, ink
        look = theme()
        self._sign = QLabel(self)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words = WordsLabel(words, role, self)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(1.5))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self._draw()
        look.changed.connect(self._draw)

    def say(self, glyph_name: str, words: str, ink: str, role: str) -> None:
        """Show another sentence."""
        self._glyph, self._ink = glyph_name, ink
        self.words.show_words(words)
        set_role(self.words, role)
        self._draw()

    def _draw(self) -> None:
        look = theme()
        side = self.fontMetrics().height()
        icon = glyph(self._glyph, getattr(look.colours, self._ink))
        self._sign.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))


class Gist(ElidedLabel):
    """The notes in what room the line has, and in grey what was found without being said. Signals: clicked."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(role="quiet", parent=parent)

    def show_gist(self, notes: str, told: Sequence[Warn]) -> None:
        """Show the notes, then what each of `told` says; the tooltip has all of it."""
        self.show_words(plain.joined([notes, *(_hint(warning) for warning in told)]))
        self.setToolTip(plain.tooltip("\n".join(filter(None, [notes, *(retold(warning.text) for warning in told)]))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """As a field is."""
        self.clicked.emit()


class Warnings(QWidget):
    """What is to be known of a draft: the first doubt in words, the rest folded behind a button that counts it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme().space(0.5))
        self._shown: tuple[tuple[Warn, ...], bool] = ((), False)
        self.lines: list[GlyphLine] = []
        self.more = Button("", "link")
        self._head = QHBoxLayout()
        self._head.setSpacing(theme().space(2))
        self._head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addStretch()
        self._rows.addLayout(self._head)
        self.more.clicked.connect(self._unfold)

    def show_warnings(self, warnings: tuple[Warn, ...], *, asks: bool = False) -> None:
        """Show those warnings in place of the present ones: doubts before what is merely told, which looks quieter.

        Where the card `asks`, that is its one doubt: all of these are folded.
        """
        if (warnings, asks) == self._shown:
            return
        self._shown = warnings, asks
        for line in self.lines:
            line.hide()
            line.deleteLater()
        ordered = sorted(warnings, key=_is_quiet)
        self.lines = [_line(warning) for warning in ordered]
        first = 0 if asks else 1
        for place, line in enumerate(self.lines):
            if place:
                self._rows.addWidget(line)
            else:
                self._head.insertWidget(0, line, 1)
            line.setVisible(place < first)
        left = len(self.lines) - first
        self.more.say(
            tr("{left} more", left=left),
            tr("Show {many} on this entry", many=local.counted(left, "more remark", "more remarks")),
        )
        self.more.setVisible(left > 0)

    def _unfold(self) -> None:
        self.more.hide()
        for line in self.lines:
            line.show()


def _is_quiet(warning: Warn) -> bool:
    return warning.code in TOLD or warning.code in HINTS


def _hint(warning: Warn) -> str:
    return tr(HINTS[warning.code]) if warning.code in HINTS else retold(warning.text)


def _line(warning: Warn) -> GlyphLine:
    if _is_quiet(warning):
        return GlyphLine("info", retold(warning.text), "quiet", "quiet")
    return GlyphLine("warn", retold(warning.text), "asking", "warning")


class Footer(QWidget):
    """What became of the card, with Undo or Try again where they are possible.

    Its parts are made when there is something to say first: most cards are looked at and confirmed.

    Signals: undone, retried: the button was pressed.
    """

    undone = Signal()
    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[GlyphLine, Button, Button] | None = None

    @property
    def line(self) -> GlyphLine:
        """The sentence."""
        return self._made()[0]

    @property
    def undo(self) -> Button:
        """Takes the entry back out of Harvest."""
        return self._made()[1]

    @property
    def retry(self) -> Button:
        """Sends the entry once more."""
        return self._made()[2]

    def show_look(self, present: Look) -> None:
        """Show the footer of that state; hidden where there is nothing to say."""
        self.setVisible(bool(present.footer))
        if not present.footer and self._parts is None:
            return
        line, undo, retry = self._made()
        role = present.ink if present.ink in ("committed", "refused") else "quiet"
        line.say(present.glyph, present.footer, present.ink, role)
        undo.setVisible(present.can_undo)
        retry.setVisible(present.can_retry)

    def _made(self) -> tuple[GlyphLine, Button, Button]:
        if self._parts is None:
            line = GlyphLine("check", "", "committed", "committed", self)
            undo = Button(tr("Undo"), "link", tr("Undo: take this entry back out of Harvest"), self)
            retry = Button(tr("Try again"), "link", tr("Try again: send this entry once more"), self)
            undo.clicked.connect(self.undone)
            retry.clicked.connect(self.retried)
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme().space(2))
            row.addWidget(line, 1)
            for button in (undo, retry):
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._parts = line, undo, retry
        return self._parts
