"""Other connected tools: programs by which the language model may read, each switched on by the person."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import plain
from desktop.ui.model_port import ModelView, ToolRow
from desktop.ui.panels.settings.section import Section
from desktop.ui.port import Port
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import WordsLabel

_ABOUT = (
    "Programs that speak the Model Context Protocol, such as a calendar or a repository. A language model may look "
    "things up in those that are switched on, and only by what they call read-only; each look is shown."
)
_NAME = re.compile(r"[\w-]+")


class ConnectedToolsSection(Section):
    """Shows the tools of `ModelView`s; every change is in force at once."""

    def __init__(self, port: Port, parent: QWidget | None = None) -> None:
        super().__init__("Connected tools", parent)
        self._port = port.language_model
        self._shown: tuple[ToolRow, ...] | None = None
        self.switches: dict[str, QCheckBox] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().space(1))
        self.command = Field("Command or address", "mcp-server-git --repository ~/work, or https://…")
        self.add = Button("Add", "chip", "Add this connected tool")
        line = QHBoxLayout()
        line.setSpacing(theme().space(2))
        line.addWidget(self.command, 1)
        line.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self.rows.addWidget(WordsLabel(_ABOUT, "quiet"))
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
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row in view.tools:
            self._list.addWidget(self._row(row))

    def _row(self, row: ToolRow) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        switch = QCheckBox(plain.label(row.name))
        switch.setChecked(row.is_on)
        switch.setAccessibleName(f"{plain.shown(row.name)}: may be read by")
        switch.clicked.connect(lambda is_on: self._port.put_tool(replace(row, is_on=is_on)))
        forget = Button("×", "chip", f"Forget {row.name}")
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
