"""The bar that confirms: total hours, "Log 2 entries", "Discard", and what is still to be checked or asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.text.language import tr
from desktop.ui.cards.summary import Summary
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import ElidedLabel
from desktop.ui.widgets.style import set_role


class CommitBar(QWidget):
    """Speaks for every open card of its surface. Signals: confirmed, discarded: the button was pressed."""

    confirmed = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.total = QLabel()
        self.total.setFont(look.font("heading", bold=True))
        self.asked = ElidedLabel(role="question")
        self.discard = Button(tr("Discard · Esc"), "plain", tr("Discard the open entries (Escape)"))
        self.confirm = Button(tr("Log"), "primary")
        self.confirm.setFont(look.font(bold=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(3))
        row.addWidget(self.total)
        row.addWidget(self.asked, 1)
        row.addWidget(self.discard)
        row.addWidget(self.confirm)
        self.confirm.clicked.connect(self.confirmed)
        self.discard.clicked.connect(self.discarded)
        self.hide()

    def show_summary(self, summary: Summary) -> None:
        """Say what would be logged now; the bar hides where no card is open."""
        self.total.setText(summary.total)
        self.total.setVisible(bool(summary.total) and not summary.checking)
        self.asked.show_words(summary.asked)
        set_role(self.asked, "check" if summary.checking else "question")
        named = ", ".join(filter(None, [summary.button, "" if summary.checking else summary.total]))
        self.confirm.say(f"{summary.button}  ⏎", tr("{named} (Enter)", named=named))
        self.confirm.setVisible(bool(summary.ready or summary.checking))
        self.setVisible(summary.is_open)
