"""Typed settings in one TOML file: atomic writes, a version, and a damaged file set aside instead of lost."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import tempfile
import tomllib
from collections import deque
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Annotated

import tomli_w
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from desktop.agent.aliases import Taught
from desktop.preferences import Preferences

VERSION = 1


class SettingsError(Exception):
    """The settings cannot be read or written; the sentence says which file and what to do."""


class SpeechSettings(BaseModel):
    """How speech becomes words. `model` is one of Whisper's names; `folder` may hold own weights; "" is the default.

    `read_back`: what spoken words became is said aloud. `ends_after`: seconds of a pause that end a recording by
    itself, 0 for never. `speeds`: seconds that each model takes for a second of speech here, as far as measured.
    """

    model_config = ConfigDict(frozen=True)

    model: str = "tiny.en"
    language: str = "en"
    folder: str = ""
    device: str = ""
    read_back: bool = False
    ends_after: float = Field(default=0.0, ge=0.0, le=60.0)
    speeds: dict[str, float] = Field(default_factory=dict)


class PromptSettings(BaseModel):
    """When to ask how the day was: at `at` by this computer's clock, on `weekdays` (0 is Monday)."""

    model_config = ConfigDict(frozen=True)

    is_on: bool = True
    at: time = time(17, 30)
    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = (0, 1, 2, 3, 4)


class PromptMemory(BaseModel):
    """What of the end-of-day prompt outlives the app.

    `asked` is the last day on which it came, or was waived; `snoozed_until` when it was asked to come back. What fell
    due before `since`, when the prompt was last set up, is not made up for.
    """

    model_config = ConfigDict(frozen=True)

    asked: date | None = None
    snoozed_until: AwareDatetime | None = None
    since: AwareDatetime | None = None


class EvidenceSettings(BaseModel):
    """Where a day leaves traces, and which days are none: calendars, repositories, and the country of the holidays.

    `calendars` are files or https addresses of ICS, `repositories` folders. `country` is ISO 3166-1 ("": no
    holidays are known), `region` as the package `holidays` writes it. `idle_minutes`: after so long
    away from a running timer Gleaner asks; 0 is never.
    """

    model_config = ConfigDict(frozen=True)

    calendars: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    idle_minutes: Annotated[int, Field(ge=0, le=240)] = 10


class Tried(BaseModel):
    """What a trial found of a language model: whether it may read messages, and the seconds that a sentence took."""

    model_config = ConfigDict(frozen=True)

    model: str
    url: str = ""
    may_read: bool
    seconds: float = 0.0


class ModelSettings(BaseModel):
    """Which language model answers free questions; "" is none. Its key is in the system's keyring, never here.

    `model` is a litellm name such as `openai/gpt-5-mini` or `ollama/qwen3`, `url` its address ("" for the vendor's).
    `tried` is what trials found, `keeps_log`: what is sent is written down here. `key_for` is the `place_of` that the
    key was given for, and goes to alone; None in files of before it was noted, which mean what is set up there.
    """

    model_config = ConfigDict(frozen=True)

    model: str = ""
    url: str = ""
    key_for: str | None = None
    tried: tuple[Tried, ...] = ()
    keeps_log: bool = True

    def trial_of(self, model: str, url: str) -> Tried | None:
        """What the latest trial found of that model, if there was one."""
        return next((one for one in self.tried if (one.model, one.url) == (model, url)), None)


def place_of(model: str, url: str) -> str:
    """Who is asked: the address, such as `http://127.0.0.1:11434`, else the vendor, such as `openai`."""
    vendor, _, name = model.partition("/")
    return url.rstrip("/") or (vendor.casefold() if name else "") or model


