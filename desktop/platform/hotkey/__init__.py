"""Global shortcuts: `open_backend` gives the first way to claim keys that works in this environment."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from desktop.platform.hotkey.backend import Backend, Nowhere


def open_backend(environment: Mapping[str, str], platform: str = sys.platform) -> Backend:
    """X11 where it is the session; else one that says why there is none. Takes up to 0.2 s the first time."""
    if platform in ("win32", "darwin"):
        return Nowhere("Gleaner cannot claim keys on this system.")
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        # XWayland would take the keys and never hear them while another program has the keyboard.
        return Nowhere("This is a Wayland session, in which programs cannot claim keys by themselves.")
    if not environment.get("DISPLAY"):
        return Nowhere("There is no screen whose keys could be claimed.")
    try:
        from desktop.platform.hotkey.x11 import X11

        return X11(environment["DISPLAY"])
    except (ImportError, OSError) as problem:
        return Nowhere(f"The X server's keys cannot be claimed ({problem}).")
