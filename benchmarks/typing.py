"""How long from a letter typed into quick entry to the cards that it makes, over the demo account, without a screen.

Run: `python -m benchmarks.typing`. Prints milliseconds for each sentence: to the cards, and of the longest key press.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app.ports.app_port import AppPort
from desktop.paths import Home
from desktop.ui.panels.quick_entry import QuickEntry
from desktop.ui.theme import theme

SENTENCES = (
    "2h internal training",
    "1.5h website yesterday fixing login, 30m standup mobile app",
    "from 9 to 11:30 patient portal design review, then 45 minutes brand refresh and 2h support retainer",
)
GAP_MS = 90  # between letters: somebody who types fast
PATIENCE = 20.0


def until(condition: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + PATIENCE
    while not condition():
        if time.perf_counter() > deadline:
            raise TimeoutError("the cards did not come")
        QApplication.processEvents()


def main() -> None:
    QApplication([])
    theme()
    with tempfile.TemporaryDirectory() as folder:
        port = AppPort(Home(Path(folder)), demo=True)
        quick = QuickEntry(port)
        port.start()
        until(lambda: port.catalog is not None)
        quick.show_and_raise()
        edit = quick.desk.composer.edit
        waiting = QEventLoop()
        port.sketched.connect(lambda words, _reply: waiting.quit() if words == edit.words else None)
        for sentence in SENTENCES:
            waits, presses = [], []
            for letter in sentence:
                began = time.perf_counter()
                QTest.keyClicks(edit, letter)
                presses.append((time.perf_counter() - began) * 1000)
                if letter != " ":  # which changes no words
                    waiting.exec()
                waits.append((time.perf_counter() - began) * 1000)
                QTest.qWait(GAP_MS)
            print(
                f"{len(sentence):3} letters: cards after {statistics.median(waits):.0f} ms (median), "
                f"{max(waits):.0f} ms (worst); longest key press {max(presses):.1f} ms"
            )
            edit.clear()
            QTest.qWait(GAP_MS)
        port.stop()


if __name__ == "__main__":
    main()
