"""The question of a card and its one-click answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.agent.drafts import Change, Draft, Missing
from desktop.text import plain
from desktop.ui.cards.card_text import question
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import WordsLabel

_MOST = 6
_WIDEST = 44  # letters of a chip
_USUAL_HOURS = ("0.25", "0.5", "1", "1.5", "2", "4", "8")


@dataclass(frozen=True, slots=True)
class Answer:
    """A chip: what it shows, what a screen reader says, and the edit it makes."""

    words: str
    name: str
    change: Change


def answers(draft: Draft) -> Sequence[Answer]:
    """The answers offered for what a draft asks now, best first."""
    match draft.missing:
        case Missing.PROJECT:
            found = [choice.project for choice in draft.choices[:_MOST]]
            named = Counter((project.name, project.client.name) for project in found)
            return [
                Answer(
                    plain.joined(
                        [
                            project.name,
                            project.client.name,
                            project.code if named[project.name, project.client.name] > 1 else "",
                        ]
                    ),
                    plain.joined([project.name, project.client.name, project.code], ", "),
                    Change(project=project),
                )
                for project in found
            ]
        case Missing.TASK if draft.project:
            return [Answer(task.name, task.name, Change(task=task)) for task in draft.project.tasks[:_MOST]]
        case Missing.HOURS:
            lengths = [Decimal(text) for text in _USUAL_HOURS]
            return [Answer(plain.hours_spoken(h), plain.hours_spoken(h), Change(hours=h)) for h in lengths]
        case _:
            return []


class Chips(QWidget):
    """Shows the question and the chips. Signals: picked: `Change`; more: the full list was asked for."""

    picked = Signal(object)
    more = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._shown: tuple[str, tuple[Answer, ...]] = ("", ())
        self.question = WordsLabel(role="question")
        self.question.setFont(look.font(bold=True))
        self._row = QWidget()
        self._flow = FlowLayout(look.space(1), self._row)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.space(1))
        rows.addWidget(self.question)
        rows.addWidget(self._row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._row.setSizePolicy(policy)
        self.buttons: list[Button] = []

    def show_for(self, draft: Draft) -> None:
        """Ask what the draft asks; nothing happens where that is already on the screen."""
        wanted = (question(draft), tuple(answers(draft)))
        if wanted == self._shown:
            return
        self._shown = wanted
        self.question.show_words(wanted[0])
        self._clear()
        for answer in wanted[1]:
            self._add(answer)
        if draft.missing in (Missing.PROJECT, Missing.TASK):
            words = "Other…" if wanted[1] else "Find it…"
            self._put(Button(words, "chip", "Choose from the full list")).clicked.connect(self.more)
        self._row.updateGeometry()

    def pick(self, number: int) -> bool:
        """Take the chip of that number, from 0. Returns False where there is none."""
        if not 0 <= number < len(self._shown[1]):
            return False
        self.picked.emit(self._shown[1][number].change)
        return True

    def _add(self, answer: Answer) -> None:
        words = answer.words if len(answer.words) <= _WIDEST else answer.words[: _WIDEST - 1] + "…"
        button = self._put(Button(words, "chip", answer.name))
        button.setToolTip(plain.tooltip(answer.name))
        button.clicked.connect(lambda _checked=False, change=answer.change: self.picked.emit(change))

    def _put(self, button: Button) -> Button:
        self._flow.addWidget(button)
        self.buttons.append(button)
        button.show()
        return button

    def _clear(self) -> None:
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
