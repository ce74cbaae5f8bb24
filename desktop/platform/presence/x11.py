"""The active window as an X11 window manager tells it (EWMH), by a connection of its own."""

from __future__ import annotations

import struct

import xcffib
from xcffib import xproto

from desktop.platform.presence.backend import Active

_FAILURES = (xcffib.ConnectionException, xcffib.XcffibException)
_MOST_ITEMS = 64


class X11:
    """Looks at the display's default screen. Raises OSError where it does not answer."""

    def __init__(self, display: str) -> None:
        try:
            self._connection = xcffib.connect(display)
            self._root = self._connection.get_setup().roots[self._connection.pref_screen].root
            names = ("_NET_ACTIVE_WINDOW", "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN", "_NET_WM_PID")
            asked = [self._connection.core.InternAtom(False, len(name), name) for name in names]
            self._active, self._state, self._full, self._process = (one.reply().atom for one in asked)
        except _FAILURES as problem:
            raise OSError(f"the display {display} does not answer") from problem

    def active(self) -> Active | None:
        """The window that has the keyboard now."""
        try:
            (window, *_) = self._numbers(self._root, self._active) or [0]
            if not window:
                return None
            size = self._connection.core.GetGeometry(window).reply()
            place = self._connection.core.TranslateCoordinates(window, self._root, 0, 0).reply()
            process = self._numbers(window, self._process) or [0]
            full = self._full in self._numbers(window, self._state)
        except _FAILURES:  # it has just closed, or the server is gone
            return None
        return Active(place.dst_x, place.dst_y, size.width, size.height, process[0], full)

    def close(self) -> None:
        """End the connection."""
        try:
            self._connection.disconnect()
        except _FAILURES:
            return

    def _numbers(self, window: int, name: int) -> list[int]:
        """A property that is a list of 32-bit numbers."""
        wanted = xproto.GetPropertyType.Any
        found = self._connection.core.GetProperty(False, window, name, wanted, 0, _MOST_ITEMS).reply()
        data = bytes(found.value.buf()) if found.format == 32 else b""
        return list(struct.unpack(f"={len(data) // 4}I", data[: len(data) // 4 * 4]))
