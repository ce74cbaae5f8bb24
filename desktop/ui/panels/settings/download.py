"""A model on its way: its size before anything else, then how far it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.ui import plain
from desktop.ui.panels.settings.sizes import size, status
from desktop.ui.speech_port import DownloadView, Fetch
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import WordsLabel
from desktop.ui.widgets.style import set_role

_STEPS = 1000


class DownloadBox(QWidget):
    """Hidden until something is to be told. Signals: wanted: str, fetch that model; cancelled."""

    wanted = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._model = ""
        self.words = WordsLabel()
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(look.space(1))
        self.go = Button("", "chip")
        self.stop = Button("Cancel", "chip", "Cancel the download; what has come is kept")
        self.close_button = Button("Not now", "plain")
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        for button in (self.go, self.stop, self.close_button):
            row.addWidget(button)
        row.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.space(1.5))
        rows.addWidget(self.words)
        rows.addWidget(self.bar)
        rows.addLayout(row)
        self.go.clicked.connect(lambda: self.wanted.emit(self._model))
        self.stop.clicked.connect(self.cancelled)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def show_download(self, view: DownloadView) -> None:
        """Show how far it is."""
        self._model = view.model
        failed = view.state is Fetch.STOPPED
        self.words.show_words(status(view))
        set_role(self.words, "warning" if failed else "")
        running = view.state is Fetch.RUNNING
        self.bar.setVisible(running)
        self.bar.setValue(int(_STEPS * view.done / view.total) if view.total else 0)
        self.bar.setAccessibleName(plain.shown(status(view)))
        may_go = view.state in (Fetch.OFFERED, Fetch.STOPPED)
        keyboard = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self.go.say(self._go_words(view))
        self.go.setVisible(may_go)
        self.stop.setVisible(running)
        self.close_button.setVisible(may_go)
        self.show()
        if keyboard:  # what had the keyboard may be hidden now
            (self.stop if running else self.go).setFocus()

    def _go_words(self, view: DownloadView) -> str:
        if view.done:
            return f"Go on ({size(max(view.total - view.done, 0))} to come)"
        return "Try again" if view.state is Fetch.STOPPED else f"Download {size(view.total)}"
