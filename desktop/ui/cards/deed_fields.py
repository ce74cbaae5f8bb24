"""The lines of a deed's card: one widget for each form of a field, all with the same few methods.

Each says what was filled in by its signal `filled`. Nothing is changed here: the card is shown anew with the answer.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.agent.deeds.card import Form, FormField
from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.cards.deed_parts import Chips, Settled
from desktop.ui.cards.deed_text import name_inside, offered, value_words
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.date_button import DateButton
from desktop.ui.widgets.inline_edit import InlineEdit, inset
from desktop.ui.widgets.labels import WordsLabel
from desktop.ui.widgets.picker import Option as Pick
from desktop.ui.widgets.picker import Picker

_CHIPS = 6
_LINES = 7  # of a text that is edited


class FieldLine(QWidget):
    """Base: shows one field. Signals: filled: str, what was given for it; done: it was ended with Enter."""

    filled = Signal(str)
    done = Signal()

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(theme().space(0.5))

    def show_field(self, field: FormField, *, editable: bool) -> None:
        """Show the field as it is now."""
        self.field = field

    def take(self) -> bool:
        """Hand over what was typed and not entered yet; False where there is nothing that could be read."""
        return True

    def focus_here(self) -> None:
        """Put the keyboard on it."""
        self.setFocus(Qt.FocusReason.TabFocusReason)


class ShownLine(FieldLine):
    """Words that cannot be changed."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.label = WordsLabel()
        self.label.setContentsMargins(inset(theme().unit), 0, 0, 0)
        if field.key == "total":
            self.label.setFont(theme().font(bold=True))
        self.rows.addWidget(self.label)

    def show_field(self, field: FormField, *, editable: bool) -> None:
        """Show the words."""
        super().show_field(field, editable=editable)
        words = value_words(field, field.text)
        self.label.show_words(words)
        self.label.setAccessibleName(plain.shown(f"{retold(field.name)}: {words}"))


class TypedLine(FieldLine):
    """One line of words, hours, money or addresses; known addresses are offered below."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.edit = InlineEdit(retold(field.name))
        self.rows.addWidget(self.edit)
        self.chips = Chips()
        self.rows.addWidget(self.chips)
        self.edit.entered.connect(self.filled)
        self.edit.done.connect(self.done)
        self.chips.picked.connect(self._add)

    def show_field(self, field: FormField, *, editable: bool) -> None:
        """Show the value; addresses that are not among it are offered."""
        super().show_field(field, editable=editable)
        shown = (
            value_words(field, field.text) if field.form in (Form.HOURS, Form.MONEY) and not editable else field.value
        )
        self.edit.show_value(plain.shown(shown))
        self.edit.setPlaceholderText(plain.shown(retold(field.question)) or tr("No {field}", field=name_inside(field)))
        self.edit.set_editable(editable)
        self.edit.mark(asked=editable and bool(field.question))
        said = field.value.casefold()
        others = [option for option in field.options if option.key.casefold() not in said]
        self.chips.show_options(others if editable else [])

    def take(self) -> bool:
        """Hand over what was typed."""
        return self.edit.take()

    def focus_here(self) -> None:
        """Put the keyboard into the line."""
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, key: str) -> None:
        self.filled.emit(", ".join(part for part in (self.field.value, key) if part))


class ChoiceLine(FieldLine):
    """One of the options, found by typing; while it is asked, the likely ones are buttons."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.picker = Picker(retold(field.name), tr("None of them fits."))
        self.picker.set_finder(self._find)
        self.chips = Chips()
        self.rows.addWidget(self.picker)
        self.rows.addWidget(self.chips)
        self.picker.picked.connect(lambda key: self.filled.emit(str(key)))
        self.picker.done.connect(self.done)
        self.chips.picked.connect(self.filled)

    def show_field(self, field: FormField, *, editable: bool) -> None:
        """Show what is chosen, or ask."""
        super().show_field(field, editable=editable)
        self.picker.show_value(plain.shown(value_words(field, field.text)), force=True)
        self.picker.setPlaceholderText(plain.shown(retold(field.question)) or retold(field.name))
        self.picker.set_editable(editable and len(field.options) > 1)
        asked = editable and bool(field.question)
        self.picker.mark(asked=asked)
        self.chips.show_options(offered(field)[: min(field.fitting or _CHIPS, _CHIPS)] if asked else ())

    def take(self) -> bool:
        """Hand over what was typed."""
        return self.picker.take()

    def focus_here(self) -> None:
        """Put the keyboard on the first button, or into the field."""
        first = self.chips.buttons[0] if self.chips.buttons else self.picker
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _find(self, query: str) -> list[Pick]:
        said = query.casefold().split()
        fitting = [one for one in offered(self.field) if all(word in one.text.casefold() for word in said)]
        return [Pick(one.text, "", one.key) for one in fitting]


