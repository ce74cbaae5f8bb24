"""Start at login where the desktop follows freedesktop.org's Autostart specification: a .desktop file of one's own."""

from __future__ import annotations

import configparser
from collections.abc import Sequence
from pathlib import Path

from desktop.platform.autostart.backend import remove, write_whole

_GROUP = "Desktop Entry"
_SPECIAL = '"`$\\'  # what the specification has escaped inside quotes


class Xdg:
    """`configuration` is the folder that holds `autostart/`."""

    def __init__(self, command: Sequence[str], configuration: Path) -> None:
        self._command = command
        self._path = configuration / "autostart" / "gleaner.desktop"

    def is_on(self) -> bool:
        """A file that a settings program switched off stays where it is, and says so."""
        file = configparser.RawConfigParser(strict=False)
        try:
            file.read_string(self._path.read_text(encoding="utf-8"))
            entry = file[_GROUP]
        except FileNotFoundError:
            return False
        except OSError as problem:
            raise OSError(f"“{self._path}” cannot be read: {problem.strerror}.") from problem
        except (configparser.Error, KeyError, UnicodeDecodeError):
            return False  # no desktop starts that
        enabled = entry.get("X-GNOME-Autostart-enabled", "true").strip().casefold() == "true"
        return enabled and entry.get("Hidden", "false").strip().casefold() != "true"

    def set(self, *, is_on: bool) -> None:
        """Write the file, or remove it."""
        if not is_on:
            remove(self._path)
            return
        lines = (
            f"[{_GROUP}]",
            "Type=Application",
            "Name=Gleaner",
            "Comment=Time entries from a sentence",
            "Icon=gleaner",
            f"Exec={' '.join(_quoted(word) for word in self._command)}",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
        )
        write_whole(self._path, ("\n".join(lines) + "\n").encode())


def _quoted(word: str) -> str:
    """A word of `Exec`: quoted, its special signs escaped, then once more as in every value of such a file."""
    inner = "".join("\\" + sign if sign in _SPECIAL else sign for sign in word.replace("%", "%%"))
    return f'"{inner}"'.replace("\\", "\\\\")
