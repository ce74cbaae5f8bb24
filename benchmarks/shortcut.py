"""How long from a shortcut to a window: quick entry and a bare Qt window in the same run, on a virtual screen.

Run: `python -m benchmarks.shortcut [PRESSES]`. Prints milliseconds from the key going down, or from `gleaner quick`
being started, to the window's own picture on the screen.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xcffib
import xcffib.xtest
from xcffib import xproto

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


class Keyboard:
    """Presses keys as a person would, and sees windows being mapped."""

    def __init__(self, display: str) -> None:
        self.connection = xcffib.connect(display)
        self.test = self.connection(xcffib.xtest.key)
        setup = self.connection.get_setup()
        self.root = setup.roots[self.connection.pref_screen].root
        answer = self.connection.core.GetKeyboardMapping(setup.min_keycode, 248).reply()
        wide, keysyms = answer.keysyms_per_keycode, list(answer.keysyms)
        self.codes = {
            keysym: setup.min_keycode + at // wide for at, keysym in reversed(list(enumerate(keysyms))) if keysym
        }
        mask = xproto.EventMask.SubstructureNotify
        self.connection.core.ChangeWindowAttributes(self.root, xproto.CW.EventMask, [mask])

    def send(self, kind: int, keysym: int) -> None:
        self.test.FakeInput(kind, self.codes[keysym], 0, self.root, 0, 0, 0)
        self.connection.flush()

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
        while self.connection.poll_for_event() is not None:
            pass

    def until_shown(self, began: float) -> float:
        """Milliseconds until the next window is mapped, and something is drawn in its middle: the screen is black."""
        while not isinstance(event := self.connection.wait_for_event(), xproto.MapNotifyEvent):
            pass
        place = self.connection.core.GetGeometry(event.window).reply()
        at = self.connection.core.TranslateCoordinates(
            event.window, self.root, place.width // 2, place.height // 2
        ).reply()
        while not any(self._pixel(at.dst_x, at.dst_y)):
            pass
        return (time.perf_counter() - began) * 1000

    def _pixel(self, x: int, y: int) -> bytes:
        picture = self.connection.core.GetImage(xproto.ImageFormat.ZPixmap, self.root, x, y, 1, 1, 0xFFFFFF).reply()
        return bytes(picture.data)[:3]


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