class ConnectedTool(BaseModel):
    """A server of the Model Context Protocol that the language model may use, if `is_on`.

    `address` is a command to run or an http(s) address; `tools` are those of its tools that the person ticked: no
    other is used. `seen` has what each was when it was ticked (`connected.mark_of`), as far as that was noted: a
    server may change what a tool does under the same name.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    address: str
    is_on: bool = False
    tools: tuple[str, ...] = ()
    seen: dict[str, str] = Field(default_factory=dict)


class MessageSettings(BaseModel):
    """Gleaner by SMS and WhatsApp, and from outside: who may write, and at which public address Gleaner is reached.

    `numbers` are those of the person's own phones, such as `+15551234567`; nobody else is answered. `url` is where
    `gleaner serve` is reached over https, such as `https://gleaner.example.com`. Twilio's token is in the keyring or in
    `GLEANER_TWILIO_TOKEN`, never here.
    """

    model_config = ConfigDict(frozen=True)

    numbers: tuple[str, ...] = ()
    url: str = ""


class ShortcutSettings(BaseModel):
    """Keys that work in every program: `quick` shows quick entry, `talk` listens while it is held."""

    model_config = ConfigDict(frozen=True)

    is_on: bool = True
    quick: str = "Ctrl+Alt+G"
    talk: str = "Ctrl+Alt+Space"


class Settings(BaseModel):
    """All settings. Unknown keys of a newer version are kept out of the way, not an error."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: int = VERSION
    aliases: tuple[Taught, ...] = ()
    preferences: Preferences = Field(default_factory=Preferences)
    speech: SpeechSettings = Field(default_factory=SpeechSettings)
    shortcut: ShortcutSettings = Field(default_factory=ShortcutSettings)
    prompt: PromptSettings = Field(default_factory=PromptSettings)
    prompt_memory: PromptMemory = Field(default_factory=PromptMemory)
    evidence: EvidenceSettings = Field(default_factory=EvidenceSettings)
    language_model: ModelSettings = Field(default_factory=ModelSettings)
    connected_tools: tuple[ConnectedTool, ...] = ()
    messages: MessageSettings = Field(default_factory=MessageSettings)


def load(path: Path) -> Settings:
    """The settings in that file, or the defaults where there is none.

    A file that cannot be understood is set aside under a name that nothing overwrites, what can be read in it is kept,
    and `take_notices` says so. Raises SettingsError where the file cannot be read at all.
    """
    try:
        contents = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise SettingsError(f"The settings in {path} cannot be read: {error.strerror}.") from error
    try:
        return Settings.model_validate(tomllib.loads(contents.decode()))
    except (ValueError, RecursionError):  # no UTF-8, no TOML, nested without end, or values of another kind
        return _rescue(path, contents.decode(errors="replace"))


def take_notices() -> list[str]:
    """Sentences that a person must be told about files that were damaged; each is given once, to one face."""
    taken = []
    while _notices:
        taken.append(_notices.popleft())
    return taken


_notices: deque[str] = deque()
_TABLE = re.compile(r"^(?=[ \t]*\[)", re.MULTILINE)
_INLINE = re.compile(r"\{[^{}\n]*\}")


def _rescue(path: Path, text: str) -> Settings:
    saved = _readable(text)
    left = f"{len(saved.aliases)} of your names for projects could be saved" if saved.aliases else "nothing was saved"
    aside = next(name for name in _aside_names(path) if not name.exists())
    try:
        path.replace(aside)
    except OSError:
        _notices.append(f"The settings in {path} are damaged, and cannot be set aside; {left}.")
        return saved
    _notices.append(f"The settings were damaged. The file was kept as {aside}; {left}, the rest is as at first.")
    if saved != Settings():
        with contextlib.suppress(SettingsError):
            save(path, saved)
    return saved


def _aside_names(path: Path) -> Iterator[Path]:
    yield path.with_name(path.name + ".damaged")
    for number in itertools.count(2):
        yield path.with_name(f"{path.name}.damaged-{number}")


def _readable(text: str) -> Settings:
    """What stands in tables that are whole: each is read by itself, as is each alias; what is wrong is left out."""
    saved: dict[str, object] = {}
    aliases: list[object] = []
    for part in [*_TABLE.split(text), *(f"aliases = [{one}]" for one in _INLINE.findall(text))]:
        with contextlib.suppress(ValueError, RecursionError):
            for name, value in tomllib.loads(part).items():
                if name == "aliases":
                    aliases += [one for one in value if one not in aliases and _is_valid({name: [one]})]
                    continue
                before = saved.get(name)  # a table of a table, such as [speech.speeds], comes after it
                whole = {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value
                if _is_valid({name: whole}):
                    saved[name] = whole
    return Settings.model_validate(saved | {"aliases": aliases})


def _is_valid(some: dict[str, object]) -> bool:
    try:
        Settings.model_validate(some)
    except (ValueError, RecursionError):
        return False
    return True


def save(path: Path, settings: Settings) -> None:
    """Write the settings so that a crash leaves either the old file or the new one. Raises SettingsError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
        with os.fdopen(handle, "wb") as file:
            tomli_w.dump(settings.model_dump(mode="json", exclude_none=True), file)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        raise SettingsError(f"The settings cannot be written to {path}: {error.strerror}.") from error


def update(path: Path, **changes: object) -> Settings:
    """Change some settings in the file as it is now, so that another window's changes stay. Raises SettingsError."""
    settings = load(path).model_copy(update=changes)
    save(path, settings)
    return settings
