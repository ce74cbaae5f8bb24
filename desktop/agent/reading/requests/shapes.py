"""Shapes of sentences: rows of words, word classes and gaps, looked for in a message's `line` (see `line.py`).

A row is read word by word:

| written | means |
| --- | --- |
| `stop` | that word |
| `stop/end/get_rid_of` | one of these; `_` stands for a space |
| `<timer>` | a word of that class of `CLASSES` |
| `[still]`, `[<timer>]` | the same, but it may be missing |
| `*` | any one word |
| `..` | up to ten words of the same clause |
| `...` | up to forty words, over clauses |
| `^`, `$` | the beginning and the end of a clause, once politeness is taken off |
| `N`, `L`, `#`, `D`, `M` | a name, a length of time, a number without a unit, days, an amount of money |
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from desktop.agent.reading.requests.wordclasses import CLASSES

_GAP = r"(?:(?![|→])\S+ ){0,10}?"
_FAR = r"(?:\S+ ){0,40}?"


def _any_of(words: list[str]) -> str:
    joined = "|".join(re.escape(word.replace("_", " ")) for word in sorted(words, key=len, reverse=True))
    return f"(?:{joined}) "


def _piece(piece: str) -> str:
    """The expression of one word of a row."""
    if piece == "^":
        return r"[|→] "
    if piece == "$":
        return r"(?=[|→])"
    if piece == "*":
        return r"(?![|→])\S+ "
    if piece == "..":
        return _GAP
    if piece == "...":
        return _FAR
    if piece.startswith("[") and piece.endswith("]"):
        return f"(?:{_piece(piece[1:-1])})?"
    words: list[str] = []
    for word in piece.split("/"):
        words += CLASSES[word[1:-1]].split() if word.startswith("<") and word.endswith(">") else [word]
    return _any_of(words)


@lru_cache(maxsize=256)
def _compiled(row: str) -> str:
    return r"(?<!\S)" + "".join(_piece(piece) for piece in row.split())


_SAID: set[str] = set()


def said_words() -> frozenset[str]:
    """All words that any row of any module looks for: none of them is a name that nobody knows."""
    return frozenset(_SAID)


def _words_of(row: str) -> set[str]:
    found: set[str] = set()
    for piece in row.split():
        for word in piece.strip("[]").split("/"):
            named = word.startswith("<") and word.endswith(">")
            for plain in CLASSES[word[1:-1]].split() if named else [word]:
                found.update(plain.split("_"))
    return found


class Shapes:
    """Rows of which any may fit. The search costs one pass over the line."""

    def __init__(self, *rows: str) -> None:
        self.rows = rows
        for row in rows:
            _SAID.update(_words_of(row))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # With the first line, not with the import: all of them together take a third of a second.
        return re.compile("|".join(f"(?:{_compiled(row)})" for row in self.rows))

    def fit(self, line: str) -> bool:
        """Whether any row is found in the line."""
        return self._pattern.search(line) is not None

    def first(self, line: str) -> int:
        """Where the first row that fits begins, or -1."""
        found = self._pattern.search(line)
        return found.start() if found else -1

    def without(self, line: str) -> str:
        """The line with every part that a row fits taken out."""
        return self._pattern.sub(" ", line)

    def last(self, line: str) -> int:
        """Where the last row that fits begins, or -1."""
        return max((found.start() for found in self._pattern.finditer(line)), default=-1)
