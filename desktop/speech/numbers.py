"""Numbers as Whisper may write them: "four", "Four" and "4" are one answer, and so their probabilities add up.

Without that a number that was heard for sure looks like a guess: of "six hours", tiny.en gives 0.54 to "six" and most
of the rest to "6".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
#: The reader of lengths takes "for hours" for four, so between these two there is nothing to decide.
_SAME = {"four": "for"}
#: What lengths are made of beside numbers.
_PARTS = frozenset("a an half halves quarter quarters third thirds point hour hours minute minutes day days".split())
#: Sounds like a number, and is read as one where a number must stand.
_HOMOPHONES = frozenset("for to too won ate".split())
WORDS = frozenset({*_UNITS, *_TENS})


def is_number(word: str) -> bool:
    """Whether a word, in lower case and without marks, says or sounds like a number."""
    return word in WORDS or any(letter.isdigit() for letter in word) or word in _HOMOPHONES


def is_length(word: str) -> bool:
    """Whether a word may be a part of a length: "an hour and a half"."""
    return is_number(word) or word in _PARTS


def alike(encode: Callable[[str], Sequence[int]]) -> Mapping[int, tuple[int, ...]]:
    """For the token of a number all tokens that say the same number, itself among them.

    Args:
        encode: Text to tokens. Only what is one single token counts.
    """

    @cache
    def tokens(text: str) -> tuple[int, ...]:
        made = [tuple(encode(written)) for written in (text, f" {text}", text.capitalize(), f" {text.capitalize()}")]
        return tuple(dict.fromkeys(each[0] for each in made if len(each) == 1))

    groups: dict[int, tuple[int, ...]] = {}
    for value, word in enumerate(_UNITS):
        same = (*tokens(word), *tokens(str(value)), *tokens(_SAME.get(word, word)))
        groups |= dict.fromkeys(same, tuple(dict.fromkeys(same)))
    for place, word in enumerate(_TENS, 2):
        spelt = tokens(word)
        digits = {value: tokens(str(value)) for value in range(10 * place, 10 * place + 10)}
        groups |= dict.fromkeys(spelt, (*spelt, *(token for same in digits.values() for token in same)))
        for same in digits.values():
            groups |= dict.fromkeys(same, (*same, *spelt))
    return groups
