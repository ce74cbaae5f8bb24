"""The card of a deed: what would be written, before and after, what it asks, and one button that does it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.agent.deeds.card import Deed, Form, FormField, Table
from desktop.agent.drafts import UNCONFIRMED, DraftState
from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.cards.card_text import Look
from desktop.ui.cards.deed_fields import FieldLine, line_of
from desktop.ui.cards.deed_text import deed_look, spoken_deed, value_words
from desktop.ui.cards.notes import Footer, GlyphLine, Warnings
from desktop.ui.cards.sheet import paint_sheet
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.inline_edit import inset
from desktop.ui.widgets.labels import WordsLabel

SETTLE_MS = 350  # a card younger than this was not read by anybody


class DeedCard(QFrame):
    """Shows a deed and hands answers to the port; `show_deed` is the only way in.

    Enter anywhere on it confirms a card that is ready, but never one that cannot be taken back: that has its button.
    Signals: left: Escape was pressed on it.
    """

    left = Signal()

    def __init__(self, port: Port, deed: Deed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._deed = deed
        self._look: Look = deed_look(deed)
        self._is_confirmed = False
        self._waits_to_confirm = False
        self._age = QElapsedTimer()
        self._age.start()
        self.settle_ms = SETTLE_MS
        self.lines: dict[str, FieldLine] = {}
        self._parts: dict[str, tuple[QLabel, WordsLabel, FieldLine]] = {}
        self._tables: tuple[Table, ...] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._build()
        self._show(deed)
        theme().changed.connect(self.update)

    @property
    def deed(self) -> Deed:
        """The deed as last shown."""
        return self._deed

    def show_deed(self, deed: Deed) -> None:
        """Show another version of the same deed."""
        self._deed = deed
        self._is_confirmed = False
        self.problem.hide()
        self._show(deed)
        if self._waits_to_confirm:
            self._waits_to_confirm = False
            self.confirm_ready()

    def show_problem(self, words: str) -> None:
        """Say why the latest answer cannot be taken, and put the fields back."""
        self._waits_to_confirm = False
        self.problem.say("warn", retold(words), "asking", "warning")
        self.problem.show()
        self._show(self._deed)

    def focus_asked(self) -> bool:
        """Put the keyboard where something is asked, else on the card. False where all is settled."""
        if not self._look.editable:
            return False
        asked = self._deed.asked
        if asked is not None and asked.key in self.lines:
            self.lines[asked.key].focus_here()
        else:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def take_keyboard(self) -> bool:
        """Keep the keyboard, on the card, where a part that had it went away. False once nothing is to be done here."""
        if self._deed.state in UNCONFIRMED and not self._is_confirmed:
            self.setFocus()
            return True
        return False

    @property
    def tab_order(self) -> tuple[QWidget, ...]:
        """The card, its lines, what does it, and what drops it."""
        return (self, *self.lines.values(), self.warnings, self.confirm, self.dismiss, self.footer)

    @property
    def may_be_confirmed(self) -> bool:
        """Whether Enter may confirm it: ready, not on its way, not grave, and old enough to have been read."""
        is_read = self._age.elapsed() >= self.settle_ms
        return is_read and self._is_ready and not self._deed.is_grave

    def confirm_ready(self) -> bool:
        """Confirm it where Enter may. Returns False where nothing was confirmed."""
        if self.may_be_confirmed:
            self._confirm()
            return True
        return False

    @property
    def _is_ready(self) -> bool:
        return self._deed.state is DraftState.READY and not self._is_confirmed

    def _build(self) -> None:
        look = theme()
        self.title = WordsLabel()
        self.title.setFont(look.font("heading", bold=True))
        self.person = WordsLabel(role="person")
        self.person.setFont(look.font("title", bold=True))
        self.grid = QGridLayout()
        self.grid.setColumnStretch(1, 1)
        self.grid.setHorizontalSpacing(look.space(3))
        self.grid.setVerticalSpacing(look.space(0.5))
        self.tables = QVBoxLayout()
        self.tables.setSpacing(look.space(2))
        self.warnings = Warnings()
        self.problem = GlyphLine("warn", "", "asking", "warning")
        self.problem.hide()
        self.confirm = Button("", "primary")
        self.dismiss = Button(tr("Dismiss"), "plain", tr("Dismiss this card: nothing is written"))
        self.footer = Footer()
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.dismiss)
        buttons.addWidget(self.confirm)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.space(4), look.space(3), look.space(3), look.space(3))
        rows.setSpacing(look.space(2))
        rows.addWidget(self.title)
        rows.addWidget(self.person)
        rows.addLayout(self.grid)
        rows.addLayout(self.tables)
        rows.addWidget(self.warnings)
        rows.addWidget(self.problem)
        rows.addLayout(buttons)
        rows.addWidget(self.footer)
        self.confirm.clicked.connect(self._press)
        self.dismiss.clicked.connect(lambda: self._port.discard((self._deed.id,)))
        self.footer.undo.clicked.connect(lambda: self._port.undo(self._deed.id))
        self.footer.retry.clicked.connect(lambda: self._port.commit((self._deed.id,)))

    def _show(self, deed: Deed) -> None:
        present = self._look = deed_look(deed)
        self.title.show_words(retold(deed.title))
        self.title.setVisible(not present.collapsed)
        self.person.show_words(tr("For {person}", person=deed.person) if deed.person else "")
        self.person.setVisible(bool(deed.person) and not present.collapsed)
        self._show_fields(deed, present)
        self._show_tables(() if present.collapsed else deed.tables)
        self.warnings.show_warnings(deed.warnings)
        self.warnings.setVisible(bool(deed.warnings) and present.editable)
        action = retold(deed.action)
        self.confirm.say(action, f"{action}. {retold(deed.summary)}")
        is_open = deed.state in UNCONFIRMED
        self.confirm.setVisible(is_open)
        self.confirm.setEnabled(self._is_ready)
        self.dismiss.setVisible(present.can_discard)
        self.footer.show_look(present)
        self.setAccessibleName(spoken_deed(deed))
        self.update()

    def _show_fields(self, deed: Deed, present: Look) -> None:
        wanted = {field.key: field for field in deed.fields}
        if [_shape(field) for field in deed.fields] != [_shape(line.field) for line in self.lines.values()]:
            self._make_lines(deed)
        for key, field in wanted.items():
            name, before, line = self._parts[key]
            line.show_field(field, editable=present.editable)
            before.show_words(
                f"{value_words(field, field.before or '') or tr('nothing')}  →" if field.is_changed else ""
            )
            before.setVisible(field.is_changed and not present.collapsed)
            is_worth = present.editable or bool(field.text) or field.is_changed
            name.setVisible(is_worth and not present.collapsed)
            line.setVisible(is_worth and not present.collapsed)

    def _make_lines(self, deed: Deed) -> None:
        for parts in self._parts.values():
            for widget in parts:
                self.grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._parts, self.lines = {}, {}
        for row, field in enumerate(deed.fields):
            name = QLabel(plain.label(retold(field.name)))
            name.setProperty("role", "quiet")
            before, line = WordsLabel(role="before"), line_of(field, self._port.today)
            is_tall = field.form in (Form.TEXT, Form.CHOICES) or bool(field.question)
            cell = QVBoxLayout() if field.form is Form.TEXT else QHBoxLayout()
            cell.setSpacing(theme().space(1))
            before.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            before.setWordWrap(field.form is Form.TEXT)
            before.setContentsMargins(inset(theme().unit), 0, 0, 0)
            cell.addWidget(before)
            cell.addWidget(line, 0 if field.form is Form.TEXT else 1)  # downwards a share would stretch the card
            name.setContentsMargins(0, theme().space(1) if is_tall else 0, 0, 0)
            side = Qt.AlignmentFlag.AlignTop if is_tall else Qt.AlignmentFlag.AlignVCenter
            self.grid.addWidget(name, row, 0, side)
            self.grid.addLayout(cell, row, 1)
            line.filled.connect(lambda value, key=field.key: self._fill(key, value))
            line.done.connect(self.setFocus)
            self._parts[field.key], self.lines[field.key] = (name, before, line), line

    def _show_tables(self, tables: tuple[Table, ...]) -> None:
        if tables == self._tables:
            return
        self._tables = tables
        while (item := self.tables.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for table in tables:
            self.tables.addWidget(_table_of(table))

    def _fill(self, key: str, value: str) -> None:
        field = self._deed.field(key)
        if self._look.editable and field is not None and value != field.value:
            self._port.fill_in(self._deed.id, key, value)

    def _press(self) -> None:
        """The button: what was typed and not entered is taken over first, and shown before it is confirmed."""
        if self._is_ready:
            self._confirm()

    def _confirm(self) -> None:
        if any(_is_dirty(line) for line in self.lines.values()):
            for line in self.lines.values():
                line.take()
            self._waits_to_confirm = not self._deed.is_grave
            return
        self._is_confirmed = True
        self.confirm.setEnabled(False)
        self._port.commit((self._deed.id,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms a ready card that has the keyboard; Escape leaves it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if not self.confirm_ready() and not self.focus_asked():
                event.ignore()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet sheet with a strip in the colour of the state."""
        paint_sheet(self, self._look)


