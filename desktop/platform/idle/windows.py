"""Idle time as Windows counts it for the session."""

from __future__ import annotations

import ctypes
from typing import Any


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint))


class Windows:
    """`system` is what ctypes offers there; the tests give another."""

    def __init__(self, system: Any = ctypes) -> None:
        self._user, self._kernel = system.WinDLL("user32"), system.WinDLL("kernel32")

    def seconds(self) -> float | None:
        """Both clocks are 32-bit milliseconds that begin anew after 49 days."""
        last = _LastInput(ctypes.sizeof(_LastInput))
        if not self._user.GetLastInputInfo(ctypes.byref(last)):
            return None
        return float((int(self._kernel.GetTickCount()) - int(last.tick)) % 2**32) / 1000

    def close(self) -> None:
        """Nothing to let go of."""
