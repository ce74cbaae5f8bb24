"""Where Gleaner keeps its few files: settings, journal, recordings, logs. Never a copy of Harvest, never a token."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Home:
    """One folder per person (or one per demo account), readable only by its owner."""

    root: Path

    @property
    def settings(self) -> Path:
        """Typed settings, one TOML file."""
        return self.root / "settings.toml"

    @property
    def signed_in(self) -> Path:
        """A mark, empty: somebody was signed in when Gleaner ran last."""
        return self.root / "signed-in"

    @property
    def journal(self) -> Path:
        """What was said, confirmed and answered (SQLite)."""
        return self.root / "journal.sqlite"

    @property
    def chat(self) -> Path:
        """What was said and answered today, for the next start (SQLite)."""
        return self.root / "chat.sqlite"

    @property
    def recordings(self) -> Path:
        """Speech whose words are not safe in the conversation yet."""
        return self.root / "recordings"

    @property
    def models(self) -> Path:
        """Speech models, converted or downloaded."""
        return self.root / "models"

    @property
    def sent(self) -> Path:
        """What was sent to a language model, one JSON line a request."""
        return self.root / "sent-to-model.jsonl"

    @property
    def messages(self) -> Path:
        """Which text messages were answered (SQLite)."""
        return self.root / "messages.sqlite"

    @property
    def demo(self) -> Home:
        """A home of its own for the demo account, so that play never meets real entries."""
        return Home(self.root / "demo")


def locate_home(given: Path | None = None) -> Home:
    """The home given, else `GLEANER_HOME`, else the platform's data folder; it need not be there.

    Raises OSError, with a sentence, where it names the folder of a person who is not known here.
    """
    named = given or (Path(os.environ["GLEANER_HOME"]) if os.environ.get("GLEANER_HOME") else None)
    try:
        root = named.expanduser() if named else Path(platformdirs.user_data_dir("gleaner", appauthor=False))
    except RuntimeError:
        raise OSError(f"The folder for settings and journal, {named}, is nobody's that is known here.") from None
    return Home(root)


def find_home(given: Path | None = None) -> Home:
    """As `locate_home`, and made if missing (mode 0700). Raises OSError, with a sentence, where it cannot be."""
    home = locate_home(given)
    try:
        home.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    except FileExistsError:
        raise OSError(f"The folder for settings and journal cannot be {home.root}: that is a file.") from None
    except OSError as error:
        words = error.strerror or error
        raise OSError(f"The folder for settings and journal, {home.root}, cannot be made: {words}.") from error
    return home


def of_disk(problem: OSError) -> str:
    """The sentence for what a disk would not do."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "The disk is full. Please make room."
    if problem.errno in (errno.EROFS, errno.EACCES, errno.EPERM) and problem.filename:
        return f"“{problem.filename}” cannot be used ({problem.strerror}). Choose another folder with --home."
    return str(problem)
