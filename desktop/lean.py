"""Keeps what nobody uses out of memory.

WORKAROUND: `import httpx` (0.28) also imports httpx's own command line wherever `click` and `rich` happen to be
installed, and with it `pygments`: 6 MB and about 30 ms that no window, command or server of ours has a use for. httpx
does without it where it cannot be imported, so that is what it is told.
"""

from __future__ import annotations

import sys

_COMMAND_LINE = "httpx._main"


def spare_command_lines() -> None:
    """Let `import httpx` leave its command line out. Does nothing where that is loaded already."""
    # None is Python's own mark for "cannot be imported" (importlib's documentation of sys.modules).
    sys.modules.setdefault(_COMMAND_LINE, None)  # type: ignore[arg-type]
