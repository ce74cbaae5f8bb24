"""How long nobody has touched keyboard or mouse: `open_backend` gives the first way that can tell it here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from desktop.platform.idle.backend import Idle, Nobody


def open_backend(environment: Mapping[str, str], platform: str = sys.platform) -> Idle:
    """The system's own; X11; GNOME's compositor; the login manager; else one that knows nothing. Never raises."""
    for open_one in _ways(environment, platform):
        try:
            found = open_one()
        except (ImportError, OSError, AttributeError):
            continue
        if found.seconds() is not None:
            return found
        found.close()
    return Nobody()


def _ways(environment: Mapping[str, str], platform: str) -> list[Callable[[], Idle]]:
    if platform == "win32":
        from desktop.platform.idle.windows import Windows

        return [Windows]
    if platform == "darwin":
        from desktop.platform.idle.macos import MacOS

        return [MacOS]
    ways: list[Callable[[], Idle]] = []
    if environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):  # XWayland hears only its own windows
        ways.append(lambda: _x11(environment["DISPLAY"]))
    if environment.get("DBUS_SESSION_BUS_ADDRESS"):
        ways.append(_mutter)
    return [*ways, _logind]


def _x11(display: str) -> Idle:
    from desktop.platform.idle.x11 import X11

    return X11(display)


def _mutter() -> Idle:
    from desktop.platform.idle.desktops import Mutter

    return Mutter()


def _logind() -> Idle:
    from desktop.platform.idle.desktops import Logind

    return Logind()
