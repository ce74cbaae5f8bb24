"""Other connected tools: programs in which the language model may look things up, as the person switches and ticks."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import plain
from desktop.text.language import tr
from desktop.ui.model_port import ModelView, ToolRow
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import WordsLabel

_ABOUT = (
    "Programs that speak the Model Context Protocol, such as a calendar or a repository. A language model may look "
    "things up in those that are switched on, with what you tick of them; each look is shown. What a tool really does, "
    "only its maker knows: tick what changes nothing."
)
_NAME = re.compile(r"[\w-]+")


class ConnectedToolsSection(Section):
    """Shows the tools of `ModelView`s; every change is in force at once."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__(tr("Connected tools"), parent)
        self._port = port.language_model
        self._shown: tuple[ToolRow, ...] | None = None
        self.switches: dict[str, QCheckBox] = {}
        self.ticks: dict[str, ToolTicks] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().space(1))
        self.command = Field(tr("Command or address"), "mcp-server-git --repository ~/work, https://…")
        self.add = Button(tr("Add"), "chip", tr("Add this connected tool"))
        line = QHBoxLayout()
        line.setSpacing(theme().space(2))
        line.addWidget(self.command, 1)
        line.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self.rows.addWidget(WordsLabel(tr(_ABOUT), "quiet"))
        self.rows.addLayout(self._list)
        self.rows.addLayout(line)
        self.add.clicked.connect(self._add)
        self.command.entered.connect(self._add)
        self._port.changed.connect(self.show_view)
        self.show_view(self._port.view)

    def show_view(self, view: ModelView) -> None:
        """Show the tools."""
        if view.tools == self._shown:
            return
        self._shown = view.tools
        self.switches.clear()
        self.ticks.clear()
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row in view.tools:
            self._list.addWidget(self._row(row))
            if row.is_on:
                ticks = self.ticks[row.name] = ToolTicks(row)
                ticks.chosen.connect(self._port.put_tool)
                ticks.wanted.connect(self._port.look_at_tool)
                self._list.addWidget(ticks)

    def _row(self, row: ToolRow) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        switch = QCheckBox(plain.label(row.name))
        switch.setChecked(row.is_on)
        switch.setAccessibleName(tr("{name}: may be read by", name=plain.shown(row.name)))
        switch.clicked.connect(lambda is_on: self._port.put_tool(replace(row, is_on=is_on)))
        forget = Button("×", "chip", tr("Forget {name}", name=row.name))
        forget.clicked.connect(lambda: self._port.forget_tool(row.name))
        layout.addWidget(switch)
        layout.addWidget(WordsLabel(row.address, "quiet"), 1)
        layout.addWidget(forget)
        self.switches[row.name] = switch
        return line

    def _add(self) -> None:
        """Off at first: the person switches it on."""
        address = self.command.words
        if address:
            self._port.put_tool(ToolRow(_name_of(address, {row.name for row in self._shown or ()}), address))
            self.command.edit.clear()


class ToolTicks(QWidget):
    """What one server offers, a box for each tool.

    Signals: chosen: `ToolRow`, with what is ticked now; wanted: str, the server is to be looked at.
    """

    chosen = Signal(object)
    wanted = Signal(str)

    def __init__(self, row: ToolRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self.boxes: dict[str, QCheckBox] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme().space(6), 0, 0, theme().space(1))
        rows.setSpacing(theme().space(0.5))
        self.state = WordsLabel(_state(row), "warning" if row.problem else "quiet")
        rows.addWidget(self.state)
        for tool in row.offered:
            box = self.boxes[tool.name] = QCheckBox(plain.label(tool.name))
            # What the server says of itself is where the ticks begin, until the person has chosen.
            box.setChecked(tool.name in row.ticked if row.ticked else tool.says_it_reads and not row.problem)
            mark = tr("says that it only reads") if tool.says_it_reads else tr("does not say that it only reads")
            box.setAccessibleName(f"{plain.shown(tool.name)}: {mark}")
            box.clicked.connect(self._changed)
            rows.addWidget(box)
            rows.addWidget(WordsLabel(plain.joined([mark, plain.shown(tool.about)]), "quiet"))
        self.use = Button(
            tr("Use what is ticked"), "chip", tr("Let the language model use what is ticked of {name}", name=row.name)
        )
        self.use.clicked.connect(lambda: self.chosen.emit(replace(row, ticked=self.ticked)))
        self.use.setVisible(bool(row.offered))
        self.look = Button(tr("See its tools…"), "chip", tr("Start {name} to see its tools", name=row.name))
        self.look.clicked.connect(lambda: self.wanted.emit(row.name))
        self.look.setVisible(not row.offered and not row.is_starting)
        buttons = FlowLayout(theme().space(1))
        buttons.addWidget(self.use)
        buttons.addWidget(self.look)
        rows.addLayout(buttons)
        self._changed()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The names that are ticked now."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def _changed(self) -> None:
        self.use.setEnabled(set(self.ticked) != set(self._row.ticked))


def _state(row: ToolRow) -> str:
    if row.problem:
        return row.problem
    if row.is_starting:
        return tr("It is started, to see what it offers …")
    if row.ticked:
        return tr("Used: {ticked}.", ticked=plain.shown(", ".join(row.ticked)))
    return (
        tr("Nothing of it is used. Tick what the language model may use.")
        if row.offered
        else tr("Nothing of it is used.")
    )


def _name_of(address: str, taken: set[str]) -> str:
    """A short name: "mcp-server-git --repository x" is "git", "https://tools.example/mcp" is "tools"."""
    host = address.partition("://")[2].partition("/")[0]
    first = host or address.split()[0].rpartition("/")[2].removeprefix("mcp-server-").removesuffix("-mcp")
    words = _NAME.findall(first)
    name = words[0][:30] if words else "tool"
    number, unique = 2, name
    while unique in taken:
        unique, number = f"{name}-{number}", number + 1
    return unique
