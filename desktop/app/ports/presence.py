"""Whether the person may be disturbed, and which window they type in, asked of the system when it is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping

from desktop.platform.idle import open_backend as open_idle
from desktop.platform.presence import open_backend
from desktop.platform.presence.backend import Active

_PATIENCE = 1.0
_GNOME = ("org.gnome.desktop.notifications", "show-banners")


class PresenceDesk:
    """Opens what it looks with when it looks: seldom, and from two threads."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment

    def is_busy(self) -> bool:
        """Another program's window fills the screen, or the desktop was told not to disturb. False if nobody knows."""
        active = self.active()
        is_elsewhere = active is not None and active.process != os.getpid()
        return (active is not None and active.fills_screen and is_elsewhere) or self._is_silenced()

    def active(self) -> Active | None:
        """The window that has the keyboard, this program's or another's."""
        backend = open_backend(self._environment)
        try:
            return backend.active()
        finally:
            backend.close()

    def seconds_idle(self) -> float | None:
        """For how long nobody has touched keyboard or mouse; None where nobody can tell."""
        idle = open_idle(self._environment)
        try:
            return idle.seconds()
        finally:
            idle.close()

    def _is_silenced(self) -> bool:
        """GNOME's own switch; other desktops keep it to themselves."""
        program = shutil.which("gsettings")
        if program is None or "GNOME" not in self._environment.get("XDG_CURRENT_DESKTOP", ""):
            return False
        try:
            answer = subprocess.run(  # noqa: S603 - its own words alone
                [program, "get", *_GNOME], capture_output=True, text=True, timeout=_PATIENCE, check=False
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return answer.stdout.strip() == "false"
