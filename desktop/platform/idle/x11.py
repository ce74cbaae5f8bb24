"""Idle time as an X server counts it for its screen saver."""

from __future__ import annotations

import struct

from desktop.platform.xcb import Server, ServerError

_QUERY_INFO = 1


class X11:
    """Raises OSError where the display does not answer, or counts nothing."""

    def __init__(self, display: str) -> None:
        self._server = Server(display)
        try:
            self._saver = self._server.extension("MIT-SCREEN-SAVER")
        except OSError as problem:
            self._server.close()
            raise OSError(f"the display {display} tells no idle time") from problem

    def seconds(self) -> float | None:
        """Since the last input of any kind."""
        try:
            answer = self._server.ask(self._saver, _QUERY_INFO, "I", self._server.root)
        except ServerError:
            return None
        return float(struct.unpack("=I", answer[16:20])[0]) / 1000

    def close(self) -> None:
        """End the connection."""
        self._server.close()
