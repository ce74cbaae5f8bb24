"""Launch to window, and memory when idle: the app against a bare PySide6 window, in the same run.

Needs an X server (Xvfb does) and xdotool. Each figure is the median of five launches.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

LAUNCHES = 5
PATIENCE = 60
"""Seconds that a window may take to show."""
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
    """`seconds` to the first window on the screen, `usable` to the one that stays."""

    seconds: float
    usable: float
    megabytes: float


def main() -> None:
    if not os.environ.get("DISPLAY") or not shutil.which("xdotool"):
        print("Needs a screen and xdotool; on a machine without one: xvfb-run make bench")
        return
    bare = [_launch([sys.executable, "-c", BARE], "bare-window") for _ in range(LAUNCHES)]
    with tempfile.TemporaryDirectory() as home:
        _launch([sys.executable, "-m", "desktop", "--demo", "--home", home], "Gleaner")  # seeds the demo account
        ours = [
            _launch([sys.executable, "-m", "desktop", "--demo", "--home", home], "Gleaner") for _ in range(LAUNCHES)
        ]
    for name, launches in (("bare PySide6 window", bare), ("gleaner --demo", ours)):
        seconds, usable, megabytes = (_median(launches, field) for field in ("seconds", "usable", "megabytes"))
        print(
            f"{name:22} {seconds:6.2f} s to window {usable:6.2f} s to the chat {megabytes:7.0f} MB resident when idle"
        )
    ratios = [_median(ours, field) / _median(bare, field) for field in ("seconds", "usable", "megabytes")]
    print(f"{'ratio':22} {ratios[0]:6.2f} {ratios[1]:19.2f} {ratios[2]:15.2f}")


def _launch(command: list[str], title: str) -> Launch:
    """Start, wait for the window to be on the screen, let it settle, read its memory, end it."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            seconds = _seen(f"^{title}", started)
            usable = _seen(f"^{title}$", started)
            time.sleep(3)
            return Launch(seconds, usable, _resident(process.pid))
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


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _median(launches: list[Launch], field: str) -> float:
    return float(statistics.median(getattr(launch, field) for launch in launches))


if __name__ == "__main__":
    main()
