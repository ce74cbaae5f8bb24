"""What a card costs on the screen: cards of one reply in the shown chat window, from the reply to the painted frame.

python -m benchmarks.cards --cards 30 --rounds 5
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop.agent.drafts import Draft, Reply
from desktop.ui.panels.chat import ChatWindow
from desktop.ui.preview.sample import CATALOG, asking_project, ready
from desktop.ui.preview.scripted_port import ScriptedPort

LIMIT_MS = 3.0


def drafts(count: int) -> tuple[Draft, ...]:
    """Ready cards and cards that ask, in turn."""
    kinds = (ready("Williams Account", 11, "4", "Home page"), ready("Internal Training", 15, "2"), asking_project())
    return tuple(replace(kinds[n % len(kinds)], id=f"card-{n}") for n in range(count))


def shown(app: QApplication, count: int) -> float:
    """Milliseconds of processor time until that many cards of one reply are on the screen."""
    port = ScriptedPort(CATALOG)
    window = ChatWindow(port)
    window.show()
    app.processEvents()
    some = drafts(count)
    started = time.process_time()
    port.replied.emit(Reply("Some entries.", some))
    for _ in range(5):
        app.processEvents()
    took = (time.process_time() - started) * 1000
    window.close()
    window.deleteLater()
    app.processEvents()
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, nargs="+", default=[1, 10, 30])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    app = QApplication([])
    shown(app, 2)  # fonts and icons are loaded once
    for count in options.cards:
        times = [shown(app, count) for _ in range(options.rounds)]
        best, middle = min(times), statistics.median(times)
        print(f"{count:5} cards: best {best:7.1f} ms, median {middle:7.1f} ms; {best / count:5.2f} ms a card")


if __name__ == "__main__":
    main()
