"""Keeps what nobody uses out of memory, and out of the time that a start takes.

WORKAROUND: `import httpx` (0.28) also imports httpx's own command line wherever `click` and `rich` happen to be
installed, and with it `pygments`: 6 MB and about 30 ms that no window, command or server of ours has a use for. httpx
does without it where it cannot be imported, so that is what it is told.

WORKAROUND: once PySide6 (6.12) is loaded it reads the source of every module that is imported after it, and keeps the
lines: some 16 MB and a third of a second of a start. It looks for modules that may want Qt's names in snake case
(`from __feature__ import snake_case`); none of ours does, so it is told that none uses PySide6.
"""

from __future__ import annotations

import sys

_COMMAND_LINE = "httpx._main"
_QUESTION = "_mod_uses_pyside"


def spare_command_lines() -> None:
    """Let `import httpx` leave its command line out. Does nothing where that is loaded already."""
    # None is Python's own mark for "cannot be imported" (importlib's documentation of sys.modules).
    sys.modules.setdefault(_COMMAND_LINE, None)  # type: ignore[arg-type]


def spare_sources() -> None:
    """Let PySide6, which is loaded, read no sources. Does nothing where it has no such question to ask."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, _QUESTION):
        setattr(feature, _QUESTION, lambda _module: False)
