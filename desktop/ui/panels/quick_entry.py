"""Quick entry: one line and its cards, in the upper middle of the screen, for a keyboard shortcut."""

from __future__ import annotations

from desktop.ui.panels.entry_window import EntryWindow
from desktop.ui.port import Port


class QuickEntry(EntryWindow):
    """Goes by itself once everything said in it is in Harvest."""

    def __init__(self, port: Port) -> None:
        super().__init__(port, "Gleaner: quick entry", "3h Acme website, 45m stand-up…")
        self.setObjectName("quick-entry")
