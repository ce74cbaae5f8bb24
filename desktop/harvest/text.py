"""Text from Harvest made fit to show and to compare: names and messages are written by others."""

from __future__ import annotations

import unicodedata

# Joiners shape letters and emoji; all other format characters are invisible or turn the reading direction.
_JOINERS = "\u200c\u200d"
_DROPPED = {"Cf", "Cs", "Co"}
_BLANK = {"Cc", "Zl", "Zp"}


def plain(text: str, limit: int | None = None) -> str:
    """One line: no control, direction or private characters, runs of blanks as one, cut to `limit` with "…"."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(_plain(char) for char in text)
    line = " ".join(text.split())
    return line if limit is None or len(line) <= limit else line[: limit - 1] + "…"


def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category in _BLANK:
        return " "
    return "" if category in _DROPPED and char not in _JOINERS else char
