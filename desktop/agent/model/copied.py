"""Where the words that a model quoted stand in a message: "forty-five minutes" in "um forty five uh minutes".

A quote is found word by word, whatever the case, spacing and punctuation, and whatever was stammered in between. One
that leaves something out ("from eight to one … minus half an hour") is found piece by piece, in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from desktop.agent.intents import Span

_WORD: Final = re.compile(r"[^\W_]+|[£$€%]")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘`´", "'"))
_STAMMER: Final = frozenset("um umm uh uhm er erm ah eh hm hmm".split())
_GAP: Final = re.compile(r"\.{2,}|…|[;,]\s")
_LEAST_PIECE: Final = 2
"""Words of a piece: single words would be found anywhere, and make quotes of what nobody said."""

_Word = tuple[str, int, int]


def found(text: str, quote: str) -> Span | None:
    """Where the quoted words stand in the message; None where they do not."""
    words = _words(text)
    whole = _in(words, _plain(quote), 0)
    if whole is not None:
        return _span(words, *whole)
    pieces = [_plain(piece) for piece in _GAP.split(quote) if piece.strip()]
    if len(pieces) < 2 or any(len(piece) < _LEAST_PIECE for piece in pieces):
        return None
    first, end = len(words), 0
    for piece in pieces:
        place = _in(words, piece, end)
        if place is None:
            return None
        first, end = min(first, place[0]), place[1]
    return _span(words, first, end)


def _words(text: str) -> list[_Word]:
    """The words with their places, without stammering and what was said twice in a row."""
    kept: list[_Word] = []
    for match in _WORD.finditer(text.translate(_APOSTROPHES)):
        word = match[0].casefold()
        if word in _STAMMER or (kept and kept[-1][0] == word and not word.isdigit()):
            continue
        kept.append((word, match.start(), match.end()))
    return kept


def _plain(quote: str) -> list[str]:
    return [word for word, _, _ in _words(quote)]


def _in(words: Sequence[_Word], quoted: Sequence[str], begin: int) -> tuple[int, int] | None:
    """The first place from word `begin` on where all of `quoted` stand in a row."""
    if not any(any(char.isalnum() for char in word) for word in quoted):
        return None
    for start in range(begin, len(words) - len(quoted) + 1):
        if all(words[start + i][0] == word for i, word in enumerate(quoted)):
            return start, start + len(quoted)
    return None


def _span(words: Sequence[_Word], start: int, end: int) -> Span:
    return Span(words[start][1], words[end - 1][2])
