"""Idle time as an X server counts it for its screen saver."""

from __future__ import annotations

import xcffib
import xcffib.screensaver

_FAILURES = (xcffib.ConnectionException, xcffib.XcffibException)


class X11:
    """Raises OSError where the display does not answer, or counts nothing."""

    def __init__(self, display: str) -> None:
        try:
            self._connection = xcffib.connect(display)
            self._root = self._connection.get_setup().roots[self._connection.pref_screen].root
            self._saver = self._connection(xcffib.screensaver.key)
        except (*_FAILURES, KeyError) as problem:  # the extension may be missing
            raise OSError(f"the display {display} tells no idle time") from problem

    def seconds(self) -> float | None:
        """Since the last input of any kind."""
        try:
            return float(self._saver.QueryInfo(self._root).reply().ms_since_user_input) / 1000
        except _FAILURES:
            return None

    def close(self) -> None:
        """End the connection."""
        try:
            self._connection.disconnect()
        except _FAILURES:
            return
