"""The part of the port that sets speech up: models and where they come from, language, microphone, reading back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model to choose. Sizes in bytes; `source`: where it is on this machine, "" where it is not.

    `come` is what an unfinished download has left; `held` is what deleting all that was downloaded would give back.
    `speed`: seconds that it takes for a second of speech on this computer, 0 where that was not measured.
    """

    name: str
    size: int
    source: str
    is_english_only: bool
    come: int = 0
    held: int = 0
    speed: float = 0.0


@dataclass(frozen=True, slots=True)
class MicrophoneRow:
    """A microphone that is connected."""

    id: str
    name: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class SpeechView:
    """How speech is set up. `language`: two letters, "" to find out; `path`: the user's own weights, "" for none.

    `microphone`: the chosen one's id, "" for the system's default; it need not be connected now. `ends_after`: the
    seconds of a pause that end a recording, 0 for never.
    """

    models: tuple[ModelRow, ...] = ()
    model: str = ""
    language: str = ""
    path: str = ""
    microphones: tuple[MicrophoneRow, ...] = ()
    microphone: str = ""
    reads_back: bool = False
    can_read_back: bool = False
    ends_after: float = 0.0
    problem: str = ""


class Fetch(StrEnum):
    """Where a download is."""

    ASKING = "asking"  # how large it is
    OFFERED = "offered"  # the size is known; nothing is fetched before a yes
    RUNNING = "running"
    STOPPED = "stopped"  # by the user, or by a fault; what has come is kept
    DONE = "done"
    DELETED = "deleted"  # `done` says how many bytes that gave back


@dataclass(frozen=True, slots=True)
class DownloadView:
    """A model on its way. `done` and `total` in bytes, `speed` in bytes a second, `seconds_left` None while unknown.

    `used_now`: the model that is used where the one in use was deleted.
    """

    model: str
    state: Fetch
    site: str = ""
    done: int = 0
    total: int = 0
    speed: float = 0.0
    seconds_left: float | None = None
    problem: str = ""
    used_now: str = ""


@dataclass(frozen=True, slots=True)
class LeftRecording:
    """A recording that was not turned into words. `began` in local time."""

    id: str
    began: datetime
    seconds: float


class SpeechPort(QObject):
    """Methods return at once. Signals, all on the screen's thread:

    changed: `SpeechView`. download_changed: `DownloadView`. level: float 0 to 1, while the microphone is tried.
    tried: str, the words heard so far in that trial.
    left_over: tuple of `LeftRecording`, oldest first: all that are to be offered now.
    weights_missing: str, the model that speaking would need and that is not on this machine.
    """

    changed = Signal(object)
    download_changed = Signal(object)
    level = Signal(float)
    tried = Signal(str)
    left_over = Signal(object)
    weights_missing = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._view = SpeechView()

    @property
    def view(self) -> SpeechView:
        """As last shown."""
        return self._view

    def look(self) -> None:
        """Look anew what is on this machine; `changed` follows."""
        raise NotImplementedError

    def choose_model(self, name: str) -> None:
        """Use that model from the next words on."""
        raise NotImplementedError

    def choose_path(self, path: str) -> None:
        """Use the user's own weights: a checkpoint file, or a folder with such; "" for none."""
        raise NotImplementedError

    def choose_language(self, code: str) -> None:
        """Expect that language; "" to find out."""
        raise NotImplementedError

    def choose_microphone(self, device_id: str) -> None:
        """Listen there; "" for the system's default."""
        raise NotImplementedError

    def read_back(self, *, is_wanted: bool) -> None:
        """Say aloud what spoken words became, or do not."""
        raise NotImplementedError

    def end_after(self, seconds: float) -> None:
        """Let a pause of so many seconds end a recording; 0 for never."""
        raise NotImplementedError

    def learn_speed(self, model: str, seconds: float) -> None:
        """That model has just taken so many seconds for a second of speech."""

    def try_microphone(self, *, is_wanted: bool) -> None:
        """Open the chosen microphone, show its level and the words it hears; nothing is recorded."""
        raise NotImplementedError

    def ask_size(self, model: str) -> None:
        """How large is it? Nothing is fetched yet."""
        raise NotImplementedError

    def download(self, model: str) -> None:
        """Fetch it, or go on with what an earlier try left; then use it."""
        raise NotImplementedError

    def cancel_download(self) -> None:
        """Stop; what has come is kept."""
        raise NotImplementedError

    def delete_download(self, model: str) -> None:
        """Delete what was downloaded of it, whole or in part; another model is used where this one was."""
        raise NotImplementedError

    def read_left(self, recording_id: str) -> None:
        """Turn a recording that was left over into words."""
        raise NotImplementedError

    def delete_left(self, recording_id: str) -> None:
        """Delete a recording that was left over."""
        raise NotImplementedError

    def _show(self, view: SpeechView) -> None:
        self._view = view
        self.changed.emit(view)
