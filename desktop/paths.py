"""Where Gleaner keeps its few files: settings, journal, recordings, logs. Never a copy of Harvest, never a token."""

from __future__ import annotations

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
    def journal(self) -> Path:
        """What was said, confirmed and answered (SQLite)."""
        return self.root / "journal.sqlite"

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
    def demo(self) -> Home:
        """A home of its own for the demo account, so that play never meets real entries."""
        return Home(self.root / "demo")


def find_home(given: Path | None = None) -> Home:
    """The home given, else `GLEANER_HOME`, else the platform's data folder; made if missing (mode 0700).

    Raises OSError where it can be neither found nor made.
    """
    named = given or (Path(os.environ["GLEANER_HOME"]) if os.environ.get("GLEANER_HOME") else None)
    root = named.expanduser() if named else Path(platformdirs.user_data_dir("gleaner", appauthor=False))
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Home(root)
