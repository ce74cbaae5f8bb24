"""Typed settings in one TOML file: atomic writes, a version, and a damaged file set aside instead of lost."""

from __future__ import annotations

import os
import tempfile
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Annotated

import tomli_w
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from desktop.agent.aliases import Taught

VERSION = 1


class SettingsError(Exception):
    """The settings cannot be read or written; the sentence says which file and what to do."""


class SpeechSettings(BaseModel):
    """How speech becomes words. `model` is one of Whisper's names; `folder` may hold own weights; "" is the default.

    `read_back`: what spoken words became is said aloud.
    """

    model_config = ConfigDict(frozen=True)

    model: str = "tiny.en"
    language: str = "en"
    folder: str = ""
    device: str = ""
    read_back: bool = False


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


class ModelSettings(BaseModel):
    """Which language model answers free questions; "" is none. Its key is in the system's keyring, never here.

    `model` is a litellm name such as `openai/gpt-5-mini` or `ollama/qwen3`, `url` its address ("" for the vendor's).
    `may_read`: it has shown that it reads messages well enough. `keeps_log`: what is sent to it is written down here.
    """

    model_config = ConfigDict(frozen=True)

    model: str = ""
    url: str = ""
    may_read: bool = False
    keeps_log: bool = True


class Settings(BaseModel):
    """All settings. Unknown keys of a newer version are kept out of the way, not an error."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: int = VERSION
    aliases: tuple[Taught, ...] = ()
    speech: SpeechSettings = Field(default_factory=SpeechSettings)
    prompt: PromptSettings = Field(default_factory=PromptSettings)
    prompt_memory: PromptMemory = Field(default_factory=PromptMemory)
    language_model: ModelSettings = Field(default_factory=ModelSettings)


def load(path: Path) -> Settings:
    """The settings in that file, or the defaults where there is none.

    A file that cannot be understood is renamed to `settings.toml.damaged` so that nothing is overwritten.
    Raises SettingsError where the file cannot be read at all.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings in {path} cannot be read: {error}.") from error
    try:
        return Settings.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError):
        path.replace(path.with_suffix(".toml.damaged"))
        return Settings()


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