def _shape(field: FormField) -> tuple[object, ...]:
    """What a line is made for: another shape needs another widget."""
    boxes = tuple(option.key for option in field.options) if field.form is Form.CHOICES else ()
    return field.key, field.form, boxes


def _is_dirty(line: FieldLine) -> bool:
    edit = getattr(line, "edit", None) or getattr(line, "picker", None)
    if edit is None:
        return False
    if hasattr(edit, "is_dirty"):
        return bool(edit.is_dirty)
    return bool(edit.toPlainText() != line.field.value and not edit.isReadOnly())


def _table_of(table: Table) -> QWidget:
    """A table as a grid of labels: it is short, and a screen reader goes through it cell by cell."""
    look = theme()
    frame = QFrame()
    frame.setAccessibleName(plain.shown(retold(table.title)))
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, look.space(1), 0, 0)
    grid.setHorizontalSpacing(look.space(3))
    grid.setVerticalSpacing(look.space(0.5))
    title = QLabel(plain.label(retold(table.title)))
    title.setFont(look.font(bold=True))
    grid.addWidget(title, 0, 0, 1, len(table.columns))
    columns = tuple(map(retold, table.columns))
    rows = [(columns, "quiet"), *((row, "") for row in table.rows)]
    if table.total:
        rows.append((table.total, "total"))
    for place, (row, role) in enumerate(rows, start=1):
        for column, words in enumerate(row):
            words = retold(words) if table.columns[column] == "Why" else words
            cell = WordsLabel(words, role)
            if role == "total":
                cell.setFont(look.font(bold=True))
            is_number = column in table.numeric
            cell.setWordWrap(not is_number)
            cell.setAccessibleName(plain.shown(f"{columns[column]}: {words}") if words else "")
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            cell.setAlignment(side | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(cell, place, column)
    for column in range(len(table.columns)):
        grid.setColumnStretch(column, 0 if column in table.numeric else 1)
    return frame
