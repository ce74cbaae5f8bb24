"""Notifications with buttons: `open_backend` gives the desktop's service, None where only the tray can speak."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from desktop.platform.notify.backend import Notifier


def open_backend(environment: Mapping[str, str], platform: str = sys.platform) -> Notifier | None:
    """The freedesktop service where it takes buttons. Never raises; takes a few milliseconds."""
    if platform in ("win32", "darwin") or not environment.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    try:
        from desktop.platform.notify.freedesktop import Freedesktop

        return Freedesktop()
    except (ImportError, OSError):
        return None
