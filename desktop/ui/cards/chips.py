"""The question of a card and its one-click answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.agent import checking
from desktop.agent.checking import Pick
from desktop.agent.drafts import Change, Draft, Missing
from desktop.agent.intents import Field
from desktop.harvest.catalog import twins
from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.cards.card_text import question
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import WordsLabel
from desktop.ui.widgets.style import set_role

_MOST = 6
_WIDEST = 44  # letters of a chip
_LEAST = 20  # units that it may be squeezed to
_USUAL_HOURS = ("0.25", "0.5", "1", "1.5", "2", "4", "8")


def answers(draft: Draft) -> Sequence[Pick]:
    """The answers offered for what a draft asks now, best first."""
    match draft.missing:
        case Missing.PROJECT:
            found = [choice.project for choice in draft.choices[:_MOST]]
            alike = twins(found)
            return [
                Pick(
                    checking.project_words(project, with_code=project.id in alike),
                    plain.joined([project.name, project.client.name, project.code], ", "),
                    Change(project=project),
                )
                for project in found
            ]
        case Missing.TASK if draft.project:
            return [Pick(task.name, task.name, Change(task=task)) for task in draft.project.tasks[:_MOST]]
        case Missing.HOURS:
            lengths = [Decimal(text) for text in _USUAL_HOURS]
            return [Pick(plain.hours_spoken(h), plain.hours_spoken(h), Change(hours=h)) for h in lengths]
        case _:
            return []


def offered(draft: Draft, today: date) -> tuple[Pick, ...]:
    """The answers that have numbers, to what a draft asks or what is to be checked on it."""
    picks = checking.options(draft, today) if checking.is_to_check(draft) else answers(draft)
    return tuple(map(_in_words, picks))


def _in_words(pick: Pick) -> Pick:
    """In the language of the screen, but for what is a name."""
    change = pick.change
    if change is None or not (change.project or change.task):
        return replace(pick, words=retold(pick.words), name=retold(pick.name))
    if change.task and pick.words == f"Task: {change.task.name}":
        words = tr("Task: {name}", name=change.task.name)
        return replace(pick, words=words, name=words)
    return pick


class Chip(Button):
    """One answer, cut with "…" where the card is narrower than its words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "chip", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, words: str, name: str = "") -> None:
        """Show `words`; `name` is what a screen reader says."""
        super().say(words, name)
        self._words = self.text()
        self._whole = super().sizeHint()

    def sizeHint(self) -> QSize:
        """As wide as all of the words, whatever of them is shown now."""
        return super().sizeHint() if self.text() == self._words else self._whole

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        hint = self.sizeHint()
        return hint.boundedTo(QSize(theme().space(_LEAST), hint.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        if self.text() != self._words:
            self.setText(self._words)
        self._whole = super().sizeHint()
        over = self._whole.width() - self.width()
        if over > 0:
            room = self.fontMetrics().horizontalAdvance(self._words) - over
            self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class Chips(QWidget):
    """Shows the question of a card and its chips; those that keys pick now bear their numbers.

    Signals:
        picked: `Change`, a chip was taken.
        dropped: the chip that leaves the entry out was taken.
        right: a card to check is right as it stands.
        more: the full list was asked for.
    """

    picked = Signal(object)
    dropped = Signal()
    right = Signal()
    more = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, tuple[Pick, ...], bool] = ("", (), False)
        self._is_numbered = self._is_folded = False
        self.buttons: list[Button] = []
        self.looks_right: Button | None = None

    @cached_property
    def question(self) -> WordsLabel:
        """What is asked. Made when there is something to ask, as the row below it."""
        label = WordsLabel(role="question", parent=self)
        label.setFont(theme().font(bold=True))
        return label

    @cached_property
    def _row(self) -> QWidget:
        look, row = theme(), QWidget(self)
        FlowLayout(look.space(1), row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.space(1))
        rows.addWidget(self.question)
        rows.addWidget(row)
        row.setVisible(not self._is_folded)
        return row

    def show_for(self, draft: Draft, today: date) -> None:
        """Ask what the draft asks; nothing happens where that is already on the screen."""
        checks = checking.is_to_check(draft)
        asked = retold(checking.question(draft, today)) if checks else question(draft)
        picks = offered(draft, today)
        wanted = (asked, picks, checks)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.question.show_words(asked)
        set_role(self.question, "check" if checks else "question")
        self._clear()
        if checks:
            self.looks_right = self._put(
                Button(tr("Looks right"), "chip-check", tr("Looks right. {asked}", asked=asked), self._row)
            )
            self.looks_right.clicked.connect(self.right)
        for place, option in enumerate(picks):
            self._add(option, place)
        if _has_list(draft):
            words = tr("Other…") if picks else tr("Find it…")
            self._put(Button(words, "chip", tr("Choose from the full list"), self._row)).clicked.connect(self.more)
        self._row.updateGeometry()

    def fold(self, *, is_folded: bool) -> None:
        """Show the question alone, without its answers; a click on the card, or the keyboard in it, brings them."""
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            if "_row" in self.__dict__:
                self._row.setVisible(not is_folded)

    def show_numbers(self, *, shown: bool) -> None:
        """Show on the chips which number picks them, or not: only one card of a surface is picked from."""
        if shown != self._is_numbered:
            self._is_numbered = shown
            buttons = self.buttons[1:] if self.looks_right else self.buttons
            for place, (button, option) in enumerate(zip(buttons, self._shown[1], strict=False)):
                self._word(button, option, place)
            self._row.updateGeometry()

    def pick(self, number: int) -> bool:
        """Take the chip of that number, from 0. Returns False where there is none."""
        if not 0 <= number < len(self._shown[1]):
            return False
        self._take(self._shown[1][number])
        return True

    def _take(self, option: Pick) -> None:
        if option.change is None:
            self.dropped.emit()
        else:
            self.picked.emit(option.change)

    def _add(self, option: Pick, place: int) -> None:
        button = self._put(Chip(self._row))
        button.setToolTip(plain.tooltip(option.name))
        button.clicked.connect(lambda _checked=False: self._take(option))
        self._word(button, option, place)

    def _word(self, button: Button, option: Pick, place: int) -> None:
        words = option.words if len(option.words) <= _WIDEST else option.words[: _WIDEST - 1] + "…"
        numbered = self._is_numbered and place < checking.MOST
        button.say(f"{place + 1}  {words}" if numbered else words, option.name)
        button.setAccessibleDescription(f"Alt+{place + 1}" if numbered else "")

    def _put(self, button: Button) -> Button:
        self._laid_out().addWidget(button)
        self.buttons.append(button)
        button.show()
        return button

    def _laid_out(self) -> QLayout:
        layout = self._row.layout()
        assert layout is not None  # noqa: S101 - made with the row
        return layout

    def _clear(self) -> None:
        for button in self.buttons:
            self._laid_out().removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.looks_right = None


def _has_list(draft: Draft) -> bool:
    """Whether the open or doubted field has a list to choose from."""
    if checking.is_to_check(draft):
        return len(draft.checks) == 1 and draft.checks[0] in (Field.PROJECT, Field.TASK)
    return draft.missing in (Missing.PROJECT, Missing.TASK)
