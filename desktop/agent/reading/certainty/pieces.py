"""Words to the pieces that the encoder knows: "calcs" -> "cal", "##cs". Greedy, the longest piece first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

START, END, UNKNOWN, LINE = 101, 102, 100, 1
_LONGEST_WORD = 40


class Pieces:
    """The vocabulary of a BERT encoder, in the order of its rows."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._places = {piece: place for place, piece in enumerate(vocabulary)}
        self._known = lru_cache(maxsize=8192)(self._take_apart)

    def of(self, word: str) -> tuple[int, ...]:
        """The rows of a folded word's pieces; a line's end has a sign of its own."""
        return (LINE,) if not word.strip() else self._known(word)

    def _take_apart(self, word: str) -> tuple[int, ...]:
        word = word.lower()
        found: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST_WORD:
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self._places:
                    found.append(self._places[piece])
                    start = end
                    break
            else:
                return (UNKNOWN,)
        return tuple(found) or (UNKNOWN,)
