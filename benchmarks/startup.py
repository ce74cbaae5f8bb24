"""Launch to window, and memory when idle: the app against a bare PySide6 window, in the same run.

Needs an X server (Xvfb does) and xdotool. The two are started in turns, five times each; both find their byte code
ready, as an installed program does. A figure of time is the least of the five, since all else that goes on only adds
to it; "CPU" is the processor's time that the process had used by then. Memory is the median (resident, Linux).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

LAUNCHES = 5
PATIENCE = 60
"""Seconds that a window may take to show, and the app to come to rest."""
SETTLING = 2
AT_REST = 0.05
"""Seconds of the processor within `SETTLING` seconds that are rest."""
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv)
window = QLabel("bare")
window.setWindowTitle("bare-window")
window.resize(480, 640)
window.show()
sys.exit(app.exec())
"""


@dataclass(frozen=True)
class Launch:
    """`window` is the first one on the screen, `usable` the one that stays: seconds, and the processor's seconds."""

    window: float
    window_cpu: float
    usable: float
    usable_cpu: float
    megabytes: float


def main() -> None:
    if not os.environ.get("DISPLAY") or not shutil.which("xdotool"):
        print("Needs a screen and xdotool; on a machine without one: xvfb-run make bench")
        return
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": str(Path(home) / "bytecode")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        plainly = [sys.executable, "-c", BARE], "bare-window", environment
        app = [sys.executable, "-m", "desktop", "--demo", "--home", home], "Gleaner", environment
        _launch(*app)  # seeds the demo account and makes the byte code
        bare, ours = zip(*((_launch(*plainly), _launch(*app)) for _ in range(LAUNCHES)), strict=True)
    rows = {"bare PySide6 window": _figures(bare), "gleaner --demo": _figures(ours)}
    rows["ratio"] = [b / a for a, b in zip(*rows.values(), strict=True)]
    print(f"{'':20} {'window, s':>10} {'CPU, s':>8} {'chat, s':>10} {'CPU, s':>8} {'MB, idle':>10}")
    for name, (window, window_cpu, usable, usable_cpu, megabytes) in rows.items():
        print(f"{name:20} {window:10.2f} {window_cpu:8.2f} {usable:10.2f} {usable_cpu:8.2f} {megabytes:10.2f}")


def _figures(launches: Sequence[Launch]) -> list[float]:
    *times, megabytes = zip(*map(astuple, launches), strict=True)
    return [*map(min, times), statistics.median(megabytes)]


def _launch(command: list[str], title: str, environment: dict[str, str]) -> Launch:
    """Start, wait for the window to be on the screen, let it settle, read its memory, end it."""
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            window, window_cpu = _seen(f"^{title}", started), _cpu(process.pid)
            usable, usable_cpu = _seen(f"^{title}$", started), _cpu(process.pid)
            return Launch(window, window_cpu, usable, usable_cpu, _settled(process.pid))
        finally:
            process.terminate()


def _seen(name: str, started: float) -> float:
    """Seconds until a window of that name is on the screen."""
    # Not `--sync`: that looks only twice a second.
    search = ["xdotool", "search", "--onlyvisible", "--name", name]
    while subprocess.run(search, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60).returncode:
        if time.perf_counter() - started > PATIENCE:
            raise TimeoutError(f"no window {name!r} within {PATIENCE} s")
        time.sleep(0.02)  # looking takes a little of the processor itself
    return time.perf_counter() - started


def _cpu(pid: int) -> float:
    """Seconds of the processor so far."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _settled(pid: int) -> float:
    """Megabytes resident once it does no more."""
    late = time.perf_counter() + PATIENCE
    used = 0.0
    while _cpu(pid) - used > AT_REST and time.perf_counter() < late:
        used = _cpu(pid)
        time.sleep(SETTLING)
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS:"))


if __name__ == "__main__":
    main()
