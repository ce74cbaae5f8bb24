"""Projects that are called by a part of their name which names nothing by itself.

In come a project's name and said words, out comes whether one of them is such a part: "365" of "Microsoft 365
Migration", "pentest" of "Penetration Test". Only where a client was named, whose projects are few.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final

_LEAST: Final = 3
"""So many letters of each word must be said of a word that was made of two."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def is_said_in_part(name: str, words: Iterable[str], numbers: Collection[str]) -> bool:
    """Whether one of the words is drawn together from the name, or one of the numbers (no year) stands in it."""
    parts = re.findall(r"\w+", name.casefold())
    if any(part in numbers and part.isdigit() and len(part) > 1 and not _YEAR.fullmatch(part) for part in parts):
        return True
    return any(_is_drawn_together(word, parts) for word in words)


def _is_drawn_together(word: str, parts: Sequence[str]) -> bool:
    """Whether a word begins as one word of the name and ends as all of, or the beginning of, the next."""
    return any(
        first.startswith(word[:cut]) and second.startswith(word[cut:])
        for cut in range(_LEAST, len(word) - _LEAST + 1)
        for first, second in pairwise(parts)
    )
