"""Whether the person may be disturbed, and where they are at work: `open_backend` gives the first way to tell."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from desktop.platform.presence.backend import Nobody, Presence


def open_backend(environment: Mapping[str, str], platform: str = sys.platform) -> Presence:
    """X11 where it is the session; else one that knows nothing. Takes a few milliseconds, and never raises."""
    is_x11 = platform.startswith("linux") and not environment.get("WAYLAND_DISPLAY") and environment.get("DISPLAY")
    if not is_x11:
        return Nobody()
    try:
        from desktop.platform.presence.x11 import X11

        return X11(environment["DISPLAY"])
    except (ImportError, OSError):
        return Nobody()
