"""Text to tokens: the only place that looks at single characters.

Offsets always point into the text that was given, so that a screen can underline the words a value came from.
Letters and digits are told apart ("1h30" is three tokens), because names, durations and dates all need the seams.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

#: Characters that are read of one message; what is beyond is said to be unread, never silently dropped.
MAX_CHARACTERS = 4_000
#: Words and signs that are read of what is told; 4,000 characters of prose have 1,000, only heaps of signs have more.
MAX_TOKENS = 1_200


class TokenKind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    DIGITS = "digits"
    FRACTION = "fraction"
    MARK = "mark"
    NEWLINE = "newline"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text. `low` is folded: lower case, no accents, no apostrophes, no possessive "'s".

    `glued` says that nothing stands between this token and the one before it.
    """

    text: str
    low: str
    start: int
    end: int
    kind: TokenKind
    glued: bool


# A letter with its combining marks; apostrophes inside a word belong to it ("O'Brien", "didn't").
_PIECES = re.compile(
    r"(?P<newline>(?:(?<![ \t])[ \t]++)?(?:\r\n|[\n\r\u2028\u2029])+)"
    r"|(?P<fraction>[¼½¾⅓⅔⅛⅜⅝⅞])"
    r"|(?P<pair>(?<![\w:.,-])1(?:-?on-?|:)1(?:['’]?s)?\b(?![:.,-]?\d))"
    r"|(?P<digits>[0-9]+)"
    r"|(?<=[0-9])(?P<possessive>['’]s\b)"
    r"|(?<![\w/])(?P<short>[wW]/(?:o(?:ut)?\b)?|w\.(?=\s+\w))"
    r"|(?P<word>(?:[^\W\d_][\u0300-\u036f]*)+(?:['’ʼ´`](?:[^\W\d_][\u0300-\u036f]*)+)*)"
    r"|(?P<mark>\S)"
)
#: "w/ Initech" is a word with a mark in it.
_SHORT = {"w/": "with", "w.": "with", "w/o": "without", "w/out": "without"}
#: As they are typed in a hurry.
_SHORT |= {"wk": "week", "wks": "weeks", "mth": "month", "mths": "months", "yr": "year", "yrs": "years"}
#: "1on1", "1-on-1s" and "1:1" are one word, as it is spoken.
_PAIR = "oneonone"
_KINDS = {kind.value: kind for kind in TokenKind} | {"short": TokenKind.WORD, "pair": TokenKind.WORD}
_APOSTROPHES = re.compile(r"['’ʼ´`]")
_CONTRACTIONS = frozenset("what how it let that there he she who where when here".split())
# Letters that no canonical decomposition takes apart.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th"})


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Lower case without accents, apostrophes and possessive: "Umbrella's" -> "umbrella", "Café" -> "cafe"."""
    low = word.casefold().translate(_LETTERS)
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    parts = [part for part in _APOSTROPHES.split(low) if part]
    if len(parts) > 1 and parts[-1] == "s" and parts[0] not in _CONTRACTIONS:
        parts.pop()
    return "".join(parts)


def _unseen(mark: str) -> bool:
    """Control, format (zero width, bidi) and unassigned characters carry no words."""
    return unicodedata.category(mark)[0] == "C"


def tokenize(text: str) -> list[Token]:
    """All tokens of `text` in order. Never raises; costs one pass."""
    tokens: list[Token] = []
    last_end = -1
    for match in _PIECES.finditer(text):
        if match.lastgroup == "possessive":
            continue
        piece, kind = match.group(), _KINDS[match.lastgroup or "mark"]
        if kind is TokenKind.MARK and _unseen(piece):
            continue
        start, end = match.span()
        low = _SHORT.get(piece.lower()) or fold(piece) if kind is TokenKind.WORD else piece
        low = _PAIR if match.lastgroup == "pair" else low
        tokens.append(Token(piece, low or piece, start, end, kind, start == last_end))
        last_end = -1 if kind is TokenKind.NEWLINE else end
    return tokens


def lows(tokens: Sequence[Token], i: int, count: int) -> tuple[str, ...]:
    """The folded forms of up to `count` tokens from `i`, for table look-ups."""
    return tuple(token.low for token in tokens[i : i + count])
