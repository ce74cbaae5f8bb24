"""A model on its way, or on its way out: its size before anything else, then how far it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.text import plain
from desktop.text.language import tr
from desktop.ui.panels.settings.sizes import size, status
from desktop.ui.speech_port import DownloadView, Fetch, ModelRow
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import WordsLabel
from desktop.ui.widgets.style import set_role

_STEPS = 1000


class DownloadBox(QWidget):
    """Hidden until something is to be told.

    Signals: wanted: str, fetch that model; unwanted: str, delete what was downloaded of it; cancelled.
    """

    wanted = Signal(str)
    unwanted = Signal(str)
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
        self.stop = Button(tr("Cancel"), "chip", tr("Cancel the download; what has come is kept"))
        self.drop = Button("", "chip")
        self.close_button = Button(tr("Not now"), "plain")
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        for button in (self.go, self.stop, self.drop, self.close_button):
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
        self.drop.clicked.connect(lambda: self.unwanted.emit(self._model))
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def show_download(self, view: DownloadView) -> None:
        """Show how far it is."""
        self._model = view.model
        running = view.state is Fetch.RUNNING
        self.bar.setValue(int(_STEPS * view.done / view.total) if view.total else 0)
        self.bar.setAccessibleName(plain.shown(status(view)))
        go = self._go_words(view) if view.state in (Fetch.OFFERED, Fetch.STOPPED) else ""
        drop = tr("Delete these {amount}", amount=size(view.done)) if view.state is Fetch.STOPPED and view.done else ""
        close = {Fetch.OFFERED: tr("Not now"), Fetch.STOPPED: tr("Not now"), Fetch.DELETED: tr("Close")}.get(
            view.state, ""
        )
        self._say(status(view), go=go, drop=drop, close=close, is_running=running)
        set_role(self.words, "warning" if view.state is Fetch.STOPPED else "")

    def ask_to_delete(self, row: ModelRow) -> None:
        """Deleting is asked for once more: what was large takes long to come again."""
        self._model = row.name
        amount, name = size(row.held), row.name
        if row.come:
            words = tr(
                "Delete the {amount} that have come of “{name}” from this machine? It can be downloaded again.",
                amount=amount,
                name=name,
            )
        else:
            words = tr("Delete “{name}” from this machine? It can be downloaded again.", name=name)
        self._say(words, drop=tr("Delete and free {amount}", amount=size(row.held)), close=tr("Keep it"))
        set_role(self.words, "")
        self.close_button.setFocus()

    def _say(self, words: str, *, go: str = "", drop: str = "", close: str = "", is_running: bool = False) -> None:
        """Show words and those buttons that have some; the keyboard stays here where it was here."""
        now = self.window().focusWidget()
        has_keyboard = now is not None and self.isAncestorOf(now)
        self.words.show_words(words)
        self.bar.setVisible(is_running)
        self.stop.setVisible(is_running)
        for button, said in ((self.go, go), (self.drop, drop), (self.close_button, close)):
            if said:
                button.say(said)
            button.setVisible(bool(said))
        self.show()
        if has_keyboard:  # what had it may be hidden now
            first = next((button for button in (self.stop, self.go, self.close_button) if not button.isHidden()), None)
            if first is not None:
                first.setFocus()

    def _go_words(self, view: DownloadView) -> str:
        if view.done:
            return tr("Go on ({done} to come)", done=size(max(view.total - view.done, 0)))
        return tr("Try again") if view.state is Fetch.STOPPED else tr("Download {total}", total=size(view.total))
