"""Gleaner: a sentence, typed or spoken, becomes correct Harvest time entries."""

from desktop.immortals import protect

__version__ = "0.1.0"

# Before anything of ours can import PySide6.
protect()
