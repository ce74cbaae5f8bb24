"""One preview card: a time entry as it would be written, editable in place until it is confirmed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.agent import checking
from desktop.agent.drafts import Change, Draft, Missing
from desktop.agent.intents import Field, Warn
from desktop.harvest.catalog import Project, Task
from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.cards.card_text import HINTS, TOLD, Look, look, spoken
from desktop.ui.cards.chips import Chips
from desktop.ui.cards.notes import Footer, Gist, Warnings
from desktop.ui.cards.sheet import paint_sheet
from desktop.ui.port import Port
from desktop.ui.ranking import rank_projects, rank_tasks
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button, GlyphButton
from desktop.ui.widgets.date_button import DateButton
from desktop.ui.widgets.hours_edit import HoursEdit
from desktop.ui.widgets.inline_edit import InlineEdit, inset
from desktop.ui.widgets.labels import ElidedLabel
from desktop.ui.widgets.picker import Option, Picker
from desktop.ui.widgets.style import mark_doubted, set_role


class EntryCard(QFrame):
    """Shows a draft and sends edits to the port. It never changes the draft itself: `show_draft` is the only way in.

    Two lines tall, unless something is asked or in doubt. The mouse brings what else can be done into these lines; the
    keyboard in the card opens the notes below them.

    Signals:
        finished: an edit on this card was ended with Enter; the surface moves the focus on.
        left: Escape was pressed in a field where nothing had to be put back.
        shown: after another version of the draft was shown.
        looked_right: "Looks right" was pressed; the surface marks the card and leads to the next one.
    """

    finished = Signal()
    left = Signal()
    looked_right = Signal()
    shown = Signal()

    def __init__(self, port: Port, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._draft = draft
        self._look: Look = look(draft)
        self.setAccessibleName(tr("Time entry"))
        self._build()
        self._connect()
        self._show(draft, None)
        theme().changed.connect(self.update)

    @property
    def draft(self) -> Draft:
        """The draft as last shown."""
        return self._draft

    def show_draft(self, draft: Draft) -> None:
        """Show another version of the same draft; only what differs is touched."""
        if draft != self._draft:
            before, self._draft = self._draft, draft
            self._show(draft, before)
            self.shown.emit()

    def flush(self) -> bool:
        """Send what was typed but not entered yet. Returns False where the hours typed cannot be read."""
        taken = [field.take() for field in (self.project, self.task, self.hours, self.notes)]
        return all(taken)

    def focus_asked(self) -> bool:
        """Put the keyboard where something is asked; on the project where nothing is. False where all is settled."""
        if not self._look.editable:
            return False
        asked: dict[Missing | None, QWidget] = {
            Missing.PROJECT: self.project,
            Missing.TASK: self.task,
            Missing.HOURS: self.hours,
        }
        doubtful = [self._fields[field] for field in self._draft.checks if field in self._fields]
        field = asked.get(self._draft.missing, doubtful[0] if doubtful else self.project)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def focus_check(self) -> bool:
        """Put the keyboard on "Looks right". False where the card is not one to check."""
        button = self.chips.looks_right
        if button is None or not checking.is_to_check(self._draft):
            return False
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def mark_right(self) -> None:
        """A person looked: all of the card is right as it stands."""
        self._edit(Change(checked=True))

    def pick_answer(self, number: int) -> bool:
        """Take the answer chip of that number, from 0. Returns False where the card does not offer it."""
        return self._look.editable and self.chips.pick(number)

    def _build(self) -> None:
        size = theme()
        self.project = Picker(
            tr("Project"), tr("No project fits. Check the spelling, or ask to be assigned in Harvest."), self
        )
        self.project.setPlaceholderText(tr("Choose a project"))
        self.project.setFont(size.font("heading", bold=True))
        self.project.fit_words()
        self.hours = HoursEdit(self)
        self.hours.setFont(size.font("figure", bold=True))
        self.hours.setFixedWidth(self.hours.fontMetrics().horizontalAdvance("00.00") + size.space(5))
        self.unit = QLabel("h", self)
        self.unit.setProperty("role", "quiet")
        self.unit.setFixedWidth(self.unit.fontMetrics().horizontalAdvance("h"))  # also while it gives way
        self.client = ElidedLabel(role="quiet", parent=self)
        self.day = DateButton(self)
        self.task = Picker(tr("Task"), tr("This project has no such task."), self)
        self.task.setPlaceholderText(tr("Choose a task"))
        self.task.fit_words()
        self.gist = Gist(self)
        self.badge = QLabel(self)
        self.badge.setProperty("role", "badge")
        self.badge.setFont(size.font("small"))
        self.clock = QLabel(self)
        self.clock.setProperty("role", "quiet")
        self.discard = GlyphButton("close", tr("Discard this entry"), parent=self)
        self.notes = InlineEdit(tr("Notes"), self)
        self.notes.setPlaceholderText(tr("Add notes"))
        self.notes.setProperty("quiet", True)
        self.notes.goes_on = True
        self.warnings = Warnings(self)
        self.add_notes = Button(tr("Add notes"), "hint", tr("Add notes to this entry"), self)
        self.add_notes.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to the notes themselves
        self.add_notes.hide()
        self.chips = Chips(self)
        self.footer = Footer(self)
        self._fields: dict[Field, QWidget] = {
            Field.PROJECT: self.project,
            Field.TASK: self.task,
            Field.HOURS: self.hours,
            Field.DAY: self.day,
        }
        self._lay_out()

    def _lay_out(self) -> None:
        size = theme()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(size.space(4), size.space(1.5), size.space(2), size.space(1.5))
        rows.setSpacing(0)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(size.space(1))
            rows.addLayout(row)
        first.addWidget(self.project)
        first.addWidget(self.client, 1)
        length = QHBoxLayout()
        length.setContentsMargins(0, 0, inset(size.unit), 0)  # so that hours and day end one below the other
        length.setSpacing(0)
        length.addWidget(self.hours)
        length.addWidget(self.unit)
        first.addLayout(length)
        second.addWidget(self.task)
        second.addWidget(self.add_notes)
        second.addWidget(self.gist, 1)
        second.addWidget(self.clock)
        second.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        second.addWidget(self.day)
        for widget in (self.notes, self.chips, self.warnings, self.footer):
            rows.addWidget(widget)
        for widget in (self.chips, self.warnings, self.footer):
            widget.setContentsMargins(inset(size.unit), size.space(1), 0, 0)
        parts = (self.project, self.hours, self.day, self.task, self.notes, self.discard, self.chips, self.warnings)
        self.tab_order: tuple[QWidget, ...] = (*parts, self.footer)

    def _connect(self) -> None:
        self.project.set_finder(self._find_projects)
        self.task.set_finder(self._find_tasks)
        self.project.picked.connect(lambda project: self._edit(Change(project=project)))
        self.task.picked.connect(lambda task: self._edit(Change(task=task)))
        self.hours.chosen.connect(lambda hours: self._edit(Change(hours=hours)))
        self.day.chosen.connect(lambda day: self._edit(Change(spent_date=day)))
        self.notes.entered.connect(lambda words: self._edit(Change(notes=words)))
        self.chips.picked.connect(self._answer)
        self.chips.more.connect(self._open_asked)
        self.chips.dropped.connect(self._drop)
        self.chips.right.connect(self.looked_right)
        self.discard.clicked.connect(self._drop)
        self.add_notes.clicked.connect(self.open_notes)
        self.gist.clicked.connect(self.open_notes)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.footer.undone.connect(lambda: self._port.undo(self._draft.id))
        self.footer.retried.connect(self._retry)
        for field in (self.project, self.task, self.hours, self.notes):
            field.done.connect(self.finished)
            field.left.connect(self.left)
        self.day.left.connect(self.left)

    def _show(self, draft: Draft, before: Draft | None) -> None:
        """Update what differs from `before`, or everything where that is None."""
        present = look(draft)
        state_changed = before is None or present != self._look
        self._look = present
        if before is None or draft.project != before.project or draft.said_project != before.said_project:
            self._show_project(draft.project)
        if before is None or draft.task != before.task:
            self._show_task(draft.task)
        if before is None or _length(draft) != _length(before):
            self.hours.show_hours(draft.hours)
            self.clock.setText(plain.clock(draft.started_time, draft.ended_time))
        if before is None or draft.spent_date != before.spent_date:
            self.day.show_day(draft.spent_date, self._port.today)
        if before is None or draft.notes != before.notes:
            self.notes.show_value(draft.notes)
        if present.editable:
            self.chips.show_for(draft, self._port.today)
        if state_changed:
            self._show_state(present)
        self._show_asked(draft, present)
        self.setAccessibleName(spoken(draft, self._port.today))

    def _show_project(self, project: Project | None) -> None:
        self.project.show_value(project.name if project else "", force=True)
        self.client.show_words(plain.joined([project.client.name, project.code]) if project else "")

    def _show_task(self, task: Task | None) -> None:
        self.task.show_value(task.name if task else "", force=True)
        if task is not None:
            self.badge.setText(tr("Billable") if task.billable else tr("Not billable"))
            set_role(self.badge, "badge" if task.billable else "badge-quiet")

    def _show_state(self, present: Look) -> None:
        for field in (self.project, self.task, self.hours, self.notes):
            field.set_editable(present.editable)
            field.setVisible(not present.collapsed)
        self.day.setEnabled(present.editable)
        for widget in (self.client, self.day):
            widget.setVisible(not present.collapsed)
        self.footer.show_look(present)
        self.update()

    def _show_asked(self, draft: Draft, present: Look) -> None:
        asking = present.editable and draft.missing is not None
        to_check = checking.is_to_check(draft)
        self.chips.setVisible(asking or to_check)
        hint = next((retold(one.text) for one in draft.warnings if one.code in HINTS), "")
        if Field.TASK not in draft.checks:
            self.task.setAccessibleDescription(plain.shown(hint))
        for field, widget in self._fields.items():
            mark_doubted(widget, doubted=to_check and field in draft.checks)
        self.task.setVisible(not present.collapsed and bool(draft.project or draft.task))
        self.clock.setVisible(not present.collapsed and bool(self.clock.text()))
        self.project.mark(asked=asking and draft.missing is Missing.PROJECT)
        self.task.mark(asked=asking and draft.missing is Missing.TASK)
        self.hours.mark(asked=asking and draft.missing is Missing.HOURS)
        self.warnings.show_warnings(_doubts(draft) + _told(draft), asks=asking or to_check)
        self._show_use()

    def _show_use(self) -> None:
        """What can be done shows where the mouse or the keyboard is; the keyboard brings the lines about it, too."""
        own = (*self._fields.values(), self.notes, self.discard)
        draft, present = self._draft, self._look
        worked_on = present.editable and any(widget.hasFocus() for widget in own)
        touched = present.editable and (worked_on or self.underMouse())
        self.notes.setVisible(present.editable and (worked_on or self.notes.is_dirty))
        is_resting = self.notes.isHidden() and not present.collapsed
        self.add_notes.setVisible(touched and is_resting and not draft.notes)
        told = _told(draft) if present.editable and not worked_on else ()
        self.gist.show_gist(draft.notes if is_resting else "", told)
        self.gist.setVisible(not present.collapsed)
        self.gist.setContentsMargins(inset(theme().unit) if self.task.isHidden() else 0, 0, 0, 0)
        self.discard.setVisible(present.can_discard and touched)
        self.unit.setVisible(not present.collapsed)
        self.unit.setText("" if present.can_discard and touched else "h")
        unusual = draft.task is not None and not draft.task.billable
        self.badge.setVisible(draft.task is not None and not present.collapsed and (unusual or touched))
        self.warnings.setVisible(present.editable and bool(_doubts(draft) or (worked_on and _told(draft))))

    def open_notes(self) -> None:
        """Put the keyboard into the notes."""
        self.notes.show()
        self.notes.setFocus(Qt.FocusReason.TabFocusReason)

    def _find_projects(self, query: str) -> list[Option]:
        catalog = self._port.catalog
        offered = [choice.project for choice in self._draft.choices]
        known = catalog.projects if catalog else tuple(offered)
        found = rank_projects(query, known, first=offered)
        return [Option(project.name, f"{project.client.name}\n{project.code}", project) for project in found]

    def _find_tasks(self, query: str) -> list[Option]:
        tasks = self._draft.project.tasks if self._draft.project else ()
        kinds = {True: tr("Billable"), False: tr("Not billable")}
        return [Option(task.name, kinds[task.billable], task) for task in rank_tasks(query, tasks)]

    def _edit(self, change: Change) -> None:
        if self._look.editable:
            self._port.edit(self._draft.id, change)

    def _drop(self) -> None:
        self._port.discard((self._draft.id,))

    def _answer(self, change: Change) -> None:
        self._edit(change)
        self.finished.emit()

    def _open_asked(self) -> None:
        wants_task = self._draft.missing is Missing.TASK or self._draft.checks[:1] == (Field.TASK,)
        field = self.task if wants_task else self.project
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.open_list()

    def _retry(self) -> None:
        if self.flush():
            self._port.commit((self._draft.id,))

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Follow the keyboard in and out of the fields. No event filter: that would see every event of every field."""
        if any(widget is not None and self.isAncestorOf(widget) for widget in (old, new)):
            self._show_use()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button that discards takes the place of the unit, and no room of its own."""
        super().resizeEvent(event)
        self.discard.adjustSize()
        self.discard.move(self.unit.geometry().center() - self.discard.rect().center())
        self.discard.raise_()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer notes."""
        super().enterEvent(event)
        self._show_use()

    def leaveEvent(self, event: QEvent) -> None:
        """Be calm again."""
        super().leaveEvent(event)
        self._show_use()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the fields puts the keyboard where something is asked, which brings the answers."""
        if not self.chips.isVisible() or not self.focus_asked():
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet sheet with a strip in the colour of the state; dashed while something is asked."""
        paint_sheet(self, self._look)


def _told(draft: Draft) -> tuple[Warn, ...]:
    """What is merely told: it stands in grey behind the task."""
    return tuple(warning for warning in checking.told(draft) if warning.code in TOLD or warning.code in HINTS)


def _doubts(draft: Draft) -> tuple[Warn, ...]:
    """The warnings that are told in lines, since somebody should look at them; what the question says is not among."""
    return tuple(one for one in checking.told(draft) if one.code not in TOLD and one.code not in HINTS)


def _length(draft: Draft) -> tuple[object, ...]:
    return draft.hours, draft.started_time, draft.ended_time
