"""Keys on Windows and macOS, over stand-ins for their libraries: what is asked of them, what their events become."""

from __future__ import annotations

import ctypes
import queue
import select
import time
from types import SimpleNamespace

from desktop.platform.hotkey.backend import Backend, Deed, Standing, Stroke
from desktop.platform.hotkey.keys import parse
from desktop.platform.hotkey.macos import MacOS
from desktop.platform.hotkey.windows import Windows

WANTED = {Deed.QUICK: parse("Ctrl+Alt+G"), Deed.TALK: parse("Ctrl+Alt+Space")}


def strokes(backend: Backend, count: int) -> list[Stroke]:
    found: list[Stroke] = []
    deadline = time.monotonic() + 10
    while len(found) < count and time.monotonic() < deadline:
        select.select([backend.fileno()], [], [], 0.05)
        found += backend.strokes()
    return found


class User32:
    """A message queue and hotkeys by number; `taken` are codes of keys that others have."""

    def __init__(self) -> None:
        self.queue: queue.Queue[tuple[int, int]] = queue.Queue()
        self.claims: dict[int, tuple[int, int]] = {}
        self.taken: set[int] = set()
        self.held: set[int] = set()

    def GetMessageW(self, message, *_rest: object) -> int:  # noqa: N802
        message._obj.message, message._obj.wParam = self.queue.get(timeout=10)
        return int(message._obj.message != 0x12)

    def PeekMessageW(self, *_rest: object) -> int:  # noqa: N802
        return 0

    def PostThreadMessageW(self, _thread: int, number: int, first: int, _second: int) -> None:  # noqa: N802
        self.queue.put((number, first))

    def RegisterHotKey(self, _window: None, number: int, bits: int, code: int) -> int:  # noqa: N802
        if code in self.taken:
            return 0
        self.claims[number] = (bits, code)
        return 1

    def UnregisterHotKey(self, _window: None, number: int) -> None:  # noqa: N802
        del self.claims[number]

    def SetTimer(self, *_rest: object) -> None:  # noqa: N802
        self.queue.put((0x113, 7))

    def KillTimer(self, *_rest: object) -> None:  # noqa: N802
        self.held.clear()

    def GetAsyncKeyState(self, code: int) -> int:  # noqa: N802
        return 0x8000 if code in self.held else 0


def test_windows_claims_tells_conflicts_and_hears_down_and_up():
    user = User32()
    libraries = {"user32": user, "kernel32": SimpleNamespace(GetCurrentThreadId=lambda: 5)}
    system = SimpleNamespace(WinDLL=lambda name, **_: libraries[name], get_last_error=lambda: 1409)
    user.taken = {0x20}
    backend = Windows(system)
    told = backend.bind(WANTED)
    assert [told[deed].standing for deed in WANTED] == [Standing.ACTIVE, Standing.TAKEN]
    assert user.claims == {1: (0x4000 | 2 | 1, ord("G"))}

    user.held = {ord("G")}
    user.PostThreadMessageW(5, 0x312, 1, 0)
    assert strokes(backend, 1) == [Stroke(Deed.QUICK, True)]
    user.held = set()
    user.PostThreadMessageW(5, 0x113, 7, 0)
    assert strokes(backend, 1) == [Stroke(Deed.QUICK, False)]
    backend.close()
    assert user.claims == {}


class Carbon:
    """Hotkeys by their number; `event` is the one that GetEventParameter tells of. `taken` are numbers of keys."""

    def __init__(self) -> None:
        self.claims: dict[int, tuple[int, int]] = {}
        self.taken: set[int] = set()
        self.handler = None
        self.kind = 0

    def GetApplicationEventTarget(self) -> int:  # noqa: N802
        return 1

    def InstallEventHandler(self, _target: int, handler, *_rest: object) -> int:  # noqa: N802
        self.handler = handler
        return 0

    def RegisterEventHotKey(self, code: int, bits: int, key, *_rest: object) -> int:  # noqa: N802
        if code in self.taken:
            return -9878
        self.claims[key.number] = (code, bits)
        return 0

    def UnregisterEventHotKey(self, _claim: ctypes.c_void_p) -> None:  # noqa: N802
        self.claims.popitem()

    def GetEventParameter(self, event, _name, _kind, _actual, _size, _wrote, key) -> int:  # noqa: N802
        key._obj.signature, key._obj.number = int.from_bytes(b"Glnr"), event.value
        return 0

    def GetEventKind(self, _event) -> int:  # noqa: N802
        return self.kind

    def strike(self, number: int, kind: int) -> None:
        self.kind = kind
        assert self.handler
        self.handler(None, number, None)


def test_macos_claims_tells_conflicts_and_hears_down_and_up():
    carbon = Carbon()
    carbon.taken = {49}
    backend = MacOS(carbon)
    told = backend.bind(WANTED)
    assert [told[deed].standing for deed in WANTED] == [Standing.ACTIVE, Standing.TAKEN]
    assert carbon.claims == {1: (5, 0x1000 | 0x0800)}
    carbon.strike(1, 5)
    carbon.strike(1, 6)
    carbon.strike(9, 5)
    assert strokes(backend, 2) == [Stroke(Deed.QUICK, True), Stroke(Deed.QUICK, False)]
    backend.close()
    assert carbon.claims == {}
