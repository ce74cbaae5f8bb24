"""A whole desktop for a test: screen, window manager, tray, message bus, screen reader, sound and a keyring.

Everything is private: its own display, its own bus, its own home folder. Nothing of the person who runs the tests is
seen or touched, and only programs that were started here are ended.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from jeepney import DBusErrorResponse

from tests.e2e.accessibility import Reader, accessibility_address
from tests.e2e.processes import Child, Children, NotReadyError, read_line, wait_until

SCREEN = "1280x800x24"
PROGRAMS = Path(__file__).parent / "programs"
ACCESSIBILITY_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
# What is played to the speakers is what the microphone hears. Programs hide a mere monitor, so the monitor is given
# once more as a source of its own.
SPEAKERS = ("module-null-sink", "sink_name=speakers", "rate=48000")
MICROPHONE = (
    "module-remap-source",
    "source_name=microphone",
    "master=speakers.monitor",
    r"source_properties=device.description='Virtual\ microphone'",
)
KEYRING_PASSWORD = b"gleaner-test"

# No service folders: the bus starts nothing by itself, so no test meets a service of the machine it runs on.
BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={runtime}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass(frozen=True)
class Window:
    """A window's number for the X server, and where it is, in pixels of the screen."""

    id: str
    x: int
    y: int
    width: int
    height: int


