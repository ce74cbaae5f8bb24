"""The part of the port about the language model: which one answers free questions, and whether it may read messages."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.ui.speech_port import ModelRow


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model that a server on this machine offers, ready to be chosen."""

    label: str
    model: str
    url: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial of the model: `read` sentences of `total` so far, `right` of them right, in `seconds` altogether."""

    read: int
    total: int
    right: int
    seconds: float
    is_over: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class OfferedTool:
    """A tool that a server offers. `says_it_reads`: by the server's own word it changes nothing.

    `mark` stands for what it is; one of the same name with another mark is another tool.
    """

    name: str
    about: str
    says_it_reads: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ToolRow:
    """A server of connected tools: a command or an address, whether it is used, and the names that are ticked of it.

    `offered` is what it was seen to offer, empty before it was looked at; `problem` why that cannot be seen.
    """

    name: str
    address: str
    is_on: bool = False
    ticked: tuple[str, ...] = ()
    offered: tuple[OfferedTool, ...] = ()
    is_starting: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ModelView:
    """How the language model is set up. `is_fixed`: the environment names it, so it cannot be changed here.

    `files` are the models that can be fetched to run here, none where nothing here could run them; `file` is the name
    of the one in use, or "".
    """

    model: str = ""
    url: str = ""
    has_key: bool = False
    may_read: bool = False
    keeps_log: bool = True
    log_path: str = ""
    is_fixed: bool = False
    found: tuple[FoundModel, ...] = ()
    trial: Trial | None = None
    tools: tuple[ToolRow, ...] = ()
    files: tuple[ModelRow, ...] = ()
    file: str = ""
    problem: str = ""


class ModelPort(QObject):
    """All return at once. Signals, on the screen's thread: changed: `ModelView`, download_changed: `DownloadView`."""

    changed = Signal(object)
    download_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view = ModelView()

    @property
    def view(self) -> ModelView:
        """As last shown."""
        return self._view

    def look(self) -> None:
        """Tell anew how it is set up, and which models servers on this machine offer; `changed` follows."""
        raise NotImplementedError

    def choose(self, model: str, url: str, key: str) -> None:
        """Use that model from now on ("" for none); `changed` follows.

        An empty key leaves the one that is kept, which only the vendor or address gets that it was given for.
        """
        raise NotImplementedError

    def try_out(self) -> None:
        """Let the model read our sentences; `changed` follows for each."""
        raise NotImplementedError

    def stop_trying(self) -> None:
        """End the trial; what it found so far decides nothing."""
        raise NotImplementedError

    def use_file(self, name: str) -> None:
        """Use that model of `files`, which is here; `changed` follows."""
        raise NotImplementedError

    def ask_size(self, name: str) -> None:
        """Ask how large that model of `files` is; `download_changed` follows."""
        raise NotImplementedError

    def download(self, name: str) -> None:
        """Fetch it, or what is missing of it, and use it; `download_changed` follows."""
        raise NotImplementedError

    def cancel_download(self) -> None:
        """Stop; what has come is kept."""
        raise NotImplementedError

    def delete_download(self, name: str) -> None:
        """Delete what was fetched of it; `download_changed` follows."""
        raise NotImplementedError

    def keep_log(self, *, is_wanted: bool) -> None:
        """Whether what is sent is written down on this machine."""
        raise NotImplementedError

    def put_tool(self, row: ToolRow) -> None:
        """Keep that server as it is switched and ticked; one of the same name is replaced. `changed` follows."""
        raise NotImplementedError

    def look_at_tool(self, name: str) -> None:
        """Start that server to see what it offers; `changed` follows."""
        raise NotImplementedError

    def forget_tool(self, name: str) -> None:
        """Forget that connected tool; `changed` follows."""
        raise NotImplementedError

    def _show(self, view: ModelView) -> None:
        self._view = view
        self.changed.emit(view)
