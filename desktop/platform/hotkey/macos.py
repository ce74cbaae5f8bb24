"""Keys on macOS, by Carbon's RegisterEventHotKey, which asks for no permission; heard by the application's own loop.

To be used on the main thread, whose loop brings the events.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any, Final

from desktop.platform.hotkey.backend import Deed, Standing, Status, Stroke
from desktop.platform.hotkey.keys import Keys

_MODIFIERS: Final = {"Meta": 0x0100, "Shift": 0x0200, "Alt": 0x0800, "Ctrl": 0x1000}
_LETTERS: Final = "asdfhgzxcv\0bqweryt123465=97-80]ou[ip\0lj'k;\\,/nm."
"""The signs of the American layout by their key's number; Carbon counts keys by place, not by letter."""
_CODES: Final = {
    **{sign.upper(): number for number, sign in enumerate(_LETTERS) if sign != "\0"},
    "Return": 36,
    "Tab": 48,
    "Space": 49,
    "Backspace": 51,
    "Home": 115,
    "PgUp": 116,
    "Del": 117,
    "End": 119,
    "PgDown": 121,
    "Left": 123,
    "Right": 124,
    "Down": 125,
    "Up": 126,
    **dict(zip((f"F{n}" for n in range(1, 13)), (122, 120, 99, 118, 96, 97, 98, 100, 101, 109, 103, 111), strict=True)),
}
_SIGNATURE: Final = int.from_bytes(b"Glnr")
_CLASS: Final = int.from_bytes(b"keyb")
_PRESSED, _RELEASED = 5, 6
_PARAMETER, _KIND = int.from_bytes(b"----"), int.from_bytes(b"hkid")
_TAKEN: Final = -9878  # eventHotKeyExistsErr


class _Kind(ctypes.Structure):
    _fields_ = (("event_class", ctypes.c_uint32), ("kind", ctypes.c_uint32))


class _HotKey(ctypes.Structure):
    _fields_ = (("signature", ctypes.c_uint32), ("number", ctypes.c_uint32))


_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class MacOS:
    """`carbon` is the system's library; the tests give another. Raises OSError where it is not there."""

    def __init__(self, carbon: Any = None) -> None:
        self._carbon = carbon or _open_carbon()
        self._numbers = dict(enumerate(Deed, start=1))
        self._claims: list[ctypes.c_void_p] = []
        self._statuses: dict[Deed, Status] = {}
        self._found: deque[Stroke] = deque()
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        self._handler = _HANDLER(self._hear)  # kept: Carbon holds no reference to it
        self._is_listening = False

    def bind(self, wanted: Mapping[Deed, Keys]) -> dict[Deed, Status]:
        """Claim these keys in place of the present ones."""
        self._let_go()
        if not self._is_listening:
            kinds = (_Kind * 2)(_Kind(_CLASS, _PRESSED), _Kind(_CLASS, _RELEASED))
            target = self._carbon.GetApplicationEventTarget()
            self._carbon.InstallEventHandler(target, self._handler, 2, kinds, None, None)
            self._is_listening = True
        self._statuses = {deed: self._claim(deed, keys) for deed, keys in wanted.items()}
        return dict(self._statuses)

    def statuses(self) -> dict[Deed, Status]:
        """As `bind` said."""
        return dict(self._statuses)

    def fileno(self) -> int:
        """A pipe."""
        return self._reader

    def strokes(self) -> Sequence[Stroke]:
        """What has come."""
        try:
            while os.read(self._reader, 64):
                pass
        except BlockingIOError:
            pass
        found = list(self._found)
        self._found.clear()
        return found

    def close(self) -> None:
        """Let go of the keys."""
        self._let_go()
        os.close(self._reader)
        os.close(self._writer)

    def _claim(self, deed: Deed, keys: Keys) -> Status:
        code = _CODES.get(keys.key)
        if code is None:
            return Status(Standing.IMPOSSIBLE, f"{keys} is not on this keyboard. Choose other keys.")
        number = next(number for number, one in self._numbers.items() if one is deed)
        claim = ctypes.c_void_p()
        bits = sum(_MODIFIERS[one] for one in keys.modifiers)
        target = self._carbon.GetApplicationEventTarget()
        problem = self._carbon.RegisterEventHotKey(
            code, bits, _HotKey(_SIGNATURE, number), target, 0, ctypes.byref(claim)
        )
        if problem == _TAKEN:
            return Status(Standing.TAKEN, f"{keys} is taken by another program. Choose other keys.")
        if problem:
            return Status(Standing.IMPOSSIBLE, f"macOS does not give {keys} away ({problem}). Choose other keys.")
        self._claims.append(claim)
        return Status(Standing.ACTIVE, f"{keys} works everywhere.")

    def _let_go(self) -> None:
        for claim in self._claims:
            self._carbon.UnregisterEventHotKey(claim)
        self._claims.clear()

    def _hear(self, _next: int, event: int, _data: int) -> int:
        key = _HotKey()
        size = ctypes.sizeof(key)
        self._carbon.GetEventParameter(ctypes.c_void_p(event), _PARAMETER, _KIND, None, size, None, ctypes.byref(key))
        deed = self._numbers.get(key.number) if key.signature == _SIGNATURE else None
        if deed is not None:
            is_down = self._carbon.GetEventKind(ctypes.c_void_p(event)) == _PRESSED
            self._found.append(Stroke(deed, is_down))
            os.write(self._writer, b".")
        return 0


def _open_carbon() -> Any:
    carbon = ctypes.CDLL(ctypes.util.find_library("Carbon") or "Carbon")
    carbon.GetApplicationEventTarget.restype = ctypes.c_void_p
    carbon.InstallEventHandler.argtypes = (
        *(ctypes.c_void_p, _HANDLER, ctypes.c_ulong),
        *(ctypes.POINTER(_Kind), ctypes.c_void_p, ctypes.c_void_p),
    )
    carbon.RegisterEventHotKey.argtypes = (
        *(ctypes.c_uint32, ctypes.c_uint32, _HotKey),
        *(ctypes.c_void_p, ctypes.c_uint32, ctypes.POINTER(ctypes.c_void_p)),
    )
    carbon.UnregisterEventHotKey.argtypes = carbon.GetEventKind.argtypes = (ctypes.c_void_p,)
    carbon.GetEventParameter.argtypes = (
        *(ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32),
        *(ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_void_p),
    )
    return carbon
