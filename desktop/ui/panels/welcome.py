"""What the chat shows before anything was said: what to do, in one glance."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.harvest.catalog import Catalog
from desktop.text import plain
from desktop.text.language import SAY_IT_IN_ENGLISH, in_use, tr
from desktop.ui.icons import drawing
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import WordsLabel

_KNOWN = ("the Williams account", "internal training", "website design")
_KEYS = "Enter reads your words, Enter again logs them.\nEsc discards, Ctrl+Z takes back, Ctrl+M listens."
_LONGEST = 32  # letters of a project name that an example may bear


def examples(catalog: Catalog | None) -> tuple[str, str]:
    """Two sentences that work, with the user's own project names where they are short and plain enough."""
    paid = [p for p in catalog.projects if any(task.billable for task in p.tasks)] if catalog else []
    own = [plain.shown(project.name) for project in paid]
    usable = [name for name in dict.fromkeys(own) if len(name) <= _LONGEST and not any(c.isdigit() for c in name)]
    one, two, three = (usable + list(_KNOWN))[:3] if len(usable) >= 3 else _KNOWN
    return f"4 hours on {one} and 2 hours on {two}", f"yesterday 90m {three}: call about the launch"


class Welcome(QWidget):
    """The empty state. Signals: chosen: str, an example was clicked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        sign = self.sign = QLabel()
        sign.setPixmap(drawing("gleaner").pixmap(QSize(look.space(13), look.space(13)), self.devicePixelRatioF()))
        title = WordsLabel(tr("What did you work on?"))
        title.setFont(look.font("title", bold=True))
        how = [tr("Say it in a sentence. You check the cards, then they go to Harvest.")]
        if in_use() != "en":
            how.append(tr(SAY_IT_IN_ENGLISH))
        under = self.under = WordsLabel("\n".join(how), "quiet")
        keys = self.keys = WordsLabel(tr(_KEYS), "quiet")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, look.space(4), 0, look.space(4))
        rows.setSpacing(look.space(2))
        rows.addStretch()
        for widget in (sign, title, under):
            if isinstance(widget, QLabel):
                widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            rows.addWidget(widget)
        rows.addSpacing(look.space(4))
        self.buttons = [Button("", "example") for _ in range(2)]
        for button in self.buttons:
            rows.addWidget(button)
            button.clicked.connect(lambda _checked=False, button=button: self.chosen.emit(button.property("words")))
        rows.addSpacing(look.space(3))
        keys.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(keys)
        rows.addStretch()
        self._is_small = self._is_known = False
        self.show_catalog(None)

    def show_small(self, *, is_small: bool) -> None:
        """On a low window only what can be done with it."""
        self._is_small = is_small
        self._show()

    def show_known(self, *, is_known: bool) -> None:
        """Something was logged today: a low window has that to show, and needs no examples."""
        self._is_known = is_known
        self._show()

    def _show(self) -> None:
        for part in (self.sign, self.keys):
            part.setVisible(not self._is_small)
        for taught in (self.under, *self.buttons):
            taught.setVisible(not (self._is_small and self._is_known))

    def show_catalog(self, catalog: Catalog | None) -> None:
        """Build the examples from the user's own projects."""
        for button, words in zip(self.buttons, examples(catalog), strict=True):
            button.setProperty("words", words)
            button.say(f"“{words}”", tr("Example: {words}", words=words))
