"""Typed settings in one TOML file: atomic writes, a version, and a damaged file set aside instead of lost."""

from __future__ import annotations

import os
import tempfile
import tomllib
from pathlib import Path

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError

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


class Settings(BaseModel):
    """All settings. Unknown keys of a newer version are kept out of the way, not an error."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: int = VERSION
    aliases: tuple[Taught, ...] = ()
    speech: SpeechSettings = Field(default_factory=SpeechSettings)


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
            tomli_w.dump(settings.model_dump(mode="json"), file)
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
