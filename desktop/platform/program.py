"""The command that starts this very program again: ("/usr/bin/gleaner",), or the interpreter and its module."""

from __future__ import annotations

import sys
from pathlib import Path


def own_command() -> tuple[str, ...]:
    """Words for a new process, wherever it is started from."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    script = Path(sys.executable).with_name("gleaner.exe" if sys.platform == "win32" else "gleaner")
    return (str(script),) if script.exists() else (sys.executable, "-m", "desktop")
