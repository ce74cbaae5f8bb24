"""Whether the screen blends windows with what is behind them: a shadow can be drawn only then."""

from __future__ import annotations

import ctypes


def is_composited(platform: str) -> bool:
    """`platform` is Qt's name for it. Under X11 a compositing manager may run or not; everywhere else there is one."""
    return platform != "xcb" or _has_manager()


def _has_manager() -> bool:
    """It owns a selection, as the window manager's hints agree on. Where that cannot be asked, there is none."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    x11.XGetSelectionOwner.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
    x11.XDefaultScreen.argtypes = x11.XCloseDisplay.argtypes = (ctypes.c_void_p,)
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    try:
        atom = x11.XInternAtom(display, f"_NET_WM_CM_S{x11.XDefaultScreen(display)}".encode(), 0)
        return bool(x11.XGetSelectionOwner(display, atom))
    finally:
        x11.XCloseDisplay(display)
