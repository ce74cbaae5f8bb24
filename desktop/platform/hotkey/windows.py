"""Keys on Windows, by RegisterHotKey on a thread of its own: the system puts presses into that thread's queue.

Releases are not told; while a key is down the thread looks every `_LOOK_MS` whether it still is.
"""

from __future__ import annotations

import ctypes
import ctypes.wintypes
import socket
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any, Final

from desktop.platform.hotkey.backend import Deed, Standing, Status, Stroke
from desktop.platform.hotkey.keys import Keys

_MODIFIERS: Final = {"Alt": 1, "Ctrl": 2, "Shift": 4, "Meta": 8}
_NO_REPEAT: Final = 0x4000
_HOTKEY, _TIMER, _QUIT, _WISH = 0x0312, 0x0113, 0x0012, 0x8000
_TAKEN: Final = 1409  # ERROR_HOTKEY_ALREADY_REGISTERED
_LOOK_MS: Final = 20
_PATIENCE: Final = 2.0
_CODES: Final = {
    "Backspace": 0x08,
    "Tab": 0x09,
    "Return": 0x0D,
    "Pause": 0x13,
    "Space": 0x20,
    "PgUp": 0x21,
    "PgDown": 0x22,
    "End": 0x23,
    "Home": 0x24,
    "Left": 0x25,
    "Up": 0x26,
    "Right": 0x27,
    "Down": 0x28,
    "Ins": 0x2D,
    "Del": 0x2E,
    **{f"F{number}": 0x70 + number - 1 for number in range(1, 25)},
}


class Windows:
    """`system` is what ctypes offers there; the tests give another."""

    def __init__(self, system: Any = ctypes) -> None:
        self._system = system
        self._user = system.WinDLL("user32", use_last_error=True)
        self._ids = {deed: number for number, deed in enumerate(Deed, start=1)}
        self._wanted: dict[Deed, Keys] = {}
        self._statuses: dict[Deed, Status] = {}
        self._codes: dict[Deed, int] = {}
        self._down: set[Deed] = set()
        self._found: deque[Stroke] = deque()
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._done = threading.Event()
        self._number = 0
        self._thread = threading.Thread(target=self._run, name="hotkeys", daemon=True)
        self._thread.start()
        self._done.wait(_PATIENCE)

    def bind(self, wanted: Mapping[Deed, Keys]) -> dict[Deed, Status]:
        """Claim these keys in place of the present ones."""
        self._wanted = dict(wanted)
        self._done.clear()
        self._user.PostThreadMessageW(self._number, _WISH, 0, 0)
        if not self._done.wait(_PATIENCE):
            late = Status(Standing.IMPOSSIBLE, "Windows does not answer. Start Gleaner again.")
            self._statuses = dict.fromkeys(wanted, late)
        return dict(self._statuses)

    def statuses(self) -> dict[Deed, Status]:
        """As `bind` said."""
        return dict(self._statuses)

    def fileno(self) -> int:
        """A socket, for that is what Qt can listen to."""
        return self._reader.fileno()

    def strokes(self) -> Sequence[Stroke]:
        """What has come."""
        try:
            while self._reader.recv(64):
                pass
        except BlockingIOError:
            pass
        found = []
        while self._found:
            found.append(self._found.popleft())
        return found

    def close(self) -> None:
        """End the thread; the system lets go of what it had claimed."""
        self._user.PostThreadMessageW(self._number, _QUIT, 0, 0)
        self._thread.join(_PATIENCE)
        self._reader.close()
        self._writer.close()

    # --- on the thread ---------------------------------------------------------------------------------------------

    def _run(self) -> None:
        message = ctypes.wintypes.MSG()
        self._user.PeekMessageW(ctypes.byref(message), None, 0, 0, 0)  # makes the queue
        self._number = self._system.WinDLL("kernel32").GetCurrentThreadId()
        self._done.set()
        while self._user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
            if message.message == _WISH:
                self._claim_all()
                self._done.set()
            elif message.message == _HOTKEY:
                self._press(int(message.wParam))
            elif message.message == _TIMER:
                self._look(int(message.wParam))
        self._let_go()

    def _claim_all(self) -> None:
        self._let_go()
        self._statuses = {deed: self._claim(deed, keys) for deed, keys in self._wanted.items()}

    def _claim(self, deed: Deed, keys: Keys) -> Status:
        code = self._code(keys.key)
        if code is None:
            return Status(Standing.IMPOSSIBLE, f"{keys} is not on this keyboard. Choose other keys.")
        bits = _NO_REPEAT + sum(_MODIFIERS[one] for one in keys.modifiers)
        if not self._user.RegisterHotKey(None, self._ids[deed], bits, code):
            if self._system.get_last_error() == _TAKEN:
                return Status(Standing.TAKEN, f"{keys} is taken by another program. Choose other keys.")
            return Status(Standing.IMPOSSIBLE, f"Windows does not give {keys} away. Choose other keys.")
        self._codes[deed] = code
        return Status(Standing.ACTIVE, f"{keys} works everywhere.")

    def _code(self, key: str) -> int | None:
        if key in _CODES:
            return _CODES[key]
        if key.isascii() and key.isalnum():
            return ord(key)
        found = int(self._user.VkKeyScanW(ctypes.c_wchar(key)))
        return found & 0xFF if 0 <= found < 0x100 else None  # else it needs Shift, or is not there

    def _let_go(self) -> None:
        for deed in self._codes:
            self._user.UnregisterHotKey(None, self._ids[deed])
        self._codes.clear()
        for deed in tuple(self._down):
            self._tell(deed, is_down=False)

    def _press(self, number: int) -> None:
        deed = next((one for one, known in self._ids.items() if known == number), None)
        if deed in self._codes and deed not in self._down:
            self._tell(deed, is_down=True)
            self._user.SetTimer(None, 0, _LOOK_MS, None)

    def _look(self, timer: int) -> None:
        for deed in tuple(self._down):
            if deed not in self._codes or not self._user.GetAsyncKeyState(self._codes[deed]) & 0x8000:
                self._tell(deed, is_down=False)
        if not self._down:
            self._user.KillTimer(None, timer)

    def _tell(self, deed: Deed, *, is_down: bool) -> None:
        (self._down.add if is_down else self._down.discard)(deed)
        self._found.append(Stroke(deed, is_down))
        self._writer.send(b".")
