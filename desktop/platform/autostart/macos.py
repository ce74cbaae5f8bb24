"""Start at login on macOS: a launch agent of one's own."""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError

from desktop.platform.autostart.backend import remove, write_whole

LABEL = "app.gleaner.desktop"


class MacOS:
    """`home` is the person's folder."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self._command = command
        self._path = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    def is_on(self) -> bool:
        """Whether the agent is there, and neither disabled nor without anything to do at login."""
        try:
            found = plistlib.loads(self._path.read_bytes())
        except FileNotFoundError:
            return False
        except OSError as problem:
            raise OSError(f"“{self._path}” cannot be read: {problem.strerror}.") from problem
        except (ValueError, ExpatError, plistlib.InvalidFileException):
            return False
        return bool(found.get("RunAtLoad")) and not found.get("Disabled")

    def set(self, *, is_on: bool) -> None:
        """Write the agent, or remove it; the system looks at login."""
        if not is_on:
            remove(self._path)
            return
        agent = {
            "Label": LABEL,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        write_whole(self._path, plistlib.dumps(agent))
