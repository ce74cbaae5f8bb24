"""The part of the scripted port about the chat: it notes down what was asked for."""

from __future__ import annotations

from pathlib import Path

from desktop.ui.chat_port import ChatPort, Kept


class ScriptedChat(ChatPort):
    """`calls` lists what the widgets asked for, as (method, arguments)."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self.kept: tuple[Kept, ...] = ()

    def repeat(self, entry_id: int) -> None:
        """Only noted down."""
        self.calls.append(("repeat", (entry_id,)))

    def change(self, entry_id: int) -> None:
        """Only noted down."""
        self.calls.append(("change", (entry_id,)))

    def find(self, words: str) -> None:
        """Whatever is in `kept`."""
        self.calls.append(("find", (words,)))
        self.found.emit(words, self.kept)

    def export(self, path: Path) -> None:
        """Only noted down."""
        self.calls.append(("export", (path,)))
