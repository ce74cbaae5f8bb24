"""PySide6's lost references must not end the app."""

from __future__ import annotations

import subprocess
import sys

EMITS = """
import desktop
from PySide6.QtCore import QObject, Signal

class Source(QObject):
    told = Signal(object)

source = Source()
source.told.connect(lambda value: None)
for count in range(20_000):
    source.told.emit(count)
print("alive")
"""


def test_signals_may_be_emitted_for_ever():
    done = subprocess.run([sys.executable, "-c", EMITS], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "alive", done.stderr
