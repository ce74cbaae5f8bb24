"""Where Gleaner looks for what a day left behind: calendars and repositories, each listed by the person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import plain
from desktop.text.language import tr
from desktop.text.retold import retold
from desktop.ui.evidence_port import PlacesView
from desktop.ui.panels.messages import Notice
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import ElidedLabel, WordsLabel

_ABOUT = (
    "At the end of the day Gleaner offers today's events and your own commits as entries. It looks only in what is "
    "listed here, on this computer, and keeps none of it."
)


class _Places(QWidget):
    """A list of places of one kind, with a line to add one."""

    def __init__(self, port: Port, *, is_calendar: bool) -> None:
        super().__init__()
        self._port = port.evidence
        self._is_calendar = is_calendar
        look = theme()
        self.shown: tuple[str, ...] | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(look.space(0.5))
        if is_calendar:
            self.field = Field(tr("Add a calendar: an ICS file, or its address"), tr("https://… or /home/me/work.ics"))
        else:
            self.field = Field(tr("Add a git repository"), "/home/me/projects/acme-web")
        self.add = Button(tr("Add"), "chip", tr("Add this calendar") if is_calendar else tr("Add this repository"))
        self.choose = Button(tr("Choose…"), "chip", tr("Choose a file") if is_calendar else tr("Choose a folder"))
        line = QHBoxLayout()
        line.setSpacing(look.space(1))
        line.addWidget(self.field, 1)
        for button in (self.add, self.choose):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.space(1))
        rows.addLayout(self._list)
        rows.addLayout(line)
        self.add.clicked.connect(self._add)
        self.field.entered.connect(self._add)
        self.choose.clicked.connect(self._choose)

    def show_places(self, places: tuple[str, ...]) -> None:
        """List those. What was just typed is one of them: its line is empty again."""
        if places == self.shown:
            return
        if self.shown is not None and len(places) > len(self.shown):
            self.field.edit.clear()
        self.shown = places
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place in places:
            self._list.addWidget(self._row(place))

    def _row(self, place: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        forget = Button(tr("Remove"), "link", tr("Remove {place}", place=_brief(place)))
        forget.clicked.connect(lambda: self._port.forget_place(place))
        row.addWidget(ElidedLabel(_brief(place)), 1)
        row.addWidget(forget)
        return line

    def _add(self) -> None:
        if self.field.words:
            self._port.add_place(self.field.words, is_calendar=self._is_calendar)

    def _choose(self) -> None:
        """In a window of the system, which does not block this one's events."""
        dialog = QFileDialog(self.window(), self.choose.accessibleName())
        if self._is_calendar:
            dialog.setNameFilter("ICS (*.ics)")
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        take: Callable[[str], None] = lambda path: self._port.add_place(path, is_calendar=self._is_calendar)  # noqa: E731
        dialog.fileSelected.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class TracesSection(Section):
    """Shows `PlacesView`s; every change is in force at once."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Calendars and commits"), parent)
        self._port = port.evidence
        self.notice = Notice("")
        self.calendars = _Places(port, is_calendar=True)
        self.repositories = _Places(port, is_calendar=False)
        for widget in (WordsLabel(tr(_ABOUT), "quiet"), self.notice, self.calendars, self.repositories):
            self.rows.addWidget(widget)
        self._port.changed.connect(self.show_view)
        self.show_view(self._port.view)

    def showEvent(self, event: QShowEvent) -> None:
        """Look how it is set up now."""
        super().showEvent(event)
        self._port.look()

    def show_view(self, view: PlacesView) -> None:
        """Show what is listed, and what was wrong with the latest change."""
        self.notice.line.say("warn", retold(view.problem), "refused", "")
        self.notice.setVisible(bool(view.problem))
        self.calendars.show_places(view.calendars)
        self.repositories.show_places(view.repositories)


def _brief(place: str) -> str:
    """Files in full; of an address, which often holds a secret, only its host."""
    if "://" in place:
        return tr("{host} (address)", host=place.partition("://")[2].partition("/")[0])
    return plain.shown(place)
