"""How long from a shortcut to a window: quick entry and a bare Qt window in the same run, on a virtual screen.

Run: `python -m benchmarks.shortcut [PRESSES]`. Prints milliseconds from the key going down, or from `gleaner quick`
being started, to the window's own picture on the screen.
"""

from __future__ import annotations

import select
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop.platform import xcb
from desktop.platform.xcb import Server
from tests.e2e.application import GLEANER, ROOT, DemoHarvest, Gleaner
from tests.e2e.processes import wait_until
from tests.e2e.session import DesktopSession

BARE = """
import os, sys
from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from desktop.platform.hotkey import open_backend
from desktop.platform.hotkey.backend import Deed
from desktop.platform.hotkey.keys import parse
app = QApplication(sys.argv)
app.setQuitOnLastWindowClosed(False)
field = QLineEdit()
field.setWindowTitle("bare")
field.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
field.resize(560, 60)
field.keyPressEvent = lambda event: field.hide()
backend = open_backend(os.environ)
backend.bind({Deed.QUICK: parse("Ctrl+Alt+B")})
def read():
    for stroke in backend.strokes():
        if stroke.is_down:
            field.show(); field.raise_(); field.activateWindow()
notifier = QSocketNotifier(backend.fileno(), QSocketNotifier.Type.Read)
notifier.activated.connect(read)
print("ready", flush=True)
app.exec()
"""


CTRL, ALT = 0xFFE3, 0xFFE9
WAYS = (
    ("bare window", "^bare$", (CTRL, ALT, ord("b"))),
    ("quick entry", "^Gleaner: quick entry$", (CTRL, ALT, ord("g"))),
    ("gleaner quick", "^Gleaner: quick entry$", ()),
)
"""What is measured, the window's title, and the keysyms that bring it; without any it is the command."""


_CHANGE_WINDOW, _EVENT_MASK, _WINDOWS_COME = 2, 1 << 11, 1 << 19
_FAKE_INPUT = 2  # of the test extension
_GET_IMAGE, _Z_PIXMAP = 73, 2


class Keyboard:
    """Presses keys as a person would, and sees windows being mapped."""

    def __init__(self, display: str) -> None:
        self.server = server = Server(display)
        self.test = server.extension("XTEST")
        answer = server.ask(xcb.KEYBOARD_MAPPING, 0, "BB", server.first_key, 248)
        wide, keysyms = answer[1], [keysym for (keysym,) in struct.iter_unpack("=I", answer[32:])]
        self.codes = {
            keysym: server.first_key + at // wide for at, keysym in reversed(list(enumerate(keysyms))) if keysym
        }
        server.tell(_CHANGE_WINDOW, 0, "III", server.root, _EVENT_MASK, _WINDOWS_COME)

    def send(self, kind: int, keysym: int) -> None:
        self.server.tell(
            self.test, _FAKE_INPUT, "BB2xII8xhh7xB", kind, self.codes[keysym], 0, self.server.root, 0, 0, 0
        )

    def until_pressed_shows(self, *keysyms: int) -> float:
        """Milliseconds from the last of these keys going down to the next window's picture on the screen."""
        self.forget()
        for keysym in keysyms:
            self.send(2, keysym)
        took = self.until_shown(time.perf_counter())
        for keysym in reversed(keysyms):
            self.send(3, keysym)
        return took

    def forget(self) -> None:
        while self.server.event() is not None:
            pass

    def until_shown(self, began: float) -> float:
        """Milliseconds until the next window is mapped, and something is drawn in its middle: the screen is black."""
        while (event := self.server.event()) is None or event[0] & 0x7F != xcb.MAP_NOTIFY:
            if event is None:
                select.select([self.server.fileno()], [], [])
        (window,) = struct.unpack("=I", event[8:12])
        width, height = struct.unpack("=HH", self.server.ask(xcb.GET_GEOMETRY, 0, "I", window)[16:20])
        middle = window, self.server.root, width // 2, height // 2
        x, y = struct.unpack("=hh", self.server.ask(xcb.TRANSLATE, 0, "IIhh", *middle)[12:16])
        while not any(self._pixel(x, y)):
            pass
        return (time.perf_counter() - began) * 1000

    def _pixel(self, x: int, y: int) -> bytes:
        whole = self.server.root, x, y, 1, 1, 0xFFFFFF
        return self.server.ask(_GET_IMAGE, _Z_PIXMAP, "IhhHHI", *whole)[32:35]


def _wait_until_gone(desktop: DesktopSession, title: str) -> None:
    wait_until(lambda: not desktop.windows(title), "the window's end")


def main() -> None:
    presses = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with DesktopSession(sound=False) as desktop, tempfile.TemporaryDirectory() as folder:
        harvest = DemoHarvest(desktop)
        gleaner = Gleaner(desktop, Path(folder) / "home", harvest.env)
        bare = desktop.start("bare", [sys.executable, "-c", BARE], cwd=ROOT, stdout=subprocess.PIPE)
        gleaner.start()
        desktop.focus(gleaner.window)
        desktop.key("alt+F4")
        keyboard = Keyboard(desktop.env["DISPLAY"])
        times: dict[str, list[float]] = {}
        for number in range(presses):
            for way, title, keys in WAYS:
                if keys:
                    took = keyboard.until_pressed_shows(*keys)
                else:
                    keyboard.forget()
                    began = time.perf_counter()
                    subprocess.Popen([*GLEANER, "quick"], cwd=ROOT, env={**desktop.env, **gleaner.environment})
                    took = keyboard.until_shown(began)
                desktop.focus(desktop.find_window(title))
                desktop.key("Escape")
                _wait_until_gone(desktop, title)
                times.setdefault(way, []).append(took)
                print(f"{number:3} {way:16} {took:6.1f} ms", flush=True)
        for way, all_times in times.items():
            first, rest = all_times[0], sorted(all_times[1:])
            worst = rest[-1]
            print(f"{way:16} first {first:.1f}, median {statistics.median(rest):.1f}, worst {worst:.1f} ms")
        gleaner.close()
        bare.stop()
        harvest.close()


if __name__ == "__main__":
    main()