class DesktopSession:
    """Context manager. `env` is what programs of this desktop must be started with.

    Raises RuntimeError where a program is not installed, NotReadyError where one does not come up; both name it.
    """

    def __init__(self, *, tray: bool = True, sound: bool = True, keyring: bool = False) -> None:
        self._wants = {"tray": tray, "sound": sound, "keyring": keyring}
        # A short path: names of Unix sockets end at 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="desktop-"))
        self.home = self.folder / "home"
        self.runtime = self.folder / "run"
        self.logs = self.folder / "logs"
        for made in (self.home, self.runtime, self.logs):
            made.mkdir(mode=0o700)
        self.children = Children(self.logs)
        self._reader: Reader | None = None
        self.env = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "XDG_SESSION_TYPE": "x11",
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONUNBUFFERED": "1",
        }

    def __enter__(self) -> DesktopSession:
        try:
            self._start_screen()
            self._start_bus()
            self._start_window_manager()
            self._start_accessibility()
            if self._wants["tray"]:
                self._start_tray()
            if self._wants["sound"]:
                self._start_sound()
            if self._wants["keyring"]:
                self._start_keyring()
        except BaseException as error:
            error.add_note(self.children.report())
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._reader:
            self._reader.close()
        self.children.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def reader(self) -> Reader:
        """Reads what programs show."""
        assert self._reader, "the session has not begun"
        return self._reader

    # Programs

    def start(self, name: str, command: list[str | Path], **options: object) -> Child:
        """Start a program of this desktop; `options` are those of `Children.start`, with `env` added to ours."""
        env = {**self.env, **options.pop("env", {})}  # type: ignore[dict-item]
        return self.children.start(name, command, env, **options)  # type: ignore[arg-type]

    def python(self, name: str, program: str, *arguments: str | Path, **options: object) -> Child:
        """Start one of the small programs beside this file."""
        return self.start(name, [sys.executable, PROGRAMS / program, *arguments], **options)

    def run(self, *command: str | Path, seconds: float = 20.0) -> subprocess.CompletedProcess[str]:
        """Run a short command to its end. Its exit code is the caller's to judge."""
        words = [str(word) for word in command]
        return subprocess.run(
            words, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds, check=False
        )

    # Screen, keyboard and mouse

    def find_window(self, title: str, seconds: float = 20.0) -> Window:
        """The visible window whose title matches the regular expression `title`, once it is there."""
        found = wait_until(lambda: self.windows(title), f"a window titled {title!r}", seconds)
        return self.geometry(found[0])

    def windows(self, title: str) -> list[str]:
        """The numbers of the visible windows whose title matches the regular expression `title`."""
        return self.run("xdotool", "search", "--onlyvisible", "--name", title).stdout.split()

    def windows_of(self, pid: int) -> list[Window]:
        """All visible windows of a process, messages of its tray icon, which have no title, among them."""
        found = self.run("xdotool", "search", "--onlyvisible", "--pid", str(pid)).stdout.split()
        return [self.geometry(window) for window in found]

    def geometry(self, window: str) -> Window:
        answer = self.run("xdotool", "getwindowgeometry", "--shell", window)
        if answer.returncode:
            raise NotReadyError(f"window {window} is gone: {answer.stderr}")
        values = dict(line.split("=", 1) for line in answer.stdout.split())
        return Window(window, *(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT")))

    @property
    def active_window(self) -> str:
        """The number of the window that has the keyboard; "" where none has."""
        return self.run("xdotool", "getactivewindow").stdout.strip()

    def focus(self, window: Window) -> None:
        """Give `window` the keyboard, as a click on its title would."""
        self._xdotool("windowactivate", window.id)
        wait_until(lambda: self.active_window == window.id, f"the keyboard in window {window.id}")

    def close_window(self, window: Window) -> None:
        """Press the cross in the window's frame."""
        self.focus(window)
        self.key("alt+F4")

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "12", "--", text)

    def key(self, *names: str) -> None:
        """Press keys one after the other; names as xdotool knows them: "Return", "ctrl+z"."""
        self._xdotool("key", "--delay", "25", *names)

    def click(self, x: int, y: int, button: int = 1) -> None:
        # Without --sync, which waits for a movement that never comes where the mouse is there already.
        self._xdotool("mousemove", str(x), str(y), "click", str(button))

    def tray_icon(self) -> tuple[int, int]:
        """The middle of the one icon in the tray."""
        (panel,) = self.windows_of_class("trayer")
        return panel.x + panel.width // 2, panel.y + panel.height // 2

    def windows_of_class(self, name: str) -> list[Window]:
        """The visible windows of programs of that class."""
        found = self.run("xdotool", "search", "--onlyvisible", "--class", name).stdout.split()
        return [self.geometry(window) for window in found]

    def screenshot(self, path: Path) -> Path:
        """The whole screen as a PNG file."""
        answer = self.run(sys.executable, PROGRAMS / "screenshot.py", path)
        if answer.returncode:
            raise RuntimeError(f"no screenshot: {answer.stderr}")
        return path

    def _xdotool(self, *words: str) -> str:
        answer = self.run("xdotool", *words)
        if answer.returncode:
            raise RuntimeError(f"xdotool {' '.join(words)}: {answer.stderr.strip()}")
        return answer.stdout

    # Sound

    def play(self, wav: Path) -> None:
        """Say `wav` into the virtual microphone, in real time, to its end."""
        answer = self.run("paplay", "--latency-msec=50", "--device=speakers", wav, seconds=60)
        if answer.returncode:
            raise RuntimeError(f"paplay: {answer.stderr}")

    @contextmanager
    def microphone_unplugged(self) -> Iterator[None]:
        """For a while there is no microphone at all."""
        for module in ("module-remap-source", "module-null-sink"):
            self._pactl("unload-module", module)
        try:
            yield
        finally:
            for words in (SPEAKERS, MICROPHONE):
                self._pactl("load-module", *words)
            self._pactl("set-default-source", "microphone")

    def _pactl(self, *words: str) -> None:
        answer = self.run("pactl", *words)
        if answer.returncode:
            raise RuntimeError(f"pactl {' '.join(words)}: {answer.stderr.strip()}")

    # The parts of the desktop

    def _start_screen(self) -> None:
        reader, writer = os.pipe()
        try:
            self.start(
                "Xvfb",
                ["Xvfb", "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"],
                pass_fds=(writer,),
            )
            os.close(writer)
            with os.fdopen(reader, "rb", buffering=0) as answer:
                number = read_line(answer, "Xvfb's display number")
        except RuntimeError:
            os.close(reader)
            os.close(writer)
            raise
        self.env["DISPLAY"] = f":{number}"

    def _start_bus(self) -> None:
        configuration = self.folder / "bus.conf"
        configuration.write_text(BUS_CONFIGURATION.format(runtime=self.runtime))
        bus = self.start(
            "dbus-daemon",
            ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
        )
        assert bus.process.stdout
        self.env["DBUS_SESSION_BUS_ADDRESS"] = read_line(bus.process.stdout, "the message bus's address")

    def _start_window_manager(self) -> None:
        self.start("openbox", ["openbox", "--sm-disable"])
        wait_until(lambda: self.run("xdotool", "get_desktop").returncode == 0, "the window manager")

    def _start_accessibility(self) -> None:
        self.start("accessibility", [ACCESSIBILITY_LAUNCHER, "--launch-immediately"])
        address = wait_until(self._accessibility_address, "the accessibility bus")
        self._reader = Reader(address)
        self.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"

    def _accessibility_address(self) -> str:
        try:
            return accessibility_address(self.env["DBUS_SESSION_BUS_ADDRESS"])
        except DBusErrorResponse:
            return ""

    def _start_tray(self) -> None:
        shape = [
            "--edge",
            "top",
            "--align",
            "right",
            "--widthtype",
            "request",
            "--heighttype",
            "pixel",
            "--height",
            "24",
        ]
        self.start("trayer", ["trayer", *shape, "--heighttype", "pixel", "--SetDockType", "true"])
        if code := self.python("tray-probe", "wait_for_tray.py").wait(20):
            raise NotReadyError(f"no system tray (probe's exit code {code})")

    def _start_sound(self) -> None:
        socket = self.runtime / "sound"
        self.env["PULSE_SERVER"] = f"unix:{socket}"
        self.env["PULSE_COOKIE"] = str(self.runtime / "cookie")
        modules = (
            f"module-native-protocol-unix socket={socket} auth-anonymous=1",
            " ".join(SPEAKERS),
            " ".join(MICROPHONE),
        )
        options = ["--exit-idle-time=-1", "--realtime=no", "--high-priority=no", "--log-target=stderr"]
        loads = [word for module in modules for word in ("-L", module)]
        self.start("pulseaudio", ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", *options, *loads])
        wait_until(lambda: "microphone" in self.run("pactl", "list", "short", "sources").stdout, "the microphone")

    def _start_keyring(self) -> None:
        keyring = self.start(
            "gnome-keyring",
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"],
            stdin=subprocess.PIPE,
        )
        assert keyring.process.stdin
        keyring.process.stdin.write(KEYRING_PASSWORD)
        keyring.process.stdin.close()
        keyring.process.stdin = None
        ask = "import sys, keyring; sys.exit(keyring.get_keyring().priority < 1 or keyring.get_password('a', 'b') or 0)"
        wait_until(lambda: self.run(sys.executable, "-c", ask).returncode == 0, "the keyring")
