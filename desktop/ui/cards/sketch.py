"""A quiet preview of words that are still being typed: it cannot be confirmed, it only shows what will be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.agent.drafts import Draft
from desktop.text import plain
from desktop.ui.cards.card_text import question
from desktop.ui.theme import theme
from desktop.ui.widgets.labels import ElidedLabel


def line(draft: Draft, today: date) -> str:
    """A draft in one line: `1.50 h · Website · Acme · Development · Today, Fri 20 Nov`."""
    length = f"{plain.hours(draft.hours)} h" if draft.hours is not None else ""
    names = [draft.project.name, draft.project.client.name] if draft.project else []
    task = draft.task.name if draft.task else ""
    asked = question(draft)
    return plain.joined([length, *names, task, plain.day(draft.spent_date, today), asked])


class Sketch(QWidget):
    """One line for every card that the words would make."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme().space(2), 0, 0, 0)
        self._rows.setSpacing(theme().space(1))
        self.lines: list[ElidedLabel] = []
        self.hide()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is previewed."""
        return not any(not label.isHidden() for label in self.lines)

    def show_drafts(self, drafts: Sequence[Draft], today: date) -> None:
        """Show a line for each draft; the labels are used again."""
        while len(self.lines) < len(drafts):
            self.lines.append(ElidedLabel(role="quiet"))
            self._rows.addWidget(self.lines[-1])
        for index, label in enumerate(self.lines):
            used = index < len(drafts)
            label.setVisible(used)
            if used:
                label.show_words(line(drafts[index], today))
        self.setVisible(bool(drafts))

    def clear(self) -> None:
        """Show nothing."""
        self.show_drafts((), date.min)
