"""Start at login: `open_autostart` gives the way that this system has; the words to run go in, on or off comes out."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.platform.autostart.backend import Backend


def open_autostart(
    command: Sequence[str], environment: Mapping[str, str], home: Path | None = None, platform: str = sys.platform
) -> Backend:
    """The registry on Windows, a launch agent on macOS, else a file as desktops agreed on. Touches nothing so far."""
    home = home or Path.home()
    if platform == "win32":
        from desktop.platform.autostart.windows import Windows

        return Windows(command)
    if platform == "darwin":
        from desktop.platform.autostart.macos import MacOS

        return MacOS(command, home)
    from desktop.platform.autostart.xdg import Xdg

    return Xdg(command, Path(environment.get("XDG_CONFIG_HOME") or home / ".config"))
