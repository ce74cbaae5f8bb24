"""The active window as an X11 window manager tells it (EWMH), by a connection of its own."""

from __future__ import annotations

import struct

from desktop.platform.presence.backend import Active
from desktop.platform.xcb import GET_GEOMETRY, GET_PROPERTY, TRANSLATE, Server, ServerError

_MOST_ITEMS = 64
_ANY_TYPE = 0


class X11:
    """Looks at the display's default screen. Raises OSError where it does not answer."""

    def __init__(self, display: str) -> None:
        self._server = Server(display)
        names = ("_NET_ACTIVE_WINDOW", "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN", "_NET_WM_PID")
        try:
            self._active, self._state, self._full, self._process = map(self._server.atom, names)
        except OSError:
            self._server.close()
            raise

    def active(self) -> Active | None:
        """The window that has the keyboard now."""
        root = self._server.root
        try:
            (window, *_) = self._numbers(root, self._active) or [0]
            if not window:
                return None
            width, height = struct.unpack("=HH", self._server.ask(GET_GEOMETRY, 0, "I", window)[16:20])
            x, y = struct.unpack("=hh", self._server.ask(TRANSLATE, 0, "IIhh", window, root, 0, 0)[12:16])
            process = self._numbers(window, self._process) or [0]
            full = self._full in self._numbers(window, self._state)
        except ServerError:  # it has just closed, or the server is gone
            return None
        return Active(x, y, width, height, process[0], full)

    def close(self) -> None:
        """End the connection."""
        self._server.close()

    def _numbers(self, window: int, name: int) -> list[int]:
        """A property that is a list of 32-bit numbers."""
        found = self._server.ask(GET_PROPERTY, 0, "IIIII", window, name, _ANY_TYPE, 0, _MOST_ITEMS)
        if found[1] != 32:
            return []
        (count,) = struct.unpack("=I", found[16:20])
        return list(struct.unpack(f"={count}I", found[32 : 32 + 4 * count]))
