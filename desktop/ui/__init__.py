"""What is seen: widgets, cards and panels, and the tray. Does no I/O of its own."""

import PySide6  # noqa: F401 - what is spared is its own

from desktop.lean import spare_sources

# Before the rest is imported.
spare_sources()
