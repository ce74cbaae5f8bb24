"""Idle time as macOS counts it for all input devices."""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any

_ALL_DEVICES = 1  # kCGEventSourceStateHIDSystemState
_ANY_EVENT = 0xFFFFFFFF  # kCGAnyInputEventType


class MacOS:
    """`library` is ApplicationServices; the tests give another. Raises OSError where it is not there."""

    def __init__(self, library: Any = None) -> None:
        services = library or ctypes.CDLL(ctypes.util.find_library("ApplicationServices") or "ApplicationServices")
        self._count = services.CGEventSourceSecondsSinceLastEventType
        if library is None:
            self._count.restype = ctypes.c_double
            self._count.argtypes = (ctypes.c_int32, ctypes.c_uint32)

    def seconds(self) -> float | None:
        """Since the last event."""
        return float(self._count(_ALL_DEVICES, _ANY_EVENT))

    def close(self) -> None:
        """Nothing to let go of."""
