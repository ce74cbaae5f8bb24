"""Global shortcuts: `open_backend` gives the first way to claim keys that works in this environment."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from desktop.platform.hotkey.backend import Backend, Nowhere


def open_backend(environment: Mapping[str, str], platform: str = sys.platform) -> Backend:
    """The system's own, the portal under Wayland, X11; else one that says why there is none.

    Takes up to 0.2 s the first time.
    """
    try:
        if platform == "win32":
            from desktop.platform.hotkey.windows import Windows

            return Windows()
        if platform == "darwin":
            from desktop.platform.hotkey.macos import MacOS

            return MacOS()
        return _open_desktop(environment)
    except (ImportError, OSError, AttributeError) as problem:
        return Nowhere(f"Keys cannot be claimed here ({problem}).")


def _open_desktop(environment: Mapping[str, str]) -> Backend:
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        # XWayland would take the keys and never hear them while another program has the keyboard.
        if not environment.get("DBUS_SESSION_BUS_ADDRESS"):
            return Nowhere("This is a Wayland session without a message bus, over which keys could be asked for.")
        from desktop.platform.hotkey.portal import Portal

        return Portal()
    if not environment.get("DISPLAY"):
        return Nowhere("There is no screen whose keys could be claimed.")
    from desktop.platform.hotkey.x11 import X11

    return X11(environment["DISPLAY"])
