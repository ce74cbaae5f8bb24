"""Idle time over D-Bus: GNOME's compositor counts it; the login manager knows since when a session is idle."""

from __future__ import annotations

import time

from jeepney import DBusAddress, Properties, new_method_call

from desktop.platform.bus import Bus

_MUTTER = DBusAddress(
    "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor", "org.gnome.Mutter.IdleMonitor"
)
_LOGIND = DBusAddress(
    "/org/freedesktop/login1/session/auto", "org.freedesktop.login1", "org.freedesktop.login1.Session"
)


class Mutter:
    """Raises OSError where there is no message bus."""

    def __init__(self) -> None:
        self._bus = Bus()

    def seconds(self) -> float | None:
        """As the compositor counts."""
        try:
            (milliseconds,) = self._bus.ask(new_method_call(_MUTTER, "GetIdletime"))
        except OSError:
            return None
        return float(milliseconds) / 1000

    def close(self) -> None:
        """End the connection."""
        self._bus.close()


class Logind:
    """Coarse: a desktop calls a session idle after some minutes, and until then it is taken for used."""

    def __init__(self, bus: str = "SYSTEM") -> None:
        self._bus = Bus(bus)

    def seconds(self) -> float | None:
        """0 while the session is not called idle."""
        try:
            ((_, is_idle),) = self._bus.ask(Properties(_LOGIND).get("IdleHint"))
            ((_, since),) = self._bus.ask(Properties(_LOGIND).get("IdleSinceHint"))
        except OSError:
            return None
        return max(0.0, time.time() - since / 1_000_000) if is_idle else 0.0

    def close(self) -> None:
        """End the connection."""
        self._bus.close()
