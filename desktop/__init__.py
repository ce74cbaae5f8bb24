"""Gleaner: a sentence, typed or spoken, becomes correct Harvest time entries."""

from desktop.immortals import protect
from desktop.lean import spare_command_lines

__version__ = "0.1.0"

# Before anything of ours can import PySide6.
protect()
# Before anything of ours can import httpx.
spare_command_lines()
