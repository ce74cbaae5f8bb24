"""From Enter to the cards, cold and warm: how long it takes, how long the screen stands still meanwhile, what it costs.

Run: `python -m benchmarks.first_enter`. Over the demo account, without a screen; every line is a fresh app. The longest
gap is that between two ticks of a timer that ticks every millisecond on the screen's thread, from Enter to the cards,
and while the words were typed. Memory is that of the app and of each process that it started (PSS, Linux).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

GAP_MS = 90  # between letters: somebody who types fast
PATIENCE = 60.0
SENTENCES = ("1.5h website yesterday fixing login, 30m standup mobile app", "2h internal training and an hour of calls")


def main() -> None:
    # Pasted: Enter 1.5 s after the window was shown, without a letter before.
    for way in ("typed", "pasted"):
        for _ in range(3):
            subprocess.run([sys.executable, "-m", "benchmarks.first_enter", way], check=True)


def _app(way: str) -> None:
    from PySide6.QtCore import QElapsedTimer, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from desktop.agent.intents import Channel
    from desktop.app.ports.app_port import AppPort
    from desktop.paths import Home
    from desktop.ui.panels.quick_entry import QuickEntry
    from desktop.ui.theme import theme

    QApplication([])
    theme()

    def until(condition: Callable[[], bool]) -> None:
        deadline = time.perf_counter() + PATIENCE
        while not condition():
            if time.perf_counter() > deadline:
                raise TimeoutError("the cards did not come")
            QApplication.processEvents()
            time.sleep(0.0005)

    with tempfile.TemporaryDirectory() as folder:
        port = AppPort(Home(Path(folder)), demo=True)
        quick = QuickEntry(port)
        port.start()
        until(lambda: port.catalog is not None)
        edit = quick.desk.composer.edit
        QTest.qWait(1000)
        before = _megabytes()
        quick.show_and_raise()
        QTest.qWait(1500)
        replies: list[object] = []
        gaps: list[float] = []
        clock, beat = QElapsedTimer(), QTimer()
        port.replied.connect(replies.append)

        def tick() -> None:
            gaps.append(clock.nsecsElapsed() / 1e6)
            clock.restart()

        beat.timeout.connect(tick)
        told = []
        for place, sentence in enumerate(SENTENCES):
            gaps.clear()
            clock.start()
            beat.start(1)
            typing = 0.0
            if way == "typed":
                for letter in sentence:
                    QTest.keyClicks(edit, letter)
                    QTest.qWait(GAP_MS)
                typing = max(gaps)
            gaps.clear()
            began = time.perf_counter()
            port.say(sentence, Channel.TYPED)
            until(lambda count=place + 1: len(replies) >= count)  # type: ignore[misc]
            took = (time.perf_counter() - began) * 1000
            beat.stop()
            told.append(
                f"{'cold' if not place else 'warm'} {took:5.0f} ms, gap {max(gaps):4.0f} ms (typing {typing:4.0f} ms)"
            )
            edit.clear()
            QTest.qWait(1000)
        print(f"{way:6} {'; '.join(told)}; MB before {before}, after {_megabytes()}", flush=True)
        port.stop()


def _megabytes() -> str:
    """Memory of this process and of its children, each counted by its share."""
    own = os.getpid()
    children = Path(f"/proc/{own}/task").glob("*/children")
    pids = [own, *(int(pid) for file in children for pid in file.read_text().split())]
    sizes = []
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        sizes.append(next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")))
    return " + ".join(f"{size:.0f}" for size in sizes)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _app(sys.argv[1])
    else:
        main()