class SeveralLine(FieldLine):
    """Some of the options; once nothing can be chosen any more, their names alone."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.boxes: dict[str, QCheckBox] = {}
        for option in field.options:
            box = QCheckBox(plain.label(option.text))
            box.setAccessibleName(plain.shown(f"{retold(field.name)}: {option.text}"))
            box.clicked.connect(self._changed)
            self.boxes[option.key] = box
            self.rows.addWidget(box)
        self.settled = Settled(self.rows)

    def show_field(self, field: FormField, *, editable: bool) -> None:
        """Tick what is chosen."""
        super().show_field(field, editable=editable)
        chosen = set(field.value.split(","))
        for key, box in self.boxes.items():
            box.setChecked(key in chosen)
            box.setVisible(editable)
        self.settled.say(field.text, is_settled=not editable)

    def focus_here(self) -> None:
        """Put the keyboard on the first box."""
        if self.boxes:
            next(iter(self.boxes.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _changed(self) -> None:
        self.filled.emit(",".join(key for key, box in self.boxes.items() if box.isChecked()))


class FlagLine(FieldLine):
    """Yes or no."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = QCheckBox(tr("Yes"))
        self.box.setAccessibleName(retold(field.name))
        self.box.clicked.connect(lambda on: self.filled.emit("yes" if on else "no"))
        self.rows.addWidget(self.box)
        self.settled = Settled(self.rows)

    def show_field(self, field: FormField, *, editable: bool) -> None:
        """Tick it or not."""
        super().show_field(field, editable=editable)
        self.box.setChecked(field.value == "yes")
        self.box.setText(tr("Yes") if field.value == "yes" else tr("No"))
        self.box.setVisible(editable)
        self.settled.say(self.box.text(), is_settled=not editable)

    def focus_here(self) -> None:
        """Put the keyboard on the box."""
        self.box.setFocus(Qt.FocusReason.TabFocusReason)


class DayLine(FieldLine):
    """A day, chosen from a calendar."""

    def __init__(self, field: FormField, today: date, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._today = today
        self.button = DateButton()
        self.button.chosen.connect(lambda day: self.filled.emit(day.isoformat()))
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch()
        self.rows.addLayout(row)

    def show_field(self, field: FormField, *, editable: bool) -> None:
        """Show the day."""
        super().show_field(field, editable=editable)
        self.button.show_day(date.fromisoformat(field.value), self._today)
        self.button.setEnabled(editable)

    def focus_here(self) -> None:
        """Put the keyboard on the day."""
        self.button.setFocus(Qt.FocusReason.TabFocusReason)


class TextLine(FieldLine):
    """Words over several lines; Ctrl+Enter or leaving the field hands them over."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        look = theme()
        self.edit = QPlainTextEdit()
        self.edit.setProperty("role", "text")
        self.edit.setAccessibleName(retold(field.name))
        self.edit.setTabChangesFocus(True)
        self.edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.document().setDocumentMargin(look.space(0.5))
        self.edit.setViewportMargins(look.space(0.5), 0, 0, 0)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._fit)
        self.rows.addWidget(self.edit)

    def show_field(self, field: FormField, *, editable: bool) -> None:
        """Show the words, but never over the hands of somebody who is typing."""
        typed = self.edit.toPlainText() != self.field.value and self.edit.hasFocus()
        super().show_field(field, editable=editable)
        if not typed and self.edit.toPlainText() != field.value:
            self.edit.setPlainText(field.value)
        self.edit.setPlaceholderText(plain.shown(retold(field.question)) or tr("No {field}", field=name_inside(field)))
        self.edit.setReadOnly(not editable)
        self._fit()

    def take(self) -> bool:
        """Hand over what was typed."""
        words = self.edit.toPlainText()
        if words != self.field.value and not self.edit.isReadOnly():
            self.filled.emit(words)
        return True

    def focus_here(self) -> None:
        """Put the keyboard into the text."""
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the words over when the field is left, or with Ctrl+Enter."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.take()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.take()
                self.done.emit()
                return True
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        lines = min(max(self.edit.document().blockCount(), 1), _LINES)
        height = self.edit.fontMetrics().lineSpacing() * lines + theme().space(3)
        self.edit.setFixedHeight(height)


class FileLine(FieldLine):
    """A file, chosen or dropped here."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.setAcceptDrops(True)
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.choose = Button(tr("Choose a file…"), "chip", tr("Choose a file as the receipt, or drop one here"))
        self.remove = Button(tr("Remove"), "link", tr("Take the receipt off"))
        row = QHBoxLayout()
        row.setContentsMargins(theme().space(1), 0, 0, 0)
        for widget in (self.name, self.choose, self.remove):
            row.addWidget(widget)
        row.addStretch()
        self.rows.addLayout(row)
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(lambda: self.filled.emit(""))

    def show_field(self, field: FormField, *, editable: bool) -> None:
        """Show the file's name."""
        super().show_field(field, editable=editable)
        self.name.setText(plain.shown(Path(field.value).name) if field.value else "" if editable else "none")
        self.name.setVisible(bool(self.name.text()))
        self.choose.setVisible(editable)
        self.remove.setVisible(editable and bool(field.value))

    def focus_here(self) -> None:
        """Put the keyboard on the button."""
        self.choose.setFocus(Qt.FocusReason.TabFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if _dropped(event.mimeData()) and self.choose.isVisible():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        path = _dropped(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.filled.emit(path)

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Receipt"), "", tr("Pictures and PDF (*.png *.jpg *.jpeg *.gif *.pdf)")
        )
        if path:
            self.filled.emit(path)


def _dropped(data: QMimeData) -> str:
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")


def line_of(field: FormField, today: date) -> FieldLine:
    """The widget for a field's form."""
    match field.form:
        case Form.SHOWN:
            return ShownLine(field)
        case Form.CHOICE:
            return ChoiceLine(field)
        case Form.CHOICES:
            return SeveralLine(field)
        case Form.FLAG:
            return FlagLine(field)
        case Form.DAY:
            return DayLine(field, today)
        case Form.TEXT:
            return TextLine(field)
        case Form.FILE:
            return FileLine(field)
        case Form.LINE | Form.HOURS | Form.MONEY | Form.ADDRESSES:
            return TypedLine(field)
