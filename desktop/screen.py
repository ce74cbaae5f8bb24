"""Whether windows can be shown, asked before Qt starts: it aborts where its display does not answer.

`problem()` gives "" where they can, else a sentence such as "The screen :0 does not answer."
"""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path

PATIENCE = 3.0
"""Seconds for a display to answer."""

NONE = "There is no screen to show Gleaner on."
_WL_DISPLAY_SYNC = struct.pack("=III", 1, 12 << 16, 2)  # object 1, opcode 0 in 12 bytes, answered on the new object 2


def problem() -> str:
    """Why no window can be shown, or "". Where one of two displays is dead, Qt is led to the other."""
    if sys.platform in ("win32", "darwin"):
        return ""
    wished = os.environ.get("QT_QPA_PLATFORM", "")
    platforms = [one.partition(":")[0] for one in wished.split(";") if one] or ["wayland", "xcb"]
    live = [one for one in platforms if _answers(one)]
    if live:
        if not wished:
            os.environ["QT_QPA_PLATFORM"] = ";".join(live)
        return ""
    named = [os.environ[name] for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)]
    return f"The screen {' or '.join(named)} does not answer." if named else NONE


def _answers(platform: str) -> bool:
    if platform == "xcb":
        return bool(os.environ.get("DISPLAY")) and _within_patience(_x_answers)
    if platform.startswith("wayland"):
        return bool(os.environ.get("WAYLAND_DISPLAY")) and _wayland_answers(os.environ["WAYLAND_DISPLAY"])
    return True  # Qt's own, such as "offscreen"


def _x_answers() -> bool:
    """Connect as Qt will: by the library that it uses, which also knows remote displays and their keys."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False  # then Qt cannot either
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)


def _wayland_answers(name: str) -> bool:
    path = Path(os.environ.get("XDG_RUNTIME_DIR", ""), name)  # an absolute name stands for itself
    with socket.socket(socket.AF_UNIX) as display:
        display.settimeout(PATIENCE)
        try:
            display.connect(str(path))
            display.sendall(_WL_DISPLAY_SYNC)
            return bool(display.recv(8))
        except OSError:
            return False


def _within_patience(work: Callable[[], bool]) -> bool:
    """What `work` says in time, else False; it cannot be ended, so a thread is left to it."""
    said: list[bool] = []
    thread = threading.Thread(target=lambda: said.append(work()), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return any(said)
