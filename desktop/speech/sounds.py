"""How much alike two pieces of text are to the eye and to the ear. Pure functions.

The ear is Metaphone (Lawrence Philips, 1990), as jellyfish has it: "glow backs" and "Globex" are both KLBKS to it.
"""

from __future__ import annotations

import re
from functools import lru_cache

import jellyfish
from rapidfuzz.distance import JaroWinkler, Levenshtein

#: Metaphone's letters that are easily taken for each other.
_NEAR = str.maketrans("BGDVJZM", "PKTFXSN")


def squash(text: str) -> str:
    """Lower case letters and digits only, and nothing between them."""
    return "".join(re.findall(r"[^\W_]+", text.casefold()))


@lru_cache(maxsize=4096)
def code(squashed: str) -> str:
    """What it sounds like, voiced and unvoiced taken as one."""
    return jellyfish.metaphone(squashed).replace(" ", "").translate(_NEAR)


def likeness(heard: str, name: str) -> float:
    """0 to 1 over squashed texts: half spelling, half sound."""
    if heard == name:
        return 1.0
    spelling = max(Levenshtein.normalized_similarity(heard, name), JaroWinkler.similarity(heard, name) - 0.1)
    return 0.5 * spelling + 0.5 * Levenshtein.normalized_similarity(code(heard), code(name))


def support(name: str, text: str) -> float:
    """How well any run of one to three words of the text sounds like the name, 0 to 1."""
    words = [squash(word) for word in text.split()]
    runs = ("".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(len(words), i + 3) + 1))
    return max((likeness(run, squash(name)) for run in runs), default=0.0)


def same_start(heard: str, name: str) -> bool:
    """Whether both begin with the same sound."""
    return code(heard)[:1] == code(name)[:1]
